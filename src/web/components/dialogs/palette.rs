//! Every command, article and speaker, found by typing.

mod choices;
mod row;

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::{
    AttrValue, Html, InputEvent, KeyboardEvent, MouseEvent, TargetCast, component, html, use_callback,
    use_effect_with, use_memo, use_state_eq,
};

use self::choices::{Choice, matching};
use self::row::ChoiceRow;
use super::modal::Modal;
use crate::web::browser::document;
use crate::web::hooks::commands;
use crate::web::store::{Dispatcher, use_dispatcher, use_snapshot};
use crate::web::ui::{Action, Pane, Tab};

/// Every command, article and speaker, found by typing; arrows move, Enter takes.
#[component]
pub(super) fn Palette() -> Html {
    let dispatcher = use_dispatcher();
    let snapshot = use_snapshot();
    let typed = use_state_eq(AttrValue::default);
    let place = use_state_eq(|| 0_usize);
    let found = use_memo((snapshot.revision, (*typed).clone()), |(_, typed)| matching(&snapshot.project, typed));
    use_effect_with((*place, (*typed).clone()), |(place, _)| bring_into_view(*place));

    let oninput = use_callback((typed.setter(), place.setter()), |event: InputEvent, (typed, place)| {
        typed.set(event.target_unchecked_into::<HtmlInputElement>().value().into());
        place.set(0);
    });
    let onkeydown = {
        let (dispatcher, found, place) = (dispatcher.clone(), found.clone(), place.clone());
        move |event: KeyboardEvent| {
            let (at, count) = (*place, found.len().max(1));
            match event.key().as_str() {
                "ArrowDown" => place.set((at + 1) % count),
                "ArrowUp" => place.set((at + count - 1) % count),
                "Enter" if !event.is_composing() => {
                    if let Some(entry) = found.get(at) {
                        take(&dispatcher, &entry.choice);
                    }
                }
                _ => return,
            }
            event.prevent_default();
        }
    };
    // One listener for the whole list: the rows carry their numbers.
    let onclick = {
        let found = found.clone();
        move |event: MouseEvent| {
            let row = event.target_dyn_into::<HtmlElement>().and_then(|hit| hit.closest("[role='option']").ok()?);
            let number = row.and_then(|row| row.id().strip_prefix("choice-")?.parse::<usize>().ok());
            if let Some(entry) = number.and_then(|number| found.get(number)) {
                take(&dispatcher, &entry.choice);
            }
        }
    };
    html! {
        <Modal title="All commands" class="palette">
            <input
                class="field"
                role="combobox"
                aria-label="Search commands, articles and speakers"
                aria-expanded="true"
                aria-controls="choices"
                aria-autocomplete="list"
                aria-activedescendant={(!found.is_empty()).then(|| format!("choice-{}", *place))}
                placeholder="A command, an article, a speaker"
                autocomplete="off"
                spellcheck="false"
                autofocus=true
                value={(*typed).clone()}
                {oninput}
                {onkeydown}
            />
            <ul id="choices" role="listbox" aria-label="Commands, articles and speakers" {onclick}>
                { for found.iter().enumerate().map(|(number, entry)| html! {
                    <ChoiceRow key={number} {number} entry={entry.clone()} is_current={number == *place} />
                }) }
            </ul>
            if found.is_empty() {
                <p class="muted" role="status">{ "Nothing by that name." }</p>
            }
        </Modal>
    }
}

fn take(dispatcher: &Dispatcher, choice: &Choice) {
    dispatcher.ui(Action::Close);
    match choice {
        Choice::Command(command) => commands::run(dispatcher, *command),
        Choice::Go(intent, pane) => {
            dispatcher.send(intent.clone());
            if *pane == Pane::Records {
                dispatcher.ui(Action::Show(Tab::Speakers));
            }
            dispatcher.ui(Action::Turn(*pane));
        }
    }
}

fn bring_into_view(place: usize) {
    let row = document().get_element_by_id(&format!("choice-{place}"));
    if let Some(row) = row.and_then(|row| row.dyn_into::<HtmlElement>().ok()) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        row.scroll_into_view_with_scroll_into_view_options(&options);
    }
}
