//! Ids for what goes out, where something has to be told from others, and for annotators who come in with a name alone.

use std::collections::BTreeSet;

use crate::domain::exchange::records::Records;
use crate::domain::id::is_valid;

/// The ids under which records go out; empty where a record can do without.
pub(super) struct Ids {
    pub(super) quotes: Vec<String>,
    pub(super) links: Vec<String>,
    pub(super) speakers: Vec<String>,
    pub(super) annotators: Vec<String>,
}

impl Ids {
    /// A quote needs an id where it stands in several files, a link where it is several relations, a speaker where
    /// another has the same name, an annotator always.
    pub(super) fn of(records: &Records, shared: &BTreeSet<usize>) -> Self {
        let Records { quotes, links, speakers, annotators, .. } = records;
        let mut names = BTreeSet::new();
        let namesakes: BTreeSet<&str> =
            speakers.iter().map(|speaker| speaker.name.as_str()).filter(|name| !names.insert(*name)).collect();
        let is_needed = |number: usize| namesakes.contains(speakers[number].name.as_str());
        let of_speakers: Vec<&str> = speakers.iter().map(|speaker| speaker.id.as_str()).collect();
        Self {
            quotes: distinct("quote", &quotes.iter().map(|quote| quote.id.as_str()).collect::<Vec<_>>(), |number| {
                shared.contains(&number)
            }),
            links: distinct("link", &links.iter().map(|link| link.id.as_str()).collect::<Vec<_>>(), |number| {
                links[number].members.len() > 2
            }),
            speakers: distinct("speaker", &of_speakers, |number| {
                is_needed(number) || speakers[number].name.is_empty()
            }),
            annotators: distinct(
                "annotator",
                &annotators.iter().map(|annotator| annotator.id.as_str()).collect::<Vec<_>>(),
                |_| true,
            ),
        }
    }
}

/// Each id that is one and is not there already; where it is not and one is needed, a word and a number.
fn distinct(word: &str, ids: &[&str], is_needed: impl Fn(usize) -> bool) -> Vec<String> {
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

/// An id like this name, with a number from `number` on where that is taken.
pub(super) fn like(name: &str, number: usize, is_taken: impl Fn(&str) -> bool) -> String {
    let plain = |letter: char| if letter.is_ascii_alphanumeric() || letter == '_' { letter } else { '-' };
    let plain: String = name.chars().take(60).map(plain).collect();
    let numbered = (number..).map(|number| format!("{plain}-{number}"));
    let mut ids = std::iter::once(plain.clone()).chain(numbered);
    ids.find(|id| !is_taken(id)).expect("there is a number for every name")
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
        let taken = ["mia", "mia-2"];
        assert_eq!(like("mia", 2, |id| taken.contains(&id)), "mia-3");
        assert_eq!(like("Mía [x]", 2, |_| false), "M-a--x-");
    }
}
