//! Handing a project out as a backup file, the open one or another.

use wasm_bindgen_futures::spawn_local;
use web_sys::MouseEvent;
use yew::{Callback, hook, use_callback};

use crate::domain::shelf::Card;
use crate::web::files;
use crate::web::projects::use_projects;
use crate::web::store::use_dispatcher;

/// What a press does that asks for a backup of a project.
#[hook]
pub(crate) fn use_back_up(card: &Card) -> Callback<MouseEvent> {
    let shown = use_projects();
    let is_current = *shown.current == card.id;
    let deps = (use_dispatcher(), shown.projects, card.id.clone(), card.name.clone(), is_current);
    use_callback(deps, |_, (dispatcher, projects, id, name, is_current)| {
        if *is_current {
            return files::back_up(dispatcher);
        }
        let (dispatcher, projects) = (dispatcher.clone(), projects.clone());
        let (id, name) = (id.clone(), name.clone());
        spawn_local(async move {
            if files::back_up_other(&dispatcher, &id, &name).await {
                projects.exported(&id);
            }
        });
    })
}
