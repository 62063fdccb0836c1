//! A project as a file.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde::Serialize;
use serde_json::Value;

use super::agent;
use super::digest::{Drawn, digest};
use super::vocabulary::{STYLES, STYLESHEET, context, iri};
use super::wire::{
    Agent, Annotation, Article, Assessment, Body, Collection, Page, Provenance, Reference, Selector, Speaker,
    SpecificResource, Stylesheet, TextualBody,
};
use crate::domain::anchor::{words_after, words_before};
use crate::domain::annotation::{self as model, Link, Origin, Quote, Relation, Role};
use crate::domain::exchange::moment::rfc3339;
use crate::domain::id::{AnnotatorId, ArticleId, LinkId, QuoteId, SpeakerId, Timestamp};
use crate::domain::project::Project;
use crate::domain::text::{Span, Text};

/// Whether a file carries the articles' texts, or only says which they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Texts {
    /// Whoever opens the file can read the articles.
    #[default]
    Included,
    /// Whoever opens the file must have the articles. The words that are quoted are in it all the same.
    LeftOut,
}

/// The project as a Web Annotation collection, with `update` in it: everything that the replica of this very project
/// holds. `saved` and `exporter` say when and by whom.
#[must_use]
pub fn to_jsonld(project: &Project, update: &[u8], saved: Timestamp, exporter: &AnnotatorId, texts: Texts) -> String {
    let writer = Writer { project };
    let id = format!("{}:{}", iri("collection", exporter.as_str()), saved.0);
    let page = format!("{id}:page");
    let items = writer.annotations();
    let mut articles = writer.articles();
    let speakers = writer.speakers();
    let digest =
        digest(update, Drawn { annotations: value(&items), articles: value(&articles), speakers: value(&speakers) });
    if texts == Texts::Included {
        for (article, (of, _)) in articles.iter_mut().zip(project.articles()) {
            article.text = project.text(of).map(Text::as_str);
        }
    }
    let collection = Collection {
        context: context(),
        kind: "AnnotationCollection",
        label: writer.label(),
        provenance: writer.provenance(exporter, saved, None),
        total: items.len(),
        last: page.clone(),
        first: Page {
            id: page,
            kind: "AnnotationPage",
            part_of: Reference { id: id.clone() },
            start_index: 0,
            items,
        },
        id,
        stylesheet: Stylesheet { id: STYLESHEET, kind: "CssStylesheet", value: STYLES },
        articles,
        speakers,
        digest,
        update: BASE64_STANDARD.encode(update),
    };
    serde_json::to_string_pretty(&collection).expect("the wire types have text keys and no floating point numbers")
}

fn value(wire: &impl Serialize) -> Value {
    serde_json::to_value(wire).expect("the wire types have text keys and no floating point numbers")
}

/// Draws the wire types from a project.
struct Writer<'a> {
    project: &'a Project,
}

impl<'a> Writer<'a> {
    fn label(&self) -> String {
        let titles: Vec<&str> = self.project.articles().into_iter().map(|(_, article)| article.title()).collect();
        if titles.is_empty() { "Who said what".to_owned() } else { format!("Who said what in {}", titles.join("; ")) }
    }

    fn articles(&self) -> Vec<Article<'a>> {
        self.project.articles().into_iter().map(|(id, article)| self.article(id, article)).collect()
    }

    fn article(&self, id: &ArticleId, article: &'a model::Article) -> Article<'a> {
        Article {
            id: iri("article", id.as_str()),
            kind: "Text",
            format: "text/plain",
            language: &article.detected.language,
            title: article.title(),
            outlet: article.outlet(),
            byline: article.byline(),
            date: article.date(),
            address: article.address(),
            provenance: self.made(article.origin.as_ref(), article.modified),
            text: None,
        }
    }

    fn speakers(&self) -> Vec<Speaker<'a>> {
        let speakers = self.project.speakers_by_age().into_iter();
        speakers
            .map(|(id, speaker)| Speaker {
                agent: Self::agent(id, speaker),
                aliases: self.project.names(id).into_iter().skip(1).collect(),
                role: &speaker.role,
                provenance: self.made(speaker.origin.as_ref(), speaker.modified),
            })
            .collect()
    }

    fn agent(id: &SpeakerId, speaker: &'a model::Speaker) -> Agent<'a> {
        Agent { id: iri("speaker", id.as_str()), kind: agent::kind(&speaker.name), name: Some(&speaker.name) }
    }

    /// The quotes by article and in reading order, then the links by age.
    fn annotations(&self) -> Vec<Annotation<'a>> {
        let quotes = self.project.quotes().map(|(id, quote)| self.quote(id, quote));
        let links = self.project.links().into_iter().map(|(id, link)| self.link(id, link));
        quotes.chain(links).collect()
    }

    fn quote(&self, id: &QuoteId, quote: &'a Quote) -> Annotation<'a> {
        let speaker = self.project.speaker_of(quote).map(|(id, speaker)| Body::Speaker(Self::agent(id, speaker)));
        let textual = |purpose, value| Body::Textual(TextualBody { kind: "TextualBody", purpose, value });
        let mut body: Vec<_> = speaker.into_iter().collect();
        body.push(textual("classifying", quote.attribution.kind.name()));
        body.extend(quote.tags.iter().map(|tag| textual("tagging", tag)));
        body.extend((!quote.note.is_empty()).then(|| textual("commenting", &quote.note)));
        Annotation {
            id: iri("quote", id.as_str()),
            kind: "Annotation",
            motivation: ["identifying", "classifying"],
            provenance: self.made(quote.origin.as_ref(), quote.modified),
            body,
            target: Role::ALL.into_iter().flat_map(|role| self.targets(id, quote, role)).collect(),
            stylesheet: STYLESHEET,
        }
    }

    fn link(&self, id: &LinkId, link: &'a Link) -> Annotation<'a> {
        let members = self.project.members(id);
        let quotes = members.iter().filter_map(|member| Some((member, self.project.quote(member)?)));
        let (kind, difference) = match link.relation {
            Relation::Contradicts(difference) => ("counterpoint:Contradiction", Some(difference.name())),
            Relation::Corroborates => ("counterpoint:Corroboration", None),
            Relation::SameWords => ("counterpoint:SameWords", None),
        };
        let assessment = Assessment {
            id: format!("{}:assessment", iri("link", id.as_str())),
            kind,
            members: members.iter().map(|member| iri("quote", member.as_str())).collect(),
            difference,
            rationale: &link.rationale,
            status: link.status.name(),
        };
        Annotation {
            id: iri("link", id.as_str()),
            kind: "Annotation",
            motivation: ["linking", "assessing"],
            provenance: self.made(link.origin.as_ref(), link.modified),
            body: vec![Body::Assessment(assessment)],
            target: quotes.flat_map(|(id, quote)| self.targets(id, quote, Role::Content)).collect(),
            stylesheet: STYLESHEET,
        }
    }

    /// The spans of one role. They are named by quote, role and number, so that a link's targets are its quotes'.
    fn targets(&self, id: &QuoteId, quote: &Quote, role: Role) -> Vec<SpecificResource<'a>> {
        let article = &quote.attribution.article;
        let text = self.project.text(article);
        let spans = quote.attribution.spans(role).iter().enumerate();
        spans
            .map(|(number, &span)| SpecificResource {
                id: format!("{}:{}:{number}", iri("quote", id.as_str()), role.name()),
                kind: "SpecificResource",
                source: iri("article", article.as_str()),
                style_class: role.name(),
                selector: selectors(text, span),
            })
            .collect()
    }

    /// Who made a record, and when. Live records have an origin.
    fn made(&self, origin: Option<&Origin>, modified: Option<Timestamp>) -> Option<Provenance<'a>> {
        origin.map(|origin| self.provenance(&origin.creator, origin.created, modified))
    }

    fn provenance(&self, by: &AnnotatorId, created: Timestamp, modified: Option<Timestamp>) -> Provenance<'a> {
        Provenance {
            creator: Agent { id: iri("annotator", by.as_str()), kind: "Person", name: self.project.annotator(by) },
            created: rfc3339(created),
            modified: rfc3339(modified.unwrap_or(created)),
        }
    }
}

/// Where a span lies: by its words and in code points, or in bytes where the text is not at hand or does not reach
/// so far.
fn selectors(text: Option<&Text>, span: Span) -> Vec<Selector<'_>> {
    let found = text.and_then(|text| Some((text, text.get(span)?)));
    let Some((text, exact)) = found else {
        return vec![Selector::Bytes { start: span.start, end: span.end }];
    };
    let quote =
        Selector::Quote { exact, prefix: words_before(text, span.start), suffix: words_after(text, span.end) };
    vec![quote, Selector::Position { start: text.code_point(span.start), end: text.code_point(span.end) }]
}
