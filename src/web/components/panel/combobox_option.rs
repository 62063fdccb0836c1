//! One offer of a field that asks for a speaker.

use std::rc::Rc;

use yew::{AttrValue, Callback, Html, MouseEvent, Properties, component, html, use_callback, use_node_ref};

use super::parts;
use super::rows::use_in_view;
use crate::domain::annotation::Speaker;
use crate::domain::search::Offer;

/// An offer and how it stands.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The id by which the field names the offer.
    pub id: AttrValue,
    /// What is offered.
    pub offer: Offer,
    /// The speaker, where one of the project is offered.
    pub speaker: Option<Rc<Speaker>>,
    /// The speaker's number key.
    pub number: Option<usize>,
    /// True where Enter takes it.
    pub is_at: bool,
    /// Takes the offer when it is clicked.
    pub on_pick: Callback<Offer>,
}

/// One offer.
#[component]
pub(super) fn ComboboxOption(props: &Props) -> Html {
    let element = use_node_ref();
    use_in_view(element.clone(), props.is_at);
    let onclick = use_callback((props.on_pick.clone(), props.offer.clone()), |_: MouseEvent, (on_pick, offer)| {
        on_pick.emit(offer.clone());
    });
    let label = match (&props.offer, &props.speaker) {
        (Offer::New(name), _) => html! { <span class="option-name">{ "New: " }<b>{ format!("“{name}”") }</b></span> },
        (Offer::Nobody, _) => html! { <span class="option-name muted">{ "No speaker" }</span> },
        (Offer::Known(_), Some(speaker)) => html! { <>
            <span class="dot" data-colour={parts::colour(speaker.colour)}></span>
            <span class="option-name">
                { speaker.name.clone() }
                if !speaker.role.is_empty() {
                    <span class="muted">{ format!(" · {}", speaker.role) }</span>
                }
            </span>
        </> },
        (Offer::Known(_), None) => Html::default(),
    };
    html! {
        <li ref={element} class="option" role="option" id={&props.id} aria-selected={props.is_at.to_string()} {onclick}>
            { label }
            if let Some(number) = props.number {
                <kbd aria-label={format!("key {number}")}>{ number }</kbd>
            }
        </li>
    }
}
