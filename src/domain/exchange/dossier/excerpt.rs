//! A content in context: the sentence that it stands in, or so much of it as is read at a glance.
//!
//! This file must not know what the pieces are drawn with.

use crate::domain::order;
use crate::domain::snap::sentences;
use crate::domain::text::{Span, Text};

/// A piece of an excerpt. Together, in order, they are read as one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Words around the content.
    Context(&'a str),
    /// Words of the content.
    Content(&'a str),
    /// Words were left out.
    Cut,
}

/// How many code points of context are given on a side where the sentence is too long to be given whole.
const NEAR: usize = 120;

/// How many code points of context a sentence may have on a side and be given whole.
const FAR: usize = 2 * NEAR;

/// The content with its context. Takes time linear in what it gives.
pub(super) fn excerpt<'a>(text: &'a Text, content: &[Span]) -> Vec<Piece<'a>> {
    let spans = joined(text, content);
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else { return Vec::new() };
    let mut pieces = Vec::new();
    let (start, is_whole) = before(text, first.start);
    pieces.extend((!is_whole).then_some(Piece::Cut));
    pieces.push(Piece::Context(text.slice(Span::new(start, first.start)).trim_start()));
    for (number, &span) in spans.iter().enumerate() {
        pieces.push(Piece::Content(text.slice(span)));
        if let Some(next) = spans.get(number + 1) {
            between(text, Span::new(span.end, next.start), &mut pieces);
        }
    }
    let (end, is_whole) = after(text, last.end);
    pieces.push(Piece::Context(text.slice(Span::new(last.end, end)).trim_end()));
    pieces.extend((!is_whole).then_some(Piece::Cut));
    pieces.retain(|piece| !matches!(piece, Piece::Context("") | Piece::Content("")));
    pieces
}

/// The spans of the text, in order, those that touch or overlap made one.
fn joined(text: &Text, content: &[Span]) -> Vec<Span> {
    let mut spans: Vec<Span> =
        content.iter().copied().filter(|&span| !span.is_empty() && text.get(span).is_some()).collect();
    order::sort(&mut spans);
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    joined
}

/// What stands between two pieces of a content, its middle left out where it is long.
fn between<'a>(text: &'a Text, gap: Span, pieces: &mut Vec<Piece<'a>>) {
    if forward(text, gap.start, FAR) >= gap.end {
        pieces.push(Piece::Context(text.slice(gap)));
        return;
    }
    let (head, tail) = (cut_after(text, gap.start), cut_before(text, gap.end));
    pieces.push(Piece::Context(text.slice(Span::new(gap.start, head)).trim_end()));
    pieces.push(Piece::Cut);
    pieces.push(Piece::Context(text.slice(Span::new(tail, gap.end)).trim_start()));
}

/// The byte at which the context before byte `at` starts, and whether the sentence starts there.
fn before(text: &Text, at: usize) -> (usize, bool) {
    let paragraph = text.paragraphs()[text.paragraph_at(at)];
    let window = Span::new(backward(text, at, FAR).max(paragraph.start), forward(text, at, FAR).min(paragraph.end));
    let sentences = sentences(text.slice(window));
    let after = sentences.partition_point(|sentence| window.start + sentence.start <= at);
    let start = after.checked_sub(1).map_or(at, |last| window.start + sentences[last].start);
    if start > window.start || window.start == paragraph.start {
        (start, true)
    } else {
        (cut_before(text, at), false)
    }
}

/// The byte at which the context after byte `at` ends, and whether the sentence ends there.
fn after(text: &Text, at: usize) -> (usize, bool) {
    let paragraph = text.paragraphs()[text.paragraph_at(at.saturating_sub(1))];
    let window = Span::new(backward(text, at, FAR).max(paragraph.start), forward(text, at, FAR).min(paragraph.end));
    let sentences = sentences(text.slice(window));
    let before = sentences.partition_point(|sentence| window.start + sentence.start < at);
    let end = before.checked_sub(1).map_or(at, |last| window.start + sentences[last].end).max(at);
    if end < window.end || window.end == paragraph.end { (end, true) } else { (cut_after(text, at), false) }
}

/// The start of the first word that begins no more than [`NEAR`] code points before `at`.
fn cut_before(text: &Text, at: usize) -> usize {
    let start = text.boundary_after(backward(text, at, NEAR)).min(at);
    let words = text.slice(Span::new(start, at));
    words.find(char::is_whitespace).map_or(start, |space| start + space)
}

/// The end of the last word that ends no more than [`NEAR`] code points after `at`.
fn cut_after(text: &Text, at: usize) -> usize {
    let end = text.boundary_before(forward(text, at, NEAR)).max(at);
    let words = text.slice(Span::new(at, end));
    words.rfind(char::is_whitespace).map_or(end, |space| at + space)
}

/// The byte that lies this many code points before `at`, or the start of the text.
fn backward(text: &Text, at: usize, code_points: usize) -> usize {
    text.as_str()[..at].char_indices().rev().take(code_points).last().map_or(at, |(byte, _)| byte)
}

/// The byte that lies this many code points after `at`, or the end of the text.
fn forward(text: &Text, at: usize, code_points: usize) -> usize {
    text.as_str()[at..].char_indices().nth(code_points).map_or(text.len(), |(byte, _)| at + byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The excerpt of the contents in square brackets: contents stand in square brackets again, cuts are an ellipsis.
    fn check(marked: &str, expected: &str) {
        let (mut source, mut content) = (String::new(), Vec::new());
        for character in marked.chars() {
            match character {
                '[' => content.push(Span::new(source.len(), 0)),
                ']' => content.last_mut().expect("a bracket was opened").end = source.len(),
                _ => source.push(character),
            }
        }
        let text = Text::new(source);
        let pieces = excerpt(&text, &content).into_iter().map(|piece| match piece {
            Piece::Context(words) => words.to_owned(),
            Piece::Content(words) => format!("[{words}]"),
            Piece::Cut => "…".to_owned(),
        });
        assert_eq!(pieces.collect::<String>(), expected);
    }

    #[test]
    fn a_content_stands_in_its_sentence() {
        check(
            "Rain fell. Lind said [the quay was lost] on Friday. It snowed.",
            "Lind said [the quay was lost] on Friday.",
        );
        check(
            "Rain fell.\r\n[“The quay,”] Lind said, [“is lost.”]\r\nSnow.",
            "[“The quay,”] Lind said, [“is lost.”]",
        );
        check("Rain. He said [it rained. It snowed] too. Sun.", "He said [it rained. It snowed] too.");
        check("[One line, no end 👩‍👧]", "[One line, no end 👩‍👧]");
        check("הדוברת אמרה: [“לא חיכה”]. סוף.", "הדוברת אמרה: [“לא חיכה”].");
        check("", "");
    }

    #[test]
    fn a_long_sentence_is_cut_between_words() {
        let long = "word ".repeat(60);
        check(&format!("{long}[lost] {long}end."), &format!("…{}[lost]{}…", "word ".repeat(23), " word".repeat(23)));
        let unspaced = "字".repeat(500);
        let near = "字".repeat(NEAR);
        check(&format!("{unspaced}[失]{unspaced}"), &format!("…{near}[失]{near}…"));
    }

    #[test]
    fn the_middle_of_a_long_interruption_is_left_out() {
        let long = "word ".repeat(60);
        let expected = format!("[a]{}…{}[b].", " word".repeat(23), "word ".repeat(23));
        check(&format!("[a] {long}[b]."), &expected);
    }
}
