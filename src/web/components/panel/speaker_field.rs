//! Who said the quote.

use yew::{AttrValue, Html, Properties, component, html, use_callback};

use super::asking::Purpose;
use super::combobox::Combobox;
use crate::domain::edit::Edit;
use crate::domain::id::{QuoteId, SpeakerId};
use crate::domain::search::Offer;
use crate::domain::session::{Active, Intent};
use crate::web::store::use_dispatcher;
use crate::web::ui::Field;

/// A quote and who said it.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The quote.
    pub quote: QuoteId,
    /// The words that name the speaker in the article, on one line.
    pub source: AttrValue,
    /// Who said it, and their name.
    pub speaker: Option<(SpeakerId, AttrValue)>,
}

/// The id of the field.
pub(super) const ID: &str = "quote-speaker";

/// Who said the quote.
#[component]
pub(super) fn SpeakerField(props: &Props) -> Html {
    let dispatcher = use_dispatcher();
    let on_pick = use_callback((dispatcher, props.quote.clone()), |offer: Offer, (dispatcher, quote)| {
        let assign = |speaker| Intent::Perform(Edit::AssignSpeaker { quote: quote.clone(), speaker });
        match offer {
            Offer::Known(speaker) => dispatcher.send(assign(Some(speaker))),
            Offer::Nobody => dispatcher.send(assign(None)),
            Offer::New(name) => {
                // A new speaker goes to the active quote, which is this one, since its details are open.
                if dispatcher.snapshot().view.active_quote() != Some(quote) {
                    dispatcher.send(Intent::Activate(Active::Quote(quote.clone())));
                }
                dispatcher.send(Intent::AssignNew(name));
            }
        }
    });
    let (speaker, value) = props.speaker.clone().unzip();
    html! {
        <Combobox
            id={ID}
            value={value.unwrap_or_default()}
            placeholder="Who said it?"
            purpose={Purpose::Quote(props.source.clone(), speaker)}
            field={Some(Field::Speaker)}
            {on_pick}
        />
    }
}
