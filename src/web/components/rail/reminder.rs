//! A quiet word where much was changed and nothing exported for long.

use yew::{Html, component, html, use_memo};

use super::super::command_button::CommandButton;
use crate::domain::command::Command;
use crate::domain::reminder::due;
use crate::domain::text::counted;
use crate::web::browser::now;
use crate::web::projects::use_projects;
use crate::web::store::{use_snapshot, use_ui};

/// It is looked at so often whether there is anything to remind of: every hour, in milliseconds.
const HOUR: u64 = 60 * 60 * 1_000;

/// A quiet word where much was changed and nothing exported for long. It goes with the next export.
#[component]
pub(super) fn Reminder() -> Html {
    let snapshot = use_snapshot();
    let shown = use_projects();
    let is_ready = use_ui().is_ready;
    let exported = shown.shelf.exported(&shown.current);
    let unexported = use_memo((exported, is_ready, now().0 / HOUR), |&(exported, is_ready, _)| {
        if is_ready { due(&snapshot.project, exported, now()) } else { None }
    });
    let Some(unexported) = *unexported else { return Html::default() };
    let changes = counted(unexported.changes, "change", "changes");
    let days = unexported.days;
    let words = match exported {
        Some(_) => format!("{changes} since the last export, {days} days ago."),
        None => format!("{changes} in {days} days, and nothing exported yet."),
    };
    html! {
        <p class="reminder">
            { words }
            <CommandButton command={Command::Export} label="Export the project as a file" class="link-button">
                { "Export" }
            </CommandButton>
        </p>
    }
}
