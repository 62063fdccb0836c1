//! What English words do in a statement: which carry no topic, which mean the same, which are opposites, which deny.
//!
//! The lists themselves are in `lists`, of general news English. A word that is in none of them is compared by its stem alone.

use std::collections::{HashMap, HashSet};

use super::words::stem;

mod lists;

use lists::{
    ABSOLUTES, CONCESSIONS, CONDITIONS, CONTRASTS, DENIALS, FAILURES, NEGATIONS, NUMBERS, OPPOSITE, SAME, STOP,
    WITHOUT_CONDITIONS,
};

/// One side of a pair of opposites.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pole {
    /// The number of the pair.
    pub(super) axis: u16,
    /// True for the second side.
    pub(super) is_second: bool,
}

/// The lists, ready to be asked.
pub(super) struct Lexicon {
    stop: HashSet<&'static str>,
    /// By stem: the stem of the word that stands for it.
    same: HashMap<String, String>,
    /// By stem.
    poles: HashMap<String, Vec<Pole>>,
    denials: HashSet<String>,
    concessions: HashSet<String>,
    absolutes: HashSet<&'static str>,
    contrasts: HashSet<&'static str>,
    failures: HashSet<String>,
    negations: HashSet<&'static str>,
    conditions: HashSet<&'static str>,
    without_conditions: HashSet<&'static str>,
}

impl Lexicon {
    pub(super) fn new() -> Self {
        let stems = |list: &'static str| list.split_whitespace().map(stem).collect();
        let mut same = HashMap::new();
        for line in SAME.lines() {
            let mut words = line.split_whitespace().map(stem);
            let Some(first) = words.next() else { continue };
            for word in words {
                same.entry(word).or_insert_with(|| first.clone());
            }
        }
        let mut poles: HashMap<String, Vec<Pole>> = HashMap::new();
        for (axis, line) in (0_u16..).zip(OPPOSITE.lines().filter(|line| !line.is_empty())) {
            for (is_second, side) in [false, true].into_iter().zip(line.split('|')) {
                for word in side.split_whitespace() {
                    let poles = poles.entry(stem(word)).or_default();
                    let pole = Pole { axis, is_second };
                    if !poles.contains(&pole) {
                        poles.push(pole);
                    }
                }
            }
        }
        Self {
            stop: STOP.split_whitespace().chain(NUMBERS.split_whitespace()).collect(),
            same,
            poles,
            denials: stems(DENIALS),
            concessions: stems(CONCESSIONS),
            absolutes: ABSOLUTES.split_whitespace().collect(),
            contrasts: CONTRASTS.split_whitespace().collect(),
            failures: stems(FAILURES),
            negations: NEGATIONS.split_whitespace().collect(),
            conditions: CONDITIONS.split_whitespace().collect(),
            without_conditions: WITHOUT_CONDITIONS.split_whitespace().collect(),
        }
    }

    /// The key that a word is compared by; nothing for a word that says nothing of the topic.
    pub(super) fn key(&self, word: &str) -> Option<String> {
        let letters = word.chars().next().is_some_and(char::is_alphabetic);
        if !letters || word.len() < 2 || self.stop.contains(word) {
            return None;
        }
        let stem = stem(word);
        Some(self.same.get(&stem).cloned().unwrap_or(stem))
    }

    pub(super) fn poles(&self, word: &str) -> &[Pole] {
        self.poles.get(&stem(word)).map_or(&[], Vec::as_slice)
    }

    pub(super) fn is_negation(&self, word: &str) -> bool {
        word.ends_with("n't") || self.negations.contains(word)
    }

    pub(super) fn is_failure(&self, word: &str) -> bool {
        self.failures.contains(&stem(word))
    }

    pub(super) fn is_denial(&self, word: &str) -> bool {
        self.denials.contains(&stem(word))
    }

    pub(super) fn is_concession(&self, word: &str) -> bool {
        self.concessions.contains(&stem(word))
    }

    pub(super) fn is_absolute(&self, word: &str) -> bool {
        self.absolutes.contains(word)
    }

    pub(super) fn is_contrast(&self, word: &str) -> bool {
        self.contrasts.contains(word)
    }

    pub(super) fn is_condition(&self, word: &str) -> bool {
        self.conditions.contains(word)
    }

    pub(super) fn lifts_conditions(&self, word: &str) -> bool {
        self.without_conditions.contains(word)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_for_one_thing_have_one_key() {
        let lexicon = Lexicon::new();
        let check = |one: &str, other: &str, same| {
            assert_eq!(lexicon.key(one) == lexicon.key(other), same, "{one} and {other}");
        };
        check("ceasefire", "truce", true);
        check("refunds", "compensated", true);
        check("ships", "vessel", true);
        check("ships", "shops", false);
        assert_eq!(lexicon.key("said"), None);
        assert_eq!(lexicon.key("12"), None);
    }

    #[test]
    fn opposites_stand_on_two_sides_of_one_axis() {
        let lexicon = Lexicon::new();
        let check = |one: &str, other: &str, expected| {
            let opposed = lexicon.poles(one).iter().any(|one| {
                lexicon.poles(other).iter().any(|other| one.axis == other.axis && one.is_second != other.is_second)
            });
            assert_eq!(opposed, expected, "{one} and {other}");
        };
        check("opened", "closes", true);
        check("rising", "fell", true);
        check("mild", "serious", true);
        check("open", "reopen", false);
        check("tram", "closed", false);
    }
}
