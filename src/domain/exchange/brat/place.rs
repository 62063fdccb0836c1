//! Places in a text: from brat's code points to spans, and from spans to fragments that brat can hold.

use super::line::is_line_end;
use crate::domain::text::{CodePoint, Span, Text};

/// The span between two code points of the text, character for character.
///
/// # Errors
/// It is empty or reaches past the end: part of a sentence.
pub(super) fn exact(text: &Text, start: usize, end: usize) -> Result<Span, String> {
    if end <= start {
        return Err(format!("the span {start} {end} is empty"));
    }
    text.span_of_code_points(CodePoint(start), CodePoint(end)).ok_or_else(|| {
        let length = text.code_point(text.len()).0;
        format!("the span {start} {end} reaches past the end of the text, which has {length} characters")
    })
}

/// Holds the words that a file states, which begin `rest`, against those of the spans, white space aside. They go on
/// after a line's end for as long as those of the spans do: a raw line end may stand among them.
pub(super) fn follow(text: &Text, spans: &[Span], rest: &str) -> Followed {
    let expected = spans.iter().flat_map(|&span| text.slice(span).chars());
    let mut expected = expected.filter(|letter| !letter.is_whitespace()).peekable();
    let first_line = rest.find('\n').unwrap_or(rest.len());
    // So far whole lines agree.
    let mut whole = first_line;
    for (at, letter) in rest.char_indices() {
        if expected.peek().is_none() {
            return Followed { agreement: Agreement::All, end: at };
        }
        if letter == '\n' {
            whole = at;
        } else if !letter.is_whitespace() && expected.next_if_eq(&letter).is_none() {
            let agreement = if at < first_line { Agreement::None } else { Agreement::First };
            return Followed { agreement, end: whole };
        }
    }
    let agreement = if expected.peek().is_none() { Agreement::All } else { Agreement::First };
    Followed { agreement, end: rest.len() }
}

/// What came of holding words against those of a text.
pub(super) struct Followed {
    /// How far they agree.
    pub(super) agreement: Agreement,
    /// The byte up to which they go: the rest of its line belongs to them too.
    pub(super) end: usize,
}

/// How far the words that a file states agree with those of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Agreement {
    /// They are the same.
    All,
    /// They are the same as far as they go, and more could follow.
    First,
    /// They are others.
    None,
}

/// The fragments by which brat can hold these spans of a text, which do not overlap: the lines of each, without line
/// ends. Where there is nothing but line ends, the spans themselves.
pub(super) fn fragments(text: &Text, spans: &[Span]) -> Vec<Span> {
    let mut found = Vec::new();
    for &span in spans {
        let mut start = span.start;
        for line in text.slice(span).split(is_line_end) {
            if !line.is_empty() {
                found.push(Span::new(start, start + line.len()));
            }
            let end = start + line.len();
            start = end + text.as_str()[end..].chars().next().map_or(0, char::len_utf8);
        }
    }
    if found.is_empty() { spans.to_vec() } else { found }
}

/// Spans in reading order put into as few groups as hold no two that overlap.
pub(super) fn without_overlap(spans: &[Span]) -> Vec<Vec<Span>> {
    let mut groups: Vec<Vec<Span>> = Vec::new();
    for &span in spans {
        match groups.iter_mut().find(|group| group.last().is_none_or(|last| last.end <= span.start)) {
            Some(group) => group.push(span),
            None => groups.push(vec![span]),
        }
    }
    groups
}
