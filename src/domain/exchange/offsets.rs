//! Where the spans of other programs lie: their offsets, in whatever unit they count, as spans that a quote may have.
//!
//! A span that comes in is widened to whole grapheme clusters. The arithmetic of the units is the text's.

use serde_json::Value;

use super::json;
use crate::domain::text::{CodePoint, Span, Text, Utf16, squeeze};

/// What a program counts offsets in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// Unicode code points, as Python does.
    CodePoints,
    /// UTF-16 code units, as JavaScript and Java do.
    Utf16,
}

impl Unit {
    /// The offset of byte `byte` of the text.
    pub(super) fn of(self, text: &Text, byte: usize) -> usize {
        match self {
            Self::CodePoints => text.code_point(byte).0,
            Self::Utf16 => text.utf16(byte).0,
        }
    }

    /// The span between two offsets, widened to whole grapheme clusters.
    ///
    /// # Errors
    /// The offsets are crossed or equal, or reach outside the text; the words say so.
    pub(super) fn span(self, text: &Text, start: usize, end: usize) -> Result<Span, String> {
        if start >= end {
            return Err(format!("the span {start} to {end} is empty"));
        }
        let outside = || format!("the span {start} to {end} reaches past the end of the text");
        let first = self.byte_before(text, start).ok_or_else(outside)?;
        let last = self.byte_after(text, end).ok_or_else(outside)?;
        let span = text.widened(Span::new(first, last));
        text.check(span).map(|()| span).map_err(|error| error.to_string())
    }

    /// The byte at this offset, or the one at which the character begins that it lies in; nothing past the end.
    pub(super) fn byte_before(self, text: &Text, offset: usize) -> Option<usize> {
        match self {
            Self::CodePoints => text.byte_of_code_point(CodePoint(offset)),
            Self::Utf16 => {
                let found = text.byte_of_utf16(Utf16(offset));
                // Inside a surrogate pair the offset before begins the character; past the end there is none.
                found.or_else(|| text.byte_of_utf16(Utf16(offset.checked_sub(1)?)).filter(|byte| *byte < text.len()))
            }
        }
    }

    /// The byte at this offset, or the one at which the character ends that it lies in.
    fn byte_after(self, text: &Text, offset: usize) -> Option<usize> {
        match self {
            Self::CodePoints => text.byte_of_code_point(CodePoint(offset)),
            Self::Utf16 => {
                let found = text.byte_of_utf16(Utf16(offset));
                found.or_else(|| text.byte_of_utf16(Utf16(offset.checked_add(1)?)))
            }
        }
    }
}

/// Whether the words that a file gives with a span are the ones that stand there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Words {
    /// They are, or the file gives none.
    Fit,
    /// They are not, in either unit.
    Differ,
}

/// The span of a program that counts in code points now and counted in UTF-16 once, or does so in some editions: where
/// the file's own words stand at the UTF-16 offsets and not at those in code points, the former are meant.
///
/// # Errors
/// There is no such span in the text; the words say why.
pub(super) fn locate(text: &Text, start: usize, end: usize, words: Option<&str>) -> Result<(Span, Words), String> {
    let by_code_points = Unit::CodePoints.span(text, start, end);
    // Label Studio writes a line break as a backslash and an n; a browser's selection has its white space squeezed.
    let Some(words) = words.map(|words| squeeze(&words.replace("\\n", " "))).filter(|words| !words.is_empty()) else {
        return by_code_points.map(|span| (span, Words::Fit));
    };
    // Spans far longer than their words are not looked through: many of them would take for ever.
    let fits = |span: &Span| span.len() <= 2 * words.len() + 64 && squeeze(text.slice(*span)).contains(&words);
    if let Some(span) = by_code_points.as_ref().ok().filter(|span| fits(span)) {
        return Ok((*span, Words::Fit));
    }
    match Unit::Utf16.span(text, start, end).ok().filter(fits) {
        Some(span) => Ok((span, Words::Fit)),
        None => by_code_points.map(|span| (span, Words::Differ)),
    }
}

/// The offsets that two JSON values give.
///
/// # Errors
/// One of them gives none; the words say so.
pub(super) fn ends(start: Option<&Value>, end: Option<&Value>) -> Result<(usize, usize), String> {
    offset(start).zip(offset(end)).ok_or_else(|| {
        let told = |end: Option<&Value>| match end {
            Some(Value::Number(number)) => number.to_string(),
            other => json::kind_of(other).to_owned(),
        };
        format!("its offsets should be whole numbers, but are {} and {}", told(start), told(end))
    })
}

/// The offset that a JSON value gives: a whole number, written as one, with a fraction of nought, or as text.
pub(super) fn offset(value: Option<&Value>) -> Option<usize> {
    match value? {
        Value::Number(number) => match number.as_u64() {
            Some(whole) => usize::try_from(whole).ok(),
            // Doubles hold whole numbers exactly up to here, and no text is longer.
            None => number
                .as_f64()
                .filter(|number| number.fract() == 0.0 && (0.0..=9e15).contains(number))?
                .to_string()
                .parse()
                .ok(),
        },
        Value::String(digits) => digits.trim().parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn spans_are_widened_to_what_a_reader_sees_as_characters() {
        let text = Text::new("a👩‍👧e\u{301}b");
        let check = |unit: Unit, start, end, expected: Result<&str, &str>| {
            let found = unit.span(&text, start, end);
            let found = found.as_ref().map(|span| text.slice(*span)).map_err(String::as_str);
            assert_eq!(found, expected, "{unit:?} {start} to {end}");
        };
        check(Unit::CodePoints, 0, 1, Ok("a"));
        check(Unit::CodePoints, 1, 2, Ok("👩‍👧"));
        check(Unit::CodePoints, 4, 5, Ok("e\u{301}"));
        check(Unit::CodePoints, 5, 7, Ok("e\u{301}b"));
        check(Unit::CodePoints, 6, 8, Err("the span 6 to 8 reaches past the end of the text"));
        check(Unit::CodePoints, 3, 3, Err("the span 3 to 3 is empty"));
        check(Unit::Utf16, 2, 3, Ok("👩‍👧"));
        check(Unit::Utf16, 0, 2, Ok("a👩‍👧"));
        check(Unit::Utf16, 8, 9, Ok("b"));
        check(Unit::Utf16, 9, 10, Err("the span 9 to 10 reaches past the end of the text"));
        check(Unit::Utf16, 5, 2, Err("the span 5 to 2 is empty"));
        check(Unit::Utf16, 0, usize::MAX, Err("the span 0 to 18446744073709551615 reaches past the end of the text"));
    }

    #[test]
    fn the_words_of_a_span_tell_what_its_offsets_count() {
        let text = Text::new("😀😀 one\r\ntwo one");
        let check = |start, end, words: Option<&str>, expected: &str, fit| {
            let (span, found) = locate(&text, start, end, words).expect("the span is in the text");
            assert_eq!((text.slice(span), found), (expected, fit), "{start} to {end}, {words:?}");
        };
        check(3, 6, Some("one"), "one", Words::Fit);
        check(5, 8, Some("one"), "one", Words::Fit);
        check(3, 6, None, "one", Words::Fit);
        check(3, 11, Some("one\\n\\ntwo"), "one\r\ntwo", Words::Fit);
        check(3, 6, Some("two"), "one", Words::Differ);
        check(0, 1, Some("\u{fffd}"), "😀", Words::Differ);
        assert!(locate(&text, 3, 99, Some("one")).is_err());
    }

    #[test]
    fn an_offset_is_read_however_it_is_written() {
        let check = |value: Value, expected| assert_eq!(offset(Some(&value)), expected, "{value}");
        check(json!(12), Some(12));
        check(json!(12.0), Some(12));
        check(json!("12"), Some(12));
        check(json!(-1), None);
        check(json!(1.5), None);
        check(json!(1e300), None);
        check(json!("/div[1]/text()[1]"), None);
        check(json!(null), None);
        assert_eq!(offset(None), None);
        let refused = ends(Some(&json!(-1)), None).expect_err("neither is an offset");
        assert_eq!(refused, "its offsets should be whole numbers, but are -1 and missing");
    }
}
