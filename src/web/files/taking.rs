//! Taking what was decided of files that colleagues sent, in one step that one undo takes back.

use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use super::adoption::tell_unread;
use super::merge::{Merging, Opened};
use super::{FileError, Taken, foreign};
use crate::domain::merging::Decisions;
use crate::web::address;
use crate::web::store::Dispatcher;
use crate::web::typing;
use crate::web::ui::{Action, Dialog, Pane};

/// Takes what was decided. `told` hears how much is done, in per cent.
pub(super) async fn take(
    dispatcher: &Dispatcher,
    merging: &Merging,
    decisions: &Decisions,
    told: &Callback<usize>,
) -> Result<Taken, FileError> {
    let outcome = dispatcher.take(merging.taken(decisions), told).await?;
    tell_unread(dispatcher, outcome.unread);
    address::open_first(dispatcher);
    Ok(Taken::Merged(outcome.merged))
}

/// Takes what was decided, says what came of it, and closes the dialog. Another tab may have changed the project since the
/// files were opened: where they come to something else now, a person looks once more. `told` hears how much is done,
/// in per cent.
pub(crate) fn take_merged(dispatcher: &Dispatcher, shown: &Merging, decisions: &Decisions, told: Callback<usize>) {
    // What is half typed came before, and counts in the comparison.
    typing::hand_over(typing::Moment::Pause);
    let merging = match compared_again(dispatcher, shown) {
        Some(fresh) if !fresh.proposes_as(shown) => {
            dispatcher.ui(Action::Open(Dialog::Merge(fresh)));
            return dispatcher
                .say("The project has changed in another tab since the files were opened. Look once more.");
        }
        fresh => fresh.unwrap_or_else(|| shown.clone()),
    };
    let (dispatcher, decisions) = (dispatcher.clone(), decisions.clone());
    let dialog = Dialog::Merge(shown.clone());
    spawn_local(async move {
        let taken = take(&dispatcher, &merging, &decisions, &told).await;
        // Another may have waited to be opened.
        dispatcher.ui(Action::Leave(dialog));
        dispatcher.ui(Action::Turn(Pane::Texts));
        match taken {
            Ok(_) => dispatcher.say(merging.outcome(&decisions)),
            Err(error) => dispatcher.warn(format!("{} was not merged: {error}", merging.name())),
        }
    });
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
