//! One statement of the open contradiction, in full.

use std::rc::Rc;

use yew::{AttrValue, Html, MouseEvent, Properties, classes, component, html, use_callback};

use super::parts;
use super::visits::use_visiting;
use crate::domain::edit::Edit;
use crate::domain::id::LinkId;
use crate::domain::listing::Statement;
use crate::domain::session::{Active, Intent};
use crate::web::store::use_dispatcher;

/// A statement and the contradiction that it is in.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The contradiction.
    pub link: LinkId,
    /// The statement.
    pub statement: Rc<Statement>,
    /// True where the text shows it.
    pub is_current: bool,
    /// True where enough statements stay without it.
    pub can_leave: bool,
}

/// One statement: a button that shows it in its article, and one that takes it out.
#[component]
pub(super) fn Member(props: &Props) -> Html {
    let statement = &props.statement;
    let about = (use_dispatcher(), props.link.clone(), statement.quote.clone());
    let visits = use_visiting();
    let onclick = use_callback((about.clone(), visits), |_: MouseEvent, ((dispatcher, link, quote), visits)| {
        visits.show(dispatcher, Active::Link(link.clone()), Active::Quote(quote.clone()));
    });
    let on_leave = use_callback(about, |_: MouseEvent, (dispatcher, link, quote)| {
        dispatcher.send(Intent::Perform(Edit::LeaveLink { link: link.clone(), quote: quote.clone() }));
    });
    html! {
        <li class={classes!("member", props.is_current.then_some("current"))}>
            <button type="button" class="member-head" aria-current={props.is_current.then_some("true")} {onclick}>
                <span class="row-outlet">{ AttrValue::from(statement.outlet.clone()) }</span>
                { parts::who(statement.who.as_ref(), html! { { statement.kind.name() } }) }
                <span class="words">{ AttrValue::from(statement.words.clone()) }</span>
            </button>
            if props.can_leave {
                <button
                    type="button"
                    class="link-button"
                    aria-label={format!("Take out “{}”", statement.words)}
                    onclick={on_leave}
                >
                    { "Take out" }
                </button>
            }
        </li>
    }
}
