//! Getting about: clicks, next and previous, what overlaps, and bringing records into view.

use std::rc::Rc;

use super::super::annotation::Role;
use super::super::id::ArticleId;
use super::view::{Active, MOST_COLUMNS};
use super::{Outcome, Refusal, Session};
use crate::domain::order;

/// Which way a step goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    /// Onward in reading order.
    Next,
    /// Back.
    Previous,
}

impl Direction {
    /// The number `of` steps on from `from`, round in a circle; the first, or the last, from nowhere.
    pub(super) fn step(self, from: Option<usize>, of: usize) -> usize {
        match (self, from) {
            (Self::Next, None) => 0,
            (Self::Next, Some(at)) => (at + 1) % of,
            (Self::Previous, None | Some(0)) => of - 1,
            (Self::Previous, Some(at)) => at - 1,
        }
    }
}

impl Session {
    /// A click: picks the smallest quote there, or the next one where the place was clicked before.
    pub(super) fn point(&mut self, article: &ArticleId, byte: usize) -> Outcome {
        let here = self.project.quotes_at(article, byte);
        let active = self.view.active_quote();
        let again = here.iter().position(|(id, ..)| Some(id) == active).filter(|_| {
            self.view.pointer.as_ref().is_some_and(|(last, at)| {
                last == article
                    && self.project.quotes_at(last, *at).iter().map(|hit| &hit.0).eq(here.iter().map(|hit| &hit.0))
            })
        });
        let picked = match again {
            Some(at) => here.get((at + 1) % here.len()),
            None => here.first(),
        };
        let picked = picked.cloned();
        let project = self.project.clone();
        let suggested = self.suggested_at(article, byte).filter(|_| picked.is_none());
        self.look(|view| {
            view.focus(article);
            view.pointer = Some((article.clone(), byte));
            match picked {
                Some((id, role, span)) => {
                    let number = project.quote(&id).and_then(|quote| {
                        quote.attribution.spans(role).iter().position(|candidate| *candidate == span)
                    });
                    view.active = Some(Active::Quote(id));
                    view.span = number.map(|number| (role, number));
                }
                None => view.active = None,
            }
            view.suggestion = None;
            if let Some(place) = suggested {
                view.pick_suggestion(place);
            }
            view.span = view.span.filter(|_| view.active.is_some());
        })
    }

    /// Picks the next of the quotes that overlap where the active one, or the last click, is.
    pub(super) fn cycle_overlapping(&mut self) -> Result<Outcome, Refusal> {
        let active = self.view.active_quote().cloned();
        let clicked = self.view.pointer.clone().filter(|(article, byte)| {
            let here = self.project.quotes_at(article, *byte);
            active.as_ref().is_none_or(|active| here.iter().any(|(id, ..)| id == active))
        });
        let own = || {
            let quote = self.project.quote(active.as_ref()?)?;
            Some((quote.attribution.article.clone(), quote.attribution.start()))
        };
        let (article, byte) = clicked.or_else(own).ok_or(Refusal::NoQuote)?;
        let here = self.project.quotes_at(&article, byte);
        let at = here.iter().position(|(id, ..)| Some(id) == active.as_ref());
        let next = here.get(at.map_or(0, |at| (at + 1) % here.len())).ok_or(Refusal::NoQuote)?;
        let next = Active::Quote(next.0.clone());
        Ok(self.look(|view| {
            view.pointer = Some((article, byte));
            view.activate(next);
        }))
    }

    /// Opens the next or previous article of the list, in the focused column or beside it.
    pub(super) fn next_article(&self, direction: Direction) -> Result<ArticleId, Refusal> {
        let articles = self.project.articles();
        if articles.is_empty() {
            return Err(Refusal::NoOtherArticle);
        }
        let focused = self.view.columns.focused();
        let mut at = articles.iter().position(|(id, _)| Some(*id) == focused);
        for _ in 0..articles.len() {
            let next = direction.step(at, articles.len());
            if !self.view.columns.contains(articles[next].0) {
                return Ok(articles[next].0.clone());
            }
            at = Some(next);
        }
        Err(Refusal::NoOtherArticle)
    }

    /// Gives the next column the focus.
    pub(super) fn next_column(&mut self) -> Outcome {
        let columns = self.view.columns.articles();
        let at = columns.iter().position(|article| Some(article) == self.view.columns.focused());
        match (columns.len(), at) {
            (0, _) => Outcome::default(),
            (count, at) => {
                let next = columns[Direction::Next.step(at, count)].clone();
                self.look(|view| view.focus(&next))
            }
        }
    }

    /// Makes a record active and opens what is needed to see it: a quote's article, or those of a link's members.
    pub(super) fn activate(&mut self, active: Active) -> Outcome {
        let mut needed: Vec<ArticleId> = Vec::new();
        match &active {
            Active::Quote(id) => needed.extend(self.project.quote(id).map(|quote| quote.attribution.article.clone())),
            Active::Link(id) => {
                for member in self.project.members(id) {
                    let article = self.project.quote(&member).map(|quote| quote.attribution.article.clone());
                    needed.extend(article.filter(|article| !needed.contains(article)));
                }
            }
            Active::Speaker(_) => {}
        }
        needed.truncate(MOST_COLUMNS);
        self.look(|view| {
            if needed.iter().all(|article| view.columns.contains(article)) {
                if let [only] = needed.as_slice() {
                    view.focus(only);
                }
            } else if let [only] = needed.as_slice() {
                view.open(only.clone());
            } else {
                view.columns = super::Columns::new(needed);
            }
            view.activate(active);
        })
    }

    /// Goes to the next span of the active quote, so that its ends can be moved.
    pub(super) fn cycle_span(&mut self) -> Result<Outcome, Refusal> {
        let id = self.view.active_quote().ok_or(Refusal::NoQuote)?;
        let quote = Rc::clone(self.project.quote(id).ok_or(Refusal::NoQuote)?);
        let mut spans: Vec<(Role, usize)> =
            quote.attribution.marks().map(|(role, number, _)| (role, number)).collect();
        order::sort_by_key(&mut spans, |(role, number)| quote.attribution.spans(*role)[*number]);
        let at = spans.iter().position(|span| Some(*span) == self.view.span);
        let next = spans[Direction::Next.step(at, spans.len())];
        Ok(self.look(|view| view.span = Some(next)))
    }
}
