//! Times of the main thread, over some rounds of the same thing.

use std::iter::repeat_n;

/// How many rounds count.
const COUNTED: usize = 5;

/// How many more are traced, frame by frame.
const TRACED: usize = 3;

/// What a round is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Round {
    /// What is done for the first time is done more slowly: it does not count.
    WarmUp,
    /// It counts.
    Counted,
    /// It tells when the first frame was drawn that shows what was done. The rest of it does not count, since telling
    /// takes time.
    Traced,
    /// It shows where the time goes, which takes time: it does not count either.
    Profiled,
}

impl Round {
    /// All rounds in order; the last one is profiled where that is wanted.
    pub(crate) fn all(is_profiled: bool) -> impl Iterator<Item = Self> {
        let counted = repeat_n(Self::Counted, COUNTED);
        [Self::WarmUp].into_iter().chain(counted).chain(is_profiled.then_some(Self::Profiled))
    }

    /// Likewise, with those that are traced.
    pub(crate) fn with_traced(is_profiled: bool) -> impl Iterator<Item = Self> {
        let (first, last) = (Self::all(false), is_profiled.then_some(Self::Profiled));
        first.chain(repeat_n(Self::Traced, TRACED)).chain(last)
    }
}

/// What something takes, in milliseconds of the main thread.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Time {
    /// Until the first frame is drawn that shows what was asked for. Known where the page's elements tell of it, and it
    /// was traced.
    pub(crate) frame: Option<f64>,
    /// Until what was asked for is painted for certain: 100 ms after it.
    pub(crate) painted: f64,
    /// Until the page has nothing more to do, asking it included.
    pub(crate) rest: f64,
}

/// The times of the rounds that count.
pub(crate) struct Series {
    counted: Vec<Time>,
    frames: Vec<f64>,
}

impl Series {
    /// None yet.
    pub(crate) const fn new() -> Self {
        Self { counted: Vec::new(), frames: Vec::new() }
    }

    /// Takes of the time of a round what counts.
    pub(crate) fn take(&mut self, round: Round, time: Time) {
        match round {
            Round::Counted => self.counted.push(time),
            Round::Traced => self.frames.extend(time.frame),
            Round::WarmUp | Round::Profiled => {}
        }
    }

    /// The median, by each of the figures.
    pub(crate) fn median(&self) -> Time {
        let of = |figure: fn(&Time) -> f64| median(self.counted.iter().map(figure).collect());
        let frame = (!self.frames.is_empty()).then(|| median(self.frames.clone()));
        Time { frame, painted: of(|time| time.painted), rest: of(|time| time.rest) }
    }
}

/// The one in the middle, or of two the larger.
///
/// # Panics
/// Where there are no figures.
pub(crate) fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}
