//! On a narrow screen: the three parts of the page, one of which is in view.

use yew::{Html, Properties, component, html, use_callback};

use super::super::icon::{Icon, Sign};
use crate::web::store::use_dispatcher;
use crate::web::ui::{Action, Pane};

/// The parts, with the words and the sign of each.
const PANES: [(Pane, &str, Sign); 3] = [
    (Pane::Articles, "Articles", Sign::Articles),
    (Pane::Texts, "Texts", Sign::Text),
    (Pane::Records, "Records", Sign::Records),
];

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// The part in view.
    pub(super) pane: Pane,
}

/// The bar that turns to another part. The stylesheet shows it on narrow screens alone.
#[component]
pub(super) fn Panes(props: &Props) -> Html {
    html! {
        <nav class="panes" aria-label="Parts of the page">
            { for PANES.into_iter().map(|(pane, words, sign)| html! {
                <Turn key={words} {pane} {words} {sign} is_current={pane == props.pane} />
            }) }
        </nav>
    }
}

#[derive(PartialEq, Properties)]
struct TurnProps {
    pane: Pane,
    words: &'static str,
    sign: Sign,
    is_current: bool,
}

#[component]
fn Turn(props: &TurnProps) -> Html {
    let dispatcher = use_dispatcher();
    let onclick = use_callback((dispatcher, props.pane), |_, (dispatcher, pane)| dispatcher.ui(Action::Turn(*pane)));
    html! {
        <button type="button" aria-current={props.is_current.then_some("true")} {onclick}>
            <Icon sign={props.sign} />
            { props.words }
        </button>
    }
}
