//! What two statements have to do with each other, as signals, and how likely these make it that they contradict.
//!
//! Every signal is the same whichever statement comes first.

use super::index::{Index, SHORT, shared};
use super::quantity::{Measure, Quantity};
use super::reading::{Condition, Reading};
use super::statement::Statement;

/// What may speak for or against a contradiction, in the order of [`WEIGHTS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(super) enum Signal {
    /// How much of their own terms they share.
    Own,
    /// The same, with what was said before each.
    Wide,
    /// How much is shared beyond half: restatements.
    Restated,
    /// How much the rarest shared term weighs.
    Rarest,
    /// One of them has few terms.
    Short,
    /// They stand in one article.
    SameArticle,
    /// One follows the other.
    Neighbours,
    /// Another number of the same thing.
    Number,
    /// Another number of the same measure, of what is not clear.
    LooseNumber,
    /// The same number of the same thing.
    SameNumber,
    /// Another time or day.
    Time,
    /// They name different years, or one names a year.
    OtherYear,
    /// A shared term is negated in one of them.
    Negation,
    /// One negates something, the other nothing.
    OneNegates,
    /// One says that a claim does not hold.
    Denial,
    /// One grants something or takes it back.
    Concession,
    /// They take two sides of a pair of opposites.
    Opposites,
    /// One names a condition, the other says that there is none.
    Condition,
    /// One names a condition, the other does not speak of any.
    OneCondition,
    /// The same words in quotation marks with other names.
    OtherSpeaker,
    /// The same words in quotation marks with the same names, or none.
    SameWords,
}

/// How many signals there are.
pub(super) const SIGNALS: usize = Signal::SameWords as usize + 1;

/// How strong each signal is, from nought to about one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Signals(pub(super) [f32; SIGNALS]);

impl Signals {
    pub(super) const fn of(&self, signal: Signal) -> f32 {
        self.0[signal as usize]
    }
}

/// Two numbers that differ: theirs numbers among the quantities of the one and the other.
pub(super) type Differing = (usize, usize);

/// Two statements of the index, `one` before `other`.
pub(super) struct Comparison<'a> {
    pub(super) index: &'a Index,
    pub(super) numbers: (usize, usize),
    pub(super) statements: (&'a Statement, &'a Statement),
    pub(super) readings: (&'a Reading, &'a Reading),
}

impl Comparison<'_> {
    pub(super) fn signals(&self) -> Signals {
        use Signal as S;
        let mut signals = [0.0; SIGNALS];
        let mut set = |signal: Signal, value: f32| signals[signal as usize] = value;
        let (one, other) = self.readings;
        let (own, wide) = (
            self.index.own_likeness(self.numbers.0, self.numbers.1),
            self.index.wide_likeness(self.numbers.0, self.numbers.1),
        );
        // What makes two statements contradict counts the more, the more they are about the same.
        let near = wide.sqrt();
        let same_article = self.statements.0.article == self.statements.1.article;
        set(S::Own, own);
        set(S::Wide, wide);
        set(S::Restated, (own - 0.5).max(0.0) * 2.0);
        set(S::Rarest, self.rarest());
        set(S::Short, flag(one.terms.len().min(other.terms.len()) < SHORT));
        set(S::SameArticle, flag(same_article));
        set(S::Neighbours, flag(same_article && self.are_neighbours()));

        let numbers = self.numbers_compared();
        set(S::Number, near * flag(numbers.differs.is_some()) * flag(!numbers.same));
        set(S::LooseNumber, near * flag(numbers.loose && numbers.differs.is_none() && !numbers.same));
        set(S::SameNumber, near * flag(numbers.same));
        set(S::Time, near * flag(numbers.times));
        set(S::OtherYear, flag(other_year(one, other)));

        set(S::Negation, near * self.negation());
        set(S::OneNegates, near * flag(one.negates != other.negates));
        set(S::Denial, near * flag(one.denies != other.denies));
        set(S::Concession, near * flag(one.concedes != other.concedes));
        set(S::Opposites, near * flag(opposites(one, other).is_some()));
        let conditions = (one.condition, other.condition);
        let is_strict =
            matches!(conditions, (Condition::Named, Condition::Lifted) | (Condition::Lifted, Condition::Named));
        set(S::Condition, near * flag(is_strict));
        set(S::OneCondition, near * flag(!is_strict && conditions.0 != conditions.1));

        let same_words = one.quoted.iter().any(|run| other.quoted.binary_search(run).is_ok());
        let names_apart = !one.names.is_empty()
            && !other.names.is_empty()
            && one.names.iter().all(|name| other.names.binary_search(name).is_err());
        set(S::OtherSpeaker, flag(same_words && names_apart));
        set(S::SameWords, flag(same_words && !names_apart));
        Signals(signals)
    }

    /// What the rarest shared term weighs in both.
    fn rarest(&self) -> f32 {
        let shared = shared(self.index.wide(self.numbers.0), self.index.wide(self.numbers.1));
        shared.map(|(_, weight)| weight).fold(0.0, f32::max).sqrt()
    }

    /// True where one follows the other in an article, with nothing but a line's end or so between.
    fn are_neighbours(&self) -> bool {
        let (one, other) = (self.statements.0.span, self.statements.1.span);
        one.end.abs_diff(other.start) <= 4 || other.end.abs_diff(one.start) <= 4
    }

    /// How much of what they share is negated in one of them only.
    fn negation(&self) -> f32 {
        let (one, other) = self.readings;
        let is_apart =
            |term: &u32| one.negated.binary_search(term).is_ok() != other.negated.binary_search(term).is_ok();
        let (mut all, mut apart) = (0.0, 0.0);
        for (term, weight) in shared(self.index.own(self.numbers.0), self.index.own(self.numbers.1)) {
            all += weight;
            apart += if is_apart(&term) { weight } else { 0.0 };
        }
        if all > 0.0 { apart / all } else { 0.0 }
    }

    /// How the numbers of the two compare.
    pub(super) fn numbers_compared(&self) -> Numbers {
        let (one, other) = self.readings;
        let mut numbers = Numbers::default();
        for (number, mine) in one.quantities.iter().enumerate() {
            for (its_number, its) in
                other.quantities.iter().enumerate().filter(|(_, its)| its.measure == mine.measure)
            {
                let differ = mine.range.1 < its.range.0 * 0.999 || its.range.1 < mine.range.0 * 0.999;
                if mine.measure.is_time() {
                    // A month is not another time than a day in it.
                    let is_part = mine.measure == Measure::Date
                        && (mine.range.0 - its.range.0).abs() < 32.0
                        && (mine.range.0 % 100.0 == 0.0 || its.range.0 % 100.0 == 0.0);
                    if differ && !is_part && mine.measure != Measure::Year {
                        numbers.times = true;
                        numbers.time = numbers.time.or(Some((number, its_number)));
                    }
                    continue;
                }
                let same_thing = is_same_thing(mine, its);
                if !differ {
                    // Small numbers are often the same by chance.
                    numbers.same |= same_thing || mine.range.0 > 12.0;
                } else if same_thing {
                    numbers.differs = numbers.differs.or(Some((number, its_number)));
                } else if !matches!(mine.measure, Measure::Count | Measure::Rank | Measure::Age) {
                    numbers.loose = true;
                    numbers.unclear = numbers.unclear.or(Some((number, its_number)));
                }
            }
        }
        numbers
    }
}

/// How the numbers of two statements compare.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Numbers {
    /// The first two numbers of the same thing that differ.
    pub(super) differs: Option<Differing>,
    /// The first two times that differ.
    pub(super) time: Option<Differing>,
    /// The first two numbers that differ, of one measure but perhaps of two things.
    pub(super) unclear: Option<Differing>,
    same: bool,
    times: bool,
    loose: bool,
}

fn is_same_thing(one: &Quantity, other: &Quantity) -> bool {
    let meets = |some: &[u32], others: &[u32]| some.iter().any(|term| others.contains(term));
    meets(&one.nouns, &other.nouns) || meets(&one.nouns, &other.near) || meets(&one.near, &other.nouns)
}

fn other_year(one: &Reading, other: &Reading) -> bool {
    let shares = one.years().any(|year| other.years().any(|its| (its - year).abs() < 0.5));
    !shares && (one.years().next().is_some() || other.years().next().is_some())
}

/// The numbers of the words that take two sides of a pair of opposites.
pub(super) fn opposites(one: &Reading, other: &Reading) -> Option<(usize, usize)> {
    one.poles.iter().find_map(|(pole, at)| {
        let against = other.poles.iter().find(|(its, _)| its.axis == pole.axis && its.is_second != pole.is_second);
        against.map(|(_, its_at)| (*at, *its_at))
    })
}

const fn flag(is: bool) -> f32 {
    if is { 1.0 } else { 0.0 }
}

/// What each signal weighs: a logistic regression over the tune half of the project's own stories.
pub(super) const WEIGHTS: [f32; SIGNALS] =
    [2.0, 6.0, -2.0, 2.0, 0.2, -1.0, -1.5, 1.5, 0.5, -0.3, 0.4, -0.5, 1.2, 0.5, 1.0, 0.5, 1.0, 1.5, 0.5, 2.0, -1.5];

/// What the weights are added to.
pub(super) const BIAS: f32 = -5.0;

/// How much there is to check, from nought to one.
pub(super) fn score(signals: &Signals) -> f32 {
    let sum: f32 = signals.0.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
    1.0 / (1.0 + (-(sum + BIAS)).exp())
}
