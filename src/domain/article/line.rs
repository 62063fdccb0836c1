//! One line of an article with what the rules ask of it: its words, how it ends, how it begins.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

use crate::domain::text::{Span, Text, squeeze};

/// Rules about wording look no further into a line than this many bytes, so that a text that is one enormous line
/// costs no more than any other.
const LOOK: usize = 1200;

/// A line of the text. `text` is what it says, without the white space around it; the derived values are computed
/// once, as every rule asks for them.
#[derive(Debug)]
pub(super) struct Line<'a> {
    pub(super) span: Span,
    pub(super) text: &'a str,
    /// The beginning of the text in lower case, with plain apostrophes and spaces, without a bullet.
    pub(super) plain: String,
    /// Words, with two characters of a script that writes no spaces counted as one.
    pub(super) words: usize,
    pub(super) ending: Ending,
    /// True where the next line follows with no blank line between.
    pub(super) joined: bool,
    /// True in a paragraph that was broken into lines of even length: no line of it says anything by itself.
    pub(super) wrapped: bool,
}

/// How a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// With a full stop, a question mark or an exclamation mark, perhaps inside quotation marks or brackets.
    Sentence,
    /// With a colon, a comma, a dash: something follows.
    Open,
    /// With a word, as headlines and captions do.
    Bare,
}

impl Line<'_> {
    pub(super) const fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// A full sentence of some length: what a report consists of.
    pub(super) fn is_prose(&self) -> bool {
        self.ending == Ending::Sentence && self.words >= 8 || self.wrapped || self.words >= 40
    }

    /// A line that could be a headline or a heading: it ends with a word and begins like a title.
    pub(super) fn is_headline_shaped(&self) -> bool {
        let first = self.text.chars().find(|character| character.is_alphanumeric());
        self.ending == Ending::Bare
            && !self.wrapped
            && !self.is_bulleted()
            && first.is_some_and(|c| !c.is_lowercase())
    }

    pub(super) fn is_bulleted(&self) -> bool {
        strip_bullet(self.text).len() < self.text.len()
    }

    /// True where a double quotation mark stands in the line: somebody is quoted.
    pub(super) fn is_quoting(&self) -> bool {
        self.look().contains(['"', '“', '”', '„', '«', '»'])
    }

    /// As much of the text as rules about wording look at.
    pub(super) fn look(&self) -> &str {
        &self.text[..self.text.floor_char_boundary(LOOK)]
    }

    /// The share of words that begin with a capital, of those that are not small words of English.
    pub(super) fn capitalised(&self) -> f32 {
        let small = |word: &&str| !SMALL_WORDS.contains(word);
        let (mut capitals, mut all) = (0.0, 0.0);
        for word in self.look().split_whitespace().filter(small) {
            let Some(first) = word.chars().find(|character| character.is_alphanumeric()) else { continue };
            all += 1.0;
            capitals += f32::from(u8::from(first.is_uppercase()));
        }
        if all > 0.0 { capitals / all } else { 0.0 }
    }
}

const SMALL_WORDS: [&str; 21] = [
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "of", "on", "or", "over", "the", "to",
    "up", "via", "vs", "with",
];

/// The lines of `text`, one for each paragraph of it, in order.
pub(super) fn lines(text: &Text) -> Vec<Line<'_>> {
    let mut lines: Vec<Line> = text.paragraphs().iter().map(|&span| line(text.slice(span), span)).collect();
    for index in 1..lines.len() {
        lines[index - 1].joined = !lines[index - 1].is_blank() && !lines[index].is_blank();
    }
    mark_wrapped(&mut lines);
    lines
}

/// The number of the line with words before line number `index`.
pub(super) fn previous(lines: &[Line], index: usize) -> Option<usize> {
    lines[..index].iter().rposition(|line| !line.is_blank())
}

/// The number of the line with words after line number `index`.
pub(super) fn next(lines: &[Line], index: usize) -> Option<usize> {
    let after = lines[index + 1..].iter().position(|line| !line.is_blank())?;
    Some(index + 1 + after)
}

/// `source` as a line of its own, for rules that look at a part of one.
pub(super) fn bare(source: &str) -> Line<'_> {
    line(source, Span::new(0, source.len()))
}

fn line(source: &str, span: Span) -> Line<'_> {
    let text = source.trim_matches(is_space);
    Line {
        span,
        text,
        plain: plain(&text[..text.floor_char_boundary(LOOK)]),
        words: count_words(text),
        ending: ending(text),
        joined: false,
        wrapped: false,
    }
}

/// A paragraph is wrapped where a line goes on in lower case after one that ended in the middle of a sentence.
fn mark_wrapped(lines: &mut [Line]) {
    let mut start = 0;
    while start < lines.len() {
        let end = start + lines[start..].iter().position(|line| !line.joined).unwrap_or(0) + 1;
        let goes_on = |pair: &[Line]| {
            pair[0].ending != Ending::Sentence
                && pair[0].words >= 5
                && !pair[1].is_bulleted()
                && !pair[1].text.starts_with("icon")
                && pair[1].text.starts_with(char::is_lowercase)
        };
        if lines[start..end].windows(2).any(goes_on) {
            lines[start..end].iter_mut().for_each(|line| line.wrapped = true);
        }
        start = end;
    }
}

/// White space, and what saved pages hold in its place: zero-width spaces, byte order marks, object characters.
fn is_space(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}' | '\u{fffc}')
}

fn plain(text: &str) -> String {
    let even = |character| match character {
        '’' | '‘' | 'ʼ' => '\'',
        '\u{a0}' | '\u{2009}' | '\u{202f}' | '\t' => ' ',
        other => other,
    };
    let mut plain = String::with_capacity(text.len());
    for character in strip_bullet(text).chars() {
        plain.extend(even(character).to_lowercase());
    }
    plain
}

/// The text after a list mark, or all of it where there is none.
pub(super) fn strip_bullet(text: &str) -> &str {
    let marked = text.strip_prefix(['•', '‣', '▪', '■', '●', '◦', '·', '►', '▸', '➤', '→']);
    let dashed = || ["- ", "* ", "– "].iter().find_map(|bullet| text.strip_prefix(bullet));
    marked.or_else(dashed).map_or(text, str::trim_start)
}

fn count_words(text: &str) -> usize {
    let unspaced = |character: char| matches!(character, '\u{e00}'..='\u{e7f}' | '\u{3040}'..='\u{9fff}');
    let unspaced = if text.is_ascii() { 0 } else { text.chars().filter(|&character| unspaced(character)).count() };
    text.split_whitespace().count() + unspaced / 2
}

fn ending(text: &str) -> Ending {
    let closers = ['"', '\'', '”', '’', '“', '»', '«', '›', ')', ']', '」', '』', '*', ' ', '\u{a0}'];
    match text.trim_end_matches(closers).chars().next_back() {
        Some('.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '۔' | '।') => Ending::Sentence,
        Some(':' | ',' | ';' | '—' | '–' | '-' | '：' | '，' | '、') => Ending::Open,
        _ => Ending::Bare,
    }
}

/// The first sentence of `text`, cut at a word where it is longer than `clusters` grapheme clusters.
pub(super) fn shorten_sentence(text: &str, clusters: usize) -> String {
    let head = &text[..text.floor_char_boundary(LOOK)];
    let sentence = head.unicode_sentences().find(|sentence| count_words(sentence) >= 4).unwrap_or(head);
    let sentence = squeeze(sentence);
    let Some((cut, _)) = sentence.grapheme_indices(true).nth(clusters) else {
        return sentence.strip_suffix('.').map_or_else(|| sentence.clone(), str::to_owned);
    };
    let at_word = sentence[..cut].rfind(' ').filter(|&space| space > cut / 2).unwrap_or(cut);
    format!("{}…", sentence[..at_word].trim_end_matches([' ', ',', ';', ':', '—', '–']))
}

/// `text` as it reads outside double quotation marks.
pub(super) fn outside_quotes(text: &str) -> Cow<'_, str> {
    if !text.contains(['"', '“', '«', '„']) {
        return Cow::Borrowed(text);
    }
    let mut inside = false;
    let outside = text.chars().filter(|character| {
        inside = match character {
            '"' => !inside,
            '“' | '«' | '„' => true,
            '”' | '»' => false,
            _ => return !inside,
        };
        false
    });
    Cow::Owned(outside.collect())
}
