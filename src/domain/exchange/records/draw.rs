//! A project's live records as plain values.

use std::collections::BTreeMap;

use super::{Annotator, Article, Link, Made, Quote, Records, Speaker};
use crate::domain::annotation::{Origin, Role};
use crate::domain::id::{AnnotatorId, ArticleId, QuoteId, SpeakerId, Timestamp};
use crate::domain::project::Project;

impl Records {
    /// The live records of a project whose articles' texts are at hand. Speakers that were merged are one. An article
    /// without its text, and what stands in it, is left out: there would be nothing for its spans to count in.
    #[must_use]
    pub fn of(project: &Project) -> Self {
        let mut drawing = Drawing { project, records: Self::default(), annotators: BTreeMap::new() };
        let articles = drawing.articles();
        let speakers = drawing.speakers();
        let quotes = drawing.quotes(&articles, &speakers);
        drawing.links(&quotes);
        drawing.records
    }
}

struct Drawing<'a> {
    project: &'a Project,
    records: Records,
    annotators: BTreeMap<AnnotatorId, usize>,
}

impl<'a> Drawing<'a> {
    fn articles(&mut self) -> BTreeMap<&'a ArticleId, usize> {
        let mut numbers = BTreeMap::new();
        for (id, article) in self.project.articles() {
            let Some(text) = self.project.text(id) else { continue };
            numbers.insert(id, self.records.articles.len());
            self.records.articles.push(Article {
                file: article.detected.file.clone(),
                text: text.clone(),
                title: article.title().to_owned(),
                outlet: article.outlet().to_owned(),
                byline: article.byline().to_owned(),
                date: article.date().to_owned(),
                address: article.address().to_owned(),
                language: article.detected.language.clone(),
            });
        }
        numbers
    }

    fn speakers(&mut self) -> BTreeMap<&'a SpeakerId, usize> {
        let mut numbers = BTreeMap::new();
        for (id, speaker) in self.project.speakers_by_age() {
            let made = self.made(speaker.origin.as_ref(), speaker.modified);
            numbers.insert(id, self.records.speakers.len());
            self.records.speakers.push(Speaker {
                id: id.to_string(),
                name: speaker.name.clone(),
                aliases: self.project.names(id).into_iter().filter(|name| *name != speaker.name).collect(),
                role: speaker.role.clone(),
                made,
            });
        }
        numbers
    }

    fn quotes(
        &mut self,
        articles: &BTreeMap<&ArticleId, usize>,
        speakers: &BTreeMap<&SpeakerId, usize>,
    ) -> BTreeMap<&'a QuoteId, usize> {
        let mut numbers = BTreeMap::new();
        for (id, quote) in self.project.quotes() {
            let Some(&article) = articles.get(&quote.attribution.article) else { continue };
            let text = &self.records.articles[article].text;
            // Spans that another replica forged would be spans of nothing.
            let spans = |role| {
                let spans = quote.attribution.spans(role).iter().copied();
                spans.filter(|span| text.check(*span).is_ok()).collect::<Vec<_>>()
            };
            let (content, cue, source) = (spans(Role::Content), spans(Role::Cue), spans(Role::Source));
            if content.is_empty() {
                continue;
            }
            let made = self.made(quote.origin.as_ref(), quote.modified);
            numbers.insert(id, self.records.quotes.len());
            self.records.quotes.push(Quote {
                id: id.to_string(),
                article,
                content,
                cue,
                source,
                kind: Some(quote.attribution.kind),
                speaker: self.project.speaker_of(quote).and_then(|(id, _)| speakers.get(id).copied()),
                tags: quote.tags.clone(),
                note: quote.note.clone(),
                made,
            });
        }
        numbers
    }

    fn links(&mut self, quotes: &BTreeMap<&QuoteId, usize>) {
        for (id, link) in self.project.links() {
            let members: Vec<_> =
                self.project.members(id).iter().filter_map(|quote| quotes.get(quote).copied()).collect();
            if members.len() < 2 {
                continue;
            }
            let made = self.made(link.origin.as_ref(), link.modified);
            self.records.links.push(Link {
                id: id.to_string(),
                members,
                relation: link.relation,
                rationale: link.rationale.clone(),
                status: link.status,
                made,
            });
        }
    }

    fn made(&mut self, origin: Option<&Origin>, modified: Option<Timestamp>) -> Made {
        let Some(origin) = origin else { return Made { modified, ..Made::default() } };
        let by = *self.annotators.entry(origin.creator.clone()).or_insert_with(|| {
            let name = self.project.annotator(&origin.creator).unwrap_or_default().to_owned();
            self.records.annotators.push(Annotator { id: origin.creator.to_string(), name });
            self.records.annotators.len() - 1
        });
        Made { by: Some(by), created: Some(origin.created), modified }
    }
}
