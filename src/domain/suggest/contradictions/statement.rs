//! The statements of a project: what people marked as quotes, then the sentences of the report.
//!
//! This file knows articles and quotes, and nothing of what makes two statements contradict each other.

use std::rc::Rc;

use crate::domain::annotation::Role;
use crate::domain::article::{self, Region, RegionKind};
use crate::domain::dismissal::Place;
use crate::domain::id::{ArticleId, QuoteId};
use crate::domain::project::Project;
use crate::domain::snap;
use crate::domain::text::{Span, Text, squeeze};

/// What an article says at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The article.
    pub article: ArticleId,
    /// Where it stands, in bytes of the article's text; of an interrupted quote from its first byte to its last.
    pub span: Span,
    /// Its words, with white space squeezed.
    pub text: Rc<str>,
    /// The words that attribute it, which may deny it: "denied that". Empty for a sentence, whose cue is in its text.
    pub cue: Rc<str>,
    /// The sentence before it: what "denied this" speaks of. Empty at the start of an article.
    pub before: Rc<str>,
    /// Who says it, by the name that stands for all their names, where that is known.
    pub speaker: Option<Rc<str>>,
    /// What it was taken from.
    pub origin: Origin,
}

/// What a statement was taken from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// A quote that people marked.
    Quote(QuoteId),
    /// A sentence of the report.
    Sentence,
}

impl Statement {
    /// Where it stands: what names it for good.
    #[must_use]
    pub fn place(&self) -> Place {
        Place { article: self.article.clone(), span: self.span }
    }

    /// True where the two stand in one article and share a byte.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.article == other.article && self.span.overlaps(other.span)
    }
}

/// Every statement of the project: its quotes, and then the sentences of the articles' bodies and key points. A
/// sentence at least half of which is quoted is left out, since the quotes stand for it.
#[must_use]
pub fn statements(project: &Project) -> Vec<Statement> {
    let mut quotes = Vec::new();
    let mut sentences = Vec::new();
    for (id, article) in project.articles() {
        let Some(text) = project.text(id) else { continue };
        let of_article = of_text(id, text, article.regions());
        let first_quote = quotes.len();
        let mut contents = Vec::new();
        for (quote_id, quote) in project.quotes_in(id) {
            let content = &quote.attribution.content;
            let (Some(first), Some(last)) = (content.first(), content.last()) else { continue };
            let span = Span::new(first.start, last.end);
            if text.get(span).is_none() {
                continue;
            }
            contents.extend(content.iter().copied());
            let before = of_article.partition_point(|sentence| sentence.span.end <= span.start);
            quotes.push(Statement {
                article: id.clone(),
                span,
                text: project.words(quote, Role::Content).into(),
                cue: project.words(quote, Role::Cue).into(),
                before: of_article[..before].last().map_or_else(|| "".into(), |sentence| sentence.text.clone()),
                speaker: project.speaker_of(quote).map(|(_, speaker)| speaker.name.as_str().into()),
                origin: Origin::Quote(quote_id.clone()),
            });
        }
        let is_quoted = |span: Span| {
            let shared = contents.iter().filter_map(|content| content.intersection(span)).map(Span::len);
            shared.sum::<usize>() * 2 >= span.len()
        };
        let has_quotes = quotes.len() > first_quote;
        sentences.extend(of_article.into_iter().filter(|sentence| !has_quotes || !is_quoted(sentence.span)));
    }
    quotes.append(&mut sentences);
    quotes
}

/// The sentences of one article that assert something: no questions, and nothing in headlines, bylines, captions and
/// page furniture.
#[must_use]
pub fn of_text(article: &ArticleId, text: &Text, regions: &[Region]) -> Vec<Statement> {
    let mut statements: Vec<Statement> = Vec::new();
    let mut before: Rc<str> = "".into();
    let lines = text.paragraphs().iter().zip(article::kinds(text, regions));
    for (&line, _) in lines.filter(|(_, kind)| matches!(kind, None | Some(RegionKind::KeyPoint))) {
        for sentence in snap::sentences(text.slice(line)) {
            let span = Span::new(line.start + sentence.start, line.start + sentence.end);
            let words: Rc<str> = squeeze(text.slice(span)).into();
            let before = std::mem::replace(&mut before, words.clone());
            if asks(&words) {
                continue;
            }
            statements.push(Statement {
                article: article.clone(),
                span,
                text: words,
                cue: "".into(),
                before,
                speaker: None,
                origin: Origin::Sentence,
            });
        }
    }
    statements
}

/// True for a question, in quotation marks or not.
fn asks(words: &str) -> bool {
    words.trim_end_matches(['"', '”', '’', '\'', '»', ')', '」']).ends_with(['?', '？', '؟'])
}
