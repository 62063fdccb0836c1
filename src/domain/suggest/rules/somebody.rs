//! Who stands before or after a cue: a name with its office and with what is said of it, or a pronoun.
//!
//! This file must not know what was said.

use std::ops::Range;

use super::super::lexicon::Sort;
use super::super::token::{Quoted, Shape, suffix_hash};
use super::Rules;

/// A name, with its office and what is said of it, has at most this many tokens.
pub(super) const LONGEST_NAME: usize = 22;

impl Rules<'_> {
    /// Somebody right before the cue at `cue`, and the cue with its auxiliary.
    pub(super) fn name_before(&self, sentence: &Range<usize>, cue: usize) -> (Option<Range<usize>>, Range<usize>) {
        let mut end = cue;
        let mut first = cue;
        while end > sentence.start
            && (self.sorts[end - 1] == Some(Sort::Helping) || self.is_adverb(end - 1))
            && self.labels[end - 1].is_outside()
        {
            end -= 1;
            first = end;
        }
        (self.name_ending(sentence, end), first..cue + 1)
    }

    fn is_adverb(&self, at: usize) -> bool {
        self.token(at).shape == Shape::Lower && self.token(at).suffix == suffix_hash("tly")
            || self.token(at).suffix == suffix_hash("lly")
    }

    /// Somebody whose name ends before token `end`.
    pub(super) fn name_ending(&self, sentence: &Range<usize>, end: usize) -> Option<Range<usize>> {
        self.name_within(sentence.start.max(end.saturating_sub(LONGEST_NAME)), end)
    }

    /// The same, not before token `floor`.
    fn name_within(&self, floor: usize, end: usize) -> Option<Range<usize>> {
        let mut start = end;
        let mut lower = 0;
        while start > floor && self.labels[start - 1].is_outside() {
            let at = start - 1;
            let token = self.token(at);
            match self.sorts[at] {
                Some(Sort::Pronoun) => {
                    if start == end {
                        start -= 1;
                    }
                    break;
                }
                Some(Sort::Determiner) => {
                    start -= 1;
                    let joined = start > floor && self.sorts[start - 1] == Some(Sort::Joining);
                    if !joined {
                        break;
                    }
                }
                Some(Sort::Joining) if start < end => start -= 1,
                // Mr. Lind
                None if token.shape == Shape::Stop && start < end && self.abbreviates(at) => start -= 1,
                // Ada Lind (D-Maine)
                None if token.word == self.closing => {
                    let other = (floor..at).rev().find(|&at| self.token(at).word == self.opening);
                    let Some(other) = other.filter(|_| start == end) else { break };
                    let name = self.name_within(floor, other);
                    return name.map(|name| name.start..end);
                }
                None if token.is_capital() || token.shape == Shape::Number => start -= 1,
                None if token.shape == Shape::Lower && !token.is_quoted() && lower < 6 => {
                    lower += 1;
                    start -= 1;
                }
                // Ada Lind, the harbour master, said
                None if token.shape == Shape::Comma && !token.is_quoted() && start == end => {
                    let other = (floor..at).rev().find(|&at| self.token(at).shape == Shape::Comma)?;
                    let name = self.name_within(floor, other)?;
                    return self.token(name.start).is_capital().then_some(name.start..at);
                }
                _ => break,
            }
        }
        while start < end && self.sorts[start] == Some(Sort::Joining) {
            start += 1;
        }
        let names = start..end;
        (!names.is_empty() && !self.unit.tokens[names.clone()].iter().all(|token| token.shape == Shape::Number))
            .then_some(names)
    }

    /// True for a full stop that a title or an initial ends with, and no sentence.
    fn abbreviates(&self, at: usize) -> bool {
        at > 0 && self.token(at - 1).is_capital() && self.token(at - 1).span.end == self.token(at).span.start
    }

    pub(super) fn name_after(&self, sentence: &Range<usize>, start: usize) -> Option<Range<usize>> {
        let last = self.last(sentence);
        let token = self.unit.tokens[..last].get(start)?;
        if token.word == self.that || !token.is_word() {
            return None;
        }
        match self.sorts[start] {
            Some(Sort::Pronoun) => return Some(start..start + 1),
            Some(Sort::Determiner) => {}
            None if token.is_capital() || token.shape == Shape::Lower => {}
            _ => return None,
        }
        let mut end = start + 1;
        while end < last && end < start + LONGEST_NAME {
            let token = self.token(end);
            let goes_on = token.quoted == Quoted::No
                && (self.abbreviates(end) && token.shape == Shape::Stop
                    || token.is_word() && matches!(self.sorts[end], None | Some(Sort::Determiner | Sort::Joining)));
            if !goes_on {
                break;
            }
            end += 1;
        }
        // “…,” said Ada Lind, the harbour master.
        if end < last && self.token(end).shape == Shape::Comma {
            let rest = (end + 1..last).find(|&at| self.token(at).shape == Shape::Comma).unwrap_or(last);
            let describes = self.sorts.get(end + 1).copied().flatten() == Some(Sort::Determiner)
                || self.sorts.get(end + 1).copied().flatten() == Some(Sort::Pronoun);
            if describes && rest - start < LONGEST_NAME {
                end = rest;
            }
        }
        Some(start..end)
    }
}
