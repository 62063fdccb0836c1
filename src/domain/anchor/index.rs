//! Where in a text groups of four symbols stand: to find words fast, changed or not.
//!
//! The index knows symbols and their places, and nothing of context or scores.

use super::folded::Symbol;
use crate::domain::order;

/// How many symbols a group has. Words that are one of them apart still share groups on either side of it.
const GROUP: usize = 4;

/// A group that stands at more places than this tells nothing of where words are.
const TOO_COMMON: usize = 64;

/// So many groups that are there and not too common tell where words are.
const ENOUGH: usize = 8;

/// How many groups of a pattern are looked up at most, spread evenly over it.
const LOOKED_UP: usize = 512;

/// One group in so many must agree for a place to be worth a look.
const SHARED: usize = 16;

/// How many symbols, beside as many as the text has, are compared at most to find the places of one pattern.
const COMPARISONS: usize = 1 << 16;

/// Every group of a text, by a hash.
#[derive(Debug)]
pub(super) struct Index {
    shift: u32,
    /// Where in `places` each bucket starts, and where the last one ends.
    heads: Vec<usize>,
    /// Numbers of symbols, in ascending order within a bucket.
    places: Vec<usize>,
}

/// The places of a pattern.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Places {
    /// Number of the first symbol of each, the nearest to where it was expected first.
    pub(super) starts: Vec<usize>,
    /// True where these are all there are.
    pub(super) complete: bool,
}

/// Where groups of a pattern stand together.
#[derive(Debug, Default)]
pub(super) struct Votes {
    /// Where the pattern would start and how many groups say so, the most first. May lie before the text.
    pub(super) starts: Vec<(isize, usize)>,
    /// True where so many groups were too common to be asked that places may have been overlooked.
    pub(super) blind: bool,
}

impl Index {
    pub(super) fn new(symbols: &[Symbol]) -> Self {
        let bits = symbols.len().next_power_of_two().trailing_zeros().clamp(4, 20);
        let shift = u64::BITS - bits;
        let mut heads = vec![0; (1 << bits) + 1];
        for group in symbols.windows(GROUP) {
            heads[bucket(group, shift) + 1] += 1;
        }
        for number in 1..heads.len() {
            heads[number] += heads[number - 1];
        }
        let mut places = vec![0; symbols.len().saturating_sub(GROUP - 1)];
        let mut next = heads.clone();
        for (place, group) in symbols.windows(GROUP).enumerate() {
            let slot = &mut next[bucket(group, shift)];
            places[*slot] = place;
            *slot += 1;
        }
        Self { shift, heads, places }
    }

    /// The places of one bucket: those of the group, and perhaps of others.
    fn bucket(&self, group: &[Symbol]) -> &[usize] {
        let number = bucket(group, self.shift);
        &self.places[self.heads[number]..self.heads[number + 1]]
    }

    /// Where in `symbols`, the text of this index, `pattern` stands: `most` places at most, those nearest to symbol
    /// number `near`.
    pub(super) fn find(&self, symbols: &[Symbol], pattern: &[Symbol], near: usize, most: usize) -> Places {
        let mut found = Places { starts: Vec::new(), complete: true };
        if pattern.is_empty() || pattern.len() > symbols.len() {
            return found;
        }
        let groups = pattern.windows(GROUP).enumerate().step_by(pattern.len().div_ceil(LOOKED_UP));
        let rarest = groups.min_by_key(|(_, group)| self.bucket(group).len());
        let (offset, bucket) = rarest.map_or((0, None), |(offset, group)| (offset, Some(self.bucket(group))));
        let count = bucket.map_or(symbols.len(), <[usize]>::len);
        let place = |number: usize| bucket.map_or(number, |bucket| bucket[number]);
        let middle = bucket.map_or(near.min(count), |bucket| bucket.partition_point(|&place| place < near + offset));
        let mut left = symbols.len() + COMPARISONS;
        for number in outward(middle, count, |number| place(number).abs_diff(near + offset)) {
            let Some(start) = place(number).checked_sub(offset) else { continue };
            let agreeing = symbols[start..].iter().zip(pattern).take_while(|(one, other)| one == other).count();
            if agreeing == pattern.len() {
                if found.starts.len() == most {
                    found.complete = false;
                    return found;
                }
                found.starts.push(start);
            }
            left = left.saturating_sub(agreeing + 1);
            if left == 0 {
                found.complete = false;
                return found;
            }
        }
        found
    }

    /// The places where most groups of `pattern` stand in their order, `most` of them, give and take `slack` symbols.
    pub(super) fn vote(&self, pattern: &[Symbol], slack: usize, most: usize) -> Votes {
        let (mut asked, mut common, mut telling) = (0, 0, 0);
        let mut starts: Vec<isize> = Vec::new();
        for (offset, group) in pattern.windows(GROUP).enumerate().step_by(pattern.len().div_ceil(LOOKED_UP).max(1)) {
            asked += 1;
            match self.bucket(group) {
                [] => {}
                places if places.len() > TOO_COMMON => common += 1,
                places => {
                    telling += 1;
                    starts.extend(places.iter().filter_map(|&place| place.checked_signed_diff(offset)));
                }
            }
        }
        #[expect(clippy::disallowed_methods, reason = "there are thousands, of every quote")]
        starts.sort_unstable();
        let mut votes = Vec::new();
        let mut rest = starts.as_slice();
        while let Some(&first) = rest.first() {
            let together = rest.partition_point(|&start| start.abs_diff(first) <= slack);
            votes.push((rest[together / 2], together));
            rest = &rest[together..];
        }
        order::sort_by_key(&mut votes, |&(start, count)| (std::cmp::Reverse(count), start));
        votes.truncate(most);
        votes.retain(|&(_, count)| count * SHARED >= asked);
        Votes { starts: votes, blind: common > 0 && telling < ENOUGH }
    }
}

/// The numbers below `count`, from `middle` outward, by a distance that grows either way.
fn outward(middle: usize, count: usize, distance: impl Fn(usize) -> usize) -> impl Iterator<Item = usize> {
    let (mut below, mut above) = (middle.min(count), middle.min(count));
    std::iter::from_fn(move || {
        let goes_down = match (below > 0, above < count) {
            (false, false) => return None,
            (down, up) => down && (!up || distance(below - 1) < distance(above)),
        };
        if goes_down {
            below -= 1;
            Some(below)
        } else {
            above += 1;
            Some(above - 1)
        }
    })
}

fn bucket(group: &[Symbol], shift: u32) -> usize {
    let hash =
        group.iter().fold(0_u64, |hash, symbol| (hash.rotate_left(23) ^ symbol).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    usize::try_from(hash >> shift).expect("a bucket's number has 20 bits at most")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn symbols(text: &str) -> Vec<Symbol> {
        text.chars().map(|letter| Symbol::from(u32::from(letter))).collect()
    }

    #[test]
    fn places_come_nearest_first_and_say_when_some_were_left_out() {
        let check = |text: &str, pattern: &str, near, most, starts: &[usize], complete| {
            let text = symbols(text);
            let found = Index::new(&text).find(&text, &symbols(pattern), near, most);
            assert_eq!(found, Places { starts: starts.to_vec(), complete }, "{pattern:?} near {near}");
        };
        check("he said that he said so", "he said", 0, 9, &[0, 13], true);
        check("he said that he said so", "he said", 20, 9, &[13, 0], true);
        check("he said that he said so", "he", 12, 9, &[13, 0], true);
        check("he said that he said so", "he", 12, 1, &[13], false);
        check("he said", "she said", 0, 9, &[], true);
        check("", "a", 0, 9, &[], true);
        check("a", "", 0, 9, &[], true);
        check("aaaaaaaa", "aaaaa", 9, 2, &[3, 2], false);
        check("aaa", "aa", 0, 2, &[0, 1], true);
    }

    #[test]
    fn most_votes_come_first() {
        let text = symbols("the boat lay in the harbour when the mayor came to see the boat");
        let votes = Index::new(&text).vote(&symbols("harbor when the mayors"), 4, 2);
        assert_eq!(votes.starts.first().map(|&(start, _)| start), Some(21));
        assert!(!votes.blind);
        let same = vec![1; 1_000];
        assert!(Index::new(&same).vote(&same[..50], 4, 2).blind);
    }
}
