//! Transcripts: lines that begin with a name in capitals and a colon, in quotation marks or not.
//!
//! The name is the source, the colon the cue, and the rest of the line the content, with the lines after it that go on
//! in the same quotation. Models see too few of these to be sure, so their labels are mended here as well.

use std::ops::Range;

use super::super::label::Label;
use super::super::token::{Quoted, Shape, Unit, ascii_hash};

const COLON: u32 = ascii_hash(":");
const BRACKET: u32 = ascii_hash("(");

/// A name has at most this many tokens.
const NAME: usize = 4;

/// Labels anew the lines of a transcript, and leaves other labels alone.
pub(in super::super) fn mend(unit: &Unit, labels: &mut [Label]) {
    let lines: Vec<Range<usize>> = lines(unit);
    for (number, line) in lines.iter().enumerate() {
        let Some(name) = name(unit, line) else { continue };
        let goes_on = |next: &&Range<usize>| {
            let follows = unit.tokens.get(next.start + 1).is_some_and(|token| token.word != BRACKET);
            unit.tokens[next.start].quoted == Quoted::Open && follows && self::name(unit, next).is_none()
        };
        let more = lines[number + 1..].iter().take_while(goes_on).last();
        let end = more.unwrap_or(line).end;
        if name.end + 2 > end {
            continue;
        }
        labels[line.start..end].fill(Label::AfterOn);
        labels[line.start..name.start].fill(Label::Outside);
        labels[name.clone()].fill(Label::SourceBefore);
        labels[name.end] = Label::Cue;
        labels[name.end + 1] = Label::After;
        if let Some(next) = labels.get_mut(end + 1).filter(|label| !label.may_begin()) {
            *next = Label::Outside;
        }
    }
}

/// The tokens of each line, without the breaks between them.
fn lines(unit: &Unit) -> Vec<Range<usize>> {
    let breaks = (0..unit.tokens.len()).filter(|&at| unit.tokens[at].shape == Shape::Break);
    let mut lines = Vec::new();
    let mut start = 0;
    for end in breaks.chain([unit.tokens.len()]) {
        if start < end {
            lines.push(start..end);
        }
        start = end + 1;
    }
    lines
}

/// The name with which a line begins, where a colon follows.
fn name(unit: &Unit, line: &Range<usize>) -> Option<Range<usize>> {
    let start = line.start + usize::from(unit.tokens[line.start].shape == Shape::Mark);
    let colon = (start..line.end.min(start + NAME + 1)).find(|&at| unit.tokens[at].word == COLON)?;
    let is_name = |at: usize| {
        let token = &unit.tokens[at];
        token.shape == Shape::Upper && token.span.len() > 1 || token.shape == Shape::Stop && at > start
    };
    (start < colon && (start..colon).all(is_name)).then_some(start..colon)
}
