//! Whether the browser keeps the work until a person clears it.

use yew::{Callback, Html, Properties, component, html};

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// True where the browser has promised it; nothing where it does not say.
    pub(super) is_persistent: Option<bool>,
    /// Asks it to.
    pub(super) ask: Callback<()>,
}

/// Whether the browser keeps the work until a person clears it, and the way to ask for that.
#[component]
pub(super) fn Persistence(props: &Props) -> Html {
    let words = match props.is_persistent {
        Some(true) => "Until you clear it yourself: the browser has promised to keep it.",
        Some(false) => "As long as the disk has room. When it is short, the browser may clear it by itself.",
        None => "The browser does not say. It may clear it by itself when the disk is short.",
    };
    html! {
        <div>
            <dt>{ "How long" }</dt>
            <dd>
                { words }
                if props.is_persistent != Some(true) {
                    <button type="button" class="button" onclick={props.ask.reform(|_| ())}>
                        { "Ask the browser to keep it" }
                    </button>
                }
            </dd>
        </div>
    }
}
