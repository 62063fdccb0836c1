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
    /// Where the articles that it is made of begin, in bytes, and where the last one ends.
    bounds: Vec<usize>,
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
    let articles = documents.map(|found| Document::new(found.text, with_content(found.attributions).collect()));
    Ok((Origin::Corpus, articles.collect()))
}

impl Document {
    /// An article.
    pub(crate) fn new(text: Text, quotes: Vec<Attribution>) -> Self {
        let bounds = vec![0, text.len()];
        Self { text, quotes, bounds }
    }

    /// The first articles, one after the other, until there are that many spans.
    ///
    /// # Panics
    /// Where there are not as many.
    pub(crate) fn of_spans(articles: &[Self], wanted: usize) -> Self {
        let mut text = String::new();
        let mut quotes = Vec::new();
        let mut spans = 0;
        let mut bounds = vec![0];
        for article in articles {
            if spans >= wanted {
                break;
            }
            quotes.extend(article.quotes.iter().map(|quote| moved(quote, text.len())));
            text.push_str(article.text.as_str());
            text.push('\n');
            bounds.push(text.len());
            spans += article.spans().len();
        }
        assert!(spans >= wanted, "there are {wanted} spans in all articles together");
        Self { text: Text::new(text), quotes, bounds }
    }

    /// The same once more, with a line before it that makes it another text.
    pub(crate) fn again(&self, number: usize) -> Self {
        let line = format!("Edition {number}\n");
        let quotes = self.quotes.iter().map(|quote| moved(quote, line.len())).collect();
        Self::new(Text::new(line + self.text.as_str()), quotes)
    }

    /// Its spans, each once: quotes may share one.
    pub(crate) fn spans(&self) -> BTreeSet<(Span, Role)> {
        let spans = self.quotes.iter().flat_map(|quote| {
            let role = |spans: &'_ [Span], role| spans.iter().map(move |&span| (span, role)).collect::<Vec<_>>();
            [role(&quote.content, Role::Content), role(&quote.cue, Role::Cue), role(&quote.source, Role::Source)]
        });
        spans.flatten().collect()
    }

    /// The texts of the articles that it is made of.
    pub(crate) fn articles(&self) -> impl Iterator<Item = &str> {
        self.bounds.windows(2).map(|bounds| &self.text.as_str()[bounds[0]..bounds[1]])
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
