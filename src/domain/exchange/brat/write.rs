//! From records to files.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::config;
use super::ids::Ids;
use super::line::{is_line_end, to_line, to_named};
use super::place::{fragments, without_overlap};
use super::vocabulary::{ATTRIBUTION, KIND, WITHOUT_SOURCE, note, relation_name, role_name};
use crate::domain::annotation::{Role, Status};
use crate::domain::exchange::file_name::{Names, stem};
use crate::domain::exchange::records::{Annotator, Link, Quote, Records, Written};
use crate::domain::text::{Span, Text};

/// Writes a `.txt` and an `.ann` for each article and each annotator of it, and `annotation.conf`. Where nobody marked
/// anything in an article, it has an empty `.ann`, which brat needs.
#[must_use]
pub fn write(records: &Records) -> Vec<Written> {
    let sheets = sheets(records);
    let makers: BTreeSet<Option<usize>> = sheets.iter().flat_map(BTreeMap::keys).copied().collect();
    let folders = folders(records, &makers);
    let ids = Ids::of(records, &shared(records, &sheets));
    let mut files = vec![Written { name: config::FILE.to_owned(), bytes: config::config().into_bytes() }];
    let mut names = Names::default();
    for (number, (article, sheets)) in records.articles.iter().zip(&sheets).enumerate() {
        let name = names.give(stem(&article.file), &format!("article-{}", number + 1));
        let empty = BTreeMap::from([(None, Sheet::default())]);
        for (maker, sheet) in if sheets.is_empty() { &empty } else { sheets } {
            let folder = folders.get(maker).map_or("", String::as_str);
            let text = article.text.as_str().as_bytes().to_vec();
            files.push(Written { name: format!("{folder}{name}.txt"), bytes: text });
            let ann = Writer::new(records, &ids, &article.text, *maker).sheet(sheet);
            files.push(Written { name: format!("{folder}{name}.ann"), bytes: ann.into_bytes() });
        }
    }
    files
}

/// What goes into one `.ann`: numbers of quotes in order, and of links.
#[derive(Default)]
struct Sheet {
    quotes: BTreeSet<usize>,
    links: Vec<usize>,
}

/// The sheets of each article by who made what is on them.
fn sheets(records: &Records) -> Vec<BTreeMap<Option<usize>, Sheet>> {
    let mut sheets: Vec<BTreeMap<Option<usize>, Sheet>> = records.articles.iter().map(|_| BTreeMap::new()).collect();
    for (number, quote) in records.quotes.iter().enumerate() {
        sheets[quote.article].entry(quote.made.by).or_default().quotes.insert(number);
    }
    for (number, link) in records.links.iter().enumerate() {
        let mut articles = link.members.iter().map(|&member| records.quotes[member].article);
        let Some(article) = articles.next().filter(|first| articles.all(|article| article == *first)) else {
            continue;
        };
        let sheet = sheets[article].entry(link.made.by).or_default();
        sheet.links.push(number);
        sheet.quotes.extend(&link.members);
    }
    sheets
}

/// The quotes that are on several sheets.
fn shared(records: &Records, sheets: &[BTreeMap<Option<usize>, Sheet>]) -> BTreeSet<usize> {
    let on = sheets.iter().flatten().flat_map(|(maker, sheet)| sheet.quotes.iter().map(move |quote| (maker, *quote)));
    on.filter(|(maker, quote)| records.quotes[*quote].made.by != **maker).map(|(_, quote)| quote).collect()
}

/// The folder of each maker, with its `/`; none where there is one maker alone.
fn folders(records: &Records, makers: &BTreeSet<Option<usize>>) -> BTreeMap<Option<usize>, String> {
    let mut names = Names::default();
    let mut folders = BTreeMap::new();
    for maker in makers.iter().flatten().filter(|_| makers.len() > 1) {
        let annotator = &records.annotators[*maker];
        let wanted = if annotator.name.is_empty() { &annotator.id } else { &annotator.name };
        folders.insert(Some(*maker), names.give(wanted, "annotator") + "/");
    }
    folders
}

struct Writer<'a> {
    records: &'a Records,
    ids: &'a Ids,
    text: &'a Text,
    maker: Option<usize>,
    ann: String,
    /// The text-bound annotations by type and spans: events share them.
    text_bounds: BTreeMap<(&'static str, Vec<Span>), usize>,
    events: BTreeMap<usize, usize>,
    relations: usize,
    attributes: usize,
    notes: usize,
}

impl<'a> Writer<'a> {
    fn new(records: &'a Records, ids: &'a Ids, text: &'a Text, maker: Option<usize>) -> Self {
        let (text_bounds, events, ann) = (BTreeMap::new(), BTreeMap::new(), String::new());
        Self { records, ids, text, maker, ann, text_bounds, events, relations: 0, attributes: 0, notes: 0 }
    }

    fn sheet(mut self, sheet: &Sheet) -> String {
        for &number in &sheet.quotes {
            self.quote(number, &self.records.quotes[number]);
        }
        for &number in &sheet.links {
            self.link(&self.records.links[number], &self.ids.links[number]);
        }
        self.ann
    }

    fn quote(&mut self, number: usize, quote: &Quote) {
        let mut arguments = String::new();
        for role in Role::ALL {
            for (group, spans) in without_overlap(quote.spans(role)).into_iter().enumerate() {
                let name = role_name(role);
                let id = self.text_bound(name, spans);
                let count = if group == 0 { String::new() } else { (group + 1).to_string() };
                write!(arguments, " {name}{count}:T{id}").expect("a string takes all");
            }
        }
        let kind = if quote.source.is_empty() { WITHOUT_SOURCE } else { ATTRIBUTION };
        let words = [&quote.cue, &quote.source, &quote.content].into_iter().find(|spans| !spans.is_empty());
        let trigger = words.and_then(|words| without_overlap(words).into_iter().next()).unwrap_or_default();
        let trigger = self.text_bound(kind, trigger);
        let event = self.events.len() + 1;
        self.events.insert(number, event);
        self.line(format_args!("E{event}\t{kind}:T{trigger}{arguments}"));

        let event = format!("E{event}");
        if let Some(kind) = quote.kind {
            self.attributes += 1;
            let number = self.attributes;
            self.line(format_args!("A{number}\t{KIND} {event} {}", kind.name()));
        }
        if let Some(speaker) = quote.speaker {
            let named = to_named(&self.records.speakers[speaker].name, &self.ids.speakers[speaker]);
            self.note(note::SPEAKER, &event, &named);
        }
        for tag in &quote.tags {
            self.note(note::TAG, &event, tag);
        }
        if !quote.note.is_empty() {
            self.note(note::ANNOTATOR_NOTES, &event, &quote.note);
        }
        self.made_by(&event, quote.made.by);
        if !self.ids.quotes[number].is_empty() {
            self.note(note::QUOTE, &event, &self.ids.quotes[number]);
        }
    }

    /// A link as relations from its first member to each of the others.
    fn link(&mut self, link: &Link, id: &str) {
        let mut events = link.members.iter().map(|member| self.events[member]).collect::<Vec<_>>().into_iter();
        let Some(first) = events.next() else { return };
        let others: Vec<usize> = events.collect();
        let start = self.relations + 1;
        for other in &others {
            self.relations += 1;
            let name = relation_name(link.relation);
            let number = self.relations;
            self.line(format_args!("R{number}\t{name} Arg1:E{first} Arg2:E{other}"));
        }
        for relation in (start..).take(others.len()).filter(|_| !id.is_empty()) {
            self.note(note::LINK, &format!("R{relation}"), id);
        }
        let relation = format!("R{start}");
        if !link.rationale.is_empty() {
            self.note(note::ANNOTATOR_NOTES, &relation, &link.rationale);
        }
        if link.status != Status::default() {
            self.note(note::STATUS, &relation, link.status.name());
        }
        self.made_by(&relation, link.made.by);
    }

    fn made_by(&mut self, target: &str, maker: Option<usize>) {
        match maker {
            Some(maker) => {
                let Annotator { id, name } = &self.records.annotators[maker];
                // An id that cannot go out is better than no name.
                let name = if name.is_empty() && *id != self.ids.annotators[maker] { id } else { name };
                self.note(note::ANNOTATOR, target, &to_named(name, &self.ids.annotators[maker]));
            }
            None if self.maker.is_some() => self.note(note::ANNOTATOR, target, &to_named("", "")),
            None => {}
        }
    }

    fn note(&mut self, kind: &str, target: &str, words: &str) {
        self.notes += 1;
        let number = self.notes;
        self.line(format_args!("#{number}\t{kind} {target}\t{}", to_line(words)));
    }

    /// The number of the text-bound annotation of these spans, which do not overlap.
    fn text_bound(&mut self, kind: &'static str, spans: Vec<Span>) -> usize {
        let key = (kind, spans);
        if let Some(&number) = self.text_bounds.get(&key) {
            return number;
        }
        let number = self.text_bounds.len() + 1;
        let fragments = fragments(self.text, &key.1);
        let words: Vec<&str> = fragments.iter().map(|&span| self.text.slice(span)).collect();
        let words = words.join(" ").replace(is_line_end, " ");
        let places = self.places(&fragments);
        self.line(format_args!("T{number}\t{kind} {places}\t{words}"));
        if fragments != key.1 && ![ATTRIBUTION, WITHOUT_SOURCE].contains(&kind) {
            let spans = self.places(&key.1);
            self.note(note::SPANS, &format!("T{number}"), &spans);
        }
        self.text_bounds.insert(key, number);
        number
    }

    /// Spans as brat writes them.
    fn places(&self, spans: &[Span]) -> String {
        let place =
            |span: &Span| format!("{} {}", self.text.code_point(span.start).0, self.text.code_point(span.end).0);
        spans.iter().map(place).collect::<Vec<_>>().join(";")
    }

    fn line(&mut self, line: std::fmt::Arguments) {
        writeln!(self.ann, "{line}").expect("a string takes all");
    }
}
