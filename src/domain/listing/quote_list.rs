//! A list of quotes before anything is searched for in it, and how it follows a change of the project.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::QuoteFilter;
use crate::domain::annotation::Quote;
use crate::domain::id::{ArticleId, QuoteId};
use crate::domain::project::Project;

/// So many changes at most are followed one by one: each moves the rows that come after it.
const FOLLOWED: usize = 8;

/// A quote as a list has it.
pub type QuoteRow = (QuoteId, Rc<Quote>);

/// A list of quotes before anything is searched for in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuoteList {
    /// The articles whose quotes it has, in order; all of them where none are named.
    pub articles: Option<Vec<ArticleId>>,
    /// What it leaves out.
    pub filter: QuoteFilter,
    /// It has this one whatever it leaves out and whatever is searched for, so that what a person works on never leaves
    /// the list under their hands.
    pub also: Option<QuoteId>,
}

impl QuoteList {
    /// The rows of the list. Where it leaves nothing out, they follow from the rows of an earlier state of the project:
    /// that costs what has changed since, and a copy of the others.
    pub(super) fn rows(&self, project: &Project, before: Option<(&Project, &[QuoteRow])>) -> Vec<QuoteRow> {
        let followed = before.filter(|_| self.filter.count() == 0).and_then(|(state, rows)| {
            let changed = project.quotes_since(state)?;
            (changed.len() <= FOLLOWED).then(|| self.follow(project, state, rows.to_vec(), &changed))
        });
        followed.unwrap_or_else(|| self.all_rows(project))
    }

    fn all_rows(&self, project: &Project) -> Vec<QuoteRow> {
        let is_listed = |(id, quote): &(&QuoteId, &Rc<Quote>)| {
            self.also.as_ref() == Some(*id) || self.filter.lets_through(project, id, quote)
        };
        let listed = |(id, quote): (&QuoteId, &Rc<Quote>)| (id.clone(), Rc::clone(quote));
        match &self.articles {
            Some(articles) => {
                let quotes = articles.iter().flat_map(|article| project.quotes_in(article));
                quotes.filter(is_listed).map(listed).collect()
            }
            None => project.quotes().filter(is_listed).map(listed).collect(),
        }
    }

    /// `rows` as they are after quotes have `changed`.
    fn follow(
        &self,
        project: &Project,
        before: &Project,
        mut rows: Vec<QuoteRow>,
        changed: &[QuoteId],
    ) -> Vec<QuoteRow> {
        let order = Order(match &self.articles {
            Some(articles) => articles.iter().zip(0..).collect(),
            None => project.articles().into_iter().map(|(id, _)| id).zip(0..).collect(),
        });
        for id in changed {
            if let Some(Ok(row)) = before.quote(id).and_then(|quote| order.find(&rows, id, quote)) {
                rows.remove(row);
            }
            let now = project.quote(id).and_then(|quote| Some((quote, order.find(&rows, id, quote)?)));
            if let Some((quote, Err(row))) = now {
                rows.insert(row, (id.clone(), Rc::clone(quote)));
            }
        }
        rows
    }
}

/// The articles of a list by their numbers in it.
struct Order<'a>(BTreeMap<&'a ArticleId, usize>);

impl Order<'_> {
    /// The number of a quote's row, or where that would have to be put in; nothing where its article is not listed.
    fn find(&self, rows: &[QuoteRow], id: &QuoteId, quote: &Quote) -> Option<Result<usize, usize>> {
        let place = self.place(id, quote)?;
        Some(rows.binary_search_by(|(id, quote)| self.place(id, quote).cmp(&Some(place))))
    }

    /// Where a quote stands among the others: the number of its article, the byte where it starts, and its id.
    fn place<'q>(&self, id: &'q QuoteId, quote: &Quote) -> Option<(usize, usize, &'q QuoteId)> {
        Some((*self.0.get(&quote.attribution.article)?, quote.attribution.start(), id))
    }
}
