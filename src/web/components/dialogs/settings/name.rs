//! What the annotator is called.

use yew::{Html, Properties, component, html};

use crate::domain::id::AnnotatorId;
use crate::domain::wording::Wording;
use crate::web::components::panel::clash::ClashBox;
use crate::web::hooks::draft::{Draft, use_draft};

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// Who annotates here.
    pub(super) me: AnnotatorId,
}

/// What the annotator is called: part of the project, since colleagues see it.
#[component]
pub(super) fn Name(props: &Props) -> Html {
    let Draft { shown, oninput, onfocusout, clash } = use_draft(&Wording::AnnotatorName(props.me.clone()));
    html! {
        <div class="draft" {onfocusout}>
            <label class="label" for="your-name">{ "Your name" }</label>
            <input
                id="your-name"
                class="field"
                value={shown}
                {oninput}
                autocomplete="name"
                aria-describedby="your-name-why"
            />
            if let Some(clash) = clash {
                <ClashBox field="your-name" {clash} />
            }
            <p id="your-name-why" class="muted small">
                { "Colleagues who merge your file see it beside what you marked." }
            </p>
        </div>
    }
}
