//! The shape of the file, as it is written: what the Web Annotation model calls things, in its order.
//!
//! These types are apart from the model's, so that the model may change and the file not.

use serde::Serialize;
use serde_json::Value;

use crate::domain::text::CodePoint;

/// The whole file.
#[derive(Serialize)]
pub(super) struct Collection<'a> {
    #[serde(rename = "@context")]
    pub(super) context: Value,
    pub(super) id: String,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) label: String,
    #[serde(flatten)]
    pub(super) provenance: Provenance<'a>,
    pub(super) total: usize,
    pub(super) first: Page<'a>,
    pub(super) last: String,
    #[serde(rename = "counterpoint:stylesheet")]
    pub(super) stylesheet: Stylesheet,
    #[serde(rename = "counterpoint:articles")]
    pub(super) articles: Vec<Article<'a>>,
    #[serde(rename = "counterpoint:speakers")]
    pub(super) speakers: Vec<Speaker<'a>>,
    #[serde(rename = "counterpoint:digest")]
    pub(super) digest: String,
    #[serde(rename = "counterpoint:update")]
    pub(super) update: String,
}

/// The one page.
#[derive(Serialize)]
pub(super) struct Page<'a> {
    pub(super) id: String,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    #[serde(rename = "partOf")]
    pub(super) part_of: Reference,
    #[serde(rename = "startIndex")]
    pub(super) start_index: usize,
    pub(super) items: Vec<Annotation<'a>>,
}

/// A resource that is described elsewhere.
#[derive(Serialize)]
pub(super) struct Reference {
    pub(super) id: String,
}

/// Who made something, and when.
#[derive(Serialize)]
pub(super) struct Provenance<'a> {
    pub(super) creator: Agent<'a>,
    pub(super) created: String,
    pub(super) modified: String,
}

/// Somebody: an annotator or a speaker.
#[derive(Serialize)]
pub(super) struct Agent<'a> {
    pub(super) id: String,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<&'a str>,
}

/// A quote or a link.
#[derive(Serialize)]
pub(super) struct Annotation<'a> {
    pub(super) id: String,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) motivation: [&'static str; 2],
    #[serde(flatten)]
    pub(super) provenance: Option<Provenance<'a>>,
    pub(super) body: Vec<Body<'a>>,
    pub(super) target: Vec<SpecificResource<'a>>,
    pub(super) stylesheet: &'static str,
}

/// What is said about the targets.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Body<'a> {
    /// Who said it.
    Speaker(Agent<'a>),
    /// Kind, tag or note.
    Textual(TextualBody<'a>),
    /// How quotes bear on each other.
    Assessment(Assessment<'a>),
}

/// Words, and what they are for.
#[derive(Serialize)]
pub(super) struct TextualBody<'a> {
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) purpose: &'static str,
    pub(super) value: &'a str,
}

/// The body of a link.
#[derive(Serialize)]
pub(super) struct Assessment<'a> {
    pub(super) id: String,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    #[serde(rename = "counterpoint:members")]
    pub(super) members: Vec<String>,
    #[serde(rename = "counterpoint:difference", skip_serializing_if = "Option::is_none")]
    pub(super) difference: Option<&'static str>,
    #[serde(rename = "counterpoint:rationale", skip_serializing_if = "str::is_empty")]
    pub(super) rationale: &'a str,
    #[serde(rename = "counterpoint:status")]
    pub(super) status: &'static str,
}

/// A span of an article, in the role it plays.
#[derive(Serialize)]
pub(super) struct SpecificResource<'a> {
    pub(super) id: String,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) source: String,
    #[serde(rename = "styleClass")]
    pub(super) style_class: &'static str,
    pub(super) selector: Vec<Selector<'a>>,
}

/// Where a span lies; several say the same in other ways.
#[derive(Serialize)]
#[serde(tag = "type")]
pub(super) enum Selector<'a> {
    /// Its words, and those around it.
    #[serde(rename = "TextQuoteSelector")]
    Quote { exact: &'a str, prefix: &'a str, suffix: &'a str },
    /// Its ends in code points.
    #[serde(rename = "TextPositionSelector")]
    Position { start: CodePoint, end: CodePoint },
    /// Its ends in bytes.
    #[serde(rename = "DataPositionSelector")]
    Bytes { start: usize, end: usize },
}

/// A style sheet, embedded.
#[derive(Serialize)]
pub(super) struct Stylesheet {
    pub(super) id: &'static str,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) value: &'static str,
}

/// An article. What is not known is left out.
#[derive(Serialize)]
pub(super) struct Article<'a> {
    pub(super) id: String,
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    pub(super) format: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) language: &'a str,
    #[serde(rename = "dc:title", skip_serializing_if = "str::is_empty")]
    pub(super) title: &'a str,
    #[serde(rename = "dc:publisher", skip_serializing_if = "str::is_empty")]
    pub(super) outlet: &'a str,
    #[serde(rename = "dc:creator", skip_serializing_if = "str::is_empty")]
    pub(super) byline: &'a str,
    #[serde(rename = "dc:date", skip_serializing_if = "str::is_empty")]
    pub(super) date: &'a str,
    #[serde(rename = "dc:source", skip_serializing_if = "str::is_empty")]
    pub(super) address: &'a str,
    #[serde(flatten)]
    pub(super) provenance: Option<Provenance<'a>>,
    #[serde(rename = "counterpoint:text", skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<&'a str>,
}

/// A speaker.
#[derive(Serialize)]
pub(super) struct Speaker<'a> {
    #[serde(flatten)]
    pub(super) agent: Agent<'a>,
    #[serde(rename = "counterpoint:aliases", skip_serializing_if = "Vec::is_empty")]
    pub(super) aliases: Vec<String>,
    #[serde(rename = "counterpoint:role", skip_serializing_if = "str::is_empty")]
    pub(super) role: &'a str,
    #[serde(flatten)]
    pub(super) provenance: Option<Provenance<'a>>,
}
