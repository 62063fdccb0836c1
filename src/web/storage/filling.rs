//! Fills the stores of a new project with what a backup holds.

use super::StorageError;
use super::durable::{Durable, Entry};
use super::local::LocalStorage;
use crate::domain::backup::Backup;
use crate::domain::journal::Journal;
use crate::domain::text::Text;
use crate::web::browser::{now, random};

/// Writes what `backup` holds to the stores of `project`: to the database, or where that fails to local storage.
///
/// # Errors
/// Neither takes it. Some of it may be left.
pub async fn fill(project: &str, backup: &Backup) -> Result<(), StorageError> {
    let mut journal = Journal::new(random(), false);
    let mut entry =
        |update: Option<&Vec<u8>>, text| Entry { name: journal.name(now()), update: update.cloned(), text };
    let mut entries: Vec<_> = backup.updates.iter().map(|update| entry(Some(update), None)).collect();
    let texts = backup.texts.iter().map(|(article, text)| (article.clone(), Text::new(text.as_str())));
    entries.extend(texts.map(|text| entry(None, Some(text))));
    match write_durable(project, &entries).await {
        Ok(()) => Ok(()),
        Err(error) => write_near(project, &entries).map_err(|_| error),
    }
}

async fn write_durable(project: &str, entries: &[Entry]) -> Result<(), StorageError> {
    let durable = Durable::open(project, |_| {}).await?;
    let written = durable.write(entries).await;
    durable.close();
    written
}

fn write_near(project: &str, entries: &[Entry]) -> Result<(), StorageError> {
    let local = LocalStorage::open(project)?;
    for entry in entries {
        if let Some((article, text)) = &entry.text {
            local.put_text(article, text.as_str())?;
        }
        if let Some(update) = &entry.update {
            local.put_update(&entry.name, update)?;
        }
    }
    Ok(())
}
