//! One of a few in a row of buttons: radio buttons that look like one control.

use yew::{AttrValue, Callback, Html, Properties, classes, component, html, use_callback};

use super::choice::Options;

/// The buttons and which of them is chosen.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The name that the radio buttons share.
    pub name: AttrValue,
    /// What is chosen here, for screen readers.
    pub label: AttrValue,
    /// What can be chosen.
    pub options: Options,
    /// What is chosen.
    pub value: AttrValue,
    /// Takes the chosen value.
    pub on_choose: Callback<AttrValue>,
}

/// One of a few in a row of buttons.
#[component]
pub(super) fn Segments(props: &Props) -> Html {
    html! {
        <div class="segments" role="radiogroup" aria-label={&props.label}>
            { for props.options.iter().map(|(value, label)| html! {
                <Segment
                    key={value.as_str()}
                    name={&props.name}
                    {value}
                    {label}
                    is_chosen={*value == props.value}
                    on_choose={&props.on_choose}
                />
            }) }
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct SegmentProps {
    name: AttrValue,
    value: AttrValue,
    label: AttrValue,
    is_chosen: bool,
    on_choose: Callback<AttrValue>,
}

#[component]
fn Segment(props: &SegmentProps) -> Html {
    let onchange = use_callback((props.on_choose.clone(), props.value.clone()), |_, (on_choose, value)| {
        on_choose.emit(value.clone());
    });
    html! {
        <label class={classes!("segment", props.is_chosen.then_some("chosen"))}>
            <input
                type="radio"
                class="visually-hidden"
                name={&props.name}
                value={&props.value}
                checked={props.is_chosen}
                {onchange}
            />
            { &props.label }
        </label>
    }
}
