//! The name of an entry: when and by which tab it was written. No two entries ever have the same.

use std::fmt;
use std::rc::Rc;

use crate::domain::id::{Timestamp, base36};

/// How many digits a time has. Names of a fixed length sort by time, until the year 5188.
const TIME_DIGITS: usize = 9;

/// The name of an entry or a snapshot. Names sort by the time at which they were given.
///
/// Any text may stand where a name is expected in a store: an entry is named by whatever it stands under.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryName(Rc<str>);

impl EntryName {
    /// The name of what the tab with the number `tab` writes at `time`. A tab gives no time twice.
    #[must_use]
    pub fn new(time: Timestamp, tab: u64) -> Self {
        Self(format!("{:0>TIME_DIGITS$}-{}", base36(time.0), base36(tab)).into())
    }

    /// The name as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// When the entry was written; nothing for names of other makes.
    #[must_use]
    pub fn time(&self) -> Option<Timestamp> {
        let (time, _) = self.0.split_once('-').filter(|(time, _)| time.len() == TIME_DIGITS)?;
        u64::from_str_radix(time, 36).ok().map(Timestamp)
    }
}

impl From<&str> for EntryName {
    fn from(name: &str) -> Self {
        Self(name.into())
    }
}

impl fmt::Display for EntryName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_by_time_and_tell_it() {
        let at = |time| EntryName::new(Timestamp(time), 77);
        let times = [1, 35, 36, 1_774_000_000_000, 1_774_000_000_001, 9_999_999_999_999];
        assert!(times.map(at).is_sorted());
        for time in times {
            assert_eq!(at(time).time(), Some(Timestamp(time)), "{}", at(time));
        }
        assert_ne!(EntryName::new(Timestamp(1), 1), EntryName::new(Timestamp(1), 2));
    }

    #[test]
    fn a_name_of_another_make_tells_no_time() {
        for name in ["", "5f3a-1", "no name at all", "-----------", "000000zz!-1"] {
            assert_eq!(EntryName::from(name).time(), None, "{name:?}");
        }
    }
}
