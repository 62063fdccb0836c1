//! Where the project's updates and texts are kept in the browser: two stores that hold the same, and the tabs that
//! write to them.
//!
//! [`keeper`] writes to both and reads from both, as [`crate::domain::journal`] decides; `local` and `durable` are the
//! stores, `tabs` the way from tab to tab. `shelf` keeps the list of all projects, in which `ledger` notes how the open
//! one grows; `shown` tells which are open, `filling` and `gathering`
//! write and read one that is not, and `clearing` clears away what was deleted. Nothing here knows what an
//! update says.

pub mod clearing;
pub mod database;
pub mod durable;
pub mod filling;
pub mod gathering;
pub mod grant;
pub mod keeper;
pub mod ledger;
pub mod local;
pub mod shelf;
pub mod shown;
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
    /// It is open, so that it cannot be cleared away.
    #[error("it is open in a tab of this browser")]
    Shown,
    /// Something else went wrong.
    #[error("the browser's storage failed: {0}")]
    Failed(String),
}

/// A place for what is moved out of the way: `place` itself, or with a number where that is taken.
fn free_place(place: &str, is_taken: impl Fn(&str) -> bool) -> String {
    let numbered = (1..).map(|number| format!("{place}~{number}"));
    let mut places = std::iter::once(place.to_owned()).chain(numbered);
    places.find(|place| !is_taken(place)).expect("numbers do not end")
}
