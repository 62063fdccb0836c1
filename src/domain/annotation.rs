//! The records of a project: quotes, speakers, links, annotators, and the articles they stand on.
//!
//! The scheme is the attribution relation of PARC3 and `PolNeAR`: a source, a cue, a content. This file says what a
//! record is; `project.rs` says how records hang together. Spans are byte ranges in the article's text.

use serde::{Deserialize, Serialize};

use super::article::{Description, Region};
use super::id::{AnnotatorId, ArticleId, SpeakerId, Timestamp};
use super::record::record;
use super::text::Span;

/// Who made a record, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Who made it.
    pub creator: AnnotatorId,
    /// When.
    pub created: Timestamp,
}

/// The part that a span plays in an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Role {
    /// What was said.
    Content,
    /// The words that attribute it: "said", "according to".
    Cue,
    /// The words that name who said it.
    Source,
}

impl Role {
    /// Every role, in the order of a quote's fields.
    pub const ALL: [Self; 3] = [Self::Content, Self::Cue, Self::Source];

    /// The role's name, as the page and the exports write it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Content => "content",
            Self::Cue => "cue",
            Self::Source => "source",
        }
    }
}

/// How the words of a content were taken over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// All of it inside quotation marks.
    Direct,
    /// Some of it inside quotation marks.
    Mixed,
    /// None of it inside quotation marks.
    #[default]
    Indirect,
    /// The outlet's own voice: nobody is quoted.
    Narration,
}

impl Kind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Direct, Self::Mixed, Self::Indirect, Self::Narration];

    /// The kind's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Mixed => "mixed",
            Self::Indirect => "indirect",
            Self::Narration => "narration",
        }
    }
}

/// The spans of a quote and its kind: one field, since none of it makes sense without the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Attribution {
    /// The article that all spans lie in.
    pub article: ArticleId,
    /// What was said: one span or more, in reading order; several where the quote is interrupted.
    pub content: Vec<Span>,
    /// The words that attribute it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cue: Vec<Span>,
    /// The words that name the speaker.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub source: Vec<Span>,
    /// How the words were taken over.
    #[serde(default)]
    pub kind: Kind,
}

impl Attribution {
    /// The spans of one role.
    #[must_use]
    pub fn spans(&self, role: Role) -> &[Span] {
        match role {
            Role::Content => &self.content,
            Role::Cue => &self.cue,
            Role::Source => &self.source,
        }
    }

    /// The spans of one role, to be changed. Keep them sorted.
    pub fn spans_mut(&mut self, role: Role) -> &mut Vec<Span> {
        match role {
            Role::Content => &mut self.content,
            Role::Cue => &mut self.cue,
            Role::Source => &mut self.source,
        }
    }

    /// Every span with its role and its number among the spans of that role.
    pub fn marks(&self) -> impl Iterator<Item = (Role, usize, Span)> + '_ {
        Role::ALL
            .into_iter()
            .flat_map(|role| self.spans(role).iter().enumerate().map(move |(number, &span)| (role, number, span)))
    }

    /// The first byte of the content; nought where there is none.
    #[must_use]
    pub fn start(&self) -> usize {
        self.content.first().map_or(0, |span| span.start)
    }
}

record! {
    /// An article as a record of the project: what was read off it, and what people put right.
    ///
    /// The text is not here: it is found under the same id. What a person corrects is apart from what the program
    /// detected, so that another replica that merely opens the article can never undo a correction.
    Article,
    /// One field of an [`Article`].
    ArticleField {
        /// Who added it, and when.
        origin: Origin(Option<Origin>) = "by",
        /// What was read off the text.
        detected: Detected(Description) = "detected",
        /// The title that a person gave.
        title: Title(Option<String>) = "title",
        /// The outlet that a person gave.
        outlet: Outlet(Option<String>) = "outlet",
        /// The byline that a person gave.
        byline: Byline(Option<String>) = "byline",
        /// The date that a person gave.
        date: Date(Option<String>) = "date",
        /// The address that a person gave.
        address: Address(Option<String>) = "address",
        /// What a person made of the regions, whole.
        regions: Regions(Option<Vec<Region>>) = "regions",
        /// When it was last changed, if it was.
        modified: Modified(Option<Timestamp>) = "modified",
        /// Taken out of the project.
        deleted: Deleted(bool) = "deleted",
    }
}

impl Article {
    /// True where the article is in the project.
    #[must_use]
    pub const fn is_live(&self) -> bool {
        self.origin.is_some() && !self.deleted
    }

    /// The title, or the file's name where there is none.
    #[must_use]
    pub fn title(&self) -> &str {
        let title = self.title.as_deref().unwrap_or(&self.detected.title);
        if title.is_empty() { &self.detected.file } else { title }
    }

    /// The outlet; empty where it is not known.
    #[must_use]
    pub fn outlet(&self) -> &str {
        self.outlet.as_deref().unwrap_or(&self.detected.outlet)
    }

    /// The byline; empty where it is not known.
    #[must_use]
    pub fn byline(&self) -> &str {
        self.byline.as_deref().unwrap_or(&self.detected.byline)
    }

    /// The date, ISO 8601 where it could be read; empty where it is not known.
    #[must_use]
    pub fn date(&self) -> &str {
        self.date.as_deref().unwrap_or(&self.detected.date)
    }

    /// The address; empty where it is not known.
    #[must_use]
    pub fn address(&self) -> &str {
        self.address.as_deref().unwrap_or(&self.detected.address)
    }

    /// What is not the report's own running text.
    #[must_use]
    pub fn regions(&self) -> &[Region] {
        self.regions.as_deref().unwrap_or(&self.detected.regions)
    }
}

record! {
    /// Who said what, in the words of one article.
    Quote,
    /// One field of a [`Quote`].
    QuoteField {
        /// Who marked it, and when.
        origin: Origin(Option<Origin>) = "by",
        /// The spans and the kind.
        attribution: Attribution(Attribution) = "spans",
        /// Who said it.
        speaker: Speaker(Option<SpeakerId>) = "speaker",
        /// Words to find it by.
        tags: Tags(Vec<String>) = "tags",
        /// What the annotator thinks of it.
        note: Note(String) = "note",
        /// When it was last changed, if it was.
        modified: Modified(Option<Timestamp>) = "modified",
        /// Deleted.
        deleted: Deleted(bool) = "deleted",
    }
}

impl Quote {
    /// True where the quote is there to be seen: made, marked, not deleted.
    #[must_use]
    pub const fn is_live(&self) -> bool {
        self.origin.is_some() && !self.attribution.content.is_empty() && !self.deleted
    }
}

record! {
    /// Somebody who is quoted; an unnamed official is a speaker too.
    Speaker,
    /// One field of a [`Speaker`].
    SpeakerField {
        /// Who added them, and when.
        origin: Origin(Option<Origin>) = "by",
        /// The name that is shown.
        name: Name(String) = "name",
        /// Other names.
        aliases: Aliases(Vec<String>) = "aliases",
        /// Office or part: "spokeswoman of the State Department".
        role: Role(String) = "role",
        /// Number of the colour, modulo the size of the palette.
        colour: Colour(u8) = "colour",
        /// The speaker whom this one turned out to be.
        merged: Merged(Option<SpeakerId>) = "merged",
        /// When they were last changed, if they were.
        modified: Modified(Option<Timestamp>) = "modified",
        /// Deleted.
        deleted: Deleted(bool) = "deleted",
    }
}

impl Speaker {
    /// True where the speaker was added and not deleted. Whether they stand for themselves, the mergers tell.
    #[must_use]
    pub const fn exists(&self) -> bool {
        self.origin.is_some() && !self.deleted
    }
}

/// What two statements differ in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Difference {
    /// One says it happened, the other that it did not.
    Denial,
    /// A number.
    Number,
    /// Whether, or on what, it depends.
    Condition,
    /// When.
    Time,
    /// For or against.
    Stance,
    /// Who said or did it.
    Attribution,
    /// Something else, or nobody has said yet.
    #[default]
    Other,
}

impl Difference {
    /// Every difference, in the order in which they are offered.
    pub const ALL: [Self; 7] =
        [Self::Denial, Self::Number, Self::Condition, Self::Time, Self::Stance, Self::Attribution, Self::Other];

    /// The difference's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Denial => "denial",
            Self::Number => "number",
            Self::Condition => "condition",
            Self::Time => "time",
            Self::Stance => "stance",
            Self::Attribution => "attribution",
            Self::Other => "other",
        }
    }
}

/// How quotes bear on each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "kind", content = "differs")]
pub enum Relation {
    /// They cannot both be true.
    Contradicts(Difference),
    /// One bears the other out.
    Corroborates,
    /// The same words.
    SameWords,
}

impl Default for Relation {
    fn default() -> Self {
        Self::Contradicts(Difference::default())
    }
}

impl Relation {
    /// The relation's name, without what differs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Contradicts(_) => "contradicts",
            Self::Corroborates => "corroborates",
            Self::SameWords => "same words",
        }
    }
}

/// What became of a link.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Status {
    /// To be looked into.
    #[default]
    Open,
    /// Explained.
    Resolved,
    /// No contradiction after all.
    Dismissed,
}

impl Status {
    /// Every status, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Open, Self::Resolved, Self::Dismissed];

    /// The status's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Resolved => "resolved",
            Self::Dismissed => "dismissed",
        }
    }
}

record! {
    /// Two quotes or more, of any articles, and how they bear on each other.
    ///
    /// Its members are not in it: each has a key of its own in the replica (see `project.rs`), so that two people
    /// who add members at once lose neither.
    Link,
    /// One field of a [`Link`].
    LinkField {
        /// Who made it, and when.
        origin: Origin(Option<Origin>) = "by",
        /// How the members bear on each other.
        relation: Relation(Relation) = "relation",
        /// Why.
        rationale: Rationale(String) = "rationale",
        /// What became of it.
        status: Status(Status) = "status",
        /// When it was last changed, if it was.
        modified: Modified(Option<Timestamp>) = "modified",
        /// Deleted.
        deleted: Deleted(bool) = "deleted",
    }
}

impl Link {
    /// True where its members are said not to be both true, whatever became of that.
    #[must_use]
    pub const fn is_contradiction(&self) -> bool {
        matches!(self.relation, Relation::Contradicts(_))
    }
}

record! {
    /// A person who annotates.
    Annotator,
    /// One field of an [`Annotator`].
    AnnotatorField {
        /// The name they go by.
        name: Name(String) = "name",
    }
}
