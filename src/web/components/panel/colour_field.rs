//! The colour of a speaker: one of the palette's.

use yew::{Html, Properties, component, html, use_callback};

use super::parts::{self, fact_group};
use crate::domain::edit::Edit;
use crate::domain::id::SpeakerId;
use crate::domain::session::{COLOURS, Intent};
use crate::web::store::use_dispatcher;

/// What the colours are called, by number.
const NAMES: [&str; COLOURS as usize] = ["Green", "Violet", "Amber", "Blue", "Pink", "Olive", "Teal", "Brown"];

/// A speaker and their colour.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The speaker.
    pub id: SpeakerId,
    /// The number of their colour.
    pub colour: u8,
}

/// The colour of a speaker.
#[component]
pub(super) fn ColourField(props: &Props) -> Html {
    fact_group(
        "speaker-colour",
        "Colour",
        html! {
            <div class="swatches" role="radiogroup" aria-labelledby="speaker-colour">
                { for (0..COLOURS).map(|colour| html! {
                    <Swatch key={colour} id={props.id.clone()} {colour} is_chosen={props.colour % COLOURS == colour} />
                }) }
            </div>
        },
    )
}

#[derive(Clone, PartialEq, Properties)]
struct SwatchProps {
    id: SpeakerId,
    colour: u8,
    is_chosen: bool,
}

#[component]
fn Swatch(props: &SwatchProps) -> Html {
    let chosen = (use_dispatcher(), props.id.clone(), props.colour);
    let onchange = use_callback(chosen, |_, (dispatcher, speaker, colour)| {
        dispatcher.send(Intent::Perform(Edit::ColourSpeaker { speaker: speaker.clone(), colour: *colour }));
    });
    html! {
        <label class="swatch" data-colour={parts::colour(props.colour)} title={NAMES[usize::from(props.colour)]}>
            <input
                type="radio"
                class="visually-hidden"
                name="speaker-colour"
                aria-label={NAMES[usize::from(props.colour)]}
                checked={props.is_chosen}
                {onchange}
            />
        </label>
    }
}
