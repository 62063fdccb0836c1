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
    /// The pairs of opposites that it takes a side of and what it measures, as terms in ascending order: two statements
    /// that share no word may still be about the same.
    pub(super) aspects: Vec<u32>,
    /// The terms that a negation reaches, in ascending order.
    pub(super) negated: Vec<u32>,
    /// How it speaks: whether each of [`Manner`] holds.
    manners: [bool; MANNERS],
    /// What it makes depend on something.
    pub(super) condition: Condition,
    /// The sides that it takes of pairs of opposites; negation turns a side.
    pub(super) sides: Vec<Side>,
    /// Its numbers.
    pub(super) quantities: Vec<Quantity>,
    /// Hashes of the runs of words in quotation marks, in ascending order.
    pub(super) quoted: Vec<u64>,
    /// The names that stand outside quotation marks: in ascending order.
    pub(super) names: Vec<u32>,
}

/// How a statement speaks, in the order in which a reading keeps them.
#[derive(Clone, Copy, Debug)]
#[repr(usize)]
pub(super) enum Manner {
    /// Something is negated.
    Negates,
    /// A claim is said not to hold.
    Denies,
    /// Something is granted or taken back.
    Concedes,
    /// It speaks of all or none.
    Absolute,
    /// It sets itself against something.
    Contrasts,
}

const MANNERS: usize = Manner::Contrasts as usize + 1;

/// A side taken of a pair of opposites.
#[derive(Clone, Copy, Debug)]
pub(super) struct Side {
    pub(super) pole: Pole,
    /// The number of the word that takes it.
    pub(super) at: usize,
    /// The term of that word.
    pub(super) term: Option<u32>,
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

    /// The term of each word that has been met before.
    pub(super) fn known(&self, words: &[Word]) -> Vec<Option<u32>> {
        let term = |word: &Word| self.vocabulary.get(&self.lexicon.key(&word.lower)?).copied();
        words.iter().map(term).collect()
    }

    /// The term of each word, new ones numbered.
    fn terms(&mut self, words: &[Word]) -> Vec<Option<u32>> {
        words.iter().map(|word| self.number(self.lexicon.key(&word.lower)?)).collect()
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
        let sides = words.iter().zip(&negated).enumerate().flat_map(|(at, (word, &negated))| {
            let term = numbered[at];
            let side =
                move |pole: &Pole| Side { pole: Pole { is_second: pole.is_second != negated, ..*pole }, at, term };
            self.lexicon.poles(&word.lower).iter().map(side)
        });
        let sides: Vec<Side> = sides.collect();
        let condition = if is(Lexicon::lifts_conditions) || lifts_in_words(&words) {
            Condition::Lifted
        } else if is(Lexicon::is_condition) {
            Condition::Named
        } else {
            Condition::Unsaid
        };
        let manners = [
            negated.contains(&true),
            is(Lexicon::is_denial),
            is(Lexicon::is_concession),
            is(Lexicon::is_absolute),
            is(Lexicon::is_contrast),
        ];
        let speaker = statement.speaker.as_deref().map(super::words::words);
        let names = match speaker {
            Some(speaker) => sorted(self.terms(&speaker).into_iter().flatten()),
            None => names(&words, &numbered),
        };
        let quantities = quantities(&words, &numbered, &negated);
        Reading {
            aspects: self.aspects(&sides, &quantities),
            negated: sorted(
                numbered.iter().zip(&negated).filter(|(_, negated)| **negated).filter_map(|(term, _)| *term),
            ),
            quantities,
            quoted: quoted(&words, statement),
            terms,
            before,
            manners,
            condition,
            sides,
            names,
        }
    }

    fn aspects(&mut self, sides: &[Side], quantities: &[Quantity]) -> Vec<u32> {
        // A blank keeps the names of aspects apart from words.
        let axes = sides.iter().map(|side| format!("axis {}", side.pole.axis));
        let measures = quantities.iter().filter(|quantity| quantity.measure != Measure::Count);
        let measures = measures.map(|quantity| format!("measure {:?}", quantity.measure));
        let names: Vec<String> = axes.chain(measures).collect();
        sorted(names.into_iter().filter_map(|name| self.number(name)))
    }

    /// The number of a term, a new one where it has none. A text cannot have more terms than can be numbered.
    fn number(&mut self, key: String) -> Option<u32> {
        let next = u32::try_from(self.vocabulary.len()).ok()?;
        Some(*self.vocabulary.entry(key).or_insert(next))
    }

    /// For each word, whether a negation reaches it. A negation counts as reached, a verb that negates does not.
    fn negated(&self, words: &[Word]) -> Vec<bool> {
        let mut negated = vec![false; words.len()];
        for (at, word) in words.iter().enumerate() {
            let next = words.get(at + 1).map_or("", |word| word.lower.as_str());
            let is_turn =
                matches!((word.lower.as_str(), next), ("not", "only") | ("no", "doubt" | "matter" | "wonder"));
            let is_negation = self.lexicon.is_negation(&word.lower);
            if is_turn || !(is_negation || self.lexicon.is_failure(&word.lower)) {
                continue;
            }
            // "Stops" is no negation of stopping, only of what is stopped.
            let reached = negated.iter_mut().zip(words).skip(at + usize::from(!is_negation)).take(REACH);
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
    #[expect(clippy::disallowed_methods, reason = "it is done several times for every statement")]
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
    let mut runs: HashSet<u64> = HashSet::new();
    for run in words.windows(SAME_WORDS) {
        let quotation = run[0].quotation;
        if (quotation > 0 || is_marked) && run.iter().all(|word| word.quotation == quotation) {
            // The hasher is the same in every run of the program.
            let mut hasher = DefaultHasher::new();
            for word in run {
                word.lower.hash(&mut hasher);
            }
            runs.insert(hasher.finish());
        }
    }
    let mut runs: Vec<u64> = runs.into_iter().collect();
    #[expect(clippy::disallowed_methods, reason = "it is done for every statement")]
    runs.sort_unstable();
    runs
}

impl Reading {
    /// A reading of these terms, in ascending order, and nothing else.
    #[cfg(test)]
    pub(super) fn of_terms(terms: &[u32]) -> Self {
        Self {
            terms: terms.to_vec(),
            before: Vec::new(),
            aspects: Vec::new(),
            negated: Vec::new(),
            manners: [false; MANNERS],
            condition: Condition::Unsaid,
            sides: Vec::new(),
            quantities: Vec::new(),
            quoted: Vec::new(),
            names: Vec::new(),
        }
    }

    /// True where it speaks so.
    pub(super) const fn has(&self, manner: Manner) -> bool {
        self.manners[manner as usize]
    }

    /// The years that it names.
    pub(super) fn years(&self) -> impl Iterator<Item = f64> + '_ {
        self.quantities.iter().filter(|quantity| quantity.measure == Measure::Year).map(|quantity| quantity.range.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id::ArticleId;
    use crate::domain::suggest::contradictions::Origin;
    use crate::domain::text::Span;

    fn read(text: &str) -> (Reader, Reading) {
        let mut reader = Reader::new();
        let statement = Statement {
            article: ArticleId::from("a"),
            span: Span::new(0, text.len()),
            text: text.into(),
            cue: "".into(),
            before: "".into(),
            speaker: None,
            origin: Origin::Sentence,
        };
        let reading = reader.read(&statement);
        (reader, reading)
    }

    /// The words of a text whose terms are among `terms`.
    fn spelt(reader: &Reader, text: &str, terms: &[u32]) -> Vec<String> {
        let words = words(text);
        let known = reader.known(&words);
        let is_there = |term: &Option<u32>| term.is_some_and(|term| terms.contains(&term));
        words.iter().zip(&known).filter(|(_, term)| is_there(term)).map(|(word, _)| word.lower.clone()).collect()
    }

    #[test]
    fn a_negation_reaches_to_the_end_of_its_clause() {
        let check = |text: &str, expected: &[&str]| {
            let (reader, reading) = read(text);
            assert_eq!(spelt(&reader, text, &reading.negated), expected, "{text:?}");
        };
        check("The alarm never rang, but the guard woke.", &["rang"]);
        check("Nobody saw the boat.", &["saw", "boat"]);
        check("The pilot wasn't hurt.", &["hurt"]);
        check("Not only the roof leaked.", &[]);
        check("No doubt the roof leaked.", &[]);
        check("He refused the offer.", &["offer"]);
        check("The roof leaked.", &[]);
    }

    #[test]
    fn a_statement_has_manners() {
        let check = |text: &str, manner: Manner, expected| {
            assert_eq!(read(text).1.has(manner), expected, "{text:?} {manner:?}");
        };
        check("She denied the report.", Manner::Denies, true);
        check("The claim is pure fantasy.", Manner::Denies, true);
        check("She read the report.", Manner::Denies, false);
        check("He conceded that it was late.", Manner::Concedes, true);
        check("Every phone rang.", Manner::Absolute, true);
        check("A phone rang.", Manner::Absolute, false);
        check("It rang, but too late.", Manner::Contrasts, true);
        check("It can't ring.", Manner::Negates, true);
    }

    #[test]
    fn a_condition_is_named_lifted_or_unsaid() {
        let check = |text: &str, expected| assert_eq!(read(text).1.condition, expected, "{text:?}");
        check("They agreed, but only if the guns leave.", Condition::Named);
        check("They agreed unconditionally.", Condition::Lifted);
        check("There are no strings attached.", Condition::Lifted);
        check("A truce without preconditions.", Condition::Lifted);
        check("They agreed.", Condition::Unsaid);
    }

    #[test]
    fn names_stand_outside_quotation_marks() {
        let check = |text: &str, expected: &[&str]| {
            let (reader, reading) = read(text);
            assert_eq!(spelt(&reader, text, &reading.names), expected, "{text:?}");
        };
        check("“Porto is far,” said Ada Lind.", &["ada", "lind"]);
        check("Ferries leave Porto.", &["porto"]);
        check("Ada Lind waits.", &["ada", "lind"]);
    }

    #[test]
    fn a_negation_turns_a_side() {
        let side = |text: &str| read(text).1.sides.first().map(|side| side.pole.is_second);
        assert_eq!(side("The gate is open."), Some(false));
        assert_eq!(side("The gate is shut."), Some(true));
        assert_eq!(side("The gate is not open."), Some(true));
    }
}
