//! The form that makes a project.

use web_sys::HtmlInputElement;
use yew::{Html, SubmitEvent, component, html, use_callback, use_node_ref};

use crate::web::projects::use_projects;
use crate::web::store::use_dispatcher;
use crate::web::ui::{Action, Dialog};

/// Makes a project, and goes there.
#[component]
pub(super) fn NewProject() -> Html {
    let name = use_node_ref();
    let corpus = use_node_ref();
    let deps = (use_projects().projects, name.clone(), corpus.clone());
    let onsubmit = use_callback(deps, |event: SubmitEvent, (projects, name, corpus)| {
        event.prevent_default();
        let Some(name) = name.cast::<HtmlInputElement>() else { return };
        let has_corpus = corpus.cast::<HtmlInputElement>().is_some_and(|corpus| corpus.checked());
        if !projects.create(&name.value(), has_corpus) {
            // A name of spaces alone: the field asks for one again.
            name.set_value("");
            let _ = name.focus();
        }
    });
    let dispatcher = use_dispatcher();
    let open = use_callback(dispatcher, |_, dispatcher| dispatcher.ui(Action::Open(Dialog::Import)));
    html! {
        <form class="project-new" {onsubmit}>
            <label class="label" for="project-new-name">{ "New project" }</label>
            <div class="project-new-line">
                <input
                    ref={name}
                    id="project-new-name"
                    class="field"
                    placeholder="What it is about"
                    required=true
                    maxlength="80"
                    autocomplete="off"
                />
                <button type="submit" class="button primary">{ "Create" }</button>
            </div>
            <label class="check">
                <input ref={corpus} type="checkbox" />
                <span>{ "with the articles that this page offers" }</span>
            </label>
            <p class="muted small">
                { "A backup becomes a project as well: " }
                <button type="button" class="link-button" onclick={open}>{ "open its file" }</button>
                { ", or drop it on the page." }
            </p>
        </form>
    }
}
