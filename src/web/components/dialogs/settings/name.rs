//! What the annotator is called.

use web_sys::HtmlInputElement;
use yew::{AttrValue, Event, Html, Properties, TargetCast, component, html, use_callback};

use crate::domain::edit::Edit;
use crate::domain::id::AnnotatorId;
use crate::domain::session::Intent;
use crate::web::store::use_dispatcher;

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// Who annotates here.
    pub(super) me: AnnotatorId,
    /// What they are called so far.
    pub(super) name: AttrValue,
}

/// What the annotator is called: part of the project, since colleagues see it.
#[component]
pub(super) fn Name(props: &Props) -> Html {
    let deps = (use_dispatcher(), props.me.clone());
    let onchange = use_callback(deps, |event: Event, (dispatcher, me)| {
        let name = event.target_unchecked_into::<HtmlInputElement>().value().trim().to_owned();
        dispatcher.send(Intent::Perform(Edit::NameAnnotator { annotator: me.clone(), name }));
    });
    html! {
        <div>
            <label class="label" for="your-name">{ "Your name" }</label>
            <input
                id="your-name"
                class="field"
                value={props.name.clone()}
                {onchange}
                autocomplete="name"
                aria-describedby="your-name-why"
            />
            <p id="your-name-why" class="muted small">
                { "Colleagues who merge your file see it beside what you marked." }
            </p>
        </div>
    }
}
