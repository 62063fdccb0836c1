//! How far the articles have come.

use yew::{Html, Properties, component, html};

use crate::web::ui::Progress;

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// How far, while they are coming.
    pub(super) progress: Option<Progress>,
}

/// How far the articles have come; nothing when they are here.
#[component]
pub(super) fn Loading(props: &Props) -> Html {
    let Some(Progress { done, total }) = props.progress else { return Html::default() };
    let words = format!("Loading articles: {done} of {total}");
    html! {
        <div class="loading">
            <progress value={done.to_string()} max={total.max(1).to_string()} aria-label="Loading articles" />
            <span>{ words }</span>
        </div>
    }
}
