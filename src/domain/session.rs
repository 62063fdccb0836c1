//! A session: the project, what is in view of it, and [`Session::update`], the only transition beside an [`Uptake`], which
//! takes a file in.
//!
//! The shell hands in what a person or another replica did, with the time, and gets back what to store and what to
//! say. A session knows no screen and no storage: a view is which articles are open and which record is active.

mod checking;
mod commands;
mod intent;
mod pointing;
mod seat;
mod suggesting;
mod taking;
mod undoing;
mod uptake;
mod view;

use std::rc::Rc;

use super::annotation::{Origin, Quote};
use super::article::{article_id, describe};
use super::edit::{Edit, EditError};
use super::history::{History, Stay};
use super::id::{AnnotatorId, ArticleId, LinkId, Mint, QuoteId, SpeakerId, Timestamp};
use super::project::{Project, Write};
use super::replica::{Apart, Comparing, Held, MergeError, Replica};
use super::snap::Snap;
use super::text::{Span, Text};

pub use checking::is_settled;
pub use intent::{Intent, Outcome, Refusal, Take};
pub use seat::{Found, Seat};
use suggesting::place_of;
pub use suggesting::{Suggestions, known};
pub use uptake::{Failure, Uptake};
pub use view::{Active, Columns, Pending, Selection, View};

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
    suggestions: Rc<Suggestions>,
    /// True where a newer version has taken over: what others do is shown, and nothing is changed here.
    is_frozen: bool,
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
            suggestions: Rc::default(),
            is_frozen: false,
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

    /// What is suggested.
    #[must_use]
    pub const fn suggestions(&self) -> &Rc<Suggestions> {
        &self.suggestions
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

    /// What this replica and the one that `update` holds have changed apart.
    ///
    /// # Errors
    /// The bytes are no update, or damaged.
    pub fn compare(&self, update: &[u8]) -> Result<Apart, MergeError> {
        self.replica.compare(update)
    }

    /// What this replica and the one that was taken in for comparison have changed apart.
    ///
    /// # Errors
    /// The updates contradict each other.
    pub fn compared(&self, comparing: Comparing) -> Result<Apart, MergeError> {
        comparing.finish(&self.replica)
    }

    /// Does what `intent` says, at the time `now`.
    ///
    /// # Errors
    /// The intent does not fit; project and view are then as they were.
    pub fn update(&mut self, intent: Intent, now: Timestamp) -> Result<Outcome, Refusal> {
        match intent {
            Intent::Perform(edit) => self.perform(edit, now),
            Intent::Type(edit, stay) => self.perform_in(Some(stay), edit, now),
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
            Intent::MergeProved(update) => {
                let merged = self.replica.merge_proved(&update)?;
                Ok(self.take_in(merged))
            }
            Intent::AdoptText(id, text) => {
                self.thawed()?;
                let texts = vec![(id.clone(), text.clone())];
                Ok(Outcome { texts, ..self.supply_text(id, text)? })
            }
            Intent::Adopt(update) => {
                self.thawed()?;
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
            Intent::Suggest(article, made) => Ok(self.suggest(article, made)),
            Intent::AcceptAbove(article, confidence) => self.accept_above(&article, confidence, now),
            Intent::LinkStatements(pair, difference) => {
                let [one, other] = &*pair;
                self.link_statements([one, other], difference, now)
            }
            Intent::DismissStatements(pair) => {
                let [one, other] = &*pair;
                self.dismiss_statements([one, other], now)
            }
            Intent::SetSnap(snap) => {
                self.snap = snap;
                Ok(Outcome::default())
            }
            Intent::Freeze => {
                self.is_frozen = true;
                Ok(Outcome::default())
            }
        }
    }

    /// An error where nothing may be changed here any more.
    const fn thawed(&self) -> Result<(), Refusal> {
        if self.is_frozen { Err(Refusal::ReadOnly) } else { Ok(()) }
    }

    /// Changes the view alone. A quote whose article is closed is let go of, unless it was just asked for: keys would
    /// change what nobody sees.
    fn look(&mut self, change: impl FnOnce(&mut View)) -> Outcome {
        let (columns, reveals) = (self.view.columns.clone(), self.view.reveals);
        let view = Rc::make_mut(&mut self.view);
        change(view);
        let quote = view.active_quote().and_then(|quote| self.project.quote(quote));
        let has_left = |quote: &Quote| {
            let article = &quote.attribution.article;
            columns.contains(article) && !view.columns.contains(article)
        };
        if view.reveals == reveals && quote.is_some_and(|quote| has_left(quote)) {
            view.active = None;
        }
        self.settle();
        Outcome::default()
    }

    fn known(&self, article: ArticleId) -> Result<ArticleId, EditError> {
        if self.project.article(&article).is_some() { Ok(article) } else { Err(EditError::NoArticle(article)) }
    }

    /// Makes an edit, remembers it for undo, and stamps it. An edit that changes nothing leaves no trace.
    fn perform(&mut self, edit: Edit, now: Timestamp) -> Result<Outcome, Refusal> {
        self.perform_in(None, edit, now)
    }

    /// Likewise, where the edit is typed in one stay in a field.
    fn perform_in(&mut self, stay: Option<Stay>, mut edit: Edit, now: Timestamp) -> Result<Outcome, Refusal> {
        self.thawed()?;
        let made = edit.name_new_records(&mut self.mint);
        let stamp = self.stamp(now);
        let writes = edit.writes(&self.project, &stamp)?;
        // Half a name may be another's: it is said when the whole one is there.
        let notice = namesake(&self.project, &edit).filter(|_| stay.is_none());
        if writes.is_empty() {
            return Ok(Outcome { notice, made, ..Outcome::default() });
        }
        match stay {
            Some(stay) => self.history.record_typing(stay, edit.name(), &self.project, &writes),
            None => self.history.record(edit.name(), &self.project, &writes),
        }
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
        let before = self.project.clone();
        self.project.write_all(writes);
        self.follow_from(&before);
    }

    /// Has the view follow the project from what it was before.
    fn follow_from(&mut self, before: &Project) {
        let span = self.view.active_span(before);
        self.follow_articles(before);
        if let Some(span) = span.filter(|span| self.view.active_span(&self.project) != Some(*span)) {
            Rc::make_mut(&mut self.view).follow(span, &self.project);
        }
        self.settle();
    }

    /// Where an open article has left the project and its quotes stand on another now, opens that in its place.
    fn follow_articles(&mut self, before: &Project) {
        let is_gone = |article: &&ArticleId| self.project.article(article).is_none();
        let gone: Vec<ArticleId> = self.view.columns.articles().iter().filter(is_gone).cloned().collect();
        for article in gone {
            let mut quotes = before.quotes_in(&article).filter_map(|(quote, _)| self.project.quote(quote));
            if let Some(quote) = quotes.next() {
                let to = quote.attribution.article.clone();
                Rc::make_mut(&mut self.view).replace(&article, to);
            }
        }
    }

    fn settle(&mut self) {
        if !self.view.is_settled(&self.project) {
            Rc::make_mut(&mut self.view).settle(&self.project);
        }
        if let Some(place) = &self.view.suggestion {
            let left = self.suggestions.left(&self.project, &place.article);
            let is_left = left.into_iter().any(|suggestion| place_of(&place.article, suggestion) == *place);
            if !is_left || self.view.active.is_some() || !self.view.columns.contains(&place.article) {
                Rc::make_mut(&mut self.view).suggestion = None;
            }
        }
    }

    fn add_article(&mut self, text: Text, file: &str, now: Timestamp) -> Result<Outcome, Refusal> {
        self.thawed()?;
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
                texts: vec![(article, text)],
                ..Outcome::default()
            });
        }
        let description = describe(&text, file);
        self.project.add_text(article.clone(), text.clone());
        let outcome = self.perform(Edit::AddArticle { article: article.clone(), description }, now)?;
        self.look(|view| view.open(article.clone()));
        Ok(Outcome { made: Some(article.to_string()), texts: vec![(article, text)], ..outcome })
    }

    /// Adds an article of the corpus, unless the project has known it: what a person took out stays out.
    fn admit_article(&mut self, text: Text, file: &str, now: Timestamp) -> Result<Outcome, Refusal> {
        if text.as_str().trim().is_empty() {
            return Err(Refusal::NoText);
        }
        let article = ArticleId::from(article_id(text.as_str()));
        let is_missed = self.project.article(&article).is_some() && self.project.text(&article).is_none();
        self.project.add_text(article.clone(), text.clone());
        let mut outcome = Outcome { made: Some(article.to_string()), ..Outcome::default() };
        if is_missed && !self.is_frozen {
            // Nothing that keeps the project has it: it was damaged there, or never came with the article.
            outcome.texts = vec![(article, text)];
        } else if !self.project.has_known(&article) && !self.is_frozen {
            let description = describe(&text, file);
            let edit = Edit::AddArticle { article: article.clone(), description };
            let stamp = self.stamp(now);
            let writes = edit.writes(&self.project, &stamp)?;
            outcome.update = self.write(&writes).update;
            outcome.texts = vec![(article, text)];
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
