//! The bar at the top: name, project, search, undo and redo, import and export, save state.

mod deleted;
mod finder;
mod history;
mod save;

use yew::{Html, component, html};

use self::deleted::DeletedMark;
use self::finder::Finder;
use self::history::History;
use self::save::Save;
use super::command_button::CommandButton;
use super::icon::{Icon, Sign};
use super::project_button::ProjectButton;
use crate::domain::command::Command;
use crate::web::store::{use_snapshot, use_ui};
use crate::web::ui::Field;

/// The bar at the top: name, project, search, undo and redo, import and export, save state.
#[component]
pub(crate) fn Topbar() -> Html {
    let snapshot = use_snapshot();
    let ui = use_ui();
    let wanted = ui.wanted.filter(|(field, _)| *field == Field::Search).map(|(_, number)| number);
    html! {
        <header class="topbar">
            <h1 class="wordmark">{ "Counterpoint" }</h1>
            <ProjectButton class="quiet" />
            <Finder words={ui.search.clone()} {wanted} />
            <History undo={snapshot.undo.clone()} redo={snapshot.redo.clone()} />
            <Exchange />
            <DeletedMark />
            <Save is_read_only={ui.is_read_only} />
            <Assistance />
        </header>
    }
}

/// Import and export.
#[component]
fn Exchange() -> Html {
    html! {
        <div class="exchange">
            <CommandButton command={Command::Import} label="Import articles or a colleague's file" class="button">
                { "Import" }
            </CommandButton>
            <CommandButton command={Command::Export} label="Export the project as a file" class="button primary">
                { "Export" }
            </CommandButton>
            <CommandButton command={Command::ExportAs} label="Export in another format" class="button export-as">
                <Icon sign={Sign::Down} />
            </CommandButton>
        </div>
    }
}

/// Help, and the way to everything else.
#[component]
fn Assistance() -> Html {
    html! {
        <div class="assistance">
            <CommandButton command={Command::Help} label="Help: how it works, and all keys" class="button quiet help">
                { "?" }
            </CommandButton>
            <CommandButton command={Command::Palette} label="All commands" class="button quiet">
                <Icon sign={Sign::Menu} />
            </CommandButton>
        </div>
    }
}
