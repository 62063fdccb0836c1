//! The contradictions and other links that a quote is in.

use std::rc::Rc;

use yew::{AttrValue, Html, MouseEvent, Properties, classes, component, html, use_callback};

use super::parts;
use crate::domain::annotation::{Relation, Status};
use crate::domain::id::QuoteId;
use crate::domain::listing::LinkEntry;
use crate::domain::session::{Active, Intent};
use crate::domain::text::counted;
use crate::web::store::use_dispatcher;

/// A link, seen from one of its statements.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The link.
    pub entry: Rc<LinkEntry>,
    /// The statement it is seen from.
    pub quote: QuoteId,
}

/// A link in the details of a quote: a button that opens it.
#[component]
pub(super) fn QuoteLink(props: &Props) -> Html {
    let dispatcher = use_dispatcher();
    let entry = &props.entry;
    let onclick = use_callback((dispatcher, entry.id.clone()), |_: MouseEvent, (dispatcher, link)| {
        dispatcher.send(Intent::Activate(Active::Link(link.clone())));
    });
    let others: Vec<_> = entry.members.iter().filter(|member| member.quote != props.quote).collect();
    let number = counted(others.len(), "statement", "statements");
    let (verb, rest) = match entry.relation {
        Relation::Contradicts(difference) => ("Contradicted", format!(" by {number} · {}", difference.name())),
        Relation::Corroborates => ("Corroborated", format!(" by {number}")),
        Relation::SameWords => ("Same words", format!(" as {number}")),
    };
    let status = if entry.status == Status::Open { String::new() } else { format!(" · {}", entry.status.name()) };
    html! {
        <button
            type="button"
            class={classes!("link-box", parts::tone(entry.relation))}
            data-link={entry.id.to_string()}
            {onclick}
        >
            <span class="link-title"><b>{ verb }</b>{ rest }{ status }</span>
            { for others.into_iter().map(|member| html! {
                <span class="link-member" key={member.quote.as_str()}>
                    { AttrValue::from(member.outlet.clone()) }{ ": " }{ AttrValue::from(member.words.clone()) }
                </span>
            }) }
        </button>
    }
}
