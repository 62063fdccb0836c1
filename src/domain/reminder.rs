//! Whether it is time to write the project to a file: much was changed, and nothing was exported for long.
//!
//! A browser keeps what it is told to, but not on another disk. This file only counts; whether and how a person is
//! reminded is the page's business.

use super::id::Timestamp;
use super::project::Project;

/// Fewer changed records than this are no reason to remind anybody.
const MANY: usize = 25;

/// A week, in milliseconds: more often nobody wants to hear of it.
const LONG: u64 = 7 * DAY;

const DAY: u64 = 24 * 60 * 60 * 1_000;

/// What no file has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unexported {
    /// How many quotes, speakers and links were made or changed since.
    pub changes: usize,
    /// For how many days.
    pub days: u64,
}

/// What of a project was not exported, where it is much and has been for long. `exported` is when it last was; where
/// it never was, the time counts from its first record.
#[must_use]
pub fn due(project: &Project, exported: Option<Timestamp>, now: Timestamp) -> Option<Unexported> {
    let mut changes = 0;
    let mut since = now;
    for time in times(project).filter(|time| exported.is_none_or(|exported| *time > exported)) {
        changes += 1;
        since = since.min(time);
    }
    let age = now.0.saturating_sub(exported.unwrap_or(since).0);
    (changes >= MANY && age >= LONG).then_some(Unexported { changes, days: age / DAY })
}

/// When each quote, speaker and link was last touched.
fn times(project: &Project) -> impl Iterator<Item = Timestamp> {
    let quotes = project.quotes().map(|(_, quote)| (quote.origin.as_ref(), quote.modified));
    let speakers = project.speakers().into_iter().map(|(_, speaker)| (speaker.origin.as_ref(), speaker.modified));
    let links = project.links().into_iter().map(|(_, link)| (link.origin.as_ref(), link.modified));
    let touched = quotes.chain(speakers).chain(links);
    touched.filter_map(|(origin, modified)| modified.max(origin.map(|origin| origin.created)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::edit::Edit;
    use crate::domain::id::SpeakerId;
    use crate::domain::session::{Intent, Session};

    /// A project in which so many speakers were added, one a minute from `start` on.
    fn project(speakers: usize, start: u64) -> Project {
        let mut session = Session::new("me".into(), 1);
        for number in 0..speakers {
            let edit =
                Edit::AddSpeaker { speaker: SpeakerId::default(), name: format!("Speaker {number}"), colour: 0 };
            let now = Timestamp(start + 60_000 * number as u64);
            session.update(Intent::Perform(edit), now).expect("a speaker can be added");
        }
        session.project().clone()
    }

    #[test]
    fn much_that_was_not_exported_for_long_is_due_and_nothing_else_is() {
        let start = 100 * DAY;
        let check = |speakers, exported: Option<u64>, now, expected: Option<(usize, u64)>| {
            let found = due(&project(speakers, start), exported.map(Timestamp), Timestamp(now));
            assert_eq!(found.map(|found| (found.changes, found.days)), expected, "{speakers} {exported:?} {now}");
        };
        check(0, None, start + 90 * DAY, None);
        check(MANY - 1, None, start + 90 * DAY, None);
        check(MANY, None, start + LONG - 1, None);
        check(MANY, None, start + LONG, Some((MANY, 7)));
        check(60, None, start + 12 * DAY, Some((60, 12)));
        // Exported before the changes, in the middle of them, and after.
        check(60, Some(start - 2 * DAY), start + 6 * DAY, Some((60, 8)));
        check(60, Some(start + 60_000 * 29), start + 8 * DAY, Some((30, 7)));
        check(60, Some(start + DAY), start + 30 * DAY, None);
        // A clock that was put back reminds nobody.
        check(60, None, start - DAY, None);
    }
}
