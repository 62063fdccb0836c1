//! Why two statements are put side by side, for people: made here, and turned into words by one function.

use super::comparison::{Comparison, FOR, Signal, Signals, WEIGHTS, opposites};
use super::index::shared;
use super::quantity::Measure;
use super::reading::{Condition, Reader, Reading};
use super::words::{Word, words};
use crate::domain::annotation::Difference;
use crate::domain::order;

/// Why two statements may contradict each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// One says that something does not hold.
    Denial {
        /// What both are about.
        topic: String,
    },
    /// Something is negated in one and not in the other.
    Negation {
        /// What both are about.
        topic: String,
    },
    /// Two numbers of the same thing differ.
    Number {
        /// What both are about.
        topic: String,
        /// The number of the first statement, in its words.
        one: String,
        /// The number of the second.
        other: String,
    },
    /// Two times or days differ.
    Time {
        /// What both are about.
        topic: String,
        /// The time of the first statement, in its words.
        one: String,
        /// The time of the second.
        other: String,
    },
    /// The two use opposite words.
    Opposites {
        /// What both are about.
        topic: String,
        /// The word of the first statement.
        one: String,
        /// The word of the second.
        other: String,
    },
    /// One makes it depend on something.
    Condition {
        /// What both are about.
        topic: String,
        /// Whether the other says that it depends on nothing.
        lifted: Lifted,
    },
    /// The same words, given to different speakers.
    Speaker {
        /// What both are about.
        topic: String,
    },
    /// Nothing but what they are about.
    Topic {
        /// What both are about.
        topic: String,
    },
}

/// What is said of a condition by the statement that does not name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lifted {
    /// That there is none.
    Outright,
    /// Nothing.
    Unsaid,
}

impl Reason {
    /// The reason in words, without a full stop: "both about truce and Friday; one denies".
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Denial { topic } => format!("{}; one denies", about(topic)),
            Self::Negation { topic } => format!("{}; one says not", about(topic)),
            Self::Number { topic, one, other } | Self::Time { topic, one, other } => {
                format!("{}: {one}, {other}", if topic.is_empty() { "the numbers" } else { topic })
            }
            Self::Opposites { topic, one, other } => format!("{}; one says “{one}”, one “{other}”", about(topic)),
            Self::Condition { topic, lifted: Lifted::Outright } => {
                format!("{}; one names a condition, one says there is none", about(topic))
            }
            Self::Condition { topic, lifted: Lifted::Unsaid } => format!("{}; one names a condition", about(topic)),
            Self::Speaker { topic } => format!("{}; the same words, but other names", about(topic)),
            Self::Topic { topic } => about(topic),
        }
    }

    /// What a link of the two would say differs, to begin with.
    #[must_use]
    pub const fn difference(&self) -> Difference {
        match self {
            Self::Denial { .. } | Self::Negation { .. } => Difference::Denial,
            Self::Number { .. } => Difference::Number,
            Self::Time { .. } => Difference::Time,
            Self::Opposites { .. } => Difference::Stance,
            Self::Condition { .. } => Difference::Condition,
            Self::Speaker { .. } => Difference::Attribution,
            Self::Topic { .. } => Difference::Other,
        }
    }
}

fn about(topic: &str) -> String {
    if topic.is_empty() { "both about the same".to_owned() } else { format!("both about {topic}") }
}

/// A signal counts as the reason from this share of a score on.
const LEAST: f32 = 0.1;

/// The reason that weighs most.
pub(super) fn reason(reader: &Reader, comparison: &Comparison<'_>, signals: &Signals) -> Reason {
    let texts = (words(&comparison.statements.0.text), words(&comparison.statements.1.text));
    let topic = topic(reader, comparison, &texts.0);
    let weight = |signal: Signal| signals.of(signal) * WEIGHTS[signal as usize].1;
    // The sort is stable: of equals the first of the list.
    let mut strongest = FOR.map(|signal| (signal, weight(signal)));
    order::sort_by(&mut strongest, |one, other| other.1.total_cmp(&one.1));
    let (one, other) = comparison.readings;
    let of_quantity = |(words, reading): (&[Word], &Reading), number: usize| {
        let quantity = &reading.quantities[number];
        spelt(&words[quantity.at..quantity.end])
    };
    let both = |(first, second): (usize, usize)| {
        (of_quantity((&texts.0, one), first), of_quantity((&texts.1, other), second))
    };
    let numbers = comparison.numbers_compared();
    // Of two counts it is not clear that they are of one thing.
    let is_measured = |(number, _): &(usize, usize)| one.quantities[*number].measure != Measure::Count;
    for (signal, _) in strongest.into_iter().filter(|(_, weight)| *weight >= LEAST) {
        let topic = topic.clone();
        match signal {
            Signal::OtherSpeaker => return Reason::Speaker { topic },
            Signal::Condition => return Reason::Condition { topic, lifted: Lifted::Outright },
            Signal::OneCondition if one.condition != Condition::Lifted && other.condition != Condition::Lifted => {
                return Reason::Condition { topic, lifted: Lifted::Unsaid };
            }
            Signal::Number | Signal::LooseNumber => {
                let Some((one, other)) = numbers.differs.or(numbers.unclear.filter(is_measured)).map(both) else {
                    continue;
                };
                return Reason::Number { topic, one, other };
            }
            Signal::Time => {
                let Some((one, other)) = numbers.time.map(both) else { continue };
                return Reason::Time { topic, one, other };
            }
            Signal::Opposites => {
                let Some((first, second)) = opposites(one, other) else { continue };
                let (one, other) = (spelt(&texts.0[first..=first]), spelt(&texts.1[second..=second]));
                return Reason::Opposites { topic, one, other };
            }
            Signal::Denial | Signal::Concession => return Reason::Denial { topic },
            Signal::Negation | Signal::OneNegates => return Reason::Negation { topic },
            _ => {}
        }
    }
    Reason::Topic { topic }
}

/// The two shared terms that weigh most, in the words of the first statement or of what was said before it; names whole.
fn topic(reader: &Reader, comparison: &Comparison<'_>, text: &[Word]) -> String {
    let (one, other) = comparison.numbers;
    let mut terms: Vec<_> = shared(comparison.index.wide(one), comparison.index.wide(other)).collect();
    order::sort_by(&mut terms, |one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    let before = words(&comparison.statements.0.before);
    let texts = [(text, reader.known(text)), (&before, reader.known(&before))];
    let mut topics: Vec<String> = Vec::new();
    for (term, _) in terms {
        let place =
            texts.iter().find_map(|(words, known)| Some((words, known.iter().position(|its| *its == Some(term))?)));
        let Some((words, at)) = place else { continue };
        let topic = spelt(&words[whole_name(words, at)]);
        if !topics.contains(&topic) {
            topics.push(topic);
        }
        if topics.len() == 2 {
            break;
        }
    }
    topics.join(" and ")
}

/// The words of the name that word `at` is part of; the word alone where it is none.
fn whole_name(words: &[Word], at: usize) -> std::ops::Range<usize> {
    let is_of_name = |word: &&Word| word.is_capital && word.clause == words[at].clause;
    if !words[at].is_capital {
        return at..at + 1;
    }
    let before = words[..at].iter().rev().take_while(is_of_name).count();
    let after = words[at + 1..].iter().take_while(is_of_name).count();
    at - before.min(LONGEST_NAME)..at + 1 + after.min(LONGEST_NAME)
}

/// A name goes at most so many words to either side.
const LONGEST_NAME: usize = 2;

fn spelt(words: &[Word]) -> String {
    words.iter().map(written).collect::<Vec<_>>().join(" ")
}

fn written(word: &Word) -> String {
    if word.is_capital { crate::domain::text::capitalised(&word.lower) } else { word.lower.clone() }
}
