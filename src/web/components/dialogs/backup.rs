//! A backup that was opened: what it is, and whether it becomes a project of its own or part of the open one.

use std::rc::Rc;

use yew::{Html, Properties, component, html, use_callback, use_memo, use_state_eq};

use super::modal::Modal;
use crate::domain::backup::Backup;
use crate::domain::text::counted;
use crate::web::browser::moment;
use crate::web::files;
use crate::web::projects::use_projects;
use crate::web::store::use_dispatcher;
use crate::web::ui::{Action, Pane};

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// What the file holds.
    pub(super) backup: Rc<Backup>,
}

/// A backup that was opened, and the choice of what becomes of it. Until it is made, nothing is changed.
#[component]
pub(super) fn BackupDialog(props: &Props) -> Html {
    let dispatcher = use_dispatcher();
    let is_restoring = use_state_eq(|| false);
    let merge = use_callback((dispatcher, Rc::clone(&props.backup)), |_, (dispatcher, backup)| {
        dispatcher.ui(Action::Close);
        dispatcher.ui(Action::Turn(Pane::Texts));
        files::merge_backup(dispatcher, backup);
    });
    let deps = (use_projects().projects, Rc::clone(&props.backup), is_restoring.setter());
    let restore = use_callback(deps, |_, (projects, backup, restoring)| {
        restoring.set(true);
        projects.receive(backup);
    });
    let backup = &props.backup;
    let contents = use_memo(Rc::clone(backup), |backup| {
        let project = backup.project();
        let quotes = counted(project.quotes().count(), "quote", "quotes");
        format!("{}, {quotes}", counted(backup.texts.len(), "article", "articles"))
    });
    let name = if backup.name.is_empty() { "A project without a name" } else { &backup.name };
    let written = backup.saved.map(|saved| format!(", written {}", moment(saved))).unwrap_or_default();
    html! {
        <Modal title="Restore a backup" class="backup">
            <p><strong>{ name }</strong>{ written }{ ". " }{ &*contents }{ "." }</p>
            if !backup.refused.is_empty() {
                <p class="problem">
                    { format!("{} of it cannot be read and will be left out. The rest is sound.",
                        counted(backup.refused.len(), "part", "parts")) }
                </p>
            }
            <p class="muted small">
                { "As a project of its own it stands beside yours. Merged, it joins the open project: what is in both \
                   stays once, what was changed in both is as it was changed last." }
            </p>
            <footer>
                <button type="button" class="button" onclick={merge} disabled={*is_restoring}>
                    { "Merge into the open project" }
                </button>
                <button type="button" class="button primary" onclick={restore} disabled={*is_restoring} autofocus=true>
                    { if *is_restoring { "Restoring …" } else { "Restore as a new project" } }
                </button>
            </footer>
        </Modal>
    }
}
