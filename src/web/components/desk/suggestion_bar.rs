//! On a narrow screen: the active suggestion's speaker, and what becomes of it, below the text.

use yew::{Html, component, html};

use crate::domain::command::Command;
use crate::web::components::command_button::CommandButton;
use crate::web::store::use_snapshot;
use crate::web::suggesting::said_by;

/// The bar, while a suggestion is active. The stylesheet shows it where the panel is not beside the text.
#[component]
pub(super) fn SuggestionBar() -> Html {
    let snapshot = use_snapshot();
    let suggestion = snapshot.view.suggestion.as_ref().and_then(|place| snapshot.suggestions.at(place));
    let Some(suggestion) = suggestion else { return Html::default() };
    html! {
        <div class="suggestion-bar" role="toolbar" aria-label="Decide on the suggestion">
            <span class="row-name">{ said_by(suggestion) }</span>
            <CommandButton command={Command::Delete} label="Reject the suggestion" class="button">{ "Reject" }</CommandButton>
            <CommandButton command={Command::Accept} label="Accept the suggestion" class="button primary">
                { "Accept" }
            </CommandButton>
        </div>
    }
}
