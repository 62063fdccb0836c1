//! What a person is in the middle of, and the keys that are of use then.

use crate::domain::command::Command;
use crate::domain::session::{Active, Pending, View};

/// What a person is in the middle of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Situation {
    /// The first statement of a contradiction is chosen.
    Contradicting,
    /// A link waits for another member.
    Joining,
    /// Words are selected, and a quote is active or not.
    Selecting { with_quote: bool },
    /// A suggestion is active.
    Suggestion,
    /// A quote is active.
    Quote,
    /// A contradiction is active.
    Link,
    /// None of it.
    Reading,
}

impl Situation {
    /// What the view tells of it.
    pub(super) fn of(view: &View) -> Self {
        match (&view.pending, &view.selection, &view.active) {
            (Some(Pending::Quote(_)), ..) => Self::Contradicting,
            (Some(Pending::Link(_)), ..) => Self::Joining,
            (None, Some(_), _) => Self::Selecting { with_quote: view.active_quote().is_some() },
            (None, None, None) if view.suggestion.is_some() => Self::Suggestion,
            (None, None, Some(Active::Quote(_))) => Self::Quote,
            (None, None, Some(Active::Link(_))) => Self::Link,
            _ => Self::Reading,
        }
    }

    /// What stands before the keys, and the keys with what each does.
    pub(super) const fn hints(self) -> (&'static str, &'static [(&'static [Command], &'static str)]) {
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
            Self::Suggestion => (
                "Suggested",
                &[
                    (&[C::Accept], "accept"),
                    (&[C::Delete], "reject"),
                    (&[C::EndEarlier, C::EndLater], "move the end"),
                    (&[C::NextQuote, C::PreviousQuote], "next, previous"),
                    (&[C::Suggest], "stop"),
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
                    ALL,
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
