//! Where the project's updates and texts are kept in the browser, behind one trait.
//!
//! Every store is another replica: it takes updates in any order and gives back all of them. Nothing here knows
//! what an update says.

pub mod local;
pub(crate) mod tabs;

use std::future::Future;
use std::pin::Pin;

use thiserror::Error;

use crate::domain::id::ArticleId;

/// How far a write can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// Written, but the browser may still lose the last seconds in a crash.
    Local,
    /// Acknowledged by a durable store.
    Durable,
}

/// Why a store did not take or give something.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StorageError {
    /// The browser gives the page no storage.
    #[error("this browser keeps nothing for this page ({0})")]
    Missing(String),
    /// There is no room left.
    #[error("the browser's storage for this page is full")]
    Full,
    /// Something else went wrong.
    #[error("the browser's storage failed: {0}")]
    Failed(String),
}

/// What another tab has written.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// An update.
    Update(Vec<u8>),
    /// An article's text.
    Text(ArticleId, String),
}

/// Everything that a store holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Loaded {
    /// The updates, in no particular order.
    pub updates: Vec<Vec<u8>>,
    /// The texts of articles.
    pub texts: Vec<(ArticleId, String)>,
    /// The names of entries that could not be read. They stay where they are.
    pub unread: Vec<String>,
}

/// The answer to a write, once the store has one.
pub type Written = Pin<Box<dyn Future<Output = Result<(), StorageError>>>>;

/// A place that keeps updates and texts.
pub trait Storage {
    /// How far what this store has taken can be trusted.
    fn durability(&self) -> Durability;

    /// Reads everything.
    fn load(&self) -> Pin<Box<dyn Future<Output = Result<Loaded, StorageError>>>>;

    /// Begins to write an update before it returns; a store that writes at once has written it by then.
    fn append(&self, update: &[u8]) -> Written;

    /// Begins to write an article's text before it returns.
    fn put_text(&self, article: &ArticleId, text: &str) -> Written;
}
