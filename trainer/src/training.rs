//! From a corpus to a model: train with every feature, keep those that weigh most, train again with these alone, and
//! round. It must not know how gradients are taken.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use counterpoint::domain::suggest::Parts;
use counterpoint::domain::suggest::chain::{Scores, Steps};
use counterpoint::domain::suggest::label::LABELS;

use crate::corpus;
use crate::crf::{Settings, Weights, train};
use crate::examples::{Example, examples};

/// A feature must occur this often to be looked at.
const OFTEN: u32 = 4;
/// This many features are kept: with these the model fits its size.
const KEPT: usize = 34_000;
/// With all features.
const BROAD: Settings = Settings { epochs: 10, rate: 0.03, decay: 0.002, dropout: 0.5, seed: 1 };
/// With those that are kept.
const NARROW: Settings = Settings { epochs: 12, rate: 0.03, decay: 0.002, dropout: 0.3, seed: 2 };
/// So many models are trained with these, each in an order of its own, and their mean is kept: it errs less than each.
const MODELS: u64 = 4;
/// What a weight of one stands for. The finest that keeps the largest weight within eight bits would be finer than
/// the noise; coarser ones lose.
const UNIT: f32 = 0.016;
/// Tuned on the development set: raises recall until precision has paid for it.
const CAUTION: f32 = 0.1;

/// Trains on `corpus` and writes the model to the file `model`.
pub(crate) fn run(corpus: &Path, model: &Path) -> Result<()> {
    let documents = corpus::read(corpus)?;
    eprintln!("read {} annotated texts", documents.len());
    let (examples, cues) = examples(&documents);
    drop(documents);
    let broad = frequent(&examples);
    eprintln!("{} units, {} features that occur {OFTEN} times", examples.len(), broad.len());
    let examples = renumbered(&examples, &broad);
    let weights = train(&examples, broad.len(), &BROAD);
    let kept = weightiest(&examples, &weights);
    let hashes: Vec<u32> = kept.iter().map(|&number| broad[number as usize]).collect();
    let examples = renumbered(&examples, &kept);
    eprintln!("kept {} features", kept.len());
    let models: Vec<Weights> = (0..MODELS)
        .map(|number| train(&examples, kept.len(), &Settings { seed: NARROW.seed + number, ..NARROW }))
        .collect();
    let weights = Weights::mean(models);
    let bytes = round(cues, &hashes, &weights).write();
    fs::write(model, &bytes).with_context(|| format!("cannot write {}", model.display()))?;
    eprintln!("wrote {}: {} bytes", model.display(), bytes.len());
    Ok(())
}

/// The features that occur often enough, ascending.
fn frequent(examples: &[Example]) -> Vec<u32> {
    let mut counts = vec![0_u32; 1 << counterpoint::domain::suggest::FEATURE_BITS];
    for &feature in examples.iter().flat_map(|example| &example.features) {
        counts[feature as usize] += 1;
    }
    (0_u32..).zip(counts).filter(|&(_, count)| count >= OFTEN).map(|(feature, _)| feature).collect()
}

/// The examples with features numbered by their place in `features`, which ascend; others are dropped.
fn renumbered(examples: &[Example], features: &[u32]) -> Vec<Example> {
    let numbers: BTreeMap<u32, u32> = features.iter().copied().zip(0..).collect();
    let largest = features.last().map_or(0, |&last| last as usize + 1);
    let mut table = vec![None; largest];
    for (feature, number) in numbers {
        table[feature as usize] = Some(number);
    }
    examples.iter().map(|example| example.with(|feature| table.get(feature as usize).copied().flatten())).collect()
}

/// The numbers of the [`KEPT`] features whose weights make the most of a difference over the corpus, ascending.
fn weightiest(examples: &[Example], weights: &Weights) -> Vec<u32> {
    let mut counts = vec![0.0_f32; weights.features.len()];
    for &feature in examples.iter().flat_map(|example| &example.features) {
        counts[feature as usize] += 1.0;
    }
    let weight = |number: usize| {
        let squares: f32 = weights.features[number].iter().map(|weight| weight * weight).sum();
        (squares * counts[number]).sqrt()
    };
    let mut numbers: Vec<u32> = (0..).take(weights.features.len()).collect();
    numbers.sort_by(|&one, &other| weight(other as usize).total_cmp(&weight(one as usize)).then(one.cmp(&other)));
    numbers.truncate(KEPT);
    numbers.sort_unstable();
    numbers
}

/// The model in small integers.
fn round(cues: Vec<(u32, u8)>, hashes: &[u32], weights: &Weights) -> Parts {
    let features = hashes.iter().zip(&weights.features).map(|(&hash, weights)| (hash, centred(weights).map(rounded)));
    let steps = |steps: &[Steps]| steps.iter().map(|steps| steps.map(|scores| scores.map(rounded))).collect();
    Parts {
        cues,
        // A feature whose weights are all nought after rounding says nothing.
        features: features.filter(|(_, weights)| *weights != [0; LABELS]).collect(),
        places: steps(&weights.places),
        shapes: steps(&weights.shapes),
        unit: UNIT,
        caution: CAUTION,
    }
}

/// The same weights less their median: what all labels share tells nothing apart, and noughts pack well.
fn centred(weights: &Scores) -> Scores {
    let mut sorted = *weights;
    sorted.sort_by(f32::total_cmp);
    weights.map(|weight| weight - sorted[LABELS / 2])
}

#[expect(clippy::cast_possible_truncation, reason = "within eight bits")]
fn rounded(weight: f32) -> i8 {
    (weight / UNIT).round().clamp(-127.0, 127.0) as i8
}
