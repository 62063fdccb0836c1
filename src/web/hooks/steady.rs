//! Keeps the focus in a field whose row is moved, or made anew, while a person types there.
//!
//! A list that is in order by names moves its rows when somebody else renames a speaker. The browser takes the focus from
//! what is moved and tells nobody, and the next keys would be commands.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement, KeyboardEvent};
use yew::{hook, use_effect_with, use_memo};

use super::look::use_look;
use crate::web::browser::document;

/// The fields that are looked after.
const FIELDS: &str = ".panel :is(input, textarea, select)[id]";

/// Gives the focus back to a field of the panel that has lost it to nobody, each time when what is shown is another. A
/// person has left it where they pressed somewhere else, or a key that leaves a field.
#[hook]
pub(crate) fn use_steady_focus(moment: u64) {
    let held = use_memo((), |()| RefCell::new(None::<String>));
    use_effect_with((), {
        let held = Rc::clone(&held);
        move |()| {
            let options = EventListenerOptions::run_in_capture_phase();
            let field_of = |event: &web_sys::Event| {
                let target = event.target().and_then(|target| target.dyn_into::<Element>().ok())?;
                target.matches(FIELDS).unwrap_or(false).then(|| target.id())
            };
            let (focused, pressed, left) = (Rc::clone(&held), Rc::clone(&held), Rc::clone(&held));
            let listeners = [
                EventListener::new_with_options(&document(), "focusin", options, move |event| {
                    focused.replace(field_of(event));
                }),
                EventListener::new_with_options(&document(), "pointerdown", options, move |event| {
                    if field_of(event) != *pressed.borrow() {
                        pressed.take();
                    }
                }),
                EventListener::new_with_options(&document(), "keydown", options, move |event| {
                    let key = event.dyn_ref::<KeyboardEvent>().map(KeyboardEvent::key).unwrap_or_default();
                    if matches!(key.as_str(), "Escape" | "Enter" | "Tab") {
                        left.take();
                    }
                }),
            ];
            move || drop(listeners)
        }
    });
    use_look(moment, move |_| {
        let is_nowhere = document().active_element().is_none_or(|element| element.tag_name() == "BODY");
        let field = held.borrow().as_ref().filter(|_| is_nowhere).and_then(|id| document().get_element_by_id(id));
        if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            // A field that cannot take the focus leaves it where it was.
            let _ = field.focus_with_options(&options);
        }
    });
}
