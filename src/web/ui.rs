//! What the page shows besides the project: notices, the open dialog, the save state, progress, the side panel's tab.
//!
//! None of it is part of the project, so undo does not cover it and no replica carries it.

use std::rc::Rc;

use yew::{AttrValue, Reducible};

use super::background::Turns;
use super::files::Merging;
use crate::domain::backup::Backup;
use crate::domain::id::ArticleId;

/// How far the corpus has been fetched, or files have been read.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    /// What is coming: "articles".
    pub what: &'static str,
    /// So many of them have come, or failed.
    pub done: usize,
    /// So many there are in all.
    pub total: usize,
    /// How much of all is done, in per cent.
    pub percent: usize,
    /// By which it can be stopped, where it can be.
    pub stop: Option<Turns>,
}

/// A dialog over the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Dialog {
    /// Every command, to be searched.
    Palette,
    /// Keys and how to use the app.
    Help,
    /// The settings.
    Settings,
    /// Adding articles or a colleague's file.
    Import,
    /// The formats that the project goes out in.
    Export,
    /// Adding an article whose text was pasted into the page.
    Paste(AttrValue),
    /// What is known about an article.
    Article(ArticleId),
    /// A newer text of an article, and what becomes of its quotes.
    Revise(ArticleId),
    /// What the browser keeps, and how.
    Storage,
    /// The list of projects.
    Projects,
    /// What becomes of a backup that was opened.
    Backup(Rc<Backup>),
    /// What is taken of files that colleagues sent.
    Merge(Merging),
}

/// Something that a notice offers to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Offer {
    /// Opens a dialog.
    Show(Dialog),
    /// Restores a deleted project.
    Restore(AttrValue),
    /// Restores a deleted project, and goes there.
    Return(AttrValue),
}

impl Offer {
    /// What the button says.
    #[must_use]
    pub const fn label(&self) -> &'static str {
        match self {
            Self::Show(_) => "Show",
            Self::Restore(_) | Self::Return(_) => "Undo",
        }
    }
}

/// How much a notice matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Goes away by itself.
    Passing,
    /// Stays until it is dismissed: something went wrong.
    Lasting,
    /// Says how things stand: stays as long as they do, or until it is dismissed. There is one at most.
    Standing,
}

/// Something said to the person.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    /// Names the notice.
    pub id: u64,
    /// What it says.
    pub text: AttrValue,
    /// How much it matters.
    pub weight: Weight,
    /// What it offers to do.
    pub offer: Option<Offer>,
}

/// What the side panel lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// Quotes.
    #[default]
    Quotes,
    /// Speakers.
    Speakers,
    /// Contradictions and other links.
    Links,
}

/// A field that a command asks for, by key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The search field.
    Search,
    /// The active quote's speaker.
    Speaker,
    /// The active record's note.
    Note,
    /// The active quote's tags.
    Tags,
}

/// On a narrow screen, which of the three parts of the page is in view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// The list of articles.
    Articles,
    /// The texts.
    #[default]
    Texts,
    /// Quotes, speakers, contradictions.
    Records,
}

/// What the page shows besides the project.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ui {
    /// The open dialog.
    pub dialog: Option<Dialog>,
    /// What was said and not yet dismissed, oldest first.
    pub notices: Vec<Notice>,
    /// True once a newer version of the program has taken over, and this page only reads.
    pub is_read_only: bool,
    /// How far the corpus has been fetched, while it is.
    pub progress: Option<Progress>,
    /// True when storage and corpus have been read.
    pub is_ready: bool,
    /// What the side panel lists.
    pub tab: Tab,
    /// The part in view on a narrow screen.
    pub pane: Pane,
    /// The words searched for.
    pub search: AttrValue,
    /// The field that was asked for last, and how many were asked for until now: a new number asks anew.
    pub wanted: Option<(Field, u64)>,
    said: u64,
}

/// A change of what the page shows.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Opens a dialog.
    Open(Dialog),
    /// Closes the dialog.
    Close,
    /// Closes this dialog, where it is the one that is open.
    Leave(Dialog),
    /// Says something, and may offer to do something about it.
    Notify(AttrValue, Weight, Option<Offer>),
    /// Says how things stand, in the place of what was said of that before; nothing where all is well.
    Stand(Option<AttrValue>),
    /// Takes a notice away.
    Dismiss(u64),
    /// Takes the notices away that offer this, since it is done.
    Withdraw(Offer),
    /// A newer version has taken over.
    Freeze,
    /// More of the corpus is there; nothing when all is.
    Progress(Option<Progress>),
    /// Storage and corpus have been read.
    Ready,
    /// Lists something else.
    Show(Tab),
    /// Brings another part into view on a narrow screen.
    Turn(Pane),
    /// Searches for words.
    Search(AttrValue),
    /// Asks for a field.
    Want(Field),
}

impl Ui {
    fn next(mut self, action: Action) -> Self {
        match action {
            Action::Open(dialog) => self.dialog = Some(dialog),
            Action::Close => self.dialog = None,
            Action::Leave(dialog) => {
                self.dialog.take_if(|open| *open == dialog);
            }
            Action::Notify(text, weight, offer) => {
                // A notice that is said again takes the place of the one before it; passing ones give way to the newest.
                self.notices.retain(|notice| notice.text != text && notice.weight != Weight::Passing);
                self.say(text, weight, offer);
            }
            Action::Stand(text) => {
                self.notices.retain(|notice| notice.weight != Weight::Standing);
                if let Some(text) = text {
                    self.say(text, Weight::Standing, None);
                }
            }
            Action::Dismiss(id) => self.notices.retain(|notice| notice.id != id),
            Action::Withdraw(offer) => self.notices.retain(|notice| notice.offer.as_ref() != Some(&offer)),
            Action::Freeze => self.is_read_only = true,
            Action::Progress(progress) => self.progress = progress,
            Action::Ready => self.is_ready = true,
            Action::Show(tab) => self.tab = tab,
            Action::Turn(pane) => self.pane = pane,
            Action::Search(words) => self.search = words,
            Action::Want(field) => {
                self.said += 1;
                self.wanted = Some((field, self.said));
                match field {
                    Field::Search => {}
                    Field::Speaker | Field::Note | Field::Tags => self.pane = Pane::Records,
                }
            }
        }
        self
    }
}

impl Ui {
    fn say(&mut self, text: AttrValue, weight: Weight, offer: Option<Offer>) {
        self.said += 1;
        self.notices.push(Notice { id: self.said, text, weight, offer });
    }

    /// The number of the notice that was said last: later ones have greater ids.
    #[must_use]
    pub const fn last_said(&self) -> u64 {
        self.said
    }
}

impl Reducible for Ui {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new((*self).clone().next(action))
    }
}
