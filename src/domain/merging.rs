//! What somebody's file would change in a project, seen before it happens, and what of it is taken.
//!
//! A proposal lists the records that would change, field by field, each with who made it and where it stands. Where
//! both sides have changed one field, or one has deleted what the other changed, it is a conflict, and a person
//! chooses. It knows values and not how they came to be apart: a replica tells that exactly, a file that another
//! program edited by its times.

mod decide;
mod groups;
mod texts;
mod words;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::annotation::{ArticleField, LinkField, Origin, QuoteField, SpeakerField};
use super::id::{AnnotatorId, ArticleId, LinkId, QuoteId, SpeakerId, Timestamp};
use super::project::{Project, Write};
use super::replica::Apart;

pub use decide::{Decisions, Side, Taking, Way};
pub use groups::Heading;
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
    /// What would change in `project` by what another side has changed.
    #[must_use]
    pub fn new(project: &Project, apart: &Apart, basis: Basis) -> Self {
        let ours: BTreeMap<String, &Write> = apart.ours.iter().map(|write| (write.key(), write)).collect();
        let mut after = project.clone();
        after.write_all(apart.theirs.iter().cloned());
        let mut records: BTreeMap<Record, Vec<Difference>> = BTreeMap::new();
        let mut quiet = Vec::new();
        for theirs in &apart.theirs {
            let here = project.current(theirs);
            match record_of(theirs) {
                Some(record) if !theirs.is_time_of_change() && !comes_by_itself(theirs, &here) => {
                    let is_conflict = here != *theirs && ours.contains_key(&theirs.key());
                    let difference = Difference { ours: here, theirs: theirs.clone(), is_conflict };
                    records.entry(record).or_default().push(difference);
                }
                _ => quiet.push(theirs.clone()),
            }
        }
        let changed_here: BTreeSet<Record> =
            apart.ours.iter().filter(|write| is_work(write)).filter_map(record_of).collect();
        let deleted_here: BTreeSet<Record> =
            apart.ours.iter().filter(|write| deletes(write)).filter_map(record_of).collect();
        let worked_on = quoted_here(&apart.ours, &after);
        let is_worked_on = |record: &Record| match record {
            Record::Article(article) => changed_here.contains(record) || worked_on.contains(article),
            record => changed_here.contains(record),
        };
        let mut changes = Vec::new();
        for (record, mut differences) in records {
            // All of the file is in `after`; but not what brings a record back, which a person chooses.
            let mut restored = None;
            if deleted_here.contains(&record) && !differences.iter().any(|difference| brings_back(&difference.theirs))
            {
                let undeletion = undeletion(&record, &differences);
                restored = undeletion.as_ref().map(|difference| difference.theirs.clone());
                differences.extend(undeletion);
            } else if is_worked_on(&record) {
                for difference in differences.iter_mut().filter(|difference| deletes(&difference.theirs)) {
                    difference.is_conflict = true;
                }
            }
            differences.retain(|difference| difference.ours != difference.theirs);
            let restored = restored.map(|theirs| {
                let mut restored = after.clone();
                restored.write(theirs);
                restored
            });
            let whole = restored.as_ref().unwrap_or(&after);
            match manner(&record, project, whole) {
                Some(manner) if !differences.is_empty() => {
                    changes.push(Change {
                        manner,
                        articles: articles_of(&record, project)
                            .union(&articles_of(&record, whole))
                            .cloned()
                            .collect(),
                        creator: origin_of(&record, whole).map(|origin| origin.creator),
                        is_theirs_later: modified(&record, whole) > modified(&record, project),
                        rests_on: Vec::new(),
                        differences,
                        record,
                    });
                }
                _ => quiet.extend(differences.into_iter().map(|difference| difference.theirs)),
            }
        }
        if basis == Basis::Before {
            // What was changed here since is no matter of the file's any more.
            changes.retain(|change| change.manner == Manner::New || change.is_theirs_later);
            for change in &mut changes {
                change.is_theirs_later = false;
            }
        }
        rest(&mut changes, &after);
        Self { basis, changes, quiet, after }
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

/// Notes of each link which changes bring the quotes that it joins.
fn rest(changes: &mut [Change], after: &Project) {
    let comes = |change: &Change| matches!(change.manner, Manner::New | Manner::Restored);
    let quotes: BTreeMap<QuoteId, usize> = (changes.iter().enumerate())
        .filter_map(|(number, change)| match &change.record {
            Record::Quote(id) if comes(change) => Some((id.clone(), number)),
            _ => None,
        })
        .collect();
    for change in changes {
        if let Record::Link(id) = &change.record {
            change.rests_on = after.members(id).iter().filter_map(|quote| quotes.get(quote).copied()).collect();
        }
    }
}

/// The record that a field is of; nothing for annotators and for what was dismissed, which are not asked about. That a
/// quote is a member belongs to the link.
fn record_of(write: &Write) -> Option<Record> {
    Some(match write {
        Write::Article(id, _) => Record::Article(id.clone()),
        Write::Quote(id, _) => Record::Quote(id.clone()),
        Write::Speaker(id, _) => Record::Speaker(id.clone()),
        Write::Link(id, _) | Write::Member(id, ..) => Record::Link(id.clone()),
        Write::Annotator(..) | Write::Dismissal(..) => return None,
    })
}

/// True for what two people come to have who open the same article or take the same file over, each by themselves: when
/// each did, and what the program read off the text. There is nothing in it to ask about.
fn comes_by_itself(theirs: &Write, ours: &Write) -> bool {
    let is_told = theirs.is_origin()
        || matches!(theirs, Write::Article(_, ArticleField::Detected(_)) | Write::Member(_, _, Some(_)));
    is_told && ours.encode().is_some()
}

/// True for a field that somebody has worked on: not a time, and not that the record is deleted.
fn is_work(write: &Write) -> bool {
    !write.is_time_of_change() && !deletes(write)
}

fn deletes(write: &Write) -> bool {
    matches!(
        write,
        Write::Article(_, ArticleField::Deleted(true))
            | Write::Quote(_, QuoteField::Deleted(true))
            | Write::Speaker(_, SpeakerField::Deleted(true))
            | Write::Link(_, LinkField::Deleted(true))
    )
}

fn brings_back(write: &Write) -> bool {
    matches!(
        write,
        Write::Article(_, ArticleField::Deleted(false))
            | Write::Quote(_, QuoteField::Deleted(false))
            | Write::Speaker(_, SpeakerField::Deleted(false))
            | Write::Link(_, LinkField::Deleted(false))
    )
}

/// The articles with quotes that this side has worked on: they would go out of sight with the article.
fn quoted_here(ours: &[Write], after: &Project) -> BTreeSet<ArticleId> {
    let quotes = ours.iter().filter(|write| is_work(write)).filter_map(|write| match write {
        Write::Quote(id, _) => after.any_quote(id),
        _ => None,
    });
    quotes.filter(|quote| quote.is_live()).map(|quote| quote.attribution.article.clone()).collect()
}

/// What brings a record back that was deleted here while the other side worked on it, for a person to choose.
fn undeletion(record: &Record, differences: &[Difference]) -> Option<Difference> {
    let is_worked_on = differences.iter().any(|difference| is_work(&difference.theirs));
    let is_deleted_there = differences.iter().any(|difference| deletes(&difference.theirs));
    let [ours, theirs] = [true, false].map(|deleted| match record {
        Record::Article(id) => Write::Article(id.clone(), ArticleField::Deleted(deleted)),
        Record::Quote(id) => Write::Quote(id.clone(), QuoteField::Deleted(deleted)),
        Record::Speaker(id) => Write::Speaker(id.clone(), SpeakerField::Deleted(deleted)),
        Record::Link(id) => Write::Link(id.clone(), LinkField::Deleted(deleted)),
    });
    (is_worked_on && !is_deleted_there).then_some(Difference { ours, theirs, is_conflict: true })
}

/// What becomes of a record; nothing where it is seen on neither side.
fn manner(record: &Record, before: &Project, after: &Project) -> Option<Manner> {
    match (is_live(record, before), is_live(record, after)) {
        (true, true) => Some(Manner::Changed),
        (true, false) => Some(Manner::Deleted),
        (false, true) if origin_of(record, before).is_some() => Some(Manner::Restored),
        (false, true) => Some(Manner::New),
        (false, false) => None,
    }
}

fn is_live(record: &Record, project: &Project) -> bool {
    match record {
        Record::Article(id) => project.article(id).is_some(),
        Record::Quote(id) => project.quote(id).is_some(),
        Record::Speaker(id) => project.any_speaker(id).is_some_and(|speaker| speaker.exists()),
        Record::Link(id) => project.link(id).is_some(),
    }
}

fn origin_of(record: &Record, project: &Project) -> Option<Origin> {
    match record {
        Record::Article(id) => project.any_article(id)?.origin.clone(),
        Record::Quote(id) => project.any_quote(id)?.origin.clone(),
        Record::Speaker(id) => project.any_speaker(id)?.origin.clone(),
        Record::Link(id) => project.any_link(id)?.origin.clone(),
    }
}

fn modified(record: &Record, project: &Project) -> Option<Timestamp> {
    match record {
        Record::Article(id) => project.any_article(id)?.modified,
        Record::Quote(id) => project.any_quote(id)?.modified,
        Record::Speaker(id) => project.any_speaker(id)?.modified,
        Record::Link(id) => project.any_link(id)?.modified,
    }
}

fn articles_of(record: &Record, project: &Project) -> BTreeSet<ArticleId> {
    let of_quote = |id: &QuoteId| project.any_quote(id).map(|quote| quote.attribution.article.clone());
    match record {
        Record::Article(id) => [id.clone()].into(),
        Record::Quote(id) => of_quote(id).into_iter().collect(),
        Record::Speaker(_) => BTreeSet::new(),
        Record::Link(id) => project.members(id).iter().filter_map(of_quote).collect(),
    }
}
