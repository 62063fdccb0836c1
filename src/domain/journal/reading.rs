//! Reading the durable store: what of its rows is merged, what is damaged, and what became superfluous.

use std::collections::BTreeSet;

use super::{Bulk, EntryName, Snapshot};
use crate::domain::id::{ArticleId, Timestamp};
use crate::domain::order;

/// So many snapshots are kept.
const KEPT: usize = 3;

/// Everything that the durable store holds, as bytes under names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rows {
    /// The updates.
    pub updates: Vec<(EntryName, Vec<u8>)>,
    /// The snapshots.
    pub snapshots: Vec<(EntryName, Vec<u8>)>,
    /// The texts of articles, in UTF-8.
    pub texts: Vec<(ArticleId, Vec<u8>)>,
}

impl Rows {
    /// How much everything is, and how late.
    #[must_use]
    pub fn extent(&self) -> Extent {
        let named = self.updates.iter().chain(&self.snapshots);
        let bytes =
            named.clone().map(|(_, bytes)| bytes.len()).chain(self.texts.iter().map(|(_, bytes)| bytes.len()));
        Extent {
            bytes: bytes.map(|bytes| bytes as u64).sum(),
            newest: named.filter_map(|(name, _)| name.time()).max(),
        }
    }
}

/// How much a store holds of a project, and how late it was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// Bytes, without what the browser needs to keep them.
    pub bytes: u64,
    /// When the last entry was written, where any tells.
    pub newest: Option<Timestamp>,
}

impl Extent {
    /// Counts so many bytes more.
    pub fn add(&mut self, bytes: u64) {
        self.bytes += bytes;
    }

    /// Something was written as late as that.
    pub fn reach(&mut self, time: Option<Timestamp>) {
        self.newest = self.newest.max(time);
    }
}

/// A piece of what a store holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Piece<'a> {
    /// An update, sealed.
    Update(&'a [u8]),
    /// An update, sealed, that a snapshot holds, whose hash has proved it: a second hash of all that a project is would
    /// be felt at each start.
    Proved(&'a [u8]),
    /// The text of an article.
    Text(&'a ArticleId, &'a str),
}

/// Where a row stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// Among the updates.
    Update(EntryName),
    /// Among the snapshots.
    Snapshot(EntryName),
    /// Among the texts.
    Text(ArticleId),
}

/// What came of reading the durable store.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Restored {
    /// The entries that are merged now, those that a snapshot covers among them.
    pub merged: BTreeSet<EntryName>,
    /// The snapshots whose content is merged now.
    pub snapshots: BTreeSet<EntryName>,
    /// The texts that are there.
    pub texts: BTreeSet<ArticleId>,
    /// The rows that are damaged: to be set aside.
    pub damaged: Vec<Place>,
    /// What the newest sound snapshot does not cover.
    pub beside: Bulk,
    /// The bytes of that snapshot.
    pub whole: usize,
}

/// Reads the durable store: hands every piece of `rows` that is needed to `take`, which tells whether it was sound.
///
/// The newest sound snapshot holds what the older ones hold, so these are only proved, not merged.
pub fn restore(rows: &Rows, mut take: impl FnMut(Piece<'_>) -> bool) -> Restored {
    let mut restored = Restored::default();
    for (article, bytes) in &rows.texts {
        match std::str::from_utf8(bytes) {
            Ok(text) if take(Piece::Text(article, text)) => _ = restored.texts.insert(article.clone()),
            _ => restored.damaged.push(Place::Text(article.clone())),
        }
    }
    let mut snapshots: Vec<_> = rows.snapshots.iter().collect();
    order::sort_by(&mut snapshots, |one, other| other.0.cmp(&one.0));
    let mut covered = BTreeSet::new();
    for (name, bytes) in snapshots {
        let sound = match Snapshot::decode(bytes) {
            Some(_) if !restored.snapshots.is_empty() => true,
            Some(snapshot) if take(Piece::Proved(&snapshot.whole)) => {
                covered = snapshot.covers;
                restored.whole = bytes.len();
                true
            }
            _ => false,
        };
        if sound {
            restored.snapshots.insert(name.clone());
        } else {
            restored.damaged.push(Place::Snapshot(name.clone()));
        }
    }
    for (name, bytes) in &rows.updates {
        if covered.contains(name) {
            restored.merged.insert(name.clone());
        } else if take(Piece::Update(bytes)) {
            restored.merged.insert(name.clone());
            restored.beside.add(bytes.len());
        } else {
            restored.damaged.push(Place::Update(name.clone()));
        }
    }
    restored
}

/// What may be removed from a durable store that holds these snapshots: those beyond the three newest sound ones, and
/// the entries that all three cover. Damaged snapshots count for nothing and are not among them.
#[must_use]
pub fn superfluous(snapshots: &[(EntryName, Vec<u8>)]) -> Vec<Place> {
    let sound = snapshots.iter().filter_map(|(name, bytes)| Some((name, Snapshot::decode(bytes)?)));
    let mut sound: Vec<_> = sound.collect();
    order::sort_by(&mut sound, |one, other| other.0.cmp(one.0));
    let old = sound.split_off(sound.len().min(KEPT));
    let mut places: Vec<_> = old.into_iter().map(|(name, _)| Place::Snapshot(name.clone())).collect();
    if let [newest, rest @ ..] = sound.as_slice()
        && sound.len() == KEPT
    {
        let covered =
            newest.1.covers.iter().filter(|name| rest.iter().all(|(_, older)| older.covers.contains(*name)));
        places.extend(covered.cloned().map(Place::Update));
    }
    places
}
