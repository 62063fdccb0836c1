//! Undo and redo: what they change, what they say, and what they bring into view.

use std::collections::BTreeSet;

use super::super::history::Revision;
use super::super::id::{LinkId, QuoteId, SpeakerId};
use super::super::project::{Project, Write};
use super::view::Active;
use super::{Outcome, Refusal, Session};

impl Session {
    pub(super) fn undo(&mut self) -> Result<Outcome, Refusal> {
        self.thawed()?;
        let revision = self.history.undo(&self.project).ok_or(Refusal::NothingTo("undo"))?;
        Ok(self.revise(&revision, "Undone"))
    }

    pub(super) fn redo(&mut self) -> Result<Outcome, Refusal> {
        self.thawed()?;
        let revision = self.history.redo(&self.project).ok_or(Refusal::NothingTo("redo"))?;
        Ok(self.revise(&revision, "Done again"))
    }

    fn revise(&mut self, revision: &Revision, verb: &str) -> Outcome {
        let kept = match revision.kept {
            0 => String::new(),
            _ => " What somebody else has changed since is kept.".to_owned(),
        };
        let notice = Some(format!("{verb}: {}.{kept}", revision.name));
        if revision.writes.is_empty() {
            return Outcome { notice, ..Outcome::default() };
        }
        let (left, before) = (self.all_left(), self.project.clone());
        let outcome = Outcome { notice, ..self.write(&revision.writes) };
        if let Some(back) = self.come_back(&before, &revision.writes) {
            self.activate(back);
        }
        // What comes back to be decided upon is the one to look at.
        if let Some(place) = self.all_left().difference(&left).next() {
            self.activate_suggestion(place.clone());
        }
        outcome
    }

    /// The record to look at among those that `writes` brought back: the one contradiction, else the one quote, else the
    /// one speaker. Nothing where several came back, as all that a file brought.
    fn come_back(&self, before: &Project, writes: &[Write]) -> Option<Active> {
        let (mut links, mut quotes, mut speakers) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for write in writes {
            match write {
                Write::Link(id, _) | Write::Member(id, ..) if before.link(id).is_none() => {
                    links.extend(self.project.link(id).map(|_| id));
                }
                Write::Quote(id, _) if before.quote(id).is_none() => {
                    quotes.extend(self.project.quote(id).map(|_| id));
                }
                Write::Speaker(id, _) if before.speaker(id).is_none() => {
                    speakers.extend(self.project.speaker(id).map(|_| id));
                }
                _ => {}
            }
        }
        let link = only(links).map(|id: &LinkId| Active::Link(id.clone()));
        let quote = || only(quotes).map(|id: &QuoteId| Active::Quote(id.clone()));
        let speaker = || only(speakers).map(|id: &SpeakerId| Active::Speaker(id.clone()));
        link.or_else(quote).or_else(speaker)
    }
}

fn only<T: Ord>(found: BTreeSet<T>) -> Option<T> {
    let mut found = found.into_iter();
    found.next().filter(|_| found.next().is_none())
}
