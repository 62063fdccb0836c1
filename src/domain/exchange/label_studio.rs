//! Label Studio's JSON: a list of tasks, each an article with regions, relations between them, and what was answered
//! about a region.
//!
//! In: regions labelled content or quote, cue, source or speaker become marks, and the relations between them quotes and
//! links, as `labels.rs` says. Choices of a region that name a kind are the quote's, other choices its tags; a text field
//! called `speaker`, `tags` or `annotator` is that, any other a note. An annotation is its annotator's; predictions,
//! which nobody has looked at, stay out.
//!
//! Out: the tasks, and the labelling interface that a project needs to show them. A task has one annotation, whoever
//! marked its quotes, for a relation cannot lead from one annotation to another; a quote's annotator is a text field of
//! its region. A speaker is not kept apart from another one of the same name; links come back by article.
//!
//! Offsets of `Text` regions are code points: the editor counts them so (`findGlobalOffset` in its `selection-tools.js`).
//! Earlier it counted UTF-16 code units (issue 1347 and pull request 1559 of the label-studio repository, 2021), so where
//! a region's own words stand at its UTF-16 offsets alone, those count. Each of CR and LF is a character. `HyperText`
//! regions count, in `globalOffsets`, the code points of the page as it is rendered, a `BR` being one; those that give
//! XPaths only cannot be placed without a browser.

mod config;
mod page;
mod read;
mod write;

#[cfg(test)]
mod tests;

pub use read::read;
pub use write::write;

use super::records::feature::Feature;

/// The name of the file that Label Studio is set up with.
pub const CONFIGURATION: &str = "labeling_config.xml";

/// What the format can hold.
pub const HOLDS: &[Feature] = &[
    Feature::Cues,
    Feature::Sources,
    Feature::Kinds,
    Feature::Speakers,
    Feature::Tags,
    Feature::Notes,
    Feature::Links,
    Feature::Relations,
    Feature::Statuses,
    Feature::Annotators,
    Feature::AnnotatorNames,
    Feature::Details,
];

/// The names that the labelling interface gives its parts, and the results refer to.
mod part {
    pub(super) const TEXT: &str = "text";
    pub(super) const ROLE: &str = "role";
    pub(super) const KIND: &str = "kind";
    pub(super) const SPEAKER: &str = "speaker";
    pub(super) const TAGS: &str = "tags";
    pub(super) const NOTE: &str = "note";
    pub(super) const ANNOTATOR: &str = "annotator";
}
