//! What of one file could not be read, as it is found: with a bound, since a forged file could fail a million times.

use super::records::{Place, Unread};
use crate::domain::order;
use crate::domain::text::counted;

/// So many things of one file are told one by one; the rest is counted.
const MOST: usize = 200;

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

    /// The name of the file.
    pub(super) fn file(&self) -> &str {
        &self.file
    }

    /// Adds one. The reason is part of a sentence, without a full stop.
    pub(super) fn push(&mut self, place: Option<Place>, reason: impl Into<String>) {
        self.push_with(place, || reason.into());
    }

    /// Adds one, whose reason is only worded where it will be read.
    pub(super) fn push_with(&mut self, place: Option<Place>, reason: impl FnOnce() -> String) {
        if self.unread.len() < MOST {
            self.unread.push(Unread { file: self.file.clone(), place, reason: reason() });
        } else {
            self.more += 1;
        }
    }

    /// All of them by their places, those of the whole file first; past the bound their number alone.
    pub(super) fn finish(mut self) -> Vec<Unread> {
        order::sort_by_key(&mut self.unread, |unread| unread.place);
        if self.more > 0 {
            let reason = format!("{} could not be read either", counted(self.more, "more thing", "more things"));
            self.unread.push(Unread { file: self.file, place: None, reason });
        }
        self.unread
    }
}
