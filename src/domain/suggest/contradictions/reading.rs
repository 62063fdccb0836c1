//! What one statement says, as far as it matters for comparing it: terms, quantities, what it denies, who speaks.
//!
//! A reading stands for itself; what two readings have to do with each other is said in `comparison`.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::lexicon::{Lexicon, Pole};
use super::quantity::{Measure, Quantity, quantities};
use super::statement::Statement;
use super::words::{Word, words};

/// A negation reaches so many words into its clause.
const REACH: usize = 7;

/// Words in quotation marks are the same words from so many on.
const SAME_WORDS: usize = 4;

/// What one statement says.
#[derive(Debug)]
pub(super) struct Reading {
    /// Its terms in ascending order, each once.
    pub(super) terms: Vec<u32>,
    /// The terms of the sentence before that it has not itself, in ascending order, each once.
    pub(super) before: Vec<u32>,
    /// The terms that a negation reaches, in ascending order.
    pub(super) negated: Vec<u32>,
    /// True where anything is negated.
    pub(super) negates: bool,
    /// True where a claim is said not to hold.
    pub(super) denies: bool,
    /// True where something is granted or taken back.
    pub(super) concedes: bool,
    /// What it makes depend on something.
    pub(super) condition: Condition,
    /// The sides that it takes of pairs of opposites, with the number of the word that takes it; negation turns a side.
    pub(super) poles: Vec<(Pole, usize)>,
    /// Its numbers.
    pub(super) quantities: Vec<Quantity>,
    /// Hashes of the runs of words in quotation marks, in ascending order.
    pub(super) quoted: Vec<u64>,
    /// The names that stand outside quotation marks: in ascending order.
    pub(super) names: Vec<u32>,
}

/// Whether a statement makes something depend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Condition {
    /// It does not speak of it.
    Unsaid,
    /// It names a condition.
    Named,
    /// It says that there is none.
    Lifted,
}

/// Reads statements, giving every term a number.
pub(super) struct Reader {
    pub(super) lexicon: Lexicon,
    vocabulary: HashMap<String, u32>,
}

impl Reader {
    pub(super) fn new() -> Self {
        Self { lexicon: Lexicon::new(), vocabulary: HashMap::new() }
    }

    /// How many terms have been met: their numbers lie below.
    pub(super) fn len(&self) -> usize {
        self.vocabulary.len()
    }

    /// The term of each word that has been met before.
    pub(super) fn known(&self, words: &[Word]) -> Vec<Option<u32>> {
        let term = |word: &Word| self.vocabulary.get(&self.lexicon.key(&word.lower)?).copied();
        words.iter().map(term).collect()
    }

    /// The term of each word, new ones numbered.
    fn terms(&mut self, words: &[Word]) -> Vec<Option<u32>> {
        let mut term = |word: &Word| {
            let key = self.lexicon.key(&word.lower)?;
            // A text cannot have more words than its bytes can be counted by.
            let next = u32::try_from(self.vocabulary.len()).ok()?;
            Some(*self.vocabulary.entry(key).or_insert(next))
        };
        words.iter().map(&mut term).collect()
    }

    pub(super) fn read(&mut self, statement: &Statement) -> Reading {
        let cue = words(&statement.cue);
        let words = words(&statement.text);
        let numbered = self.terms(&words);
        let terms = sorted(numbered.iter().copied().flatten());
        let before = self.terms(&super::words::words(&statement.before));
        let before = sorted(before.into_iter().flatten().filter(|term| terms.binary_search(term).is_err()));
        let negated = self.negated(&words);
        let is = |test: fn(&Lexicon, &str) -> bool| {
            let mut all = words.iter().chain(&cue);
            all.any(|word| test(&self.lexicon, &word.lower))
        };
        let poles = words.iter().zip(&negated).enumerate().flat_map(|(at, (word, &negated))| {
            let poles = self.lexicon.poles(&word.lower).iter();
            poles.map(move |pole| (Pole { is_second: pole.is_second != negated, ..*pole }, at))
        });
        let condition = if is(Lexicon::lifts_conditions) || lifts_in_words(&words) {
            Condition::Lifted
        } else if is(Lexicon::is_condition) {
            Condition::Named
        } else {
            Condition::Unsaid
        };
        let poles = poles.collect();
        let (negates, denies, concedes) =
            (negated.contains(&true), is(Lexicon::is_denial), is(Lexicon::is_concession));
        let speaker = statement.speaker.as_deref().map(super::words::words);
        let names = match speaker {
            Some(speaker) => sorted(self.terms(&speaker).into_iter().flatten()),
            None => names(&words, &numbered),
        };
        Reading {
            negated: sorted(
                numbered.iter().zip(&negated).filter(|(_, negated)| **negated).filter_map(|(term, _)| *term),
            ),
            quantities: quantities(&words, &numbered),
            quoted: quoted(&words, statement),
            terms,
            before,
            negates,
            denies,
            concedes,
            condition,
            poles,
            names,
        }
    }

    /// For each word, whether a negation reaches it. The negation itself counts as reached.
    fn negated(&self, words: &[Word]) -> Vec<bool> {
        let mut negated = vec![false; words.len()];
        for (at, word) in words.iter().enumerate() {
            let next = words.get(at + 1).map_or("", |word| word.lower.as_str());
            let is_turn =
                matches!((word.lower.as_str(), next), ("not", "only") | ("no", "doubt" | "matter" | "wonder"));
            if is_turn || !(self.lexicon.is_negation(&word.lower) || self.lexicon.is_failure(&word.lower)) {
                continue;
            }
            let reached = negated.iter_mut().zip(words).skip(at).take(REACH);
            for (negated, _) in reached.take_while(|(_, reached)| reached.clause == word.clause) {
                *negated = true;
            }
        }
        negated
    }
}

/// "without conditions", "no strings".
fn lifts_in_words(words: &[Word]) -> bool {
    words.windows(2).any(|pair| {
        matches!(pair[0].lower.as_str(), "without" | "no")
            && matches!(
                pair[1].lower.as_str(),
                "condition" | "conditions" | "precondition" | "preconditions" | "having"
            )
    })
}

fn sorted(terms: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut terms: Vec<u32> = terms.collect();
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// The terms of capitalised words outside quotation marks, but for the first word, which has a capital anyhow unless
/// the next has one too.
fn names(words: &[Word], terms: &[Option<u32>]) -> Vec<u32> {
    let is_name = |at: usize| words[at].is_capital && words[at].quotation == 0;
    let stands = |at: usize| at > 0 || words.get(1).is_some_and(|next| next.is_capital);
    sorted((0..words.len()).filter(|&at| is_name(at) && stands(at)).filter_map(|at| terms[at]))
}

/// Hashes of the runs of words in quotation marks; of a marked quote that has none, of all its words.
fn quoted(words: &[Word], statement: &Statement) -> Vec<u64> {
    let is_marked = statement.speaker.is_some();
    let mut hashes: HashSet<u64> = HashSet::new();
    for run in words.windows(SAME_WORDS) {
        let quotation = run[0].quotation;
        if (quotation > 0 || is_marked) && run.iter().all(|word| word.quotation == quotation) {
            // The hasher is the same in every run of the program.
            let mut hasher = DefaultHasher::new();
            run.iter().for_each(|word| word.lower.hash(&mut hasher));
            hashes.insert(hasher.finish());
        }
    }
    let mut hashes: Vec<u64> = hashes.into_iter().collect();
    hashes.sort_unstable();
    hashes
}

impl Reading {
    /// The years that it names.
    pub(super) fn years(&self) -> impl Iterator<Item = f64> + '_ {
        self.quantities.iter().filter(|quantity| quantity.measure == Measure::Year).map(|quantity| quantity.range.0)
    }
}
