//! The desk: the open articles side by side, the lines between them, and the bar that selected words bring up.

mod lines;
mod selection_bar;
mod suggestion_bar;

use yew::{Html, component, html};

use super::command_button::CommandButton;
use super::reader::column::Column;
use crate::domain::command::Command;
use crate::web::hooks::focus::use_reading_focus;
use crate::web::hooks::reveal::use_reveal;
use crate::web::hooks::selecting::use_selecting;
use crate::web::store::{use_snapshot, use_ui};
use lines::Lines;
use selection_bar::SelectionBar;
use suggestion_bar::SuggestionBar;

/// The open articles side by side.
#[component]
pub(crate) fn Desk() -> Html {
    let snapshot = use_snapshot();
    use_reading_focus(&snapshot);
    use_selecting(&snapshot);
    use_reveal(&snapshot);
    let columns = snapshot.view.columns.articles();
    html! {
        <main class="desk" data-columns={columns.len().to_string()}>
            <h1 class="visually-hidden">{ "Articles" }</h1>
            if columns.is_empty() {
                <Empty />
            }
            { for columns.iter().map(|id| html! { <Column key={id.to_string()} id={id.clone()} /> }) }
            <Lines />
            <SelectionBar />
            <SuggestionBar />
        </main>
    }
}

/// What to do where no article is open.
#[component]
fn Empty() -> Html {
    let snapshot = use_snapshot();
    let is_new = use_ui().is_ready && snapshot.project.articles().is_empty();
    html! {
        <div class="desk-empty">
            if is_new {
                <p>{ "Nothing in this project yet. Add articles, or drop text, Markdown or HTML files anywhere on this page." }</p>
                <CommandButton command={Command::Import} label="Add articles…" class="button primary">
                    { "Add articles…" }
                </CommandButton>
            } else {
                <p>
                    { "Open an article from the list, or drop text, Markdown or HTML files anywhere on this page." }
                </p>
            }
        </div>
    }
}
