//! A choice among a few: a select that always shows what the record holds.

use std::rc::Rc;

use yew::{
    AttrValue, Callback, Event, Html, Properties, TargetCast, component, html, use_callback, use_effect, use_node_ref,
};

/// The values of a choice and what they are called.
pub(super) type Options = Rc<[(AttrValue, AttrValue)]>;

/// A choice.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The id by which a label names it.
    #[prop_or_default]
    pub id: Option<AttrValue>,
    /// What it is called where no label names it.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// What can be chosen.
    pub options: Options,
    /// What is chosen.
    pub value: AttrValue,
    /// Takes the chosen value.
    pub on_choose: Callback<String>,
}

/// A choice among a few.
#[component]
pub(super) fn Choice(props: &Props) -> Html {
    let element = use_node_ref();
    {
        // The browser remembers what was picked; what counts is what the record holds after it.
        let (element, value) = (element.clone(), props.value.clone());
        use_effect(move || {
            if let Some(select) = element.cast::<web_sys::HtmlSelectElement>() {
                select.set_value(&value);
            }
        });
    }
    let onchange = use_callback(props.on_choose.clone(), |event: Event, on_choose| {
        if let Some(select) = event.target_dyn_into::<web_sys::HtmlSelectElement>() {
            on_choose.emit(select.value());
        }
    });
    html! {
        <select ref={element} class="field" id={&props.id} aria-label={&props.label} {onchange}>
            { for props.options.iter().map(|(value, label)| html! { <option key={value.as_str()} {value}>{ label }</option> }) }
        </select>
    }
}

/// Choices out of values that have names.
pub(super) fn options<'a>(named: impl IntoIterator<Item = (&'a str, &'a str)>) -> Options {
    named.into_iter().map(|(value, label)| (value.to_owned().into(), label.to_owned().into())).collect()
}
