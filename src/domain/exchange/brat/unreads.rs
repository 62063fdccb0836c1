//! What could not be read of several files, in the order of the files.

use crate::domain::exchange::records::{Place, Unread};
use crate::domain::exchange::refusals::Refusals;

/// The list.
#[derive(Debug, Default)]
pub(super) struct Unreads {
    list: Vec<Unread>,
    /// What is known of the last file so far.
    last: Option<Refusals>,
}

impl Unreads {
    /// Something on a line, from 1, of a file; the reason is only worded where it will be read.
    pub(super) fn line(&mut self, file: &str, line: usize, reason: impl FnOnce() -> String) {
        self.of(file).push_with(Some(Place::Line(line)), reason);
    }

    /// A file as a whole.
    pub(super) fn file(&mut self, file: &str, reason: impl FnOnce() -> String) {
        self.of(file).push_with(None, reason);
    }

    fn of(&mut self, file: &str) -> &mut Refusals {
        if let Some(done) = self.last.take_if(|last| last.file() != file) {
            self.list.extend(done.finish());
        }
        self.last.get_or_insert_with(|| Refusals::of(file))
    }

    /// All of it.
    pub(super) fn into_list(mut self) -> Vec<Unread> {
        self.list.extend(self.last.into_iter().flat_map(Refusals::finish));
        self.list
    }
}
