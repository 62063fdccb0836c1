//! One speaker in the list; open, with all that is known about them.

use yew::{Html, MouseEvent, Properties, classes, component, html, use_callback, use_node_ref};

use super::parts;
use super::rows::use_in_view;
use super::speaker_details::SpeakerDetails;
use crate::domain::listing::SpeakerEntry;
use crate::domain::session::{Active, Intent};
use crate::domain::text::counted;
use crate::web::hooks::renders;
use crate::web::store::use_dispatcher;

/// A speaker and how their row stands.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The speaker.
    pub entry: SpeakerEntry,
    /// True where the row is open.
    pub is_open: bool,
}

/// One speaker in the list.
#[component]
pub(super) fn SpeakerRow(props: &Props) -> Html {
    let dispatcher = use_dispatcher();
    renders::count("speaker-row");
    let entry = &props.entry;
    let row = use_node_ref();
    use_in_view(row.clone(), props.is_open);
    let onclick = use_callback((dispatcher, entry.id.clone()), |_: MouseEvent, (dispatcher, speaker)| {
        dispatcher.send(Intent::Activate(Active::Speaker(speaker.clone())));
    });
    html! {
        <li ref={row} class={classes!("row", props.is_open.then_some("open"))} data-row={entry.id.to_string()}>
            <button type="button" class="row-head" aria-current={props.is_open.then_some("true")} {onclick}>
                <span class="row-who">
                    <span class="dot" data-colour={parts::colour(entry.speaker.colour)}></span>
                    <span class="row-name">{ entry.speaker.name.clone() }</span>
                    <span class="row-aside">
                        { counted(entry.quotes, "quote", "quotes") }
                        if let Some(key) = entry.key {
                            <kbd aria-label={format!("key {key}")}>{ key }</kbd>
                        }
                    </span>
                </span>
                if !entry.speaker.role.is_empty() {
                    <span class="row-role">{ entry.speaker.role.clone() }</span>
                }
            </button>
            if props.is_open {
                <SpeakerDetails id={entry.id.clone()} />
            }
        </li>
    }
}
