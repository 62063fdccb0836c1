//! A text in small letters, for searches in which letters count the same in either case.
//!
//! Each letter is folded by itself, whatever stands beside it: the words of two texts put together are the words of
//! both. So a word that holds another holds it folded as well, on which it rests that a search may only narrow.
//! It must not know what is searched for.

use std::cell::OnceCell;

/// The words in small letters. A sigma at the end of a word is one like any other. Costs the words once.
#[must_use]
pub fn small_letters(words: &str) -> String {
    let mut small = String::with_capacity(words.len());
    push_small(words, &mut small, |_, _| ());
    small
}

/// Adds the words in small letters, and tells of each letter that is not as long in small: the byte after it in the words
/// and in what they were added to.
fn push_small(words: &str, small: &mut String, mut moved: impl FnMut(usize, usize)) {
    let mut at = 0;
    while at < words.len() {
        let plain = words.as_bytes()[at..].iter().position(|byte| !byte.is_ascii()).unwrap_or(words.len() - at);
        let start = small.len();
        small.push_str(&words[at..at + plain]);
        small[start..].make_ascii_lowercase();
        at += plain;
        for letter in words[at..].chars().take_while(|letter| !letter.is_ascii()) {
            let before = small.len();
            match letter {
                'ς' => small.push('σ'),
                _ => small.extend(letter.to_lowercase()),
            }
            at += letter.len_utf8();
            if small.len() - before != letter.len_utf8() {
                moved(at, small.len());
            }
        }
    }
}

/// The small letters of one text, which are made when they are first asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Small {
    made: OnceCell<Made>,
}

#[derive(Clone, Debug)]
struct Made {
    letters: Box<str>,
    /// The bytes after each letter that is not as long in small, of the text and of `letters`. There are few in any
    /// language.
    moved: Box<[(usize, usize)]>,
}

impl Small {
    /// The small letters of `text`, which is always the same one.
    pub(super) fn letters(&self, text: &str) -> &str {
        &self.made(text).letters
    }

    /// The byte of the small letters that stands for byte `byte` of the text, which lies between two letters.
    pub(super) fn byte(&self, text: &str, byte: usize) -> usize {
        let moved = &self.made(text).moved;
        match moved.partition_point(|&(before, _)| before <= byte).checked_sub(1).and_then(|last| moved.get(last)) {
            Some((before, after)) => after + (byte - before),
            None => byte,
        }
    }

    /// The byte of the text that `byte` of the small letters stands for; nothing inside a letter.
    pub(super) fn byte_of(&self, text: &str, byte: usize) -> Option<usize> {
        let moved = &self.made(text).moved;
        let next = moved.partition_point(|&(_, after)| after <= byte);
        let source = match next.checked_sub(1).and_then(|last| moved.get(last)) {
            Some((before, after)) => before + (byte - after),
            None => byte,
        };
        let is_before_next = moved.get(next).is_none_or(|&(before, _)| source < before);
        Some(source).filter(|&source| is_before_next && text.is_char_boundary(source))
    }

    fn made(&self, text: &str) -> &Made {
        self.made.get_or_init(|| {
            let (mut letters, mut moved) = (String::with_capacity(text.len()), Vec::new());
            push_small(text, &mut letters, |before, after| moved.push((before, after)));
            Made { letters: letters.into(), moved: moved.into() }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_letter_is_folded_by_itself() {
        let check = |words: &str, expected: &str| assert_eq!(small_letters(words), expected);
        check("", "");
        check("The ENVOY", "the envoy");
        check("“ÜBER” 9", "“über” 9");
        check("ΟΔΟΣ ΟΔΟΣ", "οδοσ οδοσ");
        check("οδος", "οδοσ");
        check("İ", "i\u{307}");
        check("\u{212a}elvin", "kelvin");
    }

    #[test]
    fn bytes_convert_both_ways_past_letters_of_another_length() {
        // A long I with a dot is a byte longer in small, the sign of Kelvin two shorter.
        let text = "aİ\u{212a}bİ\u{212a}";
        let small = Small::default();
        assert_eq!(small.letters(text), "ai\u{307}kbi\u{307}k");
        let check = |byte, expected| {
            assert_eq!(small.byte(text, byte), expected, "byte {byte}");
            assert_eq!(small.byte_of(text, expected), Some(byte), "back from {expected}");
        };
        for (byte, expected) in [(0, 0), (1, 1), (3, 4), (6, 5), (7, 6), (9, 9), (12, 10)] {
            check(byte, expected);
        }
        for inside in [2, 3, 7, 8] {
            assert_eq!(small.byte_of(text, inside), None, "inside the letter at {inside}");
        }
    }
}
