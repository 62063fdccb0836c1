//! A dossier: who said what, and where accounts differ, to be read, printed and signed. It only goes out: as one page
//! of HTML, and as Markdown.
//!
//! Each contradiction stands with its statements side by side, each in the sentence that it was taken from, with who
//! said it to which outlet and when, what differs, why, and what became of it; then corroborations and same words;
//! apart from them what was dismissed; then the statements of each speaker, and those without one.
//!
//! The page has no script and loads nothing; its style is in it, and it forbids itself the rest. Whatever stands in the
//! records is words there, never markup. Addresses of the web are links; others are words. Control characters and those
//! that turn the direction of writing are left out of both files, see [`harmless`](super::harmless).

mod excerpt;
mod html;
mod markdown;
mod outline;

use outline::Outline;

use super::records::feature::Feature;
use super::records::{Records, Written};
use crate::domain::id::Timestamp;

/// What a dossier shows. Who made a quote is shown where several people made some. Times are shown of links alone.
pub const HOLDS: &[Feature] = &[
    Feature::Cues,
    Feature::Sources,
    Feature::Kinds,
    Feature::Speakers,
    Feature::SilentSpeakers,
    Feature::Aliases,
    Feature::Offices,
    Feature::Tags,
    Feature::Notes,
    Feature::Links,
    Feature::LinksAcross,
    Feature::LargeLinks,
    Feature::Relations,
    Feature::Rationales,
    Feature::Statuses,
    Feature::Annotators,
    Feature::LinkMakers,
    Feature::AnnotatorNames,
    Feature::Details,
];

/// The dossier as `dossier.html` and as `dossier.md`. `saved` is when it was made.
#[must_use]
pub fn write(records: &Records, saved: Timestamp) -> Vec<Written> {
    let outline = Outline::of(records, saved);
    let written = |name: &str, text: String| Written { name: name.to_owned(), bytes: text.into_bytes() };
    vec![written("dossier.html", html::page(&outline)), written("dossier.md", markdown::text(&outline))]
}
