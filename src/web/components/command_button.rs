//! A button that gives a command.

use yew::{AttrValue, Classes, Html, Properties, component, html, use_callback};

use super::keys::titled;
use crate::domain::command::Command;
use crate::web::hooks::commands;
use crate::web::hooks::settings::use_settings;
use crate::web::store::use_dispatcher;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    /// The command.
    pub(crate) command: Command,
    /// What the button says of itself when it is pointed at, and to those who hear the page.
    pub(crate) label: AttrValue,
    /// The button's classes.
    #[prop_or_default]
    pub(crate) class: Classes,
    /// True where there is nothing that the command could do.
    #[prop_or_default]
    pub(crate) is_disabled: bool,
    /// What the button shows.
    pub(crate) children: Html,
}

/// A button that gives a command.
#[component]
pub(crate) fn CommandButton(props: &Props) -> Html {
    let dispatcher = use_dispatcher();
    let settings = use_settings();
    let onclick =
        use_callback((dispatcher, props.command), |_, (dispatcher, command)| commands::run(dispatcher, *command));
    html! {
        <button
            type="button"
            class={props.class.clone()}
            disabled={props.is_disabled}
            title={titled(&props.label, props.command, settings.keys())}
            aria-label={props.label.clone()}
            {onclick}
        >
            { props.children.clone() }
        </button>
    }
}
