//! Reads an article a unit at a time and makes suggestions of what it finds.
//!
//! First every unit is cut into words and its names are noticed, since an article often gives a surname first and the
//! full name later; then each is labelled, linked and its speakers told. This file must not know how labels are found.

use std::collections::HashSet;
use std::collections::VecDeque;
use std::ops::Range;

use super::link::{Link, link};
use super::model::Model;
use super::people::People;
use super::token::{Shape, Token, Unit, groups, units, word_hash};
use super::{Known, Suggestion, rules};
use crate::domain::annotation::Kind;
use crate::domain::article::Region;
use crate::domain::text::{Span, Text};

/// Units are cut until this many tokens are; then it is time for a break.
const CUT_AT_ONCE: usize = 4000;

/// A name that is noticed has at most this many words.
const NAME: usize = 5;

/// How labels are found.
#[derive(Clone, Copy, Debug)]
pub enum Path<'a> {
    /// By rules alone.
    Rules,
    /// With the trained model.
    Model(&'a Model),
}

/// What a step came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// These were found, in reading order, and there is more to read.
    More(Vec<Suggestion>),
    /// All is read.
    Done,
}

/// An article that is being read.
#[derive(Clone, Debug)]
pub struct Finder {
    text: Text,
    cues: HashSet<u32>,
    people: People,
    groups: VecDeque<Range<usize>>,
    units: VecDeque<Unit>,
    is_first: bool,
}

impl Finder {
    /// Begins to read `text`, whose folded `regions` are left out.
    #[must_use]
    pub fn new(text: &Text, regions: &[Region], known: &Known) -> Self {
        Self {
            text: text.clone(),
            cues: known.cues.iter().map(|cue| word_hash(cue.trim())).collect(),
            people: People::new(&known.speakers),
            groups: groups(text, regions).into(),
            units: VecDeque::new(),
            is_first: true,
        }
    }

    /// Reads on. A step takes a few milliseconds at most, whatever the text is.
    pub fn step(&mut self, path: Path) -> Step {
        if !self.groups.is_empty() {
            self.cut();
            return Step::More(Vec::new());
        }
        let Some(unit) = self.units.pop_front() else { return Step::Done };
        let is_cue = |word| self.cues.contains(&word);
        let found: Vec<(u8, Link)> = match path {
            Path::Rules => {
                let links = link(&unit, &rules::label(&unit, is_cue)).into_iter();
                links.map(|link| (rules::confidence(&unit, &link), link)).collect()
            }
            Path::Model(model) => {
                let mut labelled = model.label(&unit, self.is_first, is_cue);
                rules::mend(&unit, &mut labelled.labels);
                let links = link(&unit, &labelled.labels).into_iter();
                links.map(|link| (labelled.confidence(&link), link)).collect()
            }
        };
        self.is_first = false;
        Step::More(
            found.into_iter().filter_map(|(confidence, link)| self.suggestion(&unit, &link, confidence)).collect(),
        )
    }

    /// Cuts the next lines into units.
    fn cut(&mut self) {
        let mut cut = 0;
        while cut < CUT_AT_ONCE {
            let Some(group) = self.groups.pop_front() else { return };
            for unit in units(&self.text, group) {
                cut += unit.tokens.len();
                self.notice(&unit);
                self.units.push_back(unit);
            }
        }
    }

    /// Takes note of the names in a unit: two capitals or more in a row.
    fn notice(&mut self, unit: &Unit) {
        let mut start = 0;
        for at in 0..=unit.tokens.len() {
            let goes_on = unit.tokens.get(at).is_some_and(|token| token.is_capital() && at - start < NAME);
            if goes_on {
                continue;
            }
            if at - start >= 2 {
                let name = Span::new(unit.tokens[start].span.start, unit.tokens[at - 1].span.end);
                self.people.notice(self.text.slice(name));
            }
            start = at + 1;
        }
    }

    fn suggestion(&mut self, unit: &Unit, link: &Link, confidence: u8) -> Option<Suggestion> {
        let spans = |ranges: &[Range<usize>]| {
            let mut spans: Vec<Span> = Vec::new();
            for span in ranges.iter().filter_map(|range| self.span(unit, range.clone())) {
                match spans.last_mut().filter(|last| span.start < last.end) {
                    // A cluster that two tokens share belongs to both of their spans.
                    Some(last) => last.end = last.end.max(span.end),
                    None => spans.push(span),
                }
            }
            spans
        };
        let content = spans(&link.content);
        let cue = spans(link.cue.as_slice());
        let source = spans(link.source.as_slice());
        let kind = kind(unit, &link.content);
        let named = link.source.as_ref().and_then(|source| self.span(unit, named(unit, source.clone())));
        let speaker = named.and_then(|named| self.people.resolve(self.text.slice(named)));
        (!content.is_empty()).then_some(Suggestion { content, cue, source, kind, confidence, speaker })
    }

    /// The span of a range of tokens, on boundaries of grapheme clusters.
    fn span(&self, unit: &Unit, range: Range<usize>) -> Option<Span> {
        let tokens = &unit.tokens[range];
        let tokens = &tokens[..=tokens.iter().rposition(|token| token.shape != Shape::Break)?];
        let first = tokens.iter().find(|token| token.shape != Shape::Break)?;
        let span = self.text.widened(Span::new(first.span.start, tokens.last()?.span.end));
        self.text.check(span).is_ok().then_some(span)
    }
}

/// The kind of a quote with this content, as [`quotation`](crate::domain::quotation::kind_of) has it, but without reading
/// the whole line again for each.
fn kind(unit: &Unit, content: &[Range<usize>]) -> Kind {
    let words = content.iter().flat_map(|range| &unit.tokens[range.clone()]).filter(|token| token.is_word());
    let (quoted, plain): (Vec<&Token>, Vec<&Token>) = words.partition(|token| token.is_quoted());
    match (quoted.len(), plain.len()) {
        (0, _) => Kind::Indirect,
        (_, 0) => Kind::Direct,
        _ => Kind::Mixed,
    }
}

/// The words that name who speaks: for "who" and "which" the name before them.
fn named(unit: &Unit, source: Range<usize>) -> Range<usize> {
    let is_relative = ["who", "which"].iter().any(|word| word_hash(word) == unit.tokens[source.start].word);
    if !is_relative || source.len() > 1 {
        return source;
    }
    let first = unit.sentence(source.start).start;
    let mut end = source.start;
    while end > first && unit.tokens[end - 1].shape == Shape::Comma {
        end -= 1;
    }
    let start = (first..end).rev().take_while(|&at| unit.tokens[at].is_capital()).last();
    start.map_or(source, |start| start..end)
}
