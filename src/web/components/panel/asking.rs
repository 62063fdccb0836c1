//! What a field that asks for a speaker offers, and which of the offers Enter takes. Nothing here draws.

use yew::AttrValue;

use crate::domain::id::SpeakerId;
use crate::domain::project::Project;
use crate::domain::search::{Offer, merge_offers, speaker_offers};

/// More than this nobody looks through; another letter finds the rest.
const MOST: usize = 40;

/// What the speaker is asked for.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Purpose {
    /// Who said a quote: the words that name them in the article, and who is assigned already.
    Quote(AttrValue, Option<SpeakerId>),
    /// Whom a speaker turned out to be.
    Merge(SpeakerId),
}

impl Purpose {
    /// What is offered for what was typed.
    pub(super) fn offers(&self, project: &Project, typed: &str) -> Vec<Offer> {
        let mut offers = match self {
            Self::Quote(source, speaker) => speaker_offers(project, typed, source, speaker.as_ref()),
            Self::Merge(speaker) => merge_offers(project, typed, speaker),
        };
        offers.truncate(MOST);
        offers
    }

    /// The field's state once this was typed. Enter takes the first offer, except where there is an answer already and
    /// nothing was typed: then it keeps that.
    pub(super) fn ask(&self, typed: AttrValue) -> Asking {
        let is_open_question = matches!(self, Self::Quote(_, None));
        let at = (is_open_question || !typed.trim().is_empty()).then_some(0);
        Asking { typed, at }
    }
}

/// The state of a field that has the focus.
#[derive(Clone, PartialEq)]
pub(super) struct Asking {
    /// What was typed.
    pub typed: AttrValue,
    /// The number of the offer that Enter takes.
    pub at: Option<usize>,
}

impl Asking {
    /// The same with another offer for Enter: one on or back among `of`, round in a circle.
    pub(super) fn step(&self, key: &str, of: usize) -> Self {
        let at = match (key, self.at) {
            _ if of == 0 => None,
            ("ArrowDown", Some(at)) => Some((at + 1) % of),
            ("ArrowDown", None) => Some(0),
            (_, Some(at)) => Some((at + of - 1) % of),
            (_, None) => Some(of - 1),
        };
        Self { typed: self.typed.clone(), at }
    }
}
