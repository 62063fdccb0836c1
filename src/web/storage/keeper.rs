//! Keeps a project: every change goes to both stores and to the other tabs, and everything that they hold comes back.
//!
//! What may be written and removed when is decided by the [`Journal`]; this file carries it out, and tells the page how
//! safe the work is. It must not know what an update says.

mod opening;
mod writing;

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::{Rc, Weak};

use gloo::events::{EventListener, EventListenerOptions};
use gloo::timers::callback::Timeout;
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::PageTransitionEvent;
use yew::AttrValue;

use super::StorageError;
use super::durable::{Durable, Entry};
use super::local::{LocalStorage, News};
use super::tabs::Tabs;
use crate::domain::id::ArticleId;
use crate::domain::journal::{EntryName, Extent, Journal, Outlook, SCHEMA, Safety};
use crate::domain::session::Intent;
use crate::domain::text::Text;
use crate::web::browser::{now, random, window};
use crate::web::store::Dispatcher;
use crate::web::typing;
use crate::web::ui::Action;

/// Keeps one project for as long as the page shows it.
pub struct Keeper {
    me: Weak<Self>,
    project: String,
    dispatcher: Dispatcher,
    journal: RefCell<Journal>,
    local: Option<Rc<LocalStorage>>,
    durable: RefCell<Option<Rc<Durable>>>,
    /// What the durable store has not been given yet, oldest first.
    queue: RefCell<Vec<Entry>>,
    is_writing: Cell<bool>,
    is_snapping: Cell<bool>,
    is_reopening: Cell<bool>,
    /// How often the database was opened again since it last took anything.
    attempts: Cell<usize>,
    /// True where the browser has no database for this page: it is not asked again.
    is_missing: Cell<bool>,
    /// The entries of the queue that say what the durable store was found to lack.
    amends: RefCell<Vec<EntryName>>,
    /// How much the durable store held when it was last read.
    extent: Cell<Extent>,
    /// The texts that the durable store has.
    texts: RefCell<BTreeSet<ArticleId>>,
    /// True once a newer version has taken over: nothing is written any more.
    has_stood_down: Cell<bool>,
    has_asked: Cell<bool>,
    /// What the page was told last.
    reported: Cell<Option<Safety>>,
    /// Stands for all that a lost database held, until it is there again.
    lost: RefCell<Option<EntryName>>,
    /// Why the durable store does not take the work, while it does not.
    trouble: RefCell<Option<StorageError>>,
    /// What was said last of that, so that it is said once.
    told: RefCell<Option<String>>,
    /// Asks stores again that refused.
    retry: RefCell<Option<Timeout>>,
    /// Writes what other tabs wrote, if they do not say in time that it is kept.
    seeing_to: RefCell<Option<Timeout>>,
    tabs: RefCell<Option<Tabs>>,
    listeners: RefCell<Vec<EventListener>>,
}

impl Keeper {
    /// Begins to keep `project`, and to hear of other tabs. From now on [`Self::write`] may be called; what the stores
    /// hold comes with [`Self::open`].
    #[must_use]
    pub fn begin(project: &str, dispatcher: &Dispatcher) -> Rc<Self> {
        let local = LocalStorage::open(project).ok().map(Rc::new);
        let keeper = Rc::new_cyclic(|me| Self {
            me: me.clone(),
            project: project.to_owned(),
            dispatcher: dispatcher.clone(),
            journal: RefCell::new(Journal::new(random(), local.is_some())),
            local: local.clone(),
            durable: RefCell::default(),
            queue: RefCell::default(),
            is_writing: Cell::new(false),
            is_snapping: Cell::new(false),
            is_reopening: Cell::new(false),
            attempts: Cell::new(0),
            is_missing: Cell::new(false),
            amends: RefCell::default(),
            extent: Cell::default(),
            texts: RefCell::default(),
            has_stood_down: Cell::new(false),
            has_asked: Cell::new(false),
            reported: Cell::default(),
            lost: RefCell::default(),
            trouble: RefCell::default(),
            told: RefCell::default(),
            retry: RefCell::default(),
            seeing_to: RefCell::default(),
            tabs: RefCell::default(),
            listeners: RefCell::default(),
        });
        let hear = {
            let keeper = Rc::downgrade(&keeper);
            move |news| {
                if let Some(keeper) = keeper.upgrade() {
                    keeper.hear(news);
                }
            }
        };
        *keeper.tabs.borrow_mut() = Some(Tabs::listen(project, local, hear));
        keeper.listen();
        keeper
    }

    /// The project that is kept.
    #[must_use]
    pub fn project(&self) -> &str {
        &self.project
    }

    /// Takes a change: the near store has it, and the other tabs know of it, when this returns; the durable store
    /// begins to write it.
    pub fn write(&self, update: Option<&[u8]>, text: Option<(ArticleId, Text)>) {
        let name = self.journal.borrow_mut().name(now());
        let entry = Entry { name, update: update.map(<[u8]>::to_vec), text };
        if self.has_stood_down.get() {
            // A file that was being taken in when a newer version came: it is in memory alone, and the page says so.
            let mut journal = self.journal.borrow_mut();
            journal.begin(entry.name.clone(), entry.bytes(), false);
            journal.expect(Outlook::Failing);
            drop(journal);
            self.queue.borrow_mut().push(entry);
            return self.report();
        }
        let near = self.retry_near() && self.write_near(&entry);
        self.journal.borrow_mut().begin(entry.name.clone(), entry.bytes(), near);
        if let Some(tabs) = &*self.tabs.borrow() {
            tabs.tell(&entry.name, update, entry.text.as_ref().map(|(article, text)| (article, text.as_str())));
        }
        self.queue.borrow_mut().push(entry);
        self.report();
        self.pump();
    }

    /// How safe everything is that was written so far.
    #[must_use]
    pub fn safety(&self) -> Safety {
        self.journal.borrow().safety()
    }

    /// What waits for the durable store, where it is not being changed: for a page that has died.
    pub(crate) fn waiting(&self) -> Option<Vec<Entry>> {
        self.queue.try_borrow().ok().map(|queue| queue.clone())
    }

    /// True where only memory may hold some of what was written. Never panics: it may, where the journal is in use.
    pub(crate) fn has_unkept(&self) -> bool {
        self.journal.try_borrow().map_or(true, |journal| journal.unkept().next().is_some())
    }

    /// The database, where it is open.
    #[must_use]
    pub fn durable(&self) -> Option<Rc<Durable>> {
        self.durable.borrow().clone()
    }

    /// False where the browser gives the page no database.
    #[must_use]
    pub fn has_database(&self) -> bool {
        !self.is_missing.get()
    }

    /// How much the durable store held when it was last read; nothing where there is none.
    #[must_use]
    pub fn extent(&self) -> Option<Extent> {
        self.durable.borrow().is_some().then(|| self.extent.get())
    }

    /// The project's part of local storage, where the browser gives any.
    #[must_use]
    pub fn local(&self) -> Option<&LocalStorage> {
        self.local.as_deref()
    }

    /// What could not be read and was set aside: where it stood, and what it holds, bytes in base64.
    pub async fn aside(&self) -> Vec<(String, String)> {
        let local = self.local.iter().flat_map(|local| local.aside());
        let mut entries: Vec<_> = local.map(|(place, value)| (format!("local/{place}"), value)).collect();
        if let Some(durable) = self.durable()
            && let Ok(rows) = durable.aside().await
        {
            entries.extend(rows);
        }
        entries
    }

    /// Tells the page how safe the work is, and in words what is the matter, where either has changed. While a store
    /// lacks what no other has, it is asked again.
    pub(crate) fn report(&self) {
        let safety = match self.safety() {
            Safety::Saved | Safety::Saving | Safety::Local if typing::is_going_on() => Safety::Typing,
            // What is to be changed meanwhile waits, and nothing has it.
            Safety::Saved | Safety::Local if self.dispatcher.is_away() => Safety::Saving,
            safety => safety,
        };
        if self.reported.replace(Some(safety)) != Some(safety) {
            self.dispatcher.kept(safety);
        }
        let told = self.trouble_in_words(self.safety());
        if *self.told.borrow() != told {
            self.told.borrow_mut().clone_from(&told);
            self.dispatcher.ui(Action::Stand(told.map(AttrValue::from)));
        }
        if safety == Safety::Failed {
            self.retry_later();
        }
    }

    /// Takes in what another tab wrote, as soon as the session is here. That a newer version has come is heard at once.
    fn hear(&self, news: News) {
        match news {
            News::Schema(schema) if schema > SCHEMA => self.stand_down(),
            News::Schema(_) => {}
            News::Update(..) | News::Text(..) | News::Kept(_) => {
                let me = self.me.clone();
                self.dispatcher.when_here(move |_| {
                    if let Some(keeper) = me.upgrade() {
                        keeper.take_in_news(news);
                    }
                });
            }
        }
    }

    fn take_in_news(&self, news: News) {
        match news {
            News::Update(name, update) => {
                // A message that cannot be merged is no update of ours; the stores have what is.
                if self.dispatcher.try_send(Intent::Merge(update.clone())).is_ok() {
                    self.journal.borrow_mut().heard(name, update);
                    self.report();
                    self.see_to_heard();
                }
            }
            News::Text(article, text) => {
                // As above.
                let _ = self.dispatcher.try_send(Intent::SupplyText(article, Text::new(text)));
            }
            News::Kept(name) => {
                self.journal.borrow_mut().covered([name]);
                self.report();
            }
            News::Schema(_) => {}
        }
    }

    /// Stops writing, for good: a newer version of the program has taken over. What only memory holds can still be
    /// exported.
    fn stand_down(&self) {
        if self.has_stood_down.replace(true) {
            return;
        }
        self.durable.take();
        if self.has_unkept() {
            self.journal.borrow_mut().expect(Outlook::Failing);
        }
        // What is half typed goes out with the rest.
        typing::hand_over(typing::Moment::Pause);
        self.dispatcher.freeze();
        self.report();
    }

    /// Hears when the page is about to go, and when it comes back.
    fn listen(&self) {
        let on = |name: &'static str, act: fn(&Self)| {
            let me = self.me.clone();
            EventListener::new(&window(), name, move |event| {
                let returns = name != "pageshow" || event_persisted(event);
                if let Some(keeper) = me.upgrade().filter(|_| returns) {
                    act(&keeper);
                }
            })
        };
        // A page that is put away and taken out again may have missed what other tabs wrote.
        let leaving = on("pagehide", Self::flush);
        let returning = on("pageshow", Self::come_back);
        let me = self.me.clone();
        let options = EventListenerOptions::enable_prevent_default();
        let asking = EventListener::new_with_options(&window(), "beforeunload", options, move |event| {
            if me.upgrade().is_some_and(|keeper| keeper.has_unkept() || keeper.dispatcher.is_away()) {
                event.prevent_default();
            }
        });
        self.listeners.borrow_mut().extend([leaving, returning, asking]);
    }

    /// Takes in what other tabs have written while this page was put away.
    fn come_back(&self) {
        self.attempts.set(0);
        let Some(me) = self.me.upgrade() else { return };
        spawn_local(async move {
            if me.is_missing.get() {
                me.take_in_near(false).await;
            }
            me.reopen();
        });
    }

    /// Asks the browser, once and when a person has worked here, not to clear the work away by itself.
    fn ask_to_persist(&self) {
        let activation = Reflect::get(&window().navigator(), &"userActivation".into()).unwrap_or_default();
        let has_worked = Reflect::get(&activation, &"hasBeenActive".into()).is_ok_and(|active| active.is_truthy());
        if has_worked && !self.has_asked.replace(true) {
            spawn_local(async {
                // The answer is shown where the browser's storage is told of.
                super::grant::ask().await;
            });
        }
    }
}

fn event_persisted(event: &web_sys::Event) -> bool {
    event.dyn_ref::<PageTransitionEvent>().is_some_and(PageTransitionEvent::persisted)
}
