//! The name of the project, which opens the list of projects.

use yew::{Classes, Html, Properties, classes, component, html};

use super::command_button::CommandButton;
use super::icon::{Icon, Sign};
use crate::domain::command::Command;
use crate::web::projects::use_projects;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    /// The button's classes.
    pub(crate) class: Classes,
}

/// The name of the project; nothing until it is decided.
#[component]
pub(crate) fn ProjectButton(props: &Props) -> Html {
    let shown = use_projects();
    if shown.current.is_empty() {
        return Html::default();
    }
    let name = shown.shelf.name(&shown.current);
    html! {
        <CommandButton
            command={Command::Projects}
            label={format!("{name}: the project. Switch, rename, delete")}
            class={classes!("button", "project-button", props.class.clone())}
        >
            <span class="project-button-name">{ name }</span>
            <Icon sign={Sign::Down} />
        </CommandButton>
    }
}
