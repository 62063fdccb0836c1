//! How selections snap.

use yew::{Html, Properties, component, html, use_callback};

use crate::domain::snap::Snap;
use crate::web::hooks::settings::{Change, use_settings};

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// How they snap so far.
    pub(super) snap: Snap,
}

/// How selections snap.
#[component]
pub(super) fn Snapping(props: &Props) -> Html {
    html! {
        <fieldset>
            <legend class="label">{ "Selections snap to" }</legend>
            { for Snap::ALL.into_iter().map(|snap| html! {
                <Option key={snap.name()} {snap} is_chosen={snap == props.snap} />
            }) }
        </fieldset>
    }
}

#[derive(PartialEq, Properties)]
struct OptionProps {
    snap: Snap,
    is_chosen: bool,
}

#[component]
fn Option(props: &OptionProps) -> Html {
    let deps = (use_settings(), props.snap);
    let onchange = use_callback(deps, |_, (settings, snap)| settings.change(Change::Snap(*snap)));
    let explanation = match props.snap {
        Snap::Exact => "what you selected, less stray spaces and a trailing comma",
        Snap::Words => "whole words",
        Snap::Sentence => "whole sentences",
    };
    html! {
        <label class="check">
            <input type="radio" name="snap" checked={props.is_chosen} {onchange} />
            <span>{ explanation }</span>
        </label>
    }
}
