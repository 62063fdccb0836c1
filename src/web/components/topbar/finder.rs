//! The search field.

use std::cell::Cell;
use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::{
    AttrValue, Html, InputEvent, KeyboardEvent, Properties, TargetCast, component, html, use_callback,
    use_effect_with, use_memo, use_node_ref,
};

use super::super::icon::{Icon, Sign};
use super::super::keys::Keys;
use crate::domain::command::Command;
use crate::domain::search::{next_place, previous_place};
use crate::web::hooks::reveal;
use crate::web::store::{Dispatcher, use_dispatcher};
use crate::web::ui::{Action, Pane};

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// The words searched for.
    pub(super) words: AttrValue,
    /// Grows each time the field is asked for.
    pub(super) wanted: Option<u64>,
}

/// The search field. Enter goes to the next place that has the words and Shift with it to the previous one, and the field
/// keeps the focus, so that it goes on. Escape empties it; where it is empty, or has led to a place, to the text.
#[component]
pub(super) fn Finder(props: &Props) -> Html {
    let dispatcher = use_dispatcher();
    let field = use_node_ref();
    use_effect_with((props.wanted, field.clone()), |(wanted, field)| {
        if let Some(field) = wanted.and_then(|_| field.cast::<HtmlInputElement>()) {
            // A field that cannot be focused is not in view, which the next try may change.
            let _ = field.focus();
            field.select();
        }
    });
    // True where the words in the field have led to a place.
    let has_led = use_memo((), |()| Cell::new(false));
    let deps = (dispatcher.clone(), Rc::clone(&has_led));
    let oninput = use_callback(deps, |event: InputEvent, (dispatcher, has_led)| {
        let field: HtmlInputElement = event.target_unchecked_into();
        has_led.set(false);
        dispatcher.ui(Action::Search(field.value().into()));
    });
    let onkeydown = use_callback((dispatcher, has_led), |event: KeyboardEvent, (dispatcher, has_led)| {
        let field: HtmlInputElement = event.target_unchecked_into();
        match event.key().as_str() {
            "Escape" => {
                dispatcher.ui(Action::Search(AttrValue::default()));
                if has_led.replace(false) || field.value().is_empty() {
                    // Leaving a field that has the focus cannot fail.
                    let _ = field.blur();
                    reveal::back_to_text(dispatcher);
                }
            }
            "Enter" if event.is_composing() => return,
            "Enter" => {
                let way = if event.shift_key() { Way::Back } else { Way::On };
                has_led.set(go_on(dispatcher, &field.value(), way));
            }
            _ => return,
        }
        event.prevent_default();
    });
    html! {
        <search class="finder">
            <Icon sign={Sign::Search} />
            <input
                ref={field}
                type="search"
                class="field"
                aria-label="Search quotes, people, text"
                placeholder="Search quotes, people, text"
                autocomplete="off"
                spellcheck="false"
                value={props.words.clone()}
                {oninput}
                {onkeydown}
            />
            <Keys command={Command::Search} />
        </search>
    }
}

/// Which way the search goes.
#[derive(Clone, Copy)]
enum Way {
    On,
    Back,
}

/// Selects the next or previous place in the open articles that has the words, from the selection on, and shows it. False
/// where there is none.
fn go_on(dispatcher: &Dispatcher, typed: &str, way: Way) -> bool {
    if typed.trim().is_empty() {
        return false;
    }
    let snapshot = dispatcher.snapshot();
    let selection = snapshot.view.selection.as_ref();
    let (project, open) = (&snapshot.project, snapshot.view.columns.articles());
    let found = match way {
        Way::On => next_place(project, open, typed, selection.map(|it| (&it.article, it.span.end))),
        Way::Back => previous_place(project, open, typed, selection.map(|it| (&it.article, it.span.start))),
    };
    let Some((article, span)) = found else {
        dispatcher.say(format!("“{typed}” does not stand in the open articles."));
        return false;
    };
    dispatcher.ui(Action::Turn(Pane::Texts));
    reveal::show_from_afar(dispatcher, &article, span);
    true
}
