//! Undo and redo, each with the name of the edit that it concerns.

use yew::{AttrValue, Html, Properties, component, html};

use super::super::command_button::CommandButton;
use super::super::icon::{Icon, Sign};
use crate::domain::command::Command;

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// What undo would take back.
    pub(super) undo: Option<AttrValue>,
    /// What redo would make again.
    pub(super) redo: Option<AttrValue>,
}

/// Undo and redo, each with the name of the edit that it concerns.
#[component]
pub(super) fn History(props: &Props) -> Html {
    let undo = named("Undo", props.undo.as_ref());
    let redo = named("Redo", props.redo.as_ref());
    html! {
        <div class="history" role="group" aria-label="Undo and redo">
            <CommandButton command={Command::Undo} label={undo} class="button" is_disabled={props.undo.is_none()}>
                <Icon sign={Sign::Undo} />
            </CommandButton>
            <CommandButton command={Command::Redo} label={redo} class="button" is_disabled={props.redo.is_none()}>
                <Icon sign={Sign::Redo} />
            </CommandButton>
        </div>
    }
}

fn named(verb: &str, edit: Option<&AttrValue>) -> AttrValue {
    edit.map_or_else(|| format!("{verb}: nothing yet"), |edit| format!("{verb}: {edit}")).into()
}
