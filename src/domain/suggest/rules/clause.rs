//! How far a content reaches before or after its cue: to the ends of its clause, its sentence or its quotation.
//!
//! This file must not know who said it.

use std::ops::Range;

use super::super::lexicon::Sort;
use super::super::token::{Quoted, Shape, word_hash};
use super::Rules;

impl Rules<'_> {
    /// One past the last token of a sentence that is not its full stop.
    pub(super) fn last(&self, sentence: &Range<usize>) -> usize {
        let mut last = sentence.end;
        while last > sentence.start && matches!(self.token(last - 1).shape, Shape::Stop | Shape::Break) {
            last -= 1;
        }
        last
    }

    pub(super) fn ends_quote(&self, at: usize) -> bool {
        self.token(at).quoted == Quoted::Close
            || self.token(at).shape == Shape::Comma && at > 0 && self.token(at - 1).quoted == Quoted::Close
    }

    /// What stands before `end`, back to the start of its sentence or of its quotation.
    pub(super) fn content_before(&self, sentence: &Range<usize>, end: usize) -> Option<Range<usize>> {
        let mut end = end;
        while end > sentence.start && self.token(end - 1).shape == Shape::Comma {
            end -= 1;
        }
        let mut start = sentence.start;
        while start < end && !self.labels[start].is_outside() {
            start += 1;
        }
        if let Some(token) = self.unit.tokens[..end].last().filter(|token| token.is_quoted()) {
            let quotation = self.unit.quotations[usize::from(token.quotation)].clone();
            if quotation.start < start && self.labels[quotation.start..start].iter().all(|label| label.is_outside()) {
                start = quotation.start;
            }
        }
        let blocked = (start..end).rev().find(|&at| !self.labels[at].is_outside());
        let start = blocked.map_or(start, |at| at + 1);
        (start + 1 < end).then_some(start..end)
    }

    pub(super) fn content_after(&self, sentence: &Range<usize>, cue: usize, sort: Sort) -> Option<Range<usize>> {
        let last = self.last(sentence);
        let mut from = cue + 1;
        let ahead = |limit: usize| {
            (cue + 1..last.min(cue + limit)).find(|&at| {
                self.token(at).quoted == Quoted::Open
                    || self.token(at).word == self.that && self.labels[at].is_outside()
            })
        };
        while from < last && matches!(self.token(from).shape, Shape::Comma | Shape::Sign) {
            from += 1;
        }
        let next = self.sorts.get(from).copied().flatten();
        let is_placed = next == Some(Sort::Placing)
            || self.token(from.min(self.unit.tokens.len() - 1)).is_capital() && sort == Sort::Telling;
        if sort == Sort::Telling || sort == Sort::Saying && is_placed {
            let found = ahead(16);
            match found {
                Some(found) => from = found,
                None if sort == Sort::Telling => {
                    from = (cue + 2..last).find(|&at| self.token(at).word == self.to).unwrap_or((cue + 2).min(last));
                }
                None if self.token(from).word != self.to => return None,
                None => {}
            }
        }
        if from >= last && self.unit.tokens.get(last).is_some_and(|token| token.shape == Shape::Break) {
            // "Lind said:", and the quotation in the next line.
            let next = self.unit.tokens.get(last + 1).filter(|token| token.quoted == Quoted::Open)?;
            return Some(self.whole_quotation(usize::from(next.quotation)));
        }
        let end = self.end_of_content(sentence, from);
        (from < end).then_some(from..end)
    }

    /// A quotation, and those in the next lines that go on with it, an opening mark each.
    pub(super) fn whole_quotation(&self, number: usize) -> Range<usize> {
        let mut whole = self.unit.quotations[number].clone();
        for next in &self.unit.quotations[number + 1..] {
            let is_closed = self.token(whole.end - 1).quoted == Quoted::Close;
            if is_closed || next.start != whole.end + 1 || self.token(whole.end).shape != Shape::Break {
                break;
            }
            whole.end = next.end;
        }
        whole
    }

    /// Where a content that begins at `from` ends: with its sentence, with its quotation, or before another cue.
    pub(super) fn end_of_content(&self, sentence: &Range<usize>, from: usize) -> usize {
        let last = self.last(sentence);
        if from >= last {
            return last;
        }
        let inside = self.token(last - 1);
        if inside.is_quoted() {
            return self.whole_quotation(usize::from(inside.quotation)).end.max(last);
        }
        for at in from + 2..last {
            let parts = self.token(at).shape == Shape::Comma || self.token(at).word == word_hash(";");
            if !parts || self.token(at).is_quoted() {
                continue;
            }
            // Up to the next cue with somebody before it.
            let cue = (at + 1..last.min(at + 9)).find(|&cue| {
                matches!(self.sorts[cue], Some(Sort::Saying | Sort::Telling)) && !self.token(cue).is_quoted()
            });
            let next = self.sorts[at + 1..last.min(at + 2)].first().copied().flatten();
            if cue.is_some() && (next == Some(Sort::Parting) || cue == Some(at + 1)) {
                return at;
            }
        }
        last
    }
}
