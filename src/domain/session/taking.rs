//! What a session takes in that others made or that a store kept: updates, and texts.

use super::{Outcome, Refusal, Session};
use crate::domain::article::article_id;
use crate::domain::id::ArticleId;
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

    /// Takes a text that is kept under `id`, if it is the one that was put there.
    pub(super) fn supply_text(&mut self, id: ArticleId, text: Text) -> Result<Outcome, Refusal> {
        if article_id(text.as_str()) != id.as_str() {
            return Err(Refusal::DamagedText(id));
        }
        self.project.add_text(id, text);
        Ok(Outcome::default())
    }
}
