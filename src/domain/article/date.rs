//! Dates as news pages write them, in English and, month names permitting, in its neighbours.

use std::ops::Range;

/// A date in a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Where it stands, in bytes of the line.
    pub(super) range: Range<usize>,
    /// The date as `yyyy-mm-dd`; nothing where the year is missing or day and month cannot be told apart.
    pub(super) iso: Option<String>,
}

impl Found {
    /// The date for a description: ISO 8601 where it could be read, else as it stands in `line`.
    pub(super) fn value(&self, line: &str) -> String {
        self.iso.clone().unwrap_or_else(|| line[self.range.clone()].to_owned())
    }
}

/// Month names and their usual abbreviations: English, French, German, Spanish, Italian, Portuguese, Russian,
/// Ukrainian, Polish.
const MONTHS: [&str; 12] = [
    "january jan janvier januar jänner enero gennaio janeiro января січня stycznia",
    "february feb février fevrier februar febrero febbraio fevereiro февраля лютого lutego",
    "march mar mars märz marzo março марта березня marca",
    "april apr avril abril aprile апреля квітня kwietnia",
    "may mai mayo maggio maio мая травня maja",
    "june jun juin juni junio giugno junho июня червня czerwca",
    "july jul juillet juli julio luglio julho июля липня lipca",
    "august aug août agosto августа серпня sierpnia",
    "september sep sept septembre septiembre settembre setembro сентября вересня września",
    "october oct octobre oktober okt octubre ottobre outubro октября жовтня października",
    "november nov novembre noviembre novembro ноября листопада listopada",
    "december dec décembre dezember dez diciembre dicembre dezembro декабря грудня grudnia",
];

/// Words that may stand inside a date and say nothing.
const FILLERS: [&str; 9] = ["st", "nd", "rd", "th", "de", "of", "the", "der", "do"];

/// Words that may stand beside a date on a line that is only a date.
const BESIDE: &str = "mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday \
    sunday montag dienstag mittwoch donnerstag freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi \
    dimanche понедельник вторник среда четверг пятница суббота воскресенье понеділок вівторок середа четвер пʼятниця \
    субота неділя a p m am pm est edt et gmt utc cet cest msk bst pst pdt pt cst ist eet uhr h t z published publication \
    updated posted last first modified update on at date time as of st nd rd th of the de le à um von г года року p \
    veröffentlicht aktualisiert publié mis jour опубликовано опубліковано обновлено оновлено дата";

/// Words that make a line a date line though it holds no date.
const TIMED: [&str; 9] = [
    "updated",
    "published",
    "posted",
    "ago",
    "опубликовано",
    "обновлено",
    "опубліковано",
    "оновлено",
    "aktualisiert",
];

#[derive(Debug)]
struct Token {
    range: Range<usize>,
    /// In lower case; digits as they are.
    word: String,
}

impl Token {
    fn number(&self, digits: Range<usize>) -> Option<u32> {
        (digits.contains(&self.word.len())).then(|| self.word.parse().ok()).flatten()
    }

    fn day(&self) -> Option<u32> {
        self.number(1..3).filter(|day| (1..=31).contains(day))
    }

    fn year(&self) -> Option<u32> {
        self.number(4..5).filter(|year| (1700..=2199).contains(year))
    }

    fn month(&self) -> Option<u32> {
        let month = MONTHS.iter().position(|names| names.split(' ').any(|name| name == self.word))?;
        u32::try_from(month + 1).ok()
    }
}

/// The first date in `line` that has a year, else the first that has none.
pub(super) fn find(line: &str) -> Option<Found> {
    let mut tokens = tokens(line);
    tokens.retain(|token| !FILLERS.contains(&token.word.as_str()));
    let full = (0..tokens.len()).find_map(|index| full_date(line, &tokens[index..]));
    full.or_else(|| (0..tokens.len()).find_map(|index| yearless_date(line, &tokens[index..])))
}

/// True for a line that is a date or a time of publication and nothing else.
pub(super) fn is_date_line(line: &str) -> bool {
    if line.len() > 160 {
        return false;
    }
    let found = find(line);
    let tokens = tokens(line);
    let rest = tokens.iter().filter(|token| {
        found
            .as_ref()
            .is_none_or(|found| token.range.end <= found.range.start || token.range.start >= found.range.end)
    });
    let mut timed = found.is_some();
    for token in rest {
        timed |= TIMED.contains(&token.word.as_str());
        let beside = BESIDE.split_ascii_whitespace().any(|word| word == token.word);
        let number = token.number(1..5).is_some() || token.month().is_some();
        let span_of_time =
            matches!(token.word.as_str(), "ago" | "hour" | "hours" | "minutes" | "mins" | "days" | "day");
        if !(beside || number || span_of_time) {
            return false;
        }
    }
    timed
}

/// The date in an address whose path holds it, as in `/2025/03/16/`.
pub(super) fn in_address(address: &str) -> Option<String> {
    let (_, path) = address.split_once("://")?;
    let parts: Vec<&str> = path.split('/').collect();
    parts.windows(3).find_map(|parts| {
        let [year, month, day] = [parts[0], parts[1], parts[2]].map(|part| part.parse::<u32>().ok());
        (parts[0].len() == 4).then(|| iso(year?, month?, day?)).flatten()
    })
}

fn tokens(line: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut digits = false;
    for (start, character) in line.char_indices() {
        let end = start + character.len_utf8();
        if !character.is_alphanumeric() {
            continue;
        }
        let is_digit = character.is_ascii_digit();
        match tokens.last_mut() {
            Some(last) if last.range.end == start && digits == is_digit => {
                last.range.end = end;
                last.word.extend(character.to_lowercase());
            }
            _ => tokens.push(Token { range: start..end, word: character.to_lowercase().collect() }),
        }
        digits = is_digit;
    }
    tokens
}

fn full_date(line: &str, tokens: &[Token]) -> Option<Found> {
    if let [year, y, month, m, day, ..] = tokens
        && (y.word.as_str(), m.word.as_str()) == ("年", "月")
    {
        let iso = iso(year.year()?, month.number(1..3)?, day.day()?)?;
        return Some(Found { range: year.range.start..day.range.end, iso: Some(iso) });
    }
    let [first, second, third, ..] = tokens else { return None };
    let between = |a: &Token, b: &Token| line.get(a.range.end..b.range.start).unwrap_or_default().to_owned();
    let gaps = (between(first, second), between(second, third));
    let iso = if let (Some(day), Some(month), Some(year)) = (first.day(), second.month(), third.year()) {
        iso(year, month, day)?
    } else if let (Some(month), Some(day), Some(year)) = (first.month(), second.day(), third.year()) {
        iso(year, month, day)?
    } else if gaps.0 != gaps.1 {
        return None;
    } else if let (Some(year), Some(month), Some(day)) = (first.year(), second.day(), third.day()) {
        ["-", "/", "."].contains(&gaps.0.as_str()).then(|| iso(year, month, day)).flatten()?
    } else if let (Some(one), Some(two), Some(year)) = (first.day(), second.day(), third.year()) {
        let range = first.range.start..third.range.end;
        match gaps.0.as_str() {
            "." => iso(year, two, one)?,
            "/" if one > 12 => iso(year, two, one)?,
            "/" if two > 12 || one == two => iso(year, one, two)?,
            "/" => return Some(Found { range, iso: None }),
            _ => return None,
        }
    } else {
        return None;
    };
    let close = |gap: &str| gap.chars().count() <= 6 && !gap.contains(['|', '·', '(', ')']);
    (close(&gaps.0) && close(&gaps.1)).then_some(Found { range: first.range.start..third.range.end, iso: Some(iso) })
}

fn yearless_date(line: &str, tokens: &[Token]) -> Option<Found> {
    let [first, second, ..] = tokens else { return None };
    let gap = line.get(first.range.end..second.range.start).unwrap_or_default();
    let named = first.day().and(second.month()).or_else(|| first.month().and(second.day()));
    (named.is_some() && gap.chars().count() <= 3)
        .then_some(Found { range: first.range.start..second.range.end, iso: None })
}

fn iso(year: u32, month: u32, day: u32) -> Option<String> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    (1..=days).contains(&day).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_the_forms_that_pages_use() {
        let check = |line: &str, expected: &str| {
            assert_eq!(find(line).map(|found| found.value(line)).unwrap_or_default(), expected, "in {line:?}");
        };
        check("2025-03-16", "2025-03-16");
        check("2025-03-16T09:30:00Z", "2025-03-16");
        check("Sun Mar 16 2025", "2025-03-16");
        check("Published 16 March 2025", "2025-03-16");
        check("March 16th, 2025 at 4:15 PM", "2025-03-16");
        check("Mar. 16, 2025", "2025-03-16");
        check("the 16th of March, 2025", "2025-03-16");
        check("16. März 2025", "2025-03-16");
        check("16 марта 2025 г.", "2025-03-16");
        check("16 березня 2025 року", "2025-03-16");
        check("16 de marzo de 2025", "2025-03-16");
        check("16.03.2025", "2025-03-16");
        check("16/03/2025", "2025-03-16");
        check("03/16/2025", "2025-03-16");
        check("2025年3月16日", "2025-03-16");
        check("03/04/2025", "03/04/2025");
        check("updated March 16", "March 16");
        check("31 February 2025", "31 February");
        check("29 February 2024", "2024-02-29");
        check("chapter 4, verse 12", "");
        check("the 2024 March on the capital", "");
        check("", "");
    }

    #[test]
    fn a_date_line_holds_nothing_else() {
        let check = |line: &str, expected| assert_eq!(is_date_line(line), expected, "{line:?}");
        check("Sun Mar 16 2025", true);
        check("Updated 4:15 PM EST", true);
        check("Published: 16 March 2025, 10:20 GMT", true);
        check("2 hours ago", true);
        check("16 March 2025 | Updated 17 March 2025", true);
        check("The ministers met on 16 March 2025", false);
        check("4:15", false);
        check("", false);
    }

    #[test]
    fn an_address_may_hold_the_date() {
        assert_eq!(in_address("https://example.org/world/2025/03/16/talks").as_deref(), Some("2025-03-16"));
        assert_eq!(in_address("https://example.org/2025/talks/16"), None);
        assert_eq!(in_address("no address"), None);
    }
}
