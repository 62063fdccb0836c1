//! What a person can do to a project, as data: an edit is checked, turned into writes, and undone by their inverse.
//!
//! An edit names its records; a record that it makes may carry the empty id, and the session mints one. Nothing
//! here changes a project in place or knows of history.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

mod plan;
mod units;

use super::annotation::{Attribution, Kind, Origin, Relation, Role, Status};
use super::article::{Description, Region};
use super::dismissal::Dismissed;
use super::id::{AnnotatorId, ArticleId, LinkId, QuoteId, SpeakerId};
use super::project::{Project, Write};
use super::text::{Span, SpanError};

/// Something that a person does to a project. Spans are in bytes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "edit", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Edit {
    /// Adds an article. Its text is added apart.
    AddArticle {
        /// The hash of its text.
        article: ArticleId,
        /// What was read off it.
        description: Description,
    },
    /// Puts right what is known about an article; what is `None` stays.
    CorrectArticle {
        /// The article.
        article: ArticleId,
        /// What is put right.
        correction: Correction,
    },
    /// Takes an article out of the project. Its quotes stay with it, out of sight.
    RemoveArticle {
        /// The article.
        article: ArticleId,
    },
    /// Marks a quote.
    AddQuote {
        /// The new quote; empty to have an id minted.
        #[serde(default)]
        quote: QuoteId,
        /// Its spans and kind.
        attribution: Attribution,
    },
    /// Adds a span to a quote: its cue, its source, or another fragment of its content.
    MarkSpan {
        /// The quote.
        quote: QuoteId,
        /// The part the span plays.
        role: Role,
        /// Where it lies.
        span: Span,
    },
    /// Changes the ends of a span.
    MoveSpan {
        /// The quote.
        quote: QuoteId,
        /// The role of the span.
        role: Role,
        /// Its number among the spans of that role.
        number: usize,
        /// Where it shall lie.
        span: Span,
    },
    /// Takes a span from a quote. The last span of the content cannot go: delete the quote instead.
    UnmarkSpan {
        /// The quote.
        quote: QuoteId,
        /// The role of the span.
        role: Role,
        /// Its number among the spans of that role.
        number: usize,
    },
    /// Says how the words of a quote were taken over, whatever the quotation marks suggest.
    SetKind {
        /// The quote.
        quote: QuoteId,
        /// Its kind.
        kind: Kind,
    },
    /// Says who said it, or that it is not known.
    AssignSpeaker {
        /// The quote.
        quote: QuoteId,
        /// Who said it.
        speaker: Option<SpeakerId>,
    },
    /// Sets a quote's tags.
    TagQuote {
        /// The quote.
        quote: QuoteId,
        /// All its tags.
        tags: Vec<String>,
    },
    /// Sets a quote's note.
    NoteQuote {
        /// The quote.
        quote: QuoteId,
        /// The note; empty for none.
        note: String,
    },
    /// Deletes a quote.
    DeleteQuote {
        /// The quote.
        quote: QuoteId,
    },
    /// Adds a speaker.
    AddSpeaker {
        /// The new speaker; empty to have an id minted.
        #[serde(default)]
        speaker: SpeakerId,
        /// Their name.
        name: String,
        /// The number of their colour.
        #[serde(default)]
        colour: u8,
    },
    /// Gives a speaker another name.
    RenameSpeaker {
        /// The speaker.
        speaker: SpeakerId,
        /// The name.
        name: String,
    },
    /// Sets the other names of a speaker.
    SetAliases {
        /// The speaker.
        speaker: SpeakerId,
        /// All other names.
        aliases: Vec<String>,
    },
    /// Sets a speaker's office or part.
    SetSpeakerRole {
        /// The speaker.
        speaker: SpeakerId,
        /// The role; empty for none.
        role: String,
    },
    /// Gives a speaker another colour.
    ColourSpeaker {
        /// The speaker.
        speaker: SpeakerId,
        /// The number of the colour.
        colour: u8,
    },
    /// Says that two speakers are one. The first lives on in the second, with all their quotes and names.
    MergeSpeakers {
        /// Who was thought to be another.
        from: SpeakerId,
        /// Who they are.
        into: SpeakerId,
    },
    /// Says that a merged speaker is somebody else after all.
    UnmergeSpeaker {
        /// The speaker who was merged.
        speaker: SpeakerId,
    },
    /// Gives some of a speaker's quotes to a new speaker.
    SplitSpeaker {
        /// The new speaker; empty to have an id minted.
        #[serde(default)]
        speaker: SpeakerId,
        /// Their name.
        name: String,
        /// The number of their colour.
        #[serde(default)]
        colour: u8,
        /// What they said.
        quotes: Vec<QuoteId>,
    },
    /// Deletes a speaker. Their quotes stay, without one.
    DeleteSpeaker {
        /// The speaker.
        speaker: SpeakerId,
    },
    /// Links two quotes or more.
    LinkQuotes {
        /// The new link; empty to have an id minted.
        #[serde(default)]
        link: LinkId,
        /// How they bear on each other.
        #[serde(default)]
        relation: Relation,
        /// The quotes.
        members: Vec<QuoteId>,
    },
    /// Adds a quote to a link.
    JoinLink {
        /// The link.
        link: LinkId,
        /// The quote.
        quote: QuoteId,
    },
    /// Takes a quote out of a link.
    LeaveLink {
        /// The link.
        link: LinkId,
        /// The quote.
        quote: QuoteId,
    },
    /// Says how the members of a link bear on each other.
    SetRelation {
        /// The link.
        link: LinkId,
        /// How.
        relation: Relation,
    },
    /// Says why.
    SetRationale {
        /// The link.
        link: LinkId,
        /// The reason; empty for none.
        rationale: String,
    },
    /// Says what became of a link.
    SetStatus {
        /// The link.
        link: LinkId,
        /// Its status.
        status: Status,
    },
    /// Deletes a link. Its quotes stay.
    DeleteLink {
        /// The link.
        link: LinkId,
    },
    /// Says no to a suggestion, so that it is not made again.
    Dismiss {
        /// What was suggested.
        dismissed: Dismissed,
    },
    /// Says what an annotator is called.
    NameAnnotator {
        /// The annotator.
        annotator: AnnotatorId,
        /// The name.
        name: String,
    },
    /// Several edits that are one for undo.
    Together {
        /// What they do, as undo shall name it: "assign new speaker".
        name: String,
        /// The edits, made in order.
        edits: Vec<Edit>,
    },
}

/// What a person puts right about an article. What is `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Correction {
    /// The title.
    pub title: Option<String>,
    /// The outlet.
    pub outlet: Option<String>,
    /// The byline.
    pub byline: Option<String>,
    /// The date, ISO 8601 where possible.
    pub date: Option<String>,
    /// The address.
    pub address: Option<String>,
    /// The regions, all of them. Each is widened to whole lines; a line in several is what the first of them says.
    pub regions: Option<Vec<Region>>,
}

/// Why an edit cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum EditError {
    /// No such article in the project.
    #[error("there is no article {0} in this project")]
    NoArticle(ArticleId),
    /// The article is there but its text is not.
    #[error("the text of the article {0} is not at hand; add the article's file first")]
    NoText(ArticleId),
    /// No such quote in the project.
    #[error("there is no quote {0} in this project")]
    NoQuote(QuoteId),
    /// No such speaker in the project.
    #[error("there is no speaker {0} in this project")]
    NoSpeaker(SpeakerId),
    /// No such link in the project.
    #[error("there is no link {0} in this project")]
    NoLink(LinkId),
    /// No span of that role and number.
    #[error("the quote {0} has no {role} number {1}", role = .2.name())]
    NoSpan(QuoteId, usize, Role),
    /// An id that is taken or malformed.
    #[error("the id {0:?} cannot be used: it is taken, or has other characters than letters, digits, - and _")]
    Id(String),
    /// A span that does not fit the text.
    #[error("a {role} cannot be marked there: {source}", role = .role.name())]
    Span {
        /// The role it was meant to have.
        role: Role,
        /// What is wrong.
        source: SpanError,
    },
    /// A region that does not fit the text.
    #[error("a region of the article cannot lie there: {0}")]
    Region(SpanError),
    /// The place of a suggestion that does not fit the text.
    #[error("no suggestion can lie there: {0}")]
    Suggestion(SpanError),
    /// UTF-16 offsets that are no place in the text.
    #[error("{0} to {1} is no range of UTF-16 code units in the article's text")]
    Units(usize, usize),
    /// Two fragments of one content that overlap.
    #[error("a fragment may not overlap another fragment of the same quote")]
    Overlap,
    /// A quote without content.
    #[error("a quote needs its content; to take all of it away, delete the quote")]
    NoContent,
    /// A speaker without a name.
    #[error("a speaker needs a name")]
    NoName,
    /// A speaker merged into themselves.
    #[error("a speaker cannot be merged with themselves")]
    SameSpeaker,
    /// A link of fewer than two quotes.
    #[error("a link needs two different quotes")]
    TwoQuotes,
}

impl Edit {
    /// What the edit does, for undo: "Undo: assign speaker".
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::AddArticle { .. } => "add article",
            Self::CorrectArticle { .. } => "correct article",
            Self::RemoveArticle { .. } => "remove article",
            Self::AddQuote { .. } => "mark quote",
            Self::MarkSpan { role: Role::Content, .. } => "add fragment",
            Self::MarkSpan { role: Role::Cue, .. } => "mark cue",
            Self::MarkSpan { role: Role::Source, .. } => "mark source",
            Self::MoveSpan { .. } => "move ends",
            Self::UnmarkSpan { role: Role::Content, .. } => "remove fragment",
            Self::UnmarkSpan { role: Role::Cue, .. } => "remove cue",
            Self::UnmarkSpan { role: Role::Source, .. } => "remove source",
            Self::SetKind { .. } => "set kind",
            Self::AssignSpeaker { speaker: Some(_), .. } => "assign speaker",
            Self::AssignSpeaker { speaker: None, .. } => "remove speaker",
            Self::TagQuote { .. } => "change tags",
            Self::NoteQuote { .. } => "change note",
            Self::DeleteQuote { .. } => "delete quote",
            Self::AddSpeaker { .. } => "add speaker",
            Self::RenameSpeaker { .. } => "rename speaker",
            Self::SetAliases { .. } => "change other names",
            Self::SetSpeakerRole { .. } => "change speaker's role",
            Self::ColourSpeaker { .. } => "change colour",
            Self::MergeSpeakers { .. } => "merge speakers",
            Self::UnmergeSpeaker { .. } => "separate speakers",
            Self::SplitSpeaker { .. } => "split speaker",
            Self::DeleteSpeaker { .. } => "delete speaker",
            Self::LinkQuotes { relation: Relation::Contradicts(_), .. } => "link contradiction",
            Self::LinkQuotes { .. } => "link quotes",
            Self::JoinLink { .. } => "add to contradiction",
            Self::LeaveLink { .. } => "take out of contradiction",
            Self::SetRelation { .. } => "change what differs",
            Self::SetRationale { .. } => "change rationale",
            Self::SetStatus { .. } => "change status",
            Self::DeleteLink { .. } => "delete contradiction",
            Self::Dismiss { dismissed: Dismissed::Quote(_) } => "reject suggestion",
            Self::Dismiss { dismissed: Dismissed::Pair(..) } => "dismiss candidate",
            Self::NameAnnotator { .. } => "change your name",
            Self::Together { name, .. } => name,
        }
    }

    /// The writes that make this edit in `project`: each field once, and none that would change nothing.
    ///
    /// # Errors
    /// The edit does not fit the project; nothing is to be written then.
    pub fn writes(&self, project: &Project, stamp: &Origin) -> Result<Vec<Write>, EditError> {
        let planned = if let Self::Together { edits, .. } = self {
            let mut after = project.clone();
            let mut last = BTreeMap::new();
            for edit in edits {
                let writes = edit.writes(&after, stamp)?;
                after.write_all(writes.iter().cloned());
                last.extend(writes.into_iter().map(|write| (write.key(), write)));
            }
            last.into_values().collect()
        } else {
            self.plan(project, stamp)?
        };
        let changes = planned.into_iter().filter(|write| project.current(write) != *write);
        let changes: Vec<_> = changes.collect();
        if changes.iter().all(Write::is_time_of_change) { Ok(Vec::new()) } else { Ok(changes) }
    }
}
