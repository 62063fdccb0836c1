//! The list of offers under a field that asks for a speaker.

use std::rc::Rc;

use yew::{AttrValue, Callback, Html, MouseEvent, Properties, component, html, use_callback};

use super::combobox_option::ComboboxOption;
use crate::domain::search::Offer;
use crate::web::store::use_snapshot;

/// The offers, and which of them Enter takes.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The id of the field.
    pub field: AttrValue,
    /// What is offered.
    pub offers: Rc<[Offer]>,
    /// The number of the offer that Enter takes.
    pub at: Option<usize>,
    /// Takes what is clicked.
    pub on_pick: Callback<Offer>,
}

/// The list of offers, hidden while there are none.
#[component]
pub(super) fn ComboboxList(props: &Props) -> Html {
    let snapshot = use_snapshot();
    // The field keeps the focus while an offer is pressed.
    let onmousedown = use_callback((), |event: MouseEvent, ()| event.prevent_default());
    let by_key = snapshot.project.speakers_by_age();
    let options = props.offers.iter().enumerate().map(|(number, offer)| {
        let known = match offer {
            Offer::Known(id) => by_key.iter().position(|(speaker, _)| *speaker == id),
            _ => None,
        };
        html! {
            <ComboboxOption
                key={number}
                id={format!("{}-{number}", props.field)}
                offer={offer.clone()}
                speaker={known.map(|place| Rc::clone(by_key[place].1))}
                number={known.map(|place| place + 1).filter(|number| *number <= 9)}
                is_at={props.at == Some(number)}
                on_pick={&props.on_pick}
            />
        }
    });
    html! {
        <ul
            class="options"
            role="listbox"
            id={format!("{}-list", props.field)}
            aria-label="Speakers"
            hidden={props.offers.is_empty()}
            {onmousedown}
        >
            { for options }
        </ul>
    }
}
