//! A file as what may be merged of it.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Map, Value};
use thiserror::Error;

use super::outline::Unfit;
use super::reading::Reading;
use super::vocabulary::member;
use crate::domain::article::article_id;
use crate::domain::exchange::ExchangeError;
use crate::domain::exchange::json::LARGEST;
use crate::domain::id::{ArticleId, Timestamp};

/// What a file holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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

/// Reads a file that [`to_jsonld`](super::to_jsonld) wrote, whatever has become of it since. [`Reading`] does it in steps.
///
/// The digest is the SHA-256 of the update's own SHA-256 and of `[annotations, articles without text, speakers]` as
/// compact JSON with sorted keys, in base64 after `sha256-`. Where it is missing or another, or there is no update,
/// [`Incoming::mergeable`] says so.
///
/// # Errors
/// The text is too large, is no JSON, is no annotation collection, or has an update that is not base64.
pub fn from_jsonld(text: &str) -> Result<Incoming, ExchangeError> {
    let mut reading = Reading::new(text);
    loop {
        match reading.step(usize::MAX) {
            Ok(false) => {}
            Ok(true) => return Ok(reading.finish().0),
            Err(Unfit) => return Err(refusal(text)),
        }
    }
}

/// Why a file cannot be read, with the line and the column: all of it is read at once to say that.
fn refusal(text: &str) -> ExchangeError {
    if text.len() > LARGEST {
        return ExchangeError::TooLarge { bytes: text.len(), most: LARGEST };
    }
    let file = serde_json::from_str(text.trim_start_matches('\u{feff}'));
    let file = file.map_err(|error| ExchangeError::NotJson(error.to_string()));
    let update = file.and_then(collection).map(|mut members| members.remove(member::UPDATE));
    let decoded = update.and_then(|update| update.map(decode).transpose());
    decoded.err().unwrap_or_else(|| ExchangeError::NotJson("its parts cannot be told apart".to_owned()))
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
