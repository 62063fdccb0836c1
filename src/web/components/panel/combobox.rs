//! A field that asks for a speaker: type ahead over all their names, pick by arrows, Enter, or a click.
//!
//! It follows the pattern that screen readers know as an editable combobox with a list. The list is open just as
//! long as the field has the focus.

use std::rc::Rc;

use yew::{
    AttrValue, Callback, Html, InputEvent, KeyboardEvent, MouseEvent, Properties, TargetCast, component, html,
    use_callback, use_node_ref, use_state,
};

use super::combobox_option::ComboboxOption;
use super::parts;
use super::visits::use_wanted;
use crate::domain::id::SpeakerId;
use crate::domain::project::Project;
use crate::domain::search::{Offer, merge_offers, speaker_offers};
use crate::web::store::{Snapshot, use_dispatcher, use_snapshot};
use crate::web::ui::Field;

/// More than this nobody looks through; another letter finds the rest.
const MOST: usize = 40;

/// What the speaker is asked for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Purpose {
    /// Who said a quote: the words that name them in the article, and who is assigned already.
    Quote(AttrValue, Option<SpeakerId>),
    /// Whom a speaker turned out to be.
    Merge(SpeakerId),
}

impl Purpose {
    fn offers(&self, project: &Project, typed: &str) -> Vec<Offer> {
        let mut offers = match self {
            Self::Quote(source, speaker) => speaker_offers(project, typed, source, speaker.as_ref()),
            Self::Merge(speaker) => merge_offers(project, typed, speaker),
        };
        offers.truncate(MOST);
        offers
    }

    /// The offer that Enter takes before an arrow was pressed. Where there is an answer already, Enter keeps it.
    fn first(&self, typed: &str) -> Option<usize> {
        let is_open_question = matches!(self, Self::Quote(_, None));
        (is_open_question || !typed.trim().is_empty()).then_some(0)
    }
}

/// A field that asks for a speaker.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The id by which a label names the field.
    pub id: AttrValue,
    /// What stands in the field: the speaker's name.
    #[prop_or_default]
    pub value: AttrValue,
    /// What stands in an empty field.
    pub placeholder: AttrValue,
    /// What the speaker is asked for.
    pub purpose: Purpose,
    /// The command that brings the focus here.
    #[prop_or_default]
    pub field: Option<Field>,
    /// Takes what was picked.
    pub on_pick: Callback<Offer>,
}

/// What was typed since the field got the focus, and the number of the offer that Enter takes.
#[derive(Clone, PartialEq)]
struct Asking {
    typed: AttrValue,
    at: Option<usize>,
}

/// A field that asks for a speaker.
#[component]
pub(super) fn Combobox(props: &Props) -> Html {
    let snapshot = use_snapshot();
    let dispatcher = use_dispatcher();
    let asking = use_state(|| None::<Asking>);
    let element = use_node_ref();
    use_wanted(props.field, element.clone());
    let offers: Rc<[Offer]> = match &*asking {
        Some(asking) => props.purpose.offers(&snapshot.project, &asking.typed).into(),
        None => Rc::default(),
    };
    let ask = {
        let (asking, purpose) = (asking.setter(), props.purpose.clone());
        move |typed: AttrValue| {
            let at = purpose.first(&typed);
            asking.set(Some(Asking { typed, at }));
        }
    };
    let onfocus = {
        let ask = ask.clone();
        Callback::from(move |_| ask(AttrValue::default()))
    };
    let oninput = Callback::from(move |event: InputEvent| {
        ask(event.target_unchecked_into::<web_sys::HtmlInputElement>().value().into());
    });
    let onblur = Callback::from({
        let asking = asking.setter();
        move |_| asking.set(None)
    });
    let on_pick = use_callback(
        (props.on_pick.clone(), dispatcher.clone(), element.clone()),
        |offer: Offer, (on_pick, dispatcher, element)| {
            on_pick.emit(offer);
            if let Some(field) = element.cast::<web_sys::HtmlElement>() {
                // Leaving a field that is gone already changes nothing.
                let _ = field.blur();
            }
            parts::back_to_text(dispatcher);
        },
    );
    let onkeydown = Callback::from({
        let (asking, offers, on_pick, keep) =
            (asking.clone(), Rc::clone(&offers), on_pick.clone(), props.on_pick.clone());
        move |event: KeyboardEvent| {
            let Some(now) = (*asking).clone().filter(|_| !event.is_composing()) else { return };
            let picked = now.at.and_then(|at| offers.get(at)).cloned();
            match event.key().as_str() {
                "ArrowDown" | "ArrowUp" => {
                    event.prevent_default();
                    asking.set(Some(Asking { at: step(now.at, offers.len(), &event.key()), ..now }));
                }
                "Enter" => {
                    event.prevent_default();
                    match picked {
                        Some(offer) => on_pick.emit(offer),
                        None => parts::leave(&event, &dispatcher),
                    }
                }
                "Escape" => {
                    event.prevent_default();
                    parts::leave(&event, &dispatcher);
                }
                // Going on to the next field takes what was asked for, but nothing that was not.
                "Tab" if !now.typed.trim().is_empty() => picked.into_iter().for_each(|offer| keep.emit(offer)),
                _ => {}
            }
        }
    });
    let (shown, placeholder) = match &*asking {
        Some(asking) if props.value.is_empty() => (asking.typed.clone(), props.placeholder.clone()),
        Some(asking) => (asking.typed.clone(), props.value.clone()),
        None => (props.value.clone(), props.placeholder.clone()),
    };
    let at = asking.as_ref().and_then(|asking| asking.at).filter(|at| *at < offers.len());
    html! {
        <div class="combobox">
            <input
                ref={element}
                class="field"
                id={&props.id}
                role="combobox"
                aria-expanded={(!offers.is_empty()).to_string()}
                aria-controls={format!("{}-list", props.id)}
                aria-autocomplete="list"
                aria-activedescendant={at.map(|at| format!("{}-{at}", props.id))}
                autocomplete="off"
                value={shown}
                {placeholder}
                {onfocus}
                {oninput}
                {onblur}
                {onkeydown}
            />
            { list(&props.id, &snapshot, &offers, at, &on_pick) }
        </div>
    }
}

fn list(id: &AttrValue, snapshot: &Snapshot, offers: &[Offer], at: Option<usize>, on_pick: &Callback<Offer>) -> Html {
    // The field keeps the focus while an offer is pressed.
    let onmousedown = Callback::from(|event: MouseEvent| event.prevent_default());
    let keys: Vec<_> = snapshot.project.speakers_by_age().into_iter().map(|(id, _)| id.clone()).take(9).collect();
    let options = offers.iter().enumerate().map(|(number, offer)| {
        let known = match offer {
            Offer::Known(id) => snapshot.project.speaker(id).cloned(),
            _ => None,
        };
        let key_number = keys.iter().position(|key| matches!(offer, Offer::Known(id) if id == key));
        html! {
            <ComboboxOption
                key={number}
                id={format!("{id}-{number}")}
                offer={offer.clone()}
                speaker={known}
                number={key_number.map(|place| place + 1)}
                is_at={at == Some(number)}
                {on_pick}
            />
        }
    });
    html! {
        <ul class="options" role="listbox" id={format!("{id}-list")} aria-label="Speakers" hidden={offers.is_empty()} {onmousedown}>
            { for options }
        </ul>
    }
}

/// One on or back, round in a circle.
fn step(at: Option<usize>, of: usize, key: &str) -> Option<usize> {
    let next = match (key, at) {
        (_, _) if of == 0 => return None,
        ("ArrowDown", Some(at)) => (at + 1) % of,
        ("ArrowDown", None) => 0,
        (_, Some(at)) => (at + of - 1) % of,
        (_, None) => of - 1,
    };
    Some(next)
}
