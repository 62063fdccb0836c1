//! What every list of the panel has: an open row that comes into view, a line that says how much is listed.

use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::{AttrValue, Callback, Html, MouseEvent, NodeRef, Properties, component, hook, html, use_callback};

use crate::web::components::window::Kind;
use crate::web::hooks::look::use_look;
use crate::web::store::use_dispatcher;
use crate::web::ui::Action;

/// How the rows of the panel lie.
pub(super) const ROWS: Kind = Kind { row: 85 };

/// Brings a row into view when it opens.
#[hook]
pub(super) fn use_in_view(row: NodeRef, is_open: bool) {
    use_look(is_open, move |is_open| {
        if let Some(row) = row.cast::<Element>().filter(|_| *is_open) {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            row.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}

/// How much a list shows of what there is.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct SummaryProps {
    /// How many rows are listed.
    pub shown: usize,
    /// How many there are.
    pub all: usize,
    /// What they are, in the plural.
    pub noun: AttrValue,
    /// The words searched for.
    pub search: AttrValue,
    /// Takes every filter off.
    pub on_clear: Callback<()>,
}

/// Says how much of what there is a narrowed list shows, and offers all of it.
#[component]
pub(super) fn Summary(props: &SummaryProps) -> Html {
    let dispatcher = use_dispatcher();
    let onclick = use_callback((dispatcher, props.on_clear.clone()), |_: MouseEvent, (dispatcher, on_clear)| {
        dispatcher.ui(Action::Search(AttrValue::default()));
        on_clear.emit(());
    });
    let is_narrowed = props.shown < props.all || !props.search.trim().is_empty();
    let words = match props.search.trim() {
        "" => String::new(),
        search => format!(" with “{search}”"),
    };
    html! {
        <p class="summary" aria-live="polite">
            if is_narrowed && props.all > 0 {
                <span>{ format!("{} of {} {}{words}", props.shown, props.all, props.noun) }</span>
                <button type="button" class="link-button" {onclick}>{ "Show all" }</button>
            }
        </p>
    }
}

/// The one sentence of a list that has nothing to show.
pub(super) fn empty(sentence: Html) -> Html {
    html! { <p class="panel-empty">{ sentence }</p> }
}
