//! What people said no to, so that it is not proposed again: a suggested quote, or two statements that might contradict
//! each other. It is named by where it stands, since a suggestion has no record of its own.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::id::ArticleId;
use super::text::Span;

/// A stretch of an article.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The article.
    pub article: ArticleId,
    /// From the first byte to the last, in bytes of the article's text.
    pub span: Span,
}

impl Place {
    /// Reads what [`Display`](fmt::Display) writes: `article-start-end`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.rsplitn(3, '-');
        let (end, start, article) = (parts.next()?, parts.next()?, parts.next()?);
        let (start, end) = (start.parse().ok()?, end.parse().ok()?);
        (start < end && !article.is_empty()).then(|| Self { article: article.into(), span: Span::new(start, end) })
    }

    /// True where both are mostly the same words: what they share is more than half of either. A suggestion may come
    /// with a word more or less the next time.
    #[must_use]
    pub fn is_mostly(&self, other: &Self) -> bool {
        let shared = self.span.intersection(other.span).map_or(0, Span::len);
        self.article == other.article && shared * 2 > self.span.len() && shared * 2 > other.span.len()
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}-{}-{}", self.article, self.span.start, self.span.end)
    }
}

/// What somebody said no to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Dismissed {
    /// A suggested quote, by the extent of its content.
    Quote(Place),
    /// Two statements that might contradict each other, in order.
    Pair(Place, Place),
}

impl Dismissed {
    /// Two statements, whichever comes first.
    #[must_use]
    pub fn pair(one: Place, other: Place) -> Self {
        if one <= other { Self::Pair(one, other) } else { Self::Pair(other, one) }
    }

    /// The place that comes first.
    #[must_use]
    pub const fn first(&self) -> &Place {
        match self {
            Self::Quote(place) | Self::Pair(place, _) => place,
        }
    }

    /// The places that it is named by.
    pub fn places_mut(&mut self) -> impl Iterator<Item = &mut Place> {
        let (one, other) = match self {
            Self::Quote(place) => (place, None),
            Self::Pair(one, other) => (one, Some(other)),
        };
        std::iter::once(one).chain(other)
    }

    /// True where this is mostly what `other` is.
    #[must_use]
    pub fn covers(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Quote(one), Self::Quote(other)) => one.is_mostly(other),
            (Self::Pair(one, two), Self::Pair(other, another)) => one.is_mostly(other) && two.is_mostly(another),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(article: &str, start: usize, end: usize) -> Place {
        Place { article: article.into(), span: Span::new(start, end) }
    }

    #[test]
    fn a_place_is_read_as_it_is_written() {
        let check = |text: &str, expected: Option<Place>| assert_eq!(Place::parse(text), expected, "{text}");
        check("1f2e-0-12", Some(place("1f2e", 0, 12)));
        check("a-b-3-4", Some(place("a-b", 3, 4)));
        check(&place("1f2e", 7, 9).to_string(), Some(place("1f2e", 7, 9)));
        for wrong in ["", "1f2e", "1f2e-3", "-3-4", "1f2e-4-3", "1f2e-3-3", "1f2e-x-4", "1f2e-3--4"] {
            check(wrong, None);
        }
    }

    #[test]
    fn nearly_the_same_words_are_dismissed_with_them() {
        let check = |one: (usize, usize), other: (usize, usize), expected| {
            let quote = |(start, end)| Dismissed::Quote(place("1f2e", start, end));
            assert_eq!(quote(one).covers(&quote(other)), expected, "{one:?} {other:?}");
            assert_eq!(quote(other).covers(&quote(one)), expected, "{other:?} {one:?}");
        };
        check((0, 10), (0, 10), true);
        check((0, 10), (0, 12), true);
        check((0, 10), (5, 15), false);
        check((0, 10), (0, 30), false);
        check((0, 10), (10, 20), false);
        let pair = |start| Dismissed::pair(place("b", start, start + 9), place("a", 0, 9));
        assert!(pair(3).covers(&pair(4)) && !pair(3).covers(&pair(30)));
        assert!(!Dismissed::Quote(place("a", 0, 9)).covers(&pair(3)));
    }
}
