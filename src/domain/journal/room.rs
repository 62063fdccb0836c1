//! How much the near store holds, and what it lets go of when it nears its limit.

use super::EntryName;
use crate::domain::order;

/// What local storage holds at most, keys and values together, in UTF-16 code units (Chromium and Firefox) or bytes
/// (WebKit, where what is written here takes one byte a character).
pub const LIMIT: usize = 5_242_880;

/// Above this it counts as near its limit: the rest is left to what else the page's host keeps there.
const NEAR: usize = LIMIT / 8 * 7;

/// Room is made down to here, so that it need not be made again with the next entry.
const AMPLE: usize = LIMIT / 8 * 6;

/// Of the limit, which all projects share, one that takes more than this leaves too little to the others.
const SHARE: usize = LIMIT / 2;

/// And is cut down to this.
const AMPLE_SHARE: usize = LIMIT / 8 * 3;

/// What the near store holds that may have to go.
#[derive(Debug, Default)]
pub struct Room {
    /// UTF-16 code units in use, as far as this tab knows.
    used: usize,
}

impl Room {
    /// A store in which so much is in use, in UTF-16 code units.
    #[must_use]
    pub const fn new(used: usize) -> Self {
        Self { used }
    }

    /// Another entry of that many code units, key and value, was written.
    pub const fn wrote(&mut self, units: usize) {
        self.used += units;
    }

    /// An entry of that many code units was removed.
    pub const fn removed(&mut self, units: usize) {
        self.used = self.used.saturating_sub(units);
    }

    /// UTF-16 code units in use, as far as this tab knows.
    #[must_use]
    pub const fn used(&self) -> usize {
        self.used
    }

    /// True when a project that takes `own` code units should make room.
    #[must_use]
    pub const fn is_scarce(&self, own: usize) -> bool {
        self.used > NEAR || own > SHARE
    }

    /// How many code units a project that takes `own` of them should let go of.
    #[must_use]
    pub fn excess(&self, own: usize) -> usize {
        self.used.saturating_sub(AMPLE).max(own.saturating_sub(AMPLE_SHARE))
    }
}

/// Of entries with their sizes in UTF-16 code units, the oldest that together make up `wanted` units, or all.
#[must_use]
pub fn oldest(mut entries: Vec<(EntryName, usize)>, wanted: usize) -> Vec<EntryName> {
    // Names of another make tell no time: they are from before there were times.
    order::sort_by(&mut entries, |(one, _), (other, _)| (one.time(), one).cmp(&(other.time(), other)));
    let mut freed = 0;
    let going = entries.into_iter().take_while(|(_, units)| {
        let goes = freed < wanted;
        freed += units;
        goes
    });
    going.map(|(name, _)| name).collect()
}
