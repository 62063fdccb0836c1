//! The trained model: how it is kept in a file, and how it labels a unit.
//!
//! The file is compressed (zlib) and holds numbers alone: the hashes of features, a small integer for each of them and
//! each label, and the same for the steps between labels. It is made by `cargo xtask train`; its card is
//! `models/quotes.md`. This file must not know what a feature means.

use std::fmt;
use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use thiserror::Error;

use super::chain::{Passes, Scores, Steps, best};
use super::features::{Features, Likelihood, PLACES, SHAPES};
use super::label::{LABELS, Label};
use super::link::Link;
use super::token::Unit;

/// The first bytes of a model, with the version of its format and features.
const MAGIC: &[u8; 8] = b"cpquote1";

/// How likely a word is a cue that the project used as one.
const SURE: Likelihood = 6;

/// No model unpacks to more bytes than this.
const LARGEST: u64 = 8 << 20;

/// Features are told apart by this many bits of their hashes.
pub const FEATURE_BITS: u32 = 24;

/// The bits of a feature's hash that are looked up first; the rest is searched for.
const BUCKET_BITS: u32 = 16;

/// Why bytes are no model.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ModelError {
    /// They do not unpack.
    #[error("the model for suggestions does not unpack: it was cut short or is not one")]
    Packing,
    /// They begin otherwise: another version's, or no model.
    #[error("the model for suggestions is of another version of Counterpoint")]
    Version,
    /// They end too early or do not add up.
    #[error("the model for suggestions is damaged at byte {0}")]
    Damaged(usize),
}

/// What a model consists of, as the trainer hands it over.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Parts {
    /// The hashes of words that are cues, ascending, with how likely they are.
    pub cues: Vec<(u32, Likelihood)>,
    /// The features' hashes in [`FEATURE_BITS`] bits, ascending, with a weight a label.
    pub features: Vec<(u32, [i8; LABELS])>,
    /// The weights of steps between labels by the place before a token: [`PLACES`] of them.
    pub places: Vec<[[i8; LABELS]; LABELS]>,
    /// The same by the shape of the token: [`SHAPES`] of them.
    pub shapes: Vec<[[i8; LABELS]; LABELS]>,
    /// What a weight of one adds to a score.
    pub unit: f32,
    /// What is taken off the score of a token that plays no part: more finds more and errs more.
    pub caution: f32,
}

/// A model that is ready to label.
#[derive(Clone)]
pub struct Model {
    cues: Vec<(u32, Likelihood)>,
    /// Where the features of each bucket begin.
    buckets: Vec<u32>,
    /// The last bits of the features' hashes.
    rests: Vec<u8>,
    weights: Vec<[i8; LABELS]>,
    /// The scores of steps, by place and shape, and their exponentials.
    steps: Vec<Steps>,
    odds: Vec<Steps>,
    unit: f32,
    caution: f32,
}

/// Tells how much there is of it: the numbers themselves would fill books.
impl fmt::Debug for Model {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Model of {} features and {} cues", self.weights.len(), self.cues.len())
    }
}

impl Model {
    /// Reads a model from the bytes of its file.
    ///
    /// # Errors
    /// They are not a model, or one of another version.
    pub fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        Ok(Self::new(&Parts::read(bytes)?))
    }

    /// A model of these parts.
    #[must_use]
    pub fn new(parts: &Parts) -> Self {
        let rest_bits = FEATURE_BITS - BUCKET_BITS;
        let mut buckets = vec![0; (1 << BUCKET_BITS) + 1];
        for (hash, _) in &parts.features {
            buckets[(hash >> rest_bits) as usize + 1] += 1;
        }
        for bucket in 1..buckets.len() {
            buckets[bucket] += buckets[bucket - 1];
        }
        let mut steps = Vec::with_capacity(PLACES * SHAPES);
        let mut odds = Vec::with_capacity(PLACES * SHAPES);
        for place in &parts.places {
            for shape in &parts.shapes {
                let mut score = [[0.0; LABELS]; LABELS];
                let mut odd = score;
                for (before, label) in Label::ALL.into_iter().enumerate() {
                    for (after, next) in Label::ALL.into_iter().enumerate() {
                        let weight = i16::from(place[before][after]) + i16::from(shape[before][after]);
                        score[before][after] = f32::from(weight) * parts.unit;
                        odd[before][after] = if label.may_precede(next) { score[before][after].exp() } else { 0.0 };
                    }
                }
                steps.push(score);
                odds.push(odd);
            }
        }
        Self {
            cues: parts.cues.clone(),
            buckets,
            rests: parts.features.iter().map(|(hash, _)| hash.to_le_bytes()[0]).collect(),
            weights: parts.features.iter().map(|(_, weights)| *weights).collect(),
            steps,
            odds,
            unit: parts.unit,
            caution: parts.caution,
        }
    }

    /// How likely the word with this hash is a cue.
    #[must_use]
    pub fn likelihood(&self, word: u32) -> Likelihood {
        self.cues.binary_search_by_key(&word, |&(cue, _)| cue).map_or(0, |found| self.cues[found].1)
    }

    /// Labels the tokens of a unit. `is_cue` tells of further words, by their hash, that they are cues in this project;
    /// `is_first` is true for the first unit of an article.
    #[must_use]
    pub fn label(&self, unit: &Unit, is_first: bool, is_cue: impl Fn(u32) -> bool) -> Labelled {
        let likelihood = |word| if is_cue(word) { SURE.max(self.likelihood(word)) } else { self.likelihood(word) };
        let features = Features::new(unit, is_first, likelihood);
        let (scores, steps): (Vec<Scores>, Vec<usize>) = (0..unit.tokens.len())
            .map(|at| {
                let mut sums = [0_i32; LABELS];
                features.each(at, |hash| {
                    if let Some(weights) = self.weights_of(hash) {
                        sums.iter_mut().zip(weights).for_each(|(sum, &weight)| *sum += i32::from(weight));
                    }
                });
                #[expect(clippy::cast_precision_loss, reason = "sums of some dozens of small numbers")]
                let mut scores = sums.map(|sum| sum as f32 * self.unit);
                scores[Label::Outside as usize] -= self.caution;
                (scores, features.place(at) * SHAPES + unit.tokens[at].shape as usize)
            })
            .unzip();
        Labelled {
            labels: best(&scores, |at| &self.steps[steps[at]]),
            likely: Passes::new(&scores, |at| &self.odds[steps[at]]),
        }
    }

    fn weights_of(&self, hash: u32) -> Option<&[i8; LABELS]> {
        let hash = hash & ((1 << FEATURE_BITS) - 1);
        let bucket = (hash >> (FEATURE_BITS - BUCKET_BITS)) as usize;
        let (start, end) = (self.buckets[bucket] as usize, self.buckets[bucket + 1] as usize);
        let rest = hash.to_le_bytes()[0];
        let found = self.rests[start..end].iter().position(|&other| other == rest)?;
        Some(&self.weights[start + found])
    }
}

/// What a model makes of a unit.
#[derive(Clone, Debug)]
pub struct Labelled {
    /// The most likely labels.
    pub labels: Vec<Label>,
    likely: Passes,
}

impl Labelled {
    /// How sure the model is of a link, in per cent: the mean probability of the parts that its tokens play, whether a
    /// token is the first of a part or a further one.
    #[must_use]
    pub fn confidence(&self, link: &Link) -> u8 {
        let (mut sum, mut count) = (0.0, 0.0_f32);
        for at in link.parts().flat_map(Clone::clone) {
            let same = Label::ALL.into_iter().zip(self.likely.label(at));
            sum += same.filter(|(label, _)| label.is_like(self.labels[at])).map(|(_, likely)| likely).sum::<f32>();
            count += 1.0;
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 100")]
        let percent = (100.0 * sum / count.max(1.0)).round().clamp(0.0, 100.0) as u8;
        percent
    }
}

impl Parts {
    /// The bytes of the model's file.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(self.unit.to_le_bytes());
        bytes.extend(self.caution.to_le_bytes());
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX).to_le_bytes();
        bytes.extend(number(self.cues.len()));
        bytes.extend(number(self.features.len()));
        put_ascending(&mut bytes, self.cues.iter().map(|&(hash, _)| hash));
        bytes.extend(self.cues.iter().map(|&(_, likelihood)| likelihood));
        put_ascending(&mut bytes, self.features.iter().map(|&(hash, _)| hash));
        // A label at a time: alike numbers side by side pack better.
        for label in 0..LABELS {
            bytes.extend(self.features.iter().map(|(_, weights)| weights[label].to_le_bytes()[0]));
        }
        for matrix in self.places.iter().chain(&self.shapes) {
            bytes.extend(matrix.as_flattened().iter().map(|weight| weight.to_le_bytes()[0]));
        }
        let mut packer = ZlibEncoder::new(Vec::new(), Compression::best());
        packer.write_all(&bytes).and_then(|()| packer.finish()).expect("writing to memory does not fail")
    }

    /// Reads what [`Self::write`] wrote.
    ///
    /// # Errors
    /// As [`Model::read`].
    pub fn read(packed: &[u8]) -> Result<Self, ModelError> {
        let mut bytes = Vec::new();
        ZlibDecoder::new(packed).take(LARGEST).read_to_end(&mut bytes).map_err(|_| ModelError::Packing)?;
        let mut reader = Reader { bytes: &bytes, at: 0 };
        if reader.take(MAGIC.len()).ok() != Some(MAGIC) {
            return Err(ModelError::Version);
        }
        let unit = f32::from_le_bytes(reader.array()?);
        let caution = f32::from_le_bytes(reader.array()?);
        if !unit.is_finite() || !caution.is_finite() {
            return Err(ModelError::Damaged(reader.at));
        }
        let cues = u32::from_le_bytes(reader.array()?) as usize;
        let features = u32::from_le_bytes(reader.array()?) as usize;
        let hashes = reader.ascending(cues, u32::MAX)?;
        let cues = hashes.into_iter().zip(reader.take(cues)?.iter().copied()).collect();
        let hashes = reader.ascending(features, 1 << FEATURE_BITS)?;
        // The hashes are there, so there are no more features than bytes.
        let mut weights = vec![[0; LABELS]; features];
        for label in 0..LABELS {
            for (weights, &byte) in weights.iter_mut().zip(reader.take(features)?) {
                weights[label] = i8::from_le_bytes([byte]);
            }
        }
        let mut matrices = Vec::with_capacity(PLACES + SHAPES);
        for _ in 0..PLACES + SHAPES {
            let mut matrix = [[0; LABELS]; LABELS];
            for (weight, &byte) in matrix.as_flattened_mut().iter_mut().zip(reader.take(LABELS * LABELS)?) {
                *weight = i8::from_le_bytes([byte]);
            }
            matrices.push(matrix);
        }
        let shapes = matrices.split_off(PLACES);
        Ok(Self {
            cues,
            features: hashes.into_iter().zip(weights).collect(),
            places: matrices,
            shapes,
            unit,
            caution,
        })
    }
}

/// Numbers that ascend, as the differences between them, seven bits a byte.
fn put_ascending(bytes: &mut Vec<u8>, numbers: impl Iterator<Item = u32>) {
    let mut last = 0;
    for number in numbers {
        let mut difference = number - last;
        last = number;
        while difference >= 128 {
            bytes.push(difference.to_le_bytes()[0] | 128);
            difference >>= 7;
        }
        bytes.push(difference.to_le_bytes()[0]);
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], ModelError> {
        let end = self.at.checked_add(count);
        let taken = end.and_then(|end| self.bytes.get(self.at..end)).ok_or(ModelError::Damaged(self.at))?;
        self.at += count;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], ModelError> {
        let at = self.at;
        self.take(N)?.try_into().map_err(|_| ModelError::Damaged(at))
    }

    /// `count` numbers below `limit`, as [`put_ascending`] wrote them.
    fn ascending(&mut self, count: usize, limit: u32) -> Result<Vec<u32>, ModelError> {
        let mut numbers = Vec::new();
        let mut last = 0_u32;
        for _ in 0..count {
            let mut difference = 0_u64;
            for shift in (0..35).step_by(7) {
                let byte = self.take(1)?[0];
                difference |= u64::from(byte & 127) << shift;
                if byte < 128 {
                    break;
                }
            }
            let number = u32::try_from(u64::from(last) + difference).ok().filter(|&number| number < limit);
            last = number.ok_or(ModelError::Damaged(self.at))?;
            numbers.push(last);
        }
        Ok(numbers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts() -> Parts {
        let feature = |number: u32| (number * 997, [-5, -4, -3, -2, -1, 0, 1, 2, 3, 127]);
        Parts {
            cues: vec![(7, 3), (1 << 30, 7)],
            features: (0..200).map(feature).collect(),
            places: vec![[[1; LABELS]; LABELS]; PLACES],
            shapes: vec![[[-1; LABELS]; LABELS]; SHAPES],
            unit: 0.01,
            caution: 0.1,
        }
    }

    #[test]
    fn a_model_is_read_as_it_was_written() {
        let parts = parts();
        assert_eq!(Parts::read(&parts.write()), Ok(parts));
    }

    #[test]
    fn weights_are_found_by_hash_and_no_others() {
        let model = Model::new(&parts());
        assert_eq!(model.weights_of(997), Some(&parts().features[1].1));
        assert_eq!(model.weights_of(997 + (1 << 24)), Some(&parts().features[1].1), "more bits than are told apart");
        assert_eq!(model.weights_of(998), None);
        assert_eq!((model.likelihood(7), model.likelihood(8)), (3, 0));
    }

    #[test]
    fn what_is_no_model_is_refused() {
        let whole = parts().write();
        assert_eq!(Parts::read(b""), Err(ModelError::Packing));
        assert_eq!(Parts::read(b"<!doctype html>"), Err(ModelError::Packing));
        for end in 0..whole.len() {
            assert!(Parts::read(&whole[..end]).is_err(), "cut at {end}");
        }
        let packed = |bytes: &[u8]| {
            let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
            packer.write_all(bytes).and_then(|()| packer.finish()).expect("memory")
        };
        assert_eq!(Parts::read(&packed(b"another one")), Err(ModelError::Version));
        assert_eq!(Parts::read(&packed(MAGIC)), Err(ModelError::Damaged(8)));
        // As many features as would not fit in memory
        let mut bytes = MAGIC.to_vec();
        bytes.extend([0; 8]);
        bytes.extend([255; 8]);
        assert!(matches!(Parts::read(&packed(&bytes)), Err(ModelError::Damaged(_))));
    }
}
