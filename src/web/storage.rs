//! Where the project's updates and texts are kept in the browser: two stores that hold the same, and the tabs that
//! write to them.
//!
//! [`keeper`] writes to both and reads from both, as [`crate::domain::journal`] decides; `local` and `durable` are the
//! stores, `tabs` the way from tab to tab. `shelf` keeps the list of all projects, in which `ledger` notes how the open
//! one grows; `shown` tells which are open, and `clearing` clears away what was deleted. Nothing here knows what an
//! update says.

pub mod clearing;
pub mod database;
pub mod durable;
pub mod filling;
pub mod grant;
pub mod keeper;
pub mod ledger;
pub mod local;
pub mod shelf;
pub mod shown;
mod tabs;

use thiserror::Error;

use crate::domain::id::Timestamp;

/// Why a store did not take or give something.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StorageError {
    /// The browser gives the page no storage.
    #[error("this browser keeps nothing for this page ({0})")]
    Missing(String),
    /// There is no room left.
    #[error("the browser's storage for this page is full")]
    Full,
    /// A newer version of the program wrote it.
    #[error("a newer version of Counterpoint has taken over what this browser keeps")]
    Newer,
    /// Somebody else holds it and does not let go.
    #[error("another tab or program keeps the browser's database to itself")]
    Blocked,
    /// It is open, so that it cannot be cleared away.
    #[error("it is open in a tab of this browser")]
    Shown,
    /// Something else went wrong.
    #[error("the browser's storage failed: {0}")]
    Failed(String),
}

/// How much a store holds of a project, and how late it was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extent {
    /// Bytes, without what the browser needs to keep them.
    pub bytes: u64,
    /// When the last entry was written, where any tells.
    pub newest: Option<Timestamp>,
}

impl Extent {
    fn add(&mut self, bytes: u64) {
        self.bytes += bytes;
    }

    fn reach(&mut self, time: Option<Timestamp>) {
        self.newest = self.newest.max(time);
    }
}
