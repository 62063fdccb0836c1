//! Annotations of other programs, and our own that another program edited, by their values: W3C Web Annotations and what
//! is near to them.
//!
//! | what comes in | how it is known |
//! |---|---|
//! | an annotation, a list of them, an `AnnotationPage`, an `AnnotationCollection`, or one annotation a line | `target` |
//! | our own `.jsonld`, its update left aside | `counterpoint:articles`, `counterpoint:speakers` |
//! | Recogito's annotations as its library, text-annotator, keeps them | `bodies`; selectors of `start`, `end`, `quote` |
//! | Hypothesis's export (its client's annotations exporter), and what its interface answers | `annotations` or `rows` |
//!
//! A target's words become the content of a quote, or the role that its style class names; comments become the note,
//! tags the tags, the creator the annotator. What answers another annotation is added to the note of that. In a file of
//! ours, bodies say besides who is quoted and how, and `counterpoint:members` makes a link.
//!
//! An article is known by the hash of its text, else by its address, else by its title, each only where it fits one
//! article. Where the words stand, the file's offsets only hint: the W3C's model counts code points, Recogito and
//! Hypothesis count what JavaScript does, UTF-16. Words that are surely found are taken. Where they are not sure, the
//! quote has the likeliest span and is listed in [`Reading::unsure`]; where they are lost, they are told, and the quote
//! comes in if some of its content is left. Offsets without words are sure in a text of the same hash alone.
//!
//! This file must not know what becomes of the records.

mod bodies;
mod declared;
mod links;
mod place;
mod read;
mod selector;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde_json::Value;

use super::known::Known;
use super::records::feature::Feature;
use super::records::{Reading, Source};
use crate::domain::annotation::Attribution;
use crate::domain::article::article_id;
use crate::domain::id::{ArticleId, QuoteId};
use crate::domain::revising::Told;

/// What annotations of other programs hold of the records.
pub const HOLDS: &[Feature] =
    &[Feature::Tags, Feature::Notes, Feature::Annotators, Feature::AnnotatorNames, Feature::Times];

/// Reads annotations of the articles that the files carry and of those that are `known`. Of the latter, those that are
/// annotated are among the records. The number of a record is that of an annotation in its file.
#[must_use]
pub fn read(files: &[Source], known: &[Known<'_>]) -> Reading {
    read::read(files, known)
}

/// Where the quotes of a file of ours are in the texts that are `known`, by their ids: for articles whose own texts
/// neither the file nor the project has.
#[must_use]
pub fn places(file: &Source, known: &[Known<'_>]) -> BTreeMap<QuoteId, Told> {
    let Reading { records, unsure, .. } = read(std::slice::from_ref(file), known);
    let articles: Vec<ArticleId> =
        records.articles.iter().map(|article| article_id(article.text.as_str()).into()).collect();
    let mut scores: BTreeMap<usize, f64> = BTreeMap::new();
    for unsure in &unsure {
        scores.entry(unsure.quote).and_modify(|score| *score = score.min(unsure.score)).or_insert(unsure.score);
    }
    let mut told = BTreeMap::new();
    for (number, quote) in records.quotes.iter().enumerate() {
        let attribution = Attribution {
            article: articles[quote.article].clone(),
            content: quote.content.clone(),
            cue: quote.cue.clone(),
            source: quote.source.clone(),
            kind: quote.kind.unwrap_or_default(),
        };
        told.insert(QuoteId::from(quote.id.as_str()), Told { attribution, unsure: scores.get(&number).copied() });
    }
    told
}

/// So many bytes at the start of a text are looked at to tell what it is.
const HEAD: usize = 64 << 10;

/// Words of which annotations have at least one near their start.
const SIGNS: &[&str] = &[
    "http://www.w3.org/ns/anno.jsonld",
    "\"AnnotationCollection\"",
    "\"AnnotationPage\"",
    "\"TextQuoteSelector\"",
    "\"TextPositionSelector\"",
    "\"export_userid\"",
];

/// Whether a text looks like annotations that [`read`] reads. Only its first 65,536 bytes are looked at.
#[must_use]
pub fn is_w3c(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let head = &text[..text.floor_char_boundary(HEAD)];
    let is_recogito = || ["\"bodies\"", "\"target\"", "\"selector\""].iter().all(|sign| head.contains(sign));
    head.starts_with(['{', '[']) && (SIGNS.iter().any(|sign| head.contains(sign)) || is_recogito())
}

/// The elements of a list, or the one value that stands where a list may; none where there is nothing.
fn one_or_many(value: Option<&Value>) -> &[Value] {
    match value {
        None | Some(Value::Null) => &[],
        Some(Value::Array(many)) => many,
        Some(one) => std::slice::from_ref(one),
    }
}

/// The text of a member; empty where it has none.
fn words<'a>(value: &'a Value, name: &str) -> &'a str {
    value.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// What a value names: itself, where it is text, or its `id`.
fn named(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| words(value, "id"))
}

/// True where a type, or one of several, is this.
fn has_type(value: &Value, kind: &str) -> bool {
    one_or_many(value.get("type")).iter().any(|one| one == kind)
}
