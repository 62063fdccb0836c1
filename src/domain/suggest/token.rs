//! Words of a text as suggestions read them: where each stands, how it is written, and whether it is quoted.
//!
//! A text is cut into [`Unit`]s that are read one at a time and apart from each other: a paragraph, or several where a
//! quotation runs on, and never much more than a thousand tokens. What a unit holds depends on the text alone, so reading
//! a text unit by unit gives what reading it whole gives. This file must not know what a cue is.

mod cutting;
mod pieces;

use std::ops::Range;

pub use cutting::{groups, units};

use crate::domain::text::Span;

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
    /// The hash of its first four letters.
    pub prefix: u32,
    /// The hash of its last three letters.
    pub suffix: u32,
    /// The hash of its last two letters.
    pub ending: u32,
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

/// The hashes of a word in lower case, digits being alike and apostrophes of all sorts too: the whole, its first four
/// letters, its last three and its last two (FNV-1a over code points).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Hashes {
    whole: u32,
    prefix: u32,
    suffix: u32,
    ending: u32,
}

impl Hashes {
    fn of(word: &str) -> Self {
        let (mut whole, mut prefix) = (BASIS, BASIS);
        let mut last = [0; 3];
        for (number, character) in word.chars().enumerate() {
            let plain = match character {
                'A'..='Z' => character as u32 + 32,
                'a'..='z' => character as u32,
                '0'..='9' => '0' as u32,
                '’' | '‘' | '\'' => '\'' as u32,
                '“' | '”' | '"' => '"' as u32,
                _ => character.to_lowercase().next().unwrap_or(character) as u32,
            };
            whole = mixed(whole, plain);
            prefix = if number < 4 { whole } else { prefix };
            last = [last[1], last[2], plain];
        }
        let ending = mixed(mixed(BASIS, last[2]), last[1]);
        Self { whole, prefix, suffix: mixed(ending, last[0]), ending }
    }
}

/// The offset basis and the prime of FNV-1a in 32 bits.
const BASIS: u32 = 0x811c_9dc5;
const PRIME: u32 = 0x0100_0193;

const fn mixed(hash: u32, value: u32) -> u32 {
    (hash ^ value).wrapping_mul(PRIME)
}

/// The hash of a word in lower case.
#[must_use]
pub fn word_hash(word: &str) -> u32 {
    Hashes::of(word).whole
}

/// The hash of the last three letters of a word.
#[must_use]
pub fn suffix_hash(word: &str) -> u32 {
    Hashes::of(word).suffix
}

/// [`word_hash`] of a sign or of a word in lower case without accents and digits.
#[must_use]
pub const fn ascii_hash(word: &str) -> u32 {
    let bytes = word.as_bytes();
    let (mut hash, mut at) = (BASIS, 0);
    while at < bytes.len() {
        hash = mixed(hash, bytes[at] as u32);
        at += 1;
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_differ_in_case_digits_or_apostrophes_are_alike() {
        let check = |one: &str, other: &str| assert_eq!(word_hash(one), word_hash(other), "{one} {other}");
        check("Said", "said");
        check("ГАВАНЬ", "гавань");
        check("2016", "1999");
        check("don’t", "don't");
        assert_eq!(word_hash("said"), ascii_hash("said"));
        assert_eq!(suffix_hash("said"), suffix_hash("laid"));
        assert_ne!(word_hash("said"), word_hash("says"));
    }
}
