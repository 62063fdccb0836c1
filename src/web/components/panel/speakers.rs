//! The list of speakers.

use yew::{AttrValue, Html, Properties, component, html, use_callback, use_memo, use_mut_ref};

use super::new_speaker::NewSpeaker;
use super::press::Press;
use super::rows::{self, ROWS, Summary};
use super::speaker_row::SpeakerRow;
use crate::domain::command::Command;
use crate::domain::listing::{self, FoundSpeakers};
use crate::domain::search::Query;
use crate::domain::session::Active;
use crate::web::components::window::use_window;
use crate::web::store::use_snapshot;

/// What the list depends on besides the project.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The record that is open in the panel.
    pub open: Option<Active>,
    /// The words searched for.
    pub search: AttrValue,
}

/// The list of speakers, and a field that adds one.
#[component]
pub(super) fn SpeakerList(props: &Props) -> Html {
    let snapshot = use_snapshot();
    let project = snapshot.project.clone();
    let open = match &props.open {
        Some(Active::Speaker(id)) => Some(id.clone()),
        _ => None,
    };
    let all = use_memo(snapshot.revision, |_| project.speakers().len());
    let all = *all;
    let known = use_mut_ref(FoundSpeakers::default);
    let entries = use_memo((snapshot.revision, props.search.clone(), open.clone()), |(_, search, open)| {
        listing::speakers(&project, &Query::new(search), open.as_ref(), &mut known.borrow_mut())
    });
    let on_clear = use_callback((), |(), ()| ());
    let window = use_window(ROWS, entries.len(), entries.iter().position(|entry| open.as_ref() == Some(&entry.id)));
    let row = |number: usize| {
        let entry = &entries[number];
        html! { <SpeakerRow key={entry.id.as_str()} entry={entry.clone()} is_open={open.as_ref() == Some(&entry.id)} /> }
    };
    html! { <>
        <h2 class="visually-hidden">{ "Speakers" }</h2>
        <NewSpeaker />
        <Summary shown={entries.len()} {all} noun="speakers" search={props.search.clone()} {on_clear} />
        if all == 0 {
            { rows::empty(html! { <Press first="Pick a quote" command={Command::ChooseSpeaker} then=" to say who said it" /> }) }
        } else if entries.is_empty() {
            { rows::empty(html! { { "No speaker matches. Show all to see the others." } }) }
        }
        <div class="rows" ref={&window.list} onkeydown={&window.onkeydown}>{ window.parts(row) }</div>
    </> }
}
