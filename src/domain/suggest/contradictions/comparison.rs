//! What two statements have to do with each other, as signals, and how likely these make it that they contradict.
//!
//! Every signal is the same whichever statement comes first.

use super::index::{Index, SHORT, shared};
use super::quantity::{Measure, Quantity};
use super::reading::{Condition, Manner, Reading, Side};
use super::statement::Statement;

/// What may speak for or against a contradiction, in the order of [`WEIGHTS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(super) enum Signal {
    /// How much of their own terms they share.
    Own,
    /// The same, with what was said before each.
    Wide,
    /// How much of their own terms they share where nothing speaks for a contradiction: restatements.
    Restated,
    /// How much the rarest shared term weighs.
    Rarest,
    /// They share one term only.
    Single,
    /// One of them has few terms.
    Short,
    /// They stand in one article.
    SameArticle,
    /// One follows the other, or there is one between.
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
    /// One speaks of all or none, the other does not.
    Absolute,
    /// One sets itself against something: "but", "whatever".
    Contrast,
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

/// Statements of an article so near in its order are close.
const CLOSE: usize = 2;

/// A number so many times another one is hardly of the same thing.
const FAR: f64 = 5.0;

/// How many signals there are.
pub(super) const SIGNALS: usize = Signal::SameWords as usize + 1;

/// The signals that speak for a contradiction, and are reasons to give.
pub(super) const FOR: [Signal; 11] = [
    Signal::OtherSpeaker,
    Signal::Condition,
    Signal::Number,
    Signal::Denial,
    Signal::Negation,
    Signal::Opposites,
    Signal::Time,
    Signal::LooseNumber,
    Signal::OneCondition,
    Signal::OneNegates,
    Signal::Concession,
];

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
        let same_article = self.statements.0.article == self.statements.1.article;
        let own = self.index.own_likeness(self.numbers.0, self.numbers.1);
        // The sentence before is itself the other one, or is before both: it says nothing.
        let are_close = same_article && self.numbers.1 - self.numbers.0 <= CLOSE;
        let wide = if are_close { own } else { self.index.wide_likeness(self.numbers.0, self.numbers.1) };
        // What makes two statements contradict counts the more, the more they are about the same.
        let near = wide.sqrt();
        set(S::Own, own);
        set(S::Wide, wide);
        set(S::Rarest, self.rarest());
        set(S::Single, flag(self.shares_one()));
        set(S::Short, flag(one.terms.len().min(other.terms.len()) < SHORT));
        set(S::SameArticle, flag(same_article));
        set(S::Neighbours, flag(are_close));

        let numbers = self.numbers_compared();
        set(S::Number, near * flag(numbers.differs.is_some()) * flag(!numbers.same));
        set(S::LooseNumber, near * flag(numbers.loose && numbers.differs.is_none() && !numbers.same));
        set(S::SameNumber, near * flag(numbers.same));
        set(S::Time, near * flag(numbers.times));
        set(S::OtherYear, flag(other_year(one, other)));

        let one_only = |manner| flag(one.has(manner) != other.has(manner));
        set(S::Negation, near * self.negation());
        set(S::OneNegates, near * one_only(Manner::Negates));
        set(S::Denial, near * one_only(Manner::Denies));
        set(S::Concession, near * one_only(Manner::Concedes));
        set(S::Absolute, near * one_only(Manner::Absolute));
        set(S::Contrast, near * one_only(Manner::Contrasts));
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
        let speaks = |signal: Signal| signals[signal as usize] > 0.0;
        if !FOR.into_iter().any(speaks) {
            signals[S::Restated as usize] = own;
        }
        Signals(signals)
    }

    /// What the rarest shared term weighs in both.
    fn rarest(&self) -> f32 {
        let shared = shared(self.index.wide(self.numbers.0), self.index.wide(self.numbers.1));
        shared.map(|(_, weight)| weight).fold(0.0, f32::max).sqrt()
    }

    /// True where they share one term or none.
    fn shares_one(&self) -> bool {
        shared(self.index.wide(self.numbers.0), self.index.wide(self.numbers.1)).nth(1).is_none()
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
                if !differ && mine.is_negated != its.is_negated {
                    numbers.differs = numbers.differs.or(Some((number, its_number)));
                } else if !differ {
                    // Small numbers are often the same by chance.
                    numbers.same |= same_thing || mine.range.0 > 12.0;
                } else if same_thing {
                    numbers.differs = numbers.differs.or(Some((number, its_number)));
                } else if !matches!(mine.measure, Measure::Rank | Measure::Age) && are_comparable(mine, its) {
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

/// True where two numbers may well be of one thing: neither is many times the other.
fn are_comparable(one: &Quantity, other: &Quantity) -> bool {
    let (least, most) = (one.range.0.min(other.range.0), one.range.1.max(other.range.1));
    most <= least * FAR
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
    // The same word, negated in one, is a negation.
    let is_against = |mine: &Side, its: &Side| {
        its.pole.axis == mine.pole.axis && its.pole.is_second != mine.pole.is_second && its.term != mine.term
    };
    one.sides.iter().find_map(|mine| {
        let against = other.sides.iter().find(|its| is_against(mine, its))?;
        Some((mine.at, against.at))
    })
}

const fn flag(is: bool) -> f32 {
    if is { 1.0 } else { 0.0 }
}

/// What each signal weighs, in their order: fitted to the tune half of the project's own stories, so that each statement
/// ranks its true partners first, with those signals that speak for a contradiction kept above nought.
pub(super) const WEIGHTS: [(Signal, f32); SIGNALS] = [
    (Signal::Own, 2.18),
    (Signal::Wide, 1.19),
    (Signal::Restated, -3.00),
    (Signal::Rarest, 5.08),
    (Signal::Single, -0.70),
    (Signal::Short, -0.38),
    (Signal::SameArticle, -1.49),
    (Signal::Neighbours, 0.64),
    (Signal::Number, 0.30),
    (Signal::LooseNumber, 0.63),
    (Signal::SameNumber, 0.68),
    (Signal::Time, 0.30),
    (Signal::OtherYear, -0.80),
    (Signal::Negation, 0.30),
    (Signal::OneNegates, 0.30),
    (Signal::Denial, 0.73),
    (Signal::Concession, 0.58),
    (Signal::Absolute, 0.91),
    (Signal::Contrast, 0.49),
    (Signal::Opposites, 3.46),
    (Signal::Condition, 0.83),
    (Signal::OneCondition, 0.30),
    (Signal::OtherSpeaker, 1.50),
    (Signal::SameWords, -0.37),
];

/// What the weights are added to.
pub(super) const BIAS: f32 = -4.71;

/// How much there is to check, from nought to one.
pub(super) fn score(signals: &Signals) -> f32 {
    let sum: f32 = signals.0.iter().zip(WEIGHTS).map(|(value, (_, weight))| value * weight).sum();
    1.0 / (1.0 + (-(sum + BIAS)).exp())
}
