//! A linear chain of labels: the most likely one for the scores of its tokens, and how likely each of its labels is.
//!
//! Scores are natural logarithms. This file must not know where they come from.

use super::label::{LABELS, Label};

/// A score, or a probability, for every label.
pub type Scores = [f32; LABELS];

/// A score for every pair of labels: first the one before, then the one after.
pub type Steps = [Scores; LABELS];

/// Far below any score: what may not be.
const NEVER: f32 = -1e9;

/// The best labels for `tokens`, where `step(at)` scores the step to token `at` from the one before it.
#[must_use]
pub fn best<'a>(tokens: &[Scores], step: impl Fn(usize) -> &'a Steps) -> Vec<Label> {
    let Some(first) = tokens.first() else { return Vec::new() };
    let mut scores = *first;
    for (score, label) in scores.iter_mut().zip(Label::ALL) {
        if !label.may_begin() {
            *score = NEVER;
        }
    }
    let mut back = vec![[0_u8; LABELS]; tokens.len()];
    for (at, token) in tokens.iter().enumerate().skip(1) {
        let steps = step(at);
        let mut next = [f32::MIN; LABELS];
        for (before, label) in Label::ALL.into_iter().enumerate() {
            for (after, following) in Label::ALL.into_iter().enumerate() {
                let score = scores[before] + steps[before][after];
                if label.may_precede(following) && score > next[after] {
                    next[after] = score;
                    back[at][after] = u8::try_from(before).unwrap_or(0);
                }
            }
        }
        for (score, token) in next.iter_mut().zip(token) {
            *score += token;
        }
        scores = next;
    }
    let mut label = (0..LABELS).max_by(|&one, &other| scores[one].total_cmp(&scores[other])).unwrap_or(0);
    let mut labels = vec![Label::Outside; tokens.len()];
    for (at, place) in labels.iter_mut().enumerate().rev() {
        *place = Label::ALL[label];
        label = usize::from(back[at][label]);
    }
    labels
}

/// What stands before and behind each token makes of its labels.
#[derive(Clone, Debug)]
pub struct Passes {
    /// How likely each label is for what stands up to the token, and with it.
    pub forward: Vec<Scores>,
    /// How likely each label makes what stands behind the token, up to a factor.
    pub backward: Vec<Scores>,
}

impl Passes {
    /// Both passes over `tokens`, where `step(at)` gives the exponentials of the scores of the step to token `at`.
    #[must_use]
    pub fn new<'a>(tokens: &[Scores], step: impl Fn(usize) -> &'a Steps) -> Self {
        let mut forward: Vec<Scores> = Vec::with_capacity(tokens.len());
        for (at, token) in tokens.iter().enumerate() {
            let mut own = exponentials(token);
            match forward.last() {
                None => {
                    for (odds, label) in own.iter_mut().zip(Label::ALL) {
                        *odds *= f32::from(u8::from(label.may_begin()));
                    }
                }
                Some(last) => {
                    let mut sums = [0.0; LABELS];
                    for (before, steps) in last.iter().zip(step(at)) {
                        sums.iter_mut().zip(steps).for_each(|(sum, step)| *sum += before * step);
                    }
                    own.iter_mut().zip(sums).for_each(|(odds, sum)| *odds *= sum);
                }
            }
            forward.push(shares(own));
        }
        let mut backward = vec![[1.0; LABELS]; tokens.len()];
        for at in (1..tokens.len()).rev() {
            let own = exponentials(&tokens[at]);
            let behind = backward[at];
            let weighed: Scores = std::array::from_fn(|label| own[label] * behind[label]);
            let sum = |steps: &Scores| steps.iter().zip(&weighed).map(|(step, odds)| step * odds).sum();
            backward[at - 1] = shares(step(at).each_ref().map(sum));
        }
        Self { forward, backward }
    }

    /// The probability of each label of token `at`.
    #[must_use]
    pub fn label(&self, at: usize) -> Scores {
        let (forward, backward) = (&self.forward[at], &self.backward[at]);
        shares(std::array::from_fn(|label| forward[label] * backward[label]))
    }
}

/// The exponentials of scores, the greatest being one.
#[must_use]
pub fn exponentials(scores: &Scores) -> Scores {
    let greatest = scores.iter().copied().fold(f32::MIN, f32::max);
    scores.map(|score| (score - greatest).exp())
}

/// The same odds, with a sum of one.
fn shares(odds: Scores) -> Scores {
    let sum: f32 = odds.iter().sum();
    odds.map(|odds| odds / sum.max(f32::MIN_POSITIVE))
}
