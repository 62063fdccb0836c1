//! The sentences and tokens of a text: what the format has rows for.

use unicode_segmentation::UnicodeSegmentation;

use crate::domain::snap::sentences;
use crate::domain::text::{Span, Text};

/// A text in sentences and tokens. No token holds white space, and all else is in one.
#[derive(Debug)]
pub(super) struct Grid {
    /// The sentences, each from its first token to its last.
    pub(super) sentences: Vec<Sentence>,
    /// The tokens of all sentences, in order.
    pub(super) tokens: Vec<Token>,
}

/// A sentence.
#[derive(Debug)]
pub(super) struct Sentence {
    /// Where it lies, in bytes.
    pub(super) span: Span,
    /// The numbers of its tokens.
    pub(super) tokens: std::ops::Range<usize>,
}

/// A token.
#[derive(Debug)]
pub(super) struct Token {
    /// Where it lies, in bytes.
    pub(super) span: Span,
    /// The number of its sentence, from 1.
    pub(super) sentence: usize,
    /// Its own in the sentence, from 1.
    pub(super) number: usize,
}

impl Grid {
    /// Divides a text: sentences by its paragraphs, words by UAX #29.
    pub(super) fn new(text: &Text) -> Self {
        let mut grid = Self { sentences: Vec::new(), tokens: Vec::new() };
        for &paragraph in text.paragraphs() {
            let line = text.slice(paragraph);
            for range in sentences(line) {
                grid.push(&line[range.clone()], paragraph.start + range.start);
            }
        }
        grid
    }

    /// Adds the sentence of these words, which begins at byte `start`.
    fn push(&mut self, words: &str, start: usize) {
        let first = self.tokens.len();
        let sentence = self.sentences.len() + 1;
        for (at, piece) in words.split_word_bound_indices() {
            // A combining mark after a space makes one piece of both.
            for word in piece.split_whitespace() {
                let begin = start + at + (word.as_ptr() as usize - piece.as_ptr() as usize);
                let number = self.tokens.len() - first + 1;
                self.tokens.push(Token { span: Span::new(begin, begin + word.len()), sentence, number });
            }
        }
        if let [one, .., last] | [one @ last] = &self.tokens[first..] {
            let span = Span::new(one.span.start, last.span.end);
            self.sentences.push(Sentence { span, tokens: first..self.tokens.len() });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_divided_into_sentences_and_tokens() {
        let check = |source: &str, expected: &[&[&str]]| {
            let text = Text::new(source);
            let grid = Grid::new(&text);
            let found: Vec<Vec<&str>> = grid
                .sentences
                .iter()
                .map(|sentence| {
                    grid.tokens[sentence.tokens.clone()].iter().map(|token| text.slice(token.span)).collect()
                })
                .collect();
            assert_eq!(found, expected, "{source:?}");
        };
        check("", &[]);
        check(" \r\n\t\n", &[]);
        check(
            "It rained.  “No,” she said.\r\n\r\nEnd",
            &[&["It", "rained", "."], &["“", "No", ",", "”", "she", "said", "."], &["End"]],
        );
        check("👩‍👧 e\u{301}t שלום", &[&["👩‍👧", "e\u{301}t", "שלום"]]);
        check("a\t\u{301}b\rc", &[&["a", "\u{301}", "b", "c"]]);
    }
}
