//! The one place where the session lives: intents go in, snapshots come out, updates go to storage in between.
//!
//! An intent is carried out at once: the project changes and the update is handed to storage before the page draws
//! anything, so that what is seen is what is kept. Components get a [`Dispatcher`] that never changes and a
//! [`Snapshot`] that is cheap to compare; nobody else touches the session.
//!
//! A large file is taken in bit by bit, and the session is [away](Seat) until all of it is there. Meanwhile what is shown
//! is what was there before, what needs no answer waits in order, and what needs one at once is refused: each method of the
//! dispatcher says which.

mod uptake;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use yew::{AttrValue, Callback, hook, use_context};

use super::browser::{now, random};
use super::storage::keeper::Keeper;
use super::storage::ledger::Ledger;
use super::typing;
use super::ui::{Action, Dialog, Offer, Ui, Weight};
use crate::domain::id::{AnnotatorId, ArticleId};
use crate::domain::journal::{Piece, Safety};
use crate::domain::project::Project;
use crate::domain::replica::{Apart, Comparing, Held};
use crate::domain::session::{Found, Intent, Outcome, Refusal, Seat, Session, Suggestions, View};
use crate::domain::snap::Snap;
use crate::domain::text::{Text, capitalised, counted};

/// The project and the view as they stood at one moment. Compares by the moment.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The project.
    pub project: Project,
    /// What is in view of it.
    pub view: Rc<View>,
    /// What is suggested.
    pub suggestions: Rc<Suggestions>,
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

/// What can still be read of a session after a panic.
#[derive(Debug, Default)]
pub(crate) struct Salvage {
    /// Everything that the replica holds, where it was not being changed; and what waits to be written.
    pub updates: Vec<Vec<u8>>,
    /// The texts of articles.
    pub texts: Vec<(ArticleId, Text)>,
    /// True where some of this may be in no store.
    pub is_unkept: bool,
    /// True where a change may be missing from this that is in no store either.
    pub is_torn: bool,
}

/// Carries intents to the session. Cheap to clone; all clones are equal.
#[derive(Clone)]
pub struct Dispatcher(Rc<Inner>);

/// Something that waits for the session.
type Wish = Box<dyn FnOnce(&Dispatcher)>;

struct Inner {
    seat: RefCell<Seat<Snapshot, Wish>>,
    keeper: RefCell<Option<Rc<Keeper>>>,
    ledger: RefCell<Option<Rc<Ledger>>>,
    revision: Cell<u64>,
    moment: Cell<u64>,
    /// True from when a person's change is begun until it was handed over to be kept; for good, where that ended half
    /// way.
    is_changing: Cell<bool>,
    publish: Callback<Snapshot>,
    ui: Callback<Action>,
    kept: Callback<Safety>,
}

impl PartialEq for Dispatcher {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Dispatcher {
    /// A dispatcher for the annotator `me`, with an empty project and no storage yet.
    #[must_use]
    pub fn new(me: AnnotatorId, publish: Callback<Snapshot>, ui: Callback<Action>, kept: Callback<Safety>) -> Self {
        Self(Rc::new(Inner {
            seat: RefCell::new(Seat::new(Session::new(me, random()))),
            keeper: RefCell::default(),
            ledger: RefCell::default(),
            revision: Cell::new(0),
            moment: Cell::new(0),
            is_changing: Cell::new(false),
            publish,
            ui,
            kept,
        }))
    }

    /// Does what `intent` says, as soon as the session is here; what speaks against it becomes a notice.
    pub fn send(&self, intent: Intent) {
        self.when_here(move |me| {
            if let Err(refusal) = me.try_send(intent) {
                me.refuse(&refusal);
            }
        });
    }

    /// Says why nothing came of an intent.
    pub fn refuse(&self, refusal: &Refusal) {
        self.say(format!("{}.", capitalised(&refusal.to_string())));
    }

    /// Does what `intent` says.
    ///
    /// # Errors
    /// The intent does not fit, or the session is away; nothing has changed then.
    pub fn try_send(&self, intent: Intent) -> Result<Outcome, Refusal> {
        if intent.is_of_a_person() {
            // What is half typed came before.
            typing::hand_over(typing::Moment::Pause);
        }
        let view = || self.0.seat.borrow().session().map(|session| Rc::clone(session.view()));
        let before = if matches!(intent, Intent::Select(_)) { Some(view()?) } else { None };
        let brings_text = matches!(intent, Intent::SupplyText(..) | Intent::AdoptText(..) | Intent::AdmitArticle(..));
        let outcome = self.update(intent)?;
        if let Some(notice) = &outcome.notice {
            self.say(notice.clone());
        }
        // The browser tells the same selection many times over; only a new one is news.
        if before.is_none_or(|before| view().is_ok_and(|view| before != view)) {
            self.publish(brings_text || outcome.update.is_some() || outcome.merged > 0);
        }
        Ok(outcome)
    }

    /// Changes what the page shows besides the project. A dialog opens or closes as soon as the session is here: the one
    /// that is open says how far a file is.
    pub fn ui(&self, action: Action) {
        match action {
            Action::Open(_) | Action::Close => self.when_here(move |me| me.0.ui.emit(action)),
            action => self.0.ui.emit(action),
        }
    }

    /// Tells how safe the work is.
    pub fn kept(&self, safety: Safety) {
        self.0.kept.emit(safety);
    }

    /// Says something that goes away by itself.
    pub fn say(&self, text: impl Into<AttrValue>) {
        self.ui(Action::Notify(text.into(), Weight::Passing, None));
    }

    /// Says something that went wrong, and stays until it is dismissed.
    pub fn warn(&self, text: impl Into<AttrValue>) {
        self.ui(Action::Notify(text.into(), Weight::Lasting, None));
    }

    /// The project and view as they stand; as they stood, while the session is away.
    #[must_use]
    pub fn snapshot(&self) -> Snapshot {
        let seat = self.0.seat.borrow();
        let stands = seat.session().map(|session| self.snapshot_of(session)).ok();
        stands.or_else(|| seat.shown().cloned()).expect("a session is here, or was shown before it went away")
    }

    fn snapshot_of(&self, session: &Session) -> Snapshot {
        Snapshot {
            project: session.project().clone(),
            view: Rc::clone(session.view()),
            suggestions: Rc::clone(session.suggestions()),
            undo: session.history().undo_name().map(|name| AttrValue::from(name.to_owned())),
            redo: session.history().redo_name().map(|name| AttrValue::from(name.to_owned())),
            me: session.me().clone(),
            snap: session.snap(),
            revision: self.0.revision.get(),
            moment: self.0.moment.get(),
        }
    }

    /// Everything that the replica holds, as one update.
    ///
    /// # Errors
    /// The session is away: what it holds is kept nowhere yet, and may be half of a file.
    pub fn encode(&self) -> Result<Vec<u8>, Refusal> {
        self.0.seat.borrow().session().map(Session::encode)
    }

    /// What the replica holds now.
    ///
    /// # Errors
    /// The session is away.
    pub fn held(&self) -> Result<Held, Refusal> {
        self.0.seat.borrow().session().map(Session::held)
    }

    /// What the replica holds beyond what it, or another, held then, as one update.
    ///
    /// # Errors
    /// The session is away.
    pub fn since(&self, held: &Held) -> Result<Vec<u8>, Refusal> {
        self.0.seat.borrow().session().map(|session| session.since(held))
    }

    /// What this replica and the one that `update` holds have changed apart.
    ///
    /// # Errors
    /// The bytes are no update, or damaged; or the session is away.
    pub fn compare(&self, update: &[u8]) -> Result<Apart, Refusal> {
        Ok(self.0.seat.borrow().session()?.compare(update)?)
    }

    /// What this replica and the one that was taken in for comparison have changed apart.
    ///
    /// # Errors
    /// The updates contradict each other, or the session is away.
    pub fn compared(&self, comparing: Comparing) -> Result<Apart, Refusal> {
        Ok(self.0.seat.borrow().session()?.compared(comparing)?)
    }

    /// The texts that are at hand; that were, while the session is away.
    #[must_use]
    pub fn texts(&self) -> Vec<(ArticleId, Text)> {
        own(self.snapshot().project.texts()).collect()
    }

    /// Hands every change to `keeper` from now on, and what has changed until now, as soon as the session is here; `ledger`
    /// is told how much it is.
    pub fn attach(&self, keeper: Rc<Keeper>, ledger: Rc<Ledger>) {
        *self.0.keeper.borrow_mut() = Some(keeper);
        *self.0.ledger.borrow_mut() = Some(ledger);
        self.when_here(|me| {
            if me.0.revision.get() > 0 {
                me.keep(me.encode().ok().as_deref(), me.texts());
            }
        });
    }

    /// Who notes how the project grows.
    #[must_use]
    pub fn ledger(&self) -> Option<Rc<Ledger>> {
        self.0.ledger.borrow().clone()
    }

    /// Who keeps the project.
    #[must_use]
    pub fn keeper(&self) -> Option<Rc<Keeper>> {
        self.0.keeper.borrow().clone()
    }

    /// Merges what a store holds, and publishes once. `read` hands over the pieces; for each it is told whether it was
    /// news, or nothing where the piece is damaged.
    /// Waits for the session where that is away.
    ///
    /// # Panics
    /// Never: the session is here then.
    pub async fn restore<T>(&self, read: impl FnOnce(&mut dyn FnMut(Piece<'_>) -> Option<bool>) -> T) -> T {
        self.here().await;
        let result = self.0.seat.borrow_mut().session_mut().map(|session| {
            let now = now();
            read(&mut |piece| {
                let intent = match piece {
                    Piece::Update(update) => Intent::Merge(update.to_vec()),
                    Piece::Proved(update) => Intent::MergeProved(update.to_vec()),
                    Piece::Text(article, text) => Intent::SupplyText(article.clone(), Text::new(text)),
                };
                session.update(intent, now).ok().map(|outcome| outcome.is_news)
            })
        });
        self.publish(true);
        result.expect("the session is here until the next wait")
    }

    /// What can be read while anything else may be half done: for a page that has died. Never panics for what is in
    /// use, but leaves it out. Of a session that is away it is what it held before.
    pub(crate) fn salvage(&self) -> Salvage {
        let mut salvage = Salvage::default();
        let keeper = self.0.keeper.try_borrow().ok().and_then(|keeper| keeper.clone());
        // Until there is a keeper, all that has changed is in memory alone.
        let is_unkept = keeper.as_ref().map_or(self.0.revision.get() > 0, |keeper| keeper.has_unkept());
        let is_changing = self.0.is_changing.get();
        for entry in keeper.and_then(|keeper| keeper.waiting()).unwrap_or_default() {
            salvage.updates.extend(entry.update);
            salvage.texts.extend(entry.text);
        }
        let seat = self.0.seat.try_borrow();
        if let Some(found) = seat.as_ref().ok().and_then(|seat| seat.found()) {
            match found {
                Found::Session(session) => {
                    salvage.updates.push(session.encode());
                    salvage.texts.extend(own(session.project().texts()));
                }
                Found::Taking(uptake) => {
                    salvage.updates.extend(uptake.as_before(random()));
                    salvage.texts.extend(own(uptake.texts_before()));
                }
            }
            salvage.is_unkept = is_unkept || is_changing;
            // What waits for a session that is away is in no replica yet.
            salvage.is_torn = seat.is_ok_and(|seat| seat.is_awaited());
        } else {
            // What the durable store was just being given waits no more, and only the session has it.
            (salvage.is_unkept, salvage.is_torn) = (is_unkept, is_unkept || is_changing);
        }
        salvage
    }

    /// Says that so many entries of what is kept could not be read, and where they are.
    pub fn tell_of_damage(&self, count: usize) {
        if count > 0 {
            let entries = counted(count, "entry", "entries");
            let text = format!(
                "{entries} kept in this browser could not be read. Nothing was removed, and the rest is here."
            );
            self.offer(text, Offer::Show(Dialog::Storage));
        }
    }

    /// Says that the browser has thrown away what its databases held.
    pub fn tell_of_emptying(&self) {
        self.warn(
            "This browser found its databases for this page damaged, and emptied them. What local storage still had of \
             your work is here. Look whether anything is missing, in other projects too, and bring it back from a \
             backup.",
        );
    }

    /// Changes nothing any more, and says why. A file that is being taken in comes whole before that.
    pub fn freeze(&self) {
        self.ui(Action::Freeze);
        self.send(Intent::Freeze);
        self.warn(
            "A newer version of Counterpoint has been opened in this browser. This page can only read now, so that \
             nothing is overwritten. Reload it to go on; where it says “Not saved”, export your work first.",
        );
    }

    /// Says something that went wrong, and offers to do something about it.
    pub fn offer(&self, text: impl Into<AttrValue>, offer: Offer) {
        self.ui(Action::Notify(text.into(), Weight::Lasting, Some(offer)));
    }

    /// Says something that goes away by itself, and offers to do something about it.
    pub fn propose(&self, text: impl Into<AttrValue>, offer: Offer) {
        self.ui(Action::Notify(text.into(), Weight::Passing, Some(offer)));
    }

    /// Does what `intent` says, and hands over to be kept what has changed.
    fn update(&self, intent: Intent) -> Result<Outcome, Refusal> {
        let is_changing = self.0.is_changing.get();
        self.0.is_changing.set(is_changing || intent.is_of_a_person());
        let outcome = self.0.seat.borrow_mut().session_mut().and_then(|session| session.update(intent, now()));
        if let Ok(outcome) = &outcome {
            self.keep(outcome.update.as_deref(), outcome.texts.clone());
        }
        self.0.is_changing.set(is_changing);
        outcome
    }

    /// Hands a change over to be kept.
    fn keep(&self, update: Option<&[u8]>, mut texts: Vec<(ArticleId, Text)>) {
        if update.is_none() && texts.is_empty() {
            return;
        }
        let bytes = texts.iter().map(|(_, text)| text.as_str().len()).chain(update.map(<[u8]>::len)).sum();
        if let Some(keeper) = self.keeper() {
            // Texts first: what the update says is then shown on its words at once.
            let last = texts.pop();
            for text in texts {
                keeper.write(None, Some(text));
            }
            keeper.write(update, last);
        }
        if let Some(ledger) = self.ledger() {
            ledger.grown(bytes);
        }
    }

    fn publish(&self, project_changed: bool) {
        self.0.revision.set(self.0.revision.get() + u64::from(project_changed));
        self.0.moment.set(self.0.moment.get() + 1);
        self.0.publish.emit(self.snapshot());
    }
}

/// Texts, to be handed on.
fn own<'a>(texts: impl Iterator<Item = (&'a ArticleId, &'a Text)>) -> impl Iterator<Item = (ArticleId, Text)> {
    texts.map(|(article, text)| (article.clone(), text.clone()))
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

/// How safe the work is; nothing until the stores were asked. It changes twice with each edit, and by itself, so that few
/// components render anew for it.
///
/// # Panics
/// Outside the app.
#[hook]
pub fn use_safety() -> Option<Safety> {
    use_context().expect("every component stands inside the app, which provides how safe the work is")
}

/// What the page shows besides the project.
///
/// # Panics
/// Outside the app.
#[hook]
pub fn use_ui() -> Rc<Ui> {
    use_context().expect("every component stands inside the app, which provides the page's state")
}
