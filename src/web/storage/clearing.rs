//! Clears projects away: all that both stores hold of them.

use super::durable::{Durable, name_of};
use super::local::LocalStorage;
use super::{StorageError, database, shown};
use crate::domain::id::Timestamp;

/// What came of clearing a project away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cleared {
    /// Nothing is kept of it any more.
    Gone,
    /// It was left, since it was written to at this time.
    Newer(Timestamp),
}

/// Clears a project away unless something was written to it after `since`.
///
/// # Errors
/// Somebody has it open, or it cannot be told or removed: some of it may be left.
pub async fn clear_since(project: &str, since: Timestamp) -> Result<Cleared, StorageError> {
    let durable = Durable::open(project, |_| {}).await?;
    let extent = durable.extent().await;
    durable.close();
    let near = LocalStorage::open(project).ok().and_then(|local| local.extent().newest);
    match extent?.newest.max(near) {
        Some(newest) if newest > since => Ok(Cleared::Newer(newest)),
        _ => clear(project).await.map(|()| Cleared::Gone),
    }
}

/// Clears a project away.
///
/// # Errors
/// Somebody has it open, or it cannot be removed: some of it may be left. [`StorageError::Blocked`] means that the
/// browser removes it later.
pub async fn clear(project: &str) -> Result<(), StorageError> {
    if shown::is_shown(project).await {
        return Err(StorageError::Shown);
    }
    let deleted = database::delete(&name_of(project)).await;
    if matches!(deleted, Ok(()) | Err(StorageError::Blocked))
        && let Ok(local) = LocalStorage::open(project)
    {
        local.clear();
    }
    deleted
}
