//! One contradiction in the list; open, with all that is known about it.

use std::rc::Rc;

use yew::{AttrValue, Html, MouseEvent, Properties, classes, component, html, use_callback, use_node_ref};

use super::link_details::LinkDetails;
use super::parts;
use super::rows::use_in_view;
use crate::domain::listing::LinkEntry;
use crate::domain::session::{Active, Intent};
use crate::web::hooks::renders;
use crate::web::store::use_dispatcher;

/// A link and how its row stands.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The link.
    pub entry: Rc<LinkEntry>,
    /// True where the row is open.
    pub is_open: bool,
}

/// One contradiction in the list. Open, its statements stand in the details and not in the head.
#[component]
pub(super) fn LinkRow(props: &Props) -> Html {
    let dispatcher = use_dispatcher();
    renders::count("link-row");
    let entry = &props.entry;
    let row = use_node_ref();
    use_in_view(row.clone(), props.is_open);
    let onclick = use_callback((dispatcher, entry.id.clone()), |_: MouseEvent, (dispatcher, link)| {
        dispatcher.send(Intent::Activate(Active::Link(link.clone())));
    });
    let members = entry.members.iter().filter(|_| !props.is_open);
    html! {
        <li ref={row} class={classes!("row", props.is_open.then_some("open"))} data-row={entry.id.to_string()}>
            <button type="button" class="row-head" aria-current={props.is_open.then_some("true")} {onclick}>
                <span class="row-who">
                    <span class={classes!("row-name", parts::tone(entry.relation))}>{ parts::relation(entry.relation) }</span>
                    <span class={classes!("row-aside", "status", entry.status.name())}>{ entry.status.name() }</span>
                </span>
                { for members.map(|member| html! {
                    <span class="row-member" key={member.quote.as_str()}>
                        <span class="row-outlet">{ AttrValue::from(member.outlet.clone()) }</span>
                        <span class="words">{ AttrValue::from(member.words.clone()) }</span>
                    </span>
                }) }
            </button>
            if props.is_open {
                <LinkDetails entry={Rc::clone(entry)} />
            }
        </li>
    }
}
