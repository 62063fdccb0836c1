//! The whole project as a backup file, and a backup as changes of the project.

use super::adoption::Adoption;
use super::export::project_name;
use super::many::first_few;
use super::{Exported, FileError, Taken};
use crate::domain::backup::{Backup, from_backup, to_backup};
use crate::domain::exchange::file_name;
use crate::domain::session::Refusal;
use crate::domain::text::capitalised;
use crate::web::browser::{minute, now};
use crate::web::storage::gathering::Gathered;
use crate::web::store::Dispatcher;

/// The open project under its name.
///
/// # Errors
/// A file is being taken in.
pub(super) fn write(dispatcher: &Dispatcher) -> Result<Exported, Refusal> {
    let project = dispatcher.snapshot().project;
    let name = project_name(dispatcher);
    Ok(file(&name, &to_backup(&name, &dispatcher.encode()?, project.texts(), now())))
}

/// A project that is not open, as the stores have it, under its name.
pub(super) fn write_other(name: &str, gathered: &Gathered) -> Exported {
    let texts = gathered.texts.iter().map(|(article, text)| (article, text));
    file(name, &to_backup(name, &gathered.update, texts, now()))
}

fn file(project: &str, text: &str) -> Exported {
    let name = file_name(project, &minute(), ".counterpoint.json");
    Exported::text(name, "application/json", text.to_owned())
}

/// Reads a backup file.
pub(super) fn read(text: &str) -> Result<Backup, FileError> {
    from_backup(text).map_err(|error| FileError::Export(error.to_string()))
}

/// Merges what a backup holds into the project, each piece by itself: one that is refused is named, and the rest comes.
pub(super) fn merge(dispatcher: &Dispatcher, backup: &Backup) -> Taken {
    let mut refused: Vec<String> = backup.refused.iter().map(ToString::to_string).collect();
    let mut adoption = Adoption::new(dispatcher);
    // Texts first: what an update says of an article is then shown on its words at once.
    for (article, text) in backup.texts.iter().cloned() {
        refused.extend(adoption.text(article, text).err().map(|refusal| refusal.to_string()));
    }
    for update in backup.updates.iter().cloned() {
        refused.extend(adoption.update(update).err().map(|refusal| refusal.to_string()));
    }
    if !refused.is_empty() {
        let sentences = refused.iter().map(|reason| format!("{}.", capitalised(reason))).collect();
        dispatcher.warn(first_few(sentences, |more| format!("{more} more parts are left out.")));
    }
    adoption.finish()
}
