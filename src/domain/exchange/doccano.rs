//! doccano's JSONL for sequence labelling: an article a line, with entities and, where the project has them, relations.
//!
//! In: `entities` and `relations`, or entities alone as `label`, `labels` or `spans`, each `[start, end, "label"]` or an
//! object. Those labelled content or quote, cue, source or speaker become marks; without relations each content is a
//! quote of its own. A JSON array instead of lines is read as well.
//!
//! Out: one file for doccano's "JSONL (relation)". What is known of an article goes out as further columns, which doccano
//! keeps as the example's metadata. Links come back by article; ids do not, for doccano makes its own.
//!
//! Offsets are UTF-16 code units, since doccano's annotator is JavaScript and its server stores what that says (issue
//! 2290 of the doccano repository, 2023). A project that was made to count grapheme clusters as one character counts
//! otherwise and does not say so in the file; the two agree as long as every character is one unit.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::labels::{self, Label, Tie, told};
use super::offsets::{Unit, ends};
use super::records::feature::Feature;
use super::records::{Article, Place, Reading, Records, Source, Written};
use super::refusals::Refusals;
use super::{details, json};
use crate::domain::annotation::Role;
use crate::domain::text::{Text, counted};

/// What the format can hold.
pub const HOLDS: &[Feature] =
    &[Feature::Cues, Feature::Sources, Feature::Links, Feature::Relations, Feature::Details];

/// The members that hold entities, the one with ids first.
const ENTITIES: [&str; 5] = ["entities", "label", "labels", "spans", "annotations"];

/// Reads exported examples.
#[must_use]
pub fn read(files: &[Source]) -> Reading {
    let mut reading = Reading::default();
    for file in files {
        let mut reader =
            Reader { records: &mut reading.records, refusals: Refusals::of(&file.name), file: &file.name };
        reader.file(&file.bytes);
        reading.unread.extend(reader.refusals.finish());
    }
    reading
}

struct Reader<'a> {
    records: &'a mut Records,
    refusals: Refusals,
    file: &'a str,
}

impl Reader<'_> {
    fn file(&mut self, bytes: &[u8]) {
        let bytes = match json::checked(bytes) {
            Ok(bytes) => json::without_mark(bytes),
            Err(reason) => return self.refusals.push(None, reason),
        };
        let is_list = bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[');
        if is_list {
            return match json::parse(bytes) {
                Ok(examples) => self.examples(json::list(Some(&examples)).iter().cloned()),
                Err(reason) => self.refusals.push(None, reason),
            };
        }
        let first = bytes.split(|byte| *byte == b'\n').find(|line| !line.trim_ascii().is_empty());
        if first.is_some_and(|line| serde_json::from_slice::<Value>(line).is_err()) {
            // Objects over several lines each, as doccano's own example of relations has them.
            let mut stream = serde_json::Deserializer::from_slice(bytes).into_iter::<Value>();
            if let Some(Ok(first)) = stream.next() {
                return self.examples(std::iter::once(first).chain(stream.map_while(Result::ok)));
            }
        }
        for (number, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
            let place = Some(Place::Line(number + 1));
            match serde_json::from_slice(line) {
                _ if line.trim_ascii().is_empty() => {}
                Ok(example) => self.example(&example, place),
                Err(error) => self.refusals.push(place, format!("this is not JSON: {error}")),
            }
        }
    }

    fn examples(&mut self, examples: impl Iterator<Item = Value>) {
        for (number, example) in examples.enumerate() {
            self.example(&example, Some(Place::Record(number + 1)));
        }
    }

    fn example(&mut self, example: &Value, place: Option<Place>) {
        let members = example.as_object();
        let text = members.and_then(|members| members.get("text").or_else(|| members.get("data")));
        let (Some(members), Some(text)) = (members, text.and_then(Value::as_str)) else {
            return self.refusals.push(place, "the example has no text");
        };
        let file = details::default_name(self.file, self.records.articles.len() + 1);
        let mut article = Article { file, text: Text::new(text), ..Article::default() };
        // Older editions put the columns together under `meta`.
        let columns = members.get("meta").and_then(Value::as_object).unwrap_or(members);
        details::read(columns, &mut article, |reason| self.refusals.push(place, reason));
        let labels = self.labels(members, &article.text, place);
        let mut composition = labels::compose(&labels, &self.ties(members, place));
        for reason in std::mem::take(&mut composition.refused) {
            self.refusals.push(place, reason);
        }
        let comments = json::list(members.get("Comments").or_else(|| members.get("comments"))).len();
        if comments > 0 {
            let comments = counted(comments, "comment", "comments");
            self.refusals.push(place, format!("{comments} on the whole text left out"));
        }
        for quote in &mut composition.quotes {
            quote.article = self.records.articles.len();
            quote.id.clear();
        }
        self.records.articles.push(article);
        composition.append_to(self.records);
    }

    fn labels(&mut self, members: &Map<String, Value>, text: &Text, place: Option<Place>) -> Vec<Label> {
        let mut labels = Vec::new();
        for name in ENTITIES {
            for (number, entity) in json::list(members.get(name)).iter().enumerate() {
                match label(entity, text) {
                    Ok(mut label) => {
                        if label.id.is_empty() {
                            label.id = format!("number {} of {name}", number + 1);
                        }
                        labels.push(label);
                    }
                    Err(reason) => self.refusals.push(place, format!("number {} of {name}: {reason}", number + 1)),
                }
            }
        }
        labels
    }

    fn ties(&mut self, members: &Map<String, Value>, place: Option<Place>) -> Vec<Tie> {
        let mut ties = Vec::new();
        for relation in json::list(members.get("relations")) {
            let [from, to] = ["from_id", "to_id"].map(|name| json::id(relation.get(name)));
            if from.is_empty() || to.is_empty() {
                self.refusals.push(place, "a relation does not say between which entities it is");
                continue;
            }
            let words = relation.get("type").and_then(Value::as_str).map(str::to_owned);
            ties.push(Tie { from, to, words: words.into_iter().collect() });
        }
        ties
    }
}

/// Reads `[start, end, "label"]`, or an object that says the same.
fn label(entity: &Value, text: &Text) -> Result<Label, String> {
    let part = |number: usize, names: [&str; 2]| match entity {
        Value::Array(parts) => parts.get(number),
        _ => names.iter().find_map(|name| entity.get(name)),
    };
    if entity.is_string() {
        return Err(format!("{} is a label of the whole text", told(&json::id(Some(entity)))));
    }
    let (start, end) = (part(0, ["start_offset", "start"]), part(1, ["end_offset", "end"]));
    let (start, end) = ends(start, end)?;
    let name = json::id(part(2, ["label", "type"]));
    let role = labels::role(&name)
        .ok_or_else(|| format!("the label {} is none of content, quote, cue, source and speaker", told(&name)))?;
    Ok(Label { id: json::id(entity.get("id")), role, span: Unit::Utf16.span(text, start, end)? })
}

/// The records as one file, an article a line.
#[must_use]
pub fn write(records: &Records) -> Vec<Written> {
    let mut writer = Writer { records, next: 1, first_content: BTreeMap::new() };
    let mut bytes = Vec::new();
    for article in 0..records.articles.len() {
        serde_json::to_writer(&mut bytes, &writer.example(article)).expect("a JSON value can be written into memory");
        bytes.push(b'\n');
    }
    vec![Written { name: "doccano.jsonl".to_owned(), bytes }]
}

struct Writer<'a> {
    records: &'a Records,
    /// The next id of an entity or a relation: no two of a file are alike.
    next: u64,
    /// The entity of each quote's first content.
    first_content: BTreeMap<usize, u64>,
}

impl Writer<'_> {
    fn id(&mut self) -> u64 {
        self.next += 1;
        self.next - 1
    }

    fn example(&mut self, number: usize) -> Value {
        let article = &self.records.articles[number];
        let text = &article.text;
        let mut example = Map::new();
        details::write(article, &mut example);
        let (mut entities, mut relations) = (Vec::new(), Vec::new());
        let quotes = self.records.quotes.iter().enumerate().filter(|(_, quote)| quote.article == number);
        for (quote_number, quote) in quotes {
            let mut first = None;
            for (role, _, span) in labels::marks(quote) {
                let id = self.id();
                let [start, end] = [span.start, span.end].map(|byte| Unit::Utf16.of(text, byte));
                entities.push(json!({
                    "id": id, "label": labels::label(role), "start_offset": start, "end_offset": end,
                }));
                let Some(first) = first else {
                    first = Some(id);
                    self.first_content.insert(quote_number, id);
                    continue;
                };
                relations.push(match role {
                    Role::Content => self.relation(first, id, labels::FRAGMENT),
                    _ => self.relation(id, first, role.name()),
                });
            }
        }
        for link in &self.records.links {
            let &[one, other] = link.members.as_slice() else { continue };
            if [one, other].iter().all(|&member| self.records.quotes[member].article == number) {
                let [one, other] = [one, other].map(|member| self.first_content[&member]);
                relations.push(self.relation(one, other, &labels::words(link.relation).join(": ")));
            }
        }
        example.insert("text".to_owned(), json!(text.as_str()));
        example.insert("entities".to_owned(), Value::Array(entities));
        example.insert("relations".to_owned(), Value::Array(relations));
        Value::Object(example)
    }

    fn relation(&mut self, from: u64, to: u64, name: &str) -> Value {
        json!({ "id": self.id(), "from_id": from, "to_id": to, "type": name })
    }
}
