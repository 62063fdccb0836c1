//! What stands around the text follows it a frame later, so that a change is seen first where it was made.
//!
//! A mark that appears has a row open in the panel, which costs the browser more than the mark. Drawn together, both come
//! when the slower one is ready. It knows snapshots and nothing of who shows them.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};
use yew::{
    ContextProvider, Html, Properties, component, hook, html, use_effect_with, use_force_update, use_memo,
    use_mut_ref,
};

use crate::web::browser::document;
use crate::web::hooks::look;
use crate::web::store::{Snapshot, use_dispatcher, use_snapshot, use_ui};

/// What stands around the texts.
const AROUND: &str = ".app > :not(.desk), .app > :not(.desk) *";

/// What follows.
#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    /// What reads the snapshot that is a frame late.
    pub children: Html,
}

/// Gives what is in it the snapshot that was the latest when the last frame was painted; each that stands in the page
/// follows by itself, a task before or after another. It is the latest one itself where
/// a person is at work around the text and not in it; where a command asks for a field, which is then a field of that; and
/// where the page is not shown, since no frames come.
#[component]
pub(crate) fn Trailing(props: &Props) -> Html {
    let (latest, dispatcher, wanted) = (use_snapshot(), use_dispatcher(), use_ui().wanted);
    let is_in_text = use_hand();
    let shown = use_mut_ref(|| latest.clone());
    let answered = use_mut_ref(|| wanted);
    if answered.replace(wanted) != wanted || !is_in_text.get() || document().hidden() {
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

/// True as long as the key or the button that was pressed last was pressed in the texts, or nowhere in particular.
#[hook]
fn use_hand() -> Rc<Cell<bool>> {
    let is_in_text = use_memo((), |()| Cell::new(true));
    use_effect_with((), {
        let is_in_text = Rc::clone(&is_in_text);
        move |()| {
            let note = move |event: &Event| {
                let at = event.target().and_then(|target| target.dyn_into::<Element>().ok());
                is_in_text.set(!at.is_some_and(|at| at.matches(AROUND).unwrap_or(false)));
            };
            // Before anybody acts on it.
            let options = EventListenerOptions::run_in_capture_phase();
            let listeners = ["keydown", "pointerdown"].map(|kind| {
                let note = note.clone();
                EventListener::new_with_options(&document(), kind, options, note)
            });
            move || drop(listeners)
        }
    });
    is_in_text
}
