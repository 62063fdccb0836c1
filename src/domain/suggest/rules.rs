//! Labels by rule: cues from a list of verbs, the name before or after them, and the clause or quotation they bring.
//!
//! What stands beside a cue is told in [`somebody`] and [`clause`]. Written for English news; quotations are found in any language. This file must not know of the model.

mod clause;
mod quoting;
mod somebody;
mod transcript;

use std::ops::Range;

use super::label::Label;
use super::lexicon::{Sort, sort};
use super::link::Link;
use super::token::{Quoted, Shape, Token, Unit, word_hash};

use somebody::LONGEST_NAME;

/// Labels anew what rules are surer of than a model that has seen little of it.
pub(super) fn mend(unit: &Unit, labels: &mut [Label]) {
    quoting::mend(unit, labels);
    transcript::mend(unit, labels);
}

/// Labels the tokens of a unit. `is_cue` tells of further words, by their hash, that they are cues in this project.
#[must_use]
pub(super) fn label(unit: &Unit, is_cue: impl Fn(u32) -> bool) -> Vec<Label> {
    let mut rules = Rules::new(unit, is_cue);
    for sentence in &unit.sentences {
        rules.colon(sentence.clone());
        for at in sentence.clone() {
            if rules.labels[at] == Label::Outside {
                rules.cue(sentence, at);
            }
        }
    }
    rules.quotations();
    let mut labels = rules.labels;
    mend(unit, &mut labels);
    labels
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

impl<'a> Rules<'a> {
    fn new(unit: &'a Unit, is_cue: impl Fn(u32) -> bool) -> Self {
        let sorts = unit.tokens.iter().map(|token| {
            if !token.is_word() || token.quoted == Quoted::Inside {
                None
            } else if token.shape == Shape::Lower && is_cue(token.word) {
                Some(Sort::Saying)
            } else {
                sort(token.word)
            }
        });
        Self {
            unit,
            sorts: sorts.collect(),
            labels: vec![Label::Outside; unit.tokens.len()],
            that: word_hash("that"),
            to: word_hash("to"),
            colon: word_hash(":"),
            opening: word_hash("("),
            closing: word_hash(")"),
        }
    }
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
        let follows_quote = before.is_some_and(|before| self.ends_quote(before));
        if leans
            && sort != Sort::Judging
            && let Some(source) = self.name_after(sentence, at + 1)
            && (follows_quote || source.end >= last || self.token(source.end).shape == Shape::Comma)
            && let Some(content) = self.content_before(sentence, at)
        {
            self.put(content, Label::Before, Label::BeforeOn);
            self.put(at..at + 1, Label::Cue, Label::CueOn);
            let end = source.end;
            self.put(source, Label::SourceAfter, Label::SourceAfter);
            self.quote_after(sentence, end);
            return;
        }
        let (source, cue) = self.name_before(sentence, at);
        let Some(source) = source else {
            return self.without_name(sentence, at, sort);
        };
        let content = self.content_after(sentence, at, sort);
        let comes_after_quote = source.start > sentence.start
            && (self.ends_quote(source.start - 1)
                || self.token(source.start - 1).shape == Shape::Comma
                    && content.as_ref().is_none_or(|c| c.len() < 2));
        if comes_after_quote
            && sort != Sort::Judging
            && let Some(content) = self.content_before(sentence, source.start)
        {
            self.put(content, Label::Before, Label::BeforeOn);
            self.put(source, Label::SourceBefore, Label::SourceBefore);
            self.put(cue, Label::Cue, Label::CueOn);
            self.quote_after(sentence, at + 1);
            return;
        }
        if let Some(content) = content.filter(|content| content.len() > 1 || content.start < last) {
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
            // Some languages set no spaces between words.
            let unspaced =
                range.clone().any(|at| self.token(at).shape == Shape::Lower && self.token(at).span.len() >= 20);
            let words = if words == 1 && unspaced { 6 } else { words };
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

    /// `, “and more”` after the source.
    fn quote_after(&mut self, sentence: &Range<usize>, from: usize) {
        let open = (from..sentence.end.min(from + 14)).find(|&at| self.token(at).quoted == Quoted::Open);
        if let Some(open) = open {
            let end = self.end_of_content(sentence, open);
            self.put(open..end, Label::After, Label::AfterOn);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::token::{groups, units};
    use super::*;
    use crate::domain::suggest::link;
    use crate::domain::text::Text;

    /// The attributions of `source` with their parts in marks: `[content]`, `<cue>`, `{source}`, a line each.
    fn found(source: &str) -> String {
        let text = Text::new(source);
        let mut lines = Vec::new();
        for unit in groups(&text, &[]).into_iter().flat_map(|group| units(&text, group)) {
            for link in link(&unit, &label(&unit, |_| false)) {
                let mut parts: Vec<(Range<usize>, char, char)> = Vec::new();
                parts.extend(link.content.iter().map(|range| (range.clone(), '[', ']')));
                parts.extend(link.cue.iter().map(|range| (range.clone(), '<', '>')));
                parts.extend(link.source.iter().map(|range| (range.clone(), '{', '}')));
                parts.sort_by_key(|(range, ..)| range.start);
                let words = |range: &Range<usize>| {
                    &source[unit.tokens[range.start].span.start..unit.tokens[range.end - 1].span.end]
                };
                let parts = parts.iter().map(|(range, open, close)| format!("{open}{}{close}", words(range)));
                lines.push(parts.collect::<Vec<_>>().join(" "));
            }
        }
        lines.join("\n")
    }

    #[test]
    fn quotations_are_found_in_every_style_of_marks() {
        let check = |source: &str, expected: &str| assert_eq!(found(source), expected, "in {source:?}");
        check("“The quay is lost,” Lind said.", "[“The quay is lost,”] {Lind} <said>");
        check("\"The quay is lost,\" Lind said.", "[\"The quay is lost,\"] {Lind} <said>");
        check("''The quay is lost,'' Lind said.", "[''The quay is lost,''] {Lind} <said>");
        check("'The quay is lost,' Lind said.", "['The quay is lost,'] {Lind} <said>");
        check("„Der Kai ist verloren“, sagte Lind.", "[„Der Kai ist verloren“] <sagte> {Lind}");
        check("«Причал втрачено», сказав Бойко.", "[«Причал втрачено»] <сказав> {Бойко}");
        check("« Le quai est perdu », dit Lind.", "[« Le quai est perdu »] <dit> {Lind}");
        check("「桟橋は失われた」", "[「桟橋は失われた」]");
    }

    #[test]
    fn order_and_interruption_are_followed() {
        let check = |source: &str, expected: &str| assert_eq!(found(source), expected, "in {source:?}");
        check("Lind said: “We go on.”", "{Lind} <said> [“We go on.”]");
        check("“We go on,” said Ada Lind, the mayor.", "[“We go on,”] <said> {Ada Lind, the mayor}");
        check("“We go on,” said Mr. Lind. “We do.”", "[“We go on,”] <said> {Mr. Lind} [“We do.”]");
        check("“We go,” Lind said, “and we stay.”", "[“We go,”] {Lind} <said> [“and we stay.”]");
        check("“We go on. We do not stop,” Lind said.", "[“We go on. We do not stop,”] {Lind} <said>");
        check("Lind said:\n“We go on.\n\n“We stay.”", "{Lind} <said> [“We go on.\n\n“We stay.”]");
        check("“LIND: We go on.\n\n“We stay.\n\n“WEY: No.", "{LIND} <:> [We go on.\n\n“We stay.]\n{WEY} <:> [No.]");
        check("LIND: We go on and stay.", "{LIND} <:> [We go on and stay.]");
    }

    #[test]
    fn clauses_are_found_by_their_cues() {
        let check = |source: &str, expected: &str| assert_eq!(found(source), expected, "in {source:?}");
        check("Lind said that the quay was lost.", "{Lind} <said> [that the quay was lost]");
        check("Lind has also said the quay was lost.", "{Lind} <has also said> [the quay was lost]");
        check("The quay was lost, Lind said on Monday.", "[The quay was lost] {Lind} <said>");
        check("According to Lind, the quay was lost.", "<According to> {Lind} [the quay was lost]");
        check("The quay was lost, according to Ada Lind.", "[The quay was lost] <according to> {Ada Lind}");
        check("Lind told reporters that it was lost.", "{Lind} <told> [that it was lost]");
        check("The paper quoted Lind as saying it was lost.", "{Lind} <as saying> [it was lost]");
        check("Lind was quoted as saying “no”.", "{Lind} <as saying> [“no”]");
        check("Asked whether it was lost, she said it was.", "{she} <said> [it was]");
        check("Ada Lind, the mayor, said it was “lost”.", "{Ada Lind, the mayor} <said> [it was “lost”]");
        check("Sen. Ada Lind (D-Maine) said it was lost.", "{Sen. Ada Lind (D-Maine)} <said> [it was lost]");
        check("Nothing was lost.", "");
        check("", "");
    }

    #[test]
    fn words_of_the_project_are_cues_as_well() {
        let text = Text::new("Lind murmured that the quay was lost.");
        let unit = units(&text, 0..1).remove(0);
        let murmured = word_hash("murmured");
        assert!(!label(&unit, |_| false).contains(&Label::Cue));
        assert!(label(&unit, |word| word == murmured).contains(&Label::Cue));
    }
}
