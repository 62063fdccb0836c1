//! What bears on a record: its own fields, and the fields of other records that name it.
//!
//! Undo asks this of each record that an edit made, so it takes time in what bears on the record, not in the whole
//! project; only for a speaker, whom any quote may name, are all quotes looked at.

use super::{Project, Write};
use crate::domain::annotation::{QuoteField, SpeakerField};
use crate::domain::id::{ArticleId, LinkId, QuoteId, SpeakerId};

impl Project {
    /// The fields of the record that `write` is of, those of live quotes that stand in it or name it, of speakers
    /// who were merged into it, and whose member it is. That a quote is a member belongs to the link.
    #[must_use]
    pub(crate) fn bearing_on(&self, write: &Write) -> Vec<Write> {
        match write {
            Write::Article(id, _) => self.bearing_on_article(id),
            Write::Quote(id, _) => self.bearing_on_quote(id),
            Write::Speaker(id, _) => self.bearing_on_speaker(id),
            Write::Link(id, _) | Write::Member(id, ..) => self.bearing_on_link(id),
            Write::Dismissal(..) => vec![self.current(write)],
            Write::Annotator(id, _) => {
                let own = self.annotators.get(id).map(|record| record.fields()).unwrap_or_default();
                own.into_iter().map(|field| Write::Annotator(id.clone(), field)).collect()
            }
        }
    }

    fn bearing_on_article(&self, id: &ArticleId) -> Vec<Write> {
        let own = self.articles.get(id).map(|record| record.fields()).unwrap_or_default();
        let standing = self
            .all_quotes_in(id)
            .map(|(quote, record)| Write::Quote(quote.clone(), QuoteField::Attribution(record.attribution.clone())));
        own.into_iter().map(|field| Write::Article(id.clone(), field)).chain(standing).collect()
    }

    fn bearing_on_quote(&self, id: &QuoteId) -> Vec<Write> {
        let own = self.quotes.get(id).map(|record| record.fields()).unwrap_or_default();
        let memberships = self.all_links_of(id).map(|link| {
            let since = self.members.get(&(link.clone(), id.clone())).copied();
            Write::Member(link.clone(), id.clone(), since)
        });
        own.into_iter().map(|field| Write::Quote(id.clone(), field)).chain(memberships).collect()
    }

    fn bearing_on_speaker(&self, id: &SpeakerId) -> Vec<Write> {
        let own = self.speakers.get(id).map(|record| record.fields()).unwrap_or_default();
        let quotes = self.quotes.iter().filter(|(_, quote)| quote.speaker.as_ref() == Some(id));
        let said = quotes.map(|(quote, _)| Write::Quote(quote.clone(), QuoteField::Speaker(Some(id.clone()))));
        let merged = self
            .merged
            .iter()
            .filter(|other| self.speakers.get(*other).is_some_and(|speaker| speaker.merged.as_ref() == Some(id)));
        let merged = merged.map(|other| Write::Speaker(other.clone(), SpeakerField::Merged(Some(id.clone()))));
        own.into_iter().map(|field| Write::Speaker(id.clone(), field)).chain(said).chain(merged).collect()
    }

    fn bearing_on_link(&self, id: &LinkId) -> Vec<Write> {
        let own = self.links.get(id).map(|record| record.fields()).unwrap_or_default();
        let members =
            self.all_members(id).map(|(quote, since)| Write::Member(id.clone(), quote.clone(), Some(since)));
        own.into_iter().map(|field| Write::Link(id.clone(), field)).chain(members).collect()
    }
}
