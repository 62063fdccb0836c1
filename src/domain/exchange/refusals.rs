//! What of one file could not be read, as it is found: with a bound, since a forged file could fail a million times.

use super::records::{Place, Unread};

/// So many things of one file are told one by one.
const MOST: usize = 1000;

/// What of one file could not be read.
#[derive(Debug)]
pub(super) struct Refusals {
    file: String,
    unread: Vec<Unread>,
    more: usize,
}

impl Refusals {
    /// None yet, of the file of this name.
    pub(super) fn of(file: &str) -> Self {
        Self { file: file.to_owned(), unread: Vec::new(), more: 0 }
    }

    /// Adds one. The reason is part of a sentence, without a full stop.
    pub(super) fn push(&mut self, place: Option<Place>, reason: impl Into<String>) {
        if self.unread.len() < MOST {
            self.unread.push(Unread { file: self.file.clone(), place, reason: reason.into() });
        } else {
            self.more += 1;
        }
    }

    /// All of them; past the bound their number alone.
    pub(super) fn finish(mut self) -> Vec<Unread> {
        if self.more > 0 {
            let reason = format!("{} more things could not be read", self.more);
            self.unread.push(Unread { file: self.file, place: None, reason });
        }
        self.unread
    }
}
