//! A file as what may be merged of it.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Map, Value};
use thiserror::Error;

use super::digest::{Drawn, digest};
use super::vocabulary::{article_of, member};
use crate::domain::article::article_id;
use crate::domain::exchange::ExchangeError;
use crate::domain::exchange::json::LARGEST;
use crate::domain::exchange::moment::from_rfc3339;
use crate::domain::id::{ArticleId, Timestamp};

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// The name of who exported it, where they gave one.
    pub exporter: Option<String>,
    /// When it was exported.
    pub saved: Option<Timestamp>,
    /// How many annotations it holds.
    pub annotations: usize,
    /// Everything that the exporter's replica held, as one update.
    pub update: Option<Vec<u8>>,
    /// Whether the annotations are those that the update was written with. Where another program edited them, the
    /// update does not know of it.
    pub digest_matches: bool,
    /// The articles' texts that came along, each proved to be the one that its id names.
    pub texts: Vec<(ArticleId, String)>,
    /// The texts that came along and are left out.
    pub refused: Vec<RefusedText>,
}

impl Incoming {
    /// The update to merge, where it says all that the annotations say.
    ///
    /// # Errors
    /// The file has none, or another program edited the annotations.
    pub fn mergeable(&self) -> Result<&[u8], ExchangeError> {
        match &self.update {
            None => Err(ExchangeError::NoUpdate),
            Some(_) if !self.digest_matches => Err(ExchangeError::Edited),
            Some(update) => Ok(update),
        }
    }
}

/// Why the text of an article is left out.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RefusedText {
    /// The id is missing or not one of ours.
    #[error("article number {0} of the file has no id that names an article; its text is left out")]
    NoArticle(usize),
    /// The text is not text.
    #[error("the text of the article {0} is not text; it is left out")]
    NotText(ArticleId),
    /// The text is another than the one that was annotated.
    #[error("the text of the article {0} is not the one that was annotated: somebody changed it; it is left out")]
    Changed(ArticleId),
}

/// Reads a file that [`to_jsonld`](super::to_jsonld) wrote, whatever has become of it since.
///
/// The digest is the SHA-256 of the update's own SHA-256 and of `[annotations, articles without text, speakers]` as
/// compact JSON with sorted keys, in base64 after `sha256-`. Where it is missing or another, or there is no update,
/// [`Incoming::mergeable`] says so.
///
/// # Errors
/// The text is too large, is no JSON, is no annotation collection, or has an update that is not base64.
pub fn from_jsonld(text: &str) -> Result<Incoming, ExchangeError> {
    if text.len() > LARGEST {
        return Err(ExchangeError::TooLarge { bytes: text.len(), most: LARGEST });
    }
    let file = serde_json::from_str(text.trim_start_matches('\u{feff}'));
    let mut collection = collection(file.map_err(|error| ExchangeError::NotJson(error.to_string()))?)?;
    let update = collection.remove(member::UPDATE).map(decode).transpose()?;
    let promised = collection.remove(member::DIGEST);
    let mut articles = collection.remove(member::ARTICLES).unwrap_or_default();
    let (texts, refused) = take_texts(&mut articles);
    let speakers = collection.remove(member::SPEAKERS).unwrap_or_default();
    let annotations = collection.get_mut("first").and_then(|page| page.get_mut("items")).map(Value::take);
    let annotations = annotations.unwrap_or_default();
    Ok(Incoming {
        exporter: string(collection.get("creator").and_then(|creator| creator.get("name"))),
        saved: collection.get("created").and_then(Value::as_str).and_then(from_rfc3339),
        annotations: annotations.as_array().map_or(0, Vec::len),
        digest_matches: update.as_ref().is_some_and(|update| {
            let found = digest(update, Drawn { annotations, articles, speakers });
            promised.as_ref().and_then(Value::as_str) == Some(&found)
        }),
        update,
        texts,
        refused,
    })
}

fn string(value: Option<&Value>) -> Option<String> {
    value.and_then(Value::as_str).map(str::to_owned)
}

/// The members of the collection that the file is.
fn collection(file: Value) -> Result<Map<String, Value>, ExchangeError> {
    const COLLECTION: &str = "AnnotationCollection";
    let Value::Object(members) = file else {
        return Err(ExchangeError::NotACollection(format!("it is {}", name_of(&file))));
    };
    match members.get("type") {
        Some(Value::String(kind)) if kind == COLLECTION => Ok(members),
        Some(Value::Array(kinds)) if kinds.iter().any(|kind| kind == COLLECTION) => Ok(members),
        Some(Value::String(kind)) => {
            let kind = crate::domain::text::shorten(kind, 40);
            Err(ExchangeError::NotACollection(format!("its type is “{kind}”")))
        }
        Some(other) => Err(ExchangeError::NotACollection(format!("its type is {}", name_of(other)))),
        None => Err(ExchangeError::NotACollection("it has no type".to_owned())),
    }
}

fn decode(update: Value) -> Result<Vec<u8>, ExchangeError> {
    let wrong = |found| ExchangeError::Member { member: member::UPDATE, expected: "text in base64", found };
    let Value::String(encoded) = update else { return Err(wrong(name_of(&update).to_owned())) };
    BASE64_STANDARD.decode(encoded).map_err(|error| wrong(format!("not valid: {error}")))
}

/// Takes the texts out of the articles, and proves each.
fn take_texts(articles: &mut Value) -> (Vec<(ArticleId, String)>, Vec<RefusedText>) {
    let (mut texts, mut refused) = (Vec::new(), Vec::new());
    let articles = articles.as_array_mut().map(Vec::as_mut_slice).unwrap_or_default();
    for (index, article) in articles.iter_mut().enumerate() {
        let Some(text) = article.as_object_mut().and_then(|article| article.remove(member::TEXT)) else { continue };
        let id = article.get("id").and_then(Value::as_str).and_then(article_of);
        match id.map(ArticleId::from).ok_or(RefusedText::NoArticle(index + 1)).and_then(|id| prove(id, text)) {
            Ok(text) => texts.push(text),
            Err(reason) => refused.push(reason),
        }
    }
    (texts, refused)
}

/// The text, where it is the one that the id is the hash of.
pub(in crate::domain) fn prove(article: ArticleId, text: Value) -> Result<(ArticleId, String), RefusedText> {
    match text {
        Value::String(text) if article_id(&text) == article.as_str() => Ok((article, text)),
        Value::String(_) => Err(RefusedText::Changed(article)),
        _ => Err(RefusedText::NotText(article)),
    }
}

/// What a value is, in words.
pub(in crate::domain) fn name_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
