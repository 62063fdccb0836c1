//! A proposal in words: what a record is called, what a field is called, and what stands in it.

use std::collections::BTreeMap;

use super::{Change, Difference, Manner, Proposal, Record};
use crate::domain::annotation::{ArticleField, Attribution, LinkField, QuoteField, Relation, Role, SpeakerField};
use crate::domain::project::{Project, Write};
use crate::domain::text::{counted, shorten, squeeze};

/// So many characters (grapheme clusters) of a quote's words name it.
const LONGEST: usize = 120;

/// A difference in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldWords {
    /// The field: "note".
    pub name: &'static str,
    /// What is here; empty for nothing.
    pub ours: String,
    /// What the file has; empty for nothing.
    pub theirs: String,
}

impl Proposal {
    /// What a record is called: the words of a quote, the name of a speaker, the quotes of a link.
    #[must_use]
    pub fn name_of(&self, change: &Change, before: &Project) -> String {
        let project = if change.manner == Manner::Deleted { before } else { &self.after };
        match &change.record {
            Record::Article(id) => {
                project.any_article(id).map(|article| article.title().to_owned()).unwrap_or_default()
            }
            Record::Quote(id) => {
                let quote = project.any_quote(id);
                quote.map(|quote| content_in_words(&quote.attribution, project)).unwrap_or_default()
            }
            Record::Speaker(id) => project.any_speaker(id).map(|speaker| speaker.name.clone()).unwrap_or_default(),
            Record::Link(id) => {
                let members = project.members(id).into_iter().filter_map(|quote| {
                    let quote = project.any_quote(&quote)?;
                    Some(shorten(&content_in_words(&quote.attribution, project), LONGEST / 2))
                });
                members.collect::<Vec<_>>().join(" ↔ ")
            }
        }
    }

    /// What a difference is about, in words; nothing for what a person need not see.
    #[must_use]
    pub fn words(&self, difference: &Difference, before: &Project) -> Option<FieldWords> {
        // Who made a record is told with the record.
        if difference.theirs.is_origin() {
            return None;
        }
        let (ours, theirs) = (value(&difference.ours, before), value(&difference.theirs, &self.after));
        Some(FieldWords { name: field(&difference.theirs), ours, theirs })
    }
}

/// How much would change, in words: "3 new quotes, 1 deleted link"; of what there is none, nothing is said.
#[must_use]
pub fn counts<'a>(changes: impl IntoIterator<Item = &'a Change>) -> Vec<String> {
    let mut counts: BTreeMap<(usize, Manner), usize> = BTreeMap::new();
    for change in changes {
        *counts.entry((kind(&change.record), change.manner)).or_default() += 1;
    }
    let parts = counts.into_iter().map(|((place, manner), count)| {
        let (one, many) = KINDS[place];
        let word = match manner {
            Manner::New => "new",
            Manner::Changed => "changed",
            Manner::Deleted => "deleted",
            Manner::Restored => "restored",
        };
        counted(count, &format!("{word} {one}"), &format!("{word} {many}"))
    });
    parts.collect()
}

/// What records are called, one and many, in the order in which they are told.
const KINDS: [(&str, &str); 4] =
    [("article", "articles"), ("quote", "quotes"), ("speaker", "speakers"), ("link", "links")];

/// The place of a record's kind among [`KINDS`].
const fn kind(record: &Record) -> usize {
    match record {
        Record::Article(_) => 0,
        Record::Quote(_) => 1,
        Record::Speaker(_) => 2,
        Record::Link(_) => 3,
    }
}

fn field(write: &Write) -> &'static str {
    match write {
        Write::Article(_, field) => match field {
            ArticleField::Origin(_) => "who added it",
            ArticleField::Detected(_) => "what was read off the text",
            ArticleField::Title(_) => "title",
            ArticleField::Outlet(_) => "outlet",
            ArticleField::Byline(_) => "byline",
            ArticleField::Date(_) => "date",
            ArticleField::Address(_) => "address",
            ArticleField::Regions(_) => "folded lines",
            ArticleField::Modified(_) => "time of change",
            ArticleField::Deleted(_) => "in the project",
        },
        Write::Quote(_, field) => match field {
            QuoteField::Origin(_) => "who marked it",
            QuoteField::Attribution(_) => "spans",
            QuoteField::Speaker(_) => "speaker",
            QuoteField::Tags(_) => "tags",
            QuoteField::Note(_) => "note",
            QuoteField::Modified(_) => "time of change",
            QuoteField::Deleted(_) => "in the project",
        },
        Write::Speaker(_, field) => match field {
            SpeakerField::Origin(_) => "who added them",
            SpeakerField::Name(_) => "name",
            SpeakerField::Aliases(_) => "other names",
            SpeakerField::Role(_) => "role",
            SpeakerField::Colour(_) => "colour",
            SpeakerField::Merged(_) => "is the same as",
            SpeakerField::Modified(_) => "time of change",
            SpeakerField::Deleted(_) => "in the project",
        },
        Write::Link(_, field) => match field {
            LinkField::Origin(_) => "who made it",
            LinkField::Relation(_) => "relation",
            LinkField::Rationale(_) => "rationale",
            LinkField::Status(_) => "status",
            LinkField::Modified(_) => "time of change",
            LinkField::Deleted(_) => "in the project",
        },
        Write::Member(..) => "member",
        Write::Annotator(..) => "name of an annotator",
        Write::Dismissal(..) => "dismissed",
    }
}

fn value(write: &Write, project: &Project) -> String {
    let kept = |deleted: bool| if deleted { "deleted" } else { "kept" }.to_owned();
    match write {
        Write::Article(_, field) => match field {
            ArticleField::Title(text)
            | ArticleField::Outlet(text)
            | ArticleField::Byline(text)
            | ArticleField::Date(text)
            | ArticleField::Address(text) => text.clone().unwrap_or_default(),
            ArticleField::Detected(description) => description.title.clone(),
            ArticleField::Regions(regions) => {
                regions.as_ref().map(|regions| counted(regions.len(), "line", "lines")).unwrap_or_default()
            }
            ArticleField::Deleted(deleted) => kept(*deleted),
            ArticleField::Origin(_) | ArticleField::Modified(_) => String::new(),
        },
        Write::Quote(_, field) => match field {
            QuoteField::Attribution(attribution) => attribution_in_words(attribution, project),
            QuoteField::Speaker(speaker) => {
                let speaker = speaker.as_ref().and_then(|speaker| project.resolve(speaker));
                speaker.map(|(_, speaker)| speaker.name.clone()).unwrap_or_default()
            }
            QuoteField::Tags(tags) => tags.join(", "),
            QuoteField::Note(note) => note.clone(),
            QuoteField::Deleted(deleted) => kept(*deleted),
            QuoteField::Origin(_) | QuoteField::Modified(_) => String::new(),
        },
        Write::Speaker(_, field) => match field {
            SpeakerField::Name(name) | SpeakerField::Role(name) => name.clone(),
            SpeakerField::Aliases(aliases) => aliases.join(", "),
            SpeakerField::Colour(colour) => format!("number {}", u16::from(*colour) + 1),
            SpeakerField::Merged(into) => {
                let into = into.as_ref().and_then(|into| project.resolve(into));
                into.map(|(_, speaker)| speaker.name.clone()).unwrap_or_default()
            }
            SpeakerField::Deleted(deleted) => kept(*deleted),
            SpeakerField::Origin(_) | SpeakerField::Modified(_) => String::new(),
        },
        Write::Link(_, field) => match field {
            LinkField::Relation(Relation::Contradicts(difference)) => format!("contradicts: {}", difference.name()),
            LinkField::Relation(relation) => relation.name().to_owned(),
            LinkField::Rationale(rationale) => rationale.clone(),
            LinkField::Status(status) => status.name().to_owned(),
            LinkField::Deleted(deleted) => kept(*deleted),
            LinkField::Origin(_) | LinkField::Modified(_) => String::new(),
        },
        Write::Member(_, quote, since) => {
            let quote = project.any_quote(quote).filter(|_| since.is_some());
            quote.map(|quote| content_in_words(&quote.attribution, project)).unwrap_or_default()
        }
        Write::Annotator(..) | Write::Dismissal(..) => String::new(),
    }
}

/// All spans with their roles, and the kind.
fn attribution_in_words(attribution: &Attribution, project: &Project) -> String {
    let text = project.text(&attribution.article);
    let mut parts = vec![content_in_words(attribution, project)];
    for role in [Role::Cue, Role::Source] {
        let words = attribution.spans(role).iter().filter_map(|span| text?.get(*span)).map(squeeze);
        let words = words.collect::<Vec<_>>().join(" … ");
        if !words.is_empty() {
            parts.push(format!("{}: {words}", role.name()));
        }
    }
    parts.push(attribution.kind.name().to_owned());
    parts.join(" · ")
}

fn content_in_words(attribution: &Attribution, project: &Project) -> String {
    let text = project.text(&attribution.article);
    let words = attribution.content.iter().filter_map(|span| text?.get(*span)).map(squeeze);
    shorten(&words.collect::<Vec<_>>().join(" … "), LONGEST)
}
