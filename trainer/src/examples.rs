//! A corpus made into numbers: the units of its texts with the features and the label of every token.
//!
//! How likely a word is a cue is counted over the other texts, never over the one that the features are for: else a
//! model would trust it too much. This file must not know how weights are found.

use std::collections::{BTreeMap, HashMap};

use counterpoint::domain::suggest::FEATURE_BITS;
use counterpoint::domain::suggest::features::{Features, Likelihood};
use counterpoint::domain::suggest::label::Label;
use counterpoint::domain::suggest::token::{Unit, groups, units};

use crate::corpus::Document;
use crate::gold;

/// A unit in numbers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Example {
    /// The features of all tokens, one token after the other.
    pub(crate) features: Vec<u32>,
    /// Where the features of each token begin, and at last where they end.
    pub(crate) starts: Vec<usize>,
    /// The place before each token.
    pub(crate) places: Vec<usize>,
    /// The shape of each token.
    pub(crate) shapes: Vec<usize>,
    /// The label of each token.
    pub(crate) labels: Vec<Label>,
}

impl Example {
    /// The features of a token.
    pub(crate) fn of(&self, at: usize) -> &[u32] {
        &self.features[self.starts[at]..self.starts[at + 1]]
    }

    /// The same with each feature replaced, or dropped where there is nothing to replace it.
    pub(crate) fn with(&self, mut replace: impl FnMut(u32) -> Option<u32>) -> Self {
        let mut features = Vec::with_capacity(self.features.len());
        let mut starts = vec![0];
        for at in 0..self.labels.len() {
            features.extend(self.of(at).iter().filter_map(|&feature| replace(feature)));
            starts.push(features.len());
        }
        Self { features, starts, ..self.clone() }
    }
}

/// How often a word stood in a cue, and at all.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    cue: u32,
    all: u32,
}

/// Words that stood in texts by their hashes.
type Counts = HashMap<u32, Count>;

/// The examples of a corpus, and how likely words are cues over all of it.
pub(crate) fn examples(documents: &[Document]) -> (Vec<Example>, Vec<(u32, Likelihood)>) {
    let labelled: Vec<Vec<(Unit, Vec<Label>)>> = documents.iter().map(label).collect();
    let mut all = Counts::new();
    let mut by_text: BTreeMap<&str, Counts> = BTreeMap::new();
    for (document, units) in documents.iter().zip(&labelled) {
        let own = by_text.entry(&document.name).or_default();
        for (unit, labels) in units {
            for (token, label) in unit.tokens.iter().zip(labels).filter(|(token, _)| token.is_word()) {
                let is_cue = u32::from(matches!(label, Label::Cue | Label::CueOn));
                for counts in [&mut all, own] {
                    let count = counts.entry(token.word).or_default();
                    count.cue += is_cue;
                    count.all += 1;
                }
            }
        }
    }
    let mut examples = Vec::new();
    for (document, units) in documents.iter().zip(&labelled) {
        let own = &by_text[document.name.as_str()];
        let elsewhere = |word: u32| {
            let (all, own) =
                (all.get(&word).copied().unwrap_or_default(), own.get(&word).copied().unwrap_or_default());
            likelihood(Count { cue: all.cue - own.cue, all: all.all - own.all })
        };
        for (number, (unit, labels)) in units.iter().enumerate() {
            examples.push(example(unit, number == 0, labels, elsewhere));
        }
    }
    let mut cues: Vec<_> = all.into_iter().map(|(word, count)| (word, likelihood(count))).collect();
    cues.retain(|&(_, likelihood)| likelihood > 0);
    cues.sort_unstable();
    (examples, cues)
}

fn label(document: &Document) -> Vec<(Unit, Vec<Label>)> {
    let groups = groups(&document.text, &document.regions);
    let units = groups.into_iter().flat_map(|group| units(&document.text, group));
    units
        .map(|unit| {
            let labels = gold::labels(&unit, &document.attributions);
            (unit, labels)
        })
        .collect()
}

fn example(unit: &Unit, is_first: bool, labels: &[Label], likelihood: impl Fn(u32) -> Likelihood) -> Example {
    let looked = Features::new(unit, is_first, likelihood);
    let mut example = Example { labels: labels.to_vec(), starts: vec![0], ..Example::default() };
    for at in 0..unit.tokens.len() {
        looked.each(at, |hash| example.features.push(hash & ((1 << FEATURE_BITS) - 1)));
        example.starts.push(example.features.len());
        example.places.push(looked.place(at));
        example.shapes.push(unit.tokens[at].shape as usize);
    }
    example
}

/// How likely a word is a cue, rare ones being drawn towards the mean.
fn likelihood(count: Count) -> Likelihood {
    const RARE: f64 = 10.0;
    const MEAN: f64 = 0.03;
    const STEPS: [f64; 7] = [0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.85];
    let share = (f64::from(count.cue) + RARE * MEAN) / (f64::from(count.all) + RARE);
    let steps = STEPS.into_iter().filter(|&step| share >= step).count();
    Likelihood::try_from(steps).unwrap_or(Likelihood::MAX)
}
