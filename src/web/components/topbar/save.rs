//! Whether the work is safe, and what to do where it is not.

use yew::{Html, Properties, component, html, use_callback};

use crate::web::files;
use crate::web::store::use_dispatcher;
use crate::web::ui::SaveState;

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// Whether the work is safe.
    pub(super) state: SaveState,
}

/// The save state. It is not announced with every change; what goes wrong is said by a notice.
#[component]
pub(super) fn Save(props: &Props) -> Html {
    let dispatcher = use_dispatcher();
    let download = use_callback(dispatcher, |_, dispatcher| files::export(dispatcher));
    let (words, title) = match props.state {
        SaveState::Saved => ("Saved", "Everything is written to this browser's database."),
        SaveState::Saving => ("Saving …", "The last changes are being written."),
        SaveState::Local => (
            "Kept in this browser",
            "Everything is written to this browser's local storage, and is here when you come back. It stays on this \
             device: export a file to keep it elsewhere.",
        ),
        SaveState::Failed => {
            ("Not saved", "This browser does not take the last changes. They are lost when this page is closed.")
        }
    };
    html! {
        <div class="save">
            <output data-save={props.state.name()} aria-live="off" {title}>{ words }</output>
            if props.state == SaveState::Failed {
                <button type="button" class="button danger" onclick={download}>{ "Download your work" }</button>
            }
        </div>
    }
}
