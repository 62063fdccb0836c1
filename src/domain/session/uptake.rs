//! Taking in what a person chose of somebody's file, in one step for undo, however many pieces it comes in.

use std::collections::{BTreeMap, BTreeSet};
use std::vec;

use super::{Outcome, Refusal, Session, Take};
use crate::domain::project::{Project, Write};
use crate::domain::replica::{Held, pieces};

/// A file that is being taken in. Until it is ended, nothing of it is handed over to be kept, and nothing can be undone.
pub struct Uptake {
    name: String,
    before: Project,
    held: Held,
    pieces: vec::IntoIter<Vec<u8>>,
    writes: Vec<Write>,
    changed: BTreeMap<String, Write>,
    unread: BTreeSet<String>,
    is_news: bool,
    all: usize,
}

impl Uptake {
    /// How many pieces of how many are taken in.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        (self.all - self.pieces.len(), self.all)
    }
}

impl Session {
    /// Takes what a person chose of somebody's file, and remembers it for undo as one step.
    pub(super) fn take(&mut self, take: Take) -> Result<Outcome, Refusal> {
        let mut uptake = self.begin_uptake(take, usize::MAX)?;
        while !self.go_on_with(&mut uptake)? {}
        Ok(self.end_uptake(uptake))
    }

    /// Begins to take in what a person chose of somebody's file, of whose update about `size` bytes come at a step.
    ///
    /// # Errors
    /// Nothing may be changed here any more, or the update is damaged.
    pub fn begin_uptake(&self, Take { name, update, writes }: Take, size: usize) -> Result<Uptake, Refusal> {
        self.thawed()?;
        let pieces = update.map(|update| pieces(&update, size)).transpose()?.unwrap_or_default();
        Ok(Uptake {
            name,
            before: self.project.clone(),
            held: self.replica.held(),
            all: pieces.len(),
            pieces: pieces.into_iter(),
            writes,
            changed: BTreeMap::new(),
            unread: BTreeSet::new(),
            is_news: false,
        })
    }

    /// Takes in a piece. True where that was the last one.
    ///
    /// # Errors
    /// The piece is no update, or contradicts what is here.
    pub fn go_on_with(&mut self, uptake: &mut Uptake) -> Result<bool, Refusal> {
        if let Some(piece) = uptake.pieces.next() {
            let merged = self.replica.merge_piece(&piece)?;
            uptake.is_news |= merged.is_news;
            uptake.unread.extend(merged.unread.iter().map(ToString::to_string));
            uptake.changed.extend(merged.writes.iter().map(|write| (write.key(), write.clone())));
            self.write_in_view(merged.writes);
        }
        Ok(uptake.pieces.len() == 0)
    }

    /// Ends it: sets what was chosen otherwise, and remembers all of it as one step.
    pub fn end_uptake(&mut self, uptake: Uptake) -> Outcome {
        let Uptake { name, before, held, writes, mut changed, unread, is_news, .. } = uptake;
        let mut outcome = Outcome { unread: unread.len(), is_news, ..Outcome::default() };
        // Of several values of one field the last one counts.
        let writes: BTreeMap<String, Write> = writes.into_iter().map(|write| (write.key(), write)).collect();
        let writes: Vec<Write> = writes.into_values().filter(|write| self.project.current(write) != *write).collect();
        if !writes.is_empty() {
            self.replica.commit(&writes);
            changed.extend(writes.iter().map(|write| (write.key(), write.clone())));
            self.write_in_view(writes);
        }
        let changed: Vec<Write> = changed.into_values().filter(|write| before.current(write) != *write).collect();
        outcome.merged = changed.len();
        if !changed.is_empty() {
            self.history.record(&name, &before, &changed);
        }
        if outcome.is_news || !changed.is_empty() {
            outcome.update = Some(self.replica.since(&held));
        }
        outcome
    }
}
