//! brat standoff: articles as `.txt` files, the attributions in them as `.ann` files beside, as in `PolNeAR`.
//!
//! Offsets are Unicode code points of the text as it is in the file, line ends and a byte order mark included (brat
//! 1.3, `server/src/annotation.py`, slices a decoded `str`). A quote is an event whose arguments are its content, cue
//! and source:
//!
//! ```text
//! T1    Content 10 21;34 40    the bridge will hold
//! T2    Cue 22 26              said
//! T3    Source 27 33           Ortega
//! T4    Attribution 22 26      said
//! E1    Attribution:T4 Content:T1 Cue:T2 Source:T3
//! ```
//!
//! What comes in:
//!
//! - The `.txt` of an `.ann` has its stem, or is the one whose stem the `.ann`'s begins with, up to a `_`, `-` or `.`;
//!   what is left names the annotator. They need not be in one folder. Where a text, or copies of it, have several `.ann`
//!   of one stem, the folder that they differ in names the annotator.
//! - An event of any type is a quote where it has content. Roles may be numbered (`Content2`). The spans of a role are
//!   put together, in reading order.
//! - `AnnotatorNotes` on an event, or on a span of it, are the quote's note. An attribute that is none of ours is a tag.
//!   A relation of ours, or an equivalence (`*`) between quotes, is a link.
//! - Nobody becomes a speaker because a source names them. Text-bound annotations that belong to no quote are left out
//!   and told of, type by type.
//!
//! What goes out besides, and is read again; brat shows it in the box that opens over an annotation:
//!
//! | line | on | says |
//! |---|---|---|
//! | `A Kind` | event | how the words were taken over |
//! | `# AnnotatorNotes` | event, relation | the note; why quotes are linked |
//! | `# Speaker`, `# Annotator` | event (relation) | who said it; who marked it: the name and, in brackets, the id |
//! | `# Quote`, `# Link` | event, relation | the id; relations of one id are one link |
//! | `# Tag` | event | a tag, one a line |
//! | `# Status` | relation | what became of the link, where it is not open |
//! | `# Spans` | text-bound | the spans as they are, where brat cannot hold them: a fragment may hold no line end |
//!
//! A text that does not fit a line is written in quotation marks with the escapes of JSON. Each annotator has a folder
//! where there are several, since brat shows a text once with one `.ann`. A quote that a link needs stands in the folder
//! of who made the link too, under its id. `annotation.conf` names all types, without which brat shows none.
//!
//! Lost besides what [`HOLDS`] lacks: an article's ending other than `.txt`.

mod config;
mod documents;
mod ids;
mod line;
mod links;
mod place;
mod read;
mod standoff;
mod unreads;
mod vocabulary;
mod write;

#[cfg(test)]
mod tests;

use super::records::feature::Feature;

pub use documents::{annotates, is_companion, with_texts};
pub use read::read;
pub use write::write;

/// What brat files hold of the records.
pub const HOLDS: &[Feature] = &[
    Feature::Cues,
    Feature::Sources,
    Feature::Kinds,
    Feature::Speakers,
    Feature::Tags,
    Feature::Notes,
    Feature::Links,
    Feature::LargeLinks,
    Feature::Relations,
    Feature::Rationales,
    Feature::Statuses,
    Feature::Annotators,
    Feature::LinkMakers,
    Feature::AnnotatorNames,
];
