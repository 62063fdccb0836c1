//! Stretches: a few paragraphs in a row, which the page draws together.
//!
//! In a long article only the stretches near the view carry marks and are laid out. Nothing here knows of the page.

use std::ops::Range;

use crate::domain::text::Text;

/// An article up to this length, in bytes, is one stretch: it is cheap to draw whole.
const SHORT: usize = 24_000;

/// About how long a stretch of a longer one is, in bytes: more than a screen shows.
const LENGTH: usize = 4_000;

/// A stretch holds at most so many paragraphs, however short they are.
const MOST: usize = 32;

/// True for an article that is drawn in stretches.
#[must_use]
pub fn is_long(text: &Text) -> bool {
    text.len() > SHORT
}

/// Cuts the paragraphs with these numbers into stretches, in order, without gap or overlap. A short article stays whole.
#[must_use]
pub fn stretches(text: &Text, paragraphs: Range<usize>) -> Vec<Range<usize>> {
    if !is_long(text) {
        return if paragraphs.is_empty() { Vec::new() } else { vec![paragraphs] };
    }
    let mut stretches: Vec<Range<usize>> = Vec::new();
    let mut length = 0;
    for number in paragraphs {
        let bytes = text.paragraphs().get(number).map_or(0, |span| span.len());
        match stretches.last_mut() {
            Some(last) if length + bytes <= LENGTH && last.len() < MOST => {
                last.end = number + 1;
                length += bytes;
            }
            _ => {
                stretches.push(number..number + 1);
                length = bytes;
            }
        }
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(paragraphs: &[usize]) -> Vec<Range<usize>> {
        let text = Text::new(paragraphs.iter().map(|&length| "a".repeat(length)).collect::<Vec<_>>().join("\n"));
        let all = 0..text.paragraphs().len();
        stretches(&text, all)
    }

    #[test]
    fn a_short_article_is_one_stretch() {
        assert!(cut(&[100; 20]).iter().eq([&(0..20)]));
        assert_eq!(stretches(&Text::new(String::new()), 0..0), []);
    }

    #[test]
    fn a_long_one_is_cut_by_its_length() {
        assert_eq!(
            cut(&[2_000; 13]),
            [0..1, 1..2, 2..3, 3..4, 4..5, 5..6, 6..7, 7..8, 8..9, 9..10, 10..11, 11..12, 12..13]
        );
        assert_eq!(cut(&[1_900; 13]), [0..2, 2..4, 4..6, 6..8, 8..10, 10..12, 12..13]);
        assert_eq!(cut(&[10, 30_000, 10]), [0..1, 1..2, 2..3]);
    }

    #[test]
    fn a_stretch_of_short_lines_holds_so_many() {
        let stretches = cut(&vec![1; 13_000]);
        assert_eq!(stretches.first(), Some(&(0..32)));
        assert_eq!(stretches.iter().map(Range::len).sum::<usize>(), 13_000);
        assert!(stretches.windows(2).all(|pair| pair[0].end == pair[1].start));
    }
}
