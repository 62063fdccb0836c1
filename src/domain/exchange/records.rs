//! The live records of a project as the formats know them: plain values, in which numbers stand for ids.
//!
//! What goes out is drawn from a project with [`Records::of`] and written by a format; what comes in is read by a format
//! and becomes edits elsewhere. A format knows this file and nothing of projects and replicas. What a poorer format
//! cannot hold, [`feature`] tells.

mod draw;
pub mod feature;

#[cfg(test)]
mod tests;

use super::super::annotation::{Kind, Relation, Role, Status};
use super::super::id::Timestamp;
use super::super::text::{Span, Text};
use crate::domain::order;

/// Records that belong together. The numbers in them count from nought in the lists here; a format that reads them from
/// a file proves that each is in range.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Records {
    /// The articles that the quotes stand in.
    pub articles: Vec<Article>,
    /// The people who made records.
    pub annotators: Vec<Annotator>,
    /// Who is quoted.
    pub speakers: Vec<Speaker>,
    /// The quotes, by article and in reading order.
    pub quotes: Vec<Quote>,
    /// The links, oldest first.
    pub links: Vec<Link>,
}

impl Records {
    /// The words of one role of a quote; where they stand in several pieces, with ` [...] ` between these.
    #[must_use]
    pub fn words(&self, quote: &Quote, role: Role) -> String {
        let text = &self.articles[quote.article].text;
        quote.spans(role).iter().map(|&span| text.slice(span)).collect::<Vec<_>>().join(" [...] ")
    }

    /// Puts the quotes from number `first` on into reading order, article by article. The links from number `first_link` on
    /// are those that have any of them for members, and no others.
    pub(super) fn sort_quotes_from(&mut self, first: usize, first_link: usize) {
        let mut order: Vec<usize> = (first..self.quotes.len()).collect();
        order::sort_by_key(&mut order, |&number| {
            let quote = &self.quotes[number];
            (quote.article, quote.content.first().map(|span| span.start))
        });
        let mut numbers = vec![0; order.len()];
        let mut sorted = Vec::with_capacity(order.len());
        for (position, &number) in order.iter().enumerate() {
            numbers[number - first] = first + position;
            sorted.push(std::mem::take(&mut self.quotes[number]));
        }
        self.quotes.truncate(first);
        self.quotes.append(&mut sorted);
        for member in self.links[first_link..].iter_mut().flat_map(|link| &mut link.members) {
            *member = numbers[*member - first];
        }
    }

    /// The speaker of a quote.
    #[must_use]
    pub fn speaker_of(&self, quote: &Quote) -> Option<&Speaker> {
        quote.speaker.map(|speaker| &self.speakers[speaker])
    }

    /// Who made a record.
    #[must_use]
    pub fn annotator_of(&self, made: &Made) -> Option<&Annotator> {
        made.by.map(|annotator| &self.annotators[annotator])
    }
}

/// An article. An empty string means that it is not known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// The name of its file, without folders.
    pub file: String,
    /// The text that the spans count in.
    pub text: Text,
    /// The headline.
    pub title: String,
    /// Who published it.
    pub outlet: String,
    /// Who wrote it.
    pub byline: String,
    /// When it was published, ISO 8601 where that could be read.
    pub date: String,
    /// Where it was published.
    pub address: String,
    /// Its language as a BCP 47 tag.
    pub language: String,
}

/// Somebody who made records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Annotator {
    /// The id that they have in the project or the file. Never empty.
    pub id: String,
    /// Their name; empty where they gave none.
    pub name: String,
}

/// Who made a record, and when, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Made {
    /// The number of the annotator.
    pub by: Option<usize>,
    /// When it was made.
    pub created: Option<Timestamp>,
    /// When it was last changed, if it was.
    pub modified: Option<Timestamp>,
}

/// Somebody who is quoted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Speaker {
    /// The id that they have in the project or the file; empty where a file has none.
    pub id: String,
    /// The name that is shown.
    pub name: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Office or part.
    pub role: String,
    /// Who added them.
    pub made: Made,
}

/// Who said what.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quote {
    /// The id that it has in the project or the file; empty where a file has none.
    pub id: String,
    /// The number of the article.
    pub article: usize,
    /// What was said: one span or more, in bytes of the article's text, in reading order.
    pub content: Vec<Span>,
    /// The words that attribute it, likewise.
    pub cue: Vec<Span>,
    /// The words that name the speaker, likewise.
    pub source: Vec<Span>,
    /// How the words were taken over; nothing where a file does not say.
    pub kind: Option<Kind>,
    /// The number of the speaker.
    pub speaker: Option<usize>,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// What the annotator thinks of it.
    pub note: String,
    /// Who marked it.
    pub made: Made,
}

impl Quote {
    /// The spans of one role.
    #[must_use]
    pub fn spans(&self, role: Role) -> &[Span] {
        match role {
            Role::Content => &self.content,
            Role::Cue => &self.cue,
            Role::Source => &self.source,
        }
    }

    /// The spans of one role, to be changed.
    pub fn spans_mut(&mut self, role: Role) -> &mut Vec<Span> {
        match role {
            Role::Content => &mut self.content,
            Role::Cue => &mut self.cue,
            Role::Source => &mut self.source,
        }
    }
}

/// How quotes bear on each other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Link {
    /// The id that it has in the project or the file; empty where a file has none.
    pub id: String,
    /// The numbers of its quotes, two or more, in the order in which they joined.
    pub members: Vec<usize>,
    /// How they bear on each other.
    pub relation: Relation,
    /// Why.
    pub rationale: String,
    /// What became of it.
    pub status: Status,
    /// Who made it.
    pub made: Made,
}

/// What a format found in its files.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// What could be read.
    pub records: Records,
    /// What could not, in the order of the files.
    pub unread: Vec<Unread>,
    /// Spans among what could be read that somebody must decide upon.
    pub unsure: Vec<Unsure>,
}

/// A span that may be the one that a file means. The quote is in the records with this span in it; where somebody says
/// that it is another, it has to be changed there.
#[derive(Clone, Debug, PartialEq)]
pub struct Unsure {
    /// The number of the quote.
    pub quote: usize,
    /// What the span is in it.
    pub role: Role,
    /// The words in the file; empty where it gives none.
    pub words: String,
    /// The likeliest place, in bytes of the article's text.
    pub span: Span,
    /// How well it fits, from 0 to 1; nought where there are no words to compare.
    pub score: f64,
}

/// Something in a file that could not be read. The rest came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The file.
    pub file: String,
    /// Where in it: a line, from 1, in a format of lines; else the number of the record, from 1, or nothing.
    pub place: Option<Place>,
    /// Why, and what it was: part of a sentence, without a full stop.
    pub reason: String,
}

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The number of a line, from 1.
    Line(usize),
    /// The number of a record of the file's list, from 1.
    Record(usize),
}

impl std::fmt::Display for Unread {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.place {
            Some(Place::Line(line)) => write!(out, "{}, line {line}: {}", self.file, self.reason),
            Some(Place::Record(record)) => write!(out, "{}, record {record}: {}", self.file, self.reason),
            None => write!(out, "{}: {}", self.file, self.reason),
        }
    }
}

/// A file that comes in: its name, with folders where it came in one, and what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The name, with `/` between folders.
    pub name: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// A file that goes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The name, with `/` between folders. It is safe on every file system.
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}
