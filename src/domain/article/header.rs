//! What stands over a report: headline, byline, date, outlet, summary, and where the report begins.

use super::caption::is_caption;
use super::date;
use super::furniture::{Furniture, Pitch, furniture};
use super::line::{Ending, Line, bare, next, previous, strip_bullet};
use super::outlet::{is_agency, is_name, is_outlet_name};
use super::phrases::KEY_POINTS;
use super::{RegionKind, first_known};
use crate::domain::order;

/// So many lines with words may stand between the start of the text and the start of the report.
const LONGEST_HEADER: usize = 80;

/// A byline or a date may still follow so many lines after the report's first sentence, which then is a standfirst.
const AFTER_STANDFIRST: usize = 4;

/// What was read off the lines over a report.
#[derive(Debug, Default)]
pub(super) struct Header {
    pub(super) title: String,
    pub(super) outlet: String,
    pub(super) byline: String,
    pub(super) date: String,
    pub(super) address: String,
    pub(super) language: String,
    /// The agency in the dateline, as in `(Reuters)`.
    pub(super) agency: String,
    /// What the lines are, by number, in order. A line that is not here is not decided.
    pub(super) kinds: Vec<(usize, RegionKind)>,
    /// The number of the line with which the report begins; the number of lines where there is no report.
    pub(super) body: usize,
}

/// One thing that a line of the header says.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Fact<'a> {
    Title(&'a str),
    Outlet(&'a str),
    Byline(&'a str),
    Date(String),
    Address(&'a str),
    Language(&'a str),
    /// A time, a reading time: nothing to keep.
    Nothing,
}

impl Header {
    pub(super) fn read(lines: &[Line]) -> Self {
        let mut header = Self { body: lines.len(), ..Self::default() };
        let mut candidates: Vec<usize> = Vec::new();
        let mut in_points = false;
        let with_words = lines.iter().enumerate().filter(|(_, line)| !line.is_blank());
        for (index, line) in with_words.take(LONGEST_HEADER) {
            let facts = facts(line);
            if header.take(index, facts) {
                continue;
            }
            if header.take_furniture(lines, index) {
                in_points = false;
            } else if is_key_point_label(line) && header.body == lines.len() {
                header.kinds.push((index, RegionKind::Heading));
                in_points = true;
            } else if line.is_bulleted() || (in_points && lines[index - 1].joined && line.words < 40) {
                header.kinds.push((index, RegionKind::KeyPoint));
            } else if is_caption(line) {
                header.kinds.push((index, RegionKind::Caption));
            } else if candidates.is_empty() && is_full_stop_title(lines, index) {
                candidates.push(index);
            } else if line.is_prose() || (line.ending == Ending::Sentence && line.words > 2 && !candidates.is_empty())
            {
                header.body = index;
                break;
            } else if line.is_headline_shaped() || line.ending != Ending::Open {
                candidates.push(index);
            }
        }
        header.choose_title(lines, &candidates);
        header.read_after_standfirst(lines);
        if let Some(line) = lines.get(header.body) {
            dateline_agency(line).unwrap_or_default().clone_into(&mut header.agency);
        }
        order::sort_by_key(&mut header.kinds, |&(index, _)| index);
        header
    }

    /// Takes over what line number `index` says; false where it says nothing about the article.
    fn take(&mut self, index: usize, facts: Vec<Fact>) -> bool {
        let mut kind = None;
        for fact in facts {
            kind = Some(if matches!(fact, Fact::Title(_)) { RegionKind::Title } else { RegionKind::Byline });
            let (known, value) = match fact {
                Fact::Title(title) => (&mut self.title, title.to_owned()),
                Fact::Outlet(outlet) => (&mut self.outlet, outlet.to_owned()),
                Fact::Byline(byline) => (&mut self.byline, byline.to_owned()),
                Fact::Date(date) => (&mut self.date, date),
                Fact::Address(address) => (&mut self.address, address.to_owned()),
                Fact::Language(language) => (&mut self.language, language.to_owned()),
                Fact::Nothing => continue,
            };
            // The first of its kind stands, but a whole date is better than one without its year.
            if known.is_empty()
                || (known.len() < value.len() && date::find(known).is_some_and(|date| date.iso.is_none()))
            {
                *known = value;
            }
        }
        self.kinds.extend(kind.map(|kind| (index, kind)));
        kind.is_some()
    }

    /// Marks furniture over the report, and keeps a date that stands in it.
    fn take_furniture(&mut self, lines: &[Line], index: usize) -> bool {
        let line = &lines[index];
        let beside_furniture = || self.kinds.last().is_some_and(|&(_, kind)| kind == RegionKind::Boilerplate);
        if furniture(line).is_some() || (Pitch::of(line).is_strong() && !line.is_quoting() && beside_furniture()) {
            self.kinds.push((index, RegionKind::Boilerplate));
            return true;
        }
        if line.words > 14 {
            return false;
        }
        let Some(found) = date::find(line.text).filter(|found| found.iso.is_some()) else { return false };
        let rest = bare(line.text[found.range.end..].trim_matches(|c: char| !c.is_alphanumeric() && c != '!'));
        if furniture(&rest) != Some(Furniture::After) && !Pitch::of(&rest).is_weak() {
            return false;
        }
        self.date = first_known([std::mem::take(&mut self.date), found.value(line.text)]);
        self.kinds.push((index, RegionKind::Boilerplate));
        true
    }

    /// Of the lines that could be the title takes the first of some length; the others are outlet, byline, headings.
    fn choose_title(&mut self, lines: &[Line], candidates: &[usize]) {
        let labelled = !self.title.is_empty();
        let could_be = |&&index: &&usize| !is_outlet_name(lines[index].text) && !is_agency(lines[index].text);
        let long = candidates.iter().filter(could_be).find(|&&index| lines[index].words >= 3);
        let title = long.or_else(|| candidates.iter().find(could_be)).copied().filter(|_| !labelled);
        if let Some(index) = title {
            let (title, outlet) = split_site(lines[index].text);
            title.clone_into(&mut self.title);
            self.outlet = first_known([std::mem::take(&mut self.outlet), outlet.to_owned()]);
            self.kinds.push((index, RegionKind::Title));
        }
        for &index in candidates.iter().filter(|&&index| Some(index) != title) {
            let text = lines[index].text;
            let neighbours = [previous(lines, index), next(lines, index)];
            let is_byline = |&(known, kind): &(usize, RegionKind)| {
                kind == RegionKind::Byline && neighbours.contains(&Some(known))
            };
            let by_facts = self.kinds.iter().any(is_byline);
            let is_heading = lines[index].is_headline_shaped();
            let kind = if is_agency(text) && self.byline.is_empty() {
                text.clone_into(&mut self.byline);
                RegionKind::Byline
            } else if self.outlet.is_empty()
                && (is_outlet_name(text) || (by_facts && !self.byline.is_empty() && is_name(text)))
            {
                text.clone_into(&mut self.outlet);
                RegionKind::Byline
            } else if self.byline.is_empty() && by_facts && is_person(text) {
                text.clone_into(&mut self.byline);
                RegionKind::Byline
            } else if is_heading {
                RegionKind::Heading
            } else {
                continue;
            };
            self.kinds.push((index, kind));
        }
    }

    /// Some pages put the byline and the date after the first sentence.
    fn read_after_standfirst(&mut self, lines: &[Line]) {
        let after = lines.iter().enumerate().skip(self.body + 1).filter(|(_, line)| !line.is_blank());
        for (index, line) in after.take(AFTER_STANDFIRST) {
            let facts = facts(line);
            if facts.iter().any(|fact| matches!(fact, Fact::Byline(_) | Fact::Date(_) | Fact::Nothing)) {
                self.take(index, facts);
            }
        }
    }
}

/// The address in a line that is one, or that is labelled as one: `Source: https://example.org/a`.
pub(super) fn address<'a>(line: &Line<'a>) -> Option<&'a str> {
    let value = line.text.split_once(": ").map_or(line.text, |(_, value)| value);
    as_address(value).filter(|_| line.words <= 4)
}

/// `Reporting by A and B; editing by C`: names at the foot of an agency's report.
pub(super) fn is_credit(line: &Line) -> bool {
    let plain = line.plain.trim_start_matches(|c: char| !c.is_alphanumeric());
    [
        "reporting by ",
        "additional reporting by ",
        "writing by ",
        "editing by ",
        "edited by ",
        "compiled by ",
        "with reporting by ",
    ]
    .iter()
    .any(|beginning| plain.starts_with(beginning))
        && line.words <= 60
        && !line.is_quoting()
}

pub(super) fn is_key_point_label(line: &Line) -> bool {
    KEY_POINTS.contains(&line.plain.trim_end_matches([':', ' ']))
}

/// What a line of the header says; nothing where it is not such a line.
fn facts<'a>(line: &Line<'a>) -> Vec<Fact<'a>> {
    if line.is_blank() || line.words > 40 {
        return Vec::new();
    }
    if let Some(fact) = labelled(line.text) {
        return vec![fact];
    }
    let parts: Vec<&str> = line.text.split(['·', '|', '•', '\t']).flat_map(split_dashes).map(str::trim).collect();
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let mut facts: Vec<Fact> = parts.iter().flat_map(|part| part_facts(part)).collect();
    if facts.is_empty() {
        return facts;
    }
    for part in parts.iter().filter(|part| part_facts(part).is_empty()) {
        if !is_name(part) {
            return Vec::new();
        }
        facts.push(if is_agency(part) { Fact::Byline(part) } else { Fact::Outlet(part) });
    }
    facts
}

fn split_dashes(part: &str) -> impl Iterator<Item = &str> {
    part.split(" — ").flat_map(|part| part.split(" – ")).flat_map(|part| part.split(" - "))
}

/// What one part of a line says: `By Ada Lind March 16, 2025` says two things.
fn part_facts(part: &str) -> Vec<Fact<'_>> {
    if date::is_date_line(part) {
        return vec![date::find(part).map_or(Fact::Nothing, |found| Fact::Date(found.value(part)))];
    }
    let Some(found) = date::find(part) else {
        return by(part).map(Fact::Byline).into_iter().collect();
    };
    let (before, after) = (part[..found.range.start].trim(), part[found.range.end..].trim());
    let beside = |rest: &str| rest.is_empty() || date::is_date_line(&format!("updated {rest}"));
    let name = match (by(before), by(after)) {
        (Some(name), _) if beside(after) => name,
        (_, Some(name)) if beside(before) => name,
        _ => return Vec::new(),
    };
    vec![Fact::Byline(name.trim_end_matches([',', ' '])), Fact::Date(found.value(part))]
}

/// The names in `By A and B`; nothing where what follows reads like a sentence.
fn by(text: &str) -> Option<&str> {
    const BEGINNINGS: [&str; 13] = [
        "By ",
        "BY ",
        "by ",
        "By: ",
        "Written by ",
        "Story by ",
        "Von ",
        "Par ",
        "Por ",
        "Автор: ",
        "Автор ",
        "Автори: ",
        "Авторы: ",
    ];
    let names = BEGINNINGS.iter().find_map(|beginning| text.strip_prefix(beginning))?.trim();
    let words: Vec<&str> = names.split_whitespace().collect();
    let small = [
        "and",
        "&",
        "in",
        "for",
        "of",
        "the",
        "with",
        "und",
        "et",
        "y",
        "и",
        "та",
        "de",
        "von",
        "staff",
        "our",
        "agencies",
        "at",
        "from",
        "a",
        "writer",
        "correspondent",
        "reporter",
    ];
    let fits = words
        .iter()
        .filter(|word| word.starts_with(char::is_uppercase) || small.contains(&word.trim_end_matches(',')))
        .count();
    let closed = names.ends_with(['.', '!', '?']) && !names.ends_with("Jr.") && !names.ends_with("Sr.");
    ((1..=16).contains(&words.len()) && !closed && (words.len() - fits) * 4 <= words.len()).then_some(names)
}

/// `Label: value`, where the label is one that describes an article.
fn labelled(text: &str) -> Option<Fact<'_>> {
    let (label, value) = text.split_once([':', '：'])?;
    let value = value.trim();
    if value.is_empty() || label.len() > 40 {
        return None;
    }
    let date = || date::find(value).map_or_else(|| value.to_owned(), |found| found.value(value));
    let name = |value: &str| value.split_whitespace().count() <= 12 && !value.ends_with('.');
    match label.trim().to_lowercase().as_str() {
        "title" | "headline" | "titel" | "titre" | "título" | "заголовок" => Some(Fact::Title(value)),
        "outlet" | "publisher" | "publication" | "newspaper" | "site" | "website" | "издание" | "видання"
            if is_name(value) || is_outlet_name(value) =>
        {
            Some(Fact::Outlet(value))
        }
        "author" | "authors" | "byline" | "by" | "written by" | "reporter" | "autor" | "auteur" | "автор"
        | "автори" | "авторы"
            if name(value) =>
        {
            Some(Fact::Byline(by(value).unwrap_or(value)))
        }
        "date" | "published" | "published on" | "publication date" | "datum" | "fecha" | "дата" if name(value) => {
            Some(Fact::Date(date()))
        }
        "posted" | "updated" | "last updated" | "veröffentlicht" | "publié" | "опубликовано" | "опубліковано"
            if name(value) =>
        {
            Some(date::find(value).map_or(Fact::Nothing, |found| Fact::Date(found.value(value))))
        }
        "url" | "link" | "address" | "permalink" | "original" => as_address(value).map(Fact::Address),
        "source" | "quelle" | "источник" | "джерело" => match as_address(value) {
            Some(address) => Some(Fact::Address(address)),
            None => (is_name(value) || is_outlet_name(value)).then_some(Fact::Outlet(value)),
        },
        "language" | "lang" | "sprache" | "langue" if value.len() <= 12 => Some(Fact::Language(value)),
        _ => None,
    }
}

fn as_address(value: &str) -> Option<&str> {
    let value = value.trim().trim_matches(['<', '>']);
    let is_address =
        (value.starts_with("https://") || value.starts_with("http://")) && !value.contains(char::is_whitespace);
    is_address.then_some(value)
}

/// A title may end with a full stop where the line after it is a byline or a date, or where it is in capitals throughout.
fn is_full_stop_title(lines: &[Line], index: usize) -> bool {
    let line = &lines[index];
    if line.ending != Ending::Sentence || line.words > 30 || line.words < 2 || line.wrapped {
        return false;
    }
    let next = next(lines, index).map(|next| &lines[next]);
    let said = next.is_some_and(|next| !facts(next).is_empty() || begins_with_dateline(next));
    let alone = lines.get(index + 1).is_none_or(Line::is_blank);
    let titled = line.words >= 4 && line.capitalised() >= 0.8 && alone;
    let asked = line.text.ends_with(['?', '!']) && alone;
    said || titled || asked
}

/// `Headline | Outlet` in two.
fn split_site(text: &str) -> (&str, &str) {
    for separator in [" | ", " - ", " – ", " — "] {
        if let Some((title, site)) = text.rsplit_once(separator)
            && is_outlet_name(site.trim())
        {
            return (title.trim(), site.trim());
        }
    }
    (strip_bullet(text), "")
}

fn is_person(text: &str) -> bool {
    (2..=4).contains(&text.split_whitespace().count())
        && is_name(text)
        && !text.contains(|c: char| c.is_ascii_digit())
}

/// `HARBOUR CITY —`, `HARBOUR CITY, May 2 (Reuters) -`
fn begins_with_dateline(line: &Line) -> bool {
    let place = [" — ", " – ", " - ", ": "].iter().filter_map(|dash| line.text.find(dash)).min();
    let word = line.text.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    place.is_some_and(|end| end <= 80) && word.chars().count() >= 4 && word.chars().all(char::is_uppercase)
}

/// The agency in `HARBOUR CITY (Reuters) -`.
fn dateline_agency<'a>(line: &Line<'a>) -> Option<&'a str> {
    let head = &line.text[..line.text.floor_char_boundary(80)];
    let (place, rest) = head.split_once('(')?;
    let (agency, rest) = rest.split_once(')')?;
    let capitals = place.split_whitespace().next()?.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    (capitals && is_agency(agency) && rest.trim_start().starts_with(['—', '–', '-', ':'])).then_some(agency)
}
