//! What can be done with the open quote: contradict it, see it in the text, delete it.

use yew::{Html, MouseEvent, Properties, component, html, use_callback};

use super::parts;
use crate::domain::command::Command;
use crate::domain::edit::Edit;
use crate::domain::id::QuoteId;
use crate::domain::session::{Active, Intent, Pending};
use crate::web::components::keys::Keys;
use crate::web::hooks::commands;
use crate::web::store::use_dispatcher;
use crate::web::ui::{Action, Pane};

/// A quote, and the contradiction that was begun.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The quote.
    pub id: QuoteId,
    /// The contradiction that waits for its next statement.
    pub pending: Option<Pending>,
}

/// Contradicting the open quote, and on a narrow screen going to it in the text.
#[component]
pub(super) fn QuoteActions(props: &Props) -> Html {
    let dispatcher = use_dispatcher();
    let on_contradict = use_callback(dispatcher.clone(), |_: MouseEvent, dispatcher| {
        // The button speaks of this quote, whatever words are selected.
        dispatcher.send(Intent::Select(None));
        commands::run(dispatcher, Command::Contradict);
    });
    let on_show = use_callback((dispatcher, props.id.clone()), |_: MouseEvent, (dispatcher, quote)| {
        dispatcher.ui(Action::Turn(Pane::Texts));
        dispatcher.send(Intent::Activate(Active::Quote(quote.clone())));
    });
    let is_first = matches!(&props.pending, Some(Pending::Quote(first)) if *first == props.id);
    let label = match &props.pending {
        None => "Contradiction",
        Some(_) if is_first => "Waiting for the other statement",
        Some(Pending::Quote(_)) => "Contradicts the one begun",
        Some(Pending::Link(_)) => "Joins the contradiction",
    };
    html! {
        <div class="actions">
            <button type="button" class="button clash-text" aria-pressed={is_first.to_string()} onclick={on_contradict}>
                { label }<Keys command={Command::Contradict} />
            </button>
            <button type="button" class="button in-text" onclick={on_show}>{ "Show in the text" }</button>
        </div>
    }
}

/// Which quote.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct DeleteProps {
    /// The quote.
    pub id: QuoteId,
}

/// Deleting the open quote.
#[component]
pub(super) fn DeleteQuote(props: &DeleteProps) -> Html {
    let dispatcher = use_dispatcher();
    let onclick = use_callback((dispatcher, props.id.clone()), |_: MouseEvent, (dispatcher, quote)| {
        dispatcher.send(Intent::Perform(Edit::DeleteQuote { quote: quote.clone() }));
        dispatcher.say("Quote deleted. Undo brings it back.");
        parts::back_to_text(dispatcher);
    });
    html! { <button type="button" class="button quiet" {onclick}>{ "Delete" }</button> }
}
