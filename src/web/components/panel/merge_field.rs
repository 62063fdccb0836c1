//! Two speakers who are one: merging this one into another, and parting those that were merged into this one.

use yew::{AttrValue, Html, MouseEvent, Properties, component, html, use_callback};

use super::asking::Purpose;
use super::combobox::Combobox;
use super::parts::{fact, fact_group};
use crate::domain::edit::Edit;
use crate::domain::id::SpeakerId;
use crate::domain::search::Offer;
use crate::domain::session::{Active, Intent};
use crate::web::store::{use_dispatcher, use_snapshot};

/// Which speaker.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The speaker.
    pub id: SpeakerId,
}

/// Merging and separating.
#[component]
pub(super) fn MergeField(props: &Props) -> Html {
    let dispatcher = use_dispatcher();
    let snapshot = use_snapshot();
    let on_pick = use_callback((dispatcher, props.id.clone()), |offer: Offer, (dispatcher, from)| {
        if let Offer::Known(into) = offer {
            dispatcher.send(Intent::Perform(Edit::MergeSpeakers { from: from.clone(), into: into.clone() }));
            dispatcher.send(Intent::Activate(Active::Speaker(into)));
        }
    });
    let project = &snapshot.project;
    let merged = project.merged_into(&props.id);
    html! { <>
        if project.speakers().len() > 1 {
            { fact("speaker-merge", "Same as", html! {
                <Combobox
                    id="speaker-merge"
                    placeholder="Merge into another speaker…"
                    purpose={Purpose::Merge(props.id.clone())}
                    {on_pick}
                />
            }) }
        }
        if !merged.is_empty() {
            { fact_group("speaker-merged", "Merged", html! {
                <ul class="spans">
                    { for merged.into_iter().map(|(id, speaker)| html! {
                        <MergedSpeaker key={id.as_str()} id={id.clone()} name={speaker.name.clone()} />
                    }) }
                </ul>
            }) }
        }
    </> }
}

#[derive(Clone, PartialEq, Properties)]
struct MergedProps {
    id: SpeakerId,
    name: AttrValue,
}

#[component]
fn MergedSpeaker(props: &MergedProps) -> Html {
    let dispatcher = use_dispatcher();
    let onclick = use_callback((dispatcher, props.id.clone()), |_: MouseEvent, (dispatcher, speaker)| {
        dispatcher.send(Intent::Perform(Edit::UnmergeSpeaker { speaker: speaker.clone() }));
    });
    html! {
        <li class="span">
            <span>{ &props.name }</span>
            <button type="button" class="link-button" aria-label={format!("Separate {}", props.name)} {onclick}>
                { "Separate" }
            </button>
        </li>
    }
}
