//! Selections: what a person drew becomes a span that a quote may have.
//!
//! A hand is less exact than a text. A selection that cuts a character, takes a space along or stops inside a word
//! is put right here, as far as the person wishes. This file must not know where a selection comes from.

mod sentence;

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

use super::text::{Span, Text};

pub use sentence::{sentence_at, sentences};

/// How far a selection is put right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Snap {
    /// As drawn, less white space at both ends and a comma after the end.
    #[default]
    Exact,
    /// Whole words.
    Words,
    /// Whole sentences.
    Sentence,
}

impl Snap {
    /// Every choice, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Exact, Self::Words, Self::Sentence];

    /// The choice in words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Words => "whole words",
            Self::Sentence => "whole sentences",
        }
    }
}

/// `span`, in bytes of `text`, put right: on boundaries of grapheme clusters, without white space at its ends and
/// without a trailing comma, unless that comma stands inside quotation marks; then widened as `to` says. Ends beyond
/// the text count as its end. Nothing where nothing is left.
#[must_use]
pub fn snap(text: &Text, span: Span, to: Snap) -> Option<Span> {
    let exact = trim(text, span)?;
    let widened = match to {
        Snap::Exact => exact,
        Snap::Words => {
            let around = |byte: usize| word_at(text, byte).filter(|word| word.start < byte && byte < word.end);
            let start = around(exact.start).map_or(exact.start, |word| word.start);
            Span::new(start, around(exact.end).map_or(exact.end, |word| word.end))
        }
        Snap::Sentence => {
            let (first, last) = (sentence_at(text, exact.start)?, sentence_at(text, exact.end - 1)?);
            Span::new(first.start, last.end)
        }
    };
    text.check(widened).is_ok().then_some(widened)
}

/// The word that holds byte `byte` of `text`, or that ends there; nothing between words. Compounds with hyphens, words
/// with apostrophes, figures such as `30,000` and abbreviations such as `U.S.` are one word.
#[must_use]
pub fn word_at(text: &Text, byte: usize) -> Option<Span> {
    let source = text.as_str();
    let byte = source.floor_char_boundary(byte);
    let start = source[..byte].rfind(char::is_whitespace).map_or(0, |space| source.ceil_char_boundary(space + 1));
    let end = source[byte..].find(char::is_whitespace).map_or(source.len(), |space| byte + space);
    let words = words(&source[start..end]);
    let word = words.into_iter().rfind(|word| start + word.start <= byte && byte <= start + word.end)?;
    Some(Span::new(start + word.start, start + word.end))
}

/// On grapheme boundaries, without white space at the ends and without a comma that does not belong.
fn trim(text: &Text, span: Span) -> Option<Span> {
    if span.is_empty() {
        return None;
    }
    let Span { start, end } = text.widened(span);
    let drawn = text.get(Span::new(start, end))?;
    let mut kept = drawn.trim_end_matches(is_space);
    let belongs = |kept: &str| {
        text.as_str()[start + kept.len()..].starts_with(['”', '"', '’', '\'', '»', '“', '«', '」', '』', '‘', '›'])
    };
    while kept.ends_with([',', '،', '，', '、']) && !belongs(kept) {
        kept = kept.trim_end_matches([',', '،', '，', '、']).trim_end_matches(is_space);
    }
    let end = start + kept.len();
    let start = end - kept.trim_start_matches(is_space).len();
    // A mark that combines with a trimmed space takes the space back.
    (start < end).then(|| text.widened(Span::new(start, end)))
}

fn is_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200b}' | '\u{feff}')
}

/// The words of `token`, which holds no white space.
fn words(token: &str) -> Vec<std::ops::Range<usize>> {
    let mut words: Vec<std::ops::Range<usize>> = Vec::new();
    let mut joined = false;
    for (start, piece) in token.split_word_bound_indices() {
        let end = start + piece.len();
        let touches = words.last().is_some_and(|last| last.end == start);
        if piece.contains(char::is_alphanumeric) {
            match words.last_mut() {
                Some(last) if joined => last.end = end,
                _ => words.push(start..end),
            }
            joined = false;
        } else if let Some(last) = words.last_mut() {
            if piece == "." && touches && is_lettered(&token[last.clone()]) {
                last.end = end;
            }
            // Whether a hyphen belongs to the word shows with the next piece.
            joined = last.end == start && matches!(piece, "-" | "\u{2010}" | "\u{2011}");
        }
    }
    words
}

/// Single letters with full stops between, as in `U.S` before its last one.
fn is_lettered(word: &str) -> bool {
    let part = word.rsplit(['-', '\u{2010}', '\u{2011}']).next().unwrap_or(word);
    part.contains('.') && part.split('.').all(|letter| letter.chars().count() == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The source without its square brackets, and the span between them.
    fn marked(source: &str) -> (Text, Span) {
        let (before, rest) = source.split_once('[').expect("the case marks its start");
        let (inner, after) = rest.split_once(']').expect("the case marks its end");
        let span = Span::new(before.len(), before.len() + inner.len());
        (Text::new(format!("{before}{inner}{after}")), span)
    }

    fn check(to: Snap, source: &str, expected: &str) {
        let (text, span) = marked(source);
        let snapped = snap(&text, span, to);
        assert_eq!(snapped.map(|span| text.slice(span)).unwrap_or_default(), expected, "{to:?} of {source:?}");
        if let Some(span) = snapped {
            assert_eq!(text.check(span), Ok(()), "{source:?}");
            assert_eq!(snap(&text, span, to), Some(span), "snapping twice changes {source:?}");
        }
    }

    #[test]
    fn an_exact_selection_loses_stray_space_and_commas() {
        let check = |source, expected| check(Snap::Exact, source, expected);
        check("He said[ the quay ]was lost.", "the quay");
        check("He said[\u{a0}the quay\r\n]", "the quay");
        check("[the quay,] he said", "the quay");
        check("[the quay, ] he said", "the quay");
        check("[“The quay,”] he said", "“The quay,”");
        check("“[The quay,]” he said", "The quay,");
        check("[\"The quay,\"] he said", "\"The quay,\"");
        check("[the quay.] he said", "the quay.");
        check("he[   ]said", "");
        check("quay[, ]he", "");
        check("q[]uay", "");
        check("on [e]\u{301}te\u{301} on", "e\u{301}");
        check("a [👩‍👧]b", "👩‍👧");
        check("[«Причал,»] сказав", "«Причал,»");
        check("שלום[ עולם ]ו", "עולם");
        check("one[\n\ntwo\n\n]three", "two");
    }

    #[test]
    fn a_cut_character_is_taken_whole() {
        let text = Text::new("a👩‍👧b");
        assert_eq!(snap(&text, Span::new(2, 6), Snap::Exact), Some(Span::new(1, 12)));
        assert_eq!(snap(&text, Span::new(2, 999), Snap::Exact), Some(Span::new(1, 13)), "past the end");
        assert_eq!(snap(&text, Span::new(99, 999), Snap::Exact), None);
        assert_eq!(snap(&text, Span::new(6, 2), Snap::Words), None, "crossed ends");
        assert_eq!(snap(&Text::new(""), Span::new(0, 1), Snap::Sentence), None);
    }

    #[test]
    fn words_are_taken_whole() {
        let check = |source, expected| check(Snap::Words, source, expected);
        check("the oute[r isl]ands", "outer islands");
        check("the[ islands ]lie", "islands");
        check("a 30-d[a]y truce", "30-day");
        check("the sailor’[s] quay", "sailor’s");
        check("the U.[S]. envoy", "U.S.");
        check("the [U].S.-brokered truce", "U.S.-brokered");
        check("some 30,0[0]0 men", "30,000");
        check("[“The qu]ay,” he", "“The quay");
        check("US[-Russia t]alks", "US-Russia talks");
        check("при[ча]л", "причал");
        check("quay[ — ]sea", "—");
        check("a[n]d— then", "and");
        check("one [tw]o\nthree", "two");
    }

    #[test]
    fn a_word_is_found_under_the_pointer() {
        let check = |source: &str, expected: &str| {
            let (before, after) = source.split_once('|').expect("the case marks its place");
            let text = Text::new(format!("{before}{after}"));
            let found = word_at(&text, before.len()).map(|span| text.slice(span)).unwrap_or_default();
            assert_eq!(found, expected, "in {source:?}");
        };
        check("the |quay is", "quay");
        check("the qu|ay is", "quay");
        check("the quay| is", "quay");
        check("the quay |  is", "");
        check("a 30|-day truce", "30-day");
        check("don|’t", "don’t");
        check("the U.S|. envoy", "U.S.");
        check("(qu|ay)", "quay");
        check("|", "");
        check("end|", "end");
        check("trailing- |x", "x");
    }

    #[test]
    fn sentences_are_taken_whole_over_paragraphs_too() {
        let check = |source, expected| check(Snap::Sentence, source, expected);
        check("It rained. The qu[a]y was wet. It shone.", "The quay was wet.");
        check("It rai[ned. The qu]ay was wet. It shone.", "It rained. The quay was wet.");
        check("It rained. The q[uay.\n\nIt] shone. It set.", "The quay.\n\nIt shone.");
        check("The U.S. en[v]oy left. He slept.", "The U.S. envoy left.");
        check("“Go!” he s[a]id. They went.", "“Go!” he said.");
        check("It rained.[ ]The quay", "");
    }
}
