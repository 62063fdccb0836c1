//! Sorting, with one sort for all types, and sets and maps that need no sort. It knows nothing of what is sorted.
//!
//! The sorts of the standard library are compiled anew for each type and each order: forty times in the page, which was
//! a twentieth of the first module. These work out where everything goes with one sort of numbers, and move it there.
//! Each comparison is a call: they take up to twice the time, with plain numbers three times. Where the page sorts
//! thousands, those of the standard library are right; there the code says so to clippy, which else takes none of them.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

/// Sorts `items`. Equal ones stay in their order.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

/// Sorts `items` by what `key` gives for them. Equal ones stay in their order.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |one, other| key(one).cmp(&key(other)));
}

/// Sorts `items` by what `key` gives for them, which is asked once for each. Equal ones stay in their order.
pub fn sort_by_cached_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    let keys: Vec<K> = items.iter().map(key).collect();
    let sources = sources(keys.len(), &mut |one, other| keys[one].cmp(&keys[other]));
    arrange(items, &sources);
}

/// Sorts `items` by `compare`, which must be a total order. Equal ones stay in their order.
///
/// # Panics
/// Possibly, as the sorts of the standard library do, where `compare` is no total order.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let sources = sources(items.len(), &mut |one, other| compare(&items[one], &items[other]));
    arrange(items, &sources);
}

/// A set of `items`, which are put into it one by one: `collect` would sort them first.
pub fn set<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    set.extend(items);
    set
}

/// A map of `items`, as [`set`] makes a set. Of those with one key the last stays.
pub fn map<K: Ord, V>(items: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    map.extend(items);
    map
}

/// With which of those after it, or itself, each of `count` items changes places in turn, so that all come in order.
/// None where they are in order.
fn sources(count: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<usize> {
    if (1..count).all(|next| compare(next - 1, next).is_le()) {
        return Vec::new();
    }
    let mut sources: Vec<usize> = (0..count).collect();
    #[expect(clippy::disallowed_methods, reason = "this is the one sort")]
    sources.sort_by(|&one, &other| compare(one, other));
    for place in 0..count {
        // What stood at a place that was filled has gone to where the one that fills it came from.
        let mut source = sources[place];
        while source < place {
            source = sources[source];
        }
        sources[place] = source;
    }
    sources
}

/// Lets each of `items` change places with the one at its source.
fn arrange<T>(items: &mut [T], sources: &[usize]) {
    for (place, &source) in sources.iter().enumerate() {
        items.swap(place, source);
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::cmp::Reverse;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_sorted_is_in_order() {
        let check = |given: &[&str], expected: &[&str]| {
            let mut items = given.to_vec();
            sort(&mut items);
            assert_eq!(items, expected, "{given:?}");
        };
        check(&[], &[]);
        check(&["a"], &["a"]);
        check(&["a", "b", "c"], &["a", "b", "c"]);
        check(&["c", "b", "a"], &["a", "b", "c"]);
        check(&["b", "c", "a", "b"], &["a", "b", "b", "c"]);
    }

    #[test]
    fn a_cached_key_is_asked_once() {
        let asked = Cell::new(0);
        let mut items = [3, 1, 2, 5, 4];
        sort_by_cached_key(&mut items, |&item| {
            asked.set(asked.get() + 1);
            Reverse(item)
        });
        assert_eq!((items, asked.get()), ([5, 4, 3, 2, 1], 5));
    }

    #[test]
    fn of_what_is_equal_the_last_stays() {
        assert_eq!(set([3, 1, 3, 2]), BTreeSet::from([1, 2, 3]));
        assert_eq!(map([("a", 1), ("b", 2), ("a", 3)]), BTreeMap::from([("a", 3), ("b", 2)]));
    }

    proptest! {
        #[test]
        #[expect(clippy::disallowed_methods, reason = "the standard library says what is right")]
        fn it_sorts_as_the_standard_library_does(given in prop::collection::vec((0..9_u8, any::<u8>()), 0..200)) {
            let (mut items, mut cached, mut expected) = (given.clone(), given.clone(), given);
            sort_by_key(&mut items, |item| item.0);
            sort_by_cached_key(&mut cached, |item| item.0);
            expected.sort_by_key(|item| item.0);
            prop_assert_eq!(&items, &expected);
            prop_assert_eq!(cached, expected);
        }
    }
}
