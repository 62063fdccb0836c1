//! How well a ranking finds the pairs that are known.
//!
//! A method gives every pair of statements of a story a score. Statements: for each statement that has a true partner,
//! all others of its story are ranked by the score of the pair, and recall at k is the share of its partners among the
//! first k; the reciprocal rank is that of the first partner. Both are averaged over the statements. List: all pairs of
//! a story are ranked, and recall at k is the share of its true pairs among the first k, averaged over the stories.
//! Among equal scores, every order counts alike.

use std::collections::{BTreeMap, HashMap};

use counterpoint::domain::suggest::contradictions::{Statement, candidates};

use crate::stories::{Label, Story};

/// A way to rank.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Method {
    /// Every pair alike.
    Random,
    /// The cosine of words as they are written, weighted by how rare they are among the statements.
    WordsInCommon,
    /// What the page proposes.
    Candidates,
}

/// Scores of pairs; what has none counts as nought.
type Scores = HashMap<(usize, usize), f64>;

impl Method {
    pub(crate) const ALL: [Self; 3] = [Self::Random, Self::WordsInCommon, Self::Candidates];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Random => "random",
            Self::WordsInCommon => "TF-IDF cosine",
            Self::Candidates => "candidates",
        }
    }

    fn scores(self, statements: &[Statement]) -> Scores {
        match self {
            Self::Random => Scores::new(),
            Self::WordsInCommon => words_in_common(statements),
            Self::Candidates => {
                let found = candidates(statements).into_iter();
                found.map(|found| (ordered(found.one, found.other), f64::from(found.score))).collect()
            }
        }
    }
}

const fn ordered(one: usize, other: usize) -> (usize, usize) {
    if one < other { (one, other) } else { (other, one) }
}

#[expect(clippy::cast_precision_loss, reason = "counts of a few thousand")]
const fn float(count: usize) -> f64 {
    count as f64
}

fn words_in_common(statements: &[Statement]) -> Scores {
    let counts: Vec<BTreeMap<String, f64>> = statements.iter().map(|statement| counts(&statement.text)).collect();
    let mut frequencies: BTreeMap<&str, f64> = BTreeMap::new();
    for word in counts.iter().flat_map(BTreeMap::keys) {
        *frequencies.entry(word).or_default() += 1.0;
    }
    let vectors: Vec<BTreeMap<&str, f64>> = counts
        .iter()
        .map(|counts| {
            let weigh = |word: &str, count: f64| count * (float(statements.len()) / frequencies[word]).ln();
            let weighted: Vec<(&str, f64)> =
                counts.iter().map(|(word, &count)| (word.as_str(), weigh(word, count))).collect();
            let length =
                weighted.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt().max(f64::MIN_POSITIVE);
            weighted.into_iter().map(|(word, weight)| (word, weight / length)).collect()
        })
        .collect();
    let mut scores = Scores::new();
    for (one, mine) in vectors.iter().enumerate() {
        for (other, its) in vectors.iter().enumerate().skip(one + 1) {
            let cosine: f64 = mine.iter().map(|(word, weight)| weight * its.get(word).unwrap_or(&0.0)).sum();
            if cosine > 0.0 {
                scores.insert((one, other), cosine);
            }
        }
    }
    scores
}

fn counts(text: &str) -> BTreeMap<String, f64> {
    let mut counts = BTreeMap::new();
    for word in text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *counts.entry(word.to_lowercase()).or_default() += 1.0;
    }
    counts
}

/// Figures of one method over several stories, each from nought to one.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Figures {
    pub(crate) recall_at_5: f64,
    pub(crate) recall_at_10: f64,
    pub(crate) reciprocal_rank: f64,
    pub(crate) list_at_20: f64,
    pub(crate) list_at_50: f64,
    pub(crate) list_at_100: f64,
    /// How often a hard pair ranks above a true one of its story.
    pub(crate) hard_above_true: f64,
}

/// The figures of a method over `stories`.
pub(crate) fn figures<'a>(method: Method, stories: impl Iterator<Item = &'a Story>) -> Figures {
    let mut sums = Figures::default();
    let (mut queries, mut lists) = (0.0, 0.0);
    let (mut contests, mut lost) = (0.0, 0.0);
    for story in stories {
        let scores = method.scores(&story.statements);
        let score = |one, other| scores.get(&ordered(one, other)).copied().unwrap_or(0.0);
        let of = |label| story.pairs.iter().filter(move |pair| pair.2 == label).map(|&(one, other, _)| (one, other));
        let count = story.statements.len();
        for query in 0..count {
            let is_query = |&(one, other): &(usize, usize)| one == query || other == query;
            let partners: Vec<f64> = of(Label::True).filter(is_query).map(|(one, other)| score(one, other)).collect();
            if partners.is_empty() {
                continue;
            }
            let others = (0..count).filter(|&other| other != query).map(|other| score(query, other));
            let places = Places::among(others.collect());
            queries += 1.0;
            sums.recall_at_5 += places.recall(&partners, 5.0);
            sums.recall_at_10 += places.recall(&partners, 10.0);
            let ranks = partners.iter().map(|&partner| places.reciprocal_rank(partner));
            sums.reciprocal_rank += ranks.fold(0.0, f64::max);
        }
        let all = (0..count).flat_map(|one| (one + 1..count).map(move |other| (one, other)));
        let places = Places::among(all.map(|(one, other)| score(one, other)).collect());
        let wanted: Vec<f64> = of(Label::True).map(|(one, other)| score(one, other)).collect();
        lists += 1.0;
        sums.list_at_20 += places.recall(&wanted, 20.0);
        sums.list_at_50 += places.recall(&wanted, 50.0);
        sums.list_at_100 += places.recall(&wanted, 100.0);
        for (one, other) in of(Label::Hard) {
            let hard = score(one, other);
            contests += float(wanted.len());
            lost += wanted.iter().map(|&wanted| above(hard, wanted)).sum::<f64>();
        }
    }
    Figures {
        recall_at_5: sums.recall_at_5 / queries,
        recall_at_10: sums.recall_at_10 / queries,
        reciprocal_rank: sums.reciprocal_rank / queries,
        list_at_20: sums.list_at_20 / lists,
        list_at_50: sums.list_at_50 / lists,
        list_at_100: sums.list_at_100 / lists,
        hard_above_true: lost / contests,
    }
}

fn above(hard: f64, wanted: f64) -> f64 {
    match hard.total_cmp(&wanted) {
        std::cmp::Ordering::Greater => 1.0,
        std::cmp::Ordering::Equal => 0.5,
        std::cmp::Ordering::Less => 0.0,
    }
}

/// Scores in descending order.
struct Places(Vec<f64>);

impl Places {
    fn among(mut scores: Vec<f64>) -> Self {
        scores.sort_by(|one, other| other.total_cmp(one));
        Self(scores)
    }

    /// How many stand before all of this score, and how many have it.
    fn ties(&self, score: f64) -> (usize, usize) {
        let before = self.0.partition_point(|its| *its > score);
        (before, self.0.partition_point(|its| *its >= score) - before)
    }

    fn recall(&self, wanted: &[f64], most: f64) -> f64 {
        let found = wanted.iter().map(|&score| {
            let (before, ties) = self.ties(score);
            ((most - float(before)) / float(ties)).clamp(0.0, 1.0)
        });
        found.sum::<f64>() / float(wanted.len())
    }

    fn reciprocal_rank(&self, score: f64) -> f64 {
        let (before, ties) = self.ties(score);
        (1..=ties).map(|tie| 1.0 / float(before + tie)).sum::<f64>() / float(ties)
    }
}

#[cfg(test)]
mod tests {
    use counterpoint::domain::suggest::contradictions::Candidate;

    use super::*;
    use crate::stories::{Half, read_stories};
    use crate::table::project_dir;

    #[test]
    fn candidates_find_more_than_words_in_common_on_the_half_that_nothing_was_chosen_with() {
        let stories = read_stories(&project_dir()).expect("the stories can be read");
        let of = |method| figures(method, stories.iter().filter(|story| story.half == Half::Report));
        let (words, found) = (of(Method::WordsInCommon), of(Method::Candidates));
        assert!(found.recall_at_5 > words.recall_at_5 + 0.05, "{found:?} {words:?}");
        assert!(found.recall_at_10 > words.recall_at_10 + 0.05, "{found:?} {words:?}");
        assert!(found.reciprocal_rank > words.reciprocal_rank + 0.05, "{found:?} {words:?}");
        assert!(found.hard_above_true < words.hard_above_true - 0.03, "{found:?} {words:?}");
    }

    #[test]
    fn the_accounts_of_the_articles_that_are_served_differ_as_they_were_written_to() {
        let stories = read_stories(&project_dir()).expect("the stories can be read");
        let is_served = |story: &&Story| story.statements[0].article.as_str().starts_with("articles/");
        let story = stories.iter().find(is_served).expect("the articles of the project have pairs");
        let found = candidates(&story.statements);
        let check = |one: &str, other: &str, reason: &str| {
            let says = |number: usize, words: &str| story.statements[number].text.contains(words);
            let is_it = |found: &&Candidate| {
                says(found.one, one) && says(found.other, other) || says(found.one, other) && says(found.other, one)
            };
            let pair =
                found.iter().take(40).find(is_it).unwrap_or_else(|| panic!("{one:?} and {other:?} are not there"));
            assert!(pair.reason.words().contains(reason), "{}", pair.reason.words());
        };
        check("kept waiting for nine hours", "were set up fast", "Witkoff");
        check("an unconditional ceasefire of 30 days", "on one condition", "one says there is none");
        check("an unconditional ceasefire of 30 days", "only if Russia stops", "one says there is none");
    }

    #[test]
    fn equal_scores_share_their_places() {
        let places = Places::among(vec![0.9, 0.5, 0.5, 0.0, 0.0, 0.0, 0.0]);
        let check = |score, most, recall: f64, rank: f64| {
            assert!((places.recall(&[score], most) - recall).abs() < 1e-9, "{score} {most}");
            assert!((places.reciprocal_rank(score) - rank).abs() < 1e-9, "{score} {most}");
        };
        check(0.9, 1.0, 1.0, 1.0);
        check(0.5, 2.0, 0.5, 5.0 / 12.0);
        check(0.0, 5.0, 0.5, (1.0 / 4.0 + 1.0 / 5.0 + 1.0 / 6.0 + 1.0 / 7.0) / 4.0);
    }
}
