//! A session: the project, what is in view of it, and [`Session::update`], the only transition.
//!
//! The shell hands in what a person or another replica did, with the time, and gets back what to store and what to
//! say. A session knows no screen and no storage: a view is which articles are open and which record is active.

mod commands;
mod pointing;
mod view;

use std::rc::Rc;

use thiserror::Error;

use super::annotation::Origin;
use super::article::{article_id, describe};
use super::command::Command;
use super::edit::{Edit, EditError};
use super::history::{History, Revision};
use super::id::{AnnotatorId, ArticleId, LinkId, Mint, QuoteId, SpeakerId, Timestamp};
use super::project::{Project, Write};
use super::replica::{Held, MergeError, Merged, Replica};
use super::snap::Snap;
use super::text::{Span, Text};

pub use view::{Active, Columns, Pending, Selection, View};

/// What a person, the corpus or another replica did.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// An edit.
    Perform(Edit),
    /// A command given by key, palette or menu.
    Command(Command),
    /// The active quote was said by the speaker with this number key, 1 to 9.
    AssignNumber(usize),
    /// The active quote was said by somebody new.
    AssignNew(String),
    /// A person adds an article: its text, and the name of the file it came in.
    AddArticle(Text, String),
    /// The corpus offers an article. Nothing that undo would take back.
    AdmitArticle(Text, String),
    /// The text of an article, as a store of ours keeps it.
    SupplyText(ArticleId, Text),
    /// Bytes of another replica that a store of ours keeps.
    Merge(Vec<u8>),
    /// The text of an article from somebody's file: to be kept as well.
    AdoptText(ArticleId, Text),
    /// Bytes of another replica from somebody's file: to be kept as well, where they bring anything new.
    Adopt(Vec<u8>),
    /// The words that are selected in the page, if any.
    Select(Option<Selection>),
    /// A click on a place in an article, in bytes.
    Point(ArticleId, usize),
    /// Makes a record the active one, and brings it into view.
    Activate(Active),
    /// Makes a record, or none, the active one and leaves the rest of the view as it is.
    Restore(Option<Active>),
    /// Opens an article in the column that has the focus.
    Open(ArticleId),
    /// Opens an article in a column of its own.
    OpenBeside(ArticleId),
    /// Closes an article's column.
    Close(ArticleId),
    /// Gives an article's column the focus.
    Focus(ArticleId),
    /// Puts back what an address names: open articles and active record.
    Visit(View),
    /// How selections snap from now on.
    SetSnap(Snap),
}

/// What came of an intent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// The update to store and to hand on, where the project changed.
    pub update: Option<Vec<u8>>,
    /// The text to store beside it, where one is new.
    pub text: Option<(ArticleId, Text)>,
    /// What to tell the person, where the page alone does not show it.
    pub notice: Option<String>,
    /// The id of the record that was made, if any.
    pub made: Option<String>,
    /// How many fields a merge changed.
    pub merged: usize,
    /// True where a merge brought anything that the replica did not hold, be it out of sight.
    pub is_news: bool,
    /// How many fields of a merge this version cannot read. They are kept.
    pub unread: usize,
}

/// Why nothing came of an intent.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The edit does not fit the project.
    #[error("{0}")]
    Edit(#[from] EditError),
    /// The bytes are no replica's.
    #[error("{0}")]
    Merge(#[from] MergeError),
    /// The command needs selected words.
    #[error("select some words first")]
    NothingSelected,
    /// The command needs an active quote.
    #[error("pick a quote first: click it, or press J")]
    NoQuote,
    /// The selection lies in another article than the active quote.
    #[error("the active quote is in another article; its source, cue and fragments stand beside it")]
    OtherArticle,
    /// There is no speaker with that number.
    #[error("there is no speaker number {0} yet")]
    NoSpeaker(usize),
    /// A text is not the one that its article's id is the hash of.
    #[error("the text kept for the article {0} is damaged")]
    DamagedText(ArticleId),
    /// There is nothing to undo or redo.
    #[error("nothing to {0}")]
    NothingTo(&'static str),
    /// The article is in the project already.
    #[error("“{0}” is in the project already")]
    Duplicate(String),
    /// The text has no words.
    #[error("there is no text in it")]
    NoText,
    /// The span would end before it starts.
    #[error("the span cannot be made shorter")]
    TooShort,
    /// There is no other article to open.
    #[error("there is no other article to open")]
    NoOtherArticle,
}

/// The project, its replica, and what a person sees and can undo of it.
pub struct Session {
    project: Project,
    replica: Replica,
    history: History,
    view: Rc<View>,
    me: AnnotatorId,
    mint: Mint,
    snap: Snap,
    last_stamp: Timestamp,
}

/// How many colours the page has for speakers.
pub const COLOURS: u8 = 8;

impl Session {
    /// An empty session of the annotator `me`. `random` must be drawn afresh: it names this session among all replicas.
    #[must_use]
    pub fn new(me: AnnotatorId, random: u64) -> Self {
        Self {
            project: Project::default(),
            replica: Replica::new(random),
            history: History::default(),
            view: Rc::default(),
            me,
            mint: Mint::new(random),
            snap: Snap::default(),
            last_stamp: Timestamp::default(),
        }
    }

    /// The project as it stands.
    #[must_use]
    pub const fn project(&self) -> &Project {
        &self.project
    }

    /// What is in view.
    #[must_use]
    pub const fn view(&self) -> &Rc<View> {
        &self.view
    }

    /// What can be undone and redone.
    #[must_use]
    pub const fn history(&self) -> &History {
        &self.history
    }

    /// Who annotates here.
    #[must_use]
    pub const fn me(&self) -> &AnnotatorId {
        &self.me
    }

    /// How selections snap.
    #[must_use]
    pub const fn snap(&self) -> Snap {
        self.snap
    }

    /// Everything that the replica holds, as one update.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        self.replica.encode()
    }

    /// What the replica holds now.
    #[must_use]
    pub fn held(&self) -> Held {
        self.replica.held()
    }

    /// What the replica holds beyond what it, or another, held then, as one update.
    #[must_use]
    pub fn since(&self, held: &Held) -> Vec<u8> {
        self.replica.since(held)
    }

    /// Does what `intent` says, at the time `now`.
    ///
    /// # Errors
    /// The intent does not fit; project and view are then as they were.
    pub fn update(&mut self, intent: Intent, now: Timestamp) -> Result<Outcome, Refusal> {
        match intent {
            Intent::Perform(edit) => self.perform(edit, now),
            Intent::Command(command) => self.command(command, now),
            Intent::AssignNumber(number) => self.assign_number(number, now),
            Intent::AssignNew(name) => self.assign_new(name, now),
            Intent::AddArticle(text, file) => self.add_article(text, &file, now),
            Intent::AdmitArticle(text, file) => self.admit_article(text, &file, now),
            Intent::SupplyText(id, text) => self.supply_text(id, text),
            Intent::Merge(update) => {
                let merged = self.replica.merge(&update)?;
                Ok(self.take_in(merged))
            }
            Intent::AdoptText(id, text) => {
                let kept = Some((id.clone(), text.clone()));
                Ok(Outcome { text: kept, ..self.supply_text(id, text)? })
            }
            Intent::Adopt(update) => {
                let merged = self.replica.merge(&update)?;
                let update = merged.is_news.then_some(update);
                Ok(Outcome { update, ..self.take_in(merged) })
            }
            Intent::Select(selection) => Ok(self.look(|view| view.selection = selection)),
            Intent::Point(article, byte) => Ok(self.point(&article, byte)),
            Intent::Activate(active) => Ok(self.activate(active)),
            Intent::Restore(active) => {
                let outcome = self.look(|view| (view.active, view.span) = (active, None));
                self.settle();
                Ok(outcome)
            }
            Intent::Open(article) => {
                let article = self.known(article)?;
                Ok(self.look(|view| view.open(article)))
            }
            Intent::OpenBeside(article) => {
                let article = self.known(article)?;
                Ok(self.look(|view| view.open_beside(article)))
            }
            Intent::Close(article) => Ok(self.look(|view| view.close(&article))),
            Intent::Focus(article) => Ok(self.look(|view| view.focus(&article))),
            Intent::Visit(visited) => {
                let project = self.project.clone();
                Ok(self.look(|view| view.visit(visited, &project)))
            }
            Intent::SetSnap(snap) => {
                self.snap = snap;
                Ok(Outcome::default())
            }
        }
    }

    /// Changes the view alone.
    fn look(&mut self, change: impl FnOnce(&mut View)) -> Outcome {
        change(Rc::make_mut(&mut self.view));
        self.settle();
        Outcome::default()
    }

    fn known(&self, article: ArticleId) -> Result<ArticleId, EditError> {
        if self.project.article(&article).is_some() { Ok(article) } else { Err(EditError::NoArticle(article)) }
    }

    /// Shows what a merge has changed in the replica.
    fn take_in(&mut self, merged: Merged) -> Outcome {
        let Merged { ref writes, ref unread, is_news } = merged;
        let outcome = Outcome { merged: writes.len(), unread: unread.len(), is_news, ..Outcome::default() };
        self.write_in_view(merged.writes);
        outcome
    }

    /// Takes a text that is kept under `id`, if it is the one that was put there.
    fn supply_text(&mut self, id: ArticleId, text: Text) -> Result<Outcome, Refusal> {
        if article_id(text.as_str()) != id.as_str() {
            return Err(Refusal::DamagedText(id));
        }
        self.project.add_text(id, text);
        Ok(Outcome::default())
    }

    /// Makes an edit, remembers it for undo, and stamps it. An edit that changes nothing leaves no trace.
    fn perform(&mut self, mut edit: Edit, now: Timestamp) -> Result<Outcome, Refusal> {
        let made = edit.name_new_records(&mut self.mint);
        let stamp = self.stamp(now);
        let writes = edit.writes(&self.project, &stamp)?;
        if writes.is_empty() {
            return Ok(Outcome { made, ..Outcome::default() });
        }
        self.history.record(edit.name(), &self.project, &writes);
        let notice = namesake(&self.project, &edit);
        Ok(Outcome { notice, made, ..self.write(&writes) })
    }

    /// Writes to replica and project, in that order, and lets go of what is no longer there.
    fn write(&mut self, writes: &[Write]) -> Outcome {
        let update = self.replica.commit(writes);
        self.write_in_view(writes.iter().cloned());
        Outcome { update: Some(update), ..Outcome::default() }
    }

    /// Writes to the project. The active span stays the active one where its number changes.
    fn write_in_view(&mut self, writes: impl IntoIterator<Item = Write>) {
        let span = self.view.active_span(&self.project);
        self.project.write_all(writes);
        if let Some(span) = span.filter(|span| self.view.active_span(&self.project) != Some(*span)) {
            Rc::make_mut(&mut self.view).follow(span, &self.project);
        }
        self.settle();
    }

    fn settle(&mut self) {
        if !self.view.is_settled(&self.project) {
            Rc::make_mut(&mut self.view).settle(&self.project);
        }
    }

    fn undo(&mut self) -> Result<Outcome, Refusal> {
        let revision = self.history.undo(&self.project).ok_or(Refusal::NothingTo("undo"))?;
        Ok(self.revise(&revision, "Undone"))
    }

    fn redo(&mut self) -> Result<Outcome, Refusal> {
        let revision = self.history.redo(&self.project).ok_or(Refusal::NothingTo("redo"))?;
        Ok(self.revise(&revision, "Done again"))
    }

    fn revise(&mut self, revision: &Revision, verb: &str) -> Outcome {
        let kept = match revision.kept {
            0 => String::new(),
            _ => " What somebody else has changed since is kept.".to_owned(),
        };
        let notice = Some(format!("{verb}: {}.{kept}", revision.name));
        if revision.writes.is_empty() {
            return Outcome { notice, ..Outcome::default() };
        }
        Outcome { notice, ..self.write(&revision.writes) }
    }

    fn add_article(&mut self, text: Text, file: &str, now: Timestamp) -> Result<Outcome, Refusal> {
        if text.as_str().trim().is_empty() {
            return Err(Refusal::NoText);
        }
        let article = ArticleId::from(article_id(text.as_str()));
        if let Some(known) = self.project.article(&article) {
            if self.project.text(&article).is_some() {
                return Err(Refusal::Duplicate(known.title().to_owned()));
            }
            self.project.add_text(article.clone(), text.clone());
            self.look(|view| view.open(article.clone()));
            return Ok(Outcome {
                made: Some(article.to_string()),
                text: Some((article, text)),
                ..Outcome::default()
            });
        }
        let description = describe(&text, file);
        self.project.add_text(article.clone(), text.clone());
        let outcome = self.perform(Edit::AddArticle { article: article.clone(), description }, now)?;
        self.look(|view| view.open(article.clone()));
        Ok(Outcome { made: Some(article.to_string()), text: Some((article, text)), ..outcome })
    }

    /// Adds an article of the corpus, unless the project has known it: what a person took out stays out.
    fn admit_article(&mut self, text: Text, file: &str, now: Timestamp) -> Result<Outcome, Refusal> {
        if text.as_str().trim().is_empty() {
            return Err(Refusal::NoText);
        }
        let article = ArticleId::from(article_id(text.as_str()));
        self.project.add_text(article.clone(), text.clone());
        let mut outcome = Outcome { made: Some(article.to_string()), ..Outcome::default() };
        if !self.project.has_known(&article) {
            let description = describe(&text, file);
            let edit = Edit::AddArticle { article: article.clone(), description };
            let stamp = self.stamp(now);
            let writes = edit.writes(&self.project, &stamp)?;
            outcome.update = self.write(&writes).update;
            outcome.text = Some((article, text));
        }
        Ok(outcome)
    }

    /// The creator and the time of an edit. Times of one session never stand still, so that they order its records.
    fn stamp(&mut self, now: Timestamp) -> Origin {
        self.last_stamp = Timestamp(now.0.max(self.last_stamp.0 + 1));
        Origin { creator: self.me.clone(), created: self.last_stamp }
    }
}

/// The colour that the fewest speakers have: the one for a new speaker.
#[must_use]
pub fn next_colour(project: &Project) -> u8 {
    let speakers = project.speakers();
    let uses = |colour: &u8| speakers.iter().filter(|(_, speaker)| speaker.colour % COLOURS == *colour).count();
    (0..COLOURS).min_by_key(uses).unwrap_or_default()
}

impl Edit {
    /// Gives an id to each record that the edit makes and that has none, and tells the last one made.
    fn name_new_records(&mut self, mint: &mut Mint) -> Option<String> {
        fn name<Id: Default + PartialEq + From<String> + ToString>(id: &mut Id, mint: &mut Mint) -> String {
            if *id == Id::default() {
                *id = mint.mint();
            }
            id.to_string()
        }
        match self {
            Self::AddArticle { article, .. } => Some(article.to_string()),
            Self::AddQuote { quote, .. } => Some(name::<QuoteId>(quote, mint)),
            Self::AddSpeaker { speaker, .. } | Self::SplitSpeaker { speaker, .. } => {
                Some(name::<SpeakerId>(speaker, mint))
            }
            Self::LinkQuotes { link, .. } => Some(name::<LinkId>(link, mint)),
            Self::Together { edits, .. } => {
                edits.iter_mut().filter_map(|edit| edit.name_new_records(mint)).next_back()
            }
            _ => None,
        }
    }
}

/// What to say where an edit gives a speaker a name that somebody else goes by.
fn namesake(project: &Project, edit: &Edit) -> Option<String> {
    let (Edit::RenameSpeaker { speaker, name } | Edit::AddSpeaker { speaker, name, .. }) = edit else { return None };
    let others = project.speakers().into_iter().filter(|(id, _)| *id != speaker);
    let is_taken = others.map(|(id, _)| project.names(id)).any(|names| names.contains(name));
    is_taken.then(|| format!("Somebody else goes by “{name}” as well. If they are one person, merge them."))
}

/// The selection, snapped as the person chose; nothing where no word is left of it.
fn snapped(project: &Project, selection: &Selection, to: Snap) -> Option<Span> {
    super::snap::snap(project.text(&selection.article)?, selection.span, to)
}
