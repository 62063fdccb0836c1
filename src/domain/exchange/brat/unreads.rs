//! What could not be read, not so much of it that the list itself would be a burden.

use crate::domain::exchange::records::{Place, Unread};
use crate::domain::text::counted;

/// So many things are named a file; the rest is counted.
const MOST: usize = 200;

/// The list.
#[derive(Debug, Default)]
pub(super) struct Unreads {
    list: Vec<Unread>,
    /// How many of the last file were named, and how many were not.
    named: usize,
    counted: usize,
}

impl Unreads {
    /// Something on a line, from 1, of a file; the reason is only worded where it will be read.
    pub(super) fn line(&mut self, file: &str, line: usize, reason: impl FnOnce() -> String) {
        self.push(file, Some(Place::Line(line)), reason);
    }

    /// A file as a whole.
    pub(super) fn file(&mut self, file: &str, reason: impl FnOnce() -> String) {
        self.push(file, None, reason);
    }

    fn push(&mut self, file: &str, place: Option<Place>, reason: impl FnOnce() -> String) {
        if self.list.last().is_none_or(|last| last.file != file) {
            self.close();
        }
        if self.named == MOST {
            self.counted += 1;
            return;
        }
        self.named += 1;
        self.list.push(Unread { file: file.to_owned(), place, reason: reason() });
    }

    /// Puts what was named of the last file in the order of its lines, and counts the rest.
    fn close(&mut self) {
        let start = self.list.len() - self.named;
        self.list[start..].sort_by_key(|unread| unread.place);
        if let Some(last) = self.list.last().filter(|_| self.counted > 0) {
            let reason = format!("{} could not be read either", counted(self.counted, "more thing", "more things"));
            self.list.push(Unread { file: last.file.clone(), place: None, reason });
        }
        (self.named, self.counted) = (0, 0);
    }

    /// All of it.
    pub(super) fn into_list(mut self) -> Vec<Unread> {
        self.close();
        self.list
    }
}
