//! What to do next, in one sentence: what to do first, and the key to press then.

use yew::{AttrValue, Html, Properties, component, html};

use crate::domain::command::Command;
use crate::web::components::keys::Keys;
use crate::web::hooks::settings::use_settings;

/// The sentence.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// What to do first: "Select words".
    pub first: AttrValue,
    /// The command to give then.
    pub command: Command,
    /// What else to do after that.
    #[prop_or_default]
    pub then: AttrValue,
}

/// "Select words and press Q." Where the command has no key, its name stands for it, as the palette lists it.
#[component]
pub(super) fn Press(props: &Props) -> Html {
    let settings = use_settings();
    html! { <>
        { &props.first }
        if settings.keys().live(props.command).is_some() {
            { " and press " }<Keys command={props.command} />
        } else {
            { format!(" and choose “{}”", props.command.label()) }
        }
        { &props.then }{ "." }
    </> }
}
