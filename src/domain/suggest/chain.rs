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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_follow_the_scores_as_far_as_they_may() {
        let flat = [[0.0; LABELS]; LABELS];
        let score = |label: Label| std::array::from_fn(|number| if number == label as usize { 2.0 } else { 0.0 });
        let check = |labels: &[Label], expected: &[Label]| {
            let tokens: Vec<Scores> = labels.iter().map(|&label| score(label)).collect();
            assert_eq!(best(&tokens, |_| &flat), expected, "{labels:?}");
        };
        check(&[], &[]);
        check(&[Label::Cue, Label::CueOn], &[Label::Cue, Label::CueOn]);
        check(&[Label::After, Label::AfterOn, Label::Outside], &[Label::After, Label::AfterOn, Label::Outside]);
        // What goes on has to begin.
        let forced = best(&[score(Label::CueOn), score(Label::CueOn)], |_| &flat);
        assert_eq!(forced[1], Label::CueOn);
        assert_eq!(forced[0], Label::Cue);
    }

    #[test]
    fn probabilities_are_those_of_all_labellings_together() {
        let steps: Steps = std::array::from_fn(|before| {
            std::array::from_fn(|after| {
                let may = Label::ALL[before].may_precede(Label::ALL[after]);
                if may { 1.0 + f32::from(u8::from(before == after)) } else { 0.0 }
            })
        });
        let tokens: Vec<Scores> = vec![
            std::array::from_fn(|label| f32::from(u8::from(label == 3)) - 0.5),
            [0.0; LABELS],
            std::array::from_fn(|label| f32::from(u8::from(label % 3 == 1))),
        ];
        let passes = Passes::new(&tokens, |_| &steps);
        // Every labelling of three tokens.
        let mut sums = [[0.0_f32; LABELS]; 3];
        for one in 0..LABELS {
            for two in 0..LABELS {
                for three in 0..LABELS {
                    let begins = f32::from(u8::from(Label::ALL[one].may_begin()));
                    let odds = (tokens[0][one] + tokens[1][two] + tokens[2][three]).exp();
                    let odds = begins * odds * steps[one][two] * steps[two][three];
                    sums[0][one] += odds;
                    sums[1][two] += odds;
                    sums[2][three] += odds;
                }
            }
        }
        for (at, sums) in sums.iter().enumerate() {
            let total: f32 = sums.iter().sum();
            for (likely, sum) in passes.label(at).iter().zip(sums) {
                assert!((likely - sum / total).abs() < 1e-5, "token {at}: {likely} is not {}", sum / total);
            }
        }
    }
}
