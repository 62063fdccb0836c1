//! What is measured on: articles with their quotes, and documents of any size made from them.
//!
//! They are the news texts of a corpus beside the checkout; where it is missing, made-up ones of like shape. Nothing here
//! knows how they are shown.

use std::collections::BTreeSet;

use anyhow::Result;
use counterpoint::domain::annotation::Role;
use counterpoint::domain::text::{Span, Text};

use crate::corpus::{self, Attribution};
use crate::fixtures::project_dir;
use crate::made_up;

/// Where the corpus is, from the root of the checkout.
const CORPUS: &str = "../shared/polnear/train";

/// A text and who said what in it.
#[derive(Clone)]
pub(crate) struct Document {
    /// The text.
    pub(crate) text: Text,
    /// Its quotes; each has a content.
    pub(crate) quotes: Vec<Attribution>,
    pub(crate) ends: Vec<usize>,
}

/// Where the articles come from.
#[derive(Clone, Copy)]
pub(crate) enum Origin {
    /// The corpus beside the checkout.
    Corpus,
    /// Nobody wrote them.
    MadeUp,
}

/// All articles there are, each once.
pub(crate) fn articles() -> Result<(Origin, Vec<Document>)> {
    let folder = project_dir().join(CORPUS);
    if !folder.is_dir() {
        return Ok((Origin::MadeUp, made_up::articles()));
    }
    let mut names = BTreeSet::new();
    // Several people may have annotated a text: the first is taken at their word.
    let documents = corpus::read(&folder)?.into_iter().filter(|document| names.insert(document.name.clone()));
    let with_content = |quotes: Vec<Attribution>| quotes.into_iter().filter(|quote| !quote.content.is_empty());
    let articles = documents.map(|document| Document {
        text: document.text,
        quotes: with_content(document.attributions).collect(),
        ends: vec![],
    });
    Ok((Origin::Corpus, articles.collect()))
}

impl Document {
    /// The first articles, one after the other, until there are that many spans.
    ///
    /// # Panics
    /// Where there are not as many.
    pub(crate) fn of_spans(articles: &[Self], wanted: usize) -> Self {
        let mut text = String::new();
        let mut quotes = Vec::new();
        let mut spans = 0;
        let mut ends = vec![0];
        for article in articles {
            if spans >= wanted {
                break;
            }
            quotes.extend(article.quotes.iter().map(|quote| moved(quote, text.len())));
            text.push_str(article.text.as_str());
            text.push('\n');
            ends.push(text.len());
            spans += article.spans().len();
        }
        assert!(spans >= wanted, "there are {wanted} spans in all articles together");
        Self { text: Text::new(text), quotes, ends }
    }

    /// Its spans, each once: quotes may share one.
    pub(crate) fn spans(&self) -> BTreeSet<(Span, Role)> {
        let spans = self.quotes.iter().flat_map(|quote| {
            let role = |spans: &'_ [Span], role| spans.iter().map(move |&span| (span, role)).collect::<Vec<_>>();
            [role(&quote.content, Role::Content), role(&quote.cue, Role::Cue), role(&quote.source, Role::Source)]
        });
        spans.flatten().collect()
    }

    pub(crate) fn articles(&self) -> Vec<&str> {
        self.ends.windows(2).map(|pair| &self.text.as_str()[pair[0]..pair[1]]).collect()
    }

    /// How many code points its text has.
    pub(crate) fn characters(&self) -> usize {
        self.text.as_str().chars().count()
    }
}

/// A quote of an article that begins so many bytes into a document.
fn moved(quote: &Attribution, by: usize) -> Attribution {
    let all = |spans: &[Span]| spans.iter().map(|span| Span::new(span.start + by, span.end + by)).collect();
    Attribution { content: all(&quote.content), cue: all(&quote.cue), source: all(&quote.source) }
}
