//! A project's database: its rows as bytes, in and out. What they mean is the journal's business.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};

use super::StorageError;
use super::database::{Database, Loss};
use super::free_place;
use crate::domain::id::ArticleId;
use crate::domain::journal::{EntryName, Extent, Place, Rows, Snapshot, superfluous};
use crate::domain::text::Text;

const UPDATES: &str = "updates";
const SNAPSHOTS: &str = "snapshots";
const TEXTS: &str = "texts";
const ASIDE: &str = "aside";
const STORES: &[&str] = &[UPDATES, SNAPSHOTS, TEXTS, ASIDE];

/// The name of a project's database.
#[must_use]
pub fn name_of(project: &str) -> String {
    format!("counterpoint/{project}")
}

/// An entry of the journal: an update, the text that belongs to it, or both.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its name.
    pub name: EntryName,
    /// The update.
    pub update: Option<Vec<u8>>,
    /// The text of an article.
    pub text: Option<(ArticleId, Text)>,
}

impl Entry {
    /// The bytes of its update.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.update.as_ref().map_or(0, Vec::len)
    }
}

/// The database of one project.
pub struct Durable(Database);

impl Durable {
    /// Opens the database of `project`.
    ///
    /// # Errors
    /// As [`Database::open`].
    pub async fn open(project: &str, on_loss: impl FnOnce(Loss) + 'static) -> Result<Self, StorageError> {
        Database::open(&name_of(project), STORES, on_loss).await.map(Self)
    }

    /// Reads everything, at one moment. What is no row of ours is in `Rows` with no bytes, and so counts as damaged.
    ///
    /// # Errors
    /// The browser fails to give it.
    pub async fn read(&self) -> Result<Rows, StorageError> {
        let transaction = self.0.read(STORES)?;
        Ok(Rows {
            updates: named(transaction.entries(UPDATES).await?),
            snapshots: named(transaction.entries(SNAPSHOTS).await?),
            texts: named(transaction.entries(TEXTS).await?),
        })
    }

    /// Writes entries, a row an update, all in one transaction.
    ///
    /// # Errors
    /// They could not be written: none of them is.
    pub async fn write(&self, entries: &[Entry]) -> Result<(), StorageError> {
        let transaction = self.0.change(&[UPDATES, TEXTS])?;
        let put = |entry: &Entry| {
            if let Some(update) = &entry.update {
                transaction.put(UPDATES, entry.name.as_str(), &Uint8Array::from(update.as_slice()))?;
            }
            entry.text.as_ref().map_or(Ok(()), |(article, text)| {
                transaction.put(TEXTS, article.as_str(), &Uint8Array::from(text.as_str().as_bytes()))
            })
        };
        if let Err(error) = entries.iter().try_for_each(put) {
            transaction.abort();
            return Err(error);
        }
        transaction.commit().await
    }

    /// Writes the snapshot that `make` gives for the snapshots and the updates that are there, in one transaction, and
    /// gives its size in bytes; nothing where there is none to write.
    ///
    /// # Errors
    /// It could not be written.
    pub async fn write_snapshot(
        &self,
        name: &EntryName,
        make: impl FnOnce(&[EntryName], &[EntryName]) -> Option<Snapshot>,
    ) -> Result<Option<usize>, StorageError> {
        let transaction = self.0.change(&[UPDATES, SNAPSHOTS])?;
        let names = |keys: Vec<String>| keys.iter().map(|key| EntryName::from(key.as_str())).collect::<Vec<_>>();
        let snapshots = names(transaction.keys(SNAPSHOTS).await?);
        let Some(snapshot) = make(&snapshots, &names(transaction.keys(UPDATES).await?)) else { return Ok(None) };
        let bytes = snapshot.encode();
        transaction.put(SNAPSHOTS, name.as_str(), &Uint8Array::from(bytes.as_slice()))?;
        transaction.commit().await.map(|()| Some(bytes.len()))
    }

    /// Reads the snapshots back, and removes what they make superfluous. False where the one with this name is not
    /// there or damaged.
    ///
    /// # Errors
    /// The browser fails; nothing was removed then.
    pub async fn retire(&self, written: &EntryName) -> Result<bool, StorageError> {
        let transaction = self.0.change(&[UPDATES, SNAPSHOTS])?;
        let snapshots: Vec<(EntryName, Vec<u8>)> = named(transaction.entries(SNAPSHOTS).await?);
        if !snapshots.iter().any(|(name, bytes)| name == written && Snapshot::decode(bytes).is_some()) {
            return Ok(false);
        }
        for place in superfluous(&snapshots) {
            let (store, key) = row(&place);
            transaction.delete(store, key)?;
        }
        transaction.commit().await.map(|()| true)
    }

    /// Moves damaged rows out of the way, unchanged, each in one transaction.
    ///
    /// # Errors
    /// The browser fails; those that were not moved stay where they are.
    pub async fn set_aside(&self, places: &[Place]) -> Result<(), StorageError> {
        for place in places {
            let (store, key) = row(place);
            let transaction = self.0.change(&[store, ASIDE])?;
            let taken = transaction.keys(ASIDE).await?;
            if let Some(value) = transaction.get(store, key).await? {
                let aside = free_place(&format!("{store}/{key}"), |place| taken.iter().any(|name| name == place));
                transaction.put(ASIDE, &aside, &value)?;
                transaction.delete(store, key)?;
            }
            transaction.commit().await?;
        }
        Ok(())
    }

    /// What was moved out of the way: where it stood, and what it holds, bytes in base64.
    ///
    /// # Errors
    /// The browser fails to give it.
    pub async fn aside(&self) -> Result<Vec<(String, String)>, StorageError> {
        let rows = self.0.read(&[ASIDE])?.entries(ASIDE).await?;
        let text = |value: JsValue| match value.dyn_into::<Uint8Array>() {
            Ok(bytes) => BASE64_STANDARD.encode(bytes.to_vec()),
            Err(other) => other.as_string().unwrap_or_else(|| format!("{other:?}")),
        };
        Ok(rows.into_iter().map(|(place, value)| (place, text(value))).collect())
    }

    /// How much everything is, and how late.
    ///
    /// # Errors
    /// The browser fails to give it.
    pub async fn extent(&self) -> Result<Extent, StorageError> {
        let transaction = self.0.read(STORES)?;
        let mut extent = Extent::default();
        for store in STORES {
            for (name, value) in transaction.entries(store).await? {
                extent.add(value.dyn_ref::<Uint8Array>().map_or(0, |bytes| bytes.length().into()));
                if [UPDATES, SNAPSHOTS].contains(store) {
                    extent.reach(EntryName::from(name.as_str()).time());
                }
            }
        }
        Ok(extent)
    }

    /// Closes the connection.
    pub fn close(&self) {
        self.0.close();
    }
}

/// The store and the key of a row.
fn row(place: &Place) -> (&'static str, &str) {
    match place {
        Place::Update(name) => (UPDATES, name.as_str()),
        Place::Snapshot(name) => (SNAPSHOTS, name.as_str()),
        Place::Text(article) => (TEXTS, article.as_str()),
    }
}

fn named<Name: for<'a> From<&'a str>>(entries: Vec<(String, JsValue)>) -> Vec<(Name, Vec<u8>)> {
    let bytes = |value: JsValue| value.dyn_into::<Uint8Array>().map(|bytes| bytes.to_vec()).unwrap_or_default();
    entries.into_iter().map(|(name, value)| (Name::from(name.as_str()), bytes(value))).collect()
}
