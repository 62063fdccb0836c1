//! The list of projects: going to another, and making, naming, deleting and restoring them.

mod bin_row;
mod new;
mod rename;
mod row;

use yew::{Html, component, html};

use self::bin_row::BinRow;
use self::new::NewProject;
use self::row::ProjectRow;
use super::super::notices::notice::NoticeCard;
use super::modal::Modal;
use crate::web::projects::use_projects;
use crate::web::store::use_ui;
use crate::web::ui::{Notice, Weight};

/// The projects, the one that is shown among them; the deleted ones below.
#[component]
pub(super) fn ProjectsDialog() -> Html {
    let shown = use_projects();
    let deleted = shown.shelf.deleted();
    html! {
        <Modal title="Projects" class="projects">
            <ul class="project-list" aria-label="Projects">
                { for shown.shelf.cards().iter().map(|card| html! {
                    <ProjectRow key={card.id.as_str()} card={card.clone()} is_current={*card.id == *shown.current} />
                }) }
            </ul>
            <Said />
            <NewProject />
            if !deleted.is_empty() {
                <section aria-labelledby="deleted-projects">
                    <h3 id="deleted-projects" class="label">{ "Deleted" }</h3>
                    <ul class="project-list">
                        { for deleted.iter().map(|deleted| html! {
                            <BinRow key={deleted.card.id.as_str()} deleted={deleted.clone()} />
                        }) }
                    </ul>
                </section>
            }
        </Modal>
    }
}

/// What was said of a project while the list is open: outside of it, nobody could answer.
#[component]
fn Said() -> Html {
    let ui = use_ui();
    let passing = |notice: &&Notice| notice.weight == Weight::Passing;
    html! {
        <div class="projects-said" role="status">
            { for ui.notices.iter().rfind(passing).map(|notice| html! {
                <NoticeCard key={notice.id} notice={notice.clone()} />
            }) }
        </div>
    }
}
