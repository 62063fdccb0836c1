//! Edit distance between symbols, 64 of them at a step.
//!
//! The algorithm is that of G. Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic
//! programming", Journal of the ACM 46 (1999), in the form of H. Hyyrö, "A bit-vector algorithm for computing
//! Levenshtein and Damerau edit distances" (2003), which carries a horizontal difference from block to block. Work: the
//! length of the text times the length of the pattern, by 64.

use super::folded::Symbol;

const WORD: usize = 64;

/// Where in the text a match may begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Begins {
    /// With the text's first symbol.
    Here,
    /// Anywhere.
    Anywhere,
}

/// Symbols to compare others with.
#[derive(Debug)]
pub(super) struct Pattern {
    length: usize,
    blocks: usize,
    /// The symbols of the pattern, sorted, each once.
    alphabet: Vec<Symbol>,
    /// For each symbol of the alphabet, and at last for all others: a bit for each place in the pattern that it has.
    masks: Vec<u64>,
}

impl Pattern {
    pub(super) fn new(symbols: impl ExactSizeIterator<Item = Symbol> + Clone) -> Self {
        let mut alphabet: Vec<Symbol> = symbols.clone().collect();
        #[expect(clippy::disallowed_methods, reason = "it is done for every place that is weighed")]
        alphabet.sort_unstable();
        alphabet.dedup();
        let (length, blocks) = (symbols.len(), symbols.len().div_ceil(WORD));
        let mut masks = vec![0; (alphabet.len() + 1) * blocks];
        for (place, symbol) in symbols.enumerate() {
            let row = alphabet.partition_point(|&other| other < symbol);
            masks[row * blocks + place / WORD] |= 1 << (place % WORD);
        }
        Self { length, blocks, alphabet, masks }
    }

    pub(super) const fn len(&self) -> usize {
        self.length
    }

    /// The distance to the whole of `text`.
    pub(super) fn distance(&self, text: impl Iterator<Item = Symbol>) -> usize {
        self.distances(text, Begins::Here).last().copied().unwrap_or(self.length)
    }

    /// For each length of `text` from nought on, the least distance to what ends there.
    pub(super) fn distances(&self, text: impl Iterator<Item = Symbol>, begins: Begins) -> Vec<usize> {
        let mut ends = vec![self.length];
        let mut columns = vec![Column { rises: u64::MAX, falls: 0 }; self.blocks];
        let last = 1 << (self.length.wrapping_sub(1) % WORD);
        let mut score = self.length;
        for symbol in text {
            let row = self.alphabet.binary_search(&symbol).unwrap_or(self.alphabet.len());
            let masks = &self.masks[row * self.blocks..(row + 1) * self.blocks];
            let mut carry = if begins == Begins::Here { Step::Up } else { Step::Level };
            for (number, (column, &equal)) in columns.iter_mut().zip(masks).enumerate() {
                let high = if number + 1 == self.blocks { last } else { 1 << (WORD - 1) };
                carry = column.advance(equal, carry, high);
            }
            score = match carry {
                Step::Up => score + 1,
                Step::Level => score,
                Step::Down => score - 1,
            };
            ends.push(score);
        }
        ends
    }
}

/// How a distance differs from that of the column before.
#[derive(Clone, Copy)]
enum Step {
    Up,
    Level,
    Down,
}

/// The differences down 64 rows of one column: a bit is set where the distance rises, or falls, by one.
#[derive(Clone, Copy)]
struct Column {
    rises: u64,
    falls: u64,
}

impl Column {
    /// Goes on to the next column. `equal` says where its symbol stands in the pattern, `carry` how the row above
    /// differs, `high` which bit is the last row; how that row differs is the result.
    fn advance(&mut self, equal: u64, carry: Step, high: u64) -> Step {
        let vertical = equal | self.falls;
        let equal = equal | u64::from(matches!(carry, Step::Down));
        let horizontal = ((equal & self.rises).wrapping_add(self.rises) ^ self.rises) | equal;
        let up = self.falls | !(horizontal | self.rises);
        let down = self.rises & horizontal;
        let (up_in, down_in) =
            ((up << 1) | u64::from(matches!(carry, Step::Up)), (down << 1) | u64::from(matches!(carry, Step::Down)));
        self.rises = down_in | !(vertical | up_in);
        self.falls = up_in & vertical;
        if up & high != 0 {
            Step::Up
        } else if down & high != 0 {
            Step::Down
        } else {
            Step::Level
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn symbols(text: &str) -> Vec<Symbol> {
        text.chars().map(|letter| Symbol::from(u32::from(letter))).collect()
    }

    fn pattern(text: &str) -> Pattern {
        Pattern::new(symbols(text).into_iter())
    }

    /// The distances by the book: a row a symbol of the pattern.
    fn by_the_book(pattern: &[Symbol], text: &[Symbol], begins: Begins) -> Vec<usize> {
        let mut row: Vec<usize> = (0..=text.len()).map(|end| if begins == Begins::Here { end } else { 0 }).collect();
        for (number, symbol) in pattern.iter().enumerate() {
            let mut before = std::mem::replace(&mut row[0], number + 1);
            for (end, other) in text.iter().enumerate() {
                let least = (before + usize::from(symbol != other)).min(row[end] + 1).min(row[end + 1] + 1);
                before = std::mem::replace(&mut row[end + 1], least);
            }
        }
        row
    }

    #[test]
    fn distances_are_the_known_ones() {
        let check = |one: &str, other: &str, expected| {
            assert_eq!(pattern(one).distance(symbols(other).into_iter()), expected, "{one:?} {other:?}");
        };
        check("kitten", "sitting", 3);
        check("", "abc", 3);
        check("abc", "", 3);
        check("", "", 0);
        check("said", "said", 0);
        check(&"a".repeat(64), &"a".repeat(65), 1);
        check(&"ab".repeat(100), &"ba".repeat(100), 2);
    }

    #[test]
    fn distances_are_those_of_the_book_in_every_block() {
        // A fixed run of letters of a small alphabet, so that much agrees by chance.
        let mut state = 7_u32;
        let mut letters = |count: usize| -> Vec<Symbol> {
            let mut next = || {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                Symbol::from(state >> 30)
            };
            (0..count).map(|_| next()).collect()
        };
        for length in [1, 2, 63, 64, 65, 127, 128, 129, 200] {
            for text in [0, 1, 64, 150, 260] {
                let (one, other) = (letters(length), letters(text));
                for begins in [Begins::Here, Begins::Anywhere] {
                    let found = Pattern::new(one.iter().copied()).distances(other.iter().copied(), begins);
                    assert_eq!(found, by_the_book(&one, &other, begins), "{length} in {text}, {begins:?}");
                }
            }
        }
    }
}
