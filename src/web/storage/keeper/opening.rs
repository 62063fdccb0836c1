//! Opening: everything in both stores is merged, and what only one of them has, or what was missed, is made good.

use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use wasm_bindgen_futures::spawn_local;

use super::Keeper;
use crate::domain::id::ArticleId;
use crate::domain::journal::{EntryName, Outlook, Piece, Restored, restore};
use crate::domain::replica::Replica;
use crate::domain::text::Text;
use crate::web::browser::{now, random};
use crate::web::storage::StorageError;
use crate::web::storage::database::{Loss, were_emptied};
use crate::web::storage::durable::{Durable, Entry};

/// Why what was waited for is not refused.
const HERE: &str = "the session is here until the next wait";

/// How long to wait before a lost connection is opened again, the last again and again until a write succeeds.
const WAITS_MILLISECONDS: [u32; 4] = [0, 500, 3_000, 15_000];

impl Keeper {
    /// Opens both stores and merges all that they hold. What one of them lacks it is given.
    pub async fn open(&self) {
        if self.local.as_ref().is_some_and(|local| local.claim().is_err()) {
            self.stand_down();
        }
        let opened = if self.has_stood_down.get() { Err(StorageError::Newer) } else { self.open_durable().await };
        if matches!(opened, Err(StorageError::Newer)) {
            // Before local storage is read, where something might be set aside.
            self.stand_down();
        }
        let mut damaged = 0;
        let read = match &opened {
            Ok(durable) => self.take_in_rows(durable).await.map(|count| damaged += count),
            Err(error) => Err(error.clone()),
        };
        damaged += self.take_in_near(read.is_ok()).await;
        match (opened, read) {
            (Ok(durable), Ok(())) if !self.has_stood_down.get() => {
                *self.durable.borrow_mut() = Some(Rc::new(durable));
            }
            (Ok(_), Ok(())) => {}
            (Ok(_), Err(error)) | (Err(error), _) => {
                self.go_without(&error);
                self.attempts.set(WAITS_MILLISECONDS.len());
                self.reopen();
            }
        }
        self.tell_of(damaged);
        self.report();
        self.pump();
        self.snapshot_if_wanted();
    }

    /// Tells the page of entries that are damaged, and of what the browser has thrown away by itself.
    fn tell_of(&self, damaged: usize) {
        self.dispatcher.tell_of_damage(damaged);
        if were_emptied() {
            self.dispatcher.tell_of_emptying();
        }
    }

    async fn open_durable(&self) -> Result<Durable, StorageError> {
        let me = self.me.clone();
        Durable::open(&self.project, move |loss| {
            if let Some(keeper) = me.upgrade() {
                keeper.lost(loss);
            }
        })
        .await
    }

    /// Carries on with local storage alone, or with neither.
    fn go_without(&self, error: &StorageError) {
        if *error == StorageError::Newer {
            return self.stand_down();
        }
        if matches!(error, StorageError::Missing(_)) {
            self.is_missing.set(true);
        }
        self.suffer(error);
    }

    /// Merges all rows of the durable store, and sets the damaged ones aside. Gives their number.
    pub(super) async fn take_in_rows(&self, durable: &Durable) -> Result<usize, StorageError> {
        let rows = durable.read().await?;
        self.extent.set(rows.extent());
        let restored = self.dispatcher.restore(|take| restore(&rows, |piece| take(piece).is_some())).await;
        self.take_in(durable, &restored).await;
        Ok(restored.damaged.len())
    }

    async fn take_in(&self, durable: &Durable, restored: &Restored) {
        self.journal.borrow_mut().restored(restored);
        self.texts.borrow_mut().clone_from(&restored.texts);
        if !self.has_stood_down.get() {
            // What cannot be moved, for want of room, stays where it is, which harms nothing.
            let _ = durable.set_aside(&restored.damaged).await;
        }
    }

    /// Merges what local storage holds, and gives the durable store what it lacks of it. Gives the number of entries
    /// that are damaged; they are set aside.
    pub(super) async fn take_in_near(&self, has_durable: bool) -> usize {
        let Some(local) = &self.local else { return 0 };
        self.dispatcher.here().await;
        let mut near = match local.read() {
            Ok(near) => near,
            Err(error) => {
                self.dispatcher.warn(format!("What local storage holds could not be read: {error}."));
                return 0;
            }
        };
        let held = self.dispatcher.held().expect(HERE);
        let mut damaged = near.damaged;
        let (mut covers, mut missing) = (Vec::new(), Vec::new());
        let restored = self.dispatcher.restore(|take| {
            for (article, text) in &near.texts {
                match take(Piece::Text(article, text)) {
                    Some(_) if self.texts.borrow().contains(article) => {}
                    Some(_) => missing.push((article.clone(), Text::new(text.as_str()))),
                    None => damaged.push(format!("text/{article}")),
                }
            }
            let mut is_news = false;
            near.updates.retain(|(name, update)| {
                let journal = self.journal.borrow();
                // What is on its way to the durable store is there when that says so, and not before.
                if journal.droppable(name) || journal.is_on_its_way(name) {
                    return true;
                }
                let taken = take(Piece::Update(update));
                match taken {
                    Some(news) => {
                        is_news |= news;
                        covers.push(name.clone());
                    }
                    None => damaged.push(format!("update/{name}")),
                }
                taken.is_some()
            });
            is_news
        });
        let is_news = restored.await;
        if has_durable {
            let update = is_news.then(|| self.dispatcher.since(&held).expect(HERE));
            self.make_good(update, covers, missing, true);
        } else if !self.has_stood_down.get() {
            local.compact(&near.updates, || self.journal.borrow_mut().name(now()));
        }
        if !self.has_stood_down.get() {
            for place in &damaged {
                // Without room for the copy it stays where it is, which harms nothing.
                let _ = local.set_aside(place);
            }
        }
        damaged.len()
    }

    /// Queues for the durable store what it lacks: one update, and texts. What was queued for that purpose before, and
    /// is not written yet, gives way: it is in these. `near` tells whether the near store has what they say.
    fn make_good(
        &self,
        update: Option<Vec<u8>>,
        mut covers: Vec<EntryName>,
        texts: Vec<(ArticleId, Text)>,
        near: bool,
    ) {
        let mut journal = self.journal.borrow_mut();
        let mut queue = self.queue.borrow_mut();
        let mut amends = self.amends.borrow_mut();
        queue.retain(|entry| {
            let gives_way = amends.contains(&entry.name) && (update.is_some() || entry.update.is_none());
            if gives_way {
                covers.extend(journal.withdraw(&entry.name));
            }
            !gives_way
        });
        let mut entries = Vec::new();
        if let Some(update) = update {
            let name = journal.name(now());
            journal.begin_amends(name.clone(), update.len(), near, covers);
            entries.push(Entry { name, update: Some(update), text: None });
        } else {
            journal.covered(covers);
        }
        for text in texts {
            let name = journal.name(now());
            journal.begin(name.clone(), 0, near);
            entries.push(Entry { name, update: None, text: Some(text) });
        }
        amends.retain(|name| queue.iter().any(|entry| entry.name == *name));
        amends.extend(entries.iter().map(|entry| entry.name.clone()));
        queue.splice(..0, entries);
    }

    /// The connection to the database has ended.
    fn lost(&self, loss: Loss) {
        self.durable.take();
        if loss == Loss::Newer {
            return self.stand_down();
        }
        self.texts.borrow_mut().clear();
        if self.lost.borrow().is_none() {
            let mut journal = self.journal.borrow_mut();
            let stand_in = journal.name(now());
            // What the browser merely closed is still on the disk, as far as anybody knows.
            journal.lost(stand_in.clone(), loss == Loss::Closed);
            *self.lost.borrow_mut() = Some(stand_in);
        }
        self.report();
        self.reopen();
    }

    /// Opens the database again, reads what was missed, and writes what it lacks: all of it, where it was deleted.
    pub(super) fn reopen(&self) {
        let Some(me) = self.me.upgrade() else { return };
        if self.is_missing.get() || self.has_stood_down.get() || self.is_reopening.replace(true) {
            return;
        }
        spawn_local(async move {
            loop {
                let attempt = me.attempts.get();
                me.attempts.set(attempt + 1);
                TimeoutFuture::new(WAITS_MILLISECONDS[attempt.min(WAITS_MILLISECONDS.len() - 1)]).await;
                let Err(error) = me.try_to_reopen().await else { break };
                me.go_without(&error);
                if me.is_missing.get() || me.has_stood_down.get() {
                    break;
                }
            }
            me.is_reopening.set(false);
        });
    }

    async fn try_to_reopen(&self) -> Result<(), StorageError> {
        let durable = match self.durable() {
            Some(durable) => durable,
            None => Rc::new(self.open_durable().await?),
        };
        let rows = durable.read().await?;
        self.extent.set(rows.extent());
        let mut copy = Replica::new(random());
        let there = restore(&rows, |piece| match piece {
            Piece::Update(update) => copy.merge(update).is_ok(),
            Piece::Proved(update) => copy.merge_proved(update).is_ok(),
            Piece::Text(..) => true,
        });
        let restored = self.dispatcher.restore(|take| restore(&rows, |piece| take(piece).is_some())).await;
        self.take_in(&durable, &restored).await;
        let damaged = restored.damaged.len() + self.take_in_near(true).await;
        if self.has_stood_down.get() {
            return Ok(());
        }
        let held = copy.held();
        self.dispatcher.here().await;
        let is_lacking = copy.merge(&self.dispatcher.encode().expect(HERE)).is_ok_and(|merged| merged.is_news);
        let texts = self.dispatcher.texts().into_iter().filter(|(article, _)| !there.texts.contains(article));
        // Local storage may have dropped some of it: it is written there again before it counts as kept.
        self.make_good(
            is_lacking.then(|| self.dispatcher.since(&held).expect(HERE)),
            Vec::new(),
            texts.collect(),
            false,
        );
        let mut journal = self.journal.borrow_mut();
        if let Some(stand_in) = self.lost.take() {
            journal.withdraw(&stand_in);
        }
        if self.queue.borrow().is_empty() {
            // Nothing is left that a write could prove it with.
            journal.expect(Outlook::Working);
            self.trouble.take();
        }
        drop(journal);
        *self.durable.borrow_mut() = Some(durable);
        self.tell_of(damaged);
        self.retry_near();
        self.report();
        self.pump();
        Ok(())
    }
}
