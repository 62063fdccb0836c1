//! A field that asks for a speaker: type ahead over all their names, pick by arrows, Enter, or a click.
//!
//! It follows the pattern that screen readers know as an editable combobox with a list. The list is open just as
//! long as the field has the focus.

use std::rc::Rc;

use web_sys::{HtmlElement, HtmlInputElement};
use yew::{
    AttrValue, Callback, FocusEvent, Html, InputEvent, KeyboardEvent, NodeRef, Properties, TargetCast,
    UseStateHandle, component, hook, html, use_callback, use_effect_with, use_node_ref, use_state,
};

use super::asking::{Asking, Purpose};
use super::combobox_list::ComboboxList;
use super::parts;
use super::visits::use_wanted;
use crate::domain::search::Offer;
use crate::web::store::{use_dispatcher, use_snapshot};
use crate::web::typing::use_typing_in_form;
use crate::web::ui::Field;

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

/// A field that asks for a speaker.
#[component]
pub(super) fn Combobox(props: &Props) -> Html {
    let snapshot = use_snapshot();
    let asking = use_state(|| None::<Asking>);
    let element = use_node_ref();
    // A name that is half typed is nobody's yet.
    let (typing, _) = use_typing_in_form(&AttrValue::default());
    let is_typed = asking.as_ref().is_some_and(|asking| !asking.typed.trim().is_empty());
    use_effect_with(is_typed, move |is_typed| typing.holds(*is_typed));
    use_wanted(props.field, element.clone());
    let offers: Rc<[Offer]> = match &*asking {
        Some(asking) => props.purpose.offers(&snapshot.project, &asking.typed).into(),
        None => Rc::default(),
    };
    let ask = (asking.setter(), props.purpose.clone());
    let onfocus = use_callback(ask.clone(), |_: FocusEvent, (asking, purpose)| {
        asking.set(Some(purpose.ask(AttrValue::default())));
    });
    let oninput = use_callback(ask, |event: InputEvent, (asking, purpose)| {
        let typed = event.target_dyn_into::<HtmlInputElement>().map(|input| input.value());
        asking.set(Some(purpose.ask(typed.unwrap_or_default().into())));
    });
    let onblur = use_callback(asking.setter(), |_: FocusEvent, asking| asking.set(None));
    let on_pick = use_picking(&props.on_pick, &element);
    let onkeydown = use_keys(&asking, &offers, &on_pick, &props.on_pick);
    // While it is searched, the field is empty, and what it held stands behind what is typed.
    let (value, placeholder) = match &*asking {
        Some(asking) if !props.value.is_empty() => (&asking.typed, &props.value),
        Some(asking) => (&asking.typed, &props.placeholder),
        None => (&props.value, &props.placeholder),
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
                {value}
                {placeholder}
                {onfocus}
                {oninput}
                {onblur}
                {onkeydown}
            />
            <ComboboxList field={&props.id} {offers} {at} {on_pick} />
        </div>
    }
}

/// Hands on what was picked, and goes back to the text.
#[hook]
fn use_picking(on_pick: &Callback<Offer>, element: &NodeRef) -> Callback<Offer> {
    let dispatcher = use_dispatcher();
    use_callback((on_pick.clone(), dispatcher, element.clone()), |offer, (on_pick, dispatcher, element)| {
        on_pick.emit(offer);
        if let Some(field) = element.cast::<HtmlElement>() {
            // Leaving a field that has no focus changes nothing.
            let _ = field.blur();
        }
        parts::back_to_text(dispatcher);
    })
}

/// The keys of the field. `pick` goes back to the text, `keep` stays among the fields.
#[hook]
fn use_keys(
    asking: &UseStateHandle<Option<Asking>>,
    offers: &Rc<[Offer]>,
    pick: &Callback<Offer>,
    keep: &Callback<Offer>,
) -> Callback<KeyboardEvent> {
    let dispatcher = use_dispatcher();
    let about = (asking.clone(), Rc::clone(offers), pick.clone(), keep.clone(), dispatcher);
    use_callback(about, |event: KeyboardEvent, (asking, offers, pick, keep, dispatcher)| {
        let Some(now) = asking.as_ref().filter(|_| !event.is_composing()) else { return };
        let picked = now.at.and_then(|at| offers.get(at)).cloned();
        match (event.key().as_str(), picked) {
            (key @ ("ArrowDown" | "ArrowUp"), _) => asking.set(Some(now.step(key, offers.len()))),
            ("Enter", Some(offer)) => pick.emit(offer),
            ("Enter" | "Escape", _) => parts::leave(&event, dispatcher),
            // Going on to the next field takes what was asked for, but nothing that was not.
            ("Tab", Some(offer)) if !now.typed.trim().is_empty() => return keep.emit(offer),
            _ => return,
        }
        event.prevent_default();
    })
}
