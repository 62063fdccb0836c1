//! The browser's local storage: one key an update, unique to the tab, written at once.
//!
//! One shared key for the whole project would lose what another tab writes between a read and a write; keys of
//! their own lose nothing. When many have piled up, groups of them are each merged into one: the merged update is
//! written first, and only then are the ones that it holds removed, so that two tabs may do this at the same time.

use std::cell::Cell;
use std::future::ready;
use std::pin::Pin;

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD as BASE64;
use wasm_bindgen::{JsCast, JsValue};

use super::{Durability, Loaded, News, Storage, StorageError, Written};
use crate::domain::id::ArticleId;
use crate::domain::replica::{is_update, merge_updates};
use crate::web::browser::{reason, window};

/// As many updates may pile up before loading merges them.
const MANY: usize = 500;

/// As many are merged at a time. Each takes its room twice while it is merged, of which there may be little.
const GROUP: usize = 50;

/// The part of local storage that belongs to one project.
pub struct LocalStorage {
    area: web_sys::Storage,
    /// What every key of the project starts with.
    prefix: String,
    /// Names this tab among all that write here.
    tab: u64,
    written: Cell<u64>,
}

impl LocalStorage {
    /// The store of the project named `project`, for the tab that drew the number `tab`.
    ///
    /// # Errors
    /// The browser gives this page no local storage.
    pub fn open(project: &str, tab: u64) -> Result<Self, StorageError> {
        let area = window().local_storage().map_err(|error| StorageError::Missing(reason(&error)))?;
        let area = area.ok_or_else(|| StorageError::Missing("it has no local storage".to_owned()))?;
        Ok(Self { area, prefix: format!("counterpoint/{project}/"), tab, written: Cell::new(0) })
    }

    /// What the change of a key by another tab says, if the key belongs to this project.
    #[must_use]
    pub fn read_news(&self, key: &str, value: &str) -> Option<News> {
        match self.entry(key)? {
            Entry::Update => BASE64.decode(value).ok().map(News::Update),
            Entry::Text(article) => Some(News::Text(article, value.to_owned())),
        }
    }

    fn keys(&self) -> Result<Vec<String>, StorageError> {
        let failed = |error: JsValue| StorageError::Failed(reason(&error));
        let count = self.area.length().map_err(failed)?;
        let mut keys = Vec::new();
        for number in 0..count {
            keys.extend(self.area.key(number).map_err(failed)?.filter(|key| key.starts_with(&self.prefix)));
        }
        Ok(keys)
    }

    fn entry(&self, key: &str) -> Option<Entry> {
        let (kind, name) = key.strip_prefix(&self.prefix)?.split_once('/')?;
        match kind {
            "update" => Some(Entry::Update),
            "text" => Some(Entry::Text(name.into())),
            _ => None,
        }
    }

    fn read(&self) -> Result<Loaded, StorageError> {
        let mut loaded = Loaded::default();
        let mut read = Vec::new();
        for key in self.keys()? {
            let value = self.area.get_item(&key).map_err(|error| StorageError::Failed(reason(&error)))?;
            match (self.entry(&key), value) {
                (Some(Entry::Update), Some(value)) => match BASE64.decode(&value) {
                    Ok(update) => {
                        loaded.updates.push(update);
                        read.push(key);
                    }
                    Err(_) => loaded.unread.push(key),
                },
                (Some(Entry::Text(article)), Some(text)) => loaded.texts.push((article, text)),
                _ => {}
            }
        }
        if read.len() > MANY {
            self.compact(&loaded.updates, &read);
        }
        Ok(loaded)
    }

    /// Puts one update in the place of each group, the smallest first, so that they make room for the larger ones.
    /// What is no update, or finds no room, stays as it is.
    fn compact(&self, updates: &[Vec<u8>], keys: &[String]) {
        let mut sound: Vec<_> = updates.iter().zip(keys).filter(|(update, _)| is_update(update)).collect();
        sound.sort_by_key(|(update, _)| update.len());
        for group in sound.chunks(GROUP) {
            let updates: Vec<_> = group.iter().map(|(update, _)| (*update).clone()).collect();
            let written = merge_updates(&updates).is_ok_and(|merged| self.write_update(&merged).is_ok());
            for (_, key) in group.iter().filter(|_| written) {
                // A key that stays is read again next time, which changes nothing.
                let _ = self.area.remove_item(key);
            }
        }
    }

    fn write_update(&self, update: &[u8]) -> Result<(), StorageError> {
        self.written.set(self.written.get() + 1);
        let key = format!("{}update/{:x}-{:x}", self.prefix, self.tab, self.written.get());
        self.write(&key, &BASE64.encode(update))
    }

    fn write(&self, key: &str, value: &str) -> Result<(), StorageError> {
        self.area.set_item(key, value).map_err(|error| match error.dyn_ref::<web_sys::DomException>() {
            Some(exception) if exception.name() == "QuotaExceededError" => StorageError::Full,
            _ => StorageError::Failed(reason(&error)),
        })
    }
}

enum Entry {
    Update,
    Text(ArticleId),
}

impl Storage for LocalStorage {
    fn durability(&self) -> Durability {
        Durability::Local
    }

    fn load(&self) -> Pin<Box<dyn Future<Output = Result<Loaded, StorageError>>>> {
        Box::pin(ready(self.read()))
    }

    fn append(&self, update: &[u8]) -> Written {
        Box::pin(ready(self.write_update(update)))
    }

    fn put_text(&self, article: &ArticleId, text: &str) -> Written {
        let key = format!("{}text/{article}", self.prefix);
        Box::pin(ready(self.write(&key, text)))
    }
}
