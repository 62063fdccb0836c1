//! A deleted project in the list: it can be restored, or deleted for good.

use yew::{Html, Properties, component, html, use_callback, use_state_eq};

use crate::domain::shelf::Deleted;
use crate::web::browser::{day, moment};
use crate::web::hooks::back_up::use_back_up;
use crate::web::projects::use_projects;

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// The project, and until when it is kept.
    pub(super) deleted: Deleted,
}

/// A deleted project. It takes two presses to delete it for good; what comes between calls it off.
#[component]
pub(super) fn BinRow(props: &Props) -> Html {
    let Deleted { card, until } = &props.deleted;
    let is_asking = use_state_eq(|| false);
    let deps = (use_projects().projects, card.id.clone());
    let restore = use_callback(deps.clone(), |_, (projects, id)| projects.restore(id));
    let back_up = use_back_up(card);
    let clear = {
        let is_asking = is_asking.clone();
        move |_| {
            if *is_asking {
                deps.0.clear(&deps.1);
            }
            is_asking.set(!*is_asking);
        }
    };
    let leave = use_callback(is_asking.setter(), |_, asking| asking.set(false));
    let name = &card.name;
    let (words, label) = if *is_asking {
        ("Really delete?", format!("Really delete? “{name}” cannot be restored then."))
    } else {
        ("Delete for good", format!("Delete for good: “{name}”"))
    };
    html! {
        <li class="project deleted" data-project={card.id.clone()}>
            <span class="project-open">
                <span class="project-name">{ name }</span>
                <span class="project-facts">
                    <time title={moment(*until)}>{ format!("kept until {}", day(*until)) }</time>
                </span>
            </span>
            <span class="project-deeds">
                <button type="button" class="button quiet" aria-label={format!("Back up “{name}”")} onclick={back_up}>
                    { "Back up" }
                </button>
                <button type="button" class="button quiet" aria-label={format!("Restore “{name}”")} onclick={restore}>
                    { "Restore" }
                </button>
                <button
                    type="button"
                    class={if *is_asking { "button danger" } else { "button quiet" }}
                    aria-label={label}
                    onclick={clear}
                    onblur={leave}
                >
                    { words }
                </button>
            </span>
        </li>
    }
}
