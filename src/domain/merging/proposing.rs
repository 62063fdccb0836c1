//! Finding what a file would change, in steps: however it is cut into steps, the same comes of it.

use std::collections::{BTreeMap, BTreeSet, btree_map};
use std::vec;

use super::{Basis, Change, Difference, Manner, Proposal, Record};
use crate::domain::annotation::{ArticleField, LinkField, Origin, QuoteField, SpeakerField};
use crate::domain::id::{ArticleId, QuoteId, Timestamp};
use crate::domain::project::{Project, Write};
use crate::domain::replica::Apart;

/// What is being found of what a file would change.
pub struct Proposing {
    project: Project,
    ours: BTreeSet<String>,
    /// What this side has changed, until all of the other side is known.
    own: Vec<Write>,
    theirs: vec::IntoIter<Write>,
    records: BTreeMap<Record, Vec<Difference>>,
    /// The records one by one, once all of them are known.
    weighing: Option<Weighing>,
    all: usize,
    proposal: Proposal,
}

/// What is asked of each record.
struct Weighing {
    records: btree_map::IntoIter<Record, Vec<Difference>>,
    changed_here: BTreeSet<Record>,
    deleted_here: BTreeSet<Record>,
    /// The articles with quotes that this side has worked on.
    worked_on: BTreeSet<ArticleId>,
}

impl Proposing {
    /// Begins to find what would change in `project` by what another side has changed.
    #[must_use]
    pub fn new(project: &Project, apart: Apart, basis: Basis) -> Self {
        let Apart { ours, theirs } = apart;
        Self {
            project: project.clone(),
            ours: ours.iter().map(Write::key).collect(),
            own: ours,
            all: theirs.len(),
            theirs: theirs.into_iter(),
            records: BTreeMap::new(),
            weighing: None,
            proposal: Proposal { basis, after: project.clone(), ..Proposal::default() },
        }
    }

    /// How many fields and records of how many are done, about.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        let records = self.weighing.as_ref().map_or(self.all, |weighing| weighing.records.len().min(self.all));
        (2 * self.all - self.theirs.len() - records, 2 * self.all)
    }

    /// Looks at so many fields, or records, more. True where nothing is left.
    pub fn step(&mut self, count: usize) -> bool {
        for _ in 0..count {
            if let Some(theirs) = self.theirs.next() {
                self.field(theirs);
                continue;
            }
            let weighing = self.weighing.get_or_insert_with(|| {
                let own = std::mem::take(&mut self.own);
                Weighing::new(&own, std::mem::take(&mut self.records), &self.proposal.after)
            });
            let Some((record, differences)) = weighing.records.next() else { return true };
            weighing.weigh(record, differences, &self.project, &mut self.proposal);
        }
        false
    }

    /// What would change, after the last step.
    #[must_use]
    pub fn finish(self) -> Proposal {
        let Proposal { basis, mut changes, quiet, after } = self.proposal;
        if basis == Basis::Before {
            // What was changed here since is no matter of the file's any more.
            changes.retain(|change| change.manner == Manner::New || change.is_theirs_later);
            for change in &mut changes {
                change.is_theirs_later = false;
            }
        }
        rest(&mut changes, &after);
        Proposal { basis, changes, quiet, after }
    }

    /// Takes note of a field that the other side has changed.
    fn field(&mut self, theirs: Write) {
        let here = self.project.current(&theirs);
        match record_of(&theirs) {
            Some(record) if !theirs.is_time_of_change() && !comes_by_itself(&theirs, &here) => {
                let is_conflict = !self.ours.is_empty() && here != theirs && self.ours.contains(&theirs.key());
                let difference = Difference { ours: here, theirs: theirs.clone(), is_conflict };
                self.records.entry(record).or_default().push(difference);
            }
            _ => self.proposal.quiet.push(theirs.clone()),
        }
        self.proposal.after.write(theirs);
    }
}

impl Weighing {
    fn new(ours: &[Write], records: BTreeMap<Record, Vec<Difference>>, after: &Project) -> Self {
        Self {
            records: records.into_iter(),
            changed_here: ours.iter().filter(|write| is_work(write)).filter_map(record_of).collect(),
            deleted_here: ours.iter().filter(|write| deletes(write)).filter_map(record_of).collect(),
            worked_on: quoted_here(ours, after),
        }
    }

    fn is_worked_on(&self, record: &Record) -> bool {
        let is_quoted = || matches!(record, Record::Article(article) if self.worked_on.contains(article));
        self.changed_here.contains(record) || is_quoted()
    }

    /// Finds what becomes of a record.
    fn weigh(&self, record: Record, mut differences: Vec<Difference>, project: &Project, proposal: &mut Proposal) {
        let after = &proposal.after;
        // All of the file is in `after`; but not what brings a record back, which a person chooses.
        let mut restored = None;
        if self.deleted_here.contains(&record)
            && !differences.iter().any(|difference| brings_back(&difference.theirs))
        {
            let undeletion = undeletion(&record, &differences);
            restored = undeletion.as_ref().map(|difference| {
                let mut restored = after.clone();
                restored.write(difference.theirs.clone());
                restored
            });
            differences.extend(undeletion);
        } else if self.is_worked_on(&record) {
            for difference in differences.iter_mut().filter(|difference| deletes(&difference.theirs)) {
                difference.is_conflict = true;
            }
        }
        differences.retain(|difference| difference.ours != difference.theirs);
        let whole = restored.as_ref().unwrap_or(after);
        match manner(&record, project, whole) {
            Some(manner) if !differences.is_empty() => {
                let mut articles = articles_of(&record, whole);
                articles.extend(articles_of(&record, project));
                proposal.changes.push(Change {
                    manner,
                    articles,
                    creator: origin_of(&record, whole).map(|origin| origin.creator.clone()),
                    is_theirs_later: modified(&record, whole) > modified(&record, project),
                    rests_on: Vec::new(),
                    differences,
                    record,
                });
            }
            _ => proposal.quiet.extend(differences.into_iter().map(|difference| difference.theirs)),
        }
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

fn origin_of<'a>(record: &Record, project: &'a Project) -> Option<&'a Origin> {
    match record {
        Record::Article(id) => project.any_article(id)?.origin.as_ref(),
        Record::Quote(id) => project.any_quote(id)?.origin.as_ref(),
        Record::Speaker(id) => project.any_speaker(id)?.origin.as_ref(),
        Record::Link(id) => project.any_link(id)?.origin.as_ref(),
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
