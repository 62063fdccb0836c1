//! Citron's files, of its trainer, its annotator and its extractor.

use std::rc::Rc;

use serde_json::{Map, Value};

use super::member;
use crate::domain::exchange::file_name::without_folders;
use crate::domain::exchange::json;
use crate::domain::exchange::offsets::{Words, ends, locate};
use crate::domain::exchange::people::People;
use crate::domain::exchange::records::{Article, Place, Quote, Reading, Records, Source};
use crate::domain::exchange::refusals::Refusals;
use crate::domain::order;
use crate::domain::text::{Span, Text, squeeze};

/// Reads Citron's files. The number of a record is that of a quote in its list.
#[must_use]
pub fn read(files: &[Source]) -> Reading {
    let mut reading = Reading::default();
    let mut people = People::default();
    for file in files {
        let mut reader = Reader {
            records: &mut reading.records,
            people: &mut people,
            refusals: Refusals::of(&file.name),
            file: &file.name,
        };
        match json::parse(&file.bytes) {
            Ok(document) => reader.document(&document),
            Err(reason) => reader.refusals.push(None, reason),
        }
        reading.unread.extend(reader.refusals.finish());
    }
    reading
}

struct Reader<'a> {
    records: &'a mut Records,
    people: &'a mut People,
    refusals: Refusals,
    file: &'a str,
}

/// What the quotes of a document are read against.
struct Document {
    text: Text,
    /// The mentions of coreference groups with the name that their group goes by, by where they begin.
    mentions: Vec<(Span, Rc<str>)>,
    /// True where the extractor wrote it.
    is_extracted: bool,
}

impl Reader<'_> {
    fn document(&mut self, document: &Value) {
        let Some(members) = document.as_object() else {
            let found = json::kind_of(Some(document));
            return self
                .refusals
                .push(None, format!("this is {found}, and not Citron's object of a text and its quotes"));
        };
        let Some(text) = members.get(member::TEXT).and_then(Value::as_str) else {
            return self
                .refusals
                .push(None, "there is no text that the quotes could stand in: please add it as “text”");
        };
        let file = members.get(member::FILE).and_then(Value::as_str).map(without_folders);
        let file = file.filter(|name| !name.is_empty()).unwrap_or_else(|| without_folders(self.file)).to_owned();
        let text = Text::new(text);
        let article = Article { file, text: text.clone(), ..Article::default() };
        self.records.articles.push(article);
        let is_extracted = members.get("source").is_some_and(|source| source.get("application").is_some());
        let mut known = Document { text, mentions: Vec::new(), is_extracted };
        known.mentions = self.mentions(members, &known.text);
        let mut quotes = Vec::new();
        for list in [member::QUOTES, member::WITHOUT_CUE] {
            for (number, quote) in json::list(members.get(list)).iter().enumerate() {
                quotes.extend(self.quote(quote, &known, Some(Place::Record(number + 1))));
            }
        }
        order::sort_by_key(&mut quotes, |(quote, _)| quote.content[0].start);
        for (mut quote, name) in quotes {
            quote.speaker = self.people.speaker(self.records, &name);
            self.records.quotes.push(quote);
        }
    }

    fn mentions(&mut self, members: &Map<String, Value>, text: &Text) -> Vec<(Span, Rc<str>)> {
        let mut mentions = Vec::new();
        for (number, group) in json::list(members.get(member::GROUPS)).iter().enumerate() {
            let mut spans = Vec::new();
            for span in json::list(Some(group)) {
                match place(span, text) {
                    Ok((span, _)) => spans.push(span),
                    Err(reason) => {
                        self.refusals.push(None, format!("a mention of coreference group {}: {reason}", number + 1));
                    }
                }
            }
            let name = spans.iter().map(|&span| squeeze(shown(text, span))).max_by_key(|name| name.chars().count());
            let name: Rc<str> = name.unwrap_or_default().into();
            mentions.extend(spans.into_iter().map(|span| (span, name.clone())));
        }
        order::sort_by_key(&mut mentions, |(span, _)| *span);
        mentions
    }

    /// A quote and the name of its speaker, empty where that is not known.
    fn quote(&mut self, quote: &Value, known: &Document, at: Option<Place>) -> Option<(Quote, String)> {
        let mut read = |names: &[&str]| self.spans(quote, names, &known.text, at);
        let contents = read(&[member::CONTENTS, "content"]);
        let cues = read(&[member::CUE, member::MORE_CUES]);
        let mut sources = read(&[member::SOURCES]);
        if sources.is_empty() {
            sources = read(&[member::SOURCE]);
        }
        let mut coreferences = read(&[member::COREFERENCES]);
        if coreferences.is_empty() {
            coreferences = read(&[member::COREFERENCE]);
        }
        if known.is_extracted && !coreferences.is_empty() {
            std::mem::swap(&mut sources, &mut coreferences);
        }
        if contents.is_empty() {
            self.refusals.push(at, "the quote has no content");
            return None;
        }
        let named = quote.get(member::SPEAKER).and_then(Value::as_str).map(str::to_owned);
        let name = named.unwrap_or_else(|| speaker(known, &sources, &coreferences));
        let quote = Quote {
            id: json::id(quote.get(member::ID)),
            article: self.records.articles.len() - 1,
            content: contents,
            cue: cues,
            source: sources,
            ..Quote::default()
        };
        Some((quote, name))
    }

    /// The spans that the members of these names hold, one or a list of them, sorted.
    fn spans(&mut self, quote: &Value, names: &[&str], text: &Text, at: Option<Place>) -> Vec<Span> {
        let mut spans = Vec::new();
        for name in names {
            let found = quote.get(name).unwrap_or(&Value::Null);
            let list = match found {
                Value::Null => &[],
                Value::Array(list) => list.as_slice(),
                one => std::slice::from_ref(one),
            };
            for span in list {
                match place(span, text) {
                    Ok((span, words)) => {
                        if words == Words::Differ {
                            let reason = format!("a span of {name} has other words in the text than it says");
                            self.refusals.push(at, format!("{reason}; it is kept where it lies"));
                        }
                        spans.push(span);
                    }
                    Err(reason) => self.refusals.push(at, format!("a span of {name}: {reason}")),
                }
            }
        }
        order::sort(&mut spans);
        spans.dedup();
        spans
    }
}

/// Who a quote's sources are: whom the coreferences name, else the group that a source is in.
fn speaker(known: &Document, sources: &[Span], coreferences: &[Span]) -> String {
    // Several sources may be meant together, but no more than a line can show.
    const MOST: usize = 5;
    let names = coreferences.iter().take(MOST).map(|&span| squeeze(shown(&known.text, span)));
    let names: Vec<String> = names.collect();
    if !names.is_empty() {
        return names.join(", ");
    }
    let group = sources.iter().find_map(|source| {
        let at = known.mentions.binary_search_by_key(source, |(span, _)| *span).ok()?;
        Some(known.mentions[at].1.to_string())
    });
    group.unwrap_or_default()
}

/// The words of a mention. One that is longer than any name is cut, so that many of them do not fill the memory.
fn shown(text: &Text, span: Span) -> &str {
    const LONGEST: usize = 200;
    text.slice(Span::new(span.start, text.boundary_before(span.end.min(span.start + LONGEST)).max(span.start)))
}

fn place(span: &Value, text: &Text) -> Result<(Span, Words), String> {
    let [start, end] = ["start", "end"].map(|name| span.get(name));
    let (first, last) = ends(start, end)?;
    locate(text, first, last, span.get("text").and_then(Value::as_str))
}
