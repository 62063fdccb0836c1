//! Notes in the list of projects how the open project grows: when it was opened, when it changed, how much it takes.
//!
//! A hand that annotates quickly is not followed with every edit: what is noted may be some seconds behind.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;

use super::keeper::Keeper;
use super::shelf::ShelfStore;
use crate::domain::id::Timestamp;
use crate::domain::journal::Extent;
use crate::domain::shelf::{Field, Write};
use crate::web::browser::{now, window};

/// Changes are noted this far apart at least.
const PAUSE_MILLISECONDS: u32 = 10_000;

/// Notes how one project grows, for as long as the page shows it.
pub struct Ledger {
    me: Weak<Self>,
    project: String,
    store: Rc<ShelfStore>,
    /// How much the project took when it was opened, as far as is known.
    found: Cell<u64>,
    /// How much has been written since.
    written: Cell<u64>,
    /// When the project changed last, where that is not noted yet.
    changed: Cell<Option<Timestamp>>,
    /// Runs while nothing more is to be noted.
    pause: RefCell<Option<Timeout>>,
    leaving: RefCell<Option<EventListener>>,
}

impl Ledger {
    /// Notes that `project` is open, and from now on how it grows.
    #[must_use]
    pub fn begin(project: &str, store: &Rc<ShelfStore>) -> Rc<Self> {
        let ledger = Rc::new_cyclic(|me: &Weak<Self>| Self {
            me: me.clone(),
            project: project.to_owned(),
            store: Rc::clone(store),
            written: Cell::new(0),
            found: Cell::new(store.shelf().card(project).size.unwrap_or_default()),
            changed: Cell::default(),
            pause: RefCell::default(),
            leaving: RefCell::default(),
        });
        let me = ledger.me.clone();
        let leaving = EventListener::new(&window(), "pagehide", move |_| {
            if let Some(ledger) = me.upgrade() {
                ledger.write();
            }
        });
        *ledger.leaving.borrow_mut() = Some(leaving);
        let now = now();
        store.change(|list| (vec![list.set(project, Field::Opened, now.0.to_string(), now)], ()));
        ledger
    }

    /// Finds out how much the project takes, and when it changed where nobody noted that. To be called when it was just
    /// opened: what is written before this reads the stores is counted twice.
    pub fn measure(&self, keeper: &Keeper) {
        let extent = keeper.extent().or_else(|| keeper.local().map(super::local::LocalStorage::extent));
        let Some(Extent { bytes, newest }) = extent else { return };
        self.found.set(bytes);
        let card = self.store.shelf().card(&self.project);
        let changed = self.changed.get().or(card.changed).or(newest);
        if card.size != Some(self.bytes()) || card.changed != changed {
            self.changed.set(changed);
            self.write();
        }
    }

    /// The project has changed, and takes so many bytes more.
    pub fn grown(&self, bytes: usize) {
        self.written.set(self.written.get() + bytes as u64);
        self.changed.set(Some(now()));
        if self.pause.borrow().is_some() {
            return;
        }
        self.write();
        let me = self.me.clone();
        let pause = Timeout::new(PAUSE_MILLISECONDS, move || {
            if let Some(ledger) = me.upgrade() {
                ledger.pause.take();
                ledger.write();
            }
        });
        *self.pause.borrow_mut() = Some(pause);
    }

    /// What the project is called.
    #[must_use]
    pub fn name(&self) -> String {
        self.store.shelf().name(&self.project)
    }

    /// Notes that the project was written to a file.
    pub fn exported(&self) {
        let now = now();
        self.store.change(|list| (vec![list.set(&self.project, Field::Exported, now.0.to_string(), now)], ()));
    }

    fn bytes(&self) -> u64 {
        self.found.get() + self.written.get()
    }

    /// Notes what is not noted yet.
    fn write(&self) {
        let changed = self.changed.take();
        let card = self.store.shelf().card(&self.project);
        let bytes = self.bytes();
        let news = [
            (Field::Changed, changed.filter(|changed| card.changed != Some(*changed)).map(|changed| changed.0)),
            (Field::Size, (card.size != Some(bytes)).then_some(bytes)),
        ];
        let news: Vec<(Field, u64)> = news.into_iter().filter_map(|(field, value)| Some((field, value?))).collect();
        if news.is_empty() {
            return;
        }
        let now = now();
        self.store.change(|list| {
            let set = |(field, value): (Field, u64)| list.set(&self.project, field, value.to_string(), now);
            (news.into_iter().map(set).collect::<Vec<Write>>(), ())
        });
    }
}
