//! What somebody's file would change in a project, seen before it happens, and what of it is taken.
//!
//! A proposal lists the records that would change, field by field, each with who made it and where it stands. Where
//! both sides have changed one field, or one has deleted what the other changed, it is a conflict, and a person
//! chooses. It knows values and not how they came to be apart: a replica tells that exactly, a file that another
//! program edited by its times.

mod decide;
mod groups;
mod proposing;
mod texts;
mod words;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use super::id::{AnnotatorId, ArticleId, LinkId, QuoteId, SpeakerId};
use super::project::{Project, Write};
use super::replica::Apart;

pub use decide::{Decisions, Side, Taking, Way};
pub use groups::Heading;
pub use proposing::Proposing;
pub use texts::OtherText;
pub use words::{FieldWords, counts};

/// A record that a change is of.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Record {
    /// An article.
    Article(ArticleId),
    /// A quote.
    Quote(QuoteId),
    /// A speaker.
    Speaker(SpeakerId),
    /// A link.
    Link(LinkId),
}

/// What becomes of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Manner {
    /// It was not here.
    New,
    /// It is here, and something of it changes.
    Changed,
    /// It is here, and goes.
    Deleted,
    /// It was deleted here, and comes back.
    Restored,
}

/// A field that both sides have, with what each has there.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// What is here.
    pub ours: Write,
    /// What the file has.
    pub theirs: Write,
    /// True where both sides have changed it, so that a person must choose.
    pub is_conflict: bool,
}

/// A record that would change.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The record.
    pub record: Record,
    /// What becomes of it.
    pub manner: Manner,
    /// The articles that it stands in; none for a speaker.
    pub articles: BTreeSet<ArticleId>,
    /// Who made the record, where that is known.
    pub creator: Option<AnnotatorId>,
    /// What changes of it, without the times of change.
    pub differences: Vec<Difference>,
    /// True where the file's side was changed later, as far as the times tell.
    pub is_theirs_later: bool,
    /// The changes that bring what this one joins, by their numbers: a link is nothing without its quotes.
    pub rests_on: Vec<usize>,
}

impl Change {
    /// True where a person must choose something.
    #[must_use]
    pub fn has_conflict(&self) -> bool {
        self.differences.iter().any(|difference| difference.is_conflict)
    }
}

/// How it is known what the file's side has changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// The file holds a replica: exactly.
    #[default]
    Replica,
    /// Another program wrote or edited the file: by comparing values, and by their times.
    Values,
    /// The file was merged before: what it has and this project lacks, or has from an earlier time, was undone here since.
    /// Where both have a value, the one that is here stays unless a person chooses.
    Before,
}

/// What a file would change here.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proposal {
    /// How that is known.
    pub basis: Basis,
    /// The records that would change: articles, quotes, speakers, links, each kind in the order of its ids.
    pub changes: Vec<Change>,
    /// What comes along and is nothing to ask about: names of annotators, times of change, and records that neither
    /// side shows.
    pub quiet: Vec<Write>,
    /// The project as the file has it, here: with everything of it taken.
    pub after: Project,
}

impl Proposal {
    /// What would change in `project` by what another side has changed. [`Proposing`] finds it in steps.
    #[must_use]
    pub fn new(project: &Project, apart: &Apart, basis: Basis) -> Self {
        let mut proposing = Proposing::new(project, apart.clone(), basis);
        while !proposing.step(usize::MAX) {}
        proposing.finish()
    }

    /// True where nothing would change that a person can see.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// How many fields a person must choose for.
    #[must_use]
    pub fn conflicts(&self) -> usize {
        let differences = self.changes.iter().flat_map(|change| &change.differences);
        differences.filter(|difference| difference.is_conflict).count()
    }

    /// The articles that records would change in.
    #[must_use]
    pub fn articles(&self) -> BTreeSet<ArticleId> {
        self.changes.iter().flat_map(|change| change.articles.iter().cloned()).collect()
    }

    /// The people who made the records that would change.
    #[must_use]
    pub fn people(&self) -> BTreeSet<AnnotatorId> {
        self.changes.iter().filter_map(|change| change.creator.clone()).collect()
    }
}
