//! Whether the browser keeps the work until a person clears it.

use wasm_bindgen_futures::spawn_local;
use yew::{Html, Properties, component, html, use_callback, use_state_eq};

use crate::web::storage::grant;
use crate::web::store::use_dispatcher;

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// True where the browser has promised it; nothing where it does not say.
    pub(super) is_persistent: Option<bool>,
}

/// Whether the browser keeps the work until a person clears it, and the way to ask for that.
#[component]
pub(super) fn Persistence(props: &Props) -> Html {
    let dispatcher = use_dispatcher();
    let answer = use_state_eq(|| None::<bool>);
    let ask = use_callback((dispatcher, answer.setter()), |_, (dispatcher, answer)| {
        let (dispatcher, answer) = (dispatcher.clone(), answer.clone());
        spawn_local(async move {
            let granted = grant::ask().await;
            if granted != Some(true) {
                dispatcher.say(
                    "The browser makes no such promise yet. Most give it to pages that are visited often, bookmarked \
                     or installed.",
                );
            }
            answer.set(granted);
        });
    });
    let is_persistent = answer.or(props.is_persistent);
    let words = match is_persistent {
        Some(true) => "Until you clear it yourself: the browser has promised to keep it.",
        Some(false) => "As long as the disk has room. When it is short, the browser may clear it by itself.",
        None => "The browser does not say. It may clear it by itself when the disk is short.",
    };
    html! {
        <div>
            <dt>{ "How long" }</dt>
            <dd>
                { words }
                if is_persistent != Some(true) {
                    <button type="button" class="button" onclick={ask}>{ "Ask the browser to keep it" }</button>
                }
            </dd>
        </div>
    }
}
