//! Numbers, shares, money, lengths of time, times of day and dates that a statement gives, and what each is a number of.
//!
//! This file reads words; what it means that two numbers differ is said elsewhere.

use super::words::Word;

mod number;

use number::Number;

/// A number and what it is of. Two of them differ where their ranges do not meet.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Quantity {
    /// What is measured.
    pub(super) measure: Measure,
    /// The least and the greatest value meant: one value, unless it is "about" or "more than".
    pub(super) range: (f64, f64),
    /// The terms after the number in its clause, the nearest first: what there are so many of.
    pub(super) nouns: Vec<u32>,
    /// The terms before the number in its clause, the nearest first.
    pub(super) near: Vec<u32>,
    /// True where a negation reaches it: "not 46".
    pub(super) is_negated: bool,
    /// The number of its first word.
    pub(super) at: usize,
    /// One past the number of its last word.
    pub(super) end: usize,
}

/// What a number measures, and in what unit its values are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Measure {
    /// Things.
    Count,
    /// A share, in hundredths.
    Share,
    /// Money, whatever the currency.
    Money,
    /// A length of time, in minutes.
    Duration,
    /// A time of day, in minutes after midnight or noon.
    Clock,
    /// A day of the week, from Monday as nought.
    Weekday,
    /// A day of the year, as the month times 100 and the day; the day is nought for a month alone.
    Date,
    /// A year.
    Year,
    /// A place in an order.
    Rank,
    /// The age of a person, in years.
    Age,
}

impl Measure {
    /// True for what says when something was, and not how much of it.
    pub(super) const fn is_time(self) -> bool {
        matches!(self, Self::Clock | Self::Weekday | Self::Date | Self::Year)
    }
}

/// How many terms on each side of a number say what it is of.
const NOUNS: usize = 3;

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const MONTHS: [(&str, &str); 12] = [
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may", "may"),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sept"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
];

/// Units of time and how many minutes they have.
const UNITS: [(&str, f64); 8] = [
    ("second", 1.0 / 60.0),
    ("minute", 1.0),
    ("hour", 60.0),
    ("day", 1440.0),
    ("week", 10_080.0),
    ("month", 43_800.0),
    ("year", 525_600.0),
    ("decade", 5_256_000.0),
];

const CURRENCIES: [&str; 22] = [
    "$", "£", "€", "¥", "dollar", "dollars", "euro", "euros", "pound", "pounds", "pence", "cent", "cents", "crown",
    "crowns", "rouble", "roubles", "yen", "yuan", "franc", "francs", "kroner",
];

/// The quantities of a statement in order. For each word, `terms` has the term that it is compared by, if any, and
/// `negated` whether a negation reaches it.
pub(super) fn quantities(words: &[Word], terms: &[Option<u32>], negated: &[bool]) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let reading = Reading { words, at };
        if let Some((measure, range, end)) = reading.read() {
            let (nouns, near) = (after(words, terms, end), before(words, terms, at));
            found.push(Quantity { measure, range, nouns, near, is_negated: negated[at], at, end });
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

fn after(words: &[Word], terms: &[Option<u32>], end: usize) -> Vec<u32> {
    let clause = words[end - 1].clause;
    let of_clause = (end..words.len()).take_while(|&at| words[at].clause == clause);
    of_clause.filter_map(|at| terms[at]).take(NOUNS).collect()
}

fn before(words: &[Word], terms: &[Option<u32>], at: usize) -> Vec<u32> {
    let of_clause = (0..at).rev().take_while(|&before| words[before].clause == words[at].clause);
    of_clause.filter_map(|before| terms[before]).take(NOUNS).collect()
}

/// A place in a statement at which a quantity may begin.
struct Reading<'a> {
    words: &'a [Word],
    at: usize,
}

type Found = (Measure, (f64, f64), usize);

impl Reading<'_> {
    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.lower.as_str())
    }

    fn read(&self) -> Option<Found> {
        let word = self.word(self.at);
        if let Some(day) = WEEKDAYS.iter().position(|day| word.strip_suffix('s').unwrap_or(word) == *day) {
            return Some((Measure::Weekday, exactly(number::float(day)), self.at + 1));
        }
        if let Some(found) = self.month() {
            return Some(found);
        }
        match word {
            "noon" | "midnight" => return Some((Measure::Clock, exactly(0.0), self.at + 1)),
            "twice" => return Some((Measure::Count, exactly(2.0), self.at + 1)),
            _ => {}
        }
        if word.contains(':') {
            return self.clock(&Number { value: 0.0, end: self.at + 1, is_share: false, is_rank: false });
        }
        let number = number::read(self.words, self.at)?;
        let found = self.clock(&number).or_else(|| self.measured(&number))?;
        Some(found)
    }

    /// "March", "15 March", "March 15", "mid-May".
    fn month(&self) -> Option<Found> {
        let is_month = |at: usize| {
            let word = self.words.get(at).filter(|word| word.is_capital)?;
            let number = MONTHS.iter().position(|(long, short)| word.lower == *long || word.lower == *short)?;
            Some(number::float(number + 1) * 100.0)
        };
        let is_day = |at: usize| {
            let digits = self.word(at);
            digits.parse::<f64>().ok().filter(|day| digits.len() <= 2 && (1.0..=31.0).contains(day))
        };
        if let (Some(day), Some(month)) = (is_day(self.at), is_month(self.at + 1)) {
            return Some((Measure::Date, exactly(month + day), self.at + 2));
        }
        let month = is_month(self.at)?;
        // "May" that begins a sentence is as often the verb.
        if let Some(day) = is_day(self.at + 1) {
            return Some((Measure::Date, exactly(month + day), self.at + 2));
        }
        (self.at > 0).then(|| (Measure::Date, exactly(month), self.at + 1))
    }

    /// "6:40", "8.05" after "at", "seven in the morning", "6 p.m.", "five o'clock", "ten past nine", "a quarter to six".
    fn clock(&self, number: &Number) -> Option<Found> {
        let minutes = |hours: f64, minutes: f64| (hours * 60.0 + minutes).rem_euclid(720.0);
        let (after, then) = (self.word(number.end), self.word(number.end + 1));
        let previous = if self.at == 0 { "" } else { self.word(self.at - 1) };
        let digits = self.word(self.at);
        if let Some((hour, minute)) = digits.split_once([':', '.']).filter(|_| number.end == self.at + 1) {
            let is_time = minute.len() == 2
                && (digits.contains(':')
                    || matches!(after, "am" | "pm")
                    || matches!(previous, "at" | "by" | "until"));
            if let (true, Ok(hour), Ok(minute)) = (is_time, hour.parse::<u8>(), minute.parse::<u8>())
                && hour < 24
                && minute < 60
            {
                let end = number.end + usize::from(matches!(after, "am" | "pm"));
                return Some((Measure::Clock, exactly(minutes(hour.into(), minute.into())), end));
            }
        }
        let quarter = |share: f64| if (share - 25.0).abs() < 0.1 { 15.0 } else { 30.0 };
        let passed = if number.is_share { quarter(number.value) } else { number.value };
        if matches!(after, "past" | "to")
            && let Some(hour) = number::read(self.words, number.end + 1)
            && hour.value <= 24.0
            && passed < 60.0
            && (after == "past" || passed.rem_euclid(5.0) == 0.0 && hour.value.fract() == 0.0 && number.is_share)
        {
            let value = if after == "past" { minutes(hour.value, passed) } else { minutes(hour.value, -passed) };
            return Some((Measure::Clock, exactly(value), hour.end));
        }
        let is_hour = !number.is_share && number.value <= 24.0 && number.value.fract() == 0.0;
        let marked = matches!(after, "am" | "pm" | "o'clock")
            || after == "in"
                && then == "the"
                && matches!(self.word(number.end + 2), "morning" | "afternoon" | "evening");
        if is_hour && marked {
            let end = number.end + usize::from(after != "in");
            return Some((Measure::Clock, exactly(minutes(number.value, 0.0)), end));
        }
        None
    }

    fn measured(&self, number: &Number) -> Option<Found> {
        let range = self.range(number.value);
        let after = self.word(number.end);
        let previous = if self.at == 0 { "" } else { self.word(self.at - 1) };
        if matches!(after, "percent" | "%") || after == "per" && self.word(number.end + 1) == "cent" {
            let end = number.end + if after == "per" { 2 } else { 1 };
            return Some((Measure::Share, range, end));
        }
        if CURRENCIES[..4].contains(&previous) {
            return Some((Measure::Money, range, number.end));
        }
        if CURRENCIES.contains(&after) {
            return Some((Measure::Money, range, number.end + 1));
        }
        // "half an hour", "three more days", "a quarter of a year".
        let skip = match (after, self.word(number.end + 1)) {
            ("an" | "a" | "more" | "full" | "whole" | "or", _) => 1,
            ("of", "an" | "a") => 2,
            _ => 0,
        };
        let unit = self.word(number.end + skip);
        let unit = unit.strip_suffix('s').unwrap_or(unit);
        if let Some((name, minutes)) = UNITS.iter().find(|(name, _)| *name == unit) {
            if *name == "year" && self.word(number.end + skip + 1).starts_with("old") {
                return Some((Measure::Age, range, number.end + skip + 2));
            }
            let factor = if number.is_share { minutes / 100.0 } else { *minutes };
            return Some((Measure::Duration, (range.0 * factor, range.1 * factor), number.end + skip + 1));
        }
        if number.is_share {
            return Some((Measure::Share, range, number.end));
        }
        if number.is_rank {
            return Some((Measure::Rank, range, number.end));
        }
        let is_year = self.word(self.at).len() == 4 && self.word(self.at).bytes().all(|byte| byte.is_ascii_digit());
        if is_year && (1500.0..2200.0).contains(&number.value) {
            return Some((Measure::Year, exactly(number.value), number.end));
        }
        // "one" is more often a pronoun or an article than a number.
        let is_pronoun = self.word(self.at) == "one" && number.end == self.at + 1;
        (!is_pronoun).then_some((Measure::Count, range, number.end))
    }

    /// The values that a number may stand for, by the words before it.
    fn range(&self, value: f64) -> (f64, f64) {
        let back = |steps: usize| self.at.checked_sub(steps).map_or("", |at| self.word(at));
        // The sign of a currency stands between.
        let sign = usize::from(CURRENCIES[..4].contains(&back(1)));
        match (back(2 + sign), back(1 + sign)) {
            ("more" | "better" | "greater", "than") | ("at", "least") | (_, "over" | "above") => (value, value * 1.6),
            ("less" | "fewer", "than")
            | ("up", "to")
            | ("at", "most")
            | (_, "under" | "below" | "nearly" | "almost") => (value * 0.7, value),
            (_, "about" | "around" | "roughly" | "some" | "approximately" | "circa") => {
                ((value * 0.9).floor(), (value * 1.1).ceil())
            }
            _ => exactly(value),
        }
    }
}

const fn exactly(value: f64) -> (f64, f64) {
    (value, value)
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    #[test]
    fn quantities_are_read_with_their_measure() {
        use Measure::{Age, Clock, Count, Date, Duration, Money, Rank, Share, Weekday, Year};
        let check = |text: &str, expected: &[(Measure, f64, f64)]| {
            let words = words(text);
            let (terms, negated) = (vec![None; words.len()], vec![false; words.len()]);
            let found = quantities(&words, &terms, &negated);
            let found: Vec<_> = found.iter().map(|found| (found.measure, found.range.0, found.range.1)).collect();
            assert_eq!(found, expected, "{text:?}");
        };
        check("Twenty-three people", &[(Count, 23.0, 23.0)]);
        check("some 1,500 people", &[(Count, 1350.0, 1651.0)]);
        check("at least 14 knots", &[(Count, 14.0, 14.0 * 1.6)]);
        check("two hundred and twelve", &[(Count, 212.0, 212.0)]);
        check("a million customers", &[(Count, 1e6, 1e6)]);
        check("2.6 million were hit", &[(Count, 2.6e6, 2.6e6)]);
        check("$31 million", &[(Money, 31e6, 31e6)]);
        check("500 euros", &[(Money, 500.0, 500.0)]);
        check("eight percent, 8 per cent or 8%", &[(Share, 8.0, 8.0), (Share, 8.0, 8.0), (Share, 8.0, 8.0)]);
        check("nine in ten drivers", &[(Share, 90.0, 90.0)]);
        check("one in four", &[(Share, 25.0, 25.0)]);
        check("a third of them", &[(Share, 100.0 / 3.0, 100.0 / 3.0)]);
        check("half of the trams", &[(Share, 50.0, 50.0)]);
        check("half an hour", &[(Duration, 30.0, 30.0)]);
        check("four and a half years", &[(Duration, 4.5 * 525_600.0, 4.5 * 525_600.0)]);
        check("a 60-day truce", &[(Duration, 86_400.0, 86_400.0)]);
        check("a 38-year-old", &[(Age, 38.0, 38.0)]);
        check("at 6:40 a.m.", &[(Clock, 400.0, 400.0)]);
        check("at 18.05", &[(Clock, 365.0, 365.0)]);
        check("shortly after seven in the morning", &[(Clock, 420.0, 420.0)]);
        check("at ten past nine", &[(Clock, 550.0, 550.0)]);
        check("at a quarter to six", &[(Clock, 345.0, 345.0)]);
        check("half past ten", &[(Clock, 630.0, 630.0)]);
        check("at noon on Friday", &[(Clock, 0.0, 0.0), (Weekday, 4.0, 4.0)]);
        check("on 15 March 2025", &[(Date, 315.0, 315.0), (Year, 2025.0, 2025.0)]);
        check("on March 15", &[(Date, 315.0, 315.0)]);
        check("in May it may rain", &[(Date, 500.0, 500.0)]);
        check("the third accident", &[(Rank, 3.0, 3.0)]);
        check("no one knows", &[]);
        check("3.5.7 or 99999999999999999999999999", &[(Count, 1e26, 1e26)]);
    }
}
