//! Records as plain objects, for scripts. Offsets are UTF-16 code units, as JavaScript counts them.

use serde::Serialize;

use crate::domain::annotation::{Kind, Origin, Relation, Role, Status};
use crate::domain::article::Region;
use crate::domain::id::{ArticleId, LinkId, QuoteId, SpeakerId, Timestamp};
use crate::domain::project::Project;
use crate::domain::text::{Span, Text};

/// A whole project.
#[derive(Serialize)]
pub(super) struct PlainProject<'a> {
    articles: Vec<PlainArticle<'a>>,
    quotes: Vec<PlainQuote<'a>>,
    speakers: Vec<PlainSpeaker<'a>>,
    links: Vec<PlainLink<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PlainArticle<'a> {
    id: &'a ArticleId,
    title: &'a str,
    outlet: &'a str,
    byline: &'a str,
    date: &'a str,
    address: &'a str,
    language: &'a str,
    file: &'a str,
    text: Option<&'a str>,
    regions: Vec<PlainRegion<'a>>,
}

#[derive(Serialize)]
struct PlainRegion<'a> {
    kind: crate::domain::article::RegionKind,
    span: PlainSpan<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PlainQuote<'a> {
    id: &'a QuoteId,
    article: &'a ArticleId,
    content: Vec<PlainSpan<'a>>,
    cue: Vec<PlainSpan<'a>>,
    source: Vec<PlainSpan<'a>>,
    kind: Kind,
    speaker: Option<&'a SpeakerId>,
    tags: &'a [String],
    note: &'a str,
    #[serde(flatten)]
    origin: Option<&'a Origin>,
    modified: Option<Timestamp>,
}

#[derive(Serialize)]
struct PlainSpan<'a> {
    start: usize,
    end: usize,
    text: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PlainSpeaker<'a> {
    id: &'a SpeakerId,
    name: &'a str,
    /// Every other name, those of merged speakers among them.
    aliases: Vec<String>,
    role: &'a str,
    colour: u8,
    #[serde(flatten)]
    origin: Option<&'a Origin>,
    modified: Option<Timestamp>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PlainLink<'a> {
    id: &'a LinkId,
    #[serde(flatten)]
    relation: Relation,
    members: Vec<QuoteId>,
    rationale: &'a str,
    status: Status,
    #[serde(flatten)]
    origin: Option<&'a Origin>,
    modified: Option<Timestamp>,
}

fn plain_span(text: &Text, span: Span) -> PlainSpan<'_> {
    PlainSpan { start: text.utf16(span.start).0, end: text.utf16(span.end).0, text: text.slice(span) }
}

/// The live records of a project.
pub(super) fn plain(project: &Project) -> PlainProject<'_> {
    PlainProject {
        articles: project
            .articles()
            .into_iter()
            .map(|(id, article)| {
                let text = project.text(id);
                let region = |region: &Region| {
                    text.map(|text| PlainRegion { kind: region.kind, span: plain_span(text, region.span) })
                };
                PlainArticle {
                    id,
                    title: article.title(),
                    outlet: article.outlet(),
                    byline: article.byline(),
                    date: article.date(),
                    address: article.address(),
                    language: &article.detected.language,
                    file: &article.detected.file,
                    text: text.map(Text::as_str),
                    regions: article.regions().iter().filter_map(region).collect(),
                }
            })
            .collect(),
        quotes: project
            .quotes()
            .map(|(id, quote)| {
                let text = project.text(&quote.attribution.article);
                let spans = |role: Role| {
                    quote
                        .attribution
                        .spans(role)
                        .iter()
                        .filter_map(|&span| text.map(|text| plain_span(text, span)))
                        .collect()
                };
                PlainQuote {
                    id,
                    article: &quote.attribution.article,
                    content: spans(Role::Content),
                    cue: spans(Role::Cue),
                    source: spans(Role::Source),
                    kind: quote.attribution.kind,
                    speaker: project.speaker_of(quote).map(|(id, _)| id),
                    tags: &quote.tags,
                    note: &quote.note,
                    origin: quote.origin.as_ref(),
                    modified: quote.modified,
                }
            })
            .collect(),
        speakers: project
            .speakers()
            .into_iter()
            .map(|(id, speaker)| PlainSpeaker {
                id,
                name: &speaker.name,
                aliases: project.names(id).into_iter().filter(|name| *name != speaker.name).collect(),
                role: &speaker.role,
                colour: speaker.colour,
                origin: speaker.origin.as_ref(),
                modified: speaker.modified,
            })
            .collect(),
        links: project
            .links()
            .into_iter()
            .map(|(id, link)| PlainLink {
                id,
                relation: link.relation,
                members: project.members(id),
                rationale: &link.rationale,
                status: link.status,
                origin: link.origin.as_ref(),
                modified: link.modified,
            })
            .collect(),
    }
}
