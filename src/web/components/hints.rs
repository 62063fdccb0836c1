//! The foot of the page: the keys that are of use just now, or, on a narrow screen, the three parts to turn to.

mod panes;

use yew::{Html, Properties, component, html};

use self::panes::Panes;
use super::keys::Keys;
use crate::domain::command::Command;
use crate::domain::session::{Active, Pending, View};
use crate::web::hooks::settings::use_settings;
use crate::web::store::{use_snapshot, use_ui};

/// What a person is in the middle of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Situation {
    /// The first statement of a contradiction is chosen.
    Contradicting,
    /// A link waits for another member.
    Joining,
    /// Words are selected, and a quote is active or not.
    Selecting { with_quote: bool },
    /// A quote is active.
    Quote,
    /// A contradiction is active.
    Link,
    /// None of it.
    Reading,
}

impl Situation {
    fn of(view: &View) -> Self {
        match (&view.pending, &view.selection, &view.active) {
            (Some(Pending::Quote(_)), ..) => Self::Contradicting,
            (Some(Pending::Link(_)), ..) => Self::Joining,
            (None, Some(_), _) => Self::Selecting { with_quote: view.active_quote().is_some() },
            (None, None, Some(Active::Quote(_))) => Self::Quote,
            (None, None, Some(Active::Link(_))) => Self::Link,
            _ => Self::Reading,
        }
    }

    /// What stands before the keys, and the keys with what each does.
    const fn hints(self) -> (&'static str, &'static [(&'static [Command], &'static str)]) {
        use Command as C;
        const LET_GO: (&[Command], &str) = (&[C::Escape], "lets go");
        const ALL: (&[Command], &str) = (&[C::Palette], "all commands");
        match self {
            Self::Contradicting => ("First statement kept", &[(&[C::Contradict], "on the other statement"), LET_GO]),
            Self::Joining => ("The contradiction waits", &[(&[C::Contradict], "on what joins it"), LET_GO]),
            Self::Selecting { with_quote: false } => {
                ("Selected", &[(&[C::MarkQuote], "quote"), (&[C::Contradict], "contradiction"), LET_GO, ALL])
            }
            Self::Selecting { with_quote: true } => (
                "Selected",
                &[
                    (&[C::MarkQuote], "new quote"),
                    (&[C::MarkSource], "source"),
                    (&[C::MarkCue], "cue"),
                    (&[C::AddFragment], "fragment"),
                    (&[C::Contradict], "contradiction"),
                    LET_GO,
                    ALL,
                ],
            ),
            Self::Quote => (
                "Quote",
                &[
                    (&[C::ChooseSpeaker], "speaker"),
                    (&[C::Contradict], "contradiction"),
                    (&[C::EndEarlier, C::EndLater], "move the end"),
                    (&[C::CycleOverlapping], "overlapping"),
                    (&[C::Delete], "delete"),
                    (&[C::NextQuote, C::PreviousQuote], "next, previous"),
                    LET_GO,
                ],
            ),
            Self::Link => (
                "Contradiction",
                &[
                    (&[C::Contradict], "add a statement"),
                    (&[C::EditNote], "why"),
                    (&[C::Delete], "delete"),
                    LET_GO,
                    ALL,
                ],
            ),
            Self::Reading => (
                "",
                &[
                    (&[C::NextQuote, C::PreviousQuote], "next, previous"),
                    (&[C::MarkQuote], "quote the selection"),
                    (&[C::Contradict], "contradiction"),
                    (&[C::CycleOverlapping], "overlapping"),
                    ALL,
                ],
            ),
        }
    }
}

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
