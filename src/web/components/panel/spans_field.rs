//! The words of a quote's source, cue or fragments, each of which can be taken out.

use std::rc::Rc;

use yew::{AttrValue, Html, MouseEvent, Properties, component, html, use_callback};

use super::press::Press;
use crate::domain::annotation::Role;
use crate::domain::command::Command;
use crate::domain::edit::Edit;
use crate::domain::id::QuoteId;
use crate::domain::session::Intent;
use crate::web::store::use_dispatcher;

/// The spans of one role.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The quote.
    pub quote: QuoteId,
    /// The role.
    pub role: Role,
    /// The words of each span, in reading order.
    pub words: Rc<[AttrValue]>,
}

/// The words of the spans of one role; where there are none, how to mark some.
#[component]
pub(super) fn SpansField(props: &Props) -> Html {
    if props.words.is_empty() {
        let command = if props.role == Role::Source { Command::MarkSource } else { Command::MarkCue };
        return html! { <p class="teach"><Press first="Select the words" {command} /></p> };
    }
    html! {
        <ul class="spans">
            { for props.words.iter().enumerate().map(|(number, words)| html! {
                <SpanItem key={number} quote={props.quote.clone()} role={props.role} {number} {words} />
            }) }
        </ul>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ItemProps {
    quote: QuoteId,
    role: Role,
    number: usize,
    words: AttrValue,
}

#[component]
fn SpanItem(props: &ItemProps) -> Html {
    let dispatcher = use_dispatcher();
    let onclick = use_callback((dispatcher, props.clone()), |_: MouseEvent, (dispatcher, props)| {
        let (quote, role, number) = (props.quote.clone(), props.role, props.number);
        dispatcher.send(Intent::Perform(Edit::UnmarkSpan { quote, role, number }));
    });
    let what = if props.role == Role::Content { "fragment" } else { props.role.name() };
    html! {
        <li class="span">
            <span>{ &props.words }</span>
            <button type="button" class="remove" aria-label={format!("Remove {what} “{}”", props.words)} {onclick}>
                { "×" }
            </button>
        </li>
    }
}
