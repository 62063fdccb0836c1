//! The foot of the page: the keys that are of use just now, or, on a narrow screen, the three parts to turn to.

mod panes;
mod situation;

use yew::{Html, Properties, component, html};

use self::panes::Panes;
use self::situation::Situation;
use super::keys::Keys;
use crate::domain::command::Command;
use crate::web::hooks::settings::use_settings;
use crate::web::store::{use_snapshot, use_ui};

/// The foot of the page.
#[component]
pub(crate) fn Hints() -> Html {
    let situation = Situation::of(&use_snapshot().view);
    let pane = use_ui().pane;
    html! {
        <>
            <Line {situation} />
            <Panes {pane} />
        </>
    }
}

#[derive(PartialEq, Properties)]
struct LineProps {
    situation: Situation,
}

#[component]
fn Line(props: &LineProps) -> Html {
    let settings = use_settings();
    let (lead, hints) = props.situation.hints();
    let is_live = |commands: &[Command]| commands.iter().all(|&command| settings.keys().live(command).is_some());
    let is_under_way = matches!(props.situation, Situation::Contradicting | Situation::Joining);
    html! {
        <footer class="hints" aria-label="Keys">
            if !lead.is_empty() {
                <strong class={is_under_way.then_some("under-way")}>{ lead }</strong>
            }
            { for hints.iter().filter(|(commands, _)| is_live(commands)).map(|(commands, words)| html! {
                <span class="hint">
                    { for commands.iter().map(|&command| html! { <Keys {command} /> }) }
                    { *words }
                </span>
            }) }
        </footer>
    }
}
