//! Where sentences begin and end in a paragraph of news.
//!
//! The bounds are those of UAX #29, less the ones that abbreviations and quotations only seem to make.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::domain::text::{Span, Text};

/// Abbreviations that no sentence ends with: something has to follow.
#[rustfmt::skip]
const LEADING: [&str; 36] = [
    "mr", "mrs", "ms", "mx", "dr", "prof", "gen", "lt", "col", "sgt", "cpl", "capt", "cmdr", "maj", "adm", "brig",
    "sen", "sens", "rep", "reps", "gov", "govs", "pres", "rev", "hon", "messrs", "vs", "approx", "ca", "bzw", "fr",
    "им", "ім", "ул", "вул", "e.g",
];

/// Abbreviations before a number.
#[rustfmt::skip]
const BEFORE_NUMBER: [&str; 22] = [
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "no", "nos", "nr", "art",
    "fig", "vol", "pp", "sec", "ст", "п",
];

/// Abbreviations that a sentence may end with, or not: what follows tells.
#[rustfmt::skip]
const EITHER: [&str; 18] = [
    "inc", "corp", "co", "ltd", "jr", "sr", "bros", "etc", "st", "ave", "mt", "ft", "dept", "est", "usw", "r", "р", "г",
];

/// Words that begin sentences far more often than they follow an abbreviation with a capital.
#[rustfmt::skip]
const BEGINNERS: [&str; 50] = [
    "the", "a", "an", "he", "she", "it", "they", "we", "i", "you", "in", "on", "at", "but", "and", "or", "so", "yet",
    "however", "this", "that", "these", "those", "his", "her", "their", "its", "our", "my", "there", "when", "while",
    "as", "after", "before", "if", "for", "from", "to", "with", "meanwhile", "asked", "some", "many", "most", "both",
    "what", "who", "how", "no",
];

/// The sentences of `paragraph`: ranges of bytes in order, without the white space around them.
#[must_use]
pub fn sentences(paragraph: &str) -> Vec<Range<usize>> {
    let mut sentences: Vec<Range<usize>> = Vec::new();
    for (start, piece) in paragraph.split_sentence_bound_indices() {
        let end = start + piece.len();
        match sentences.last_mut() {
            Some(last) if goes_on(&paragraph[last.clone()], piece) => last.end = end,
            _ => sentences.push(start..end),
        }
    }
    let trim = |range: Range<usize>| {
        let whole = &paragraph[range.clone()];
        let start = range.start + whole.len() - whole.trim_start().len();
        start..start + whole.trim().len()
    };
    sentences.into_iter().map(trim).filter(|range| !range.is_empty()).collect()
}

/// The sentence that holds byte `byte` of `text`; between two sentences the one before, and nothing in a blank
/// paragraph.
#[must_use]
pub fn sentence_at(text: &Text, byte: usize) -> Option<Span> {
    let paragraph = *text.paragraphs().get(text.paragraph_at(byte))?;
    let mut sentences = sentences(text.slice(paragraph));
    let within = byte.saturating_sub(paragraph.start);
    let after = sentences.partition_point(|sentence| sentence.start <= within);
    if sentences.is_empty() {
        return None;
    }
    let sentence = sentences.swap_remove(after.saturating_sub(1));
    Some(Span::new(paragraph.start + sentence.start, paragraph.start + sentence.end))
}

/// True where `next` continues the sentence that `so_far` only seems to end.
fn goes_on(so_far: &str, next: &str) -> bool {
    let next = next.trim_start_matches(|c: char| c.is_whitespace());
    if next.starts_with(char::is_lowercase) {
        return true;
    }
    let Some(stopped) = so_far.trim_end().strip_suffix('.') else { return false };
    let word = stopped.rsplit(|c: char| c.is_whitespace() || "([“„«\"‘'-–—/".contains(c)).next().unwrap_or_default();
    let plain = word.to_lowercase();
    let letters = word.chars().count();
    let is_initial = letters == 1 && word.starts_with(char::is_uppercase);
    let is_lettered = letters > 1 && word.split('.').all(|letter| letter.chars().count() == 1);
    if is_initial || LEADING.contains(&plain.as_str()) {
        return true;
    }
    if BEFORE_NUMBER.contains(&plain.as_str()) {
        return next.starts_with(|c: char| c.is_ascii_digit());
    }
    let first = next.split(|c: char| !c.is_alphanumeric()).find(|word| !word.is_empty()).unwrap_or_default();
    let quotes = next.starts_with(['“', '"', '„', '«', '‘']);
    (is_lettered || EITHER.contains(&plain.as_str()))
        && !next.is_empty()
        && !quotes
        && !BEGINNERS.contains(&first.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_a_reader_says_so() {
        // The sentences of a case are divided by a bar.
        let check = |divided: &str| {
            let expected: Vec<&str> =
                divided.split('|').map(str::trim).filter(|sentence| !sentence.is_empty()).collect();
            let paragraph = divided.replace('|', "");
            let found: Vec<&str> = sentences(&paragraph).into_iter().map(|range| &paragraph[range]).collect();
            assert_eq!(found, expected, "in {divided:?}");
        };
        check("It rained. |The quay was wet.");
        check("Was it wet? |It was! |Yes.");
        check("The U.S. envoy met Gen. Keith Lind on Feb. 18, Mr. Wey said.");
        check("He flew to the U.S. |The talks went on.");
        check("They met at 4 p.m. Moscow time. |He left at 5 p.m. |She stayed.");
        check("J. K. Lind and A. Wey met No. 10’s envoy in No. 9.");
        check("He said no. |They left.");
        check("It fell in Dec. |The rest did not.");
        check("“Go!” he said. |“Why?” asked Lind. |They went.");
        check("“We stop. |We must,” he said.");
        check("Harbour Corp. Chairman Ada Lind left.");
        check("It cost 3.5 million. |Prices fell 2.5 percent.");
        check("Він пішов. |Вона лишилась.");
        check("А. Б. Бойко сказав, що ні.");
        check("彼は行った。|彼女は残った。");
        check("One line.\r\n");
        check("");
    }

    #[test]
    fn a_sentence_is_found_by_any_byte_of_it() {
        let text = Text::new("It rained. It shone.\n\nIt set.\n");
        let at = |byte| sentence_at(&text, byte).map(|span| text.slice(span));
        assert_eq!(at(0), Some("It rained."));
        assert_eq!(at(10), Some("It rained."), "the space after it");
        assert_eq!(at(11), Some("It shone."));
        assert_eq!(at(21), None, "the blank line");
        assert_eq!(at(23), Some("It set."));
        assert_eq!(at(99), Some("It set."), "past the end");
        assert_eq!(sentence_at(&Text::new(""), 0), None);
    }
}
