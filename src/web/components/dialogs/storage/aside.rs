//! What could not be read: how much of it there is, and the way to have it.

use std::rc::Rc;

use yew::{Html, component, html, use_callback};

use crate::domain::text::counted;
use crate::web::files;
use crate::web::hooks::kept::use_aside;
use crate::web::store::use_dispatcher;

/// What could not be read and was set aside, as a file. Nothing where all could be read.
#[component]
pub(super) fn AsideField() -> Html {
    let dispatcher = use_dispatcher();
    let entries = use_aside();
    let download = use_callback((dispatcher, Rc::clone(&entries)), |_, (dispatcher, entries)| {
        files::hand_out_aside(dispatcher, entries);
    });
    if entries.is_empty() {
        return Html::default();
    }
    html! {
        <div>
            <dt>{ "Set aside" }</dt>
            <dd>
                { format!("{} could not be read and will not be touched.", counted(entries.len(), "entry", "entries")) }
                <button type="button" class="button" onclick={download}>{ "Download" }</button>
            </dd>
        </div>
    }
}
