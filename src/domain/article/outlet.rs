//! Who published an article, where no line says so: from the address, or from what the page says of itself.

use std::collections::BTreeMap;

use super::line::Line;
use super::phrases::{AGENCIES, NETWORKS, OUTLET_WORDS};

/// How often a page has to name itself before the name counts, in the weights of [`CUES`].
const ENOUGH: usize = 3;

/// What stands before an outlet's name in its own furniture, and how far each is to be trusted.
const CUES: [(&str, usize); 15] = [
    ("© ", 3),
    ("Copyright ", 3),
    ("A message from ", 3),
    ("A Message from ", 3),
    ("journalists of ", 2),
    ("Support ", 2),
    ("supporting ", 2),
    ("support ", 2),
    ("newsroom of ", 2),
    ("Subscribe to ", 2),
    ("subscribe to ", 1),
    ("Follow ", 1),
    ("more from ", 1),
    ("More from ", 1),
    ("readers of ", 1),
];

/// The host of `address` without what every host begins with: `news.example.org`.
pub(super) fn of_address(address: &str) -> Option<String> {
    let (_, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()?;
    let host = ["www.", "m.", "amp."].iter().find_map(|prefix| host.strip_prefix(prefix)).unwrap_or(host);
    host.contains('.').then(|| host.to_lowercase())
}

/// The name that the page furniture gives the outlet, such as in "© 2025 The Harbour Post"; empty where it gives none.
pub(super) fn named_in(furniture: &[&Line]) -> String {
    let mut votes: BTreeMap<&str, usize> = BTreeMap::new();
    for line in furniture {
        let look = line.look();
        for (cue, weight) in CUES {
            for (start, _) in look.match_indices(cue) {
                if let Some(name) = name_at(&look[start + cue.len()..]) {
                    *votes.entry(name).or_default() += weight;
                }
            }
        }
    }
    let best = votes.into_iter().filter(|&(_, votes)| votes >= ENOUGH).max_by_key(|&(_, votes)| votes);
    best.map(|(name, _)| name.to_owned()).unwrap_or_default()
}

/// True for a short name that reads as an outlet's: one of its words is what outlets are called.
pub(super) fn is_outlet_name(name: &str) -> bool {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    let is_host = words.len() == 1 && name.contains('.') && !name.ends_with('.') && !name.contains('/');
    let word = |word: &String| OUTLET_WORDS.contains(&word.trim_matches(|c: char| !c.is_alphanumeric()));
    (1..=5).contains(&words.len()) && is_name(name) && words.iter().any(word) || is_host
}

/// True for the name of a news agency.
pub(super) fn is_agency(name: &str) -> bool {
    AGENCIES.contains(&name.to_lowercase().as_str())
}

/// True for at most six words that begin with capitals, small words between them aside.
pub(super) fn is_name(text: &str) -> bool {
    let small = [
        "of", "the", "and", "de", "la", "le", "von", "van", "der", "den", "da", "du", "&", "for", "y", "в", "и", "та",
    ];
    let capital = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let count = text.split_whitespace().count();
    (1..=6).contains(&count)
        && text.split_whitespace().any(capital)
        && text.split_whitespace().all(|word| capital(word) || small.contains(&word))
}

/// The capitalised words that `rest` begins with, a year aside.
fn name_at(rest: &str) -> Option<&str> {
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '-' || c == '–' || c == ',');
    let mut end = 0;
    let mut words = 0;
    for word in rest.split_inclusive(' ').take(6) {
        let bare = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let joins = words > 0 && matches!(bare, "of" | "the" | "and");
        if !(joins || bare.starts_with(char::is_uppercase)) {
            break;
        }
        let start = word.as_ptr() as usize - rest.as_ptr() as usize;
        if !joins {
            end = start + bare.len();
            words += 1;
        }
        if bare.len() < word.trim_end().len() {
            break;
        }
    }
    let name = rest[..end].trim_end_matches("’s").trim_end_matches("'s");
    let lower = name.to_lowercase();
    let is_place_to_share =
        NETWORKS.contains(&lower.as_str()) || matches!(lower.as_str(), "our" | "us" | "all" | "privacy policy");
    (!name.is_empty() && !is_place_to_share).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::super::line::lines;
    use super::*;
    use crate::domain::text::Text;

    #[test]
    fn an_outlet_is_named_by_its_own_furniture() {
        let check = |source: &str, expected: &str| {
            let text = Text::new(source);
            let lines = lines(&text);
            assert_eq!(named_in(&lines.iter().collect::<Vec<_>>()), expected, "{source:?}");
        };
        check("© 2025 The Harbour Post. All rights reserved.", "The Harbour Post");
        check("Support The Harbour Post!\nThe journalists of The Harbour Post thank you.", "The Harbour Post");
        check("A message from the editor of a paper", "");
        check("Follow Telegram\nFollow Telegram\nFollow Telegram", "");
        check("Support Ukraine", "");
        check("", "");
    }

    #[test]
    fn an_address_names_its_host() {
        let check = |address, expected| assert_eq!(of_address(address).as_deref(), expected, "{address:?}");
        check("https://www.example.org/a/b?c#d", Some("example.org"));
        check("http://News.Example.org:8080", Some("news.example.org"));
        check("https://localhost/a", None);
        check("example.org", None);
        check("", None);
    }

    #[test]
    fn an_outlet_name_holds_a_word_that_outlets_are_called_by() {
        let check = |name, expected| assert_eq!(is_outlet_name(name), expected, "{name:?}");
        check("The Harbour Post", true);
        check("BBC News", true);
        check("example.org", true);
        check("Ada Lind", false);
        check("News of a long and strange affair", false);
    }
}
