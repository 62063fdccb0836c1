//! The list of projects: going to another, and making, naming, deleting and restoring them.

mod bin_row;
mod new;
mod rename;
mod row;

use yew::{Html, component, html};

use self::bin_row::BinRow;
use self::new::NewProject;
use self::row::ProjectRow;
use super::modal::Modal;
use super::said::Said;
use crate::web::projects::use_projects;

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
