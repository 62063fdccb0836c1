//! Ids for what goes out, where something has to be told from others, and for annotators who come in with a name alone.

use std::collections::BTreeSet;

use crate::domain::exchange::ids::distinct;
use crate::domain::exchange::records::Records;

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
    fn an_id_is_like_the_name() {
        let taken = ["mia", "mia-2"];
        assert_eq!(like("mia", 2, |id| taken.contains(&id)), "mia-3");
        assert_eq!(like("Mía [x]", 2, |_| false), "M-a--x-");
    }
}
