//! The one place where the session lives: intents go in, snapshots come out, updates go to storage in between.
//!
//! An intent is carried out at once: the project changes and the update is handed to storage before the page draws
//! anything, so that what is seen is what is kept. Components get a [`Dispatcher`] that never changes and a
//! [`Snapshot`] that is cheap to compare; nobody else touches the session.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::{AttrValue, Callback, hook, use_context};

use super::browser::{now, random};
use super::storage::{Durability, Loaded, Storage, StorageError, Written};
use super::ui::{Action, SaveState, Ui, Weight};
use crate::domain::id::{AnnotatorId, ArticleId};
use crate::domain::project::Project;
use crate::domain::session::{Intent, Outcome, Refusal, Session, View};
use crate::domain::snap::Snap;
use crate::domain::text::{Text, capitalised, counted};

/// The project and the view as they stood at one moment. Compares by the moment.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The project.
    pub project: Project,
    /// What is in view of it.
    pub view: Rc<View>,
    /// What undo would take back.
    pub undo: Option<AttrValue>,
    /// What redo would make again.
    pub redo: Option<AttrValue>,
    /// Who annotates here.
    pub me: AnnotatorId,
    /// How selections snap.
    pub snap: Snap,
    /// Grows with each change of the project.
    pub revision: u64,
    /// Grows with each change of anything here.
    pub moment: u64,
}

impl PartialEq for Snapshot {
    fn eq(&self, other: &Self) -> bool {
        self.moment == other.moment
    }
}

/// Carries intents to the session. Cheap to clone; all clones are equal.
#[derive(Clone)]
pub struct Dispatcher(Rc<Inner>);

struct Inner {
    session: RefCell<Session>,
    storage: RefCell<Option<Rc<dyn Storage>>>,
    /// What storage refused, to be offered again with the next write.
    unwritten: RefCell<Vec<Unwritten>>,
    /// How many times storage was handed something that it has not answered yet.
    flushes: Cell<u32>,
    revision: Cell<u64>,
    moment: Cell<u64>,
    publish: Callback<Snapshot>,
    ui: Callback<Action>,
}

enum Unwritten {
    Update(Vec<u8>),
    Text(ArticleId, Text),
}

impl PartialEq for Dispatcher {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Dispatcher {
    /// A dispatcher for the annotator `me`, with an empty project and no storage yet.
    #[must_use]
    pub fn new(me: AnnotatorId, publish: Callback<Snapshot>, ui: Callback<Action>) -> Self {
        Self(Rc::new(Inner {
            session: RefCell::new(Session::new(me, random())),
            storage: RefCell::default(),
            unwritten: RefCell::default(),
            flushes: Cell::new(0),
            revision: Cell::new(0),
            moment: Cell::new(0),
            publish,
            ui,
        }))
    }

    /// Does what `intent` says; what speaks against it becomes a notice.
    pub fn send(&self, intent: Intent) {
        if let Err(refusal) = self.try_send(intent) {
            self.refuse(&refusal);
        }
    }

    /// Says why nothing came of an intent.
    pub fn refuse(&self, refusal: &Refusal) {
        self.say(format!("{}.", capitalised(&refusal.to_string())));
    }

    /// Does what `intent` says.
    ///
    /// # Errors
    /// The intent does not fit; nothing has changed then.
    pub fn try_send(&self, intent: Intent) -> Result<Outcome, Refusal> {
        let before = matches!(intent, Intent::Select(_)).then(|| Rc::clone(self.0.session.borrow().view()));
        let brings_text = matches!(intent, Intent::SupplyText(..) | Intent::AdoptText(..) | Intent::AdmitArticle(..));
        let outcome = self.0.session.borrow_mut().update(intent, now())?;
        let text = outcome.text.iter().map(|(article, text)| Unwritten::Text(article.clone(), text.clone()));
        let update = outcome.update.iter().map(|update| Unwritten::Update(update.clone()));
        self.write(text.chain(update));
        if let Some(notice) = &outcome.notice {
            self.say(notice.clone());
        }
        // The browser tells the same selection many times over; only a new one is news.
        if before.is_none_or(|before| before != *self.0.session.borrow().view()) {
            self.publish(brings_text || outcome.update.is_some() || outcome.merged > 0);
        }
        Ok(outcome)
    }

    /// Changes what the page shows besides the project.
    pub fn ui(&self, action: Action) {
        self.0.ui.emit(action);
    }

    /// Says something that goes away by itself.
    pub fn say(&self, text: impl Into<AttrValue>) {
        self.ui(Action::Notify(text.into(), Weight::Passing));
    }

    /// Says something that went wrong, and stays until it is dismissed.
    pub fn warn(&self, text: impl Into<AttrValue>) {
        self.ui(Action::Notify(text.into(), Weight::Lasting));
    }

    /// The project and view as they stand.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        let session = self.0.session.borrow();
        Snapshot {
            project: session.project().clone(),
            view: Rc::clone(session.view()),
            undo: session.history().undo_name().map(|name| AttrValue::from(name.to_owned())),
            redo: session.history().redo_name().map(|name| AttrValue::from(name.to_owned())),
            me: session.me().clone(),
            snap: session.snap(),
            revision: self.0.revision.get(),
            moment: self.0.moment.get(),
        }
    }

    /// Everything that the replica holds, as one update.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        self.0.session.borrow().encode()
    }

    /// Takes a store into use: merges all that it holds, and from then on writes every change to it.
    pub async fn attach(&self, storage: Rc<dyn Storage>) {
        match storage.load().await {
            Ok(loaded) => self.take_in(loaded),
            Err(error) => self.warn(format!("What was kept in this browser could not be read: {error}.")),
        }
        *self.0.storage.borrow_mut() = Some(storage);
        self.flush();
    }

    /// Says that nothing can be kept in this browser.
    pub fn without_storage(&self, error: &StorageError) {
        self.ui(Action::Saved(SaveState::Failed));
        self.warn(format!("Nothing can be saved here: {error}. Export your work before you close this page."));
    }

    fn take_in(&self, loaded: Loaded) {
        let mut unread = loaded.unread.len();
        for (article, text) in loaded.texts {
            unread += usize::from(self.try_send(Intent::SupplyText(article, Text::new(text))).is_err());
        }
        for update in loaded.updates {
            unread += usize::from(self.try_send(Intent::Merge(update)).is_err());
        }
        if unread > 0 {
            let entries = counted(unread, "entry", "entries");
            self.warn(format!("{entries} kept in this browser could not be read. Nothing was changed or removed."));
        }
    }

    /// Hands storage what is new, and again what it has refused so far.
    fn write(&self, entries: impl Iterator<Item = Unwritten>) {
        let before = self.0.unwritten.borrow().len();
        self.0.unwritten.borrow_mut().extend(entries);
        if self.0.unwritten.borrow().len() > before {
            self.flush();
        }
    }

    fn flush(&self) {
        let Some(storage) = self.0.storage.borrow().clone() else { return };
        let entries = self.0.unwritten.take();
        self.0.flushes.set(self.0.flushes.get() + 1);
        self.ui(Action::Saved(SaveState::Saving));
        // The store begins to write before `append` returns: what follows only waits for its answer.
        let begun: Vec<(Unwritten, Written)> = entries
            .into_iter()
            .map(|entry| {
                let written = match &entry {
                    Unwritten::Update(update) => storage.append(update),
                    Unwritten::Text(article, text) => storage.put_text(article, text.as_str()),
                };
                (entry, written)
            })
            .collect();
        let (dispatcher, durability) = (self.clone(), storage.durability());
        spawn_local(async move { dispatcher.acknowledge(begun, durability).await });
    }

    /// Waits for the store's answers, and says what they amount to once no other write is under way.
    async fn acknowledge(&self, begun: Vec<(Unwritten, Written)>, durability: Durability) {
        let mut failure = None;
        for (entry, written) in begun {
            if let Err(error) = written.await {
                self.0.unwritten.borrow_mut().push(entry);
                failure = Some(error);
            }
        }
        if let Some(error) = failure {
            self.warn(format!(
                "The last changes are not saved: {error}. Export your work now, so that nothing is lost."
            ));
        }
        self.0.flushes.set(self.0.flushes.get() - 1);
        if self.0.flushes.get() > 0 {
            return;
        }
        self.ui(Action::Saved(match durability {
            _ if !self.0.unwritten.borrow().is_empty() => SaveState::Failed,
            Durability::Durable => SaveState::Saved,
            Durability::Local => SaveState::Local,
        }));
    }

    fn publish(&self, project_changed: bool) {
        self.0.revision.set(self.0.revision.get() + u64::from(project_changed));
        self.0.moment.set(self.0.moment.get() + 1);
        self.0.publish.emit(self.snapshot());
    }
}

/// The dispatcher. Reading it never renders a component anew.
///
/// # Panics
/// Outside the app.
#[hook]
pub fn use_dispatcher() -> Dispatcher {
    use_context().expect("every component stands inside the app, which provides the dispatcher")
}

/// The current snapshot. A component that reads it renders with each change of the project or the view.
///
/// # Panics
/// Outside the app.
#[hook]
pub fn use_snapshot() -> Snapshot {
    use_context().expect("every component stands inside the app, which provides the snapshot")
}

/// What the page shows besides the project.
///
/// # Panics
/// Outside the app.
#[hook]
pub fn use_ui() -> Rc<Ui> {
    use_context().expect("every component stands inside the app, which provides the page's state")
}
