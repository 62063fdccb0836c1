//! How safe the work is, and what to do where it is not.

use yew::{Html, Properties, component, html, use_callback};

use crate::domain::journal::Safety;
use crate::web::files::part;
use crate::web::parts;
use crate::web::store::{use_dispatcher, use_safety};
use crate::web::ui::{Action, Dialog};

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// True once this page only reads.
    pub(super) is_read_only: bool,
}

/// The save state. It is not announced with every change; what goes wrong is said by a notice.
#[component]
pub(super) fn Save(props: &Props) -> Html {
    let (dispatcher, safety) = (use_dispatcher(), use_safety());
    let show = use_callback(dispatcher.clone(), |_, dispatcher| dispatcher.ui(Action::Open(Dialog::Storage)));
    let download =
        use_callback(dispatcher, |_, dispatcher| parts::spawn(dispatcher, part::export(dispatcher.clone())));
    let (words, title) = match safety {
        _ if props.is_read_only => ("Read only", "A newer version of Counterpoint has taken over. Reload this page."),
        Some(Safety::Saved) => ("Saved", "Everything is written to this browser's database, on the disk."),
        Some(Safety::Typing) => ("Typing …", "What you are typing is kept when you pause or leave the field."),
        Some(Safety::Saving) | None => ("Saving …", "The last changes are being written."),
        Some(Safety::Local) => (
            "Kept, for now",
            "Local storage alone has the last changes, and may lose its last seconds in a crash: export your work from \
             time to time.",
        ),
        Some(Safety::Failed) => {
            ("Not saved", "This browser does not take the last changes. They are lost when this page is closed.")
        }
    };
    html! {
        <div class="save">
            <button type="button" class="button quiet" onclick={show} title={format!("{title} What is kept, and how much.")}>
                <output data-save={name(safety)} data-read-only={props.is_read_only.then_some("")} aria-live="off">
                    { words }
                </output>
            </button>
            if safety == Some(Safety::Failed) {
                <button type="button" class="button danger" onclick={download}>{ "Download your work" }</button>
            }
        </div>
    }
}

/// The state's name in the page contract.
const fn name(safety: Option<Safety>) -> &'static str {
    match safety {
        Some(Safety::Saved) => "saved",
        Some(Safety::Saving | Safety::Typing) | None => "saving",
        Some(Safety::Local) => "local",
        Some(Safety::Failed) => "failed",
    }
}
