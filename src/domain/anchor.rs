//! Anchors: finding a span again in a text that changed, or in one that a file describes only by its words.
//!
//! An anchor is what the W3C calls a text quote selector: the words, some words before and after them, and perhaps a
//! place. [`find`] knows the new text alone; [`follow`] has both texts, and so knows which stretches nobody touched.
//!
//! # How a place is scored
//!
//! Everything is counted in grapheme clusters after folding: letters count the same in either case, a run of white
//! space is one space, curly quotation marks are straight ones, dashes are one dash. Then
//!
//! ```text
//! score      = likeness of the words × (98 % support + 2 % nearness)
//! likeness   = 1 − edit distance / length of the longer
//! support    = (3 × clusters of the words + clusters of context that agree) / (3 × clusters of the words + wanted)
//! wanted     = 48, or all the context there is
//! nearness   = 1 − bytes from the old place / length of the text; 1 where no old place is known
//! ```
//!
//! Agreement of a context counts as far as it is more than the 40 % that any two texts have. So a short word needs
//! context on both sides, one side is enough for some 20 clusters, and some 90 clusters need none; but no
//! context ever makes up for words that are not there. From 0.85 a place is accepted, from 0.60 it is shown to be
//! decided upon. A place is never accepted that another one rivals, for no nearness tells two places apart, nor one
//! where it is not plain how far the words go: at each end they or their context must be the same for some clusters.
//!
//! # What it costs
//!
//! To fold and index a text takes time in proportion to its length. After that an anchor reads the text three times at
//! most, to find where it stands unchanged, and compares its words with 64 places of the same words and with 10 others:
//! those where most groups of four clusters agree, where it was, and where what is around it leads. Words of more than
//! 4,096 clusters are only found unchanged, so that no comparison takes more than some 3 million steps of 64 clusters.
//!
//! This file must not know what a span is used for, nor what a file looks like.

use super::text::{CodePoint, Span, SpanError, Text};

mod candidate;
mod distance;
mod finder;
mod folded;
mod follow;
mod index;

pub use finder::Finder;
pub use follow::follow;

/// From this score on a place is accepted.
pub const ACCEPT: f64 = 0.85;

/// From this score on a place is worth asking about.
pub const ASK: f64 = 0.60;

/// How many code points of context an anchor has on either side.
const CONTEXT: usize = 32;

/// What is known of a span: its words, those around it, and where it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    /// The words of the span.
    pub exact: String,
    /// The words before it; empty where they are not known, or where the text begins.
    pub prefix: String,
    /// The words after it; empty where they are not known, or where the text ends.
    pub suffix: String,
    /// The byte at which the span started, if that is known.
    pub start: Option<usize>,
}

impl Anchor {
    /// The anchor of a span of `text`, with 32 code points of context on either side, cut between grapheme clusters.
    ///
    /// # Errors
    /// The span cannot stand in the text.
    pub fn new(text: &Text, span: Span) -> Result<Self, SpanError> {
        text.check(span)?;
        Ok(Self {
            exact: text.slice(span).to_owned(),
            prefix: words_before(text, span.start).to_owned(),
            suffix: words_after(text, span.end).to_owned(),
            start: Some(span.start),
        })
    }

    /// The anchor that a W3C text quote selector makes, with the start of a text position selector where there is
    /// one. That is in code points, and `text`, the text to look in, tells which byte it is.
    #[must_use]
    pub fn from_selectors(text: &Text, exact: &str, prefix: &str, suffix: &str, start: Option<CodePoint>) -> Self {
        Self {
            exact: exact.to_owned(),
            prefix: prefix.to_owned(),
            suffix: suffix.to_owned(),
            start: start.and_then(|start| text.byte_of_code_point(start)),
        }
    }
}

/// At most 32 code points before byte `end`, cut where no grapheme cluster is.
#[must_use]
pub fn words_before(text: &Text, end: usize) -> &str {
    let end = text.as_str().floor_char_boundary(end);
    let start = text.as_str()[..end].char_indices().rev().take(CONTEXT).last().map_or(end, |(byte, _)| byte);
    text.slice(Span::new(text.boundary_after(start).min(end), end))
}

/// At most 32 code points after byte `start`, cut where no grapheme cluster is.
#[must_use]
pub fn words_after(text: &Text, start: usize) -> &str {
    let start = text.as_str().ceil_char_boundary(start);
    let end = text.as_str()[start..].char_indices().nth(CONTEXT).map_or(text.len(), |(byte, _)| start + byte);
    text.slice(Span::new(start, text.boundary_before(end).max(start)))
}

/// What became of a span. Every span here lies in the new text, is not empty, and cuts no grapheme cluster.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Found {
    /// The same words at the same place.
    Kept(Span),
    /// The same words, byte for byte, at another place.
    Moved(Span),
    /// Words that are nearly the same.
    Changed {
        /// Where they are.
        span: Span,
        /// How sure that is: from [`ACCEPT`] to 1.
        score: f64,
    },
    /// Perhaps here: somebody must decide. Either the score is too low, or another place is as good.
    Unsure {
        /// The likeliest place.
        span: Span,
        /// How well it fits, from [`ASK`] to 1. It says nothing of rivals.
        score: f64,
    },
    /// Nowhere.
    Lost,
}

impl Found {
    /// Where the span is, if nobody need be asked.
    #[must_use]
    pub const fn accepted(self) -> Option<Span> {
        match self {
            Self::Kept(span) | Self::Moved(span) | Self::Changed { span, .. } => Some(span),
            Self::Unsure { .. } | Self::Lost => None,
        }
    }

    /// Where the span is or may be.
    #[must_use]
    pub const fn place(self) -> Option<Span> {
        match self {
            Self::Kept(span) | Self::Moved(span) | Self::Changed { span, .. } | Self::Unsure { span, .. } => {
                Some(span)
            }
            Self::Lost => None,
        }
    }
}

/// Finds one anchor in a text. For several, make one [`Finder`].
#[must_use]
pub fn find(anchor: &Anchor, text: &Text) -> Found {
    Finder::new(text).find(anchor)
}

/// `part` of `whole`, from 0 to 1; 1 where there is no whole.
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { number(part.min(whole)) / number(whole) }
}

/// A count, to reckon with. Counts past four thousand million are all the same.
fn number(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests;
