//! Files that colleagues sent: opened together, and shown before anything changes.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;
use std::rc::Rc;

use super::FileError;
use super::reading::Reading;
use crate::domain::annotation::Role;
use crate::domain::exchange::known::{Known, other_texts};
use crate::domain::exchange::reader::Reader;
use crate::domain::exchange::records::Source;
use crate::domain::exchange::{Incoming, from_jsonld, w3c};
use crate::domain::id::{ArticleId, QuoteId, Timestamp};
use crate::domain::merging::{
    Basis, Change, Decisions, OtherText, Proposal, Proposing, Record, Side, Taking, Way, counts,
};
use crate::domain::order;
use crate::domain::project::Project;
use crate::domain::replica::{Comparing, MergeError, merge_updates, values_apart};
use crate::domain::revising::{Revision, Told};
use crate::domain::session::{Refusal, Take};
use crate::domain::text::{Span, Text, capitalised, counted};
use crate::web::browser::now;
use crate::web::store::Dispatcher;

/// Files that were opened, and what they would change. Cheap to clone; equal to its clones alone.
#[derive(Clone)]
pub struct Merging(Rc<Opened>);

/// What was opened.
#[derive(Default)]
pub struct Opened {
    /// The files, in the order in which they were given.
    pub(crate) files: Vec<Sent>,
    /// What they would change.
    pub(crate) proposal: Proposal,
    /// The project as it is, with the texts of the files.
    pub(crate) before: Project,
    /// What was left out of the files, a sentence each.
    pub(crate) refused: Vec<String>,
    /// The spans of new quotes that a person must decide upon.
    pub(crate) unsure: Vec<Unsure>,
    /// The articles that the files have in other texts than those that are here.
    pub(crate) others: Vec<OtherText>,
    /// The files' replica, where they hold one.
    pub(super) update: Option<Vec<u8>>,
    /// The files of other programs, to be read again.
    pub(super) foreign: Vec<(Reader, Vec<Source>)>,
    /// The texts of articles that are not here.
    pub(super) texts: Vec<(ArticleId, Text)>,
    /// Where the files say that quotes are whose texts are nowhere.
    pub(super) told: BTreeMap<QuoteId, Told>,
    /// The moment of the project that they were compared with.
    pub(super) revision: u64,
}

/// A span that may be the one that a file means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unsure {
    /// The quote that has it.
    pub(crate) quote: QuoteId,
    /// What it is in the quote.
    pub(crate) role: Role,
    /// The words in the file; empty where it gives none.
    pub(crate) words: String,
    /// The likeliest place, in bytes of the article's text.
    pub(crate) span: Span,
}

/// One of the files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sent {
    /// Its name.
    pub(crate) name: String,
    /// Who exported it, where they gave a name.
    pub(crate) by: Option<String>,
    /// When.
    pub(crate) saved: Option<Timestamp>,
}

impl PartialEq for Merging {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for Merging {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Merging({:?})", self.0.files)
    }
}

impl Deref for Merging {
    type Target = Opened;

    fn deref(&self) -> &Opened {
        &self.0
    }
}

impl Merging {
    pub(super) fn new(opened: Opened) -> Self {
        Self(Rc::new(opened))
    }

    /// Tells it from every other that is there.
    pub(crate) fn number(&self) -> usize {
        Rc::as_ptr(&self.0).addr()
    }
}

/// An export of ours.
pub(super) enum Export {
    /// It holds a replica, and can be merged exactly.
    Exact(Exact),
    /// It does not, or another program edited it since: it can be read by its values.
    Values(Sent, Source),
}

/// An export that can be merged exactly.
pub(super) struct Exact {
    sent: Sent,
    incoming: Incoming,
    file: Source,
}

impl Exact {
    /// The name of the file.
    pub(super) fn name(&self) -> &str {
        &self.sent.name
    }
}

impl Export {
    /// What was read of a file.
    pub(super) fn new(incoming: Incoming, file: Source) -> Self {
        let sent = Sent { name: file.name.clone(), by: incoming.exporter.clone(), saved: incoming.saved };
        if incoming.mergeable().is_ok() {
            Self::Exact(Exact { sent, incoming, file })
        } else {
            Self::Values(sent, file)
        }
    }
}

/// Reads an export.
pub(super) fn read(name: &str, text: String) -> Result<Export, FileError> {
    let incoming = from_jsonld(&text).map_err(|error| refuse(&error))?;
    let file = Source { name: name.to_owned(), bytes: text.into_bytes() };
    Ok(Export::new(incoming, file))
}

fn refuse(error: &dyn fmt::Display) -> FileError {
    FileError::Export(error.to_string())
}

/// What exports would change, all of them together: their order makes no difference.
pub(super) fn open(dispatcher: &Dispatcher, exports: Vec<Exact>) -> Result<Merging, FileError> {
    let Joined { mut opened, update, texts } = Joined::new(dispatcher, exports)?;
    opened.compare(dispatcher, update, texts)?;
    Ok(Merging::new(opened))
}

/// As [`open`], while the page has its turn now and then. Nothing where a person has stopped it.
pub(super) async fn open_in_steps(
    dispatcher: &Dispatcher,
    exports: Vec<Exact>,
    reading: &mut Reading,
) -> Result<Option<Merging>, FileError> {
    let Joined { mut opened, update, texts } = Joined::new(dispatcher, exports)?;
    dispatcher.here().await;
    let comparing = Comparing::new(&dispatcher.held()?, &update, PIECE);
    let mut comparing = comparing.map_err(|error| refuse(&error))?;
    while !comparing.step().map_err(|error| refuse(&error))? {
        if !reading.goes_on_after(comparing.progress(), 0).await {
            return Ok(None);
        }
    }
    dispatcher.here().await;
    opened.take_up(dispatcher, texts);
    let apart = dispatcher.compared(comparing)?;
    let mut proposing = Proposing::new(&opened.before, apart, Basis::Replica);
    while !proposing.step(RECORDS) {
        if !reading.goes_on_after(proposing.progress(), 1).await {
            return Ok(None);
        }
    }
    opened.propose(update, proposing.finish()).map_err(|error| refuse(&error))?;
    Ok(reading.goes_on_after((1, 1), 1).await.then(|| Merging::new(opened)))
}

/// So many fields or records are compared between two looks at the clock.
const RECORDS: usize = 200;

/// So many bytes of a replica are taken in between two looks at the clock.
const PIECE: usize = 64 << 10;

/// Exports, put together.
struct Joined {
    opened: Opened,
    update: Vec<u8>,
    texts: Vec<(ArticleId, Text)>,
}

impl Joined {
    fn new(dispatcher: &Dispatcher, mut exports: Vec<Exact>) -> Result<Self, FileError> {
        let (mut updates, mut texts, mut opened) = (Vec::new(), Vec::new(), Opened::default());
        let known = dispatcher.snapshot().project;
        // Of several that tell where a quote is the newest one counts.
        order::sort_by_key(&mut exports, |export| export.sent.saved);
        for Exact { sent, incoming, file } in exports {
            opened.files.push(sent);
            updates.extend(incoming.update);
            opened.refused.extend(incoming.refused.iter().map(|refused| capitalised(&format!("{refused}."))));
            if incoming.texts.is_empty() {
                opened.told.extend(w3c::places(&file, &Known::all(&known)));
            }
            texts.extend(incoming.texts.into_iter().map(|(article, text)| (article, Text::new(text))));
        }
        let update = match <[_; 1]>::try_from(updates) {
            Ok([only]) => only,
            Err(updates) => merge_updates(&updates).map_err(|error| refuse(&error))?,
        };
        Ok(Self { opened, update, texts })
    }
}

impl Opened {
    /// Compares the project as it is now with the files' replica.
    pub(super) fn compare(
        &mut self,
        dispatcher: &Dispatcher,
        update: Vec<u8>,
        texts: Vec<(ArticleId, Text)>,
    ) -> Result<(), Refusal> {
        self.take_up(dispatcher, texts);
        let proposal = Proposal::new(&self.before, &dispatcher.compare(&update)?, Basis::Replica);
        Ok(self.propose(update, proposal)?)
    }

    /// Takes up the project as it is now, with the files' texts.
    fn take_up(&mut self, dispatcher: &Dispatcher, texts: Vec<(ArticleId, Text)>) {
        let snapshot = dispatcher.snapshot();
        (self.before, self.revision) = (snapshot.project, snapshot.revision);
        self.texts = texts.into_iter().filter(|(article, _)| self.before.text(article).is_none()).collect();
        for (article, text) in &self.texts {
            self.before.add_text(article.clone(), text.clone());
        }
    }

    /// Takes up what the files' replica would change; where that is nothing, what could be had of it once more.
    fn propose(&mut self, update: Vec<u8>, proposal: Proposal) -> Result<(), MergeError> {
        self.proposal = proposal;
        if self.proposal.is_empty() {
            let again = Proposal::new(&self.before, &values_apart(&self.before, &update)?, Basis::Before);
            if !again.is_empty() {
                self.proposal = again;
            }
        }
        self.update = Some(update);
        self.find_others();
        Ok(())
    }

    /// Looks in the texts that are here for the quotes that the files have on other texts of the same articles.
    pub(super) fn find_others(&mut self) {
        let after = &self.proposal.after;
        let others = other_texts(&self.before, after, &self.proposal.articles()).into_iter();
        let others = others.filter_map(|(theirs, ours)| {
            let to_ours = Revision::new(after, &theirs, &ours)
                .or_else(|| (!self.told.is_empty()).then(|| Revision::told(after, &theirs, &ours, &self.told)))?;
            let to_theirs = Revision::new(after, &ours, &theirs);
            Some(OtherText::new(&self.before, after, (theirs, ours), to_ours, to_theirs))
        });
        self.others = others.collect();
    }

    /// What is decided before a person decides anything: what is not sure is left out.
    pub(crate) fn decisions(&self) -> Decisions {
        let unsure = self.unsure.iter().map(|unsure| Record::Quote(unsure.quote.clone()));
        Decisions { without_records: unsure.collect(), ..Decisions::default() }
    }
}

impl Opened {
    /// What is taken, with the texts of its articles, where a person has decided so.
    pub(super) fn taken(&self, decisions: &Decisions) -> Take {
        let (update, mut writes, mut taken) = match self.proposal.taking(&self.before, decisions) {
            Taking::Whole(writes) => (self.update.clone(), writes, self.proposal.after.clone()),
            Taking::Part(writes) => (None, writes, self.before.clone()),
        };
        if !self.others.is_empty() {
            taken.write_all(writes.iter().cloned());
        }
        for other in &self.others {
            let besides = other.writes(&taken, decisions, now());
            taken.write_all(besides.iter().cloned());
            writes.extend(besides);
        }
        let texts = self.texts.iter().filter(|(article, _)| !decisions.without_articles.contains(article));
        Take { name: self.deed(), texts: texts.cloned().collect(), update, writes }
    }

    /// True where a person would be asked the same.
    pub(super) fn proposes_as(&self, other: &Self) -> bool {
        self.proposal.changes == other.proposal.changes && self.others == other.others && self.unsure == other.unsure
    }

    /// True for an article that comes for its quotes alone, since they are brought over to one that is here.
    pub(crate) fn is_passing(&self, change: &Change, decisions: &Decisions) -> bool {
        self.others.iter().any(|other| {
            change.record == Record::Article(other.theirs.clone()) && other.way(decisions) == Way::ToOurs
        })
    }

    /// How much would change of what these changes are, as it is told.
    pub(crate) fn counts<'a>(&self, changes: impl Iterator<Item = &'a Change>, decisions: &Decisions) -> Vec<String> {
        counts(changes.filter(|change| !self.is_passing(change, decisions)))
    }

    /// The files in words: "“ines.jsonld”", or how many there are.
    pub(crate) fn name(&self) -> String {
        match self.files.as_slice() {
            [only] => format!("“{}”", only.name),
            files => format!("{} files", files.len()),
        }
    }

    /// What taking them is called in the history.
    fn deed(&self) -> String {
        format!("merge {}", self.name())
    }

    /// What became of the files, where all or some of it was taken.
    pub(crate) fn outcome(&self, decisions: &Decisions) -> String {
        let takes_theirs = |change: &&Change| {
            let mut differences = change.differences.iter();
            let is_taken = self.proposal.takes(decisions, change);
            is_taken && differences.any(|difference| decisions.side(change, difference) == Side::Theirs)
        };
        let taken = self.proposal.changes.iter().filter(takes_theirs);
        let mut counts = self.counts(taken, decisions);
        for revision in self.others.iter().filter_map(|other| other.revision(decisions)) {
            let over = revision.going(&decisions.accepted).count();
            counts.extend((over > 0).then(|| format!("{} brought over", counted(over, "quote", "quotes"))));
        }
        if counts.is_empty() {
            return format!("{} was merged: nothing in it is new here.", self.name());
        }
        let verb = if self.files.len() == 1 { "was" } else { "were" };
        format!("{} {verb} merged: {}. Undo takes all of it back.", self.name(), counts.join(", "))
    }
}
