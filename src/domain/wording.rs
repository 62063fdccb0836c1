//! The texts of records that people type: where each stands, and the edit that sets it.
//!
//! Also what becomes of two such texts that were written apart. It knows no field of a page.

use super::edit::Edit;
use super::id::{AnnotatorId, LinkId, QuoteId, SpeakerId};
use super::project::Project;

/// A text of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wording {
    /// A quote's note.
    Note(QuoteId),
    /// Why the statements of a link bear on each other.
    Rationale(LinkId),
    /// A speaker's name.
    SpeakerName(SpeakerId),
    /// A speaker's role.
    SpeakerRole(SpeakerId),
    /// What an annotator is called.
    AnnotatorName(AnnotatorId),
}

impl Wording {
    /// What it is now; nothing where the record is not there.
    #[must_use]
    pub fn of<'a>(&self, project: &'a Project) -> Option<&'a str> {
        match self {
            Self::Note(id) => project.quote(id).map(|quote| quote.note.as_str()),
            Self::Rationale(id) => project.link(id).map(|link| link.rationale.as_str()),
            Self::SpeakerName(id) => project.speaker(id).map(|speaker| speaker.name.as_str()),
            Self::SpeakerRole(id) => project.speaker(id).map(|speaker| speaker.role.as_str()),
            Self::AnnotatorName(id) => Some(project.annotator(id).unwrap_or_default()),
        }
    }

    /// The edit that sets it.
    #[must_use]
    pub fn edit(&self, words: String) -> Edit {
        match self.clone() {
            Self::Note(quote) => Edit::NoteQuote { quote, note: words },
            Self::Rationale(link) => Edit::SetRationale { link, rationale: words },
            Self::SpeakerName(speaker) => Edit::RenameSpeaker { speaker, name: words },
            Self::SpeakerRole(speaker) => Edit::SetSpeakerRole { speaker, role: words },
            Self::AnnotatorName(annotator) => Edit::NameAnnotator { annotator, name: words },
        }
    }

    /// True where its record may have another place in a list as soon as it is another: under the hands of whoever types.
    #[must_use]
    pub const fn gives_a_place(&self) -> bool {
        matches!(self, Self::SpeakerName(_))
    }

    /// True where it may have several lines.
    #[must_use]
    pub const fn has_lines(&self) -> bool {
        matches!(self, Self::Note(_) | Self::Rationale(_))
    }
}

/// Two texts that were written apart, one under the other; the longer one where it goes on from the other.
#[must_use]
pub fn both(theirs: &str, mine: &str) -> String {
    let (theirs, mine) = (theirs.trim(), mine.trim());
    if goes_on_from(mine, theirs) {
        mine.to_owned()
    } else if goes_on_from(theirs, mine) {
        theirs.to_owned()
    } else {
        format!("{theirs}\n\n{mine}")
    }
}

/// True where a text begins with all words of another.
fn goes_on_from(text: &str, other: &str) -> bool {
    let rest = text.strip_prefix(other);
    rest.is_some_and(|rest| other.is_empty() || !rest.starts_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_texts_stand_one_under_the_other_unless_one_has_the_other() {
        let check = |theirs, mine, expected| assert_eq!(both(theirs, mine), expected, "{theirs:?} and {mine:?}");
        check("nine", "ten", "nine\n\nten");
        check("nine ", "ten\n", "nine\n\nten");
        check("nine", "nine or ten", "nine or ten");
        check("nine or ten", "nine", "nine or ten");
        // What merely stands in the other was written for itself.
        check("nine or ten", "ten", "nine or ten\n\nten");
        check("nobody knows", "no", "nobody knows\n\nno");
        check("", "ten", "ten");
        check("nine", "", "nine");
        check("nine", "nine", "nine");
    }

    #[test]
    fn a_text_of_a_record_that_is_not_there_is_nothing() {
        let project = Project::default();
        assert_eq!(Wording::Note("q".into()).of(&project), None);
        assert_eq!(Wording::Rationale("l".into()).of(&project), None);
        assert_eq!(Wording::SpeakerName("s".into()).of(&project), None);
        assert_eq!(Wording::AnnotatorName("p".into()).of(&project), Some(""));
    }
}
