//! The tabs of the panel: a tab list as screen readers know it, with the arrow keys going round.

use yew::{Html, KeyboardEvent, MouseEvent, Properties, component, html, use_callback};

use crate::web::browser::document;
use crate::web::store::use_dispatcher;
use crate::web::ui::{Action, Tab};

/// The id of what the tabs control.
pub(super) const PANEL: &str = "panel-list";

const TABS: [Tab; 3] = [Tab::Quotes, Tab::Speakers, Tab::Links];

/// The id of a tab.
pub(super) const fn id(tab: Tab) -> &'static str {
    match tab {
        Tab::Quotes => "panel-tab-quotes",
        Tab::Speakers => "panel-tab-speakers",
        Tab::Links => "panel-tab-links",
    }
}

const fn label(tab: Tab) -> &'static str {
    match tab {
        Tab::Quotes => "Quotes",
        Tab::Speakers => "Speakers",
        Tab::Links => "Contradictions",
    }
}

/// The tab in front, and how many records each has.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The tab in front.
    pub tab: Tab,
    /// How many records each tab has, from left to right.
    pub counts: [usize; 3],
}

/// The tabs of the panel.
#[component]
pub(super) fn Tabs(props: &Props) -> Html {
    let dispatcher = use_dispatcher();
    let onkeydown = use_callback((dispatcher, props.tab), |event: KeyboardEvent, (dispatcher, tab)| {
        let at = TABS.iter().position(|known| known == tab).unwrap_or_default();
        let next = match event.key().as_str() {
            "ArrowRight" => TABS[(at + 1) % TABS.len()],
            "ArrowLeft" => TABS[(at + TABS.len() - 1) % TABS.len()],
            "Home" => TABS[0],
            "End" => TABS[TABS.len() - 1],
            _ => return,
        };
        event.prevent_default();
        dispatcher.ui(Action::Show(next));
        super::parts::focus(document().get_element_by_id(id(next)));
    });
    html! {
        <div class="panel-tabs" role="tablist" aria-label="Lists" {onkeydown}>
            { for TABS.iter().zip(props.counts).map(|(tab, count)| html! {
                <TabButton key={id(*tab)} tab={*tab} {count} is_selected={*tab == props.tab} />
            }) }
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ButtonProps {
    tab: Tab,
    count: usize,
    is_selected: bool,
}

#[component]
fn TabButton(props: &ButtonProps) -> Html {
    let dispatcher = use_dispatcher();
    let onclick = use_callback((dispatcher, props.tab), |_: MouseEvent, (dispatcher, tab)| {
        dispatcher.ui(Action::Show(*tab));
    });
    html! {
        <button
            type="button"
            class="panel-tab"
            role="tab"
            id={id(props.tab)}
            aria-selected={props.is_selected.to_string()}
            aria-controls={PANEL}
            tabindex={if props.is_selected { "0" } else { "-1" }}
            {onclick}
        >
            { label(props.tab) }{ " " }<span class="panel-count">{ props.count }</span>
        </button>
    }
}
