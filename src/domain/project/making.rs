//! The one way to change a project, and what a replica of it holds: field by field.

use std::iter::{from_fn, once};
use std::rc::Rc;

use super::{Project, Write};
use crate::domain::annotation::{Annotator, Article, Link, Quote, QuoteField, Speaker};
use crate::domain::id::{LinkId, QuoteId, Timestamp};

/// The fields of the record `id`: of the write at hand, and of those after it for as long as they are of the same record.
macro_rules! fields {
    ($writes:ident, $variant:ident, $id:ident, $field:ident) => {
        once($field).chain(from_fn(|| {
            match $writes.next_if(|next| matches!(next, Write::$variant(other, _) if *other == $id)) {
                Some(Write::$variant(_, field)) => Some(field),
                _ => None,
            }
        }))
    };
}

/// Sets fields of the record `id`, and drops a record that has no field left. Gives the record before and after.
macro_rules! put {
    ($map:expr, $id:expr, $fields:expr) => {{
        let before = $map.get($id).cloned();
        let mut after = before.clone().unwrap_or_default();
        let record = Rc::make_mut(&mut after);
        for field in $fields {
            record.put(field);
        }
        if record.is_blank() {
            $map.remove($id);
        } else {
            $map.insert($id.clone(), Rc::clone(&after));
        }
        (before, after)
    }};
}

/// What a record holds where a field would go, or the field's default where there is no record.
macro_rules! current {
    ($map:expr, $record:ident, $id:expr, $field:expr) => {
        $map.get($id).map_or_else(|| $record::default().get($field), |record| record.get($field))
    };
}

impl Project {
    /// Sets one field.
    pub fn write(&mut self, write: Write) {
        self.write_all([write]);
    }

    /// Makes every write in order. Costs a look-up for each record where the writes of a record follow each other.
    pub fn write_all(&mut self, writes: impl IntoIterator<Item = Write>) {
        let mut writes = writes.into_iter().peekable();
        while let Some(write) = writes.next() {
            match write {
                Write::Article(id, field) => _ = put!(self.articles, &id, fields!(writes, Article, id, field)),
                Write::Quote(id, field) => self.write_quote(&id, fields!(writes, Quote, id, field)),
                Write::Speaker(id, field) => {
                    let (_, after) = put!(self.speakers, &id, fields!(writes, Speaker, id, field));
                    if after.merged.is_some() {
                        self.merged.insert(id);
                    } else {
                        self.merged.remove(&id);
                    }
                }
                Write::Link(id, field) => _ = put!(self.links, &id, fields!(writes, Link, id, field)),
                Write::Member(link, quote, since) => self.put_member(link, quote, since),
                Write::Annotator(id, field) => _ = put!(self.annotators, &id, fields!(writes, Annotator, id, field)),
                Write::Dismissal(dismissed, by) => {
                    _ = match by {
                        Some(by) => self.dismissals.insert(dismissed, by),
                        None => self.dismissals.remove(&dismissed),
                    }
                }
            }
        }
    }

    fn write_quote(&mut self, id: &QuoteId, fields: impl Iterator<Item = QuoteField>) {
        let (before, after) = put!(self.quotes, id, fields);
        let place = |quote: &Rc<Quote>| quote.is_live().then(|| Rc::clone(quote));
        let (before, after) = (before.as_ref().and_then(place), place(&after));
        let is_moved = match (&before, &after) {
            (Some(before), Some(after)) => before.attribution != after.attribution,
            (before, after) => before.is_some() || after.is_some(),
        };
        if is_moved {
            self.lay(id, before.as_deref(), after.as_deref());
        }
    }

    fn put_member(&mut self, link: LinkId, quote: QuoteId, since: Option<Timestamp>) {
        if let Some(since) = since {
            self.memberships.insert((quote.clone(), link.clone()));
            self.members.insert((link, quote), since);
        } else {
            self.memberships.remove(&(quote.clone(), link.clone()));
            self.members.remove(&(link, quote));
        }
    }

    /// The write that would leave things as they are: what stands where `write` would go.
    #[must_use]
    pub fn current(&self, write: &Write) -> Write {
        match write {
            Write::Article(id, field) => Write::Article(id.clone(), current!(self.articles, Article, id, field)),
            Write::Quote(id, field) => Write::Quote(id.clone(), current!(self.quotes, Quote, id, field)),
            Write::Speaker(id, field) => Write::Speaker(id.clone(), current!(self.speakers, Speaker, id, field)),
            Write::Link(id, field) => Write::Link(id.clone(), current!(self.links, Link, id, field)),
            Write::Annotator(id, field) => {
                Write::Annotator(id.clone(), current!(self.annotators, Annotator, id, field))
            }
            Write::Member(link, quote, _) => {
                let since = self.members.get(&(link.clone(), quote.clone())).copied();
                Write::Member(link.clone(), quote.clone(), since)
            }
            Write::Dismissal(dismissed, _) => {
                Write::Dismissal(dismissed.clone(), self.dismissals.get(dismissed).cloned())
            }
        }
    }

    /// Every field that is not at its default: what a replica of this project holds.
    #[must_use]
    pub fn writes(&self) -> Vec<Write> {
        let mut writes = Vec::new();
        macro_rules! collect {
            ($map:ident, $variant:ident) => {
                for (id, record) in &self.$map {
                    writes.extend(record.fields().into_iter().map(|field| Write::$variant(id.clone(), field)));
                }
            };
        }
        collect!(articles, Article);
        collect!(quotes, Quote);
        collect!(speakers, Speaker);
        collect!(links, Link);
        collect!(annotators, Annotator);
        writes.extend(
            self.members
                .iter()
                .map(|((link, quote), &since)| Write::Member(link.clone(), quote.clone(), Some(since))),
        );
        writes.extend(self.dismissals.iter().map(|(what, by)| Write::Dismissal(what.clone(), Some(by.clone()))));
        writes
    }
}
