//! What goes into a session and comes out of it: intents, outcomes, refusals.

use thiserror::Error;

use super::{Active, Selection, View};
use crate::domain::annotation::Difference;
use crate::domain::command::Command;
use crate::domain::edit::{Edit, EditError};
use crate::domain::history::Stay;
use crate::domain::id::ArticleId;
use crate::domain::project::Write;
use crate::domain::replica::MergeError;
use crate::domain::snap::Snap;
use crate::domain::suggest::Suggestion;
use crate::domain::suggest::contradictions::Statement;
use crate::domain::text::Text;

/// What a person, the corpus or another replica did.
#[derive(Clone, Debug, PartialEq)]
pub enum Intent {
    /// An edit.
    Perform(Edit),
    /// An edit that is being typed, in this stay in a field: what is kept of it in one stay is one edit to undo.
    Type(Edit, Stay),
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
    /// Likewise, where a snapshot's hash has proved that they are as they were sealed.
    MergeProved(Vec<u8>),
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
    /// What is suggested for an article, in the place of what was suggested before, while suggestions are wanted.
    Suggest(ArticleId, Vec<Suggestion>),
    /// Accepts every suggestion of an article that is at least so sure, in per cent.
    AcceptAbove(ArticleId, u8),
    /// Two statements contradict each other, in this.
    LinkStatements(Box<[Statement; 2]>, Difference),
    /// Two statements do not contradict each other, and are not to be proposed again.
    DismissStatements(Box<[Statement; 2]>),
    /// How selections snap from now on.
    SetSnap(Snap),
    /// A newer version has taken over what is kept: from now on nothing is changed here.
    Freeze,
}

impl Intent {
    /// True for what a person does to the project, which is lost with the page if nothing keeps it. False for what
    /// changes the view alone, or can be had again from where it came.
    #[must_use]
    pub const fn is_of_a_person(&self) -> bool {
        match self {
            Self::Perform(_)
            | Self::Type(..)
            | Self::Command(_)
            | Self::AssignNumber(_)
            | Self::AssignNew(_)
            | Self::AddArticle(..)
            | Self::AdoptText(..)
            | Self::AcceptAbove(..)
            | Self::LinkStatements(..)
            | Self::DismissStatements(_)
            | Self::Adopt(_) => true,
            Self::AdmitArticle(..)
            | Self::SupplyText(..)
            | Self::Merge(_)
            | Self::MergeProved(_)
            | Self::Select(_)
            | Self::Point(..)
            | Self::Activate(_)
            | Self::Restore(_)
            | Self::Open(_)
            | Self::OpenBeside(_)
            | Self::Close(_)
            | Self::Focus(_)
            | Self::Visit(_)
            | Self::Suggest(..)
            | Self::SetSnap(_)
            | Self::Freeze => false,
        }
    }
}

/// What a person takes of somebody's file: one step, which one undo takes back.
#[derive(Clone, Debug, PartialEq)]
pub struct Take {
    /// What undo shall call it: "merge colleague.jsonld".
    pub name: String,
    /// The texts of articles that come along.
    pub texts: Vec<(ArticleId, Text)>,
    /// The file's replica, where all of it is taken.
    pub update: Option<Vec<u8>>,
    /// What is set beyond that. Of several values of one field the last one counts.
    pub writes: Vec<Write>,
}

/// What came of an intent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// The update to store and to hand on, where the project changed.
    pub update: Option<Vec<u8>>,
    /// The texts to store beside it, where any are new.
    pub texts: Vec<(ArticleId, Text)>,
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
    /// The command needs an active suggestion.
    #[error("there is no suggestion here: press G to have some made, and J to go to one")]
    NoSuggestion,
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
    /// A newer version has taken over: this one may show the project, and no longer change it.
    #[error("a newer version of Counterpoint has taken over, and this page can only read; reload it to go on")]
    ReadOnly,
    /// The session is away: a file is being taken in.
    #[error("a file is being merged; try again in a moment")]
    Merging,
}
