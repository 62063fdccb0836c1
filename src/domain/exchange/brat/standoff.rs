//! The lines of an `.ann` file as annotations that point at each other by id. What they mean together is for `read`.

use std::collections::{BTreeMap, BTreeSet};

use super::place::{Agreement, exact, follow};
use super::unreads::Unreads;
use crate::domain::text::{Span, Text, shorten};

/// Spans of the text under a type (`T`).
pub(super) struct TextBound<'a> {
    /// Its type.
    pub(super) kind: &'a str,
    /// At least one, in the order of the file, on boundaries of grapheme clusters.
    pub(super) spans: Vec<Span>,
    /// The line, from 1.
    pub(super) line: usize,
}

/// An event (`E`).
pub(super) struct Event<'a> {
    pub(super) id: &'a str,
    /// The id of the text-bound annotation that stands for it.
    pub(super) trigger: &'a str,
    /// Roles and ids.
    pub(super) arguments: Vec<(&'a str, &'a str)>,
    pub(super) line: usize,
}

/// A relation (`R`) or an equivalence (`*`), which has no id.
pub(super) struct Relation<'a> {
    pub(super) id: &'a str,
    pub(super) kind: &'a str,
    /// The ids of what it relates: two at least.
    pub(super) members: Vec<&'a str>,
    pub(super) line: usize,
}

/// An attribute (`A`, in old files `M`) or a note (`#`).
pub(super) struct Remark<'a> {
    pub(super) kind: &'a str,
    /// The attribute's value or the note's words; may be empty.
    pub(super) words: &'a str,
    pub(super) line: usize,
}

/// An `.ann` file.
#[derive(Default)]
pub(super) struct Standoff<'a> {
    /// By id.
    pub(super) text_bounds: BTreeMap<&'a str, TextBound<'a>>,
    pub(super) events: Vec<Event<'a>>,
    pub(super) relations: Vec<Relation<'a>>,
    /// By the id of what they are about, in the order of the file.
    pub(super) attributes: BTreeMap<&'a str, Vec<Remark<'a>>>,
    /// Likewise.
    pub(super) notes: BTreeMap<&'a str, Vec<Remark<'a>>>,
}

/// Reads the lines of a file. What is no annotation, or one of words that the text has not in that place, goes to
/// `unreads` with the reason.
pub(super) fn parse<'a>(file: &str, ann: &'a str, text: &Text, unreads: &mut Unreads) -> Standoff<'a> {
    let mut parser = Parser { text, standoff: Standoff::default(), ids: BTreeSet::new() };
    let (mut rest, mut number) = (ann.trim_start_matches('\u{feff}'), 1);
    while !rest.is_empty() {
        let line = rest.split('\n').next().unwrap_or_default();
        let taken = match parser.line(line.trim_end_matches('\r'), rest, number) {
            Ok(taken) => taken.max(line.len()),
            Err(reason) => {
                unreads.line(file, number, || reason);
                line.len()
            }
        };
        let taken = rest[taken..].find('\n').map_or(rest.len(), |end| taken + end + 1);
        number += rest[..taken].matches('\n').count();
        rest = &rest[taken..];
    }
    parser.standoff
}

struct Parser<'a, 'p> {
    text: &'p Text,
    standoff: Standoff<'a>,
    ids: BTreeSet<&'a str>,
}

impl<'a> Parser<'a, '_> {
    /// Takes a line, which begins `rest`, and gives the byte of `rest` up to which it goes.
    fn line(&mut self, line: &'a str, rest: &'a str, number: usize) -> Result<usize, String> {
        if line.trim().is_empty() {
            return Ok(0);
        }
        let no_annotation = || format!("“{}” is no annotation", shorten(line, 40));
        let (id, tail) = line.split_once('\t').ok_or_else(no_annotation)?;
        let mut columns = tail.splitn(2, '\t');
        let data = columns.next().unwrap_or_default();
        let words = columns.next();
        let letter = id.chars().next().filter(char::is_ascii).ok_or_else(no_annotation)?;
        if letter != '*' && (id.len() < 2 || id.contains(char::is_whitespace)) {
            return Err(no_annotation());
        }
        if letter != '*' && self.ids.contains(id) {
            return Err(format!("there are two annotations {}; this one is left out", shorten(id, 20)));
        }
        let mut taken = 0;
        match letter {
            'T' => {
                let start = words.map_or(line.len(), |_| id.len() + data.len() + 2);
                taken = start + self.text_bound(id, data, words.map(|_| &rest[start..]), number)?;
            }
            'E' => self.event(id, data, number)?,
            'R' | '*' => self.relation(id, data, number)?,
            'A' | 'M' => {
                let mut parts = data.splitn(3, ' ');
                let (kind, target) = pair(&mut parts).ok_or_else(|| malformed("an attribute", id))?;
                let words = parts.next().unwrap_or_default().trim();
                self.standoff.attributes.entry(target).or_default().push(Remark { kind, words, line: number });
            }
            '#' => {
                let (kind, target) = pair(&mut data.split_whitespace()).ok_or_else(|| malformed("a note", id))?;
                let words = words.unwrap_or_default().trim();
                self.standoff.notes.entry(target).or_default().push(Remark { kind, words, line: number });
            }
            'N' => return Err("links to dictionaries and knowledge bases (N) are not taken in".to_owned()),
            _ => return Err(no_annotation()),
        }
        self.ids.insert(id);
        Ok(taken)
    }

    /// `stated` is the rest of the file from the words of this annotation on; the answer is the byte of it where these end.
    fn text_bound(
        &mut self,
        id: &'a str,
        data: &'a str,
        stated: Option<&'a str>,
        line: usize,
    ) -> Result<usize, String> {
        let (kind, places) = data.split_once(' ').ok_or_else(|| malformed("a text-bound annotation", id))?;
        let exact = parse_spans(places, self.text).map_err(|reason| format!("{}: {reason}", shorten(id, 20)))?;
        let mut end = 0;
        if let Some(stated) = stated {
            let followed = follow(self.text, &exact, stated);
            if followed.agreement == Agreement::None {
                let found = exact.first().map_or("", |&span| self.text.slice(span));
                return Err(format!(
                    "{} has the words “{}”, but the text has “{}” there",
                    shorten(id, 20),
                    shorten(stated.lines().next().unwrap_or_default(), 40),
                    shorten(found, 40)
                ));
            }
            end = followed.end;
        }
        let spans = exact.into_iter().map(|span| self.text.widened(span)).collect();
        self.standoff.text_bounds.insert(id, TextBound { kind, spans, line });
        Ok(end)
    }

    fn event(&mut self, id: &'a str, data: &'a str, line: usize) -> Result<(), String> {
        let mut parts = data.split_whitespace();
        let head = parts.next().ok_or_else(|| malformed("an event", id))?;
        let trigger = head.split_once(':').map_or("", |(_, trigger)| trigger);
        let argument = |part: &'a str| part.split_once(':').ok_or_else(|| malformed("an event", id));
        let arguments = parts.map(argument).collect::<Result<_, _>>()?;
        self.standoff.events.push(Event { id, trigger, arguments, line });
        Ok(())
    }

    fn relation(&mut self, id: &'a str, data: &'a str, line: usize) -> Result<(), String> {
        let mut parts = data.split_whitespace();
        let kind = parts.next().ok_or_else(|| malformed("a relation", id))?;
        let members: Vec<&str> = parts.map(|part| part.split_once(':').map_or(part, |(_, member)| member)).collect();
        if members.len() < 2 {
            return Err(malformed("a relation", id));
        }
        self.standoff.relations.push(Relation { id, kind, members, line });
        Ok(())
    }
}

/// Spans as brat writes them, `10 20;30 40`, character for character.
///
/// # Errors
/// They are none, or are not in the text: part of a sentence.
pub(super) fn parse_spans(written: &str, text: &Text) -> Result<Vec<Span>, String> {
    let one = |part: &str| {
        let ends = part
            .trim()
            .split_once(' ')
            .and_then(|(start, end)| Some((start.parse().ok()?, end.trim().parse().ok()?)));
        let (start, end) = ends.ok_or_else(|| format!("“{}” is no span", shorten(part, 20)))?;
        exact(text, start, end)
    };
    written.split(';').map(one).collect()
}

fn pair<'a>(parts: &mut impl Iterator<Item = &'a str>) -> Option<(&'a str, &'a str)> {
    Some((parts.next().filter(|part| !part.is_empty())?, parts.next().filter(|part| !part.is_empty())?))
}

fn malformed(what: &str, id: &str) -> String {
    format!("{} is not written as {what}", shorten(id, 20))
}
