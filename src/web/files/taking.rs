//! Taking what was decided of files that colleagues sent, in one step that one undo takes back.

use super::adoption::tell_unread;
use super::merge::{Merging, Opened};
use super::{FileError, Taken, foreign};
use crate::domain::merging::Decisions;
use crate::domain::session::Intent;
use crate::web::address;
use crate::web::store::Dispatcher;
use crate::web::ui::{Action, Dialog, Pane};

/// Takes what was decided.
pub(super) fn take(dispatcher: &Dispatcher, merging: &Merging, decisions: &Decisions) -> Result<Taken, FileError> {
    for (article, text) in merging.taken_texts(decisions) {
        dispatcher.try_send(Intent::AdoptText(article.clone(), text.clone()))?;
    }
    let outcome = dispatcher.try_send(Intent::Take(merging.taken(decisions)))?;
    tell_unread(dispatcher, outcome.unread);
    address::open_first(dispatcher);
    Ok(Taken::Merged(outcome.merged))
}

/// Takes what was decided, says what came of it, and closes the dialog. Another tab may have changed the project since the
/// files were opened: where they come to something else now, a person looks once more.
///
/// All of it is one turn, however long: nobody else may change what is being taken, and what was taken in part would be
/// neither kept nor undone.
pub(crate) fn take_merged(dispatcher: &Dispatcher, merging: &Merging, decisions: &Decisions) {
    let merging = match compared_again(dispatcher, merging) {
        Some(fresh) if !fresh.proposes_as(merging) => {
            dispatcher.ui(Action::Open(Dialog::Merge(fresh)));
            return dispatcher
                .say("The project has changed in another tab since the files were opened. Look once more.");
        }
        fresh => fresh.unwrap_or_else(|| merging.clone()),
    };
    let taken = take(dispatcher, &merging, decisions);
    dispatcher.ui(Action::Close);
    dispatcher.ui(Action::Turn(Pane::Texts));
    match taken {
        Ok(_) => dispatcher.say(merging.outcome(decisions)),
        Err(error) => dispatcher.warn(format!("{} was not merged: {error}", merging.name())),
    }
}

/// The files compared with the project as it is now, where it is another than when they were opened.
fn compared_again(dispatcher: &Dispatcher, merging: &Merging) -> Option<Merging> {
    if dispatcher.snapshot().revision == merging.revision {
        return None;
    }
    let mut opened = match &merging.update {
        Some(update) => {
            let mut opened = Opened { told: merging.told.clone(), ..Opened::default() };
            opened.compare(dispatcher, update.clone(), merging.texts.clone()).ok()?;
            opened
        }
        None => foreign::opened(dispatcher, merging.foreign.clone(), &[]),
    };
    opened.files.clone_from(&merging.files);
    opened.refused.clone_from(&merging.refused);
    Some(Merging::new(opened))
}
