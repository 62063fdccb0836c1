//! A project in the list.

use yew::{Html, MouseEvent, Properties, component, html, use_callback, use_node_ref, use_state_eq};

use super::rename::Rename;
use crate::domain::id::Timestamp;
use crate::domain::shelf::{Card, ago, amount};
use crate::web::address::of_project;
use crate::web::browser::{moment, now};
use crate::web::hooks::back_up::use_back_up;
use crate::web::hooks::refocus::use_refocus;
use crate::web::projects::use_projects;
use crate::web::store::use_dispatcher;
use crate::web::ui::Action;

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// The project.
    pub(super) card: Card,
    /// True for the project that the page shows.
    pub(super) is_current: bool,
}

/// A project in the list: a link to it, what is known of it, and what can be done to it.
#[component]
pub(super) fn ProjectRow(props: &Props) -> Html {
    let Card { id, name, changed, size, .. } = &props.card;
    let dispatcher = use_dispatcher();
    let is_renaming = use_state_eq(|| false);
    let rename_button = use_node_ref();
    use_refocus(*is_renaming, &rename_button);
    let deps = (dispatcher.clone(), props.is_current);
    let follow = use_callback(deps, |event: MouseEvent, (dispatcher, is_current)| {
        // The project that is shown need not be loaded again; another tab may be asked for all the same.
        if *is_current && !event.ctrl_key() && !event.meta_key() && !event.shift_key() {
            event.prevent_default();
            dispatcher.ui(Action::Close);
        }
    });
    let begin = use_callback(is_renaming.setter(), |_, renaming| renaming.set(true));
    let end = use_callback(is_renaming.setter(), |(), renaming| renaming.set(false));
    let deps = (use_projects().projects, id.clone());
    let delete = use_callback(deps, |_, (projects, id)| projects.delete(id));
    let back_up = use_back_up(&props.card);
    let label = |verb: &str| format!("{verb} “{name}”");
    html! {
        <li class="project" data-project={id.clone()}>
            if *is_renaming {
                <Rename id={id.clone()} name={name.clone()} onend={end} />
            } else {
                <a
                    class="project-open"
                    href={of_project(id)}
                    aria-current={props.is_current.then_some("page")}
                    onclick={follow}
                >
                    <span class="project-name">{ name }</span>
                    <Facts changed={*changed} size={*size} />
                </a>
                <span class="project-deeds">
                    <button ref={rename_button} type="button" class="button quiet" aria-label={label("Rename")} onclick={begin}>
                        { "Rename" }
                    </button>
                    <button type="button" class="button quiet" aria-label={label("Back up")} onclick={back_up}>
                        { "Back up" }
                    </button>
                    <button type="button" class="button quiet" aria-label={label("Delete")} onclick={delete}>
                        { "Delete" }
                    </button>
                </span>
            }
        </li>
    }
}

#[derive(PartialEq, Properties)]
struct FactsProps {
    changed: Option<Timestamp>,
    size: Option<u64>,
}

/// When the project changed, and how much it takes.
#[component]
fn Facts(props: &FactsProps) -> Html {
    let size = props.size.filter(|size| *size > 0);
    html! {
        <span class="project-facts">
            if let Some(changed) = props.changed {
                <time title={moment(changed)}>{ format!("changed {}", ago(changed, now())) }</time>
            }
            if let Some(size) = size {
                <span>{ amount(size) }</span>
            }
            if props.changed.is_none() && size.is_none() {
                <span>{ "nothing in it yet" }</span>
            }
        </span>
    }
}
