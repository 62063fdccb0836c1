//! WebAnno TSV 3.3, for INCEpTION: out only. A file an article and annotator, in a folder an article.
//!
//! A project that takes the files in needs these layers, with features that are strings:
//!
//! | layer | type | features |
//! |---|---|---|
//! | `webanno.custom.Quotation` | span; characters, across sentences, overlapping and stacking | `role`, `kind`, `speaker`, `tags`, `note` |
//! | `webanno.custom.Attribution` | relation on it; across sentences, stacking | `label`: cue, source, fragment |
//! | `webanno.custom.Comparison` | relation on it; across sentences, stacking | `relation`, `difference`, `status`, `rationale` |
//!
//! Each mark is an annotation, and each content says what is known of its quote. Cues and sources point at the quote's
//! first content, and that at its further ones. A link is between first contents; those between articles or between
//! files of different annotators are left out, and so are those of more than two quotes.
//!
//! Offsets are UTF-16 code units, as the format's description says ("Encoding and Offsets"; INCEpTION's user guide). What
//! is escaped, and where, follows INCEpTION's own reader, `Escaping.java`, where the description says too much: in
//! `#Text=` lines only control characters and the backslash are. Text between two sentences is no part of the format:
//! its place is kept, and its characters become white space, which they are. A mark on white space alone is left out, and
//! one that begins or ends in white space ends at the words. A carriage return in a note becomes a line feed.

mod annotations;
mod escape;
mod grid;
mod tsv;

use super::file_name::{Names, stem};
use super::records::feature::Feature;
use super::records::{Records, Written};

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
    Feature::Rationales,
    Feature::Statuses,
    Feature::Annotators,
    Feature::AnnotatorNames,
];

/// The name of the file where nobody has annotated an article.
const NOBODY: &str = "unannotated";

/// The name of the file of an annotator who is not known.
const UNKNOWN: &str = "unknown";

/// The records as files. An article without words has none: the format cannot hold it.
#[must_use]
pub fn write(records: &Records) -> Vec<Written> {
    let mut folders = Names::default();
    let mut written = Vec::new();
    for (number, article) in records.articles.iter().enumerate() {
        let grid = grid::Grid::new(&article.text);
        if grid.tokens.is_empty() {
            continue;
        }
        let folder = folders.give(stem(&article.file), &format!("article-{}", number + 1));
        let quotes = records.quotes.iter().filter(|quote| quote.article == number);
        let annotators: std::collections::BTreeSet<Option<usize>> = quotes.map(|quote| quote.made.by).collect();
        let mut names = Names::default();
        let mut push = |name: &str, annotations: &annotations::Annotations| {
            let name = format!("{folder}/{}.tsv", names.give(name, UNKNOWN));
            written.push(Written { name, bytes: tsv::tsv(&article.text, &grid, annotations).into_bytes() });
        };
        if annotators.is_empty() {
            push(NOBODY, &annotations::Annotations::default());
        }
        for annotator in annotators {
            let known = annotator.map(|by| &records.annotators[by]);
            let name = known.map_or(UNKNOWN, |known| if known.name.is_empty() { &known.id } else { &known.name });
            push(name, &annotations::Annotations::of(records, number, annotator));
        }
    }
    written
}
