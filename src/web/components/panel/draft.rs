//! Text fields that save when they are left: half-typed words are kept apart from the record, so that undo knows
//! whole changes and no key stroke.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::{
    AttrValue, Callback, FocusEvent, Html, InputEvent, KeyboardEvent, Properties, TargetCast, component, hook, html,
    use_callback, use_effect_with, use_force_update, use_memo, use_node_ref,
};

use super::parts;
use super::visits::use_wanted;
use crate::web::browser::window;
use crate::web::store::use_dispatcher;
use crate::web::ui::Field;

/// A field and what it holds.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The id by which a label names the field.
    pub id: AttrValue,
    /// What the record holds.
    pub value: AttrValue,
    /// What stands in an empty field.
    #[prop_or_default]
    pub placeholder: AttrValue,
    /// Takes the text when the field is left. Must stay the same as long as the record does.
    pub on_save: Callback<String>,
}

/// A line of text.
#[component]
pub(super) fn LineField(props: &Props) -> Html {
    let draft = use_draft(&props.value, &props.on_save);
    html! {
        <input
            class="field"
            id={&props.id}
            value={draft.shown}
            placeholder={&props.placeholder}
            autocomplete="off"
            oninput={draft.oninput}
            onblur={draft.onblur}
            onkeydown={draft.onkeydown}
        />
    }
}

/// Lines of text: a note, a rationale. The command for notes brings the focus here.
#[component]
pub(super) fn NoteField(props: &Props) -> Html {
    let draft = use_draft(&props.value, &props.on_save);
    let element = use_node_ref();
    use_wanted(Some(Field::Note), element.clone());
    html! {
        <textarea
            ref={element}
            class="field"
            id={&props.id}
            value={draft.shown}
            placeholder={&props.placeholder}
            rows="2"
            oninput={draft.oninput}
            onblur={draft.onblur}
            onkeydown={draft.onkeydown}
        />
    }
}

struct Draft {
    shown: AttrValue,
    oninput: Callback<InputEvent>,
    onblur: Callback<FocusEvent>,
    onkeydown: Callback<KeyboardEvent>,
}

type Typed = Rc<RefCell<Option<String>>>;

/// Saves on leaving the field, on Enter in a line, and when field or page go away while something is half typed.
#[hook]
fn use_draft(value: &AttrValue, on_save: &Callback<String>) -> Draft {
    let dispatcher = use_dispatcher();
    let redraw = use_force_update();
    let typed: Typed = Rc::clone(&use_memo((), |()| Typed::default()));
    {
        let typed = Rc::clone(&typed);
        use_effect_with(on_save.clone(), move |on_save| {
            let save = {
                let on_save = on_save.clone();
                move || save(&typed, &on_save)
            };
            let leaving = EventListener::new(&window(), "pagehide", {
                let save = save.clone();
                move |_| save()
            });
            move || {
                drop(leaving);
                save();
            }
        });
    }
    let oninput = use_callback((), {
        let typed = Rc::clone(&typed);
        move |event: InputEvent, ()| {
            typed.replace(text_of(&event));
        }
    });
    let onblur = use_callback(on_save.clone(), {
        let typed = Rc::clone(&typed);
        move |_, on_save| {
            save(&typed, on_save);
            // What was refused, or trimmed away, goes from the field as well.
            redraw.force_update();
        }
    });
    let onkeydown = use_callback(dispatcher, |event: KeyboardEvent, dispatcher| {
        let is_line = event.target_dyn_into::<HtmlInputElement>().is_some();
        match event.key().as_str() {
            "Escape" => {}
            "Enter" if is_line && !event.is_composing() => {}
            _ => return,
        }
        event.prevent_default();
        parts::leave(&event, dispatcher);
    });
    let shown = typed.borrow().clone().map_or_else(|| value.clone(), AttrValue::from);
    Draft { shown, oninput, onblur, onkeydown }
}

fn save(typed: &Typed, on_save: &Callback<String>) {
    // Taken first: an edit may draw the field anew while it is made.
    let text = typed.take();
    if let Some(text) = text {
        on_save.emit(text);
    }
}

fn text_of(event: &InputEvent) -> Option<String> {
    let line = event.target_dyn_into::<HtmlInputElement>().map(|input| input.value());
    line.or_else(|| event.target_dyn_into::<HtmlTextAreaElement>().map(|area| area.value()))
}
