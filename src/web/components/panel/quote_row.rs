//! One quote in the list; open, with all that is known about it.

use std::rc::Rc;

use yew::{AttrValue, Html, MouseEvent, Properties, classes, component, html, use_callback, use_node_ref};

use super::parts;
use super::quote_details::QuoteDetails;
use super::rows::use_in_view;
use super::visits::use_visiting;
use crate::domain::listing::Statement;
use crate::domain::session::{Active, Intent};
use crate::web::hooks::renders;
use crate::web::store::use_dispatcher;

/// A quote and how its row stands.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The quote.
    pub statement: Rc<Statement>,
    /// True where the row is open.
    pub is_open: bool,
    /// True where the row says which outlet the words stand in.
    pub with_outlet: bool,
}

/// One quote in the list.
#[component]
pub(super) fn QuoteRow(props: &Props) -> Html {
    let dispatcher = use_dispatcher();
    renders::count("quote-row");
    let statement = &props.statement;
    let row = use_node_ref();
    use_in_view(row.clone(), props.is_open);
    let about = (dispatcher, use_visiting(), statement.quote.clone());
    let onclick = use_callback(about, |_: MouseEvent, (dispatcher, visits, quote)| {
        visits.end();
        dispatcher.send(Intent::Activate(Active::Quote(quote.clone())));
    });
    html! {
        <li ref={row} class={classes!("row", props.is_open.then_some("open"))} data-row={statement.quote.to_string()}>
            <button type="button" class="row-head" aria-current={props.is_open.then_some("true")} {onclick}>
                { parts::who(statement.who.as_ref(), parts::standing(statement)) }
                <span class="words">{ AttrValue::from(statement.words.clone()) }</span>
                if props.with_outlet {
                    <span class="row-outlet">{ AttrValue::from(statement.outlet.clone()) }</span>
                }
            </button>
            if props.is_open {
                <QuoteDetails id={statement.quote.clone()} />
            }
        </li>
    }
}
