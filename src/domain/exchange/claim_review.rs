//! Contradictions as drafts of fact checks: `claim-review.json`, JSON-LD in the words of schema.org, with a
//! `ClaimReview` for each contradiction that is not dismissed. It only goes out.
//!
//! Of the statements in a contradiction the first to join is the claim: its words are `claimReviewed`, its speaker is
//! the claim's `author`, its article is where it appears. The other statements, then the rationale, are the
//! `reviewBody`; their articles are the review's `citation`. A claim in the outlet's own voice has the outlet as its
//! author; one without a speaker has none.
//!
//! A draft it is, and says so (`creativeWorkStatus`): nothing here judges. Before one is published, a person must fill
//! in, as Google Search Central's page "Fact check (`ClaimReview`) structured data" asks,
//!
//! - `reviewRating`, with the verdict in words as its `alternateName` (required);
//! - `url`, the page on which the fact check is published (required);
//! - `author`, who publishes it, and `datePublished`, when (recommended);
//!
//! and should shorten `claimReviewed` to a sentence or so, take out the drafts that are not to be published, and see
//! whether the author of each claim is rightly called a person or an organization, which is told from the name alone.
//!
//! What is not known is left out. An address that is not of the web is left out as well.

use serde::Serialize;

use super::harmless::web_address;
use super::jsonld::agent;
use super::moment::{day_in_words, rfc3339};
use super::records::feature::Feature;
use super::records::{self, Quote, Records, Written};
use crate::domain::annotation::{Kind, Relation, Role, Status};
use crate::domain::id::Timestamp;
use crate::domain::order;

/// What the drafts show of contradictions; other links, and quotes that are in none, are not in the file.
pub const HOLDS: &[Feature] = &[
    Feature::Speakers,
    Feature::Aliases,
    Feature::Offices,
    Feature::Links,
    Feature::LinksAcross,
    Feature::LargeLinks,
    Feature::Rationales,
    Feature::LinkMakers,
    Feature::AnnotatorNames,
    Feature::Details,
];

/// The drafts, in the order of the links. Without a contradiction the file is there, and its list is empty.
#[must_use]
pub fn write(records: &Records) -> Vec<Written> {
    let drafting = Drafting { records };
    let file = Graph {
        context: "https://schema.org",
        graph: records.links.iter().filter_map(|link| drafting.review(link)).collect(),
    };
    let bytes =
        serde_json::to_vec_pretty(&file).expect("the types here have text keys and no floating point numbers");
    vec![Written { name: "claim-review.json".to_owned(), bytes }]
}

/// The file.
#[derive(Serialize)]
struct Graph<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<Review<'a>>,
}

/// <https://schema.org/ClaimReview>
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Review<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    claim_reviewed: String,
    item_reviewed: Claim<'a>,
    #[serde(rename = "reviewAspect")]
    aspect: &'static str,
    #[serde(rename = "reviewBody")]
    body: String,
    citation: Vec<NewsArticle<'a>>,
    creative_work_status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    creator: Option<Agent<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_created: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
}

/// <https://schema.org/Claim>
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Claim<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    author: Option<Agent<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<&'a str>,
    appearance: NewsArticle<'a>,
}

/// <https://schema.org/Person> or <https://schema.org/Organization>
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Agent<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    alternate_name: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    job_title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
}

/// <https://schema.org/NewsArticle>
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct NewsArticle<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    headline: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Agent<'a>>,
}

/// Draws drafts from records.
struct Drafting<'a> {
    records: &'a Records,
}

impl<'a> Drafting<'a> {
    fn review(&self, link: &records::Link) -> Option<Review<'a>> {
        let Relation::Contradicts(difference) = link.relation else { return None };
        let (&claim, others) = link.members.split_first().filter(|_| link.status != Status::Dismissed)?;
        let claim = &self.records.quotes[claim];
        let others: Vec<&Quote> = others.iter().map(|&other| &self.records.quotes[other]).collect();
        let moment = |moment: Option<Timestamp>| moment.map(rfc3339);
        let mut body: Vec<String> = others.iter().map(|other| self.statement(other)).collect();
        body.extend(known(&link.rationale).map(str::to_owned));
        Some(Review {
            kind: "ClaimReview",
            claim_reviewed: self.records.words(claim, Role::Content),
            item_reviewed: Claim {
                kind: "Claim",
                author: self.speaker(claim),
                date_published: day(self.article(claim)),
                appearance: news(self.article(claim)),
            },
            aspect: difference.name(),
            body: body.join("\n\n"),
            citation: self.citation(&others),
            creative_work_status: "Draft",
            creator: self.creator(link),
            date_created: moment(link.made.created),
            date_modified: moment(link.made.modified),
        })
    }

    fn article(&self, quote: &Quote) -> &'a records::Article {
        &self.records.articles[quote.article]
    }

    /// The articles of these quotes, each once.
    fn citation(&self, quotes: &[&Quote]) -> Vec<NewsArticle<'a>> {
        let mut numbers: Vec<usize> = quotes.iter().map(|quote| quote.article).collect();
        order::sort(&mut numbers);
        numbers.dedup();
        numbers.into_iter().map(|number| news(&self.records.articles[number])).collect()
    }

    /// A statement with who made it, to whom and when.
    fn statement(&self, quote: &Quote) -> String {
        let article = self.article(quote);
        let speaker = self.speaker(quote).map(|speaker| speaker.name);
        let parts = [speaker, known(&article.outlet), known(&article.title), known(&article.date)];
        let told: Vec<&str> = parts.into_iter().flatten().collect();
        let words = self.records.words(quote, Role::Content);
        if told.is_empty() { words } else { format!("{}: {words}", told.join(", ")) }
    }

    /// Who said it: the speaker, or the outlet where it speaks in its own voice.
    fn speaker(&self, quote: &Quote) -> Option<Agent<'a>> {
        let Some(speaker) = self.records.speaker_of(quote) else {
            let outlet = Some(&self.article(quote).outlet).filter(|_| quote.kind == Some(Kind::Narration))?;
            return organization(outlet);
        };
        let kind = agent::kind(&speaker.name);
        let role = known(&speaker.role);
        let (job_title, description) = if kind == "Person" { (role, None) } else { (None, role) };
        known(&speaker.name).map(|name| Agent {
            kind,
            name,
            alternate_name: &speaker.aliases,
            job_title,
            description,
        })
    }

    fn creator(&self, link: &records::Link) -> Option<Agent<'a>> {
        let annotator = self.records.annotator_of(&link.made)?;
        let name = known(&annotator.name).unwrap_or(&annotator.id);
        Some(Agent { kind: "Person", name, alternate_name: &[], job_title: None, description: None })
    }
}

fn news(article: &records::Article) -> NewsArticle<'_> {
    NewsArticle {
        kind: "NewsArticle",
        headline: known(&article.title),
        url: web_address(&article.address),
        date_published: day(article),
        in_language: known(&article.language),
        publisher: organization(&article.outlet),
    }
}

fn organization(name: &str) -> Option<Agent<'_>> {
    let kind = "Organization";
    known(name).map(|name| Agent { kind, name, alternate_name: &[], job_title: None, description: None })
}

/// The day of the article, where it is written as schema.org asks.
fn day(article: &records::Article) -> Option<&str> {
    known(&article.date).filter(|date| day_in_words(date).is_some())
}

fn known(value: &str) -> Option<&str> {
    Some(value).filter(|value| !value.trim().is_empty())
}
