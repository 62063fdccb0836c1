//! One number, in digits or in words, without its unit.

use super::Word;

/// A number and where it ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Number {
    /// Its value; of a share in hundredths.
    pub(super) value: f64,
    /// One past the number of its last word.
    pub(super) end: usize,
    /// True for "half", "a third", "nine in ten".
    pub(super) is_share: bool,
    /// True for "third", "21st".
    pub(super) is_rank: bool,
}

#[rustfmt::skip]
const SMALL: [&str; 20] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
];

const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

const LARGE: [(&str, f64); 6] =
    [("dozen", 12.0), ("hundred", 1e2), ("thousand", 1e3), ("million", 1e6), ("billion", 1e9), ("trillion", 1e12)];

const RANKS: [&str; 12] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth",
];

const FRACTIONS: [(&str, f64); 6] =
    [("half", 50.0), ("halves", 50.0), ("third", 100.0 / 3.0), ("quarter", 25.0), ("fifth", 20.0), ("tenth", 10.0)];

/// The number that begins with word `at`; nothing where none does.
pub(super) fn read(words: &[Word], at: usize) -> Option<Number> {
    let word = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let plain = |value, end| Some(Number { value, end, is_share: false, is_rank: false });
    let share = |value, end| Some(Number { value, end, is_share: true, is_rank: false });
    if word(at) == "half" {
        return share(50.0, at + 1);
    }
    if matches!(word(at), "a" | "an" | "one") {
        if let Some(fraction) = fraction(word(at + 1)) {
            return share(fraction, at + 2);
        }
        // "a million", but not "a dozen hundred" nor "a 30-day truce".
        if word(at) != "one" {
            let large = large(word(at + 1))?;
            return plain(large, at + 2);
        }
    }
    if let Some(rank) = rank(word(at)) {
        return Some(Number { value: rank, end: at + 1, is_share: false, is_rank: true });
    }
    let (value, end) = whole(words, at)?;
    if word(end) == "and" && word(end + 1) == "a" && word(end + 2) == "half" {
        return plain(value + 0.5, end + 3);
    }
    if matches!(word(end), "st" | "nd" | "rd" | "th") {
        return Some(Number { value, end: end + 1, is_share: false, is_rank: true });
    }
    if let Some(part) = fraction(word(end)).filter(|_| value < 10.0) {
        return share(value * part, end + 1);
    }
    if matches!(word(end), "in" | "of" | "out")
        && let Some((all, all_end)) = whole(words, end + if word(end) == "out" { 2 } else { 1 })
        && value < all
        && (word(end) != "of" || all <= 10.0)
        && [3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 20.0, 100.0].contains(&all)
    {
        return share(value / all * 100.0, all_end);
    }
    plain(value, end)
}

/// A whole or decimal number: "212", "1.2 million", "twenty-three", "two hundred and twelve".
fn whole(words: &[Word], at: usize) -> Option<(f64, usize)> {
    let word = |at: usize| words.get(at).map_or("", |word| word.lower.as_str());
    let mut end = at;
    let mut sum = 0.0;
    let mut part = piece(word(end))?;
    end += 1;
    loop {
        if let Some(large) = large(word(end)) {
            if large < 1e3 {
                part *= large;
            } else {
                sum += part * large;
                part = 0.0;
            }
            end += 1;
            continue;
        }
        let is_tens = TENS.contains(&word(end - 1));
        let skip = usize::from(word(end) == "and" && large(word(end - 1)).is_some());
        match piece(word(end + skip)) {
            // Words add up; digits beside a number are another number.
            Some(more)
                if word(end + skip).bytes().all(|byte| byte.is_ascii_alphabetic())
                    && (is_tens && more < 10.0 || large(word(end - 1)).is_some()) =>
            {
                part += more;
                end += skip + 1;
            }
            _ => return Some((sum + part, end)),
        }
    }
}

fn piece(word: &str) -> Option<f64> {
    if word.starts_with(|first: char| first.is_ascii_digit()) {
        return digits(word);
    }
    let small = SMALL.iter().position(|small| *small == word).map(float);
    small.or_else(|| TENS.iter().position(|tens| *tens == word).map(|tens| float(tens + 2) * 10.0))
}

/// Digits with points or commas: a comma before three digits groups them, one point is a decimal one.
fn digits(word: &str) -> Option<f64> {
    let groups: Vec<&str> = word.split(',').collect();
    let is_grouped =
        groups.len() > 1 && groups[1..].iter().all(|group| group.split('.').next().map_or(0, str::len) == 3);
    let plain = if is_grouped { groups.concat() } else { word.replace(',', ".") };
    plain.parse().ok().filter(|value: &f64| value.is_finite())
}

fn large(word: &str) -> Option<f64> {
    let singular = word.strip_suffix('s').unwrap_or(word);
    LARGE.iter().find(|(name, _)| *name == singular).map(|(_, value)| *value)
}

fn fraction(word: &str) -> Option<f64> {
    let singular = word.strip_suffix('s').unwrap_or(word);
    FRACTIONS.iter().find(|(name, _)| *name == singular).map(|(_, value)| *value)
}

fn rank(word: &str) -> Option<f64> {
    if let Some(rank) = RANKS.iter().position(|rank| *rank == word) {
        return Some(float(rank + 1));
    }
    let number = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending))?;
    number.parse::<u16>().ok().map(f64::from)
}

/// A small count as a number to reckon with.
pub(super) fn float(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::MAX, f64::from)
}
