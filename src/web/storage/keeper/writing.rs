//! Writing: entries to the near store at once, to the durable store in groups, and snapshots of the whole.

use std::rc::Rc;

use futures_util::future::LocalBoxFuture;
use gloo::timers::callback::Timeout;
use gloo_timers::future::TimeoutFuture;
use wasm_bindgen_futures::spawn_local;

use super::Keeper;
use crate::domain::journal::{EntryName, Outlook, Safety};
use crate::web::browser::{document, now};
use crate::web::parts::part;
use crate::web::storage::StorageError;
use crate::web::storage::durable::Entry;

/// The durable store gets a change so long after the near one: beginning a transaction would hold up the page before the
/// change is drawn.
const GATHERING_MILLISECONDS: u32 = 30;

/// After so long, stores that refused are asked again.
const RETRY_MILLISECONDS: u32 = 5_000;

/// A tab that has not said for so long that its entry is kept may be gone.
const HEARD_MILLISECONDS: u32 = 2_000;

part! {
    housekeeping:
    /// What writes snapshots: the first one is long after a visit begins.
    fn part_of_snapshots() -> fn(Rc<Keeper>) -> LocalBoxFuture<'static, Result<(), StorageError>> {
        |keeper: Rc<Keeper>| Box::pin(async move { keeper.snapshot().await })
    }
}

impl Keeper {
    /// Writes an entry to the near store, making room where there is none. False where it cannot be kept there.
    pub(super) fn write_near(&self, entry: &Entry) -> bool {
        let Some(local) = &self.local else { return false };
        let put = || {
            if let Some((article, text)) = &entry.text {
                local.put_text(article, text.as_str())?;
            }
            entry.update.as_ref().map_or(Ok(()), |update| local.put_update(&entry.name, update))
        };
        match put() {
            Err(StorageError::Full) => {
                self.make_room(true);
                put().is_ok()
            }
            written => written.is_ok(),
        }
    }

    /// Tries again to write to the near store what it had no room for, in order. False where it still lacks some.
    pub(super) fn retry_near(&self) -> bool {
        let unkept: Vec<EntryName> = self.journal.borrow().unkept().cloned().collect();
        let queue = self.queue.borrow();
        for name in &unkept {
            let entry = queue.iter().find(|entry| entry.name == *name);
            if !entry.is_some_and(|entry| self.write_near(entry)) {
                return false;
            }
            self.journal.borrow_mut().taken_near(name);
        }
        true
    }

    /// Lets the near store drop what the durable store has.
    fn make_room(&self, urgent: bool) {
        if let Some(local) = &self.local {
            let (journal, texts) = (self.journal.borrow(), self.texts.borrow());
            local.make_room(urgent, |name| journal.droppable(name), |article| texts.contains(article));
        }
    }

    /// Hands the queue to the durable store, unless it is busy: what comes meanwhile goes with the next group.
    pub(super) fn pump(&self) {
        let Some(me) = self.me.upgrade() else { return };
        if self.is_writing.get() || self.durable.borrow().is_none() || self.queue.borrow().is_empty() {
            return;
        }
        self.is_writing.set(true);
        spawn_local(async move {
            // In a page that nobody sees timers are slow; and what no near store has must not wait.
            if !document().hidden() && me.local.is_some() && !me.has_unkept() {
                TimeoutFuture::new(GATHERING_MILLISECONDS).await;
            }
            while me.write_queue(Scope::Own).await {}
            me.is_writing.set(false);
            me.after_writing();
        });
    }

    /// Writes what other tabs wrote, if after a while it still is not known to be kept.
    pub(super) fn see_to_heard(&self) {
        if self.seeing_to.borrow().is_some() {
            return;
        }
        let me = self.me.clone();
        let seeing_to = Timeout::new(HEARD_MILLISECONDS, move || {
            let Some(keeper) = me.upgrade() else { return };
            keeper.seeing_to.take();
            spawn_local(async move {
                keeper.write_queue(Scope::Everyones).await;
            });
        });
        *self.seeing_to.borrow_mut() = Some(seeing_to);
    }

    /// Hands the queue to the durable store at once, busy or not: the page is about to go.
    pub(super) fn flush(&self) {
        if self.has_stood_down.get() {
            return;
        }
        self.retry_near();
        if let Some(me) = self.me.upgrade() {
            spawn_local(async move {
                me.write_queue(Scope::Own).await;
            });
        }
    }

    /// Writes all that is in the queue, in one transaction. False where nothing was written.
    async fn write_queue(&self, scope: Scope) -> bool {
        let Some(durable) = self.durable().filter(|_| !self.has_stood_down.get()) else { return false };
        if self.queue.borrow().is_empty() && scope == Scope::Own {
            return false;
        }
        // What others wrote and this tab built on comes first: without it, what is built on it could not be placed.
        let heard = self.journal.borrow().unconfirmed();
        let mut entries: Vec<Entry> = heard.into_iter().map(of_another_tab).collect();
        entries.append(&mut self.queue.borrow_mut());
        if entries.is_empty() {
            return false;
        }
        let written = durable.write(&entries).await;
        if !self.durable().is_some_and(|current| Rc::ptr_eq(&current, &durable)) {
            // The connection was lost meanwhile, and with it perhaps what it has acknowledged.
            self.put_back(entries);
            return false;
        }
        match &written {
            Ok(()) => self.acknowledge(entries),
            Err(error) => self.refuse(entries, error),
        }
        written.is_ok()
    }

    fn acknowledge(&self, entries: Vec<Entry>) {
        {
            let mut journal = self.journal.borrow_mut();
            journal.acknowledged(entries.iter().map(|entry| &entry.name));
            journal.expect(Outlook::Working);
            if let Some(tabs) = &*self.tabs.borrow() {
                tabs.tell_kept(entries.iter().map(|entry| &entry.name));
            }
            for entry in entries {
                self.texts.borrow_mut().extend(entry.text.map(|(article, _)| article));
            }
        }
        self.attempts.set(0);
        self.trouble.take();
        self.report();
        self.ask_to_persist();
    }

    /// Puts entries of this tab back into the queue. Those of others are asked for again with the next write.
    fn put_back(&self, mut entries: Vec<Entry>) {
        let journal = self.journal.borrow();
        entries.retain(|entry| journal.is_outstanding(&entry.name));
        self.queue.borrow_mut().splice(..0, entries);
    }

    /// The durable store takes nothing for now.
    pub(super) fn suffer(&self, error: &StorageError) {
        self.journal.borrow_mut().expect(Outlook::Failing);
        *self.trouble.borrow_mut() = Some(error.clone());
        self.report();
    }

    fn refuse(&self, entries: Vec<Entry>, error: &StorageError) {
        self.put_back(entries);
        self.suffer(error);
        if *error != StorageError::Full {
            // The connection may be of no more use, whether the browser says so or not.
            self.durable.take();
            self.attempts.set(self.attempts.get().max(1));
            return self.reopen();
        }
        self.retry_later();
    }

    /// Asks the stores again after a while, unless that is to come anyway.
    pub(super) fn retry_later(&self) {
        if self.retry.borrow().is_some() {
            return;
        }
        let me = self.me.clone();
        let retry = Timeout::new(RETRY_MILLISECONDS, move || {
            let Some(keeper) = me.upgrade() else { return };
            keeper.retry.take();
            if !keeper.has_stood_down.get() {
                keeper.retry_near();
                keeper.report();
                keeper.pump();
            }
        });
        *self.retry.borrow_mut() = Some(retry);
    }

    /// What a person must know where the durable store does not take the work; nothing where it does, or where another
    /// notice says why not.
    pub(super) fn trouble_in_words(&self, safety: Safety) -> Option<String> {
        let trouble = self.trouble.borrow();
        let error = trouble.as_ref().filter(|_| !self.has_stood_down.get())?;
        match (safety, error) {
            (Safety::Local, StorageError::Missing(_)) => Some(
                "The work is kept in this browser's local storage alone: it gives this page no database. Export it \
                 from time to time."
                    .to_owned(),
            ),
            (Safety::Local, _) => Some(format!(
                "The work is kept in this browser's local storage alone: {error}. Export it from time to time."
            )),
            (Safety::Failed, _) if self.local.is_none() => {
                Some(format!("Nothing can be saved here: {error}. Export your work before you close this page."))
            }
            (Safety::Failed, StorageError::Missing(_)) => Some(
                "The last changes are not saved: local storage takes no more, and the browser gives this page no \
                 database. Export your work now, so that nothing is lost."
                    .to_owned(),
            ),
            (Safety::Failed, _) => Some(format!(
                "The last changes are not saved: {error}. Export your work now, so that nothing is lost."
            )),
            (Safety::Saved | Safety::Saving | Safety::Typing, _) => None,
        }
    }

    fn after_writing(&self) {
        if self.local.as_ref().is_some_and(|local| local.is_scarce()) {
            self.make_room(false);
        }
        self.snapshot_if_wanted();
    }

    /// Writes a snapshot where there should be one. One that fails does no harm, and is tried again later.
    pub(super) fn snapshot_if_wanted(&self) {
        let Some(me) = self.me.upgrade() else { return };
        if self.journal.borrow().wants_snapshot() && !self.is_snapping.replace(true) {
            spawn_local(async move {
                let written = match part_of_snapshots().await {
                    Ok(snapshot) => snapshot(Rc::clone(&me)).await.map_err(|error| error.to_string()),
                    Err(missing) => Err(missing.to_string()),
                };
                if let Err(error) = written {
                    me.journal.borrow_mut().snapshot_failed();
                    gloo::console::warn!(format!("No snapshot was written: {error}"));
                }
                me.is_snapping.set(false);
            });
        }
    }

    /// Writes a snapshot, reads it back, and removes what it makes superfluous.
    async fn snapshot(&self) -> Result<(), StorageError> {
        let Some(durable) = self.durable() else { return Ok(()) };
        for _ in 0..2 {
            // What a session that is away holds is in no entry yet.
            self.dispatcher.here().await;
            let name = self.journal.borrow_mut().name(now());
            let bytes = durable
                .write_snapshot(&name, |snapshots, entries| {
                    self.journal.borrow().snapshot(snapshots, entries, &self.dispatcher.encode().ok()?)
                })
                .await?;
            let Some(bytes) = bytes else {
                // Another tab has written one that is news here, or the session went away.
                self.take_in_rows(&durable).await?;
                if !self.journal.borrow().wants_snapshot() {
                    break;
                }
                continue;
            };
            if durable.retire(&name).await? {
                self.journal.borrow_mut().snapshot_written(name, bytes);
            }
            break;
        }
        Ok(())
    }
}

/// What is worth a write.
#[derive(Clone, Copy, PartialEq)]
enum Scope {
    /// What this tab wrote.
    Own,
    /// What any tab wrote.
    Everyones,
}

/// An entry of another tab. Whoever writes it writes the same bytes under the same name.
fn of_another_tab((name, update): (EntryName, Vec<u8>)) -> Entry {
    Entry { name, update: Some(update), text: None }
}
