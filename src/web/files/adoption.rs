//! Taking over what another replica holds, without asking: what comes of it, and what is said.

use super::Taken;
use crate::domain::id::ArticleId;
use crate::domain::session::{Intent, Refusal};
use crate::domain::text::{Text, counted};
use crate::web::address;
use crate::web::store::Dispatcher;

/// Taking over what another replica holds.
pub(super) struct Adoption<'a> {
    dispatcher: &'a Dispatcher,
    merged: usize,
    unread: usize,
}

impl<'a> Adoption<'a> {
    pub(super) const fn new(dispatcher: &'a Dispatcher) -> Self {
        Self { dispatcher, merged: 0, unread: 0 }
    }

    /// Merges an update, and keeps it.
    pub(super) fn update(&mut self, update: Vec<u8>) -> Result<(), Refusal> {
        let outcome = self.dispatcher.try_send(Intent::Adopt(update))?;
        self.merged += outcome.merged;
        self.unread += outcome.unread;
        Ok(())
    }

    /// Takes the text of an article, and keeps it.
    pub(super) fn text(&mut self, article: ArticleId, text: String) -> Result<(), Refusal> {
        self.dispatcher.try_send(Intent::AdoptText(article, Text::new(text))).map(drop)
    }

    /// Opens the first of its articles where nothing is open, says what of it cannot be shown, and tells what came of
    /// it.
    pub(super) fn finish(self) -> Taken {
        tell_unread(self.dispatcher, self.unread);
        address::open_first(self.dispatcher);
        Taken::Merged(self.merged)
    }
}

/// Says how many fields of a file this version cannot show.
pub(super) fn tell_unread(dispatcher: &Dispatcher, count: usize) {
    if count > 0 {
        let fields = counted(count, "field", "fields");
        dispatcher.warn(format!(
            "{fields} of the file came from a newer version and cannot be shown here; nothing is lost."
        ));
    }
}
