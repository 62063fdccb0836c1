//! Where the live quotes of one article stand: in reading order, and found by any byte that a span of theirs covers.
//!
//! An index that is derived from the quotes and kept by [`Project::write_all`]. Like the project's maps it shares what did
//! not change, so that keeping it costs the spans of the quote that is written and the logarithm of the others, and a
//! clone costs nothing. It knows quotes by their ids and spans alone.

use std::collections::BTreeSet;
use std::rc::Rc;

use imbl::OrdSet;

use super::Project;
use crate::domain::annotation::{Attribution, Quote, Role};
use crate::domain::id::{ArticleId, QuoteId};
use crate::domain::order;
use crate::domain::text::Span;

/// The quotes of one article by where they stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Layout {
    /// By the first byte of their content, all of the class 0.
    order: Places,
    /// Each span by its [`class`]. Two spans of a quote that have it and their first byte in common are one entry.
    spans: Places,
}

/// Quotes by a class and a first byte. Of one type, for each type has code of its own.
type Places = OrdSet<(u32, usize, QuoteId)>;

/// How long a span is, as a power of two that it falls short of: below 2 to the power of its class, in bytes. So the
/// spans of one class that cover a byte start at most so far before it, and there are few classes.
fn class(span: Span) -> u32 {
    usize::BITS - span.len().leading_zeros()
}

impl Layout {
    pub(super) fn insert(&mut self, quote: &QuoteId, attribution: &Attribution) {
        self.order.insert((0, attribution.start(), quote.clone()));
        for span in spans(attribution) {
            self.spans.insert((class(span), span.start, quote.clone()));
        }
    }

    pub(super) fn remove(&mut self, quote: &QuoteId, attribution: &Attribution) {
        self.order.remove(&(0, attribution.start(), quote.clone()));
        for span in spans(attribution) {
            self.spans.remove(&(class(span), span.start, quote.clone()));
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    fn in_order(&self) -> impl Iterator<Item = &QuoteId> {
        self.order.iter().map(|(.., quote)| quote)
    }

    /// The quotes that have a span over some byte of `stretch`, and some that only have one near it.
    fn near(&self, stretch: Span) -> BTreeSet<&QuoteId> {
        let least = QuoteId::default();
        let mut near = BTreeSet::new();
        let mut class = 0;
        while let Some(&(next, ..)) = self.spans.range((class, 0, least.clone())..).next() {
            let reach = 1_usize.checked_shl(next).map_or(usize::MAX, |length| length - 1);
            let first = (next, stretch.start.saturating_sub(reach), least.clone());
            let beyond = (next, stretch.end, least.clone());
            near.extend(self.spans.range(first..beyond).map(|(.., quote)| quote));
            class = next + 1;
        }
        near
    }
}

/// The spans that cover any byte.
fn spans(attribution: &Attribution) -> impl Iterator<Item = Span> {
    attribution.marks().map(|(.., span)| span).filter(|span| !span.is_empty())
}

impl Project {
    /// Notes where a quote stands that is live, or was before it changed.
    pub(super) fn lay(&mut self, id: &QuoteId, before: Option<&Quote>, after: Option<&Quote>) {
        if let Some(Quote { attribution, .. }) = before
            && let Some(layout) = self.layouts.get_mut(&attribution.article)
        {
            layout.remove(id, attribution);
            if layout.is_empty() {
                self.layouts.remove(&attribution.article);
            }
        }
        if let Some(Quote { attribution, .. }) = after {
            self.layouts.entry(attribution.article.clone()).or_default().insert(id, attribution);
        }
    }

    fn layout(&self, article: &ArticleId) -> Option<&Layout> {
        self.article(article).and_then(|_| self.layouts.get(article))
    }

    /// The quotes of one article in reading order.
    pub fn quotes_in<'a>(&'a self, article: &ArticleId) -> impl Iterator<Item = (&'a QuoteId, &'a Rc<Quote>)> {
        let order = self.layout(article).into_iter().flat_map(Layout::in_order);
        order.filter_map(|id| self.quotes.get_key_value(id))
    }

    /// The quotes of one article in reading order, even where the article was taken out of the project.
    pub fn all_quotes_in<'a>(&'a self, article: &ArticleId) -> impl Iterator<Item = (&'a QuoteId, &'a Rc<Quote>)> {
        let order = self.layouts.get(article).into_iter().flat_map(Layout::in_order);
        order.filter_map(|id| self.quotes.get_key_value(id))
    }

    /// How many quotes an article has.
    #[must_use]
    pub fn count_in(&self, article: &ArticleId) -> usize {
        self.layout(article).map_or(0, |layout| layout.order.len())
    }

    /// How many quotes there are in all. Costs the articles.
    #[must_use]
    pub fn quote_count(&self) -> usize {
        self.layouts.iter().filter(|(id, _)| self.article(id).is_some()).map(|(_, layout)| layout.order.len()).sum()
    }

    /// The quotes that have a span over some byte of `stretch` of an article, by their ids. Costs what stands there, and
    /// no more than the logarithm of what stands elsewhere.
    pub fn quotes_over<'a>(
        &'a self,
        article: &ArticleId,
        stretch: Span,
    ) -> impl Iterator<Item = (&'a QuoteId, &'a Rc<Quote>)> {
        let near = self.layout(article).map(|layout| layout.near(stretch)).unwrap_or_default().into_iter();
        let quotes = near.filter_map(|id| self.quotes.get_key_value(id));
        quotes.filter(move |(_, quote)| spans(&quote.attribution).any(|span| span.overlaps(stretch)))
    }

    /// The quotes that have a span over `byte` of an article, with the role of that span, the shortest span first.
    #[must_use]
    pub fn quotes_at(&self, article: &ArticleId, byte: usize) -> Vec<(QuoteId, Role, Span)> {
        let mut found: Vec<_> = self
            .quotes_over(article, Span::new(byte, byte.saturating_add(1)))
            .flat_map(|(id, quote)| quote.attribution.marks().map(move |(role, _, span)| (id.clone(), role, span)))
            .filter(|(_, _, span)| span.start <= byte && byte < span.end)
            .collect();
        order::sort_by_key(&mut found, |(id, role, span)| (span.len(), *role, id.clone()));
        let mut seen = BTreeSet::new();
        found.retain(|(id, ..)| seen.insert(id.clone()));
        found
    }
}
