//! A line of the palette.

use yew::{Html, Properties, component, html};

use super::super::super::keys::Keys;
use super::choices::{Choice, Entry};

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// Its number in the list, which names it.
    pub(super) number: usize,
    /// What it offers.
    pub(super) entry: Entry,
    /// True for the one that Enter takes.
    pub(super) is_current: bool,
}

/// A line of the palette.
#[component]
pub(super) fn ChoiceRow(props: &Props) -> Html {
    let Entry { label, group, choice } = &props.entry;
    html! {
        <li id={format!("choice-{}", props.number)} role="option" aria-selected={props.is_current.to_string()}>
            <span class="choice-label">{ label }</span>
            <span class="choice-group">{ *group }</span>
            if let Choice::Command(command) = choice {
                <Keys command={*command} />
            }
        </li>
    }
}
