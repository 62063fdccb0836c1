//! What the browser keeps, how safely, and how much; and what it kept that could not be read.

use wasm_bindgen_futures::spawn_local;
use yew::{Html, component, html, use_effect_with, use_state_eq};

use super::modal::Modal;
use crate::domain::journal::Safety;
use crate::web::storage::grant::{Grant, grant};
use crate::web::store::use_ui;

/// What the browser keeps, how safely, and how much.
#[component]
pub(super) fn StorageDialog() -> Html {
    let ui = use_ui();
    let granted = use_state_eq(Grant::default);
    {
        let granted = granted.setter();
        use_effect_with((), move |()| spawn_local(async move { granted.set(grant().await) }));
    }
    let _ = (ui.safety == Some(Safety::Saved), &granted);
    html! { <Modal title="What this browser keeps" class="storage"><p>{ "…" }</p></Modal> }
}
