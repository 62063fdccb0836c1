//! Articles as Citron reads them.

use serde_json::{Map, Value, json};

use super::member;
use crate::domain::annotation::Role;
use crate::domain::exchange::file_name::{Names, stem};
use crate::domain::exchange::offsets::Unit;
use crate::domain::exchange::records::{Quote, Records, Written};
use crate::domain::order;
use crate::domain::text::{Span, Text};

/// The records as a file an article.
#[must_use]
pub fn write(records: &Records) -> Vec<Written> {
    let mut names = Names::default();
    let articles = records.articles.iter().enumerate();
    articles
        .map(|(number, article)| {
            let quotes: Vec<&Quote> = records.quotes.iter().filter(|quote| quote.article == number).collect();
            let (with_cue, without): (Vec<&Quote>, Vec<&Quote>) =
                quotes.iter().partition(|quote| !quote.cue.is_empty());
            let occupied = occupied(&quotes);
            let list = |quotes: &[&Quote]| {
                let quotes = quotes.iter().map(|quote| drawn(records, &article.text, &occupied, quote));
                quotes.collect::<Vec<Value>>()
            };
            let mut file = Map::new();
            file.insert(member::TEXT.to_owned(), json!(article.text.as_str()));
            file.insert(member::FILE.to_owned(), json!(article.file));
            file.insert(member::QUOTES.to_owned(), json!(list(&with_cue)));
            if !without.is_empty() {
                file.insert(member::WITHOUT_CUE.to_owned(), json!(list(&without)));
            }
            let bytes = serde_json::to_vec_pretty(&file).expect("a JSON value can be written");
            let name = names.give(stem(&article.file), &format!("article-{}", number + 1));
            Written { name: name + ".json", bytes }
        })
        .collect()
}

/// What contents and cues take up, sorted and disjoint.
fn occupied(quotes: &[&Quote]) -> Vec<Span> {
    let mut spans: Vec<Span> =
        quotes.iter().flat_map(|quote| quote.content.iter().chain(&quote.cue)).copied().collect();
    order::sort(&mut spans);
    let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}

fn drawn(records: &Records, text: &Text, occupied: &[Span], quote: &Quote) -> Value {
    let spans = |role: Role| -> Vec<Value> { quote.spans(role).iter().map(|&span| place(text, span)).collect() };
    let mut drawn = Map::new();
    if !quote.id.is_empty() {
        drawn.insert(member::ID.to_owned(), json!(quote.id));
    }
    let mut cues = spans(Role::Cue).into_iter();
    if let Some(cue) = cues.next() {
        drawn.insert(member::CUE.to_owned(), cue);
    }
    let more: Vec<Value> = cues.collect();
    if !more.is_empty() {
        drawn.insert(member::MORE_CUES.to_owned(), json!(more));
    }
    drawn.insert(member::SOURCES.to_owned(), json!(spans(Role::Source)));
    // The annotator drops a quote's contents where its source overlaps a content or a cue.
    if let &[source] = quote.source.as_slice()
        && !overlaps(occupied, source)
    {
        drawn.insert(member::SOURCE.to_owned(), place(text, source));
    }
    drawn.insert(member::CONTENTS.to_owned(), json!(spans(Role::Content)));
    if let Some(speaker) = quote.speaker {
        drawn.insert(member::SPEAKER.to_owned(), json!(records.speakers[speaker].name));
    }
    Value::Object(drawn)
}

fn overlaps(disjoint: &[Span], span: Span) -> bool {
    let after = disjoint.partition_point(|other| other.end <= span.start);
    disjoint.get(after).is_some_and(|other| other.overlaps(span))
}

fn place(text: &Text, span: Span) -> Value {
    let [start, end] = [span.start, span.end].map(|byte| Unit::CodePoints.of(text, byte));
    json!({ "start": start, "end": end, "text": text.slice(span) })
}
