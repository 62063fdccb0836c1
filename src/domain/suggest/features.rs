//! What the model looks at when it labels a token: words around it, how they are written, quotation, and the likely
//! cues of its sentence. A feature is a number, a hash; the words themselves are kept nowhere.
//!
//! This file must not know what the features weigh.

use super::token::{Quoted, Shape, Token, Unit};

/// How likely a word is a cue, from 0 for hardly to 7 for almost always.
pub type Likelihood = u8;

/// From this likelihood on, a word is taken for a likely cue by the features around it.
const LIKELY: Likelihood = 3;

/// The kinds of places between two tokens that transitions tell apart.
pub const PLACES: usize = 10 * 4;

/// The kinds of tokens that transitions tell apart.
pub const SHAPES: usize = 10;

/// The features of one token at a time.
#[derive(Debug)]
pub struct Features<'a> {
    unit: &'a Unit,
    is_first: bool,
    likelihood: Vec<Likelihood>,
    /// The likely cue at or before each token, in its sentence.
    before: Vec<Option<usize>>,
    /// The likely cue at or after each token.
    after: Vec<Option<usize>>,
    /// The last word or sign before each token that opens or parts clauses.
    clause: Vec<Option<usize>>,
    next_clause: Vec<Option<usize>>,
    commas: Vec<u16>,
    quotations: Vec<u32>,
}

impl<'a> Features<'a> {
    /// Looks over `unit`; `likelihood` tells for the hash of a word how likely it is a cue.
    #[must_use]
    pub fn new(unit: &'a Unit, is_first: bool, likelihood: impl Fn(u32) -> Likelihood) -> Self {
        let tokens = &unit.tokens;
        let likelihood: Vec<_> =
            tokens.iter().map(|token| if token.is_word() { likelihood(token.word) } else { 0 }).collect();
        let count = tokens.len();
        let (mut before, mut after) = (vec![None; count], vec![None; count]);
        let (mut clause, mut next_clause) = (vec![None; count], vec![None; count]);
        let mut commas = vec![0; count];
        for sentence in &unit.sentences {
            let (mut cue, mut part, mut seen) = (None, None, 0);
            for at in sentence.clone() {
                clause[at] = part;
                if likelihood[at] >= LIKELY {
                    cue = Some(at);
                }
                if parts(&tokens[at]) {
                    part = Some(at);
                    seen += 1;
                }
                before[at] = cue;
                commas[at] = seen;
            }
            (cue, part) = (None, None);
            for at in sentence.clone().rev() {
                next_clause[at] = part;
                if likelihood[at] >= LIKELY {
                    cue = Some(at);
                }
                if parts(&tokens[at]) {
                    part = Some(at);
                }
                after[at] = cue;
            }
        }
        let quotations = unit
            .quotations
            .iter()
            .map(|range| {
                let words = tokens[range.clone()].iter().filter(|token| token.is_word()).count();
                let capital =
                    tokens[range.clone()].iter().find(|token| token.is_word()).is_some_and(Token::is_capital);
                let last = &tokens[range.end - 1];
                let closed = last.quoted == Quoted::Close;
                let ending = if closed && range.len() > 1 { tokens[range.end - 2].shape } else { last.shape };
                let length = match words {
                    0..=1 => 0,
                    2..=3 => 1,
                    4..=6 => 2,
                    7..=12 => 3,
                    _ => 4,
                };
                let ends = match ending {
                    Shape::Comma => 1,
                    Shape::Stop => 2,
                    _ => 0,
                };
                length * 16 + u32::from(capital) * 8 + u32::from(closed) * 4 + ends
            })
            .collect();
        Self { unit, is_first, likelihood, before, after, clause, next_clause, commas, quotations }
    }

    /// The number of the place before token `at`, below [`PLACES`].
    #[must_use]
    pub fn place(&self, at: usize) -> usize {
        let before = if at == 0 { Shape::Break } else { self.unit.tokens[at - 1].shape };
        before as usize * 4 + self.unit.tokens[at].quoted as usize
    }

    /// Gives each feature of token `at` to `emit`.
    #[expect(clippy::too_many_lines, reason = "a list of features")]
    pub fn each(&self, at: usize, mut emit: impl FnMut(u32)) {
        let tokens = &self.unit.tokens;
        let sentence = self.unit.sentence(at);
        let word = |offset: isize| match at.checked_add_signed(offset) {
            Some(place) if place < tokens.len() => tokens[place].word,
            _ => 1,
        };
        let shape = |offset: isize| match at.checked_add_signed(offset) {
            Some(place) if place < tokens.len() => tokens[place].shape as u32,
            _ => 15,
        };
        let likely = |offset: isize| match at.checked_add_signed(offset) {
            Some(place) if place < tokens.len() => u32::from(self.likelihood[place]),
            _ => 15,
        };
        let quote = |offset: isize| match at.checked_add_signed(offset) {
            Some(place) if place < tokens.len() => tokens[place].quoted as u32,
            _ => 15,
        };
        let token = &tokens[at];
        let mut number = 0;
        let mut put = |one: u32, other: u32| {
            number += 1;
            emit(mix(number, one, other));
        };
        put(0, 0);
        for offset in -3..=3 {
            put(word(offset), 0);
        }
        put(word(-2), word(-1));
        put(word(-1), word(0));
        put(word(0), word(1));
        put(word(1), word(2));
        put(word(-1), word(1));
        for offset in -2..=2 {
            put(shape(offset), likely(offset));
        }
        put(shape(-1) * 256 + shape(0) * 16 + shape(1), 0);
        put(shape(-2) * 4096 + shape(-1) * 256 + shape(0) * 16 + shape(1), shape(2));
        for offset in -1..=1 {
            let suffix = match at.checked_add_signed(offset) {
                Some(place) if place < tokens.len() => tokens[place].suffix,
                _ => 1,
            };
            put(suffix, 0);
        }
        put(likely(-1) * 256 + likely(0) * 16 + likely(1), 0);
        let quotes = quote(-1) * 16 + quote(0) * 4 + quote(1);
        put(quotes, shape(0));
        put(quote(0), word(0));
        put(quote(0), word(-1));
        put(quote(0), word(1));
        if token.is_quoted() {
            let kind = self.quotations[usize::from(token.quotation)];
            put(kind, quotes);
            put(kind, likely(-1));
        } else {
            number += 2;
            // (kept in step, so that numbers stay what they are)
        }
        let mut put = |one: u32, other: u32| {
            number += 1;
            emit(mix(number, one, other));
        };
        let (start, end) = (at - sentence.start, sentence.end - at);
        let first = tokens[sentence.start].word;
        let opening = near(start);
        put(opening, 0);
        put(near(end), 0);
        put(opening, word(0));
        put(opening, shape(0));
        put(first, near(start));
        let begins_quoted = u32::from(tokens[sentence.start].is_quoted());
        let last_word = &tokens[sentence.end - 1];
        let ends_quoted = u32::from(last_word.is_quoted());
        put(begins_quoted * 2 + ends_quoted, quote(0));
        put(u32::from(self.is_first) * 2 + u32::from(at == 0), quote(0));
        let previous_quoted = match sentence.start.checked_sub(1) {
            None => 2,
            Some(before) => u32::from(tokens[before].is_quoted()),
        };
        put(previous_quoted * 16 + begins_quoted * 8 + ends_quoted * 4 + quote(0), near(start));
        // Likely cues of the sentence.
        let (left, right) = (self.before[at], self.after[at]);
        let distance = |cue: Option<usize>| cue.map_or(15, |cue| near(cue.abs_diff(at)));
        let strength = |cue: Option<usize>| cue.map_or(15, |cue| u32::from(self.likelihood[cue]));
        let cue_word = |cue: Option<usize>| cue.map_or(1, |cue| tokens[cue].word);
        let next = |cue: Option<usize>, offset: isize| {
            cue.and_then(|cue| tokens.get(cue.checked_add_signed(offset)?)).map_or(1, |token| token.word)
        };
        let between =
            |cue: Option<usize>| cue.map_or(15, |cue| u32::from(self.commas[cue].abs_diff(self.commas[at]).min(3)));
        put(distance(left), strength(left));
        put(distance(right), strength(right));
        put(strength(left) * 16 + strength(right), quotes);
        put(cue_word(left), 0);
        put(cue_word(right), 0);
        put(cue_word(left), next(left, 1));
        put(cue_word(left), distance(left));
        put(cue_word(right), distance(right));
        put(cue_word(left), shape(0));
        put(between(left) * 16 + distance(left), strength(left));
        put(between(right) * 16 + distance(right), strength(right));
        put(between(left) * 16 + between(right), strength(left) * 16 + strength(right));
        put(next(left, 1), distance(left));
        put(next(right, -1), distance(right));
        // Where the clause began and ends.
        let (part, next_part) = (self.clause[at], self.next_clause[at]);
        put(cue_word(part), distance(part));
        put(cue_word(next_part), distance(next_part));
        put(next(part, 1), distance(part));
        put(cue_word(part), cue_word(left));
        put(next(next_part, 1), distance(next_part));
        put(strength(left) * 16 + strength(right), shape(-1) * 16 + shape(0));
    }
}

/// True for what opens or parts clauses.
fn parts(token: &Token) -> bool {
    const WORDS: [&str; 10] = ["that", "but", "and", "who", "which", "because", "as", "while", "after", "when"];
    matches!(token.shape, Shape::Comma | Shape::Sign | Shape::Mark | Shape::Stop)
        || token.shape == Shape::Lower && WORDS.iter().any(|word| super::token::word_hash(word) == token.word)
}

/// A distance in tokens, from 0 to 8.
fn near(distance: usize) -> u32 {
    match distance {
        0..=4 => u32::try_from(distance).unwrap_or(4),
        5..=6 => 5,
        7..=10 => 6,
        11..=20 => 7,
        _ => 8,
    }
}

fn mix(number: u32, one: u32, other: u32) -> u32 {
    let mut hash = number.wrapping_mul(0x9e37_79b1) ^ one.wrapping_mul(0x85eb_ca77).rotate_left(13);
    hash = (hash ^ other.wrapping_mul(0xc2b2_ae3d)).rotate_left(17).wrapping_mul(0x27d4_eb2f);
    hash ^= hash >> 15;
    hash = hash.wrapping_mul(0x1656_67b1).wrapping_add(number);
    hash ^ hash >> 13
}
