//! The list of projects in this browser: in local storage and in a database of its own, and told from tab to tab.
//!
//! Local storage may lose its last minute with the browser, and the database may be missing: what either has is merged,
//! and what one lacks it is given. Which write stays, [`Shelf`] decides. Where neither keeps anything, the list holds
//! until the page closes; a project that has stores is listed even then.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::{Rc, Weak};

use futures_util::future::{Either, select};
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use gloo_timers::future::TimeoutFuture;
use js_sys::{Array, Promise};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};
use web_sys::{BroadcastChannel, MessageEvent, PageTransitionEvent, StorageEvent};

use super::StorageError;
use super::database::{self, Database};
use crate::domain::order;
use crate::domain::shelf::{Shelf, Standing, Taken, Write};
use crate::web::browser::window;

/// The database, and its store.
const DATABASE: &str = "counterpoint";
const STORE: &str = "shelf";

/// What every key in local storage starts with.
const PREFIX: &str = "counterpoint/shelf/";

/// What stands before the keys of values that could not be read, in the database and in local storage: copies, kept
/// from being written over.
const ASIDE: &str = "aside:";
const NEAR_ASIDE: &str = "counterpoint/shelf-aside/";

/// The page does not wait longer for the database to say which project it shows.
const PATIENCE_MILLISECONDS: u32 = 1_500;

/// After so long, stores that refused are asked again.
const RETRY_MILLISECONDS: u32 = 5_000;

/// A change of a row of the database: the key, and the value or nothing where it goes.
type Row = (String, Option<String>);

/// The list of projects, and where it is kept.
pub struct ShelfStore {
    me: Weak<Self>,
    shelf: RefCell<Rc<Shelf>>,
    area: Option<web_sys::Storage>,
    database: RefCell<Option<Rc<Database>>>,
    /// What the database has not been given yet.
    queue: RefCell<Vec<Row>>,
    /// Gives the stores again what they refused.
    retry: RefCell<Option<Timeout>>,
    /// The write to the database that is under way.
    writing: RefCell<Option<Promise>>,
    /// True once a newer version has taken the list over: it is not written any more.
    is_newer: Cell<bool>,
    /// True while what the database has is not known here, because it could not be read.
    is_unread: Cell<bool>,
    channel: Option<BroadcastChannel>,
    on_change: Box<dyn Fn()>,
    listeners: RefCell<Vec<EventListener>>,
}

impl ShelfStore {
    /// The list as local storage has it. `on_change` is told of every change, by whomever.
    #[must_use]
    pub fn open(on_change: impl Fn() + 'static) -> Rc<Self> {
        let store = Rc::new_cyclic(|me| Self {
            me: me.clone(),
            shelf: RefCell::default(),
            area: window().local_storage().ok().flatten(),
            database: RefCell::default(),
            queue: RefCell::default(),
            retry: RefCell::default(),
            writing: RefCell::default(),
            is_newer: Cell::new(false),
            is_unread: Cell::new(false),
            channel: BroadcastChannel::new("counterpoint/shelf").ok(),
            on_change: Box::new(on_change),
            listeners: RefCell::default(),
        });
        store.listen();
        store.read_near();
        store
    }

    /// The list as it stands.
    #[must_use]
    pub fn shelf(&self) -> Rc<Shelf> {
        Rc::clone(&self.shelf.borrow())
    }

    /// Takes in what the database has, and which projects have stores; waits for both, but not long.
    pub async fn load(&self) {
        let Some(me) = self.me.upgrade() else { return };
        let reading = Box::pin(async move { me.read_all().await });
        if let Either::Right(((), reading)) = select(reading, TimeoutFuture::new(PATIENCE_MILLISECONDS)).await {
            spawn_local(reading);
        }
    }

    /// Changes the list: this page, local storage and the other tabs know of it when this returns; the database begins
    /// to write it. Gives what `change` gives besides.
    pub fn change<T>(&self, change: impl FnOnce(&mut Shelf) -> (Vec<Write>, T)) -> T {
        let (writes, given) = change(Rc::make_mut(&mut self.shelf.borrow_mut()));
        for write in writes {
            self.write_near(&write);
            if let Some(channel) = &self.channel {
                // A tab that does not hear of it finds it in the stores.
                let _ = channel.post_message(&Array::of2(&write.key.as_str().into(), &write.value.as_str().into()));
            }
            self.queue.borrow_mut().push((write.key, Some(write.value)));
        }
        self.flush_later();
        self.changed();
        given
    }

    /// Removes fields of which nothing is to stay, from both stores.
    pub fn remove(&self, keys: Vec<String>) {
        for key in keys {
            if let Some(area) = &self.area {
                // What stays says nothing that would bring the project back.
                let _ = area.remove_item(&format!("{PREFIX}{key}"));
            }
            self.queue.borrow_mut().push((key, None));
        }
        self.flush_later();
    }

    /// Waits until the database has everything, or has refused it: then it is given it again after a while.
    pub async fn flush(&self) {
        loop {
            let under_way = self.writing.borrow().clone();
            if let Some(under_way) = under_way {
                // Whoever began it says what came of it.
                let _ = JsFuture::from(under_way).await;
                continue;
            }
            let rows = self.queue.take();
            let Some(me) = self.me.upgrade().filter(|_| !rows.is_empty() && !self.is_newer.get()) else { return };
            let writing = future_to_promise(async move { Ok(me.write_rows(rows).await.into()) });
            *self.writing.borrow_mut() = Some(writing.clone());
            let is_written = JsFuture::from(writing).await.is_ok_and(|written| written.is_truthy());
            self.writing.take();
            if !is_written {
                return self.retry_later();
            }
        }
    }

    /// True where a store has what the list says of a project, so that the list has it still when the page is loaded
    /// anew. Waits until the database has answered.
    pub async fn keeps(&self, project: &str) -> bool {
        let is_own = |key: &str| key.split_once('/').is_some_and(|(of, _)| of == project);
        let near = |write: &Write| {
            let area = self.area.as_ref()?;
            area.get_item(&format!("{PREFIX}{}", write.key)).ok().flatten().filter(|value| *value == write.value)
        };
        let list = self.shelf();
        if list.fields().filter(|write| is_own(&write.key)).all(|write| near(&write).is_some()) {
            return true;
        }
        self.flush().await;
        !self.queue.borrow().iter().any(|(key, _)| is_own(key))
    }

    /// Gives both stores after a while what they refused.
    fn retry_later(&self) {
        let me = self.me.clone();
        let retry = Timeout::new(RETRY_MILLISECONDS, move || {
            let Some(store) = me.upgrade() else { return };
            store.retry.take();
            // What another tab has written meanwhile, and this one has not heard of, stays.
            store.read_near();
            for write in store.shelf().fields() {
                store.write_near(&write);
            }
            spawn_local(async move {
                if store.is_unread.get() {
                    store.read_all().await;
                }
                store.flush().await;
            });
        });
        self.retry.borrow_mut().get_or_insert(retry);
    }

    fn flush_later(&self) {
        if let Some(me) = self.me.upgrade() {
            spawn_local(async move { me.flush().await });
        }
    }

    async fn read_all(&self) {
        let read = self.read_rows().await;
        let is_unread =
            matches!(&read, Err(error) if !matches!(error, StorageError::Missing(_) | StorageError::Newer));
        self.is_unread.set(is_unread);
        let rows = read.unwrap_or_else(|error| {
            gloo::console::warn!(format!("The list of projects could not be read from the database: {error}"));
            self.is_newer.set(error == StorageError::Newer);
            BTreeMap::new()
        });
        // Where they are not told, the projects are listed of which the list itself or local storage knows.
        let found = database::names().await.unwrap_or_default();
        let mut is_news = false;
        {
            let mut list = self.shelf.borrow_mut();
            let list = Rc::make_mut(&mut list);
            for (key, value) in rows.iter().filter(|(key, _)| !key.starts_with(ASIDE)) {
                let taken = list.take(key, value);
                is_news |= taken == Taken::News;
                if taken == Taken::Unread {
                    self.queue.borrow_mut().push((format!("{ASIDE}{key}"), Some(value.clone())));
                }
            }
            for project in found.iter().filter_map(|name| name.strip_prefix("counterpoint/")) {
                is_news |= list.find(project) == Taken::News;
            }
        }
        let list = self.shelf();
        for write in list.fields() {
            self.write_near(&write);
            if !is_unread && rows.get(&write.key) != Some(&write.value) {
                self.queue.borrow_mut().push((write.key, Some(write.value)));
            }
        }
        if is_unread {
            self.retry_later();
        }
        self.flush_later();
        if is_news {
            self.changed();
        }
    }

    async fn read_rows(&self) -> Result<BTreeMap<String, String>, StorageError> {
        let entries = self.database().await?.read(&[STORE])?.entries(STORE).await?;
        Ok(order::map(entries.into_iter().filter_map(|(key, value)| Some((key, value.as_string()?)))))
    }

    /// Writes rows to the database; those that it refuses stay in the queue. True where it has them.
    async fn write_rows(&self, rows: Vec<Row>) -> bool {
        let written = self.try_to_write(&rows).await;
        if let Err(error) = &written {
            gloo::console::warn!(format!("The list of projects is not in the database: {error}"));
            self.is_newer.set(self.is_newer.get() || *error == StorageError::Newer);
            self.queue.borrow_mut().splice(..0, rows);
        }
        written.is_ok()
    }

    async fn try_to_write(&self, rows: &[Row]) -> Result<(), StorageError> {
        let transaction = self.database().await?.change(&[STORE])?;
        for (key, value) in rows {
            let Some(value) = value else {
                transaction.delete(STORE, key)?;
                continue;
            };
            // It may have what was not heard of here: from another tab, or because it could not be read.
            let there = transaction.get(STORE, key).await?.and_then(|there| there.as_string());
            let standing = there.as_deref().map_or(Standing::GivesWay, |there| Standing::of(there, value));
            if let (Standing::Unread, Some(there)) = (standing, &there)
                && !key.starts_with(ASIDE)
            {
                transaction.put(STORE, &format!("{ASIDE}{key}"), &there.into())?;
            }
            if standing != Standing::Stays {
                transaction.put(STORE, key, &value.into())?;
            }
        }
        transaction.commit().await
    }

    /// The database, opened when it is first asked for, and again where the connection was lost.
    async fn database(&self) -> Result<Rc<Database>, StorageError> {
        if let Some(database) = &*self.database.borrow() {
            return Ok(Rc::clone(database));
        }
        let me = self.me.clone();
        let lost = move |_| {
            if let Some(store) = me.upgrade() {
                store.database.take();
            }
        };
        let opened = Rc::new(Database::open(DATABASE, &[STORE], lost).await?);
        // Somebody else may have opened it meanwhile: one connection is enough.
        Ok(Rc::clone(self.database.borrow_mut().get_or_insert(opened)))
    }

    /// Takes in what local storage has, and which projects have entries there.
    fn read_near(&self) {
        let Some(area) = &self.area else { return };
        let count = area.length().unwrap_or_default();
        let keys: Vec<String> = (0..count).filter_map(|number| area.key(number).ok().flatten()).collect();
        let mut list = self.shelf.borrow_mut();
        let list = Rc::make_mut(&mut list);
        for key in &keys {
            if let Some(own) = key.strip_prefix(PREFIX) {
                if let Some(value) = area.get_item(key).ok().flatten()
                    && list.take(own, &value) == Taken::Unread
                {
                    // Where there is no room for a copy, it is written over when that field next changes.
                    let _ = area.set_item(&format!("{NEAR_ASIDE}{own}"), &value);
                }
            } else if let Some((project, place)) =
                key.strip_prefix("counterpoint/").and_then(|key| key.split_once('/'))
                && (place.starts_with("update/") || place.starts_with("text/"))
            {
                list.find(project);
            }
        }
    }

    fn write_near(&self, write: &Write) {
        if let Some(area) = &self.area {
            let key = format!("{PREFIX}{}", write.key);
            if !self.is_newer.get() && area.get_item(&key).ok().flatten().as_ref() != Some(&write.value) {
                // In a full store the database alone has it.
                let _ = area.set_item(&key, &write.value);
            }
        }
    }

    /// Hears of what other tabs write: by the channel, and by the events of local storage where there is none.
    fn listen(&self) {
        let mut listeners = Vec::new();
        if let Some(channel) = &self.channel {
            let me = self.me.clone();
            listeners.push(EventListener::new(channel, "message", move |event| {
                let message = event.dyn_ref::<MessageEvent>().map(MessageEvent::data);
                let Some(message) = message.and_then(|message| message.dyn_into::<Array>().ok()) else { return };
                hear(&me, message.get(0).as_string(), message.get(1).as_string());
            }));
        }
        let me = self.me.clone();
        listeners.push(EventListener::new(&window(), "storage", move |event| {
            let Some(event) = event.dyn_ref::<StorageEvent>() else { return };
            let key = event.key().and_then(|key| key.strip_prefix(PREFIX).map(str::to_owned));
            hear(&me, key, event.new_value());
        }));
        let me = self.me.clone();
        listeners.push(EventListener::new(&window(), "pageshow", move |event| {
            // A page that was put away and is taken out again may have missed what other tabs wrote.
            let returns = event.dyn_ref::<PageTransitionEvent>().is_some_and(PageTransitionEvent::persisted);
            if let Some(store) = me.upgrade().filter(|_| returns) {
                store.read_near();
                spawn_local(async move { store.read_all().await });
            }
        }));
        self.listeners.borrow_mut().extend(listeners);
    }

    fn changed(&self) {
        (self.on_change)();
    }
}

/// Takes in what another tab wrote.
fn hear(store: &Weak<ShelfStore>, key: Option<String>, value: Option<String>) {
    let (Some(store), Some(key), Some(value)) = (store.upgrade(), key, value) else { return };
    let taken = Rc::make_mut(&mut store.shelf.borrow_mut()).take(&key, &value);
    if taken == Taken::News {
        store.changed();
    }
}
