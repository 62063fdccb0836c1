//! How far the articles have come.

use yew::{Html, MouseEvent, Properties, component, html, use_callback};

use crate::web::background::Turns;
use crate::web::ui::Progress;

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// How far, while they are coming.
    pub(super) progress: Option<Progress>,
}

/// How far the articles or files have come, with a way to stop where they can be stopped; nothing when they are here.
#[component]
pub(super) fn Loading(props: &Props) -> Html {
    let stop = props.progress.as_ref().and_then(|progress| progress.stop.clone());
    let onclick = use_callback(stop.clone(), |_: MouseEvent, stop| stop.iter().for_each(Turns::give_up));
    let Some(Progress { what, done, total, percent, .. }) = &props.progress else { return Html::default() };
    let label = format!("Loading {what}");
    html! {
        <div class="loading">
            <progress value={percent.to_string()} max="100" aria-label={label.clone()} />
            <span>{ format!("{label}: {done} of {total}") }</span>
            if stop.is_some() {
                <button type="button" class="link-button" {onclick}>{ "Stop" }</button>
            }
        </div>
    }
}
