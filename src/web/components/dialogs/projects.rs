//! The list of projects: going to another, and making, naming, deleting and restoring them.

mod bin_row;
mod new;
mod rename;
mod row;

use web_sys::HtmlElement;
use yew::{Html, component, html, use_effect_with, use_node_ref};

use self::bin_row::BinRow;
use self::new::NewProject;
use self::row::ProjectRow;
use super::super::notices::notice::NoticeCard;
use super::modal::Modal;
use crate::web::browser::document;
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
    let notice = ui.notices.iter().rfind(passing);
    let place = use_node_ref();
    use_effect_with((notice.map(|notice| notice.id), place.clone()), |(notice, place)| {
        // The button that was pressed may have gone with its row: the next one is the answer to what is said.
        let is_lost =
            document().active_element().is_none_or(|active| matches!(&*active.tag_name(), "BODY" | "DIALOG"));
        if let Some(place) = notice.filter(|_| is_lost).and_then(|_| place.cast::<HtmlElement>()) {
            // What cannot take the focus leaves it where it was.
            let _ = place.focus();
        }
    });
    html! {
        <div ref={place} class="projects-said" role="status" tabindex="-1">
            { for notice.map(|notice| html! {
                <NoticeCard key={notice.id} notice={notice.clone()} />
            }) }
        </div>
    }
}
