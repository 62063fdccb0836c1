//! The order in which a proposal is read: article by article, then what stands in none or in several.

use std::collections::BTreeMap;

use super::{Change, Proposal, Record};
use crate::domain::id::ArticleId;
use crate::domain::order;

/// What changes are listed under.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Heading {
    /// The article that they stand in.
    Article(ArticleId),
    /// Speakers.
    Speakers,
    /// Links between quotes.
    Links,
}

impl Proposal {
    /// The changes under their headings, each with its number among all; articles in the order in which `order` has
    /// them, and those that it lacks at the end. Quotes come as they stand in the text.
    #[must_use]
    pub fn groups(&self, order: &[ArticleId]) -> Vec<(Heading, Vec<(usize, &Change)>)> {
        let places: BTreeMap<&ArticleId, usize> = order.iter().zip(0..).collect();
        let mut groups: BTreeMap<(usize, Heading), Vec<(usize, &Change)>> = BTreeMap::new();
        for (number, change) in self.changes.iter().enumerate() {
            let heading = match (&change.record, change.articles.first()) {
                (Record::Article(article), _) | (Record::Quote(_), Some(article)) => {
                    Heading::Article(article.clone())
                }
                (Record::Speaker(_), _) => Heading::Speakers,
                (Record::Quote(_) | Record::Link(_), _) => Heading::Links,
            };
            let place = match &heading {
                Heading::Article(article) => places.get(article).copied().unwrap_or(order.len()),
                Heading::Speakers | Heading::Links => usize::MAX,
            };
            groups.entry((place, heading)).or_default().push((number, change));
        }
        let mut groups: Vec<_> = groups.into_iter().map(|((_, heading), changes)| (heading, changes)).collect();
        for (_, changes) in &mut groups {
            order::sort_by_cached_key(changes, |(number, change)| (self.start(change), *number));
        }
        groups
    }

    /// Where a record begins in its article, in bytes; the article itself comes first.
    fn start(&self, change: &Change) -> Option<usize> {
        match &change.record {
            Record::Quote(id) => self.after.any_quote(id).map(|quote| quote.attribution.start()),
            _ => None,
        }
    }
}
