//! Words of a text as suggestions read them: where each stands, how it is written, and whether it is quoted.
//!
//! A text is cut into [`Unit`]s that are read one at a time and apart from each other: a paragraph, or several where a
//! quotation runs on, and never more than [`LONGEST`] tokens. What a unit holds depends on the text alone, so reading
//! a text unit by unit gives what reading it whole gives. This file must not know what a cue is.

use std::ops::Range;

use crate::domain::article::{self, Region, RegionKind};
use crate::domain::quotation::quoted_ranges;
use crate::domain::snap::sentences;
use crate::domain::text::{Span, Text};

/// A unit is cut at the first end of a sentence after this many tokens,
const LONG: usize = 700;
/// and anywhere after this many.
const LONGEST: usize = 1000;

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Shape {
    /// The end of a paragraph inside a unit.
    Break,
    /// `harbour`
    Lower,
    /// `Harbour`
    Capital,
    /// `UN`, `U.S.`
    Upper,
    /// `McLean`, `iPhone`
    Mixed,
    /// `1,200`
    Number,
    /// A quotation mark.
    Mark,
    /// `.`, `!`, `?`
    Stop,
    /// `,`
    Comma,
    /// Any other sign.
    Sign,
}

/// Where a token stands in a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Quoted {
    /// In none.
    No,
    /// It is the opening mark.
    Open,
    /// Between the marks.
    Inside,
    /// It is the closing mark.
    Close,
}

/// A word, a number or a sign.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it stands, in bytes of the text.
    pub span: Span,
    /// The hash of its letters in lower case, digits being alike.
    pub word: u32,
    /// The hash of its last three letters.
    pub suffix: u32,
    /// How it is written.
    pub shape: Shape,
    /// Whether it is quoted.
    pub quoted: Quoted,
    /// The number of the quotation that it stands in, in the unit.
    pub quotation: u16,
    /// The number of its sentence in the unit.
    pub sentence: u16,
}

impl Token {
    /// True for a word or a number, false for signs.
    #[must_use]
    pub fn is_word(&self) -> bool {
        matches!(self.shape, Shape::Lower | Shape::Capital | Shape::Upper | Shape::Mixed | Shape::Number)
    }

    /// True for a word that begins with a capital.
    #[must_use]
    pub fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper | Shape::Mixed)
    }

    /// True where it stands in a quotation or is a mark of one.
    #[must_use]
    pub fn is_quoted(&self) -> bool {
        self.quoted != Quoted::No
    }
}

/// The tokens that are read at one time.
#[derive(Clone, Debug, Default)]
pub struct Unit {
    /// The tokens in order.
    pub tokens: Vec<Token>,
    /// The tokens of each sentence. A break belongs to the sentence before it.
    pub sentences: Vec<Range<usize>>,
    /// The tokens of each quotation, marks included.
    pub quotations: Vec<Range<usize>>,
}

impl Unit {
    /// The tokens of the sentence that holds token `at`.
    #[must_use]
    pub fn sentence(&self, at: usize) -> Range<usize> {
        self.sentences[usize::from(self.tokens[at].sentence)].clone()
    }
}

/// The lines of `text` that are read together, in order: those in `regions` that a reader sees folded are left out.
#[must_use]
pub fn groups(text: &Text, regions: &[Region]) -> Vec<Range<usize>> {
    let kinds = article::kinds(text, regions);
    let mut groups: Vec<Range<usize>> = Vec::new();
    let mut open = false;
    for (number, (&line, kind)) in text.paragraphs().iter().zip(kinds).enumerate() {
        let words = text.slice(line).trim();
        if words.is_empty() {
            continue;
        }
        if kind.is_some_and(RegionKind::folded) {
            open = false;
            continue;
        }
        match groups.last_mut() {
            Some(last) if open && words.starts_with(['“', '"', '„', '«', '「', '\'', '‘', '`']) => {
                last.end = number + 1;
            }
            _ => groups.push(number..number + 1),
        }
        let goes_on = quoted_ranges(words).last().is_some_and(|quoted| quoted.end == words.len())
            && !words.ends_with(['”', '"', '»', '」', '\'', '’', '“']);
        open = goes_on || words.ends_with(':') || words.ends_with(":\"");
    }
    groups
}

/// The units of a group of lines, as [`groups`] gives them.
#[must_use]
pub fn units(text: &Text, group: Range<usize>) -> Vec<Unit> {
    let mut units = vec![Unit::default()];
    for &line in &text.paragraphs()[group] {
        let words = text.slice(line);
        let shift = line.start;
        if words.trim().is_empty() {
            continue;
        }
        let quotations = quoted_ranges(words);
        let mut quotation = 0;
        let mut entered = None;
        if let Some(last) = units.last_mut().filter(|unit| !unit.tokens.is_empty()) {
            let sentence = last.sentences.len() - 1;
            let end = last.tokens[last.tokens.len() - 1].span.end;
            last.tokens.push(Token {
                span: Span::new(end, end),
                word: hash(0, "\n"),
                suffix: 0,
                shape: Shape::Break,
                quoted: Quoted::No,
                quotation: 0,
                sentence: narrow(sentence),
            });
            last.sentences[sentence].end += 1;
        }
        for sentence in sentences(words) {
            if units[units.len() - 1].tokens.len() >= LONG {
                units.push(Unit::default());
                entered = None;
            }
            let mut unit = units.len() - 1;
            let first = units[unit].tokens.len();
            units[unit].sentences.push(first..first);
            for (start, end, shape) in pieces(&words[sentence.clone()]) {
                let (start, end) = (sentence.start + start, sentence.start + end);
                if units[unit].tokens.len() >= LONGEST {
                    units.push(Unit { sentences: vec![0..0], ..Unit::default() });
                    unit += 1;
                    entered = None;
                }
                while quotations.get(quotation).is_some_and(|range| range.end <= start) {
                    quotation += 1;
                }
                let unit = &mut units[unit];
                let quoted = match quotations.get(quotation).filter(|range| range.start <= start) {
                    None => Quoted::No,
                    Some(range) if range.start == start => Quoted::Open,
                    Some(range) if range.end == end && shape == Shape::Mark => Quoted::Close,
                    Some(_) => Quoted::Inside,
                };
                if quoted != Quoted::No {
                    if entered != Some(quotation) {
                        entered = Some(quotation);
                        unit.quotations.push(unit.tokens.len()..unit.tokens.len());
                    }
                    if let Some(last) = unit.quotations.last_mut() {
                        last.end = unit.tokens.len() + 1;
                    }
                }
                let piece = &words[start..end];
                let (word, suffix) = hashes(piece);
                let number = unit.sentences.len() - 1;
                unit.tokens.push(Token {
                    span: Span::new(shift + start, shift + end),
                    word,
                    suffix,
                    shape,
                    quoted,
                    quotation: narrow(unit.quotations.len().saturating_sub(1)),
                    sentence: narrow(number),
                });
                unit.sentences[number].end = unit.tokens.len();
            }
            let last = &mut units[unit];
            if last.sentences.last().is_some_and(Range::is_empty) {
                last.sentences.pop();
            }
        }
    }
    units.retain(|unit| !unit.tokens.is_empty());
    units
}

/// Numbers in a unit fit: it has [`LONGEST`] tokens at most, and a break for each.
fn narrow(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}

/// The tokens of a line: first byte, byte after the last, and shape. What follows a letter without being one stays
/// with it, so that no token cuts a grapheme cluster.
fn pieces(line: &str) -> Vec<(usize, usize, Shape)> {
    let mut pieces = Vec::with_capacity(line.len() / 5);
    let mut characters = line.char_indices().peekable();
    while let Some((start, first)) = characters.next() {
        if first.is_whitespace() {
            continue;
        }
        let mut end = start + first.len_utf8();
        if !first.is_alphanumeric() {
            if matches!(first, '\'' | '`' | '.' | '-') {
                while let Some(&(at, _)) = characters.peek().filter(|&&(_, next)| next == first) {
                    end = at + 1;
                    characters.next();
                }
            }
            while let Some(&(at, next)) = characters.peek().filter(|&&(_, next)| extends(next)) {
                end = at + next.len_utf8();
                characters.next();
            }
            pieces.push((start, end, sign(first)));
            continue;
        }
        while let Some(&(at, next)) = characters.peek() {
            let after = line[at + next.len_utf8()..].chars().next();
            let joins = match next {
                '\'' | '’' | '-' | '‑' => after.is_some_and(char::is_alphanumeric),
                '.' => {
                    let initials = line[start..at].split('.').all(|part| part.chars().count() == 1);
                    let number = line[..at].ends_with(|c: char| c.is_ascii_digit())
                        && after.is_some_and(|after| after.is_ascii_digit());
                    number || initials && !line[start..at].starts_with(|c: char| c.is_ascii_digit())
                }
                ',' => {
                    line[..at].ends_with(|c: char| c.is_ascii_digit())
                        && after.is_some_and(|after| after.is_ascii_digit())
                }
                _ => next.is_alphanumeric() || next == '_' || extends(next),
            };
            if !joins || at - start > 60 && !extends(next) {
                break;
            }
            end = at + next.len_utf8();
            characters.next();
        }
        pieces.push((start, end, shape(&line[start..end])));
    }
    pieces
}

/// Combining marks, joiners, variation selectors, skin tones and what comes after a joiner's emoji.
fn extends(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}'
        | '\u{200c}' | '\u{200d}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}')
}

fn sign(first: char) -> Shape {
    match first {
        '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '「' | '」' | '『' | '』' | '"' | '＂' | '‘' | '’' | '‚'
        | '\'' | '`' => Shape::Mark,
        '.' | '!' | '?' | '…' | '。' => Shape::Stop,
        ',' | '、' => Shape::Comma,
        _ => Shape::Sign,
    }
}

fn shape(word: &str) -> Shape {
    let (mut upper, mut lower, mut digit) = (0, 0, 0);
    for character in word.chars() {
        if character.is_uppercase() {
            upper += 1;
        } else if character.is_alphabetic() {
            lower += 1;
        } else if character.is_numeric() {
            digit += 1;
        }
    }
    match (upper, lower) {
        (0, 0) if digit > 0 => Shape::Number,
        (0, _) => Shape::Lower,
        (1, 1..) if word.starts_with(char::is_uppercase) => Shape::Capital,
        (_, 0) => Shape::Upper,
        _ => Shape::Mixed,
    }
}

/// The hash of a word in lower case.
#[must_use]
pub fn word_hash(word: &str) -> u32 {
    hashes(word).0
}

/// The hash of the last three letters of a word.
#[must_use]
pub fn suffix_hash(word: &str) -> u32 {
    hashes(word).1
}

fn hash(seed: u32, text: &str) -> u32 {
    text.chars().fold(seed ^ 0x811c_9dc5, |hash, character| (hash ^ character as u32).wrapping_mul(0x0100_0193))
}

/// The hashes of a whole word and of its last three letters.
fn hashes(word: &str) -> (u32, u32) {
    let mut whole = 0x811c_9dc5_u32;
    let mut last = [0_u32; 3];
    for character in word.chars() {
        let plain = match character {
            'A'..='Z' => character as u32 + 32,
            'a'..='z' => character as u32,
            '0'..='9' => '0' as u32,
            '’' | '‘' | '\'' => '\'' as u32,
            '“' | '”' | '"' => '"' as u32,
            _ => character.to_lowercase().next().unwrap_or(character) as u32,
        };
        whole = (whole ^ plain).wrapping_mul(0x0100_0193);
        last = [last[1], last[2], plain];
    }
    let suffix = last.iter().fold(0x9747_b28c_u32, |hash, &letter| (hash ^ letter).wrapping_mul(0x0100_0193));
    (whole, suffix)
}
