//! The records of a project as `window.counterpoint.project()` gives them: the shapes that the README promises, and
//! no field besides.

use anyhow::{Context, Result};
use serde::Deserialize;

use super::page::Page;

/// All live records.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Records {
    pub(crate) articles: Vec<Article>,
    pub(crate) quotes: Vec<Quote>,
    pub(crate) speakers: Vec<Speaker>,
    pub(crate) links: Vec<Link>,
}

/// Words of an article. Offsets are UTF-16 code units.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
    pub(crate) text: String,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Region {
    pub(crate) kind: String,
    pub(crate) span: Span,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Article {
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) outlet: String,
    pub(crate) byline: String,
    pub(crate) date: String,
    pub(crate) address: String,
    pub(crate) language: String,
    pub(crate) file: String,
    pub(crate) text: Option<String>,
    pub(crate) regions: Vec<Region>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Quote {
    pub(crate) id: String,
    pub(crate) article: String,
    pub(crate) content: Vec<Span>,
    pub(crate) cue: Vec<Span>,
    pub(crate) source: Vec<Span>,
    pub(crate) kind: String,
    pub(crate) speaker: Option<String>,
    pub(crate) tags: Vec<String>,
    pub(crate) note: String,
    pub(crate) creator: String,
    pub(crate) created: u64,
    pub(crate) modified: Option<u64>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Speaker {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) aliases: Vec<String>,
    pub(crate) role: String,
    pub(crate) colour: u8,
    pub(crate) creator: String,
    pub(crate) created: u64,
    pub(crate) modified: Option<u64>,
}

#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Link {
    pub(crate) id: String,
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) differs: Option<String>,
    pub(crate) members: Vec<String>,
    pub(crate) rationale: String,
    pub(crate) status: String,
    pub(crate) creator: String,
    pub(crate) created: u64,
    pub(crate) modified: Option<u64>,
}

impl Page {
    /// All records, in their promised shapes.
    pub(crate) async fn records(&self) -> Result<Records> {
        serde_json::from_value(self.project().await?)
            .context("the project has not the shape that the README promises")
    }
}

impl Records {
    /// The article whose file has a name that starts so.
    pub(crate) fn article(&self, file: &str) -> Result<&Article> {
        self.articles
            .iter()
            .find(|article| article.file.starts_with(file))
            .with_context(|| format!("no article {file}"))
    }

    /// The one quote whose content has `words` in it; of nested ones, the innermost.
    pub(crate) fn quote(&self, words: &str) -> Result<&Quote> {
        let holds = |quote: &&Quote| quote.content.iter().any(|span| span.text.contains(words));
        let length = |quote: &&Quote| quote.content.iter().map(|span| span.text.len()).sum::<usize>();
        self.quotes.iter().filter(holds).min_by_key(length).with_context(|| format!("no quote has “{words}”"))
    }

    /// The speaker of that name.
    pub(crate) fn speaker(&self, name: &str) -> Result<&Speaker> {
        self.speakers.iter().find(|speaker| speaker.name == name).with_context(|| format!("no speaker “{name}”"))
    }

    /// The name of who said a quote.
    pub(crate) fn speaker_of(&self, quote: &Quote) -> Option<&str> {
        let id = quote.speaker.as_ref()?;
        self.speakers.iter().find(|speaker| speaker.id == *id).map(|speaker| speaker.name.as_str())
    }
}

impl Article {
    /// The text, which every article of these tests has.
    pub(crate) fn text(&self) -> &str {
        self.text.as_deref().expect("the text of every article in a test is at hand")
    }

    /// Where words first stand in it, in UTF-16 code units.
    pub(crate) fn offset(&self, words: &str) -> Result<usize> {
        let at = self.text().find(words).with_context(|| format!("“{words}” is not in “{}”", self.title))?;
        Ok(self.text()[..at].encode_utf16().count())
    }

    /// The selector of the element that shows it.
    pub(crate) fn element(&self) -> String {
        format!("article[data-article='{}']", self.id)
    }
}
