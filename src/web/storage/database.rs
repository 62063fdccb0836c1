//! IndexedDB, as little of it as is needed here: stores of values under text keys, and transactions over them.
//!
//! A transaction is acknowledged only when it is on the disk (`durability: "strict"`), so that what was acknowledged
//! survives a power failure, too. This file knows nothing of what is stored.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures_util::future::{Either, select};
use gloo::events::EventListener;
use gloo_timers::future::TimeoutFuture;
use idb::event::VersionChangeEvent;
use idb::{DatabaseEvent, Factory, ObjectStoreParams};
use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{DomException, Event, IdbDatabase, IdbTransaction, IdbVersionChangeEvent};

use super::StorageError;
use crate::domain::journal::SCHEMA;
use crate::web::browser::reason;

/// A database that does not open within this time counts as blocked.
const PATIENCE_MILLISECONDS: u32 = 5_000;

thread_local! {
    /// Whether the browser has said that it emptied the page's databases, and nobody has asked since.
    static WERE_EMPTIED: Cell<bool> = const { Cell::new(false) };
}

/// Why a connection ended that the page did not close.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loss {
    /// A newer version of the program wants the database for itself.
    Newer,
    /// Somebody deletes the database.
    Deleted,
    /// The browser gave it up.
    Closed,
}

/// An open connection.
pub struct Database {
    raw: IdbDatabase,
    /// They hear as long as this is there.
    _listeners: [EventListener; 2],
}

#[wasm_bindgen]
extern "C" {
    /// An `IDBDatabase`, for the form of `transaction` that web-sys does not have yet.
    type Strict;

    #[wasm_bindgen(method, catch)]
    fn transaction(this: &Strict, stores: &Array, mode: &str, options: &Object) -> Result<IdbTransaction, JsValue>;

    /// An `IDBFactory`, for what the crate does not have.
    type Listing;

    #[wasm_bindgen(method, catch)]
    fn databases(this: &Listing) -> Result<Promise, JsValue>;
}

impl Database {
    /// Opens the database `name`, made with these stores where it is not there. `on_loss` is told once if the
    /// connection is lost; the database is closed by then.
    ///
    /// # Errors
    /// The browser has no IndexedDB or does not give it to this page; another program holds the database, or a newer
    /// version of this one has written it.
    pub async fn open(
        name: &str,
        stores: &'static [&'static str],
        on_loss: impl FnOnce(Loss) + 'static,
    ) -> Result<Self, StorageError> {
        let missing = |error: idb::Error| StorageError::Missing(error.to_string());
        let mut request = Factory::new().and_then(|factory| factory.open(name, Some(SCHEMA))).map_err(missing)?;
        request.on_upgrade_needed(|event| {
            make_stores(&event, stores);
            hear_of_emptying(event);
        });
        let opening = Box::pin(request.into_future());
        let database = match select(opening, TimeoutFuture::new(PATIENCE_MILLISECONDS)).await {
            Either::Left((opened, _)) => opened.map_err(|error| failed_to_open(&error))?,
            Either::Right(((), opening)) => {
                // It must not stay in the way of others when it opens after all.
                spawn_local(async move {
                    if let Ok(late) = opening.await {
                        late.close();
                    }
                });
                return Err(StorageError::Blocked);
            }
        };
        Ok(Self::watched(database, on_loss))
    }

    fn watched(database: idb::Database, on_loss: impl FnOnce(Loss) + 'static) -> Self {
        let raw = JsValue::from(database).unchecked_into::<IdbDatabase>();
        let on_loss = Rc::new(RefCell::new(Some(on_loss)));
        let tell = move |loss| {
            if let Some(on_loss) = on_loss.take() {
                on_loss(loss);
            }
        };
        let closed = EventListener::new(&raw, "close", {
            let tell = tell.clone();
            move |_| tell(Loss::Closed)
        });
        let wanted = EventListener::new(&raw, "versionchange", {
            let raw = raw.clone();
            move |event| {
                raw.close();
                let version = event.dyn_ref::<IdbVersionChangeEvent>().and_then(IdbVersionChangeEvent::new_version);
                tell(if version.is_some() { Loss::Newer } else { Loss::Deleted });
            }
        });
        Self { raw, _listeners: [closed, wanted] }
    }

    /// Begins a transaction over stores that reads only.
    ///
    /// # Errors
    /// The connection is lost.
    pub fn read(&self, stores: &[&str]) -> Result<Transaction, StorageError> {
        self.begin(stores, "readonly")
    }

    /// Begins a transaction over stores that may change them.
    ///
    /// # Errors
    /// The connection is lost.
    pub fn change(&self, stores: &[&str]) -> Result<Transaction, StorageError> {
        self.begin(stores, "readwrite")
    }

    fn begin(&self, stores: &[&str], mode: &str) -> Result<Transaction, StorageError> {
        let names: Array = stores.iter().map(|&store| JsValue::from(store)).collect();
        let options = Object::new();
        // Setting a property of a plain object cannot fail.
        let _ = Reflect::set(&options, &"durability".into(), &"strict".into());
        let raw = self.raw.unchecked_ref::<Strict>().transaction(&names, mode, &options).map_err(|e| failed(&e))?;
        // The handlers are set now, so that an end is heard that comes before anybody waits for it. Both ends keep the
        // promise: a broken one would be an error on the console wherever nobody waits.
        let done = Promise::new(&mut |resolve, _| {
            raw.set_oncomplete(Some(&resolve));
            raw.set_onabort(Some(&resolve));
        });
        Ok(Transaction { inner: raw.clone().into(), raw, done })
    }

    /// Closes the connection when its transactions are done.
    pub fn close(&self) {
        self.raw.close();
    }
}

/// A connection that nobody holds any more must not stay in the way of others.
impl Drop for Database {
    fn drop(&mut self) {
        self.close();
    }
}

/// Changes that are made together or not at all. It ends by itself once nothing is asked of it any more.
pub struct Transaction {
    inner: idb::Transaction,
    raw: IdbTransaction,
    done: Promise,
}

impl Transaction {
    /// Puts a value under a key, in the place of what stood there.
    ///
    /// # Errors
    /// The transaction has ended, or the value cannot be kept.
    pub fn put(&self, store: &str, key: &str, value: &JsValue) -> Result<(), StorageError> {
        self.store(store)?.put(value, Some(&key.into())).map(drop).map_err(|error| failed_call(&error))
    }

    /// Removes what stands under a key, if anything does.
    ///
    /// # Errors
    /// The transaction has ended.
    pub fn delete(&self, store: &str, key: &str) -> Result<(), StorageError> {
        self.store(store)?.delete(JsValue::from(key)).map(drop).map_err(|error| failed_call(&error))
    }

    /// What stands under a key, if anything does.
    ///
    /// # Errors
    /// The transaction has ended, or fails.
    pub async fn get(&self, store: &str, key: &str) -> Result<Option<JsValue>, StorageError> {
        let request = self.store(store)?.get(JsValue::from(key)).map_err(|error| failed_call(&error))?;
        request.await.map_err(|error| failed_call(&error))
    }

    /// The text keys of a store, in order.
    ///
    /// # Errors
    /// The transaction has ended, or fails.
    pub async fn keys(&self, store: &str) -> Result<Vec<String>, StorageError> {
        let request = self.store(store)?.get_all_keys(None, None).map_err(|error| failed_call(&error))?;
        let keys = request.await.map_err(|error| failed_call(&error))?;
        Ok(keys.iter().filter_map(JsValue::as_string).collect())
    }

    /// What stands in a store under text keys, in their order.
    ///
    /// # Errors
    /// The transaction has ended, or fails.
    pub async fn entries(&self, store: &str) -> Result<Vec<(String, JsValue)>, StorageError> {
        let keys = self.store(store)?.get_all_keys(None, None).map_err(|error| failed_call(&error))?;
        let values = self.store(store)?.get_all(None, None).map_err(|error| failed_call(&error))?;
        // They hear their answers from now on, one of which comes while the other is awaited.
        let (keys, values) = (keys.into_future(), values.into_future());
        let keys = keys.await.map_err(|error| failed_call(&error))?;
        let values = values.await.map_err(|error| failed_call(&error))?;
        // What stands under another kind of key is not ours.
        Ok(keys.iter().zip(values).filter_map(|(key, value)| Some((key.as_string()?, value))).collect())
    }

    /// Takes back everything that was asked.
    pub fn abort(self) {
        // It fails only where the transaction has ended, as it does by itself after an error.
        let _ = self.raw.abort();
    }

    /// Waits until everything that was asked is on the disk.
    ///
    /// # Errors
    /// It could not be done: nothing of it has been.
    pub async fn commit(self) -> Result<(), StorageError> {
        let end = JsFuture::from(self.done).await.ok().and_then(|end| end.dyn_into::<Event>().ok());
        if end.is_some_and(|end| end.type_() == "complete") {
            return Ok(());
        }
        let ended = || StorageError::Failed("the browser ended a transaction".to_owned());
        Err(self.raw.error().map_or_else(ended, |error| failed(&error)))
    }

    fn store(&self, name: &str) -> Result<idb::ObjectStore, StorageError> {
        self.inner.object_store(name).map_err(|error| failed_call(&error))
    }
}

/// Deletes a database, once nobody has it open.
///
/// # Errors
/// The browser refuses, or somebody keeps it open.
pub async fn delete(name: &str) -> Result<(), StorageError> {
    let request = Factory::new().and_then(|factory| factory.delete(name)).map_err(|error| failed_call(&error))?;
    match select(Box::pin(request.into_future()), TimeoutFuture::new(PATIENCE_MILLISECONDS)).await {
        Either::Left((deleted, _)) => deleted.map_err(|error| failed_call(&error)),
        Either::Right(_) => Err(StorageError::Blocked),
    }
}

/// The names of all databases of this page's host.
///
/// # Errors
/// [`StorageError::Missing`] where the browser does not tell them, or has none; it may fail to, too.
pub async fn names() -> Result<Vec<String>, StorageError> {
    let missing = || StorageError::Missing("it does not tell which databases there are".to_owned());
    let factory = Reflect::get(&js_sys::global(), &"indexedDB".into()).ok().filter(JsValue::is_object);
    let Some(Ok(asked)) = factory.map(|factory| factory.unchecked_ref::<Listing>().databases()) else {
        return Err(missing());
    };
    let told = JsFuture::from(asked).await.map_err(|error| failed(&error))?;
    let told = told.dyn_into::<Array>().map_err(|_| missing())?;
    Ok(told.iter().filter_map(|told| Reflect::get(&told, &"name".into()).ok()?.as_string()).collect())
}

/// True, once, where the browser found the page's databases damaged and emptied them: all of them, since it keeps them
/// in one place.
///
/// Chromium does so, and says it to whoever opens one of them first, so that it is remembered here for whoever tells
/// it. It does so after it was killed in the middle of a write, too: then the half of an entry stays at the end of its
/// log, it writes on behind that, and does not get past it at the next start.
#[must_use]
pub fn were_emptied() -> bool {
    WERE_EMPTIED.take()
}

/// Notes whether the browser says that what stood here before is gone. Only Chromium's event has the field.
fn hear_of_emptying(event: VersionChangeEvent) {
    let loss = Reflect::get(&event.into(), &"dataLoss".into()).ok().and_then(|loss| loss.as_string());
    if loss.as_deref() == Some("total") {
        WERE_EMPTIED.set(true);
    }
}

/// Makes the stores that are missing.
fn make_stores(event: &VersionChangeEvent, stores: &[&str]) {
    let Ok(database) = event.database() else { return };
    let there = database.store_names();
    for name in stores.iter().filter(|name| !there.iter().any(|store| store == *name)) {
        // Where one cannot be made, the first transaction over it says so.
        let _ = database.create_object_store(name, ObjectStoreParams::new());
    }
}

fn failed_to_open(error: &idb::Error) -> StorageError {
    match error {
        idb::Error::DomException(exception) if exception.name() == "VersionError" => StorageError::Newer,
        idb::Error::DomException(exception) if exception.name() == "SecurityError" => {
            StorageError::Missing(exception.message())
        }
        _ => failed_call(error),
    }
}

fn failed_call(error: &idb::Error) -> StorageError {
    match error {
        idb::Error::DomException(exception) => failed(exception),
        idb::Error::TransactionOpenFailed(value)
        | idb::Error::ObjectStoreNotFound(value)
        | idb::Error::UpdateFailed(value)
        | idb::Error::DeleteFailed(value) => failed(value),
        other => StorageError::Failed(other.to_string()),
    }
}

/// What an error of the browser's comes to.
fn failed(error: &JsValue) -> StorageError {
    match error.dyn_ref::<DomException>() {
        Some(exception) if exception.name() == "QuotaExceededError" => StorageError::Full,
        Some(exception) => StorageError::Failed(exception.message()),
        None => StorageError::Failed(reason(error)),
    }
}
