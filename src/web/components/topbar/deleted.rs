//! The mark of a project that another tab deleted while this one shows it.

use yew::{Html, component, html};

use super::super::command_button::CommandButton;
use crate::domain::command::Command;
use crate::web::projects::use_projects;

/// Says for as long as it is so that the shown project is deleted; the list of projects, which it opens, restores it.
#[component]
pub(super) fn DeletedMark() -> Html {
    let shown = use_projects();
    if shown.current.is_empty() || !shown.shelf.is_deleted(&shown.current) {
        return Html::default();
    }
    let label = "This project was deleted in another tab. What is written here goes with it: open the list of projects \
                 to restore it";
    html! {
        <CommandButton command={Command::Projects} {label} class="button danger deleted-mark">
            { "Deleted" }
        </CommandButton>
    }
}
