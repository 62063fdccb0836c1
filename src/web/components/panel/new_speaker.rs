//! Adds a speaker who has said nothing yet.

use web_sys::HtmlInputElement;
use yew::{AttrValue, Html, KeyboardEvent, SubmitEvent, component, html, use_callback, use_node_ref};

use super::parts;
use crate::domain::edit::Edit;
use crate::domain::id::SpeakerId;
use crate::domain::session::{Active, Intent, next_colour};
use crate::web::store::{Dispatcher, use_dispatcher};
use crate::web::typing::use_typing_in_form;

/// A field for the name, and a button.
#[component]
pub(super) fn NewSpeaker() -> Html {
    let element = use_node_ref();
    let dispatcher = use_dispatcher();
    let (typing, oninput) = use_typing_in_form(&AttrValue::default());
    let deps = (dispatcher.clone(), element.clone(), typing);
    let onsubmit = use_callback(deps, |event: SubmitEvent, (dispatcher, element, typing)| {
        event.prevent_default();
        if let Some(input) = element.cast::<HtmlInputElement>() {
            add(dispatcher, input.value());
            input.set_value("");
            typing.holds(false);
        }
    });
    let onkeydown = use_callback(dispatcher, |event: KeyboardEvent, dispatcher| {
        if event.key() == "Escape" {
            event.prevent_default();
            parts::leave(&event, dispatcher);
        }
    });
    html! {
        <form class="panel-tools" {onsubmit}>
            <input
                ref={element}
                class="field grow"
                aria-label="Name of a new speaker"
                placeholder="New speaker"
                autocomplete="off"
                {oninput}
                {onkeydown}
            />
            <button class="button">{ "Add speaker" }</button>
        </form>
    }
}

fn add(dispatcher: &Dispatcher, name: String) {
    let colour = next_colour(&dispatcher.snapshot().project);
    let edit = Edit::AddSpeaker { speaker: SpeakerId::default(), name, colour };
    match dispatcher.try_send(Intent::Perform(edit)) {
        Ok(outcome) => {
            if let Some(made) = outcome.made {
                dispatcher.send(Intent::Activate(Active::Speaker(made.into())));
            }
        }
        Err(refusal) => dispatcher.refuse(&refusal),
    }
}
