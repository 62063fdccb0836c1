//! What the browser keeps of the project, how safely, and how much; and what it kept that could not be read.

mod aside;
mod persistence;
mod room;

use yew::{Html, component, html, use_callback};

use self::aside::AsideField;
use self::persistence::Persistence;
use self::room::RoomField;
use super::modal::Modal;
use super::said::Said;
use crate::domain::journal::Safety;
use crate::web::files;
use crate::web::hooks::kept::{use_grant, use_has_database};
use crate::web::store::{use_dispatcher, use_safety, use_ui};

/// What the browser keeps of the project, how safely, and how much.
#[component]
pub(super) fn StorageDialog() -> Html {
    let (ui, safety) = (use_ui(), use_safety());
    let dispatcher = use_dispatcher();
    let (grant, ask) = use_grant();
    let has_database = use_has_database();
    let export = use_callback(dispatcher, |_, dispatcher| files::export(dispatcher));
    html! {
        <Modal title="What this browser keeps" class="storage">
            <p>{ sentence(safety, ui.is_read_only, has_database) }</p>
            <dl>
                <Persistence is_persistent={grant.is_persistent} {ask} />
                <RoomField {grant} {has_database} />
                <AsideField />
            </dl>
            <Said />
            <p class="muted small">
                { "Nothing of this leaves the browser. Clearing its data for this page clears the work with it: export \
                   a file to keep it elsewhere." }
            </p>
            <footer>
                <button type="button" class="button primary" onclick={export}>{ "Export the project" }</button>
            </footer>
        </Modal>
    }
}

fn sentence(safety: Option<Safety>, is_read_only: bool, has_database: bool) -> &'static str {
    match safety {
        _ if is_read_only => {
            "A newer version of Counterpoint has taken over. This page shows what is kept and changes nothing: reload \
             it to go on."
        }
        Some(Safety::Saved) => {
            "Every change is in this browser's database, on the disk. It survives a crash of the page, of the browser, \
             and of the machine."
        }
        Some(Safety::Typing) => {
            "What you are typing is kept when you pause or leave the field. Everything before that is kept."
        }
        Some(Safety::Saving) | None => "The last changes are on their way to this browser's database.",
        Some(Safety::Local) if !has_database => {
            "This browser gives the page no database. Local storage has every change, and may lose its last seconds in \
             a crash: export the project from time to time."
        }
        Some(Safety::Local) => {
            "This browser's database does not answer. Local storage has every change that the database has not, and \
             may lose its last seconds in a crash. The database is tried again every few seconds."
        }
        Some(Safety::Failed) => {
            "The last changes are in this page alone, since the browser takes no more. Export the project now, and \
             make room: delete a project that you no longer need, or other pages' data."
        }
    }
}
