//! Times of the main thread, over some rounds of the same thing.

/// How many rounds count.
const COUNTED: usize = 5;

/// What a round is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Round {
    /// What is done for the first time is done more slowly: it does not count.
    WarmUp,
    /// It counts.
    Counted,
    /// It shows where the time goes, which takes time: it does not count either.
    Profiled,
}

impl Round {
    /// All rounds in order; the last one is profiled where that is wanted.
    pub(crate) fn all(is_profiled: bool) -> impl Iterator<Item = Self> {
        let counted = std::iter::repeat_n(Self::Counted, COUNTED);
        [Self::WarmUp].into_iter().chain(counted).chain(is_profiled.then_some(Self::Profiled))
    }
}

/// What something takes, in milliseconds of the main thread.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Time {
    /// Until what was asked for is painted.
    pub(crate) painted: f64,
    /// Until the page has nothing more to do, asking it included.
    pub(crate) rest: f64,
}

/// The times of the rounds that count.
pub(crate) struct Series(Vec<Time>);

impl Series {
    /// None yet.
    pub(crate) const fn new() -> Self {
        Self(Vec::new())
    }

    /// Takes the time of a round, if it counts.
    pub(crate) fn take(&mut self, round: Round, time: Time) {
        if round == Round::Counted {
            self.0.push(time);
        }
    }

    /// The median, by each of the figures.
    pub(crate) fn median(&self) -> Time {
        let of = |figure: fn(&Time) -> f64| median(self.0.iter().map(figure).collect());
        Time { painted: of(|time| time.painted), rest: of(|time| time.rest) }
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
