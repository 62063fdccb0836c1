//! Pairs of statements that might contradict each other: linked or dismissed, as a person decides.

use super::{Outcome, Refusal, Session};
use crate::domain::annotation::{Attribution, Difference, Kind, Relation};
use crate::domain::dismissal::Dismissed;
use crate::domain::edit::Edit;
use crate::domain::id::{LinkId, QuoteId, Timestamp};
use crate::domain::project::Project;
use crate::domain::suggest::contradictions::{Origin, Statement};

#[cfg(test)]
mod tests;

/// True for two statements that somebody has linked or dismissed, or of which one is not there any more.
#[must_use]
pub fn is_settled(project: &Project, one: &Statement, other: &Statement) -> bool {
    let is_gone = |statement: &Statement| match &statement.origin {
        Origin::Quote(quote) => project.quote(quote).is_none(),
        Origin::Sentence => project.article(&statement.article).is_none(),
    };
    let quotes = [one, other].map(|statement| quote_at(project, statement));
    let are_linked = match &quotes {
        [Some(one), Some(other)] => project.links_of(one).any(|(link, _)| project.members(link).contains(other)),
        _ => false,
    };
    is_gone(one) || is_gone(other) || are_linked || project.is_dismissed(&Dismissed::pair(one.place(), other.place()))
}

/// The quote that a statement is, or that somebody has made of just that sentence.
fn quote_at(project: &Project, statement: &Statement) -> Option<QuoteId> {
    if let Origin::Quote(quote) = &statement.origin {
        return Some(quote.clone());
    }
    let mut quotes = project.quotes_in(&statement.article);
    quotes.find(|(_, quote)| quote.attribution.content == [statement.span]).map(|(id, _)| id.clone())
}

impl Session {
    /// Links two statements as a contradiction. A sentence becomes a quote in the outlet's own voice.
    pub(super) fn link_statements(
        &mut self,
        pair: [&Statement; 2],
        difference: Difference,
        now: Timestamp,
    ) -> Result<Outcome, Refusal> {
        let mut edits = Vec::new();
        let members = pair.map(|statement| {
            quote_at(&self.project, statement).unwrap_or_else(|| {
                let quote: QuoteId = self.mint.mint();
                let attribution = Attribution {
                    article: statement.article.clone(),
                    content: vec![statement.span],
                    kind: Kind::Narration,
                    ..Attribution::default()
                };
                edits.push(Edit::AddQuote { quote: quote.clone(), attribution });
                quote
            })
        });
        let link: LinkId = self.mint.mint();
        let relation = Relation::Contradicts(difference);
        edits.push(Edit::LinkQuotes { link, relation, members: members.to_vec() });
        self.perform(Edit::Together { name: "link contradiction".to_owned(), edits }, now)
    }

    /// Dismisses two statements, for good.
    pub(super) fn dismiss_statements(&mut self, pair: [&Statement; 2], now: Timestamp) -> Result<Outcome, Refusal> {
        let dismissed = Dismissed::pair(pair[0].place(), pair[1].place());
        self.perform(Edit::Dismiss { dismissed }, now)
    }
}
