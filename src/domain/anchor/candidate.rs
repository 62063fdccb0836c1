//! Places that may be the one: where exactly they begin and end, and how well they fit.
//!
//! This file knows symbols only: no bytes, and no rivals.

use std::ops::Range;

use super::distance::{Begins, Pattern};
use super::folded::{SPACE, Symbol};
use super::{number, share};
use crate::domain::order;

/// Words of more symbols than this are compared no further than whether they are the same.
pub(super) const LONGEST: usize = 4_096;

/// How much more a symbol of the words tells than one of their context.
const WORDS: usize = 3;

/// How many symbols of context are enough to tell that a place is the one: more than one side has, since any line may
/// begin with the word that began the one that was taken out.
const WANTED: usize = 48;

/// How much of a context agrees with any other by chance.
const BY_CHANCE: f64 = 0.4;

/// How many symbols beside a place may tell where the words end that were changed.
const SEAM: usize = 8;

/// How many symbols of the words must be the same at an end where their context is not.
const EDGE: usize = 4;

/// How many symbols of context must be the same at an end where the words are not: more than a phrase that recurs.
const BESIDE: usize = 16;

/// A place in a text, and what it has in common with the anchor.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Candidate {
    /// In symbols of the text.
    pub(super) range: Range<usize>,
    /// From 0 to 1: how much the words are the same.
    pub(super) likeness: f64,
    /// From 0 to 1: how much words and context tell that this is the place.
    pub(super) support: f64,
    /// Everything that agrees, in symbols of context: for telling places apart.
    pub(super) evidence: f64,
    /// True where it is known at both ends how far the words go: there they, or their context, are the same.
    pub(super) has_ends: bool,
}

/// An anchor, made ready to be compared with places in a text.
pub(super) struct Comparison<'a> {
    text: &'a [Symbol],
    exact: &'a [Symbol],
    prefix: &'a [Symbol],
    suffix: &'a [Symbol],
    /// Words that are too long have none.
    patterns: Option<[Pattern; 2]>,
    /// Backwards.
    before: Pattern,
    after: Pattern,
}

impl<'a> Comparison<'a> {
    /// Compares `anchor`, which is context but for the words in `exact`, with places in `text`.
    pub(super) fn new(text: &'a [Symbol], anchor: &'a [Symbol], exact: &Range<usize>) -> Self {
        let (prefix, suffix) = (&anchor[..exact.start], &anchor[exact.end..]);
        let exact = &anchor[exact.clone()];
        let patterns = (exact.len() <= LONGEST)
            .then(|| [Pattern::new(exact.iter().copied()), Pattern::new(exact.iter().rev().copied())]);
        let before = Pattern::new(prefix.iter().rev().copied());
        let after = Pattern::new(suffix.iter().copied());
        Self { text, exact, prefix, suffix, patterns, before, after }
    }

    /// How well a place fits. Nothing for words that are not the same and too long to compare, and for a place more
    /// than twice as long as they are, of which no score could be worth asking about.
    pub(super) fn weigh(&self, range: Range<usize>) -> Option<Candidate> {
        let words = &self.text[range.clone()];
        let distance = if words == self.exact {
            0
        } else if words.len() > 2 * self.exact.len() {
            return None;
        } else {
            let [pattern, _] = self.patterns.as_ref()?;
            pattern.distance(words.iter().copied())
        };
        let before = self.text[..range.start].iter().rev().copied();
        let context = agreeing(&self.before, before) + agreeing(&self.after, self.text[range.end..].iter().copied());
        let longer = words.len().max(self.exact.len());
        let wanted = number(WANTED.min(self.prefix.len() + self.suffix.len()));
        let telling = number(WORDS * self.exact.len());
        let has_ends = distance == 0 || (self.has_start(&range) && self.has_end(&range));
        Some(Candidate {
            range,
            has_ends,
            likeness: share(longer - distance, longer),
            support: (telling + context.min(wanted)) / (telling + wanted),
            evidence: number(WORDS) * (number(self.exact.len()) - number(distance)) + context,
        })
    }

    /// Places near where the words would start, which may lie before the text: where they fit best by themselves, and
    /// where their context leaves a gap.
    pub(super) fn near(&self, start: isize) -> Vec<Candidate> {
        let Some([forward, backward]) = &self.patterns else { return Vec::new() };
        let length = self.exact.len();
        let slack = length * 2 / 5 + 2 * SEAM;
        let end = start.saturating_add_unsigned(length);
        let clip = |place: isize| usize::try_from(place).unwrap_or(0).min(self.text.len());
        let window = clip(start.saturating_sub_unsigned(slack))..clip(end.saturating_add_unsigned(slack));
        let symbols = &self.text[window.clone()];
        let ends = forward.distances(symbols.iter().copied(), Begins::Anywhere);
        let last = least(&ends, clip(end).saturating_sub(window.start));
        if ends[last] * 5 > length * 2 {
            // Less than three in five agree: no score could be worth asking about.
            return Vec::new();
        }
        let lengths = backward.distances(symbols[..last].iter().rev().copied(), Begins::Here);
        let first = last - least(&lengths, length).min(last);

        let starts = [Some(first), self.seam_before(symbols, first)];
        let ends = [Some(last), self.seam_after(symbols, last)];
        let ranges =
            starts.into_iter().flatten().flat_map(|start| ends.into_iter().flatten().map(move |end| (start, end)));
        let mut ranges: Vec<_> = ranges
            .map(|(start, end)| self.trimmed(window.start + start..window.start + end))
            .filter(|range| !range.is_empty())
            .collect();
        order::sort_by_key(&mut ranges, |range| (range.start, range.end));
        ranges.dedup();
        ranges.into_iter().filter_map(|range| self.weigh(range)).collect()
    }

    /// Where the prefix ends, nearest to `start`.
    fn seam_before(&self, symbols: &[Symbol], start: usize) -> Option<usize> {
        let tail = &self.prefix[self.prefix.len().checked_sub(SEAM)?..];
        let ends = symbols.windows(SEAM).enumerate().filter(|(_, window)| *window == tail);
        ends.map(|(place, _)| place + SEAM).min_by_key(|end| end.abs_diff(start))
    }

    /// Where the suffix starts, nearest to `end`.
    fn seam_after(&self, symbols: &[Symbol], end: usize) -> Option<usize> {
        let head = self.suffix.get(..SEAM)?;
        let starts = symbols.windows(SEAM).enumerate().filter(|(_, window)| *window == head);
        starts.map(|(place, _)| place).min_by_key(|start| start.abs_diff(end))
    }

    fn has_start(&self, range: &Range<usize>) -> bool {
        let edge = &self.exact[..EDGE.min(self.exact.len())];
        let tail = self.prefix.len().checked_sub(BESIDE).map(|start| &self.prefix[start..]);
        self.text[range.clone()].starts_with(edge)
            || tail.is_some_and(|tail| self.text[..range.start].ends_with(tail))
    }

    fn has_end(&self, range: &Range<usize>) -> bool {
        let edge = &self.exact[self.exact.len().saturating_sub(EDGE)..];
        let head = self.suffix.get(..BESIDE);
        self.text[range.clone()].ends_with(edge) || head.is_some_and(|head| self.text[range.end..].starts_with(head))
    }

    /// The range without white space at an end where the words have none.
    fn trimmed(&self, mut range: Range<usize>) -> Range<usize> {
        let is_space = |place: usize| self.text.get(place) == Some(&SPACE);
        if self.exact.first() != Some(&SPACE) && !range.is_empty() && is_space(range.start) {
            range.start += 1;
        }
        if self.exact.last() != Some(&SPACE) && !range.is_empty() && is_space(range.end - 1) {
            range.end -= 1;
        }
        range
    }
}

/// How many symbols of a context agree with the text beside a place, less what agrees by chance.
fn agreeing(context: &Pattern, beside: impl Iterator<Item = Symbol>) -> f64 {
    let length = context.len();
    if length == 0 {
        return 0.0;
    }
    let distances = context.distances(beside.take(length + SEAM), Begins::Here);
    let least = distances.into_iter().min().unwrap_or(length);
    number(length) * ((share(length - least.min(length), length) - BY_CHANCE) / (1.0 - BY_CHANCE)).max(0.0)
}

/// The place of the least distance; among equals the one nearest to `wanted`.
fn least(distances: &[usize], wanted: usize) -> usize {
    let places = distances.iter().enumerate();
    places.min_by_key(|&(place, &distance)| (distance, place.abs_diff(wanted))).map_or(0, |(place, _)| place)
}
