//! A text cut into the lines that are read together, and these into units. What is cut where depends on the text alone.
//!
//! This file must not know what a cue is.

use std::ops::Range;

use super::pieces::pieces;
use super::{Hashes, Quoted, Shape, Token, Unit};
use crate::domain::article::{self, Region, RegionKind};
use crate::domain::quotation::quoted_ranges;
use crate::domain::snap::sentences;
use crate::domain::text::{Span, Text};

/// A unit is cut at the first end of a sentence after this many tokens,
const LONG: usize = 700;
/// and anywhere after this many.
const LONGEST: usize = 1000;
/// Lines are read together up to this many bytes.
const TOGETHER: usize = 20_000;

/// The lines of `text` that are read together, in order: a quotation that runs over several, or what follows a colon.
/// Lines in `regions` that a reader sees folded are left out.
#[must_use]
pub fn groups(text: &Text, regions: &[Region]) -> Vec<Range<usize>> {
    let kinds = article::kinds(text, regions);
    let mut groups: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    let mut start = 0;
    for (number, (&line, kind)) in text.paragraphs().iter().zip(kinds).enumerate() {
        let words = text.slice(line).trim();
        if words.is_empty() {
            continue;
        }
        if kind.is_some_and(RegionKind::folded) {
            open = false;
            continue;
        }
        let begins_quoted = words.starts_with(['“', '"', '„', '«', '「', '\'', '‘', '`']);
        if let Some(last) = groups.last_mut().filter(|_| open && begins_quoted && line.end - start < TOGETHER) {
            last.end = number + 1;
        } else {
            groups.push(number..number + 1);
            start = line.start;
        }
        open = goes_on(words);
    }
    groups
}

/// True where what a line says may go on in the next one.
fn goes_on(line: &str) -> bool {
    let is_open = || quoted_ranges(line).last().is_some_and(|quoted| quoted.end == line.len());
    line.ends_with(':')
        || line.ends_with(":\"")
        || !line.ends_with(['”', '"', '»', '」', '\'', '’', '“']) && is_open()
}

/// The units of a group of lines, as [`groups`] gives them.
#[must_use]
pub fn units(text: &Text, group: Range<usize>) -> Vec<Unit> {
    let mut cutter = Cutter { units: vec![Unit::default()], entered: None };
    for &line in &text.paragraphs()[group] {
        if !text.slice(line).trim().is_empty() {
            cutter.line(text.slice(line), line.start);
        }
    }
    cutter.units.retain(|unit| !unit.tokens.is_empty());
    cutter.units
}

struct Cutter {
    /// The last one is being filled.
    units: Vec<Unit>,
    /// The number of the quotation of the line that the last token stands in.
    entered: Option<usize>,
}

impl Cutter {
    /// Adds the tokens of a line, which begins at byte `shift` of the text.
    fn line(&mut self, words: &str, shift: usize) {
        let quotations = quoted_ranges(words);
        let mut quotation = 0;
        self.entered = None;
        self.end_line();
        for sentence in sentences(words) {
            if self.unit().tokens.len() >= LONG {
                self.begin_unit();
            }
            self.begin_sentence();
            for (start, end, shape) in pieces(&words[sentence.clone()]) {
                let place = sentence.start + start..sentence.start + end;
                while quotations.get(quotation).is_some_and(|range| range.end <= place.start) {
                    quotation += 1;
                }
                let range = quotations.get(quotation).filter(|range| range.start <= place.start);
                let quoted = match range {
                    None => Quoted::No,
                    Some(range) if range.start == place.start => Quoted::Open,
                    Some(range) if range.end == place.end && shape == Shape::Mark => Quoted::Close,
                    Some(_) => Quoted::Inside,
                };
                if self.unit().tokens.len() >= LONGEST {
                    self.begin_unit();
                    self.begin_sentence();
                }
                self.enter(range.map(|_| quotation));
                let hashes = Hashes::of(&words[place.clone()]);
                let span = Span::new(shift + place.start, shift + place.end);
                self.push(span, hashes, shape, quoted);
            }
        }
    }

    fn unit(&mut self) -> &mut Unit {
        let last = self.units.len() - 1;
        &mut self.units[last]
    }

    fn begin_unit(&mut self) {
        self.units.push(Unit::default());
        self.entered = None;
    }

    fn begin_sentence(&mut self) {
        let unit = self.unit();
        let at = unit.tokens.len();
        unit.sentences.push(at..at);
    }

    /// Takes note of the quotation that the next token stands in.
    fn enter(&mut self, quotation: Option<usize>) {
        let is_new = quotation.is_some() && self.entered != quotation;
        if quotation.is_some() {
            self.entered = quotation;
        }
        let unit = self.unit();
        let at = unit.tokens.len();
        if is_new {
            unit.quotations.push(at..at);
        }
        if let Some(last) = unit.quotations.last_mut().filter(|_| quotation.is_some()) {
            last.end = at + 1;
        }
    }

    fn push(&mut self, span: Span, hashes: Hashes, shape: Shape, quoted: Quoted) {
        let Hashes { whole: word, prefix, suffix, ending } = hashes;
        let unit = self.unit();
        let quotation = narrow(unit.quotations.len().saturating_sub(1));
        let sentence = narrow(unit.sentences.len().saturating_sub(1));
        unit.tokens.push(Token { span, word, prefix, suffix, ending, shape, quoted, quotation, sentence });
        if let Some(last) = unit.sentences.last_mut() {
            last.end = unit.tokens.len();
        }
    }

    /// Adds a break after the tokens of an earlier line in the same unit.
    fn end_line(&mut self) {
        if let Some(last) = self.unit().tokens.last() {
            let span = Span::new(last.span.end, last.span.end);
            self.push(span, Hashes::of("\n"), Shape::Break, Quoted::No);
        }
    }
}

/// Numbers in a unit fit: it has little more than [`LONGEST`] tokens.
fn narrow(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_together_where_a_quotation_runs_on() {
        let check = |source: &str, expected: &[(usize, usize)]| {
            let found: Vec<_> =
                groups(&Text::new(source), &[]).iter().map(|group| (group.start, group.end)).collect();
            assert_eq!(found, expected, "{source:?}");
        };
        check("", &[]);
        check("One.\n\nTwo.\n", &[(0, 1), (2, 3)]);
        check("“One.\n\n“Two.”\n\nThree.", &[(0, 3), (4, 5)]);
        check("She said:\n“One.”\nTwo.", &[(0, 2), (2, 3)]);
        check("«One.\n«Two.»", &[(0, 2)]);
        check("It is 6\" wide.\n“Two.”", &[(0, 1), (1, 2)]);
    }

    #[test]
    fn what_is_folded_is_left_out() {
        let text = Text::new("“One.\n\nShare\n“Two.”");
        let region = Region { span: text.paragraphs()[2], kind: RegionKind::Boilerplate };
        assert_eq!(groups(&text, &[region]), [0..1, 3..4]);
    }

    #[test]
    fn units_hold_every_token_once_and_no_more_than_fit() {
        let check = |source: &str| {
            let text = Text::new(source);
            let groups = groups(&text, &[]);
            let units: Vec<Unit> = groups.into_iter().flat_map(|group| units(&text, group)).collect();
            let mut last = 0;
            for unit in &units {
                assert!(unit.tokens.len() <= LONGEST + TOGETHER / 2, "{} tokens", unit.tokens.len());
                assert_eq!(unit.sentences.first().map(|first| first.start), Some(0));
                assert!(unit.sentences.windows(2).all(|pair| pair[0].end == pair[1].start));
                assert_eq!(unit.sentences.last().map(|last| last.end), Some(unit.tokens.len()));
                for token in unit.tokens.iter().filter(|token| token.shape != Shape::Break) {
                    assert!(last <= token.span.start && token.span.start < token.span.end);
                    last = token.span.end;
                }
            }
            let kept: usize = units.iter().flat_map(|unit| &unit.tokens).map(|token| token.span.len()).sum();
            let words: usize = source.split_whitespace().map(str::len).sum();
            assert_eq!(kept, words, "every sign of {source:.20}");
        };
        check("She said “go” and went. “Now,” she said.");
        check(&"word ".repeat(5000));
        check(&"“word” ".repeat(5000));
        check(&"\"".repeat(5000));
        check(&"“One.\n\n".repeat(5000));
        check(&"Yes. ".repeat(5000));
    }
}
