//! Gives the chosen quotes of a speaker to a new one.

use web_sys::HtmlInputElement;
use yew::{
    AttrValue, Callback, Html, KeyboardEvent, MouseEvent, Properties, SubmitEvent, component, html, use_callback,
    use_node_ref,
};

use super::said::Chosen;
use crate::domain::edit::Edit;
use crate::domain::id::SpeakerId;
use crate::domain::session::{Active, Intent, next_colour};
use crate::domain::text::counted;
use crate::web::store::{Dispatcher, use_dispatcher};
use crate::web::typing::use_typing_in_form;

/// The quotes chosen so far.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The quotes chosen so far.
    pub chosen: Chosen,
}

/// A field for the other speaker's name, and buttons to go through with it or not.
#[component]
pub(super) fn SplitForm(props: &Props) -> Html {
    let dispatcher = use_dispatcher();
    let element = use_node_ref();
    let onsubmit = use_callback(
        (dispatcher, element.clone(), props.chosen.clone()),
        |event: SubmitEvent, (dispatcher, element, chosen)| {
            event.prevent_default();
            let name = element.cast::<HtmlInputElement>().map(|input| input.value());
            split(dispatcher, chosen, name.unwrap_or_default());
        },
    );
    let on_cancel = use_callback(props.chosen.clone(), |_: MouseEvent, chosen| chosen.set(None));
    let onkeydown: Callback<KeyboardEvent> = use_callback(props.chosen.clone(), |event: KeyboardEvent, chosen| {
        if event.key() == "Escape" {
            event.prevent_default();
            chosen.set(None);
        }
    });
    let (_, oninput) = use_typing_in_form(&AttrValue::default());
    let count = props.chosen.as_ref().map_or(0, std::collections::BTreeSet::len);
    html! {
        <form class="split" {onsubmit} {onkeydown}>
            <label for="split-name">{ "Tick what somebody else said. Who?" }</label>
            <input ref={element} class="field" id="split-name" placeholder="Name of the other speaker" autocomplete="off" {oninput} />
            <div class="actions">
                <button class="button primary" disabled={count == 0}>
                    { format!("Give them {}", counted(count, "quote", "quotes")) }
                </button>
                <button type="button" class="button quiet" onclick={on_cancel}>{ "Cancel" }</button>
            </div>
        </form>
    }
}

fn split(dispatcher: &Dispatcher, chosen: &Chosen, name: String) {
    let quotes = chosen.as_ref().map(|chosen| chosen.iter().cloned().collect()).unwrap_or_default();
    let colour = next_colour(&dispatcher.snapshot().project);
    let edit = Edit::SplitSpeaker { speaker: SpeakerId::default(), name, colour, quotes };
    match dispatcher.try_send(Intent::Perform(edit)) {
        Ok(outcome) => {
            chosen.set(None);
            if let Some(made) = outcome.made {
                dispatcher.send(Intent::Activate(Active::Speaker(made.into())));
            }
        }
        Err(refusal) => dispatcher.refuse(&refusal),
    }
}
