//! The words of brat files: types of annotations, roles of arguments, types of notes.

use crate::domain::annotation::{Difference, Kind, Relation, Role, Status};

/// The type of an event that has a source, and of its trigger.
pub(super) const ATTRIBUTION: &str = "Attribution";
/// The type of an event that has none.
pub(super) const WITHOUT_SOURCE: &str = "Attribution-no-source";

/// The attribute that holds a quote's kind.
pub(super) const KIND: &str = "Kind";
/// The type of an equivalence.
pub(super) const EQUIVALENCE: &str = "Equiv";

/// The types of notes.
pub(super) mod note {
    /// What the annotator thinks: brat's own.
    pub(in super::super) const ANNOTATOR_NOTES: &str = "AnnotatorNotes";
    /// Who said it.
    pub(in super::super) const SPEAKER: &str = "Speaker";
    /// Who made it.
    pub(in super::super) const ANNOTATOR: &str = "Annotator";
    /// A tag.
    pub(in super::super) const TAG: &str = "Tag";
    /// A quote's id.
    pub(in super::super) const QUOTE: &str = "Quote";
    /// A link's id.
    pub(in super::super) const LINK: &str = "Link";
    /// What became of a link.
    pub(in super::super) const STATUS: &str = "Status";
    /// The spans that a text-bound annotation stands for.
    pub(in super::super) const SPANS: &str = "Spans";
}

/// The type of a text-bound annotation of this role, and the role's name in an event.
pub(super) const fn role_name(role: Role) -> &'static str {
    match role {
        Role::Content => "Content",
        Role::Cue => "Cue",
        Role::Source => "Source",
    }
}

/// The role that an argument is in, whatever its number.
pub(super) fn role_of(argument: &str) -> Option<Role> {
    let name = argument.trim_end_matches(|last: char| last.is_ascii_digit());
    Role::ALL.into_iter().find(|role| role_name(*role).eq_ignore_ascii_case(name))
}

/// The type of a relation.
pub(super) fn relation_name(relation: Relation) -> String {
    match relation {
        Relation::Contradicts(Difference::Other) => "Contradicts".to_owned(),
        Relation::Contradicts(difference) => format!("Contradicts-{}", difference.name()),
        Relation::Corroborates => "Corroborates".to_owned(),
        Relation::SameWords => "Same-words".to_owned(),
    }
}

/// Every relation.
pub(super) fn relations() -> impl Iterator<Item = Relation> {
    let contradicts = Difference::ALL.into_iter().map(Relation::Contradicts);
    contradicts.chain([Relation::Corroborates, Relation::SameWords])
}

/// The relation of this type, if it is one of ours.
pub(super) fn relation_of(name: &str) -> Option<Relation> {
    relations().find(|relation| relation_name(*relation).eq_ignore_ascii_case(name))
}

/// The kind of this name.
pub(super) fn kind_of(name: &str) -> Option<Kind> {
    Kind::ALL.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(name))
}

/// The status of this name.
pub(super) fn status_of(name: &str) -> Option<Status> {
    Status::ALL.into_iter().find(|status| status.name().eq_ignore_ascii_case(name))
}
