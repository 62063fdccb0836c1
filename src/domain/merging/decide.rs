//! What a person takes of a proposal, and what is to be written then.

use std::collections::{BTreeMap, BTreeSet};

use super::{Basis, Change, Difference, Manner, Proposal, Record};
use crate::domain::annotation::{ArticleField, QuoteField, SpeakerField};
use crate::domain::id::{AnnotatorId, ArticleId, QuoteId};
use crate::domain::project::{Project, Write};

/// One of the two sides of a conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// What is here.
    Ours,
    /// What the file has.
    Theirs,
}

/// What becomes of quotes on two texts of one article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// Those of the file's text are brought over to the text that is here.
    ToOurs,
    /// Those of the text that is here are brought over to the file's.
    ToTheirs,
    /// Both texts stay, each with its quotes.
    Apart,
}

/// What a person has decided so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    /// The side chosen for a field, by its key. Where nothing is chosen, the side that was changed last; of an article
    /// that one side removed and the other worked on, the one that keeps it.
    pub sides: BTreeMap<String, Side>,
    /// Articles of which nothing is taken.
    pub without_articles: BTreeSet<ArticleId>,
    /// People of whose records nothing is taken.
    pub without_people: BTreeSet<AnnotatorId>,
    /// Records of which nothing is taken.
    pub without_records: BTreeSet<Record>,
    /// What becomes of quotes on another text of an article that is here, by the file's text.
    pub ways: BTreeMap<ArticleId, Way>,
    /// The quotes whose unsure place in another text is the right one.
    pub accepted: BTreeSet<QuoteId>,
}

impl Decisions {
    /// The side that stays of a field.
    #[must_use]
    pub fn side(&self, change: &Change, difference: &Difference) -> Side {
        let chosen = self.sides.get(&difference.theirs.key()).copied();
        match chosen {
            Some(side) => side,
            // With an article, quotes would go out of sight that the other side never knew of.
            None if difference.is_conflict && removes_article(&difference.theirs) => Side::Ours,
            None if difference.is_conflict && !change.is_theirs_later => Side::Ours,
            None => Side::Theirs,
        }
    }

    /// Chooses one side for every conflict.
    pub fn choose_all(&mut self, proposal: &Proposal, side: Side) {
        let differences = proposal.changes.iter().flat_map(|change| &change.differences);
        let conflicts = differences.filter(|difference| difference.is_conflict);
        self.sides.extend(conflicts.map(|difference| (difference.theirs.key(), side)));
    }

    /// True where a record is among what is taken, as far as it stands for itself. What stands in several articles is
    /// taken with all of them, and what stands in none with any.
    fn allows(&self, change: &Change) -> bool {
        let is_left_out = change.articles.iter().any(|article| self.without_articles.contains(article));
        let is_refused = change.creator.as_ref().is_some_and(|person| self.without_people.contains(person));
        !is_left_out && !is_refused && !self.without_records.contains(&change.record)
    }
}

/// What is to be done of a proposal.
#[derive(Clone, Debug, PartialEq)]
pub enum Taking {
    /// All of it: the file's replica is merged, and then these fields are set, where another side was chosen.
    Whole(Vec<Write>),
    /// Some of it: these fields are set, and the rest of the file may be taken another time.
    Part(Vec<Write>),
}

impl Proposal {
    /// True where a record is among what is taken, and all that it rests on with it.
    #[must_use]
    pub fn takes(&self, decisions: &Decisions, change: &Change) -> bool {
        decisions.allows(change) && change.rests_on.iter().all(|number| decisions.allows(&self.changes[*number]))
    }

    /// What is to be done in `project`, which was compared, where a person has decided so.
    #[must_use]
    pub fn taking(&self, project: &Project, decisions: &Decisions) -> Taking {
        if self.basis == Basis::Replica && self.changes.iter().all(|change| self.takes(decisions, change)) {
            let chosen = self.changes.iter().flat_map(|change| {
                change.differences.iter().filter(|difference| difference.is_conflict).map(
                    |difference| match decisions.side(change, difference) {
                        Side::Ours => difference.ours.clone(),
                        Side::Theirs => difference.theirs.clone(),
                    },
                )
            });
            return Taking::Whole(chosen.collect());
        }
        let taken: Vec<&Change> = self.changes.iter().filter(|change| self.takes(decisions, change)).collect();
        let writes = taken.iter().flat_map(|change| {
            let theirs = |difference: &&Difference| decisions.side(change, difference) == Side::Theirs;
            change.differences.iter().filter(theirs).map(|difference| difference.theirs.clone())
        });
        let mut writes: Vec<Write> = writes.collect();
        writes.extend(self.needed(&writes));
        writes.extend(self.touched(&writes, decisions));
        self.spare_articles(project, &mut writes);
        Taking::Part(writes)
    }

    /// Leaves out that an article is removed where quotes would go out of sight that the file has on another article,
    /// and that stay on this one since they are left out.
    fn spare_articles(&self, project: &Project, writes: &mut Vec<Write>) {
        if !writes.iter().any(removes_article) {
            return;
        }
        let mut taken = project.clone();
        taken.write_all(writes.iter().cloned());
        writes.retain(|write| {
            let Write::Article(article, _) = write else { return true };
            let is_elsewhere = |quote: &QuoteId| {
                self.after.any_quote(quote).is_some_and(|there| there.attribution.article != *article)
            };
            !removes_article(write) || !taken.all_quotes_in(article).any(|(quote, _)| is_elsewhere(quote))
        });
    }

    /// What taken quotes need of what is left out: the speakers whom they name, and the articles that they stand in.
    /// Without them nobody would have said it, or nobody would see it.
    fn needed(&self, writes: &[Write]) -> Vec<Write> {
        let mut keys: BTreeSet<String> = writes.iter().map(Write::key).collect();
        let mut needed: Vec<Write> = Vec::new();
        loop {
            let named: BTreeSet<Record> = writes.iter().chain(&needed).filter_map(names).collect();
            let missing = self.changes.iter().filter(|change| {
                matches!(change.manner, Manner::New | Manner::Restored) && named.contains(&change.record)
            });
            let fields = missing.flat_map(|change| change.differences.iter().map(|difference| &difference.theirs));
            let more: Vec<Write> = fields.filter(|field| keys.insert(field.key())).cloned().collect();
            if more.is_empty() {
                return needed;
            }
            needed.extend(more);
        }
    }

    /// The times of change of records that are taken, the names of those who made them, and what was dismissed by people
    /// who are not left out.
    fn touched(&self, writes: &[Write], decisions: &Decisions) -> Vec<Write> {
        let records: BTreeSet<_> = writes.iter().map(Write::record).collect();
        let keys: BTreeSet<String> = writes.iter().map(Write::key).collect();
        let is_taken = |change: &&Change| change.differences.iter().any(|field| keys.contains(&field.theirs.key()));
        let makers: BTreeSet<&AnnotatorId> =
            self.changes.iter().filter(is_taken).filter_map(|change| change.creator.as_ref()).collect();
        let goes_with = |quiet: &&Write| match quiet {
            Write::Annotator(person, _) => makers.contains(person),
            Write::Dismissal(_, by) => by.as_ref().is_some_and(|by| !decisions.without_people.contains(&by.creator)),
            quiet => quiet.is_time_of_change() && records.contains(&quiet.record()),
        };
        self.quiet.iter().filter(goes_with).cloned().collect()
    }
}

/// True for what takes an article out of the project.
const fn removes_article(write: &Write) -> bool {
    matches!(write, Write::Article(_, ArticleField::Deleted(true)))
}

/// The record that a field names, which it makes no sense without.
fn names(write: &Write) -> Option<Record> {
    match write {
        Write::Quote(_, QuoteField::Speaker(Some(speaker)))
        | Write::Speaker(_, SpeakerField::Merged(Some(speaker))) => Some(Record::Speaker(speaker.clone())),
        Write::Quote(_, QuoteField::Attribution(attribution)) => Some(Record::Article(attribution.article.clone())),
        _ => None,
    }
}
