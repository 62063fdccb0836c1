//! All that is known about the open speaker, to be read and changed.

use std::rc::Rc;

use yew::{AttrValue, Callback, Html, MouseEvent, Properties, component, html, use_callback};

use super::chips_field::ChipsField;
use super::colour_field::ColourField;
use super::draft::LineField;
use super::merge_field::MergeField;
use super::parts::{self, fact};
use super::said::SaidList;
use crate::domain::edit::Edit;
use crate::domain::id::SpeakerId;
use crate::domain::session::Intent;
use crate::domain::wording::Wording;
use crate::web::store::{use_dispatcher, use_snapshot};

/// Which speaker.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The speaker.
    pub id: SpeakerId,
}

/// All that is known about a speaker.
#[component]
pub(super) fn SpeakerDetails(props: &Props) -> Html {
    let snapshot = use_snapshot();
    let about = (use_dispatcher(), props.id.clone());
    let on_aliases: Callback<Vec<String>> = use_callback(about.clone(), |aliases, (dispatcher, speaker)| {
        dispatcher.send(Intent::Perform(Edit::SetAliases { speaker: speaker.clone(), aliases }));
    });
    let on_delete = use_callback(about, |_: MouseEvent, (dispatcher, speaker)| {
        dispatcher.send(Intent::Perform(Edit::DeleteSpeaker { speaker: speaker.clone() }));
        dispatcher.say("Speaker deleted. The quotes stay; undo brings the speaker back.");
        parts::back_to_text(dispatcher);
    });
    let Some(speaker) = snapshot.project.speaker(&props.id) else { return Html::default() };
    let aliases: Rc<[AttrValue]> = speaker.aliases.iter().map(|alias| alias.clone().into()).collect();
    html! {
        <div class="details">
            { fact("speaker-name", "Name", html! {
                <LineField id="speaker-name" of={Wording::SpeakerName(props.id.clone())} />
            }) }
            { fact("speaker-role", "Role", html! {
                <LineField id="speaker-role" of={Wording::SpeakerRole(props.id.clone())} placeholder="Office or part…" />
            }) }
            { fact("speaker-aliases", "Aliases", html! {
                <ChipsField id="speaker-aliases" words={aliases} placeholder="Another name…" on_change={on_aliases} />
            }) }
            <ColourField id={props.id.clone()} colour={speaker.colour} />
            <MergeField id={props.id.clone()} />
            <SaidList id={props.id.clone()} />
            { parts::foot(&snapshot, speaker.origin.as_ref(), speaker.modified, html! {
                <button type="button" class="button quiet" onclick={on_delete}>{ "Delete" }</button>
            }) }
        </div>
    }
}
