//! Which project this page shows, and what is done to projects as a whole: made, named, deleted, restored.
//!
//! The address decides which one is shown, before any store of a project is opened; going to another one loads the page
//! anew. This file knows the list of projects and nothing of what is in them.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures_util::future::LocalBoxFuture;
use wasm_bindgen_futures::spawn_local;
use yew::{AttrValue, Callback, hook, use_context};

use super::address;
use super::browser::{day, now, random, window};
use super::parts::part;
use super::storage::StorageError;
use super::storage::clearing::{Cleared, clear, clear_since};
use super::storage::filling::fill;
use super::storage::keeper::Keeper;
use super::storage::ledger::Ledger;
use super::storage::shelf::ShelfStore;
use super::storage::shown;
use super::store::Dispatcher;
use super::ui::{Action, Offer};
use crate::domain::backup::Backup;
use crate::domain::id::{Mint, Timestamp};
use crate::domain::journal::Safety;
use crate::domain::shelf::{Field, Shelf, Write};
use crate::domain::text::{shorten, squeeze};

/// Where this browser keeps which project was shown last.
const LAST: &str = "counterpoint/last-project";

/// Where a tab keeps, over the change to another project, which one it has deleted.
const DELETED: &str = "counterpoint/deleted";

/// The list of projects as it stood at one moment, and the way to change it.
#[derive(Clone)]
pub(crate) struct Shown {
    /// The way to change it.
    pub(crate) projects: Rc<Projects>,
    /// The list.
    pub(crate) shelf: Rc<Shelf>,
    /// The project that this page shows; empty until that is decided.
    pub(crate) current: AttrValue,
}

impl PartialEq for Shown {
    fn eq(&self, other: &Self) -> bool {
        self.current == other.current && Rc::ptr_eq(&self.shelf, &other.shelf)
    }
}

impl Shown {
    /// What the address must say of the project; nothing while it goes without saying.
    pub(crate) fn named(&self) -> Option<AttrValue> {
        Some(self.current.clone()).filter(|id| !id.is_empty() && self.shelf.must_be_named(id))
    }
}

/// The list of projects.
///
/// # Panics
/// Outside the app.
#[hook]
pub(crate) fn use_projects() -> Shown {
    use_context().expect("every component stands inside the app, which provides the list of projects")
}

/// What is done to projects as a whole.
pub(crate) struct Projects {
    dispatcher: Dispatcher,
    store: Rc<ShelfStore>,
    current: RefCell<String>,
    /// A deleted project that the address asks for.
    refused: RefCell<Option<String>>,
    /// A project that the address asks for, of which this browser knows nothing.
    unknown: RefCell<Option<String>>,
    /// Whether the shown project is deleted, as far as the page has said so.
    is_deleted: Cell<bool>,
    publish: Callback<Shown>,
}

/// All handles on it are equal.
impl PartialEq for Projects {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

part! {
    housekeeping:
    /// What clears projects away: hardly a visit has one that was kept long enough.
    fn part_of_clearing() -> fn(Rc<Projects>) -> LocalBoxFuture<'static, ()> {
        |projects: Rc<Projects>| Box::pin(async move { projects.clear_expired().await })
    }
}

impl Projects {
    /// The projects of this browser as local storage has them. `publish` is told of every change of the list.
    pub(crate) fn new(dispatcher: &Dispatcher, publish: Callback<Shown>) -> Rc<Self> {
        Rc::new_cyclic(|me: &std::rc::Weak<Self>| {
            let me = me.clone();
            let on_change = move || {
                if let Some(projects) = me.upgrade() {
                    projects.changed();
                }
            };
            Self {
                dispatcher: dispatcher.clone(),
                store: ShelfStore::open(on_change),
                current: RefCell::default(),
                refused: RefCell::default(),
                unknown: RefCell::default(),
                is_deleted: Cell::new(false),
                publish,
            }
        })
    }

    /// The list as it stands.
    pub(crate) fn shown(self: &Rc<Self>) -> Shown {
        Shown { projects: Rc::clone(self), shelf: self.store.shelf(), current: self.current.borrow().clone().into() }
    }

    /// Decides which project this page shows, and begins to keep it.
    pub(crate) async fn begin(self: &Rc<Self>) -> Rc<Keeper> {
        self.store.load().await;
        let asked = address::project();
        let last = area().and_then(|area| area.get_item(LAST).ok().flatten());
        let landing = self.store.shelf().landing(asked.as_deref(), last.as_deref());
        let project = landing.unwrap_or_else(|| self.make("New project", false));
        *self.unknown.borrow_mut() = asked.clone().filter(|asked| !self.store.shelf().knows(asked));
        *self.refused.borrow_mut() = asked.filter(|asked| *asked != project);
        if let Some(area) = area() {
            // Where it cannot be kept, the next visit starts with another project.
            let _ = area.set_item(LAST, &project);
        }
        shown::show(&project);
        self.current.replace(project.clone());
        let keeper = Keeper::begin(&project, &self.dispatcher);
        self.dispatcher.attach(Rc::clone(&keeper), Ledger::begin(&project, &self.store));
        keeper
    }

    /// True where the articles that are served with the page belong to the shown project.
    pub(crate) fn has_corpus(&self) -> bool {
        self.store.shelf().has_corpus(&self.current.borrow())
    }

    /// When the page is ready: says what became of deleted projects, and clears away those that were kept long enough.
    pub(crate) fn settle(self: &Rc<Self>) {
        let session = window().session_storage().ok().flatten();
        let deleted = session.as_ref().and_then(|session| session.get_item(DELETED).ok().flatten());
        if let Some(session) = session {
            // Said once more at worst.
            let _ = session.remove_item(DELETED);
        }
        let refused = self.refused.take();
        if let Some(unknown) = self.unknown.take()
            && self.dispatcher.snapshot().project.articles().is_empty()
        {
            let said =
                if *self.current.borrow() == unknown { "This is a new, empty one." } else { "This is another." };
            let unknown = shorten(&unknown, 30);
            self.dispatcher.say(format!("There was no project “{unknown}” in this browser. {said}"));
        }
        if let Some(project) = deleted.or(refused).filter(|id| self.store.shelf().is_deleted(id)) {
            self.tell_of_deletion(&project, Offer::Return(project.clone().into()));
        }
        if !self.store.shelf().expired(now()).is_empty() {
            let me = Rc::clone(self);
            spawn_local(async move {
                // What could not be fetched is wanted again when the page is next opened.
                if let Ok(clear_expired) = part_of_clearing().await {
                    clear_expired(me).await;
                }
            });
        }
    }

    /// Makes a project, and goes there. Where it could not be kept, or the open one is not, nothing is made, and the
    /// page says so. False where that is no name.
    pub(crate) fn create(self: &Rc<Self>, name: &str, has_corpus: bool) -> bool {
        if self.store.shelf().free_name("", name).is_none() {
            return false;
        }
        let (me, name) = (Rc::clone(self), name.to_owned());
        spawn_local(async move {
            if let Some(project) = me.make_room_for(&name, has_corpus).await {
                me.go_to(project);
            }
        });
        true
    }

    /// Renames a project, or leaves its name where `name` is none.
    pub(crate) fn rename(self: &Rc<Self>, project: &str, name: &str) {
        let list = self.store.shelf();
        let Some(free) = list.free_name(project, name).filter(|free| *free != list.name(project)) else { return };
        if free.chars().count() > squeeze(name).chars().count() {
            self.dispatcher.say(format!("Another project has that name: this one is “{free}” now."));
        }
        self.change(|list, now| vec![list.set(project, Field::Name, free, now)]);
        let (me, project) = (Rc::clone(self), project.to_owned());
        spawn_local(async move {
            if !me.store.keeps(&project).await {
                me.dispatcher.say("The new name is not kept yet: this browser takes no more for this page.");
            }
        });
    }

    /// Makes a project of a backup, and goes there once it is kept.
    pub(crate) fn receive(self: &Rc<Self>, backup: &Rc<Backup>) {
        let (me, backup) = (Rc::clone(self), Rc::clone(backup));
        spawn_local(async move {
            let name = if backup.name.is_empty() { "Restored project" } else { &backup.name };
            let Some(project) = me.make_room_for(name, false).await else {
                return me.dispatcher.ui(Action::Close);
            };
            match fill(&project, &backup).await {
                Ok(()) => me.go_to(project),
                Err(error) => {
                    me.bury(&project);
                    me.dispatcher.ui(Action::Close);
                    me.dispatcher.warn(format!("The backup was not restored: {error}. Its file is as it was."));
                }
            }
        });
    }

    /// Notes that a project was written to a file.
    pub(crate) fn exported(&self, project: &str) {
        self.change(|list, now| vec![list.set(project, Field::Exported, now.0.to_string(), now)]);
    }

    /// Deletes a project: it can be restored for a while. Where it is shown, the page goes to another.
    pub(crate) fn delete(&self, project: &str) {
        let is_current = *self.current.borrow() == project;
        if is_current && self.is_unkept() {
            return self.dispatcher.say(
                "It was not deleted: its last changes are in this page alone, and could not be had back. Make room in \
                 this browser, or close the page to let go of them.",
            );
        }
        // What this page does itself it need not say to itself.
        self.is_deleted.set(self.is_deleted.get() || is_current);
        self.change(|list, now| vec![list.delete(project, now)]);
        if !is_current {
            return self.tell_of_deletion(project, Offer::Restore(project.to_owned().into()));
        }
        if let Some(session) = window().session_storage().ok().flatten() {
            // Where it cannot be kept, the project still stands in the list of deleted ones.
            let _ = session.set_item(DELETED, project);
        }
        let next = self.store.shelf().cards().into_iter().next();
        let next = next.map_or_else(|| self.make("New project", false), |card| card.id);
        self.go_to(next);
    }

    /// Restores a deleted project.
    pub(crate) fn restore(&self, project: &str) {
        let name = self.store.shelf().name(project);
        self.change(|list, now| vec![list.restore(project, now)]);
        self.forget_offers(project);
        self.dispatcher.say(format!("“{name}” is back."));
    }

    /// Restores a deleted project, and goes there.
    pub(crate) fn return_to(&self, project: &str) {
        self.change(|list, now| vec![list.restore(project, now)]);
        self.go_to(project.to_owned());
    }

    /// Clears a deleted project away, for good.
    pub(crate) fn clear(self: &Rc<Self>, project: &str) {
        let (me, project) = (Rc::clone(self), project.to_owned());
        self.forget_offers(&project);
        spawn_local(async move {
            let name = me.store.shelf().name(&project);
            match clear(&project).await {
                Ok(()) => {
                    me.bury(&project);
                    me.dispatcher.say(format!("“{name}” was deleted for good."));
                }
                Err(StorageError::Blocked) => {
                    // What was asked of the browser cannot be taken back: it is done as soon as it can be.
                    me.bury(&project);
                    me.dispatcher.say(format!("“{name}” is deleted for good as soon as no other tab holds it."));
                }
                Err(error) => me.dispatcher.say(format!("“{name}” was not deleted for good: {error}.")),
            }
        });
    }

    /// The list has changed, here or elsewhere.
    fn changed(self: &Rc<Self>) {
        self.publish.emit(self.shown());
        let current = self.current.borrow().clone();
        let list = self.store.shelf();
        if current.is_empty() || self.is_deleted.replace(list.is_deleted(&current)) == list.is_deleted(&current) {
            return;
        }
        let name = list.name(&current);
        if list.is_gone(&current) {
            let said = "This project was deleted for good in another tab. Export it if you want to keep it.";
            self.dispatcher.warn(said);
        } else if list.is_deleted(&current) {
            let said = format!("“{name}”, which this page shows, was deleted in another tab.");
            self.dispatcher.offer(said, Offer::Restore(current.into()));
        } else {
            self.forget_offers(&current);
        }
    }

    fn tell_of_deletion(&self, project: &str, offer: Offer) {
        let list = self.store.shelf();
        match list.deleted().into_iter().find(|deleted| deleted.card.id == project) {
            Some(deleted) => {
                let (name, until) = (deleted.card.name, day(deleted.until));
                self.dispatcher.propose(format!("“{name}” was deleted. It is kept until {until}."), offer);
            }
            None => self.dispatcher.say("The project that was asked for was deleted for good."),
        }
    }

    fn forget_offers(&self, project: &str) {
        for offer in [Offer::Restore, Offer::Return] {
            self.dispatcher.ui(Action::Withdraw(offer(project.to_owned().into())));
        }
    }

    /// Clears away what was kept long enough. What was written to all the same is kept longer.
    async fn clear_expired(&self) {
        let expired = self.store.shelf().expired(now());
        for (project, since) in expired.into_iter().filter(|(project, _)| *project != *self.current.borrow()) {
            match clear_since(&project, since).await {
                Ok(Cleared::Gone) => self.bury(&project),
                Ok(Cleared::Newer(newest)) => self.change(|list, now| keep_longer(list, &project, newest, now)),
                // Tried again when the page is next opened.
                Err(error) => gloo::console::warn!(format!("{project} was not cleared away: {error}")),
            }
        }
    }

    fn bury(&self, project: &str) {
        let removed = self.store.change(|list| {
            let (write, removed) = list.bury(project, now());
            (vec![write], removed)
        });
        self.store.remove(removed);
    }

    /// Makes a project with a name that no other has.
    fn make(&self, name: &str, has_corpus: bool) -> String {
        let project: String = Mint::new(random()).mint();
        self.change(|list, now| {
            let name = list.free_name(&project, name).unwrap_or_default();
            let corpus = if has_corpus { "true" } else { "false" };
            vec![list.set(&project, Field::Name, name, now), list.set(&project, Field::Corpus, corpus, now)]
        });
        project
    }

    /// True where changes of the open project are in the page alone.
    fn is_unkept(&self) -> bool {
        self.dispatcher.keeper().is_some_and(|keeper| keeper.safety() == Safety::Failed)
    }

    /// Makes a project that the list still has when the page is loaded anew. Nothing, and the page says why, where it
    /// could not be kept, or where going to another one would lose changes of the open one.
    async fn make_room_for(&self, name: &str, has_corpus: bool) -> Option<String> {
        if self.is_unkept() {
            self.dispatcher.say(format!(
                "“{name}” was not made: the last changes of the open project are not saved, and going to another would \
                 lose them. Make room in this browser, or download your work and reload the page."
            ));
            return None;
        }
        let project = self.make(name, has_corpus);
        if self.store.keeps(&project).await {
            return Some(project);
        }
        self.bury(&project);
        self.dispatcher.say(format!(
            "“{name}” was not made: this browser takes no more for this page. Make room, or use another browser."
        ));
        None
    }

    fn change(&self, change: impl FnOnce(&mut Shelf, Timestamp) -> Vec<Write>) {
        self.store.change(|list| (change(list, now()), ()));
    }

    /// Loads the page anew with another project, once the list is written.
    fn go_to(&self, project: String) {
        let store = Rc::clone(&self.store);
        let dispatcher = self.dispatcher.clone();
        spawn_local(async move {
            store.flush().await;
            // A file that is being taken in would be lost with the page.
            dispatcher.here().await;
            if window().location().assign(&address::of_project(&project)).is_err() {
                dispatcher.warn("The browser did not load the page again. Reload it yourself.");
            }
        });
    }
}

/// Something was written to a deleted project after all: its time begins again.
fn keep_longer(list: &mut Shelf, project: &str, newest: Timestamp, now: Timestamp) -> Vec<Write> {
    let mut writes = vec![list.set(project, Field::Changed, newest.0.to_string(), now)];
    if list.is_gone(project) {
        writes.push(list.delete(project, now));
    }
    writes
}

fn area() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}
