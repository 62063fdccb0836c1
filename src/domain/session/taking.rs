//! What a session takes in that others made or that a store kept: updates, and texts.

use std::collections::BTreeMap;

use super::{Outcome, Refusal, Session, Take};
use crate::domain::article::article_id;
use crate::domain::id::ArticleId;
use crate::domain::project::Write;
use crate::domain::replica::Merged;
use crate::domain::text::Text;

impl Session {
    /// Shows what a merge has changed in the replica.
    pub(super) fn take_in(&mut self, merged: Merged) -> Outcome {
        let Merged { ref writes, ref unread, is_news } = merged;
        let outcome = Outcome { merged: writes.len(), unread: unread.len(), is_news, ..Outcome::default() };
        self.write_in_view(merged.writes);
        outcome
    }

    /// Takes what a person chose of somebody's file, and remembers it for undo as one step.
    pub(super) fn take(&mut self, Take { name, update, writes }: Take) -> Result<Outcome, Refusal> {
        self.thawed()?;
        let (before, held) = (self.project.clone(), self.replica.held());
        let merged = update.map(|update| self.replica.merge(&update)).transpose()?.unwrap_or_default();
        let mut outcome = Outcome { unread: merged.unread.len(), is_news: merged.is_news, ..Outcome::default() };
        let mut changed: BTreeMap<String, Write> = BTreeMap::new();
        changed.extend(merged.writes.iter().map(|write| (write.key(), write.clone())));
        self.write_in_view(merged.writes);
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
        Ok(outcome)
    }

    /// Takes a text that is kept under `id`, if it is the one that was put there.
    pub(super) fn supply_text(&mut self, id: ArticleId, text: Text) -> Result<Outcome, Refusal> {
        if article_id(text.as_str()) != id.as_str() {
            return Err(Refusal::DamagedText(id));
        }
        self.project.add_text(id, text);
        Ok(Outcome::default())
    }
}
