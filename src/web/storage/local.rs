//! The browser's local storage: one key an entry, never written twice, taken at once.
//!
//! One shared key for the whole project would lose what another tab writes between a read and a write; keys of their
//! own lose nothing. What may be removed when room is short, the journal says.

use std::cell::RefCell;
use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD as BASE64;
use js_sys::{JsString, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::{StorageError, free_place};
use crate::domain::id::ArticleId;
use crate::domain::journal::{EntryName, Extent, Room, SCHEMA, oldest};
use crate::domain::order;
use crate::domain::replica::{is_update, merge_updates};
use crate::web::browser::{reason, window};

/// As many updates may pile up where nothing else keeps them, before they are merged.
const MANY: usize = 500;

/// As many are merged at a time. Each takes its room twice while it is merged, of which there may be little.
const GROUP: usize = 50;

/// The part of local storage that belongs to one project.
pub struct LocalStorage {
    area: web_sys::Storage,
    /// What every key of the project starts with.
    prefix: String,
    room: RefCell<Room>,
    /// The updates that are there, as far as this tab knows, with the code units that each takes.
    sizes: RefCell<BTreeMap<EntryName, usize>>,
    /// The texts, likewise.
    texts: RefCell<BTreeMap<ArticleId, usize>>,
}

/// Everything that local storage holds of a project.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Near {
    /// The updates, in no particular order.
    pub updates: Vec<(EntryName, Vec<u8>)>,
    /// The texts of articles.
    pub texts: Vec<(ArticleId, String)>,
    /// What cannot be an entry, by what its key ends with: `update/NAME`.
    pub damaged: Vec<String>,
}

/// What another tab tells.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// An update.
    Update(EntryName, Vec<u8>),
    /// An article's text.
    Text(ArticleId, String),
    /// The durable store has the entry of this name.
    Kept(EntryName),
    /// The layout of the stores has this version now.
    Schema(u32),
}

impl LocalStorage {
    /// The store of the project named `project`.
    ///
    /// # Errors
    /// The browser gives this page no local storage.
    pub fn open(project: &str) -> Result<Self, StorageError> {
        let area = window().local_storage().map_err(|error| StorageError::Missing(reason(&error)))?;
        let area = area.ok_or_else(|| StorageError::Missing("it has no local storage".to_owned()))?;
        let prefix = format!("counterpoint/{project}/");
        Ok(Self { area, prefix, room: RefCell::default(), sizes: RefCell::default(), texts: RefCell::default() })
    }

    /// Marks the store as one of this program's version.
    ///
    /// # Errors
    /// A newer version wrote it: nothing may be written then.
    pub fn claim(&self) -> Result<(), StorageError> {
        let key = format!("{}schema", self.prefix);
        let found = self.area.get_item(&key).ok().flatten().and_then(|found| found.parse().ok()).unwrap_or(0_u32);
        if found > SCHEMA {
            return Err(StorageError::Newer);
        }
        if found < SCHEMA {
            // In a full store it is missing until there is room: nobody else would be misled.
            let _ = self.area.set_item(&key, &SCHEMA.to_string());
        }
        Ok(())
    }

    /// What the change of a key by another tab says, if the key belongs to this project.
    #[must_use]
    pub fn read_news(&self, key: &str, value: &str) -> Option<News> {
        let key = key.strip_prefix(&self.prefix)?;
        match key.split_once('/') {
            Some(("update", name)) => Some(News::Update(name.into(), BASE64.decode(value).ok()?)),
            Some(("text", article)) => Some(News::Text(article.into(), value.to_owned())),
            None if key == "schema" => value.parse().ok().map(News::Schema),
            _ => None,
        }
    }

    /// Reads everything.
    ///
    /// # Errors
    /// The browser fails to give it.
    pub fn read(&self) -> Result<Near, StorageError> {
        let mut near = Near::default();
        let mut used = 0;
        let (mut sizes, mut texts) = (BTreeMap::new(), BTreeMap::new());
        for key in self.keys()? {
            let Some(own) = key.strip_prefix(&self.prefix) else {
                used += self.units(&key);
                continue;
            };
            let Some(value) = self.area.get_item(&key).map_err(|error| failed(&error))? else { continue };
            let units = key.len() + value.encode_utf16().count();
            used += units;
            match own.split_once('/') {
                Some(("update", name)) => match BASE64.decode(&value) {
                    Ok(update) => {
                        sizes.insert(EntryName::from(name), units);
                        near.updates.push((name.into(), update));
                    }
                    Err(_) => near.damaged.push(own.to_owned()),
                },
                Some(("text", article)) => {
                    texts.insert(ArticleId::from(article), units);
                    near.texts.push((article.into(), value));
                }
                Some(("aside", _)) => {}
                None if matches!(own, "schema" | "last-view") => {}
                _ => near.damaged.push(own.to_owned()),
            }
        }
        *self.room.borrow_mut() = Room::new(used);
        *self.sizes.borrow_mut() = sizes;
        *self.texts.borrow_mut() = texts;
        Ok(near)
    }

    /// Writes an update under a name that nothing else has.
    ///
    /// # Errors
    /// There is no room, or the browser fails.
    pub fn put_update(&self, name: &EntryName, update: &[u8]) -> Result<(), StorageError> {
        let units = self.put(&format!("update/{name}"), &BASE64.encode(update))?;
        self.sizes.borrow_mut().insert(name.clone(), units);
        Ok(())
    }

    /// Writes the text of an article.
    ///
    /// # Errors
    /// There is no room, or the browser fails.
    pub fn put_text(&self, article: &ArticleId, text: &str) -> Result<(), StorageError> {
        let units = self.put(&format!("text/{article}"), text)?;
        self.texts.borrow_mut().insert(article.clone(), units);
        Ok(())
    }

    /// Measures the UTF-16 code units in use, whoever uses them: reads the length of every value.
    #[must_use]
    pub fn measure(&self) -> usize {
        let used = self.keys().unwrap_or_default().iter().map(|key| self.units(key)).sum();
        *self.room.borrow_mut() = Room::new(used);
        used
    }

    /// True when room should be made: the browser's limit is near, or the project takes more than its share.
    #[must_use]
    pub fn is_scarce(&self) -> bool {
        self.room.borrow().is_scarce(self.own())
    }

    /// Removes what may go, texts first, since each takes the room of many updates, and then the oldest updates: until
    /// there is ample room, or all of it where `urgent`.
    pub fn make_room(
        &self,
        urgent: bool,
        may_go: impl Fn(&EntryName) -> bool,
        may_text_go: impl Fn(&ArticleId) -> bool,
    ) {
        let texts: Vec<ArticleId> =
            self.texts.borrow().keys().filter(|article| may_text_go(article)).cloned().collect();
        for article in texts {
            self.remove(&format!("text/{article}"));
            self.texts.borrow_mut().remove(&article);
        }
        let wanted = if urgent { usize::MAX } else { self.room.borrow().excess(self.own()) };
        let droppable = self
            .sizes
            .borrow()
            .iter()
            .filter(|(name, _)| may_go(name))
            .map(|(name, &size)| (name.clone(), size))
            .collect();
        for name in oldest(droppable, wanted) {
            self.remove_update(&name);
        }
    }

    /// The code units that the project's entries take.
    fn own(&self) -> usize {
        self.sizes.borrow().values().chain(self.texts.borrow().values()).sum()
    }

    fn remove_update(&self, name: &EntryName) {
        self.remove(&format!("update/{name}"));
        self.sizes.borrow_mut().remove(name);
    }

    /// Moves an entry out of the way, unchanged, under a name that nothing has. `place` is what its key ends with.
    ///
    /// # Errors
    /// There is no room for the copy: the entry stays where it is.
    pub fn set_aside(&self, place: &str) -> Result<(), StorageError> {
        let Some(value) = self.area.get_item(&format!("{}{place}", self.prefix)).map_err(|error| failed(&error))?
        else {
            return Ok(());
        };
        let other = |kept: Option<String>| kept.is_some_and(|kept| kept != value);
        let is_taken = |aside: &str| self.area.get_item(&format!("{}{aside}", self.prefix)).is_ok_and(other);
        let aside = free_place(&format!("aside/{place}"), is_taken);
        self.put(&aside, &value)?;
        self.remove(place);
        Ok(())
    }

    /// What was moved out of the way: what its key ended with, and what it holds.
    #[must_use]
    pub fn aside(&self) -> Vec<(String, String)> {
        let prefix = format!("{}aside/", self.prefix);
        let keys = self.keys().unwrap_or_default();
        let ours = keys.iter().filter_map(|key| Some((key.strip_prefix(&prefix)?, self.area.get_item(key).ok()??)));
        ours.map(|(place, value)| (place.to_owned(), value)).collect()
    }

    /// Where nothing else keeps the updates and many have piled up: puts one update in the place of each group, the
    /// smallest first, so that they make room for the larger ones. What is no update, or finds no room, stays. The
    /// merged update is written before those that it holds are removed, so that two tabs may do this at once.
    pub fn compact(&self, updates: &[(EntryName, Vec<u8>)], mut name: impl FnMut() -> EntryName) {
        if updates.len() <= MANY {
            return;
        }
        let mut sound: Vec<_> = updates.iter().filter(|(_, update)| is_update(update)).collect();
        order::sort_by_key(&mut sound, |(_, update)| update.len());
        for group in sound.chunks(GROUP) {
            let updates: Vec<_> = group.iter().map(|(_, update)| update.clone()).collect();
            let written = merge_updates(&updates).is_ok_and(|merged| self.put_update(&name(), &merged).is_ok());
            for (old, _) in group.iter().filter(|_| written) {
                self.remove_update(old);
            }
        }
    }

    /// How much everything is, in bytes where each character takes one, and how late.
    #[must_use]
    pub fn extent(&self) -> Extent {
        let mut extent = Extent::default();
        for key in self.keys().unwrap_or_default() {
            let Some(place) = key.strip_prefix(&self.prefix) else { continue };
            if matches!(place, "schema" | "last-view") {
                continue;
            }
            extent.add(self.length(&key).unwrap_or_default() as u64);
            extent.reach(place.strip_prefix("update/").and_then(|name| EntryName::from(name).time()));
        }
        extent
    }

    /// Removes everything of the project.
    pub fn clear(&self) {
        for key in self.keys().unwrap_or_default().iter().filter(|key| key.starts_with(&self.prefix)) {
            // What stays is tried again when the project is next cleared away.
            let _ = self.area.remove_item(key);
        }
    }

    fn keys(&self) -> Result<Vec<String>, StorageError> {
        let count = self.area.length().map_err(|error| failed(&error))?;
        let mut keys = Vec::new();
        for number in 0..count {
            keys.extend(self.area.key(number).map_err(|error| failed(&error))?);
        }
        Ok(keys)
    }

    /// The UTF-16 code units of a value, without copying it out of the browser.
    fn length(&self, key: &str) -> Option<usize> {
        let value = Reflect::get(&self.area, &key.into()).ok()?.dyn_into::<JsString>().ok()?;
        Some(value.length() as usize)
    }

    /// Writes a key, and tells the code units that it takes. What stood there before stays where that fails.
    fn put(&self, place: &str, value: &str) -> Result<usize, StorageError> {
        let key = format!("{}{place}", self.prefix);
        let before = self.units(&key);
        self.area.set_item(&key, value).map_err(|error| failed(&error))?;
        let units = key.len() + value.encode_utf16().count();
        let mut room = self.room.borrow_mut();
        room.removed(before);
        room.wrote(units);
        Ok(units)
    }

    fn remove(&self, place: &str) {
        let key = format!("{}{place}", self.prefix);
        let units = self.units(&key);
        // An entry that stays is read again next time, which changes nothing.
        if self.area.remove_item(&key).is_ok() {
            self.room.borrow_mut().removed(units);
        }
    }

    /// The code units that a key takes with its value; none where it is not there.
    fn units(&self, key: &str) -> usize {
        match self.length(key) {
            Some(length) => key.len() + length,
            None => 0,
        }
    }
}

fn failed(error: &JsValue) -> StorageError {
    match error.dyn_ref::<web_sys::DomException>() {
        Some(exception) if exception.name() == "QuotaExceededError" => StorageError::Full,
        _ => StorageError::Failed(reason(error)),
    }
}
