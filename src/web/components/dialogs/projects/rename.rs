//! The field in which a project is renamed, in its place in the list.

use web_sys::HtmlInputElement;
use yew::{
    Callback, Html, KeyboardEvent, Properties, SubmitEvent, component, html, use_callback, use_effect_with,
    use_node_ref,
};

use crate::web::projects::use_projects;

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// The project.
    pub(super) id: String,
    /// What it is called so far.
    pub(super) name: String,
    /// Told when the name is as it is to be.
    pub(super) onend: Callback<()>,
}

/// Enter renames the project, Escape leaves its name.
#[component]
pub(super) fn Rename(props: &Props) -> Html {
    let field = use_node_ref();
    use_effect_with(field.clone(), |field| {
        if let Some(field) = field.cast::<HtmlInputElement>() {
            // A field that cannot be focused is not in view.
            let _ = field.focus();
            field.select();
        }
    });
    let deps = (use_projects().projects, props.id.clone(), field.clone(), props.onend.clone());
    let onsubmit = use_callback(deps, |event: SubmitEvent, (projects, id, field, onend)| {
        event.prevent_default();
        if let Some(field) = field.cast::<HtmlInputElement>() {
            projects.rename(id, &field.value());
        }
        onend.emit(());
    });
    let onkeydown = use_callback(props.onend.clone(), |event: KeyboardEvent, onend| {
        if event.key() == "Escape" {
            // The dialog stays open.
            event.prevent_default();
            onend.emit(());
        }
    });
    let cancel = use_callback(props.onend.clone(), |_, onend| onend.emit(()));
    html! {
        <form class="project-rename" {onsubmit}>
            <input
                ref={field}
                class="field"
                aria-label={format!("New name of “{}”", props.name)}
                value={props.name.clone()}
                maxlength="80"
                autocomplete="off"
                {onkeydown}
            />
            <button type="submit" class="button primary">{ "Rename" }</button>
            <button type="button" class="button quiet" onclick={cancel}>{ "Cancel" }</button>
        </form>
    }
}
