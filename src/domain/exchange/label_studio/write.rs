//! Tasks with annotations, as Label Studio imports them.

use serde_json::{Map, Value, json};

use super::{CONFIGURATION, config, part};
use crate::domain::annotation::Role;
use crate::domain::exchange::ids::distinct;
use crate::domain::exchange::offsets::Unit;
use crate::domain::exchange::records::{Link, Quote, Records, Written};
use crate::domain::exchange::{details, labels};
use crate::domain::text::{Span, Text};

/// The records as two files: the tasks, and the interface of the project that they go into.
#[must_use]
pub fn write(records: &Records) -> Vec<Written> {
    let ids = ids(records);
    let tasks: Vec<Value> = (0..records.articles.len()).map(|article| task(records, &ids, article)).collect();
    let tasks = serde_json::to_vec_pretty(&tasks).expect("a JSON value can be written");
    vec![
        Written { name: "label-studio.json".to_owned(), bytes: tasks },
        Written { name: CONFIGURATION.to_owned(), bytes: config::config().into_bytes() },
    ]
}

/// An id a quote, that of its first content's region: the quote's own where it has one that no other has.
fn ids(records: &Records) -> Vec<String> {
    let own: Vec<&str> = records.quotes.iter().map(|quote| quote.id.as_str()).collect();
    distinct("quote", &own, |_| true)
}

fn task(records: &Records, ids: &[String], number: usize) -> Value {
    let article = &records.articles[number];
    let mut data = Map::new();
    details::write(article, &mut data);
    data.insert(part::TEXT.to_owned(), Value::String(article.text.as_str().to_owned()));
    let quotes = || records.quotes.iter().zip(ids).filter(|(quote, _)| quote.article == number);
    let mut results = Vec::new();
    for (quote, id) in quotes() {
        push_quote(records, &article.text, quote, id, &mut results);
    }
    for (quote, id) in quotes() {
        let ties = labels::marks(quote).skip(1);
        results.extend(ties.map(|(role, number, _)| {
            let mark = mark_id(id, role, number);
            match role {
                Role::Content => relation(id, &mark, &[labels::FRAGMENT]),
                _ => relation(&mark, id, &[role.name()]),
            }
        }));
    }
    results.extend(records.links.iter().filter_map(|link| linked(records, ids, number, link)));
    let annotations = if results.is_empty() { json!([]) } else { json!([{ "result": results }]) };
    json!({ "data": data, "annotations": annotations })
}

/// A link, where it holds two quotes of this article.
fn linked(records: &Records, ids: &[String], article: usize, link: &Link) -> Option<Value> {
    let &[one, other] = link.members.as_slice() else { return None };
    let is_here = [one, other].iter().all(|&member| records.quotes[member].article == article);
    let mut words = labels::words(link.relation);
    words.push(link.status.name());
    is_here.then(|| relation(&ids[one], &ids[other], &words))
}

fn relation(from: &str, to: &str, labels: &[&str]) -> Value {
    json!({ "type": "relation", "from_id": from, "to_id": to, "direction": "right", "labels": labels })
}

/// The id of a mark's region. A full stop stands in no quote's id, so no two are alike.
fn mark_id(quote: &str, role: Role, number: usize) -> String {
    match (role, number) {
        (Role::Content, 0) => quote.to_owned(),
        _ => format!("{quote}.{}.{number}", role.name()),
    }
}

/// The regions of a quote, and after the first one what is known of the quote.
fn push_quote(records: &Records, text: &Text, quote: &Quote, id: &str, results: &mut Vec<Value>) {
    for (role, number, span) in labels::marks(quote) {
        let mut value = place(text, span);
        value.insert("text".to_owned(), json!(shown(text.slice(span))));
        value.insert("labels".to_owned(), json!([labels::label(role)]));
        results.push(result(&mark_id(id, role, number), part::ROLE, "labels", value));
        if (role, number) == (Role::Content, 0) {
            push_answers(records, text, quote, id, span, results);
        }
    }
}

fn push_answers(records: &Records, text: &Text, quote: &Quote, id: &str, span: Span, results: &mut Vec<Value>) {
    if let Some(kind) = quote.kind {
        let mut value = place(text, span);
        value.insert("text".to_owned(), json!(shown(text.slice(span))));
        value.insert("choices".to_owned(), json!([kind.name()]));
        results.push(result(id, part::KIND, "choices", value));
    }
    let speaker = quote.speaker.map(|speaker| records.speakers[speaker].name.as_str());
    let annotator = quote.made.by.map(|by| &records.annotators[by]);
    let annotator = annotator.into_iter().flat_map(|annotator| [annotator.id.as_str(), annotator.name.as_str()]);
    let fields = [
        (part::SPEAKER, speaker.into_iter().collect::<Vec<_>>()),
        (part::TAGS, quote.tags.iter().map(String::as_str).collect()),
        (part::NOTE, vec![quote.note.as_str()]),
        (part::ANNOTATOR, annotator.collect()),
    ];
    for (name, lines) in fields {
        let lines: Vec<&str> = lines.into_iter().filter(|line| !line.is_empty()).collect();
        if !lines.is_empty() {
            let mut value = place(text, span);
            value.insert("text".to_owned(), json!(lines));
            results.push(result(id, name, "textarea", value));
        }
    }
}

fn result(id: &str, from: &str, kind: &str, value: Map<String, Value>) -> Value {
    json!({ "id": id, "from_name": from, "to_name": part::TEXT, "type": kind, "origin": "manual", "value": Value::Object(value) })
}

fn place(text: &Text, span: Span) -> Map<String, Value> {
    let mut value = Map::new();
    value.insert("start".to_owned(), json!(Unit::CodePoints.of(text, span.start)));
    value.insert("end".to_owned(), json!(Unit::CodePoints.of(text, span.end)));
    value
}

/// A region's words as Label Studio writes them: a line break is a backslash and an n.
fn shown(words: &str) -> String {
    words.replace(['\n', '\r'], "\\n")
}
