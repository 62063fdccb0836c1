//! Articles that a file has in another text than the one that is here.

use super::{Decisions, Way};
use crate::domain::annotation::ArticleField;
use crate::domain::id::{ArticleId, Timestamp};
use crate::domain::project::{Project, Write};
use crate::domain::revising::Revision;

/// An article that a file has in another text: a newer revision, an older one, or the same one copied otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct OtherText {
    /// The article with the file's text.
    pub theirs: ArticleId,
    /// The article with the text that is here.
    pub ours: ArticleId,
    /// The quotes of the file's text, looked for in the one that is here.
    pub to_ours: Revision,
    /// The quotes of the text that is here, looked for in the file's; nothing where that text is not at hand.
    pub to_theirs: Option<Revision>,
}

impl OtherText {
    /// What was decided, where it can be done.
    #[must_use]
    pub fn way(&self, decisions: &Decisions) -> Way {
        match decisions.ways.get(&self.theirs).copied().unwrap_or_default() {
            Way::ToTheirs if self.to_theirs.is_none() => Way::ToOurs,
            way => way,
        }
    }

    /// The quotes that are brought over; nothing where both texts stay.
    #[must_use]
    pub fn revision(&self, decisions: &Decisions) -> Option<&Revision> {
        match self.way(decisions) {
            Way::ToOurs => Some(&self.to_ours),
            Way::ToTheirs => self.to_theirs.as_ref(),
            Way::Apart => None,
        }
    }

    /// What is to be written besides, where `taken` is the project with everything else that was decided.
    #[must_use]
    pub fn writes(&self, taken: &Project, decisions: &Decisions, now: Timestamp) -> Vec<Write> {
        if let Some(revision) = self.revision(decisions) {
            return revision.writes(taken, &decisions.accepted, now);
        }
        // It may have been taken out of the project here, when its quotes were brought over an earlier time.
        let shown = Write::Article(self.theirs.clone(), ArticleField::Deleted(false));
        let is_hidden = taken.article(&self.theirs).is_none() && taken.all_quotes_in(&self.theirs).next().is_some();
        is_hidden.then_some(shown).into_iter().collect()
    }
}
