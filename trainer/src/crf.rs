//! A linear-chain conditional random field, trained by stochastic gradient descent (`AdaGrad`) with dropout of features.
//!
//! The same examples and settings give the same weights, bit for bit, on one machine: nothing here is parallel, and
//! chance is a counter. This file must not know what features and labels mean.

use counterpoint::domain::suggest::chain::{Passes, Scores, Steps, exponentials};
use counterpoint::domain::suggest::features::{PLACES, SHAPES};
use counterpoint::domain::suggest::label::{LABELS, Label};

use crate::examples::Example;

/// How to train.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    /// How often every example is seen.
    pub(crate) epochs: usize,
    /// The size of a step at first; it falls to a tenth.
    pub(crate) rate: f32,
    /// How strongly weights are drawn to nought.
    pub(crate) decay: f32,
    /// The share of features that are left out each time an example is seen.
    pub(crate) dropout: f32,
    /// Where chance begins.
    pub(crate) seed: u64,
}

/// Weights of features and of steps.
#[derive(Clone, Debug)]
pub(crate) struct Weights {
    pub(crate) features: Vec<Scores>,
    pub(crate) places: Vec<Steps>,
    pub(crate) shapes: Vec<Steps>,
}

impl Weights {
    fn nought(features: usize) -> Self {
        Self {
            features: vec![[0.0; LABELS]; features],
            places: vec![[[0.0; LABELS]; LABELS]; PLACES],
            shapes: vec![[[0.0; LABELS]; LABELS]; SHAPES],
        }
    }

    /// The mean of the weights of several models with the same features.
    #[expect(clippy::cast_precision_loss, reason = "a few models")]
    pub(crate) fn mean(models: Vec<Self>) -> Self {
        let count = models.len() as f32;
        let sum = models.into_iter().reduce(|mut sum, mut model| {
            sum.numbers().zip(model.numbers()).for_each(|(sum, weight)| *sum += *weight);
            sum
        });
        let mut mean = sum.unwrap_or_else(|| Self::nought(0));
        mean.numbers().for_each(|weight| *weight /= count);
        mean
    }

    fn numbers(&mut self) -> impl Iterator<Item = &mut f32> {
        let steps = self.places.iter_mut().chain(&mut self.shapes);
        self.features.as_flattened_mut().iter_mut().chain(steps.flat_map(|steps| steps.as_flattened_mut()))
    }

    fn scores(&self, example: &Example) -> Vec<Scores> {
        let score = |at| {
            let mut sums = [0.0; LABELS];
            for &feature in example.of(at) {
                sums.iter_mut().zip(&self.features[feature as usize]).for_each(|(sum, weight)| *sum += weight);
            }
            sums
        };
        (0..example.labels.len()).map(score).collect()
    }

    /// The exponentials of the scores of every step of an example.
    fn odds(&self, example: &Example) -> Vec<Steps> {
        let steps = example.places.iter().zip(&example.shapes);
        steps
            .map(|(&place, &shape)| {
                let mut odds = [[0.0; LABELS]; LABELS];
                for (before, label) in Label::ALL.into_iter().enumerate() {
                    for (after, next) in Label::ALL.into_iter().enumerate() {
                        if label.may_precede(next) {
                            let score = self.places[place][before][after] + self.shapes[shape][before][after];
                            odds[before][after] = score.exp();
                        }
                    }
                }
                odds
            })
            .collect()
    }
}

/// Chance that is the same each time: a linear congruential generator (Knuth's constants).
#[derive(Debug)]
struct Chance(u64);

impl Chance {
    /// A number below `limit`, which is at most 2³¹.
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit
    }
}

/// Trains weights for features numbered below `features`: the mean of those after each epoch of the second half.
#[expect(clippy::cast_precision_loss, reason = "counts of epochs")]
pub(crate) fn train(examples: &[Example], features: usize, settings: &Settings) -> Weights {
    let mut weights = Weights::nought(features);
    let mut squares = Weights::nought(features);
    let mut mean = Weights::nought(features);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut chance = Chance(settings.seed);
    for epoch in 0..settings.epochs {
        for last in (1..order.len()).rev() {
            order.swap(last, chance.below(last + 1));
        }
        let rate = settings.rate * (1.0 - epoch as f32 / settings.epochs as f32).max(0.1);
        let descent = Descent { rate, decay: settings.decay };
        for &number in &order {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a share of 65,536")]
            let kept = ((1.0 - settings.dropout) * 65_536.0) as usize;
            let example = examples[number].with(|feature| (chance.below(65_536) < kept).then_some(feature));
            descent.learn(&mut weights, &mut squares, &example);
        }
        if epoch * 2 >= settings.epochs {
            mean.numbers().zip(weights.numbers()).for_each(|(sum, &mut weight)| *sum += weight);
        }
    }
    let summed = (settings.epochs - settings.epochs.div_ceil(2)) as f32;
    // With all features there, each weighs less.
    let share = (1.0 - settings.dropout) / summed;
    mean.features.as_flattened_mut().iter_mut().for_each(|weight| *weight *= share);
    let steps = mean.places.iter_mut().chain(&mut mean.shapes);
    steps.for_each(|steps| steps.as_flattened_mut().iter_mut().for_each(|weight| *weight /= summed));
    mean
}

struct Descent {
    rate: f32,
    decay: f32,
}

impl Descent {
    /// One step down the gradient of minus the likelihood of an example's labels.
    fn learn(&self, weights: &mut Weights, squares: &mut Weights, example: &Example) {
        let scores = weights.scores(example);
        let odds = weights.odds(example);
        let passes = Passes::new(&scores, |at| &odds[at]);
        for at in 0..example.labels.len() {
            let mut gradient = passes.label(at);
            gradient[example.labels[at] as usize] -= 1.0;
            if gradient.iter().all(|part| part.abs() < 1e-4) {
                continue;
            }
            for &feature in example.of(at) {
                let feature = feature as usize;
                self.descend(&mut weights.features[feature], &mut squares.features[feature], &gradient);
            }
            if at > 0 {
                let mut gradient = steps(&passes, &odds[at], &scores[at], at);
                gradient[example.labels[at - 1] as usize][example.labels[at] as usize] -= 1.0;
                let (place, shape) = (example.places[at], example.shapes[at]);
                for (before, part) in gradient.iter().enumerate() {
                    self.descend(&mut weights.places[place][before], &mut squares.places[place][before], part);
                    self.descend(&mut weights.shapes[shape][before], &mut squares.shapes[shape][before], part);
                }
            }
        }
    }

    fn descend(&self, weights: &mut Scores, squares: &mut Scores, gradient: &Scores) {
        for label in 0..LABELS {
            let gradient = gradient[label] + self.decay * weights[label];
            squares[label] += gradient * gradient;
            weights[label] -= self.rate * gradient / (squares[label].sqrt() + 1e-6);
        }
    }
}

/// The probability of each step to token `at`.
fn steps(passes: &Passes, odds: &Steps, scores: &Scores, at: usize) -> Steps {
    let own = exponentials(scores);
    let (forward, backward) = (&passes.forward[at - 1], &passes.backward[at]);
    let mut steps = *odds;
    for (steps, before) in steps.iter_mut().zip(forward) {
        for (label, step) in steps.iter_mut().enumerate() {
            *step *= before * own[label] * backward[label];
        }
    }
    let sum: f32 = steps.as_flattened().iter().sum();
    steps.as_flattened_mut().iter_mut().for_each(|step| *step /= sum.max(f32::MIN_POSITIVE));
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Examples in which a token's one feature tells its label, but for feature 2, which only goes on with what was.
    fn examples() -> Vec<Example> {
        let example = |features: &[u32], labels: &[Label]| Example {
            features: features.to_vec(),
            starts: (0..=features.len()).collect(),
            places: vec![0; features.len()],
            shapes: vec![0; features.len()],
            labels: labels.to_vec(),
        };
        let (outside, first, on) = (Label::Outside, Label::After, Label::AfterOn);
        vec![
            example(&[0, 1, 2, 2, 0], &[outside, first, on, on, outside]),
            example(&[0, 2, 2, 0], &[outside; 4]),
            example(&[1, 2, 0, 2], &[first, on, outside, outside]),
        ]
    }

    const SETTINGS: Settings = Settings { epochs: 60, rate: 0.3, decay: 0.0, dropout: 0.0, seed: 1 };

    #[test]
    fn what_examples_tell_is_learnt() {
        let weights = train(&examples(), 3, &SETTINGS);
        for example in examples() {
            let odds = weights.odds(&example);
            let passes = Passes::new(&weights.scores(&example), |at| &odds[at]);
            for (at, label) in example.labels.iter().enumerate() {
                let likely = passes.label(at)[*label as usize];
                assert!(likely > 0.7, "token {at} of {:?} is {label:?} with {likely}", example.features);
            }
        }
    }

    #[test]
    fn the_same_examples_give_the_same_weights() {
        let settings = Settings { epochs: 5, dropout: 0.4, ..SETTINGS };
        let (one, other) = (train(&examples(), 3, &settings), train(&examples(), 3, &settings));
        assert_eq!(one.features, other.features);
        assert_eq!(one.places, other.places);
    }
}
