//! Citron's JSON, the format of the BBC's quote extraction and attribution system: a file an article, with its text, and
//! of each quote the cue, the sources, the contents and the coreferences of the sources.
//!
//! In: the documented shape, and what the system's own annotator mixes up: it writes `sources` and `coreferences`, but
//! looks for `source` and `coreference` when it opens a file again, and so loses every speaker. Both are read here. A
//! quote's speaker is who the coreferences name, or the longest mention in the coreference group of a source. The
//! extractor swaps the two where it resolved a source; a file of its own says so, and has no text until one is added.
//!
//! Out: the documented shape. `source` stands beside `sources` where the annotator can show it, so that it does not lose
//! ours either. Citron wants one cue a quote: further ones are in `more_cues`, and quotes without any in
//! `quotes_without_cue`, which Citron passes over. `speaker` is the speaker's name, `file` the article's. Two speakers of
//! one name come back as one.
//!
//! Offsets are code points: Citron is Python, and its `data.py` indexes the text's characters with them. The annotator
//! has its offsets from a text field of Tk instead, which need not count so; where a span's own words stand at its UTF-16
//! offsets alone, those count.

mod read;
mod write;

#[cfg(test)]
mod tests;

pub use read::read;
pub use write::write;

use super::records::feature::Feature;

/// What the format can hold.
pub const HOLDS: &[Feature] = &[Feature::Cues, Feature::Sources, Feature::Speakers];

/// The names of the members, Citron's and ours.
mod member {
    pub(super) const TEXT: &str = "text";
    pub(super) const QUOTES: &str = "quotes";
    pub(super) const ID: &str = "id";
    pub(super) const CUE: &str = "cue";
    pub(super) const SOURCES: &str = "sources";
    pub(super) const SOURCE: &str = "source";
    pub(super) const CONTENTS: &str = "contents";
    pub(super) const COREFERENCES: &str = "coreferences";
    pub(super) const COREFERENCE: &str = "coreference";
    pub(super) const GROUPS: &str = "coreference_groups";
    pub(super) const FILE: &str = "file";
    pub(super) const SPEAKER: &str = "speaker";
    pub(super) const MORE_CUES: &str = "more_cues";
    pub(super) const WITHOUT_CUE: &str = "quotes_without_cue";
}
