//! Contradictions to check: pairs of statements that may not both be true, ranked, each with its reason.
//!
//! Everything is reckoned from the statements alone. First comes the gate: two statements are compared only where they
//! share terms that are rare in the project. Then signals say what speaks for a contradiction (a denial, numbers of one
//! thing that differ, negation, opposites, a condition, the same words from another mouth) and against it
//! (restatements, other years, sentences that follow each other), and weights make one score of them. The rules know
//! English; in other languages numbers, names and words that are written the same are what is left.
//!
//! Nothing here marks or links: a person decides. Nor does it know what was dismissed: whoever shows the list leaves out
//! those that are settled, by the places of the two statements.
//!
//! Cost: linear in the statements. Each is read once, looked up at a bounded number of places (see `index`), and
//! compared in full with [`PARTNERS`] others at most. [`Search::step`] does a bounded part of it, for a page that must
//! not stand still.

mod comparison;
mod index;
mod lexicon;
mod quantity;
mod reading;
mod reason;
mod statement;
#[cfg(test)]
mod tests;
mod words;

use std::cmp::Reverse;
use std::collections::BTreeSet;

use comparison::{Comparison, score};
use index::Index;
use reading::{Reader, Reading};

use crate::domain::order;
pub use reason::{Lifted, Reason};
pub use statement::{Origin, Statement, of_text, statements};

/// How many others a statement is compared with in full, at most.
pub const PARTNERS: usize = 40;

/// How many candidates are kept, at most: more than a person can check.
pub const MOST: usize = 5_000;

/// Two statements that may contradict each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The number of the first statement, in the order in which they were handed in.
    pub one: usize,
    /// The number of the second. The two come by article and place.
    pub other: usize,
    /// How much there is to check, from nought to one. Good for an order and not as a probability.
    pub score: f32,
    /// Why.
    pub reason: Reason,
}

/// Every candidate among the statements, the one most worth a look first. The order in which they are handed in does
/// not matter.
#[must_use]
pub fn candidates(statements: &[Statement]) -> Vec<Candidate> {
    let mut search = Search::new(statements.to_vec());
    while search.step(usize::MAX) == Progress::Going {}
    search.best(MOST)
}

/// Whether there is more to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// There is.
    Going,
    /// All is done.
    Done,
}

/// What is being done to the statements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    Reading,
    Indexing,
    Comparing,
    Done,
}

/// A search for candidates that is done bit by bit.
pub struct Search {
    /// In the order of their places, whatever the order in which they came.
    statements: Vec<Statement>,
    /// For each of them, its number as it was handed in.
    given: Vec<usize>,
    reader: Reader,
    readings: Vec<Reading>,
    index: Index,
    phase: Phase,
    /// The next statement of the phase.
    next: usize,
    /// For each statement that has been compared, the numbers of its partners in ascending order.
    partners: Vec<Box<[usize]>>,
    /// The best so far, by score and then by place; scores as bits, which order as the scores do, being positive.
    best: BTreeSet<(Reverse<u32>, usize, usize)>,
    compared: usize,
}

impl Search {
    /// A search among these statements. Takes as long as sorting them.
    #[must_use]
    pub fn new(statements: Vec<Statement>) -> Self {
        let mut numbered: Vec<(usize, Statement)> = statements.into_iter().enumerate().collect();
        order::sort_by(&mut numbered, |(_, one), (_, other)| {
            let key = |statement: &Statement| (statement.article.clone(), statement.span, statement.origin.clone());
            key(one).cmp(&key(other)).then_with(|| one.text.cmp(&other.text))
        });
        let (given, statements) = numbered.into_iter().unzip();
        Self {
            statements,
            given,
            reader: Reader::new(),
            readings: Vec::new(),
            index: Index::default(),
            phase: Phase::Reading,
            next: 0,
            partners: Vec::new(),
            best: BTreeSet::new(),
            compared: 0,
        }
    }

    /// Goes on by at most so many statements.
    pub fn step(&mut self, statements: usize) -> Progress {
        let end = self.next.saturating_add(statements.max(1)).min(self.statements.len());
        for number in self.next..end {
            match self.phase {
                Phase::Reading => {
                    let reading = self.reader.read(&self.statements[number]);
                    self.index.count(&reading);
                    self.readings.push(reading);
                }
                Phase::Indexing => self.index.add(&self.readings[number], self.statements.len()),
                Phase::Comparing => self.compare(number),
                Phase::Done => {}
            }
        }
        self.next = end;
        if self.next == self.statements.len() {
            self.next = 0;
            self.phase = match self.phase {
                Phase::Reading => Phase::Indexing,
                Phase::Indexing => Phase::Comparing,
                Phase::Comparing | Phase::Done => Phase::Done,
            };
        }
        if self.phase == Phase::Done { Progress::Done } else { Progress::Going }
    }

    /// The best candidates so far, at most so many, the one most worth a look first. Reasons are put into words here, so
    /// a page asks for no more than it shows.
    #[must_use]
    pub fn best(&self, most: usize) -> Vec<Candidate> {
        let best = self.best.iter().take(most);
        let candidates = best.map(|&(Reverse(score), one, other)| {
            let comparison = self.comparison(one, other);
            Candidate {
                one: self.given[one],
                other: self.given[other],
                score: f32::from_bits(score),
                reason: reason::reason(&self.reader, &comparison, &comparison.signals()),
            }
        });
        candidates.collect()
    }

    /// How many times two statements have been held against each other, be it for one shared term.
    #[must_use]
    pub const fn compared(&self) -> usize {
        self.compared
    }

    fn compare(&mut self, number: usize) {
        let (mut partners, looked_at) = self.index.partners(number, PARTNERS);
        order::sort(&mut partners);
        self.compared += looked_at;
        for &partner in &partners {
            let (one, other) = (number.min(partner), number.max(partner));
            let is_done = self.partners.get(partner).is_some_and(|its| its.binary_search(&number).is_ok());
            if is_done || self.statements[one].overlaps(&self.statements[other]) {
                continue;
            }
            self.compared += 1;
            let key = (Reverse(score(&self.comparison(one, other).signals()).to_bits()), one, other);
            let is_full = self.best.len() >= MOST;
            if is_full && self.best.last().is_some_and(|last| *last <= key) {
                continue;
            }
            self.best.insert(key);
            if is_full {
                self.best.pop_last();
            }
        }
        self.partners.push(partners.into());
    }

    fn comparison(&self, one: usize, other: usize) -> Comparison<'_> {
        Comparison {
            index: &self.index,
            numbers: (one, other),
            statements: (&self.statements[one], &self.statements[other]),
            readings: (&self.readings[one], &self.readings[other]),
        }
    }
}
