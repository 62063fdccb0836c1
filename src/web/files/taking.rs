//! Taking what was decided of files that colleagues sent, in one step that one undo takes back.

use wasm_bindgen_futures::spawn_local;
use yew::Callback;

use super::adoption::tell_unread;
use super::merge::{Merging, Opened, PIECE};
use super::{FileError, Taken, foreign};
use crate::domain::merging::Decisions;
use crate::domain::session::{Intent, Outcome};
use crate::web::address;
use crate::web::background::Turns;
use crate::web::store::Dispatcher;
use crate::web::ui::{Action, Dialog, Pane};

/// Takes what was decided.
pub(super) fn take(dispatcher: &Dispatcher, merging: &Merging, decisions: &Decisions) -> Result<Taken, FileError> {
    for (article, text) in merging.taken_texts(decisions) {
        dispatcher.try_send(Intent::AdoptText(article.clone(), text.clone()))?;
    }
    let outcome = dispatcher.try_send(Intent::Take(merging.taken(decisions)))?;
    Ok(come(dispatcher, &outcome))
}

/// As [`take`], while the page has its turn now and then and `told` hears how much is done, in per cent.
async fn take_in_steps(
    dispatcher: &Dispatcher,
    merging: &Merging,
    decisions: &Decisions,
    told: &Callback<usize>,
) -> Result<Taken, FileError> {
    let mut work = Turns::default().begin();
    for (article, text) in merging.taken_texts(decisions) {
        dispatcher.try_send(Intent::AdoptText(article.clone(), text.clone()))?;
        work.goes_on().await;
    }
    let mut uptake = dispatcher.begin_uptake(merging.taken(decisions), PIECE)?;
    let mut shown = 0;
    while !dispatcher.go_on_with(&mut uptake)? {
        let (done, all) = uptake.progress();
        let percent = 100 * done / all.max(1);
        // To draw the dialog takes time as well.
        if percent >= shown + 20 {
            shown = percent;
            told.emit(percent);
        }
        work.goes_on().await;
    }
    let outcome = dispatcher.end_uptake(uptake);
    Ok(come(dispatcher, &outcome))
}

/// What has come of it.
fn come(dispatcher: &Dispatcher, outcome: &Outcome) -> Taken {
    tell_unread(dispatcher, outcome.unread);
    address::open_first(dispatcher);
    Taken::Merged(outcome.merged)
}

/// Takes what was decided, says what came of it, and closes the dialog. Another tab may have changed the project since the
/// files were opened: where they come to something else now, a person looks once more. `told` hears how much is done,
/// in per cent, where it takes longer.
pub(crate) fn take_merged(dispatcher: &Dispatcher, shown: &Merging, decisions: &Decisions, told: Callback<usize>) {
    let merging = match compared_again(dispatcher, shown) {
        Some(fresh) if !fresh.proposes_as(shown) => {
            dispatcher.ui(Action::Open(Dialog::Merge(fresh)));
            return dispatcher
                .say("The project has changed in another tab since the files were opened. Look once more.");
        }
        fresh => fresh.unwrap_or_else(|| shown.clone()),
    };
    let (dispatcher, decisions) = (dispatcher.clone(), decisions.clone());
    // A person may close it meanwhile, and open another.
    let dialog = Dialog::Merge(shown.clone());
    spawn_local(async move {
        let taken = take_in_steps(&dispatcher, &merging, &decisions, &told).await;
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
