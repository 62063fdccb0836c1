//! Ids for what goes out into a format that tells records apart by them.

use std::collections::BTreeSet;

use crate::domain::id::is_valid;

/// Each id that is one and is not there already; where it is not and one is needed, a word and a number.
pub(super) fn distinct(word: &str, ids: &[&str], is_needed: impl Fn(usize) -> bool) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let own: Vec<bool> = ids.iter().map(|id| is_valid(id) && taken.insert(*id)).collect();
    let mut next = 0;
    let mut fresh = || {
        loop {
            next += 1;
            let id = format!("{word}-{next}");
            if !taken.contains(id.as_str()) {
                return id;
            }
        }
    };
    let id = |(number, own): (usize, bool)| match own {
        true => ids[number].to_owned(),
        false if is_needed(number) => fresh(),
        false => String::new(),
    };
    own.into_iter().enumerate().map(id).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_kept_where_they_can_be_and_made_where_they_must() {
        let check = |ids: &[&str], expected: &[&str]| assert_eq!(distinct("q", ids, |number| number < 3), expected);
        check(&["a", "b"], &["a", "b"]);
        check(&["a", "a", "a b", "", "a"], &["a", "q-1", "q-2", "", ""]);
        check(&["", "q-1", ""], &["q-2", "q-1", "q-3"]);
    }
}
