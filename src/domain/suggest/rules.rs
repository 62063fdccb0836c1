//! Labels by rule: cues from a list of verbs, the name before or after them, and the clause or quotation they bring.
//!
//! Written for English news; quotations are found in any language. This file must not know of the model.

use std::ops::Range;

use super::label::Label;
use super::lexicon::{Sort, sort};
use super::link::Link;
use super::token::{Quoted, Shape, Token, Unit, word_hash};

/// A name, with its office and what is said of it, has at most this many tokens.
const LONGEST_NAME: usize = 22;

/// Labels the tokens of a unit. `is_cue` tells of further words, by their hash, that they are cues in this project.
#[must_use]
pub(super) fn label(unit: &Unit, is_cue: impl Fn(u32) -> bool) -> Vec<Label> {
    let sorts = unit.tokens.iter().map(|token| {
        if !token.is_word() || token.quoted == Quoted::Inside {
            None
        } else if token.shape == Shape::Lower && is_cue(token.word) {
            Some(Sort::Saying)
        } else {
            sort(token.word)
        }
    });
    let mut rules = Rules {
        unit,
        sorts: sorts.collect(),
        labels: vec![Label::Outside; unit.tokens.len()],
        that: word_hash("that"),
        to: word_hash("to"),
        colon: word_hash(":"),
        opening: word_hash("("),
        closing: word_hash(")"),
    };
    for sentence in &unit.sentences {
        rules.colon(sentence.clone());
        for at in sentence.clone() {
            if rules.labels[at] == Label::Outside {
                rules.cue(sentence, at);
            }
        }
    }
    rules.quotations();
    rules.labels
}

/// How sure the rules are of an attribution, in per cent: a quotation with its source is seldom wrong.
#[must_use]
pub(super) fn confidence(unit: &Unit, link: &Link) -> u8 {
    let is_quoted = |range: &Range<usize>| unit.tokens[range.clone()].iter().all(Token::is_quoted);
    match (link.content.iter().all(is_quoted), &link.source) {
        (true, Some(_)) => 95,
        (true, None) => 75,
        (false, Some(_)) => 70,
        (false, None) => 50,
    }
}

struct Rules<'a> {
    unit: &'a Unit,
    sorts: Vec<Option<Sort>>,
    labels: Vec<Label>,
    that: u32,
    to: u32,
    colon: u32,
    opening: u32,
    closing: u32,
}

impl Rules<'_> {
    fn token(&self, at: usize) -> &Token {
        &self.unit.tokens[at]
    }

    /// `NAME: what they say`, at the start of a line.
    fn colon(&mut self, sentence: Range<usize>) {
        let tokens = &self.unit.tokens;
        let is_line = sentence.start == 0 || tokens[sentence.start - 1].shape == Shape::Break;
        let start = sentence.start + usize::from(tokens[sentence.start].shape == Shape::Mark);
        let Some(colon) = (start..sentence.end.min(start + 8)).find(|&at| tokens[at].word == self.colon) else {
            return;
        };
        let is_name = (start..colon).all(|at| tokens[at].is_capital() || tokens[at].shape == Shape::Stop);
        if !is_line || colon == start || !is_name || colon + 3 > sentence.end {
            return;
        }
        let end = self.end_of_content(&sentence, colon + 1);
        self.put(start..colon, Label::SourceBefore, Label::SourceBefore);
        self.put(colon..colon + 1, Label::Cue, Label::CueOn);
        self.put(colon + 1..end, Label::After, Label::AfterOn);
    }

    fn cue(&mut self, sentence: &Range<usize>, at: usize) {
        let token = self.token(at);
        if token.word == word_hash("according") && at + 1 < sentence.end && self.token(at + 1).word == self.to {
            return self.according(sentence, at);
        }
        let Some(sort @ (Sort::Saying | Sort::Judging | Sort::Telling)) = self.sorts[at] else { return };
        if token.shape != Shape::Lower {
            return;
        }
        let last = self.last(sentence);
        let before = at.checked_sub(1).filter(|&before| before >= sentence.start);
        let leans = before.is_some_and(|before| self.ends_quote(before) || self.token(before).shape == Shape::Comma);
        // “…,” said Ada Lind, “…”
        if leans && sort != Sort::Judging {
            if let Some(source) = self.name_after(sentence, at + 1) {
                if let Some(content) = self.content_before(sentence, at) {
                    self.put(content, Label::Before, Label::BeforeOn);
                    self.put(at..at + 1, Label::Cue, Label::CueOn);
                    let end = source.end;
                    self.put(source, Label::SourceAfter, Label::SourceAfter);
                    self.quote_after(sentence, end);
                    return;
                }
            }
        }
        let (source, cue) = if self.is_as_saying(sentence, at) {
            (self.name_as_saying(sentence, at - 1), at - 1..at + 1)
        } else {
            self.name_before(sentence, at)
        };
        let Some(source) = source else {
            return self.without_name(sentence, at, sort);
        };
        let content = self.content_after(sentence, at, sort);
        let comes_after_quote = source.start > sentence.start
            && (self.ends_quote(source.start - 1)
                || self.token(source.start - 1).shape == Shape::Comma
                    && content.as_ref().is_none_or(|c| c.len() < 2));
        if comes_after_quote && sort != Sort::Judging {
            if let Some(content) = self.content_before(sentence, source.start) {
                self.put(content, Label::Before, Label::BeforeOn);
                self.put(source, Label::SourceBefore, Label::SourceBefore);
                self.put(cue, Label::Cue, Label::CueOn);
                self.quote_after(sentence, at + 1);
                return;
            }
        }
        if let Some(content) = content.filter(|content| content.start < last) {
            self.put(source, Label::SourceBefore, Label::SourceBefore);
            self.put(cue, Label::Cue, Label::CueOn);
            self.put(content, Label::After, Label::AfterOn);
        }
    }

    /// A cue with nobody before it: ", saying that …" takes the source of the cue before it.
    fn without_name(&mut self, sentence: &Range<usize>, at: usize, sort: Sort) {
        let has_earlier = self.labels[sentence.start..at].contains(&Label::Cue);
        let is_part = at > sentence.start
            && (self.token(at - 1).shape == Shape::Comma || self.token(at - 1).word == word_hash("and"));
        if !has_earlier && !is_part {
            return;
        }
        if let Some(content) = self.content_after(sentence, at, sort).filter(|content| content.len() > 2) {
            self.put(at..at + 1, Label::Cue, Label::CueOn);
            self.put(content, Label::After, Label::AfterOn);
        }
    }

    /// "according to somebody", before or after what they say.
    fn according(&mut self, sentence: &Range<usize>, at: usize) {
        let last = self.last(sentence);
        let mut end = at + 2;
        while end < last && end < at + 2 + LONGEST_NAME && self.token(end).shape != Shape::Comma {
            end += 1;
        }
        if end == at + 2 {
            return;
        }
        let source = at + 2..end;
        if at <= sentence.start + 1 && end + 1 < last {
            let end = self.end_of_content(sentence, end + 1);
            self.put(source.end + 1..end, Label::After, Label::AfterOn);
        } else if let Some(content) = self.content_before(sentence, at) {
            self.put(content, Label::Before, Label::BeforeOn);
        } else {
            return;
        }
        self.put(at..at + 2, Label::Cue, Label::CueOn);
        self.put(source, Label::SourceAfter, Label::SourceAfter);
    }

    /// Quotations that no cue claimed, where they are more than a few words.
    fn quotations(&mut self) {
        for range in &self.unit.quotations {
            let words = self.unit.tokens[range.clone()].iter().filter(|token| token.is_word()).count();
            let ends = range.len() > 1 && matches!(self.token(range.end - 2).shape, Shape::Comma | Shape::Stop);
            let is_free = self.labels[range.clone()].iter().all(|label| *label == Label::Outside);
            let opens = self.unit.sentence(range.start).start == range.start;
            if is_free && (words >= 6 || words >= 2 && ends && opens) {
                let earlier = self.labels[..range.start].iter().any(|label| label.is_content());
                let label = if earlier { (Label::After, Label::AfterOn) } else { (Label::Before, Label::BeforeOn) };
                self.labels[range.start] = label.0;
                self.labels[range.start + 1..range.end].fill(label.1);
            }
        }
    }

    fn put(&mut self, range: Range<usize>, first: Label, on: Label) {
        for (number, at) in range.enumerate() {
            self.labels[at] = if number == 0 { first } else { on };
        }
    }

    /// One past the last token of a sentence that is not its full stop.
    fn last(&self, sentence: &Range<usize>) -> usize {
        let mut last = sentence.end;
        while last > sentence.start && matches!(self.token(last - 1).shape, Shape::Stop | Shape::Break) {
            last -= 1;
        }
        last
    }

    fn ends_quote(&self, at: usize) -> bool {
        self.token(at).quoted == Quoted::Close
            || self.token(at).shape == Shape::Comma && at > 0 && self.token(at - 1).quoted == Quoted::Close
    }

    /// What stands before `end`, back to the start of its sentence or of its quotation.
    fn content_before(&self, sentence: &Range<usize>, end: usize) -> Option<Range<usize>> {
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

    /// `, “and more”` after the source.
    fn quote_after(&mut self, sentence: &Range<usize>, from: usize) {
        let open = (from..sentence.end.min(from + 14)).find(|&at| self.token(at).quoted == Quoted::Open);
        if let Some(open) = open {
            let end = self.end_of_content(sentence, open);
            self.put(open..end, Label::After, Label::AfterOn);
        }
    }

    /// Where a content that begins at `from` ends: with its sentence, with its quotation, or before another cue.
    fn end_of_content(&self, sentence: &Range<usize>, from: usize) -> usize {
        let last = self.last(sentence);
        if from >= last {
            return last;
        }
        let inside = self.token(last - 1);
        if inside.is_quoted() {
            let quotation = &self.unit.quotations[usize::from(inside.quotation)];
            return quotation.end.max(last);
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

    fn content_after(&self, sentence: &Range<usize>, cue: usize, sort: Sort) -> Option<Range<usize>> {
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
        let end = self.end_of_content(sentence, from);
        (from < end).then_some(from..end)
    }

    /// Somebody right before the cue at `cue`, and the cue with its auxiliary.
    fn name_before(&self, sentence: &Range<usize>, cue: usize) -> (Option<Range<usize>>, Range<usize>) {
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

    /// "quoted somebody as saying", "was quoted as saying"
    fn is_as_saying(&self, sentence: &Range<usize>, at: usize) -> bool {
        at > sentence.start
            && self.token(at).word == word_hash("saying")
            && self.token(at - 1).word == word_hash("as")
    }

    /// Somebody who was quoted, where "as saying" begins at `from`.
    fn name_as_saying(&self, sentence: &Range<usize>, from: usize) -> Option<Range<usize>> {
        let is_quoted = |at: usize| self.token(at).word == word_hash("quoted");
        let is_passive = from > sentence.start && is_quoted(from - 1);
        let mut end = from - usize::from(is_passive);
        while is_passive && end > sentence.start && self.sorts[end - 1] == Some(Sort::Helping) {
            end -= 1;
        }
        self.name_ending(sentence, end)
    }

    fn is_adverb(&self, at: usize) -> bool {
        self.token(at).shape == Shape::Lower && self.token(at).suffix == super::token::suffix_hash("tly")
            || self.token(at).suffix == super::token::suffix_hash("lly")
    }

    fn name_ending(&self, sentence: &Range<usize>, end: usize) -> Option<Range<usize>> {
        let floor = sentence.start.max(end.saturating_sub(LONGEST_NAME));
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
                Some(_) => break,
                // Mr. Lind
                None if token.shape == Shape::Stop && start < end && self.abbreviates(at) => start -= 1,
                // Ada Lind (D-Maine)
                None if token.word == self.closing => {
                    let other = (floor..at).rev().find(|&at| self.token(at).word == self.opening);
                    let Some(other) = other.filter(|_| start == end) else { break };
                    let name = self.name_ending(sentence, other);
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
                    let name = self.name_ending(sentence, other)?;
                    return self.token(name.start).is_capital().then_some(name.start..at);
                }
                None => break,
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

    fn name_after(&self, sentence: &Range<usize>, start: usize) -> Option<Range<usize>> {
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
