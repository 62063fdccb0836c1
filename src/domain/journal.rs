//! The journal: how a project's updates are kept in two stores so that none is lost, whatever fails and whenever.
//!
//! Two stores hold the same entries. The *near* store (local storage) takes an entry before the page draws it, and may
//! lose its last seconds with the browser. The *durable* store (IndexedDB) acknowledges late, and loses nothing that it
//! has acknowledged. An entry is an update under a [name](EntryName) that no other entry ever has; it never changes.
//! So that reading stays quick, the durable store also holds [snapshots](Snapshot), each of which says which entries
//! it covers.
//!
//! What keeps this safe, whoever crashes in between and however many tabs do it at once:
//!
//! - An entry goes to the near store only after those that the same tab wrote before it, since an update waits for the
//!   ones that it builds on: [`Journal::unkept`].
//! - Nothing is removed from the near store that the durable store has not acknowledged: [`Journal::droppable`].
//! - With its own entries a tab writes those of other tabs that it has heard and does not know to be kept: its own may
//!   build on them, and could not be placed without them: [`Journal::unconfirmed`].
//! - A snapshot is written only by a journal that has merged every snapshot that is there, in the transaction that
//!   lists them, and only while all that its replica holds is in the durable store: [`Journal::snapshot`]. So each
//!   snapshot holds all that those before it held, and nothing that is not in an entry or in each snapshot.
//! - An entry is removed from the durable store only when three sound snapshots cover it, after they were read back:
//!   [`superfluous`]. So any two of three may rot.
//! - Reading is merging ([`restore`]), and what is damaged is set aside and takes nothing along.
//!
//! This file decides; it reads and writes nothing itself. Time is handed in, bytes go in and out.

mod name;
mod reading;
mod room;
mod snapshot;

use std::collections::{BTreeMap, BTreeSet};

use super::id::Timestamp;

pub use name::EntryName;
pub use reading::{Extent, Piece, Place, Restored, Rows, restore, superfluous};
pub use room::{LIMIT, Room, oldest};
pub use snapshot::Snapshot;

/// The version of the stores' layout. A program that finds a higher one may read, but must not write.
///
/// 1 was local storage alone.
pub const SCHEMA: u32 = 2;

/// So many entries may stand beside the newest snapshot before there should be another: fewer are read in no time.
const MANY: usize = 300;

/// And so many bytes of entries for each byte of the snapshot, as a divisor: as a project grows, snapshots of it become
/// rarer, so that all of them together cost no more than a few times what the entries do.
const SHARE: usize = 4;

/// How safe everything is that was written so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safety {
    /// The durable store has acknowledged all of it.
    Saved,
    /// The durable store is about to.
    Saving,
    /// What is being typed was not handed over yet. A journal cannot know that: the page says so.
    Typing,
    /// The near store alone has some of it.
    Local,
    /// Some of it is nowhere but in memory.
    Failed,
}

/// What can be expected of the durable store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outlook {
    /// It is being opened, or takes what it is given.
    Working,
    /// It is missing, or did not take what it was given last.
    Failing,
}

/// How many entries, and how many bytes they have together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bulk {
    /// How many.
    pub entries: usize,
    /// Their bytes.
    pub bytes: usize,
}

impl Bulk {
    const fn add(&mut self, bytes: usize) {
        self.entries += 1;
        self.bytes += bytes;
    }
}

/// An entry that the durable store has not acknowledged.
#[derive(Debug)]
struct Outstanding {
    bytes: usize,
    /// True where the near store has it.
    near: bool,
    /// The entries of the near store that it makes up for.
    covers: Vec<EntryName>,
}

/// What one tab knows of the two stores.
#[derive(Debug)]
pub struct Journal {
    tab: u64,
    has_near: bool,
    last: Timestamp,
    /// The entries that this tab's replica holds, and that the durable store has or may get.
    merged: BTreeSet<EntryName>,
    /// The entries that the durable store is known to have, itself or in another entry.
    kept: BTreeSet<EntryName>,
    /// The entries of other tabs that the durable store is not known to have.
    unconfirmed: BTreeMap<EntryName, Vec<u8>>,
    /// The entries of the near store that an outstanding one makes up for.
    covering: BTreeSet<EntryName>,
    /// The snapshots that this tab's replica holds.
    snapshots: BTreeSet<EntryName>,
    /// What stands beside the newest snapshot, as far as is known here.
    beside: Bulk,
    /// The bytes of the newest snapshot.
    whole: usize,
    /// The entries that the durable store has not acknowledged.
    outstanding: BTreeMap<EntryName, Outstanding>,
    outlook: Outlook,
}

impl Journal {
    /// The journal of the tab that drew the number `tab`; `has_near` tells whether there is a near store.
    #[must_use]
    pub const fn new(tab: u64, has_near: bool) -> Self {
        Self {
            tab,
            has_near,
            last: Timestamp(0),
            merged: BTreeSet::new(),
            kept: BTreeSet::new(),
            unconfirmed: BTreeMap::new(),
            covering: BTreeSet::new(),
            snapshots: BTreeSet::new(),
            beside: Bulk { entries: 0, bytes: 0 },
            whole: 0,
            outstanding: BTreeMap::new(),
            outlook: Outlook::Working,
        }
    }

    /// A name for a new entry or snapshot.
    pub fn name(&mut self, now: Timestamp) -> EntryName {
        self.last = Timestamp(now.0.max(self.last.0 + 1));
        EntryName::new(self.last, self.tab)
    }

    /// An entry of this tab is about to be written, an update of so many bytes; `near` tells whether the near store has
    /// it already.
    pub fn begin(&mut self, name: EntryName, bytes: usize, near: bool) {
        self.outstanding.insert(name, Outstanding { bytes, near, covers: Vec::new() });
    }

    /// Likewise, of an entry that gives the durable store what it lacks, and so makes up for entries of the near store.
    pub fn begin_amends(&mut self, name: EntryName, bytes: usize, near: bool, covers: Vec<EntryName>) {
        self.covering.extend(covers.iter().cloned());
        self.outstanding.insert(name, Outstanding { bytes, near, covers });
    }

    /// The near store has taken an entry after all.
    pub fn taken_near(&mut self, name: &EntryName) {
        if let Some(entry) = self.outstanding.get_mut(name) {
            entry.near = true;
        }
    }

    /// The durable store has acknowledged entries of this tab.
    pub fn acknowledged<'a>(&mut self, names: impl IntoIterator<Item = &'a EntryName>) {
        for name in names {
            let entry = self.outstanding.remove(name);
            self.merge(name.clone(), entry.as_ref().map_or(0, |entry| entry.bytes));
            self.covered([name.clone()]);
            self.covered(entry.into_iter().flat_map(|entry| entry.covers));
        }
    }

    /// The durable store has all that these entries of the near store say, under whatever name.
    pub fn covered(&mut self, names: impl IntoIterator<Item = EntryName>) {
        for name in names {
            self.unconfirmed.remove(&name);
            self.covering.remove(&name);
            self.kept.insert(name);
        }
    }

    /// This tab's replica has merged an entry of another tab, which the durable store may not have yet.
    pub fn heard(&mut self, name: EntryName, update: Vec<u8>) {
        self.merge(name.clone(), update.len());
        if !self.kept.contains(&name) {
            self.unconfirmed.insert(name, update);
        }
    }

    /// The entries of other tabs that have to go to the durable store with the next of this tab, or after a while, since
    /// the tab that wrote them may be gone.
    #[must_use]
    pub fn unconfirmed(&self) -> Vec<(EntryName, Vec<u8>)> {
        self.unconfirmed.iter().map(|(name, update)| (name.clone(), update.clone())).collect()
    }

    /// True for an entry of this tab that the durable store has not acknowledged: one to be written again if it refuses.
    #[must_use]
    pub fn is_outstanding(&self, name: &EntryName) -> bool {
        self.outstanding.contains_key(name)
    }

    fn merge(&mut self, name: EntryName, bytes: usize) {
        if self.merged.insert(name) {
            self.beside.add(bytes);
        }
    }

    /// The durable store may have lost what it acknowledged: nothing counts as kept there any more. `stand_in` is the
    /// name of an entry that stands for all of it until it is withdrawn; `near` tells whether the near store has it.
    pub fn lost(&mut self, stand_in: EntryName, near: bool) {
        self.kept.clear();
        self.begin(stand_in, 0, near);
    }

    /// An entry of this tab is not written after all, since another will say what it says. Gives what it made up for.
    pub fn withdraw(&mut self, name: &EntryName) -> Vec<EntryName> {
        let covers = self.outstanding.remove(name).map(|entry| entry.covers).unwrap_or_default();
        for name in &covers {
            self.covering.remove(name);
        }
        covers
    }

    /// True for an entry that this tab or another is about to write to the durable store, under its own name or in
    /// another entry, as far as this tab knows.
    #[must_use]
    pub fn is_on_its_way(&self, name: &EntryName) -> bool {
        self.outstanding.contains_key(name) || self.unconfirmed.contains_key(name) || self.covering.contains(name)
    }

    /// The durable store was read, and everything that is sound of it merged.
    pub fn restored(&mut self, restored: &Restored) {
        self.merged.extend(restored.merged.iter().cloned());
        self.covered(restored.merged.iter().cloned());
        self.snapshots.clone_from(&restored.snapshots);
        (self.beside, self.whole) = (restored.beside, restored.whole);
    }

    /// What can be expected of the durable store from now on.
    pub const fn expect(&mut self, outlook: Outlook) {
        self.outlook = outlook;
    }

    /// How safe everything is that was written so far.
    #[must_use]
    pub fn safety(&self) -> Safety {
        match self.outlook {
            Outlook::Working if self.is_settled() => Safety::Saved,
            Outlook::Working => Safety::Saving,
            Outlook::Failing if self.has_near && self.unkept().next().is_none() => Safety::Local,
            Outlook::Failing => Safety::Failed,
        }
    }

    /// The entries that only memory holds. As long as there are any, the near store is given no later ones.
    pub fn unkept(&self) -> impl Iterator<Item = &EntryName> {
        self.outstanding.iter().filter(|(_, entry)| !entry.near).map(|(name, _)| name)
    }

    /// True for an entry that the near store may let go of.
    #[must_use]
    pub fn droppable(&self, name: &EntryName) -> bool {
        self.kept.contains(name)
    }

    /// True when there should be another snapshot, and may be.
    #[must_use]
    pub fn wants_snapshot(&self) -> bool {
        self.beside.entries >= MANY && self.beside.bytes >= self.whole / SHARE && self.is_settled()
    }

    /// True while all that this tab's replica holds is in the durable store.
    fn is_settled(&self) -> bool {
        self.outstanding.is_empty() && self.unconfirmed.is_empty()
    }

    /// The snapshot to write of `whole`, everything that this tab's replica holds as one update, into a durable store
    /// that holds these snapshots and these entries. Nothing where the store has a snapshot that is news to this tab,
    /// which then has to [`restore`] first, or lacks something that is on its way there. To be written in the
    /// transaction in which the names were listed.
    #[must_use]
    pub fn snapshot(&self, snapshots: &[EntryName], entries: &[EntryName], whole: &[u8]) -> Option<Snapshot> {
        let is_behind = snapshots.iter().any(|name| !self.snapshots.contains(name));
        // A name of another make that would not come back from a snapshot's list is not covered, and read each time.
        let covers =
            entries.iter().filter(|name| self.merged.contains(*name) && !name.as_str().contains('\n')).cloned();
        (!is_behind && self.is_settled()).then(|| Snapshot { covers: covers.collect(), whole: whole.to_vec() })
    }

    /// A snapshot of this tab, of so many bytes, was written and read back.
    pub fn snapshot_written(&mut self, name: EntryName, bytes: usize) {
        self.snapshots.insert(name);
        (self.beside, self.whole) = (Bulk::default(), bytes);
    }

    /// A snapshot could not be written: it is tried again when as much has come once more.
    pub fn snapshot_failed(&mut self) {
        self.beside = Bulk::default();
    }
}
