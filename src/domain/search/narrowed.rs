//! What a search found, letter by letter: a query that narrows another looks only at what that one found.
//!
//! That it finds the same as one that looks at everything is the law of [`Query::narrows`]. Nothing here knows what is
//! searched.

use std::rc::Rc;

use super::Query;
use crate::domain::project::Project;

/// What queries found, each of which narrows the one before it.
#[derive(Clone, Debug)]
pub(crate) struct Trail<Found>(Vec<(Query, Found)>);

impl<Found> Default for Trail<Found> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<Found: Clone> Trail<Found> {
    /// What the widest known query found.
    fn first(&self) -> Option<Found> {
        self.0.first().map(|(_, found)| found.clone())
    }
}

impl<Found> Trail<Found> {
    /// Forgets everything.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    /// What the narrowest known query found that this one narrows; queries that it does not narrow are forgotten.
    pub(crate) fn wider(&mut self, query: &Query) -> Option<&(Query, Found)> {
        while self.0.pop_if(|(known, _)| !query.narrows(known)).is_some() {}
        self.0.last()
    }

    /// Remembers what a query found, in place of what it found before. It narrows the last one that is known.
    pub(crate) fn push(&mut self, query: Query, found: Found) {
        let _ = self.0.pop_if(|(known, _)| *known == query);
        self.0.push((query, found));
    }
}

/// A list, and what queries found in it: for whoever shows the list while a person types.
#[derive(Clone, Debug)]
pub struct Narrowed<List, Row> {
    list: Option<(Project, List)>,
    found: Trail<Rc<Vec<Row>>>,
}

impl<List, Row> Default for Narrowed<List, Row> {
    fn default() -> Self {
        Self { list: None, found: Trail::default() }
    }
}

impl<List: Clone + PartialEq, Row: Clone> Narrowed<List, Row> {
    /// The rows that the query finds in a list of this state of the project: of `all` rows, those that a look `finds`.
    /// `all` is given the rows of the same list as they stood before the project changed, and the project then. Costs the
    /// rows that the last query found which this one narrows, and all of them where the list is another one or the project
    /// has changed.
    pub(crate) fn rows(
        &mut self,
        project: &Project,
        list: &List,
        query: &Query,
        all: impl FnOnce(Option<(&Project, &[Row])>) -> Vec<Row>,
        mut finds: impl FnMut(&Row) -> bool,
    ) -> Rc<Vec<Row>> {
        let mut before = None;
        if self.list.as_ref().is_none_or(|(state, known)| !state.is_same_state(project) || known != list) {
            let state = self.list.replace((project.clone(), list.clone()));
            before =
                state.filter(|(_, known)| known == list).and_then(|(state, _)| Some((state, self.found.first()?)));
            self.found.clear();
        }
        let wider = match self.found.wider(query) {
            Some((known, rows)) if known == query => return Rc::clone(rows),
            Some((_, rows)) => Rc::clone(rows),
            None => {
                let rows = Rc::new(all(before.as_ref().map(|(state, rows)| (state, rows.as_slice()))));
                self.found.push(Query::default(), Rc::clone(&rows));
                rows
            }
        };
        if query.is_empty() {
            return wider;
        }
        let rows: Rc<Vec<Row>> = Rc::new(wider.iter().filter(|row| finds(row)).cloned().collect());
        self.found.push(query.clone(), Rc::clone(&rows));
        rows
    }
}
