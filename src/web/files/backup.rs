//! The whole project as a backup file, and a backup as changes of the project.

use super::exchange::{Adoption, today};
use super::{Exported, FileError, Taken};
use crate::domain::backup::{Backup, from_backup, to_backup};
use crate::domain::text::capitalised;
use crate::web::browser::now;
use crate::web::store::Dispatcher;

/// So many parts that were left out are named; of the rest only the number is told.
const MOST_NAMED: usize = 5;

/// The project under its name. The file is named by the day.
pub(super) fn write(dispatcher: &Dispatcher) -> Exported {
    let project = dispatcher.snapshot().project;
    let name = dispatcher.ledger().map(|ledger| ledger.name()).unwrap_or_default();
    let text = to_backup(&name, &dispatcher.encode(), project.texts(), now());
    Exported { name: format!("counterpoint-{}.counterpoint.json", today()), mime: "application/json", text }
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
        dispatcher.warn(told(&refused));
    }
    adoption.finish()
}

/// What was left out, a sentence a line.
fn told(refused: &[String]) -> String {
    let mut sentences: Vec<_> =
        refused.iter().take(MOST_NAMED).map(|reason| format!("{}.", capitalised(reason))).collect();
    let unnamed = refused.len().saturating_sub(MOST_NAMED);
    if unnamed > 0 {
        sentences.push(format!("{unnamed} more parts are left out."));
    }
    sentences.join("\n")
}
