//! Files that colleagues sent: opened together, shown before anything changes, and taken in one step.

use std::fmt;
use std::ops::Deref;
use std::rc::Rc;

use super::adoption::tell_unread;
use super::{FileError, Taken, foreign};
use crate::domain::exchange::reader::Reader;
use crate::domain::exchange::records::Source;
use crate::domain::exchange::{Incoming, from_jsonld};
use crate::domain::id::{ArticleId, Timestamp};
use crate::domain::merging::{Basis, Decisions, Proposal, Taking, counts};
use crate::domain::project::Project;
use crate::domain::replica::{MergeError, merge_updates};
use crate::domain::session::{Intent, Take};
use crate::domain::text::{Text, capitalised};
use crate::web::address;
use crate::web::store::Dispatcher;
use crate::web::ui::{Action, Dialog};

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
    /// The files' replica, where they hold one.
    pub(super) update: Option<Vec<u8>>,
    /// The files of other programs, to be read again.
    pub(super) foreign: Vec<(Reader, Vec<Source>)>,
    /// The texts of articles that are not here.
    pub(super) texts: Vec<(ArticleId, Text)>,
    /// The moment of the project that they were compared with.
    pub(super) revision: u64,
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
}

/// An export that can be merged exactly.
pub(crate) struct Export {
    sent: Sent,
    update: Vec<u8>,
    incoming: Incoming,
}

impl Export {
    /// The name of the file.
    pub(super) fn name(&self) -> &str {
        &self.sent.name
    }
}

/// Reads an export.
pub(super) fn read(name: &str, text: &str) -> Result<Export, FileError> {
    let refuse = |error: &dyn fmt::Display| FileError::Export(error.to_string());
    let incoming = from_jsonld(text).map_err(|error| refuse(&error))?;
    let update = incoming.mergeable().map_err(|error| refuse(&error))?.to_vec();
    let sent = Sent { name: name.to_owned(), by: incoming.exporter.clone(), saved: incoming.saved };
    Ok(Export { sent, update, incoming })
}

/// What exports would change, all of them together: their order makes no difference.
pub(crate) fn open(dispatcher: &Dispatcher, exports: Vec<Export>) -> Result<Merging, FileError> {
    let refuse = |error: &dyn fmt::Display| FileError::Export(error.to_string());
    let (mut updates, mut texts, mut opened) = (Vec::new(), Vec::new(), Opened::default());
    for Export { sent, update, incoming } in exports {
        opened.files.push(sent);
        updates.push(update);
        opened.refused.extend(incoming.refused.iter().map(|refused| capitalised(&format!("{refused}."))));
        texts.extend(incoming.texts.into_iter().map(|(article, text)| (article, Text::new(text))));
    }
    let update = merge_updates(&updates).map_err(|error| refuse(&error))?;
    opened.compare(dispatcher, update, texts).map_err(|error| refuse(&error))?;
    Ok(Merging::new(opened))
}

impl Opened {
    /// Compares the project as it is now with the files' replica.
    fn compare(
        &mut self,
        dispatcher: &Dispatcher,
        update: Vec<u8>,
        texts: Vec<(ArticleId, Text)>,
    ) -> Result<(), MergeError> {
        let snapshot = dispatcher.snapshot();
        (self.before, self.revision) = (snapshot.project, snapshot.revision);
        self.texts = texts.into_iter().filter(|(article, _)| self.before.text(article).is_none()).collect();
        for (article, text) in &self.texts {
            self.before.add_text(article.clone(), text.clone());
        }
        self.proposal = Proposal::new(&self.before, &dispatcher.compare(&update)?, Basis::Replica);
        self.update = Some(update);
        Ok(())
    }
}

/// Takes what was decided, as one step that one undo takes back.
pub(crate) fn take(dispatcher: &Dispatcher, merging: &Merging, decisions: &Decisions) -> Result<Taken, FileError> {
    for (article, text) in &merging.texts {
        if !decisions.without_articles.contains(article) {
            dispatcher.try_send(Intent::AdoptText(article.clone(), text.clone()))?;
        }
    }
    let (update, writes) = match merging.proposal.taking(decisions) {
        Taking::Whole(writes) => (merging.update.clone(), writes),
        Taking::Part(writes) => (None, writes),
    };
    let outcome = dispatcher.try_send(Intent::Take(Take { name: merging.deed(), update, writes }))?;
    tell_unread(dispatcher, outcome.unread);
    address::open_first(dispatcher);
    Ok(Taken::Merged(outcome.merged))
}

/// Takes what was decided, and says what came of it.
pub(crate) fn take_merged(dispatcher: &Dispatcher, merging: &Merging, decisions: &Decisions) {
    if let Some(fresh) = compared_again(dispatcher, merging) {
        dispatcher.ui(Action::Open(Dialog::Merge(fresh)));
        return dispatcher.say("The project has changed in another tab since the files were opened. Look once more.");
    }
    match take(dispatcher, merging, decisions) {
        Ok(_) => dispatcher.say(merging.outcome(decisions)),
        Err(error) => dispatcher.warn(format!("{} was not merged: {error}", merging.name())),
    }
}

/// The files compared with the project as it is now, where that comes to something else than when they were opened:
/// another tab may have changed it meanwhile.
fn compared_again(dispatcher: &Dispatcher, merging: &Merging) -> Option<Merging> {
    if dispatcher.snapshot().revision == merging.revision {
        return None;
    }
    let mut opened = match &merging.update {
        Some(update) => {
            let mut opened = Opened::default();
            opened.compare(dispatcher, update.clone(), merging.texts.clone()).ok()?;
            opened
        }
        None => foreign::opened(dispatcher, merging.foreign.clone(), &[]),
    };
    opened.files.clone_from(&merging.files);
    opened.refused.clone_from(&merging.refused);
    (opened.proposal.changes != merging.proposal.changes).then(|| Merging::new(opened))
}

impl Opened {
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
        let taken = self.proposal.changes.iter().filter(|change| decisions.takes(change)).cloned().collect();
        let taken = Proposal { changes: taken, ..self.proposal.clone() };
        let counts = counts(&taken);
        if counts.is_empty() {
            return format!("{} was merged: nothing in it is new here.", self.name());
        }
        let verb = if self.files.len() == 1 { "was" } else { "were" };
        format!("{} {verb} merged: {}. Undo takes all of it back.", self.name(), counts.join(", "))
    }
}
