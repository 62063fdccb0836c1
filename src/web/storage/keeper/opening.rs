//! Opening: everything in both stores is merged, and what only one of them has, or what was missed, is made good.

use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use wasm_bindgen_futures::spawn_local;

use super::Keeper;
use crate::domain::id::ArticleId;
use crate::domain::journal::{Durable as Expected, EntryName, Piece, restore};
use crate::domain::replica::Replica;
use crate::domain::text::{Text, counted};
use crate::web::browser::{now, random};
use crate::web::storage::StorageError;
use crate::web::storage::database::Loss;
use crate::web::storage::durable::{Durable, Entry};
use crate::web::ui::{Dialog, Offer};

/// How long to wait before a lost connection is opened again, the last again and again.
const WAITS_MILLISECONDS: [u32; 4] = [0, 500, 3_000, 15_000];

const LAST_WAIT: usize = WAITS_MILLISECONDS.len() - 1;

impl Keeper {
    /// Opens both stores and merges all that they hold. What one of them lacks it is given.
    pub async fn open(&self) {
        let claimed = self.local.as_ref().map_or(Ok(()), |local| local.claim());
        if claimed.is_err() {
            self.retire();
        }
        let opened = if self.is_retired.get() { Err(StorageError::Newer) } else { self.open_durable().await };
        if matches!(opened, Err(StorageError::Newer)) {
            // Before local storage is read, where something might be set aside.
            self.retire();
        }
        let mut damaged = 0;
        let read = match &opened {
            Ok(durable) => self.take_in_rows(durable).await.map(|count| damaged += count),
            Err(error) => Err(error.clone()),
        };
        damaged += self.take_in_near(read.is_ok());
        match (opened, read) {
            (Ok(durable), Ok(())) => *self.durable.borrow_mut() = Some(Rc::new(durable)),
            (Ok(_), Err(error)) | (Err(error), _) => {
                self.go_without(&error);
                if !matches!(error, StorageError::Missing(_) | StorageError::Newer) {
                    self.reopen(LAST_WAIT);
                }
            }
        }
        self.tell_of_damage(damaged);
        self.report();
        self.pump();
        self.snapshot_if_wanted();
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
            return self.retire();
        }
        self.journal.borrow_mut().expect(Expected::Failing);
        match &self.local {
            Some(_) => self.complain(error),
            None => self.dispatcher.without_storage(error),
        }
    }

    /// Merges all rows of the durable store, and sets the damaged ones aside. Gives their number.
    pub(super) async fn take_in_rows(&self, durable: &Durable) -> Result<usize, StorageError> {
        let rows = durable.read().await?;
        let restored = self.dispatcher.restore(|take| restore(&rows, |piece| take(piece).is_some()));
        self.journal.borrow_mut().restored(&restored);
        self.texts.borrow_mut().clone_from(&restored.texts);
        if !self.is_retired.get() {
            durable.set_aside(&restored.damaged).await?;
        }
        Ok(restored.damaged.len())
    }

    /// Merges what local storage holds, and gives the durable store what it lacks of it. Gives the number of entries
    /// that are damaged; they are set aside.
    fn take_in_near(&self, has_durable: bool) -> usize {
        let Some(local) = &self.local else { return 0 };
        let near = match local.read() {
            Ok(near) => near,
            Err(error) => {
                self.dispatcher.warn(format!("What local storage holds could not be read: {error}."));
                return 0;
            }
        };
        let held = self.dispatcher.held();
        let mut damaged = near.damaged;
        let (mut covers, mut missing) = (Vec::new(), Vec::new());
        let is_news = self.dispatcher.restore(|take| {
            for (article, text) in &near.texts {
                match take(Piece::Text(article, text)) {
                    Some(_) if self.texts.borrow().contains(article) => {}
                    Some(_) => missing.push((article.clone(), Text::new(text.as_str()))),
                    None => damaged.push(format!("text/{article}")),
                }
            }
            let mut is_news = false;
            for (name, update) in near.updates.iter().filter(|(name, _)| !self.journal.borrow().droppable(name)) {
                match take(Piece::Update(update)) {
                    Some(news) => {
                        is_news |= news;
                        covers.push(name.clone());
                    }
                    None => damaged.push(format!("update/{name}")),
                }
            }
            is_news
        });
        if has_durable {
            let update = is_news.then(|| self.dispatcher.since(&held));
            self.make_good(update, covers, missing, true);
        } else if !self.is_retired.get() {
            local.compact(&near.updates, || self.journal.borrow_mut().name(now()));
        }
        if !self.is_retired.get() {
            for place in &damaged {
                // Without room for the copy it stays where it is, which harms nothing.
                let _ = local.set_aside(place);
            }
        }
        damaged.len()
    }

    /// Queues for the durable store what it lacks: one update, and texts.
    fn make_good(&self, update: Option<Vec<u8>>, covers: Vec<EntryName>, texts: Vec<(ArticleId, Text)>, near: bool) {
        let mut journal = self.journal.borrow_mut();
        let mut entries = Vec::new();
        if update.is_some() {
            entries.push(Entry { name: journal.name(now()), update, text: None, covers });
        } else {
            journal.covered(covers);
        }
        for text in texts {
            entries.push(Entry { name: journal.name(now()), update: None, text: Some(text), covers: Vec::new() });
        }
        for entry in &entries {
            journal.begin(entry.name.clone(), entry.bytes(), near);
        }
        self.queue.borrow_mut().splice(..0, entries);
    }

    /// The connection to the database has ended.
    fn lost(&self, loss: Loss) {
        self.durable.take();
        if loss == Loss::Newer {
            return self.retire();
        }
        if self.lost.borrow().is_none() {
            let mut journal = self.journal.borrow_mut();
            let stand_in = journal.name(now());
            // What the browser merely closed is still on the disk, as far as anybody knows.
            journal.lost(stand_in.clone(), loss == Loss::Closed);
            *self.lost.borrow_mut() = Some(stand_in);
        }
        self.report();
        self.reopen(0);
    }

    /// Opens the database again, reads what was missed, and writes what it lacks: all of it, where it was deleted.
    pub(super) fn reopen(&self, attempt: usize) {
        let Some(me) = self.me.upgrade().filter(|keeper| !keeper.is_retired.get()) else { return };
        spawn_local(async move {
            TimeoutFuture::new(WAITS_MILLISECONDS[attempt.min(LAST_WAIT)]).await;
            if let Err(error) = me.try_to_reopen().await {
                me.go_without(&error);
                me.reopen(attempt + 1);
            }
        });
    }

    async fn try_to_reopen(&self) -> Result<(), StorageError> {
        let durable = match self.durable() {
            Some(durable) => durable,
            None => Rc::new(self.open_durable().await?),
        };
        let rows = durable.read().await?;
        let mut copy = Replica::new(random());
        let there = restore(&rows, |piece| match piece {
            Piece::Update(update) => copy.merge(update).is_ok(),
            Piece::Text(..) => true,
        });
        let damaged = self.take_in_rows(&durable).await?;
        let held = copy.held();
        let is_lacking = copy.merge(&self.dispatcher.encode()).is_ok_and(|merged| merged.is_news);
        let texts = self.dispatcher.texts().into_iter().filter(|(article, _)| !there.texts.contains(article));
        let near = self.local.is_some() && self.journal.borrow().unkept().next().is_none();
        self.make_good(is_lacking.then(|| self.dispatcher.since(&held)), Vec::new(), texts.collect(), near);
        let mut journal = self.journal.borrow_mut();
        journal.expect(Expected::Working);
        if let Some(stand_in) = self.lost.take() {
            journal.recovered(&stand_in);
        }
        drop(journal);
        *self.durable.borrow_mut() = Some(durable);
        self.tell_of_damage(damaged);
        self.report();
        self.pump();
        Ok(())
    }

    fn tell_of_damage(&self, count: usize) {
        if count > 0 {
            let entries = counted(count, "entry", "entries");
            self.dispatcher.offer(
                format!(
                    "{entries} kept in this browser could not be read. Nothing was removed, and the rest is here."
                ),
                Offer::Show(Dialog::Storage),
            );
        }
    }
}
