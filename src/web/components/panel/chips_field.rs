//! Several words or names in one field, each of which can be taken out: tags, other names.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::{
    AttrValue, Callback, FocusEvent, Html, InputEvent, KeyboardEvent, MouseEvent, Properties, TargetCast, component,
    html, use_callback, use_node_ref, use_state_eq,
};

use super::parts;
use super::visits::use_wanted;
use crate::web::store::use_dispatcher;
use crate::web::typing::{Moment, use_typing};
use crate::web::ui::Field;

/// The words and how to change them.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The id by which a label names the field.
    pub id: AttrValue,
    /// What is in it.
    pub words: Rc<[AttrValue]>,
    /// Says what may be meant. It is asked while the field has the focus.
    #[prop_or_default]
    pub suggestions: Option<Callback<(), Rc<[AttrValue]>>>,
    /// What stands in the field.
    pub placeholder: AttrValue,
    /// The command that brings the focus here.
    #[prop_or_default]
    pub field: Option<Field>,
    /// Takes all words when one comes or goes.
    pub on_change: Callback<Vec<String>>,
}

/// Several words in one field: Enter or a comma adds one, Backspace in the empty field takes the last one out.
#[component]
pub(super) fn ChipsField(props: &Props) -> Html {
    let dispatcher = use_dispatcher();
    let element = use_node_ref();
    use_wanted(props.field, element.clone());
    let all = (props.words.clone(), props.on_change.clone());
    let on_remove = use_callback(all.clone(), |word: AttrValue, (words, on_change)| {
        on_change.emit(words.iter().filter(|known| **known != word).map(ToString::to_string).collect());
    });
    // What is half typed is taken with the rest where the field goes away, or the page, before Enter.
    let hand_over = use_callback((all.clone(), element.clone()), |moment, ((words, on_change), element)| {
        let Some(input) = element.cast::<HtmlInputElement>() else { return false };
        if moment != Moment::Pause {
            take(&input, words, on_change);
        }
        !input.value().trim().is_empty()
    });
    let typing = use_typing(hand_over);
    let oninput = use_callback(typing.clone(), |event: InputEvent, typing| {
        typing
            .holds(event.target_dyn_into::<HtmlInputElement>().is_some_and(|input| !input.value().trim().is_empty()));
    });
    let is_asked = use_state_eq(|| false);
    let onfocus = use_callback(is_asked.setter(), |_: FocusEvent, is_asked| is_asked.set(true));
    let left = (all.clone(), is_asked.setter(), typing.clone());
    let onblur = use_callback(left, |event: FocusEvent, ((words, on_change), is_asked, typing)| {
        is_asked.set(false);
        if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
            take(&input, words, on_change);
            typing.holds(false);
        }
    });
    let pressed = (all, dispatcher, typing);
    let onkeydown = use_callback(pressed, |event: KeyboardEvent, ((words, on_change), dispatcher, typing)| {
        let Some(input) = event.target_dyn_into::<HtmlInputElement>().filter(|_| !event.is_composing()) else {
            return;
        };
        let is_empty = input.value().trim().is_empty();
        match event.key().as_str() {
            "Enter" | "," if !is_empty => {
                event.prevent_default();
                take(&input, words, on_change);
                typing.holds(false);
            }
            "Backspace" if input.value().is_empty() && !words.is_empty() => {
                event.prevent_default();
                on_change.emit(words[..words.len() - 1].iter().map(ToString::to_string).collect());
            }
            "Escape" | "Enter" => {
                event.prevent_default();
                parts::leave(&event, dispatcher);
            }
            _ => {}
        }
    });
    let suggestions = props.suggestions.as_ref().filter(|_| *is_asked).map(|suggestions| suggestions.emit(()));
    let list = props.suggestions.is_some().then(|| format!("{}-list", props.id));
    html! {
        <div class="chips">
            { for props.words.iter().map(|word| html! { <Chip key={word.as_str()} {word} on_remove={&on_remove} /> }) }
            <input
                ref={element}
                class="field chips-input"
                id={&props.id}
                list={list.clone()}
                placeholder={&props.placeholder}
                autocomplete="off"
                {onfocus}
                {oninput}
                {onblur}
                {onkeydown}
            />
            if let Some(list) = list {
                <datalist id={list}>
                    { for suggestions.iter().flat_map(|words| words.iter()).map(|word| html! { <option key={word.as_str()} value={word} /> }) }
                </datalist>
            }
        </div>
    }
}

/// Adds what was typed, word by comma, and empties the field.
fn take(input: &HtmlInputElement, words: &[AttrValue], on_change: &Callback<Vec<String>>) {
    let typed = input.value();
    input.set_value("");
    let new: Vec<String> =
        typed.split(',').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect();
    if !new.is_empty() {
        on_change.emit(words.iter().map(ToString::to_string).chain(new).collect());
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ChipProps {
    word: AttrValue,
    on_remove: Callback<AttrValue>,
}

#[component]
fn Chip(props: &ChipProps) -> Html {
    let onclick = use_callback((props.on_remove.clone(), props.word.clone()), |_: MouseEvent, (on_remove, word)| {
        on_remove.emit(word.clone());
    });
    html! {
        <span class="chip">
            { &props.word }
            <button type="button" class="remove" aria-label={format!("Remove {}", props.word)} {onclick}>{ "×" }</button>
        </span>
    }
}
