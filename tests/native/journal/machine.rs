//! Two stores and some tabs, one step at a time: every step may be the last before a crash.
//!
//! The near store is local storage: written at once, and a crash takes back what was written since it last reached the
//! disk. The durable store is IndexedDB: transactions that are all or nothing, and a crash takes back none that was
//! acknowledged; of the one under way it may keep all or nothing.

use std::collections::{BTreeMap, BTreeSet};

use counterpoint::domain::id::Timestamp;
use counterpoint::domain::journal::{EntryName, Journal, Piece, Place, Rows, oldest, restore, superfluous};
use counterpoint::domain::replica::Replica;
use counterpoint::domain::session::{Intent, Session};
use proptest::prelude::*;

use crate::world::{Dice, edit, session, update};

/// Something that happens. Numbers pick a tab, modulo how many are open.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// A person edits. The near store may be full, and any other tab may miss the news.
    Edit { tab: usize, dice: Dice, is_full: bool, heard: bool },
    /// A tab hands the durable store what it has.
    Begin { tab: usize },
    /// The durable store answers.
    Answer { tab: usize, accepts: bool },
    /// A tab writes so many snapshots, each in one transaction.
    Snapshot { tab: usize, times: usize },
    /// A tab reads the snapshots back, and removes what three of them cover, in another.
    Retire,
    /// A tab makes room in the near store.
    MakeRoom { tab: usize, wanted: usize },
    /// The near store reaches the disk.
    Sync,
    /// A tab is opened: it hears of the others, and reads the durable store.
    Open,
    /// It reads the near store.
    ReadNear { tab: usize },
    /// A tab is closed in the middle of what it was doing.
    Close { tab: usize },
    /// The browser is killed; the transaction under way is kept, or not.
    Crash { commits: bool },
}

pub(crate) fn step() -> impl Strategy<Value = Step> {
    let tab = 0..3_usize;
    prop_oneof![
        8 => (tab.clone(), any::<Dice>(), prop::bool::weighted(0.2), any::<bool>())
            .prop_map(|(tab, dice, is_full, heard)| Step::Edit { tab, dice, is_full, heard }),
        6 => tab.clone().prop_map(|tab| Step::Begin { tab }),
        6 => (tab.clone(), prop::bool::weighted(0.8)).prop_map(|(tab, accepts)| Step::Answer { tab, accepts }),
        5 => (tab.clone(), 1..=3_usize).prop_map(|(tab, times)| Step::Snapshot { tab, times }),
        4 => Just(Step::Retire),
        2 => (tab.clone(), 0..500_usize).prop_map(|(tab, wanted)| Step::MakeRoom { tab, wanted }),
        1 => Just(Step::Sync),
        2 => Just(Step::Open),
        2 => tab.clone().prop_map(|tab| Step::ReadNear { tab }),
        1 => tab.prop_map(|tab| Step::Close { tab }),
        1 => any::<bool>().prop_map(|commits| Step::Crash { commits }),
    ]
}

type Entry = (EntryName, Vec<u8>);

/// One tab, as `web/storage` runs one.
struct Tab {
    session: Session,
    journal: Journal,
    /// What is to be handed to the durable store.
    queue: Vec<Entry>,
    /// What the durable store has been handed and has not answered.
    under_way: Vec<Entry>,
}

impl Tab {
    /// What another tab wrote, and this one may have built on, goes first.
    fn begin(&mut self) {
        if !self.queue.is_empty() {
            self.begin_everything();
        }
    }

    fn begin_everything(&mut self) {
        if self.under_way.is_empty() {
            self.under_way = self.journal.unconfirmed();
            self.under_way.append(&mut self.queue);
        }
    }
}

/// The stores, the tabs, and what was promised.
#[derive(Default)]
pub(crate) struct Machine {
    near: BTreeMap<EntryName, Vec<u8>>,
    near_on_disk: BTreeMap<EntryName, Vec<u8>>,
    /// Every entry that the near store has ever taken.
    taken_near: BTreeSet<EntryName>,
    updates: BTreeMap<EntryName, Vec<u8>>,
    snapshots: BTreeMap<EntryName, Vec<u8>>,
    tabs: Vec<Tab>,
    /// The entries that a person's edits are. What a tab finds in the near store and hands on is no new promise: it may
    /// wait for what was only ever in memory.
    edits: BTreeSet<EntryName>,
    /// Every edit that the durable store has acknowledged to the tab that made it.
    promised: Vec<Vec<u8>>,
    opened: u64,
    now: u64,
}

impl Machine {
    pub(crate) fn take(&mut self, step: &Step) {
        self.now += 1;
        match step {
            Step::Edit { tab, dice, is_full, heard } => self.edit(*tab, dice, *is_full, *heard),
            Step::Begin { tab } => self.begin(*tab),
            Step::Answer { tab, accepts } => self.answer(*tab, *accepts),
            Step::Snapshot { tab, times } => (0..*times).for_each(|_| self.snapshot(*tab)),
            Step::Retire => self.retire(),
            Step::MakeRoom { tab, wanted } => self.make_room(*tab, *wanted),
            Step::Sync => self.near_on_disk.clone_from(&self.near),
            Step::Open => self.open(),
            Step::ReadNear { tab } => self.read_near(*tab),
            Step::Close { tab } if !self.tabs.is_empty() => drop(self.tabs.remove(tab % self.tabs.len())),
            Step::Close { .. } => {}
            Step::Crash { commits } => self.crash(*commits),
        }
    }

    fn tab(&mut self, number: usize) -> Option<&mut Tab> {
        let count = self.tabs.len();
        (count > 0).then(|| &mut self.tabs[number % count])
    }

    fn rows(&self) -> Rows {
        let list = |rows: &BTreeMap<EntryName, Vec<u8>>| rows.clone().into_iter().collect();
        Rows { updates: list(&self.updates), snapshots: list(&self.snapshots), texts: Vec::new() }
    }

    fn edit(&mut self, number: usize, dice: &Dice, is_full: bool, heard: bool) {
        if self.tabs.is_empty() {
            self.open();
        }
        let now = Timestamp(self.now);
        let tab = self.tab(number).expect("one is open");
        let edit = edit(tab.session.project(), dice);
        let Some(bytes) = update(&mut tab.session, Intent::Perform(edit)).ok().and_then(|outcome| outcome.update)
        else {
            return;
        };
        let name = tab.journal.name(now);
        let is_full = is_full || tab.journal.unkept().next().is_some();
        tab.journal.begin(name.clone(), bytes.len(), !is_full);
        tab.queue.push((name.clone(), bytes.clone()));
        if !is_full {
            self.near.insert(name.clone(), bytes.clone());
            self.taken_near.insert(name.clone());
        }
        self.edits.insert(name.clone());
        let own = number % self.tabs.len();
        for (other, tab) in self.tabs.iter_mut().enumerate() {
            if other != own && heard {
                update(&mut tab.session, Intent::Merge(bytes.clone())).expect("an update of ours");
                tab.journal.heard(name.clone(), bytes.clone());
            }
        }
    }

    fn begin(&mut self, number: usize) {
        if let Some(tab) = self.tab(number)
            && tab.under_way.is_empty()
        {
            tab.begin();
        }
    }

    /// The durable store answers. That other tabs are told of it too late, or not at all, does no harm.
    fn answer(&mut self, number: usize, accepts: bool) {
        let edits = self.edits.clone();
        let Some(tab) = self.tab(number) else { return };
        let under_way = std::mem::take(&mut tab.under_way);
        if !accepts {
            let own = under_way.into_iter().filter(|(name, _)| tab.journal.is_outstanding(name));
            tab.queue.splice(..0, own.collect::<Vec<_>>());
            return;
        }
        // What it writes for another tab, that other one may still be waiting to call saved.
        let own = under_way.iter().filter(|(name, _)| tab.journal.is_outstanding(name) && edits.contains(name));
        let promised: Vec<_> = own.map(|(_, bytes)| bytes.clone()).collect();
        tab.journal.acknowledged(under_way.iter().map(|(name, _)| name));
        self.promised.extend(promised);
        self.updates.extend(under_way);
    }

    /// What a tab does when it opens, and when it finds that it has missed something.
    fn read(&self, tab: &mut Tab) {
        let mut take = |intent| update(&mut tab.session, intent).is_ok();
        let restored = restore(&self.rows(), |piece| match piece {
            Piece::Update(bytes) => take(Intent::Merge(bytes.to_vec())),
            Piece::Proved(bytes) => take(Intent::MergeProved(bytes.to_vec())),
            Piece::Text(..) => true,
        });
        assert_eq!(restored.damaged, [], "nothing here damages anything");
        tab.journal.restored(&restored);
    }

    fn open(&mut self) {
        if self.tabs.len() == 3 {
            return;
        }
        self.opened += 1;
        let mut tab = Tab {
            session: session(100 + self.opened),
            journal: Journal::new(self.opened, true),
            queue: Vec::new(),
            under_way: Vec::new(),
        };
        self.read(&mut tab);
        self.tabs.push(tab);
    }

    /// What a tab does once after it has opened, and may do again.
    fn read_near(&mut self, number: usize) {
        let (near, now) = (self.near.clone(), Timestamp(self.now));
        let Some(tab) = self.tab(number) else { return };
        let held = tab.session.held();
        let (mut is_news, mut covers) = (false, Vec::new());
        for (name, bytes) in near {
            if tab.journal.droppable(&name) || tab.journal.is_on_its_way(&name) {
                continue;
            }
            let outcome = update(&mut tab.session, Intent::Merge(bytes)).expect("an update of ours");
            is_news |= outcome.is_news;
            covers.push(name);
        }
        if is_news {
            let name = tab.journal.name(now);
            let bytes = tab.session.since(&held);
            tab.journal.begin_amends(name.clone(), bytes.len(), true, covers);
            tab.queue.insert(0, (name, bytes));
        } else {
            tab.journal.covered(covers);
        }
    }

    fn snapshot(&mut self, number: usize) {
        let (snapshots, entries): (Vec<_>, Vec<_>) =
            (self.snapshots.keys().cloned().collect(), self.updates.keys().cloned().collect());
        let count = self.tabs.len();
        if count == 0 {
            return;
        }
        let mut tab = self.tabs.remove(number % count);
        let whole = tab.session.encode();
        match tab.journal.snapshot(&snapshots, &entries, &whole) {
            Some(snapshot) => {
                let name = tab.journal.name(Timestamp(self.now));
                let bytes = snapshot.encode();
                tab.journal.snapshot_written(name.clone(), bytes.len());
                self.snapshots.insert(name, bytes);
            }
            None => self.read(&mut tab),
        }
        self.tabs.insert(number % count, tab);
    }

    fn retire(&mut self) {
        let snapshots: Vec<_> = self.snapshots.clone().into_iter().collect();
        for place in superfluous(&snapshots) {
            match place {
                Place::Update(name) => drop(self.updates.remove(&name)),
                Place::Snapshot(name) => drop(self.snapshots.remove(&name)),
                Place::Text(_) => panic!("texts are never retired"),
            }
        }
    }

    fn make_room(&mut self, number: usize, wanted: usize) {
        let sizes: Vec<_> = self.near.iter().map(|(name, bytes)| (name.clone(), bytes.len())).collect();
        let Some(tab) = self.tab(number) else { return };
        let droppable = sizes.into_iter().filter(|(name, _)| tab.journal.droppable(name)).collect();
        for name in oldest(droppable, wanted) {
            self.near.remove(&name);
        }
    }

    fn crash(&mut self, commits: bool) {
        if commits {
            self.updates.extend(self.tabs.iter_mut().flat_map(|tab| std::mem::take(&mut tab.under_way)));
        }
        self.tabs.clear();
        self.near.clone_from(&self.near_on_disk);
    }

    /// Everything that was promised would be there after a crash right now, with all but one of the snapshots rotten,
    /// too; and everything that was done is in the stores as long as the browser lives.
    pub(crate) fn check(&self) {
        let rows = self.rows();
        for sound in &rows.snapshots {
            self.check_promises(&Rows { snapshots: vec![sound.clone()], ..rows.clone() });
        }
        let mut replica = self.check_promises(&rows);
        for bytes in self.near.values() {
            replica.merge(bytes).expect("an update of ours");
        }
        for tab in &self.tabs {
            let waiting = tab.queue.iter().chain(&tab.under_way);
            for (_, bytes) in waiting.filter(|(name, _)| self.taken_near.contains(name)) {
                let merged = replica.merge(bytes).expect("an update of ours");
                assert!(!merged.is_news, "an update that the near store took is in neither store");
            }
        }
    }

    fn check_promises(&self, durable: &Rows) -> Replica {
        let mut replica = after_a_crash(durable);
        for (number, bytes) in self.promised.iter().enumerate() {
            assert!(
                replica.has_placed(bytes),
                "acknowledged update number {number} builds on something that is lost"
            );
            let merged = replica.merge(bytes).expect("an update of ours");
            assert!(!merged.is_news, "acknowledged update number {number} is lost");
        }
        replica
    }

    /// Lets every tab write what it has and read what it has missed, in both stores.
    pub(crate) fn settle(&mut self) {
        for number in 0..self.tabs.len() {
            self.answer(number, true);
            self.tabs[number].begin_everything();
            self.answer(number, true);
        }
        let mut tabs = std::mem::take(&mut self.tabs);
        for tab in &mut tabs {
            self.read(tab);
            for bytes in self.near.values() {
                update(&mut tab.session, Intent::Merge(bytes.clone())).expect("an update of ours");
            }
        }
        self.tabs = tabs;
    }

    /// Every tab shows the same, and a new one would.
    pub(crate) fn check_alike(&self) {
        let mut fresh = session(999);
        let rows = self.rows();
        restore(&rows, |piece| match piece {
            Piece::Update(bytes) => update(&mut fresh, Intent::Merge(bytes.to_vec())).is_ok(),
            Piece::Proved(bytes) => update(&mut fresh, Intent::MergeProved(bytes.to_vec())).is_ok(),
            Piece::Text(..) => true,
        });
        for bytes in self.near.values() {
            update(&mut fresh, Intent::Merge(bytes.clone())).expect("an update of ours");
        }
        for tab in &self.tabs {
            let safety = tab.journal.safety();
            assert_eq!(tab.session.project(), fresh.project(), "{safety:?}");
        }
    }
}

/// What a browser would show that is started after a crash that took the near store with it, reading this durable
/// store.
fn after_a_crash(durable: &Rows) -> Replica {
    let mut replica = Replica::new(99);
    restore(durable, |piece| match piece {
        Piece::Update(bytes) => replica.merge(bytes).is_ok(),
        Piece::Proved(bytes) => replica.merge_proved(bytes).is_ok(),
        Piece::Text(..) => true,
    });
    replica
}
