//! The fields for a text of the open record: a line, or several.

use web_sys::HtmlInputElement;
use yew::{
    AttrValue, Callback, Html, KeyboardEvent, Properties, TargetCast, component, hook, html, use_callback,
    use_node_ref,
};

use super::clash::ClashBox;
use super::parts;
use super::visits::use_wanted;
use crate::domain::wording::Wording;
use crate::web::hooks::draft::{Draft, use_draft};
use crate::web::store::use_dispatcher;
use crate::web::ui::Field;

/// A field and what it holds.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The id by which a label names the field.
    pub id: AttrValue,
    /// The text that stands in it.
    pub of: Wording,
    /// What stands in an empty field.
    #[prop_or_default]
    pub placeholder: AttrValue,
}

/// A line of text.
#[component]
pub(super) fn LineField(props: &Props) -> Html {
    let draft = use_draft(&props.of);
    let onkeydown = use_leaving();
    let field = html! {
        <input
            class="field"
            id={&props.id}
            value={draft.shown.clone()}
            placeholder={&props.placeholder}
            autocomplete="off"
            oninput={draft.oninput.clone()}
            {onkeydown}
        />
    };
    with_clash(&props.id, draft, field)
}

/// Lines of text: a note, a rationale. The command for notes brings the focus here.
#[component]
pub(super) fn NoteField(props: &Props) -> Html {
    let draft = use_draft(&props.of);
    let onkeydown = use_leaving();
    let element = use_node_ref();
    use_wanted(Some(Field::Note), element.clone());
    let field = html! {
        <textarea
            ref={element}
            class="field"
            id={&props.id}
            value={draft.shown.clone()}
            placeholder={&props.placeholder}
            rows="2"
            oninput={draft.oninput.clone()}
            {onkeydown}
        />
    };
    with_clash(&props.id, draft, field)
}

/// A field, and under it what somebody else has made of the text meanwhile.
fn with_clash(id: &AttrValue, draft: Draft, field: Html) -> Html {
    html! {
        <div class="draft" onfocusout={draft.onfocusout}>
            { field }
            if let Some(clash) = draft.clash {
                <ClashBox field={id} {clash} />
            }
        </div>
    }
}

/// Escape leaves the field, and Enter a line.
#[hook]
fn use_leaving() -> Callback<KeyboardEvent> {
    let dispatcher = use_dispatcher();
    use_callback(dispatcher, |event: KeyboardEvent, dispatcher| {
        let is_line = event.target_dyn_into::<HtmlInputElement>().is_some();
        match event.key().as_str() {
            "Escape" => {}
            "Enter" if is_line && !event.is_composing() => {}
            _ => return,
        }
        event.prevent_default();
        parts::leave(&event, dispatcher);
    })
}
