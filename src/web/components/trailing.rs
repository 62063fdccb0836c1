//! What stands around the text follows it a frame later, so that a change is seen first where it was made.
//!
//! A mark that appears has a row open in the panel, which costs the browser more than the mark. Drawn together, both come
//! when the slower one is ready. It knows snapshots and nothing of who shows them.

use yew::{ContextProvider, Html, Properties, component, html, use_effect_with, use_force_update, use_mut_ref};

use crate::web::browser::document;
use crate::web::hooks::look;
use crate::web::store::{Snapshot, use_dispatcher, use_snapshot, use_ui};

/// What follows.
#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    /// What reads the snapshot that is a frame late.
    pub children: Html,
}

/// Gives what is in it the snapshot that was the latest when the last frame was painted. It is the latest one itself where
/// a command asks for a field, which is then a field of that; and where the page is not shown, since no frames come.
#[component]
pub(crate) fn Trailing(props: &Props) -> Html {
    let (latest, dispatcher, wanted) = (use_snapshot(), use_dispatcher(), use_ui().wanted);
    let shown = use_mut_ref(|| latest.clone());
    let answered = use_mut_ref(|| wanted);
    if answered.replace(wanted) != wanted || document().hidden() {
        shown.borrow_mut().clone_from(&latest);
    }
    let is_waiting = use_mut_ref(|| false);
    let draw = use_force_update();
    let now: Snapshot = shown.borrow().clone();
    use_effect_with((latest.moment, now.moment), move |(latest, now)| {
        if latest != now && !is_waiting.replace(true) {
            look::after_frame(move || {
                is_waiting.replace(false);
                *shown.borrow_mut() = dispatcher.snapshot();
                draw.force_update();
            });
        }
    });
    html! { <ContextProvider<Snapshot> context={now}>{ props.children.clone() }</ContextProvider<Snapshot>> }
}
