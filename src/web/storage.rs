//! Where the project's updates and texts are kept in the browser: two stores that hold the same, and the tabs that
//! write to them.
//!
//! [`keeper`] writes to both and reads from both, as [`crate::domain::journal`] decides; `local` and `durable` are the
//! stores, `tabs` the way from tab to tab. Nothing here knows what an update says.

pub mod database;
pub mod durable;
pub mod grant;
pub mod keeper;
pub mod local;
mod tabs;

use thiserror::Error;

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
    /// Something else went wrong.
    #[error("the browser's storage failed: {0}")]
    Failed(String),
}
