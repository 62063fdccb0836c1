//! The smallest change there is: one field of one record, and its key and value in a replica.

use thiserror::Error;
use yrs::Any;

use crate::domain::annotation::{AnnotatorField, ArticleField, LinkField, Origin, QuoteField, SpeakerField};
use crate::domain::dismissal::{Dismissed, Place};
use crate::domain::id::{AnnotatorId, ArticleId, LinkId, QuoteId, SpeakerId, Timestamp, is_valid};
use crate::domain::record::{FieldError, decode, encode};

/// One field of one record, set to a value: the smallest change there is, and one key of the replica.
#[derive(Clone, Debug, PartialEq)]
pub enum Write {
    /// A field of an article.
    Article(ArticleId, ArticleField),
    /// A field of a quote.
    Quote(QuoteId, QuoteField),
    /// A field of a speaker.
    Speaker(SpeakerId, SpeakerField),
    /// A field of a link.
    Link(LinkId, LinkField),
    /// Whether a quote is a member of a link, and since when.
    Member(LinkId, QuoteId, Option<Timestamp>),
    /// A field of an annotator.
    Annotator(AnnotatorId, AnnotatorField),
    /// Who said no to a suggestion, and when; nothing where nobody does.
    Dismissal(Dismissed, Option<Origin>),
}

/// A key of a replica that names no field.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum WriteError {
    /// The key is not of the form `record/id/field`.
    #[error("the key {0:?} names no record")]
    Key(String),
    /// The field is unknown or its value malformed.
    #[error("in the record {id:?}: {source}")]
    Field {
        /// The record's id.
        id: String,
        /// What is wrong with the field.
        source: FieldError,
    },
}

/// What stands in a key after the place of a suggested quote, where another place makes a pair.
const DISMISSED_QUOTE: &str = "quote";

impl Write {
    /// The key under which a replica keeps this field: a letter for the kind of record, its id, the field. What is
    /// dismissed is named by its place, or by two.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Article(id, field) => format!("a/{id}/{}", field.key()),
            Self::Quote(id, field) => format!("q/{id}/{}", field.key()),
            Self::Speaker(id, field) => format!("s/{id}/{}", field.key()),
            Self::Link(id, field) => format!("l/{id}/{}", field.key()),
            Self::Member(link, quote, _) => format!("m/{link}/{quote}"),
            Self::Annotator(id, field) => format!("p/{id}/{}", field.key()),
            Self::Dismissal(Dismissed::Quote(place), _) => format!("d/{place}/{DISMISSED_QUOTE}"),
            Self::Dismissal(Dismissed::Pair(one, other), _) => format!("d/{one}/{other}"),
        }
    }

    /// The value as the replica holds it; nothing where the field is at its default.
    #[must_use]
    pub fn encode(&self) -> Option<Any> {
        match self {
            Self::Article(_, field) => field.encode(),
            Self::Quote(_, field) => field.encode(),
            Self::Speaker(_, field) => field.encode(),
            Self::Link(_, field) => field.encode(),
            Self::Member(_, _, since) => encode(since),
            Self::Annotator(_, field) => field.encode(),
            Self::Dismissal(_, by) => encode(by),
        }
    }

    /// Reads a key and its value; no value means that the field went back to its default.
    ///
    /// # Errors
    /// The key is not one of this version's, or the value is not what it promises. Such a field stays in the
    /// replica as it is.
    pub fn decode(key: &str, value: Option<&Any>) -> Result<Self, WriteError> {
        Self::decode_after(None, key, value)
    }

    /// Likewise, after `before` was read: where both are of one record they share its id.
    pub(crate) fn decode_after(before: Option<&Self>, key: &str, value: Option<&Any>) -> Result<Self, WriteError> {
        macro_rules! id {
            ($variant:ident, $id:expr) => {
                match before {
                    Some(Self::$variant(known, ..)) if known.as_str() == $id => known.clone(),
                    _ => $id.into(),
                }
            };
        }
        let unknown = || WriteError::Key(key.to_owned());
        let mut parts = key.split('/');
        let (Some(kind), Some(id), Some(field), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(unknown());
        };
        if !is_valid(id) || !is_valid(field) {
            return Err(unknown());
        }
        match kind {
            "a" => ArticleField::decode(field, value).map(|field| Self::Article(id!(Article, id), field)),
            "q" => QuoteField::decode(field, value).map(|field| Self::Quote(id!(Quote, id), field)),
            "s" => SpeakerField::decode(field, value).map(|field| Self::Speaker(id!(Speaker, id), field)),
            "l" => LinkField::decode(field, value).map(|field| Self::Link(id!(Link, id), field)),
            "m" => decode(field, value).map(|since| Self::Member(id!(Member, id), field.into(), since)),
            "p" => AnnotatorField::decode(field, value).map(|field| Self::Annotator(id.into(), field)),
            "d" => {
                let place = Place::parse(id).ok_or_else(unknown)?;
                let dismissed = match field {
                    DISMISSED_QUOTE => Dismissed::Quote(place),
                    other => Dismissed::pair(place, Place::parse(other).ok_or_else(unknown)?),
                };
                decode(field, value).map(|by| Self::Dismissal(dismissed, by))
            }
            _ => return Err(unknown()),
        }
        .map_err(|source| WriteError::Field { id: id.to_owned(), source })
    }

    /// True for the field that only says when a record was last changed.
    #[must_use]
    pub const fn is_time_of_change(&self) -> bool {
        matches!(
            self,
            Self::Article(_, ArticleField::Modified(_))
                | Self::Quote(_, QuoteField::Modified(_))
                | Self::Speaker(_, SpeakerField::Modified(_))
                | Self::Link(_, LinkField::Modified(_))
        )
    }

    /// True for the field that says who made a record: it is set once, when the record is made.
    #[must_use]
    pub(crate) const fn is_origin(&self) -> bool {
        matches!(
            self,
            Self::Article(_, ArticleField::Origin(_))
                | Self::Quote(_, QuoteField::Origin(_))
                | Self::Speaker(_, SpeakerField::Origin(_))
                | Self::Link(_, LinkField::Origin(_))
        )
    }

    /// True where both are of one record. That a quote is a member belongs to the link.
    #[must_use]
    pub(crate) fn is_of_same_record(&self, other: &Self) -> bool {
        self.record() == other.record()
    }

    /// True where both set the same field of the same record, to whatever value.
    #[must_use]
    pub(crate) fn is_of_same_field(&self, other: &Self) -> bool {
        self.is_of_same_record(other) && self.key() == other.key()
    }

    /// What names the record: a letter for its kind, and its id.
    pub(crate) fn record(&self) -> (char, &str) {
        match self {
            Self::Article(id, _) => ('a', id.as_str()),
            Self::Quote(id, _) => ('q', id.as_str()),
            Self::Speaker(id, _) => ('s', id.as_str()),
            Self::Link(id, _) | Self::Member(id, ..) => ('l', id.as_str()),
            Self::Annotator(id, _) => ('p', id.as_str()),
            Self::Dismissal(dismissed, _) => ('d', dismissed.first().article.as_str()),
        }
    }
}
