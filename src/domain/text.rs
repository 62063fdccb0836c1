//! An article's text: paragraphs, spans, and every conversion between units of offset.
//!
//! Inside Counterpoint an offset is a byte index into UTF-8 text, as in `str`. Other programs count otherwise: W3C
//! selectors and brat files in Unicode code points, the DOM and JavaScript in UTF-16 code units. Those two have
//! types of their own here ([`CodePoint`], [`Utf16`]), and nothing outside this file converts.
//!
//! This file must not know what a span is used for.

mod boundary;
mod small;
mod span;

use std::cell::OnceCell;
use std::rc::Rc;

use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

use boundary::Clusters;
use small::Small;
pub use small::small_letters;
pub use span::{Span, SpanError};

/// An offset, or a length, in Unicode code points from the start of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CodePoint(pub usize);

/// An offset, or a length, in UTF-16 code units from the start of a text: what JavaScript and the DOM count in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Utf16(pub usize);

/// Every this many bytes the text remembers its other two offsets.
const CHECKPOINT: usize = 1024;

/// An article's text as it was read, with what is needed to find one's way in it. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Text {
    source: Rc<str>,
    found: Rc<Found>,
}

/// What is found out of a text when it is first asked for, each at the cost of the text: of most articles of a large
/// project nobody asks any of it.
#[derive(Debug, Default)]
struct Found {
    /// The other offsets at the first character boundary at or after each multiple of [`CHECKPOINT`] bytes.
    checkpoints: OnceCell<Box<[Checkpoint]>>,
    paragraphs: OnceCell<Box<[Span]>>,
    clusters: Clusters,
    small: Small,
}

#[derive(Clone, Copy, Debug)]
struct Checkpoint {
    byte: usize,
    code_point: usize,
    utf16: usize,
}

/// The empty text.
impl Default for Text {
    fn default() -> Self {
        Self::new("")
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.source, &other.source) || self.source == other.source
    }
}

impl Eq for Text {}

impl Text {
    /// Takes a text as it is. Costs no more than the copy.
    #[must_use]
    pub fn new(source: impl Into<Rc<str>>) -> Self {
        Self { source: source.into(), found: Rc::default() }
    }

    /// The text itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.source
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.source.len()
    }

    /// True for the empty text.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.source.is_empty()
    }

    /// The lines of the text, each with its line end. Together they are the text, character for character.
    #[must_use]
    pub fn paragraphs(&self) -> &[Span] {
        self.found.paragraphs.get_or_init(|| paragraphs(&self.source).into())
    }

    /// The number of the paragraph that holds `byte`; the last one for an offset at the end or beyond.
    #[must_use]
    pub fn paragraph_at(&self, byte: usize) -> usize {
        let paragraphs = self.paragraphs();
        paragraphs.partition_point(|paragraph| paragraph.end <= byte).min(paragraphs.len().saturating_sub(1))
    }

    /// The numbers of the paragraphs that `span` touches.
    #[must_use]
    pub fn paragraphs_of(&self, span: Span) -> std::ops::Range<usize> {
        if self.paragraphs().is_empty() || span.is_empty() {
            return 0..0;
        }
        self.paragraph_at(span.start)..self.paragraph_at(span.end - 1) + 1
    }

    /// The words under `span`, or nothing where it does not fit the text.
    #[must_use]
    pub fn get(&self, span: Span) -> Option<&str> {
        self.source.get(span.start..span.end)
    }

    /// The words under `span`, or the empty text where it does not fit.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.get(span).unwrap_or_default()
    }

    /// The text in [`small_letters`]. They are made when they are first asked for, at the cost of the text, and shared by
    /// all clones. They may be of another length.
    #[must_use]
    pub fn small(&self) -> &str {
        self.found.small.letters(&self.source)
    }

    /// The words under `span` in small letters, or the empty text where it does not fit. Costs nothing once the small
    /// letters of the text are made.
    #[must_use]
    pub fn small_slice(&self, span: Span) -> &str {
        if self.get(span).is_none() {
            return "";
        }
        let byte = |byte| self.found.small.byte(&self.source, byte);
        &self.small()[byte(span.start)..byte(span.end)]
    }

    /// The words that stand between two bytes of the small letters; nothing where one of them lies inside a letter.
    #[must_use]
    pub fn span_of_small(&self, start: usize, end: usize) -> Option<Span> {
        let byte = |byte| self.found.small.byte_of(&self.source, byte);
        Some(Span::new(byte(start)?, byte(end)?))
    }

    /// Checks that a quote may have this span.
    ///
    /// # Errors
    /// The span is empty, reaches outside, or cuts a grapheme cluster.
    pub fn check(&self, span: Span) -> Result<(), SpanError> {
        if span.end > self.len() || span.start > self.len() {
            return Err(SpanError::Outside(span, self.len()));
        }
        if span.is_empty() {
            return Err(SpanError::Empty(span));
        }
        match [span.start, span.end].into_iter().find(|&byte| !self.is_boundary(byte)) {
            Some(byte) => Err(SpanError::InsideCharacter(byte)),
            None => Ok(()),
        }
    }

    /// True where `byte` lies between two grapheme clusters (UAX #29, extended), or at an end of the text.
    #[must_use]
    pub fn is_boundary(&self, byte: usize) -> bool {
        self.source.is_char_boundary(byte) && self.found.clusters.around(&self.source, byte).is_none()
    }

    /// The nearest grapheme boundary at or before `byte`.
    #[must_use]
    pub fn boundary_before(&self, byte: usize) -> usize {
        let byte = self.source.floor_char_boundary(byte.min(self.len()));
        self.found.clusters.around(&self.source, byte).map_or(byte, |cluster| cluster.start)
    }

    /// The nearest grapheme boundary at or after `byte`.
    #[must_use]
    pub fn boundary_after(&self, byte: usize) -> usize {
        let byte = self.source.ceil_char_boundary(byte.min(self.len()));
        self.found.clusters.around(&self.source, byte).map_or(byte, |cluster| cluster.end)
    }

    /// The span without a grapheme cluster cut: widened to whole ones.
    #[must_use]
    pub fn widened(&self, span: Span) -> Span {
        Span::new(self.boundary_before(span.start), self.boundary_after(span.end))
    }

    /// The code points before byte `byte`. An offset inside a character counts as the character's start.
    #[must_use]
    pub fn code_point(&self, byte: usize) -> CodePoint {
        let byte = self.source.floor_char_boundary(byte.min(self.len()));
        let near = self.checkpoint(|checkpoint| checkpoint.byte <= byte);
        CodePoint(near.code_point + self.source[near.byte..byte].chars().count())
    }

    /// The UTF-16 code units before byte `byte`. An offset inside a character counts as the character's start.
    #[must_use]
    pub fn utf16(&self, byte: usize) -> Utf16 {
        let byte = self.source.floor_char_boundary(byte.min(self.len()));
        let near = self.checkpoint(|checkpoint| checkpoint.byte <= byte);
        Utf16(near.utf16 + utf16_len(&self.source[near.byte..byte]))
    }

    /// The byte at which code point number `offset` starts; nothing past the end of the text.
    #[must_use]
    pub fn byte_of_code_point(&self, offset: CodePoint) -> Option<usize> {
        let near = self.checkpoint(|checkpoint| checkpoint.code_point <= offset.0);
        let rest = &self.source[near.byte..];
        byte_after(rest, offset.0 - near.code_point, |_| 1).map(|byte| near.byte + byte)
    }

    /// The byte at which UTF-16 code unit number `offset` starts; nothing past the end or inside a surrogate pair.
    #[must_use]
    pub fn byte_of_utf16(&self, offset: Utf16) -> Option<usize> {
        let near = self.checkpoint(|checkpoint| checkpoint.utf16 <= offset.0);
        let rest = &self.source[near.byte..];
        byte_after(rest, offset.0 - near.utf16, char::len_utf16).map(|byte| near.byte + byte)
    }

    /// The span between two UTF-16 offsets.
    #[must_use]
    pub fn span_of_utf16(&self, start: Utf16, end: Utf16) -> Option<Span> {
        Some(Span::new(self.byte_of_utf16(start)?, self.byte_of_utf16(end)?))
    }

    /// The span between two code point offsets.
    #[must_use]
    pub fn span_of_code_points(&self, start: CodePoint, end: CodePoint) -> Option<Span> {
        Some(Span::new(self.byte_of_code_point(start)?, self.byte_of_code_point(end)?))
    }

    fn checkpoint(&self, is_before: impl Fn(&Checkpoint) -> bool) -> Checkpoint {
        let checkpoints = self.found.checkpoints.get_or_init(|| checkpoints(&self.source).into());
        let after = checkpoints.partition_point(is_before);
        checkpoints[after.saturating_sub(1)]
    }
}

/// Length of `text` in UTF-16 code units.
#[must_use]
pub fn utf16_len(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The words of `text` with runs of white space, line ends among them, made one space: for labels and lists.
#[must_use]
pub fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// At most `clusters` grapheme clusters of `text`, with an ellipsis where something was cut.
#[must_use]
pub fn shorten(text: &str, clusters: usize) -> String {
    match text.grapheme_indices(true).nth(clusters) {
        Some((cut, _)) => format!("{}…", text[..cut].trim_end()),
        None => text.to_owned(),
    }
}

/// How many there are of something: "1 quote", "2 quotes".
#[must_use]
pub fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The words with a capital at the start, as a sentence begins.
#[must_use]
pub fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The byte in `text` that lies `units` after its start, each character being `measure` units long.
fn byte_after(text: &str, units: usize, measure: impl Fn(char) -> usize) -> Option<usize> {
    let mut passed = 0;
    for (byte, character) in text.char_indices() {
        if passed >= units {
            return (passed == units).then_some(byte);
        }
        passed += measure(character);
    }
    (passed == units).then_some(text.len())
}

fn checkpoints(text: &str) -> Vec<Checkpoint> {
    let mut found = vec![Checkpoint { byte: 0, code_point: 0, utf16: 0 }];
    let (mut code_point, mut utf16) = (0, 0);
    let mut next = CHECKPOINT;
    for (byte, character) in text.char_indices() {
        if byte >= next {
            found.push(Checkpoint { byte, code_point, utf16 });
            next = byte + CHECKPOINT;
        }
        code_point += 1;
        utf16 += character.len_utf16();
    }
    found
}

fn paragraphs(text: &str) -> Vec<Span> {
    let mut start = 0;
    text.split_inclusive('\n')
        .map(|line| {
            let span = Span::new(start, start + line.len());
            start = span.end;
            span
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_convert_through_every_kind_of_character() {
        // (text, byte, code points, UTF-16 units)
        let check = |source: &str, byte, code_point, utf16| {
            let text = Text::new(source);
            assert_eq!(text.code_point(byte), CodePoint(code_point), "code points at {byte} of {source:?}");
            assert_eq!(text.utf16(byte), Utf16(utf16), "UTF-16 at {byte} of {source:?}");
            assert_eq!(text.byte_of_code_point(CodePoint(code_point)), Some(byte), "back, in {source:?}");
            assert_eq!(text.byte_of_utf16(Utf16(utf16)), Some(byte), "back, in {source:?}");
        };
        check("", 0, 0, 0);
        check("plain", 5, 5, 5);
        check("«да»", 6, 3, 3);
        check("a👩‍👧b", 12, 4, 6);
        check("e\u{301}t", 3, 2, 2);
        check("one\r\ntwo", 5, 5, 5);
        check("שלום", 4, 2, 2);
        let long = "é😀".repeat(2000);
        check(&long, 6 * 1500, 2 * 1500, 3 * 1500);
    }

    #[test]
    fn an_offset_that_is_no_place_in_the_text_is_refused() {
        let text = Text::new("a😀b");
        assert_eq!(text.byte_of_utf16(Utf16(2)), None, "inside the surrogate pair");
        assert_eq!(text.byte_of_utf16(Utf16(5)), None, "past the end");
        assert_eq!(text.byte_of_code_point(CodePoint(4)), None, "past the end");
    }

    #[test]
    fn a_span_may_not_be_empty_reach_outside_or_cut_a_character() {
        let text = Text::new("e\u{301}👩‍👧.");
        let check = |start, end, expected| assert_eq!(text.check(Span::new(start, end)), expected);
        check(0, 3, Ok(()));
        check(3, 14, Ok(()));
        check(3, 3, Err(SpanError::Empty(Span::new(3, 3))));
        check(0, 99, Err(SpanError::Outside(Span::new(0, 99), 15)));
        check(0, 1, Err(SpanError::InsideCharacter(1)));
        check(3, 7, Err(SpanError::InsideCharacter(7)));
        assert_eq!((text.boundary_before(8), text.boundary_after(8)), (3, 14));
    }

    #[test]
    fn paragraphs_are_the_text_character_for_character() {
        for source in ["", "one", "one\n", "\n\none\r\ntwo\n\n", "a\n\nb"] {
            let text = Text::new(source);
            let joined: String = text.paragraphs().iter().map(|&span| text.slice(span)).collect();
            assert_eq!(joined, source);
        }
        let text = Text::new("one\ntwo\nthree");
        assert_eq!(text.paragraph_at(3), 0);
        assert_eq!(text.paragraph_at(4), 1);
        assert_eq!(text.paragraph_at(99), 2);
        assert_eq!(text.paragraphs_of(Span::new(2, 5)), 0..2);
        assert_eq!(text.paragraphs_of(Span::new(4, 8)), 1..2);
    }

    #[test]
    fn shortening_counts_what_a_reader_sees() {
        assert_eq!(shorten("👩‍👧👩‍👧👩‍👧", 2), "👩‍👧👩‍👧…");
        assert_eq!(shorten("two words", 4), "two…");
        assert_eq!(squeeze(" a\r\n b\t c "), "a b c");
    }

    #[test]
    fn words_for_people_are_counted_and_begin_with_a_capital() {
        let check = |count, expected: &str| assert_eq!(counted(count, "quote", "quotes"), expected);
        check(0, "0 quotes");
        check(1, "1 quote");
        check(2, "2 quotes");
        let check = |words: &str, expected: &str| assert_eq!(capitalised(words), expected);
        check("", "");
        check("select some words", "Select some words");
        check("écoutez", "Écoutez");
        check("“Quoted”", "“Quoted”");
    }
}
