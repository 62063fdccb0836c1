//! Articles that a file has in another text than the one that is here.

use super::{Decisions, Way};
use crate::domain::annotation::ArticleField;
use crate::domain::id::{ArticleId, Timestamp};
use crate::domain::project::{Project, Write};
use crate::domain::revising::Revision;

#[cfg(test)]
mod tests;

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
    /// The way where a person has chosen none.
    usual: Way,
}

impl OtherText {
    /// Of the article `ours` of the project `before`, which is `theirs` in the project `after` with all of the file. Where
    /// its sender has brought quotes over to that text, or has taken ours out, theirs is usual, else ours.
    #[must_use]
    pub fn new(
        before: &Project,
        after: &Project,
        (theirs, ours): (ArticleId, ArticleId),
        to_ours: Revision,
        to_theirs: Option<Revision>,
    ) -> Self {
        let is_there = |article| after.any_quote(article).is_some_and(|quote| quote.attribution.article == theirs);
        let has_moved = before.all_quotes_in(&ours).any(|(quote, _)| is_there(quote));
        let is_newer = has_moved || after.article(&ours).is_none();
        let usual = if is_newer && to_theirs.is_some() { Way::ToTheirs } else { Way::ToOurs };
        Self { theirs, ours, to_ours, to_theirs, usual }
    }

    /// What was decided, where it can be done.
    #[must_use]
    pub fn way(&self, decisions: &Decisions) -> Way {
        match decisions.ways.get(&self.theirs).copied().unwrap_or(self.usual) {
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

    /// What is to be written besides, where `taken` is the project with everything else that was decided. Nothing is
    /// brought over to an article that was left out.
    #[must_use]
    pub fn writes(&self, taken: &Project, decisions: &Decisions, now: Timestamp) -> Vec<Write> {
        if decisions.without_articles.contains(&self.theirs) {
            return Vec::new();
        }
        if let Some(revision) = self.revision(decisions) {
            let is_known = taken.any_article(&revision.to).is_some_and(|article| article.origin.is_some());
            return if is_known { revision.writes(taken, &decisions.accepted, now) } else { Vec::new() };
        }
        // Either may have been taken out of the project, when its quotes were brought over to the other.
        let is_hidden =
            |article: &&ArticleId| taken.article(article).is_none() && taken.all_quotes_in(article).next().is_some();
        let hidden = [&self.theirs, &self.ours].into_iter().filter(is_hidden);
        hidden.map(|article| Write::Article(article.clone(), ArticleField::Deleted(false))).collect()
    }
}
