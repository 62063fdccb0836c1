//! From annotations that point at each other to records.

use std::collections::{BTreeMap, BTreeSet};

use super::documents::{Annotations, sort_out};
use super::ids::like;
use super::line::{from_line, from_named};
use super::links::Links;
use super::place::fragments;
use super::standoff::{Event, Standoff, parse, parse_spans};
use super::unreads::Unreads;
use super::vocabulary::{KIND, kind_of, note, role_of};
use crate::domain::annotation::Role;
use crate::domain::exchange::records::{Annotator, Made, Quote, Reading, Records, Source, Speaker};
use crate::domain::id::is_valid;
use crate::domain::order;
use crate::domain::text::{Text, counted, shorten};

/// So many spans are taken in from all files together, some ten times those of the largest corpus: a few lines could
/// name the same ones over and over.
const MOST_SPANS: usize = 1_000_000;

/// So many bytes of text are looked through for the spans that a file's notes give, likewise.
const MOST_RESTORED: usize = 100_000_000;

/// So many ids are named where several annotations are left out together.
const MOST_NAMED: usize = 8;

/// Reads `.txt` and `.ann` files, in any number of folders.
#[must_use]
pub fn read(files: &[Source]) -> Reading {
    let mut unreads = Unreads::default();
    let documents = sort_out(files, &mut unreads);
    let records = Records { articles: documents.articles, ..Records::default() };
    let mut reader = Reader { records, unreads, ..Reader::default() };
    for file in &documents.annotations {
        reader.file(file);
    }
    reader.finish()
}

/// What has been read so far.
#[derive(Default)]
pub(super) struct Reader {
    pub(super) records: Records,
    pub(super) unreads: Unreads,
    speakers_by_id: BTreeMap<String, usize>,
    speakers_by_name: BTreeMap<String, usize>,
    annotators_by_id: BTreeMap<String, usize>,
    annotators_by_name: BTreeMap<String, usize>,
    /// The quotes that have an id, by article and id.
    quotes: BTreeMap<(usize, String), usize>,
    pub(super) links: Links,
    spans: usize,
}

/// A file that is being read. Notes and attributes are taken out of it as they are understood.
pub(super) struct Sheet<'a> {
    pub(super) file: &'a str,
    pub(super) article: usize,
    pub(super) standoff: Standoff<'a>,
    /// Whom the file's name names.
    pub(super) annotator: Option<usize>,
    /// The quote that an event, its trigger or its content stands for; nothing where it stands for several.
    pub(super) quotes: BTreeMap<&'a str, Option<usize>>,
    /// The text-bound annotations that events name.
    used: BTreeSet<&'a str>,
}

impl Reader {
    fn file(&mut self, file: &Annotations) {
        let text = &self.records.articles[file.article].text;
        let mut standoff = parse(file.file, file.ann, text, &mut self.unreads);
        restore_spans(&mut standoff, text);
        let events = std::mem::take(&mut standoff.events);
        let mut sheet = Sheet {
            file: file.file,
            article: file.article,
            standoff,
            annotator: file.annotator.and_then(|id| self.annotator("", id)),
            quotes: BTreeMap::new(),
            used: BTreeSet::new(),
        };
        for event in &events {
            self.event(event, &mut sheet);
        }
        self.relations(&mut sheet);
        self.tell_the_rest(&sheet);
    }

    fn event<'a>(&mut self, event: &Event<'a>, sheet: &mut Sheet<'a>) {
        let made = Made { by: sheet.annotator, ..Made::default() };
        let mut quote = Quote { article: sheet.article, made, ..Quote::default() };
        let mut stands_for = vec![event.id, event.trigger];
        let mut spans = 0;
        sheet.used.insert(event.trigger);
        for &(argument, target) in &event.arguments {
            sheet.used.insert(target);
            let told = || format!("the argument {}:{} of {}", shorten(argument, 20), shorten(target, 20), event.id);
            match (role_of(argument), sheet.standoff.text_bounds.get(target)) {
                (None, _) => {
                    let reason = || format!("{} is neither content nor cue nor source", told());
                    self.unreads.line(sheet.file, event.line, reason);
                }
                (_, None) => {
                    let reason = || format!("{} names no span that could be read", told());
                    self.unreads.line(sheet.file, event.line, reason);
                }
                (Some(_), Some(bound)) if self.spans + spans + bound.spans.len() > MOST_SPANS => {
                    let reason = || format!("there are more than {MOST_SPANS} spans; {} is left out", event.id);
                    return self.unreads.line(sheet.file, event.line, reason);
                }
                (Some(role), Some(bound)) => {
                    spans += bound.spans.len();
                    quote.spans_mut(role).extend(&bound.spans);
                    if role == Role::Content {
                        stands_for.push(target);
                    }
                }
            }
        }
        if quote.content.is_empty() {
            let reason = || format!("the event {} has no content", shorten(event.id, 20));
            return self.unreads.line(sheet.file, event.line, reason);
        }
        self.spans += spans;
        for role in Role::ALL {
            order::sort(quote.spans_mut(role));
            quote.spans_mut(role).dedup();
        }
        self.take_notes(event, sheet, &mut quote);
        self.take_attributes(event, sheet, &mut quote);
        let number = self.quote(quote, sheet.file, event.line);
        for id in stands_for {
            let quote = sheet.quotes.entry(id).or_insert(Some(number));
            *quote = quote.filter(|quote| *quote == number);
        }
    }

    /// What notes say of a quote: those on the event, and what was thought of its spans. A span that several events share
    /// tells the first of them.
    fn take_notes(&mut self, event: &Event, sheet: &mut Sheet, quote: &mut Quote) {
        let mut thoughts = Vec::new();
        for remark in sheet.standoff.notes.remove(event.id).unwrap_or_default() {
            let words = from_line(remark.words);
            match remark.kind {
                note::ANNOTATOR_NOTES => thoughts.push((remark.line, words)),
                note::SPEAKER => self.name_speaker(quote, &words, sheet.file, remark.line),
                note::ANNOTATOR => {
                    let (name, id) = from_named(&words);
                    quote.made.by = self.annotator(name, id);
                }
                note::TAG => quote.tags.push(words.into_owned()),
                note::QUOTE if is_valid(&words) => quote.id = words.into_owned(),
                _ => self.unknown_note(sheet.file, remark.kind, remark.line),
            }
        }
        for id in event.arguments.iter().map(|(_, target)| *target).chain([event.trigger]) {
            for remark in sheet.standoff.notes.remove(id).unwrap_or_default() {
                match remark.kind {
                    note::ANNOTATOR_NOTES => thoughts.push((remark.line, from_line(remark.words))),
                    _ => self.unknown_note(sheet.file, remark.kind, remark.line),
                }
            }
        }
        order::sort_by_key(&mut thoughts, |(line, _)| *line);
        quote.note = thoughts.iter().map(|(_, words)| words.as_ref()).collect::<Vec<_>>().join("\n");
    }

    pub(super) fn unknown_note(&mut self, file: &str, kind: &str, line: usize) {
        self.unreads.line(file, line, || format!("a note of the type {} says nothing here", shorten(kind, 20)));
    }

    /// What attributes say of a quote. Those of other people's making are tags.
    fn take_attributes(&mut self, event: &Event, sheet: &mut Sheet, quote: &mut Quote) {
        for attribute in sheet.standoff.attributes.remove(event.id).unwrap_or_default() {
            match (attribute.kind, attribute.words) {
                (KIND, name) if kind_of(name).is_some() => quote.kind = kind_of(name),
                (note::SPEAKER, name) if !name.is_empty() => {
                    self.name_speaker(quote, name, sheet.file, attribute.line);
                }
                (kind, "") => quote.tags.push(kind.to_owned()),
                (kind, value) => quote.tags.push(format!("{kind}: {value}")),
            }
        }
    }

    /// The number of a quote. One that is known already under its id, since a link needed it in another file, is that one.
    fn quote(&mut self, mut quote: Quote, file: &str, line: usize) -> usize {
        let next = self.records.quotes.len();
        if !quote.id.is_empty() {
            let known = *self.quotes.entry((quote.article, quote.id.clone())).or_insert(next);
            if known < next && self.records.quotes[known] == quote {
                return known;
            }
            if known < next {
                let id = std::mem::take(&mut quote.id);
                let reason = || format!("there is another quote with the id {id}; this one is taken for a new one");
                self.unreads.line(file, line, reason);
            }
        }
        self.records.quotes.push(quote);
        next
    }

    /// Says who said it, where nobody has.
    fn name_speaker(&mut self, quote: &mut Quote, named: &str, file: &str, line: usize) {
        if quote.speaker.is_some() {
            return self
                .unreads
                .line(file, line, || format!("a quote has one speaker, not “{}” too", shorten(named, 40)));
        }
        quote.speaker = self.speaker(named);
    }

    /// The number of the speaker of this name and id; of the first of this name where there is no id.
    fn speaker(&mut self, named: &str) -> Option<usize> {
        let (name, id) = from_named(named);
        let id = if is_valid(id) { id } else { "" };
        if name.is_empty() && id.is_empty() {
            return None;
        }
        let known = if id.is_empty() { self.speakers_by_name.get(name) } else { self.speakers_by_id.get(id) };
        if let Some(number) = known {
            return Some(*number);
        }
        let number = self.records.speakers.len();
        let (id, name) = (id.to_owned(), name.to_owned());
        if !id.is_empty() {
            self.speakers_by_id.insert(id.clone(), number);
        }
        self.speakers_by_name.entry(name.clone()).or_insert(number);
        self.records.speakers.push(Speaker { id, name, ..Speaker::default() });
        Some(number)
    }

    /// The number of the annotator of this id; of this name, or with this for a name, where it is no id.
    pub(super) fn annotator(&mut self, name: &str, id: &str) -> Option<usize> {
        if !is_valid(id) {
            return self.annotator_called(if name.is_empty() { id } else { name });
        }
        let next = self.records.annotators.len();
        let number = *self.annotators_by_id.entry(id.to_owned()).or_insert(next);
        if number == next {
            self.records.annotators.push(Annotator { id: id.to_owned(), name: String::new() });
        }
        let known = &mut self.records.annotators[number].name;
        if known.is_empty() && !name.is_empty() {
            name.clone_into(known);
            self.annotators_by_name.entry(name.to_owned()).or_insert(number);
        }
        Some(number)
    }

    fn annotator_called(&mut self, name: &str) -> Option<usize> {
        if name.is_empty() {
            return None;
        }
        let known = self.annotators_by_name.get(name).or_else(|| self.annotators_by_id.get(name));
        if let Some(number) = known {
            return Some(*number);
        }
        let next = self.records.annotators.len();
        self.annotators_by_name.insert(name.to_owned(), next);
        let id = like(name, next + 1, |id| self.annotators_by_id.contains_key(id));
        self.annotators_by_id.insert(id.clone(), next);
        self.records.annotators.push(Annotator { id, name: name.to_owned() });
        Some(next)
    }

    /// What of a file belongs to no quote and no link.
    fn tell_the_rest(&mut self, sheet: &Sheet) {
        let mut left: BTreeMap<&str, Vec<(usize, &str)>> = BTreeMap::new();
        for (id, bound) in sheet.standoff.text_bounds.iter().filter(|(id, _)| !sheet.used.contains(*id)) {
            left.entry(bound.kind).or_default().push((bound.line, id));
        }
        for (kind, mut annotations) in left {
            order::sort(&mut annotations);
            let ids: Vec<&str> = annotations.iter().take(MOST_NAMED).map(|(_, id)| *id).collect();
            self.unreads.line(sheet.file, annotations[0].0, || {
                let (count, ids) = (counted(annotations.len(), "span", "spans"), shorten(&ids.join(", "), 80));
                let more = if annotations.len() > MOST_NAMED { " …" } else { "" };
                format!("{count} of the type {} in no attribution: {ids}{more}", shorten(kind, 20))
            });
        }
        let mut remarks: Vec<(usize, &str, &str, &str)> = Vec::new();
        for (what, all) in [("note", &sheet.standoff.notes), ("attribute", &sheet.standoff.attributes)] {
            let all = all.iter().flat_map(|(target, list)| list.iter().map(move |remark| (target, remark)));
            remarks.extend(all.map(|(target, remark)| (remark.line, what, remark.kind, *target)));
        }
        order::sort(&mut remarks);
        for (line, what, kind, target) in remarks {
            let reason =
                || format!("the {what} {} is on {}, which is no quote", shorten(kind, 20), shorten(target, 20));
            self.unreads.line(sheet.file, line, reason);
        }
    }

    /// The quotes in reading order, and their numbers in the links.
    fn finish(self) -> Reading {
        let Self { mut records, unreads, .. } = self;
        records.sort_quotes_from(0, 0);
        Reading { records, unread: unreads.into_list(), ..Reading::default() }
    }
}

/// Puts the spans that notes give in the place of fragments. Where the fragments are not those of the spans, somebody has
/// moved them since, and they count.
fn restore_spans(standoff: &mut Standoff, text: &Text) {
    let mut left = MOST_RESTORED;
    for (id, remarks) in &mut standoff.notes {
        let Some(bound) = standoff.text_bounds.get_mut(id) else { continue };
        remarks.retain(|remark| {
            if remark.kind != note::SPANS {
                return true;
            }
            let spans = parse_spans(remark.words, text).unwrap_or_default();
            let length = spans.iter().map(|span| span.len()).fold(0, usize::saturating_add);
            let fits = spans.iter().all(|span| text.widened(*span) == *span) && length <= left;
            if fits && fragments(text, &spans) == bound.spans {
                bound.spans = spans;
            }
            left = left.saturating_sub(length);
            false
        });
    }
    standoff.notes.retain(|_, remarks| !remarks.is_empty());
}
