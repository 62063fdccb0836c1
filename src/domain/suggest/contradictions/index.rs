//! Which statements are about the same: terms weighted by how rare they are in the project, and lists of where they stand.
//!
//! The work for one statement has an upper bound, however many statements there are: a term is looked up at so many
//! places at most, and of a statement so many terms.

use super::reading::Reading;

/// How many of its rarest terms a statement is looked up by.
const TERMS: usize = 12;

/// At how many places a term is looked up. A commoner one is looked up at so many, spread evenly.
const PLACES: usize = 256;

/// What a term of the sentence before weighs beside one of the statement's own.
const BEFORE: f32 = 0.35;

/// The same for a statement of few terms, which leans on what was said before.
const BEFORE_SHORT: f32 = 0.6;

/// What a side taken or a thing measured weighs beside a term.
const ASPECT: f32 = 0.4;

/// What a name weighs beside another term: that somebody is named in both says little of what they say.
const NAME: f32 = 0.6;

/// A statement with fewer terms than this is short.
pub(super) const SHORT: usize = 4;

/// A term and what it weighs in a vector of length one.
pub(super) type Weighted = (u32, f32);

/// Statements by their terms.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// For each term, in how many statements it stands.
    frequencies: Vec<u32>,
    /// For each statement, its own terms in ascending order.
    own: Vec<Vec<Weighted>>,
    /// For each statement, its own terms and those of the sentence before, in ascending order.
    wide: Vec<Vec<Weighted>>,
    /// For each term, the statements that have it, in ascending order.
    places: Vec<Vec<Weighted>>,
    /// For each statement, what has been found in common with the one that is looked up.
    shared: Vec<f32>,
}

impl Index {
    /// Counts the terms of a statement.
    pub(super) fn count(&mut self, reading: &Reading) {
        for &term in reading.terms.iter().chain(&reading.aspects) {
            let term = term as usize;
            if self.frequencies.len() <= term {
                self.frequencies.resize(term + 1, 0);
            }
            self.frequencies[term] += 1;
        }
    }

    /// Takes a statement in, when all have been counted: statements in order.
    pub(super) fn add(&mut self, reading: &Reading, statements: usize) {
        // A statement's number fits, since its terms' numbers do.
        let number = u32::try_from(self.own.len()).unwrap_or(u32::MAX);
        let before = if reading.terms.len() < SHORT { BEFORE_SHORT } else { BEFORE };
        let weigh = |term: u32| {
            let rarity = self.rarity(term, statements);
            if reading.names.binary_search(&term).is_ok() { rarity * NAME } else { rarity }
        };
        let own: Vec<Weighted> = reading.terms.iter().map(|&term| (term, weigh(term))).collect();
        let lent = reading.before.iter().map(|&term| (term, self.rarity(term, statements) * before));
        let aspects = reading.aspects.iter().map(|&term| (term, self.rarity(term, statements) * ASPECT));
        let mut wide: Vec<Weighted> = own.iter().copied().chain(lent).chain(aspects).collect();
        #[expect(clippy::disallowed_methods, reason = "there are dozens, of every statement")]
        wide.sort_unstable_by_key(|&(term, _)| term);
        let (own, wide) = (unit(own), unit(wide));
        for &(term, weight) in &wide {
            let term = term as usize;
            if self.places.len() <= term {
                self.places.resize(term + 1, Vec::new());
            }
            self.places[term].push((number, weight));
        }
        self.own.push(own);
        self.wide.push(wide);
        self.shared.push(0.0);
    }

    /// How rare a term is, from nought for one that every statement has.
    pub(super) fn rarity(&self, term: u32, statements: usize) -> f32 {
        let frequency = self.frequencies.get(term as usize).copied().unwrap_or(0).max(1);
        (1.0 + float(statements) / float(frequency as usize)).ln()
    }

    /// The statements that have most in common with statement `number`, at most `most` of them, and how many were
    /// looked at. Never the statement itself.
    pub(super) fn partners(&mut self, number: usize, most: usize) -> (Vec<usize>, usize) {
        let Self { wide, places, shared, .. } = self;
        let mut terms = wide[number].clone();
        #[expect(clippy::disallowed_methods, reason = "there are dozens, of every statement")]
        terms.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        let mut touched: Vec<usize> = Vec::new();
        let mut looked_at = 0;
        for (term, weight) in terms.into_iter().take(TERMS) {
            let places = &places[term as usize];
            let step = places.len().div_ceil(PLACES).max(1);
            for &(other, of_other) in places.iter().skip(number % step).step_by(step) {
                looked_at += 1;
                let other = other as usize;
                if shared[other] == 0.0 {
                    touched.push(other);
                }
                shared[other] += weight * of_other;
            }
        }
        let mut found: Vec<(usize, f32)> = Vec::with_capacity(touched.len());
        for other in touched {
            let in_common = std::mem::take(&mut shared[other]);
            if other != number && in_common > 0.0 {
                found.push((other, in_common));
            }
        }
        let order = |one: &(usize, f32), other: &(usize, f32)| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0));
        if found.len() > most {
            found.select_nth_unstable_by(most, order);
            found.truncate(most);
        }
        #[expect(clippy::disallowed_methods, reason = "there are hundreds, of every statement")]
        found.sort_unstable_by(order);
        (found.into_iter().map(|(other, _)| other).collect(), looked_at)
    }

    /// The cosine of the two statements by their own terms.
    pub(super) fn own_likeness(&self, one: usize, other: usize) -> f32 {
        product(&self.own[one], &self.own[other])
    }

    /// The cosine of the two statements with what was said before each.
    pub(super) fn wide_likeness(&self, one: usize, other: usize) -> f32 {
        product(&self.wide[one], &self.wide[other])
    }

    /// What each of a statement's own terms weighs in it.
    pub(super) fn own(&self, number: usize) -> &[Weighted] {
        &self.own[number]
    }

    /// What each of a statement's terms weighs in it, with those of the sentence before.
    pub(super) fn wide(&self, number: usize) -> &[Weighted] {
        &self.wide[number]
    }
}

/// The terms that two vectors share, with what they weigh together.
pub(super) fn shared<'a>(one: &'a [Weighted], other: &'a [Weighted]) -> impl Iterator<Item = Weighted> + 'a {
    let mut rest = other;
    one.iter().filter_map(move |&(term, weight)| {
        let at = rest.partition_point(|&(next, _)| next < term);
        rest = &rest[at..];
        let &(found, of_other) = rest.first()?;
        (found == term).then_some((term, weight * of_other))
    })
}

fn product(one: &[Weighted], other: &[Weighted]) -> f32 {
    shared(one, other).map(|(_, weight)| weight).sum()
}

fn unit(mut vector: Vec<Weighted>) -> Vec<Weighted> {
    let length = vector.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
    if length > 0.0 {
        for (_, weight) in &mut vector {
            *weight /= length;
        }
    }
    vector
}

#[expect(clippy::cast_precision_loss, reason = "counts of statements weigh terms, and need no more digits")]
const fn float(count: usize) -> f32 {
    count as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An index of statements with these terms.
    fn index(statements: &[&[u32]]) -> Index {
        let mut index = Index::default();
        let readings: Vec<Reading> = statements.iter().map(|terms| Reading::of_terms(terms)).collect();
        for reading in &readings {
            index.count(reading);
        }
        for reading in &readings {
            index.add(reading, readings.len());
        }
        index
    }

    #[test]
    fn the_likest_statement_comes_first_and_never_the_statement_itself() {
        let mut index = index(&[&[0, 1, 2, 3], &[0, 1, 2, 4], &[0, 5, 6, 7], &[8, 9]]);
        let check = |index: &mut Index, number, most, expected: &[usize]| {
            assert_eq!(index.partners(number, most).0, expected, "{number} {most}");
        };
        check(&mut index, 0, 9, &[1, 2]);
        check(&mut index, 0, 1, &[1]);
        check(&mut index, 2, 9, &[0, 1]);
        check(&mut index, 3, 9, &[]);
        assert!(index.own_likeness(0, 1) > index.own_likeness(0, 2));
        assert!((index.own_likeness(1, 1) - 1.0).abs() < 1e-5);
    }

    #[test]
    fn a_term_that_all_have_is_looked_up_at_a_bounded_number_of_places() {
        let terms: Vec<[u32; 1]> = vec![[0]; 3 * PLACES];
        let mut index = index(&terms.iter().map(<[u32; 1]>::as_slice).collect::<Vec<_>>());
        let (partners, looked_at) = index.partners(7, 5);
        assert_eq!((partners.len(), looked_at), (5, PLACES));
    }
}
