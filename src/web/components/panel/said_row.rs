//! One quote among all that a speaker said.

use std::rc::Rc;

use yew::{AttrValue, Callback, Html, MouseEvent, Properties, classes, component, html, use_callback};

use super::visits::use_visiting;
use crate::domain::id::{QuoteId, SpeakerId};
use crate::domain::listing::Statement;
use crate::domain::session::Active;
use crate::web::store::use_dispatcher;

/// A quote and how its row stands.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The quote.
    pub statement: Rc<Statement>,
    /// Who said it.
    pub speaker: SpeakerId,
    /// True where the text shows it.
    pub is_current: bool,
    /// Whether it is chosen for somebody else, while a person chooses.
    pub is_chosen: Option<bool>,
    /// Takes the quote when it is chosen, or no longer.
    pub on_choose: Callback<QuoteId>,
}

/// A button that shows the quote in the text, or a box to tick.
#[component]
pub(super) fn SaidRow(props: &Props) -> Html {
    let quote = &props.statement.quote;
    let visit = (use_visiting(), use_dispatcher(), props.speaker.clone(), quote.clone());
    let onclick = use_callback(visit, |_: MouseEvent, (visits, dispatcher, speaker, quote)| {
        visits.show(dispatcher, Active::Speaker(speaker.clone()), Active::Quote(quote.clone()));
    });
    let onchange = use_callback((props.on_choose.clone(), quote.clone()), |_, (on_choose, quote)| {
        on_choose.emit(quote.clone());
    });
    let words = AttrValue::from(props.statement.words.clone());
    html! {
        <li>
            if let Some(checked) = props.is_chosen {
                <label class="tick said-row">
                    <input type="checkbox" {checked} {onchange} />
                    <span class="words">{ words }</span>
                </label>
            } else {
                <button
                    type="button"
                    class={classes!("said-row", props.is_current.then_some("current"))}
                    aria-current={props.is_current.then_some("true")}
                    {onclick}
                >
                    <span class="words">{ words }</span>
                </button>
            }
        </li>
    }
}
