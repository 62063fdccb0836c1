//! What a saved news page says about itself: title, outlet, byline, date, address, and which lines are not the report.
//!
//! Everything is read from plain text, line by line, with rules about how news pages are laid out; nothing is
//! learnt and nothing is fetched. What cannot be read stays empty, and a line that might be the report counts as the
//! report: folding away a real sentence is the worse error. A person can correct all of it.
//!
//! This file must not know how a text came in (see `intake`) or how a fold is drawn.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::order;
use super::text::{Span, Text};

mod body;
mod caption;
mod date;
mod fold;
mod furniture;
mod header;
mod language;
mod line;
mod outlet;
mod phrases;
mod stretch;

#[cfg(test)]
mod tests;

pub use fold::{Fold, around_folds, folds};
pub use stretch::{is_long, stretches};

use header::Header;
use line::Line;

/// What is known about an article besides its text. An empty string means that it is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Description {
    /// The headline. Where the text has none, its first sentence, shortened.
    pub title: String,
    /// Who published it.
    pub outlet: String,
    /// Who wrote it, without "By".
    pub byline: String,
    /// When it was published: ISO 8601, `yyyy-mm-dd`, where the date could be read, else as it stands.
    pub date: String,
    /// Where it was published.
    pub address: String,
    /// The language of the text as a BCP 47 tag, such as `en`.
    pub language: String,
    /// The name of the file that the text came from.
    pub file: String,
    /// The paragraphs that are not the report: sorted, disjoint, each one a whole line with its line end.
    pub regions: Vec<Region>,
}

/// A line of the text that is not part of the report's body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Region {
    /// The line, in bytes of the article's text, with its line end.
    pub span: Span,
    /// What it is.
    pub kind: RegionKind,
}

/// What a line is that is not part of the report's body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RegionKind {
    /// The headline.
    Title,
    /// Who wrote it, when, and for whom: one line may hold several of these.
    Byline,
    /// A heading between paragraphs.
    Heading,
    /// The line under a picture.
    Caption,
    /// A line of the summary before the report.
    KeyPoint,
    /// Page furniture: pitches, pleas, share icons, teasers, comment counts, notices.
    Boilerplate,
}

impl RegionKind {
    /// True for what a reader sees folded away at first: captions and page furniture.
    #[must_use]
    pub const fn folded(self) -> bool {
        matches!(self, Self::Caption | Self::Boilerplate)
    }
}

/// The title of a text that has none is at most this many grapheme clusters of its first sentence.
const DERIVED_TITLE: usize = 90;

/// Reads title, outlet, byline, date, address, language and regions off a text; `file` is the name that it came
/// under. Never fails: what cannot be read stays empty. Takes time linear in the text.
#[must_use]
pub fn describe(text: &Text, file: &str) -> Description {
    let lines = line::lines(text);
    let header = Header::read(&lines);
    let kinds = body::classify(&lines, &header);
    let regions = (lines.iter().zip(&kinds))
        .filter_map(|(line, kind)| kind.map(|kind| Region { span: line.span, kind }))
        .collect();
    let furniture = lines.iter().zip(&kinds).filter(|(_, kind)| **kind == Some(RegionKind::Boilerplate));
    let furniture: Vec<&Line> = furniture.map(|(line, _)| line).collect();
    let address = first_known([header.address, footer_address(&furniture)]);
    let outlet = first_known([
        header.outlet,
        outlet::named_in(&furniture),
        header.agency,
        outlet::of_address(&address).unwrap_or_default(),
    ]);
    let date = first_known([header.date, date::in_address(&address).unwrap_or_default()]);
    let title = match header.title {
        title if title.is_empty() => derived_title(&lines, &kinds),
        title => title,
    };
    let language = match header.language {
        language if language.is_empty() => language::guess(text.as_str()).to_owned(),
        language => language,
    };
    Description { title, outlet, byline: header.byline, date, address, language, file: file.to_owned(), regions }
}

/// The id of an article: the first 20 hexadecimal digits of the SHA-256 of its text in UTF-8.
#[must_use]
pub fn article_id(text: &str) -> String {
    use std::fmt::Write;
    Sha256::digest(text.as_bytes()).iter().take(10).fold(String::with_capacity(20), |mut id, byte| {
        // Writing to a string cannot fail.
        let _ = write!(id, "{byte:02x}");
        id
    })
}

/// The kind of the first region that holds `byte`; nothing for the report itself. Takes time linear in the regions:
/// for many lines ask [`kinds`].
#[must_use]
pub fn kind_at(regions: &[Region], byte: usize) -> Option<RegionKind> {
    let region = regions.iter().find(|region| region.span.start <= byte && byte < region.span.end)?;
    Some(region.kind)
}

/// What each paragraph of `text` is: the kind of the first region that touches it, nothing for the report itself and
/// for blank ones. Regions may come from another replica, in any order, across lines or outside the text.
#[must_use]
pub fn kinds(text: &Text, regions: &[Region]) -> Vec<Option<RegionKind>> {
    let mut kinds = vec![None; text.paragraphs().len()];
    for region in regions {
        for number in text.paragraphs_of(region.span) {
            let line = text.paragraphs()[number];
            if line.overlaps(region.span) && !text.slice(line).trim().is_empty() {
                kinds[number].get_or_insert(region.kind);
            }
        }
    }
    kinds
}

/// `regions` as an article keeps them: sorted, disjoint, each one a whole line with words in it.
#[must_use]
pub fn whole_lines(text: &Text, regions: &[Region]) -> Vec<Region> {
    let lines = text.paragraphs().iter().zip(kinds(text, regions));
    lines.filter_map(|(&span, kind)| Some(Region { span, kind: kind? })).collect()
}

/// `regions` with the paragraphs numbered `paragraphs` made `kind`, or the report's body where there is none.
#[must_use]
pub fn with_kind(
    text: &Text,
    regions: &[Region],
    paragraphs: std::ops::Range<usize>,
    kind: Option<RegionKind>,
) -> Vec<Region> {
    let changed = text.paragraphs().get(paragraphs).unwrap_or_default();
    let untouched = |region: &&Region| !changed.iter().any(|line| line.overlaps(region.span));
    let mut all: Vec<Region> = regions.iter().filter(untouched).copied().collect();
    if let Some(kind) = kind {
        let with_words = changed.iter().filter(|&&span| !text.slice(span).trim().is_empty());
        all.extend(with_words.map(|&span| Region { span, kind }));
        order::sort_by_key(&mut all, |region| region.span);
    }
    all
}

fn first_known<const N: usize>(candidates: [String; N]) -> String {
    candidates.into_iter().find(|candidate| !candidate.is_empty()).unwrap_or_default()
}

fn footer_address(furniture: &[&Line]) -> String {
    furniture.iter().rev().find_map(|line| header::address(line)).unwrap_or_default().to_owned()
}

fn derived_title(lines: &[Line], kinds: &[Option<RegionKind>]) -> String {
    let is_body = |(line, kind): &(&Line, &Option<RegionKind>)| kind.is_none() && !line.is_blank();
    let body = lines.iter().zip(kinds).find(is_body);
    let line = body.map(|(line, _)| line).or_else(|| lines.iter().find(|line| !line.is_blank()));
    line.map(|line| line::shorten_sentence(line.text, DERIVED_TITLE)).unwrap_or_default()
}
