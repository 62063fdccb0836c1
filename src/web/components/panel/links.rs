//! The list of contradictions and other links.

use std::rc::Rc;

use yew::{
    AttrValue, Callback, Html, Properties, UseStateHandle, component, html, use_callback, use_memo, use_mut_ref,
};

use super::candidates::Candidates;
use super::choice::options;
use super::link_row::LinkRow;
use super::press::Press;
use super::rows::{self, ROWS, Summary};
use super::segments::Segments;
use super::{Narrowing, parts};
use crate::domain::annotation::Status;
use crate::domain::command::Command;
use crate::domain::listing::{self, FoundLinks};
use crate::domain::search::Query;
use crate::domain::session::Active;
use crate::web::components::window::use_window;
use crate::web::contradicting::Looking;
use crate::web::store::use_snapshot;

/// What the list depends on besides the project.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The record that is open in the panel.
    pub open: Option<Active>,
    /// What the lists are narrowed to.
    pub narrowing: UseStateHandle<Narrowing>,
    /// The words searched for.
    pub search: AttrValue,
    /// What was found to check.
    pub looking: Looking,
    /// Begins to look.
    pub look: Callback<()>,
}

/// The list of contradictions, its filter over it.
#[component]
pub(super) fn LinkList(props: &Props) -> Html {
    let snapshot = use_snapshot();
    let project = snapshot.project.clone();
    let open = match &props.open {
        Some(Active::Link(id)) => Some(id.clone()),
        _ => None,
    };
    let all = use_memo(snapshot.revision, |_| project.links().len());
    let all = *all;
    let known = use_mut_ref(FoundLinks::default);
    let wanted = (snapshot.revision, props.narrowing.status, props.search.clone(), open.clone());
    let entries = use_memo(wanted, |(_, status, search, open)| {
        listing::links(&project, *status, &Query::new(search), open.as_ref(), &mut known.borrow_mut())
    });
    let statuses = use_memo((), |()| {
        let named = Status::ALL.into_iter().map(|status| (status.name(), parts::status(status)));
        options([("", "All")].into_iter().chain(named))
    });
    let on_status: Callback<AttrValue> = use_callback(props.narrowing.clone(), |value: AttrValue, narrowing| {
        let status = Status::ALL.into_iter().find(|status| status.name() == value.as_str());
        narrowing.set(Narrowing { status, ..(**narrowing).clone() });
    });
    let on_clear = use_callback(props.narrowing.clone(), |(), narrowing| {
        narrowing.set(Narrowing { status: None, ..(**narrowing).clone() });
    });
    let window = use_window(ROWS, entries.len(), entries.iter().position(|entry| open.as_ref() == Some(&entry.id)));
    let row = |number: usize| {
        let entry = &entries[number];
        html! { <LinkRow key={entry.id.as_str()} entry={Rc::clone(entry)} is_open={open.as_ref() == Some(&entry.id)} /> }
    };
    html! { <>
        <h2 class="visually-hidden">{ "Contradictions" }</h2>
        <Candidates looking={props.looking.clone()} look={props.look.clone()} />
        <div class="panel-tools">
            <Segments
                name="link-status"
                label="Status"
                options={(*statuses).clone()}
                value={props.narrowing.status.map_or("", Status::name)}
                on_choose={on_status}
            />
        </div>
        <Summary shown={entries.len()} {all} noun="contradictions" search={props.search.clone()} {on_clear} />
        if all == 0 {
            { rows::empty(html! {
                <Press
                    first="Pick a statement"
                    command={Command::Contradict}
                    then=", then again on the one that it contradicts"
                />
            }) }
        } else if entries.is_empty() {
            { rows::empty(html! { { "No contradiction matches. Show all to see the others." } }) }
        }
        <div class="rows" ref={&window.list} onkeydown={&window.onkeydown}>{ window.parts(row) }</div>
    </> }
}
