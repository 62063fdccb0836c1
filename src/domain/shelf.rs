//! The shelf: the list of projects, as fields that each keep what was written last.
//!
//! A field of a project is written under the key `PROJECT/FIELD`, as a value with the time at which it was set. Of two
//! writes of one field the later one stays, whichever comes first. So two stores and several tabs hold copies that are
//! merged by taking each other's fields, without a lock and in any order.
//!
//! This file knows nothing of what is in a project, and reads no clock: time is handed in.

mod name;
mod words;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::id::{Timestamp, is_valid};
use super::order;

pub use name::FIRST;
pub use words::{ago, amount};

/// The project of a browser in which nobody has made another one.
pub const DEFAULT: &str = "default";

/// A deleted project is kept for so long: 30 days, in milliseconds.
pub const KEPT: u64 = 30 * 24 * 60 * 60 * 1_000;

/// What stands for the time of deletion where nothing is kept of the project any more.
const GONE: &str = "gone";

/// True for what may be the id of a project. The list of projects itself stands where one named `shelf` would.
#[must_use]
pub fn is_project(id: &str) -> bool {
    is_valid(id) && id != "shelf"
}

/// What is known about a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Its name.
    Name,
    /// When it was deleted, in milliseconds since 1970; empty where it is not.
    Deleted,
    /// When a page last opened it, in milliseconds since 1970.
    Opened,
    /// When it last changed, in milliseconds since 1970.
    Changed,
    /// How many bytes it takes in the browser's stores.
    Size,
    /// When it was last written to a file, in milliseconds since 1970.
    Exported,
    /// `true` where the articles that are served with the page belong to it.
    Corpus,
}

impl Field {
    const ALL: [Self; 7] =
        [Self::Name, Self::Deleted, Self::Opened, Self::Changed, Self::Size, Self::Exported, Self::Corpus];

    const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Deleted => "deleted",
            Self::Opened => "opened",
            Self::Changed => "changed",
            Self::Size => "size",
            Self::Exported => "exported",
            Self::Corpus => "corpus",
        }
    }
}

/// A value and when it was set. Of two, the greater one stays: the later one, and of equally late ones the one that
/// sorts last, so that it never matters which was seen first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Entry {
    at: Timestamp,
    value: String,
}

/// What to write so that a field is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Write {
    /// `PROJECT/FIELD`.
    pub key: String,
    /// The value with its time, as JSON.
    pub value: String,
}

/// What came of a field that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It was not known here.
    News,
    /// It is known here, or something later is.
    Known,
    /// It cannot be read, and was left out.
    Unread,
}

/// What a store has under a key, beside a value that is to be written there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It was set as late, or later.
    Stays,
    /// It was set earlier.
    GivesWay,
    /// It cannot be read.
    Unread,
}

impl Standing {
    /// How `there`, which a store has, stands to `value`.
    #[must_use]
    pub fn of(there: &str, value: &str) -> Self {
        let entry = |value| serde_json::from_str::<Entry>(value);
        match (entry(there), entry(value)) {
            (Err(_), _) => Self::Unread,
            (Ok(there), Ok(value)) if there >= value => Self::Stays,
            _ => Self::GivesWay,
        }
    }
}

/// A project in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// When it last changed, as far as is known.
    pub changed: Option<Timestamp>,
    /// How many bytes it takes, as far as is known.
    pub size: Option<u64>,
    /// When a page last opened it, as far as is known.
    pub opened: Option<Timestamp>,
}

/// A deleted project that can still be restored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deleted {
    /// The project.
    pub card: Card,
    /// Until when it is kept.
    pub until: Timestamp,
}

/// The list of projects. What is compared is what it says; how much of it could not be read is no part of that.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    projects: BTreeMap<String, BTreeMap<Field, Entry>>,
    /// Projects that have stores in this browser. They are listed even where no field of theirs is known.
    found: BTreeSet<String>,
    unread: BTreeSet<String>,
}

impl PartialEq for Shelf {
    fn eq(&self, other: &Self) -> bool {
        self.projects == other.projects && self.found == other.found
    }
}

impl Shelf {
    /// Takes in a field that a store or a tab has.
    pub fn take(&mut self, key: &str, value: &str) -> Taken {
        let parts = key.split_once('/').filter(|(project, _)| is_project(project));
        let field = parts.and_then(|(_, name)| Field::ALL.into_iter().find(|field| field.name() == name));
        let (Some((project, _)), Some(field), Ok(entry)) = (parts, field, serde_json::from_str::<Entry>(value))
        else {
            self.unread.insert(key.to_owned());
            return Taken::Unread;
        };
        let fields = self.projects.entry(project.to_owned()).or_default();
        if fields.get(&field).is_some_and(|known| *known >= entry) {
            return Taken::Known;
        }
        fields.insert(field, entry);
        Taken::News
    }

    /// Takes in that a project has stores in this browser.
    pub fn find(&mut self, project: &str) -> Taken {
        match is_project(project) {
            true if self.found.insert(project.to_owned()) => Taken::News,
            true => Taken::Known,
            false => Taken::Unread,
        }
    }

    /// How many fields could not be read.
    #[must_use]
    pub fn unread(&self) -> usize {
        self.unread.len()
    }

    /// Sets a field, later than all that is known of it whatever the clock says, and gives what to write.
    pub fn set(&mut self, project: &str, field: Field, value: impl Into<String>, now: Timestamp) -> Write {
        let fields = self.projects.entry(project.to_owned()).or_default();
        let at = fields.get(&field).map_or(now, |known| now.max(Timestamp(known.at.0.saturating_add(1))));
        let entry = Entry { at, value: value.into() };
        let value = serde_json::to_string(&entry).expect("a time and a text have a JSON form");
        fields.insert(field, entry);
        Write { key: format!("{project}/{}", field.name()), value }
    }

    /// Deletes a project: it can be restored for a while.
    pub fn delete(&mut self, project: &str, now: Timestamp) -> Write {
        self.set(project, Field::Deleted, now.0.to_string(), now)
    }

    /// Restores a deleted project.
    pub fn restore(&mut self, project: &str, now: Timestamp) -> Write {
        self.set(project, Field::Deleted, "", now)
    }

    /// Nothing is kept of a project any more: all that stays of it here is that it must not come back by itself.
    /// Gives what to write, and the keys to remove.
    pub fn bury(&mut self, project: &str, now: Timestamp) -> (Write, Vec<String>) {
        let write = self.set(project, Field::Deleted, GONE, now);
        self.found.remove(project);
        if let Some(fields) = self.projects.get_mut(project) {
            fields.retain(|field, _| *field == Field::Deleted);
        }
        let others = Field::ALL.into_iter().filter(|field| *field != Field::Deleted);
        (write, others.map(|field| format!("{project}/{}", field.name())).collect())
    }

    /// Every field, as it is written.
    pub fn fields(&self) -> impl Iterator<Item = Write> + '_ {
        self.projects.iter().flat_map(|(project, fields)| {
            fields.iter().map(move |(field, entry)| Write {
                key: format!("{project}/{}", field.name()),
                value: serde_json::to_string(entry).expect("a time and a text have a JSON form"),
            })
        })
    }

    /// The projects that are there, the one that was opened last first.
    #[must_use]
    pub fn cards(&self) -> Vec<Card> {
        let live = self.ids().filter(|id| !self.is_deleted(id));
        let mut cards: Vec<_> = live.map(|id| self.card(id)).collect();
        // The sort is stable: those of which nothing is known stay in the order of their ids, at the end.
        order::sort_by_key(&mut cards, |card| Reverse(card.opened));
        cards
    }

    /// The deleted projects that can still be restored, the one that was deleted last first.
    #[must_use]
    pub fn deleted(&self) -> Vec<Deleted> {
        let kept = self.ids().filter_map(|id| Some(Deleted { until: self.kept_until(id)?, card: self.card(id) }));
        let mut kept: Vec<_> = kept.collect();
        order::sort_by_key(&mut kept, |deleted| Reverse(deleted.until));
        kept
    }

    /// The projects of which nothing should be kept any more: deleted too long ago, or of which something was found
    /// after all was cleared away. With each, the time after which nothing may have been written to it.
    #[must_use]
    pub fn expired(&self, now: Timestamp) -> Vec<(String, Timestamp)> {
        let expired = |id: &String| match self.kept_until(id) {
            Some(until) => (until <= now).then(|| Timestamp(until.0.saturating_sub(KEPT))),
            None if self.is_gone(id) && self.found.contains(id) => {
                self.entry(id, Field::Deleted).map(|entry| entry.at)
            }
            None => None,
        };
        self.ids().filter_map(|id| Some((id.clone(), expired(id)?))).collect()
    }

    /// What is known about a project.
    #[must_use]
    pub fn card(&self, project: &str) -> Card {
        Card {
            id: project.to_owned(),
            name: self.name(project),
            changed: self.time(project, Field::Changed),
            size: self.value(project, Field::Size).and_then(|size| size.parse().ok()),
            opened: self.time(project, Field::Opened),
        }
    }

    /// When a project was last written to a file, if it was.
    #[must_use]
    pub fn exported(&self, project: &str) -> Option<Timestamp> {
        self.time(project, Field::Exported)
    }

    /// True for a project that is listed, or was.
    #[must_use]
    pub fn knows(&self, project: &str) -> bool {
        self.projects.contains_key(project) || self.found.contains(project)
    }

    /// True for a project that was deleted, whether it can still be restored or not.
    #[must_use]
    pub fn is_deleted(&self, project: &str) -> bool {
        self.value(project, Field::Deleted).is_some()
    }

    /// True for a deleted project of which nothing is kept any more.
    #[must_use]
    pub fn is_gone(&self, project: &str) -> bool {
        self.value(project, Field::Deleted) == Some(GONE)
    }

    /// True where the articles that are served with the page belong to the project.
    #[must_use]
    pub fn has_corpus(&self, project: &str) -> bool {
        self.value(project, Field::Corpus).map_or(project == DEFAULT, |value| value == "true")
    }

    /// The project that a page shows whose address asks for `asked`, in a browser that showed `last` last; nothing
    /// where none is left and a new one is to be made.
    #[must_use]
    pub fn landing(&self, asked: Option<&str>, last: Option<&str>) -> Option<String> {
        let wanted = asked.into_iter().chain(last).chain([DEFAULT]);
        let mut there = wanted.filter(|id| is_project(id) && !self.is_deleted(id));
        there.next().map(str::to_owned).or_else(|| self.cards().into_iter().next().map(|card| card.id))
    }

    /// True where an address must say that it means `project`: only in a browser that has no other is that plain.
    #[must_use]
    pub fn must_be_named(&self, project: &str) -> bool {
        project != DEFAULT || self.ids().any(|id| id != project && !self.is_gone(id))
    }

    /// Until when a deleted project is kept, counted from its last change where that came later.
    fn kept_until(&self, project: &str) -> Option<Timestamp> {
        let entry =
            self.entry(project, Field::Deleted).filter(|entry| !entry.value.is_empty() && entry.value != GONE)?;
        // A time that cannot be read is the time at which it was written.
        let deleted = entry.value.parse().map_or(entry.at, Timestamp);
        let last = deleted.max(self.time(project, Field::Changed).unwrap_or_default());
        Some(Timestamp(last.0.saturating_add(KEPT)))
    }

    fn ids(&self) -> impl Iterator<Item = &String> {
        self.projects.keys().chain(self.found.iter().filter(|id| !self.projects.contains_key(*id)))
    }

    fn entry(&self, project: &str, field: Field) -> Option<&Entry> {
        self.projects.get(project)?.get(&field)
    }

    fn value(&self, project: &str, field: Field) -> Option<&str> {
        self.entry(project, field).map(|entry| entry.value.as_str()).filter(|value| !value.is_empty())
    }

    fn time(&self, project: &str, field: Field) -> Option<Timestamp> {
        self.value(project, field)?.parse().ok().map(Timestamp)
    }
}

#[cfg(test)]
mod tests;
