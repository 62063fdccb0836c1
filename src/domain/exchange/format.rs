//! The formats that a project goes out in: what each is for, what it cannot hold, and its files.

use super::records::feature::{Feature, Loss, losses};
use super::records::{Records, Written};
use super::{brat, citron, claim_review, csv, doccano, dossier, label_studio, webanno};
use crate::domain::id::Timestamp;

/// A format of other programs, or for other readers. The project's own is [`jsonld`](super::jsonld).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// A printable page, to be read.
    Dossier,
    /// The same in Markdown.
    Markdown,
    /// Tables for spreadsheets and statistics.
    Csv,
    /// brat standoff.
    Brat,
    /// Label Studio's JSON.
    LabelStudio,
    /// doccano's JSONL.
    Doccano,
    /// The JSON of the BBC's Citron.
    Citron,
    /// WebAnno TSV 3.3, for `INCEpTION`.
    WebAnno,
    /// schema.org's `ClaimReview`, as a draft.
    ClaimReview,
}

impl Format {
    /// Every format, in the order in which they are offered.
    pub const ALL: [Self; 9] = [
        Self::Dossier,
        Self::Markdown,
        Self::Csv,
        Self::Brat,
        Self::LabelStudio,
        Self::Doccano,
        Self::Citron,
        Self::WebAnno,
        Self::ClaimReview,
    ];

    /// What scripts call it, and what stands in the names of its files.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Dossier => "dossier",
            Self::Markdown => "markdown",
            Self::Csv => "csv",
            Self::Brat => "brat",
            Self::LabelStudio => "label-studio",
            Self::Doccano => "doccano",
            Self::Citron => "citron",
            Self::WebAnno => "webanno",
            Self::ClaimReview => "claim-review",
        }
    }

    /// What people call it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dossier => "Dossier",
            Self::Markdown => "Dossier in Markdown",
            Self::Csv => "Tables (CSV)",
            Self::Brat => "brat standoff",
            Self::LabelStudio => "Label Studio",
            Self::Doccano => "doccano",
            Self::Citron => "Citron",
            Self::WebAnno => "WebAnno TSV",
            Self::ClaimReview => "ClaimReview",
        }
    }

    /// What it is for, in a few words.
    #[must_use]
    pub const fn purpose(self) -> &'static str {
        match self {
            Self::Dossier => "a page to read, print and sign",
            Self::Markdown => "the same, for notes and wikis",
            Self::Csv => "for spreadsheets and statistics: quotes, speakers, links",
            Self::Brat => "texts with .ann files; comes back in",
            Self::LabelStudio => "tasks with labels and relations; comes back in",
            Self::Doccano => "JSONL with spans and relations; comes back in",
            Self::Citron => "quotes with cue, source and speaker; comes back in",
            Self::WebAnno => "version 3.3, for INCEpTION",
            Self::ClaimReview => "a draft in schema.org's terms for each contradiction",
        }
    }

    /// The format that scripts call so.
    #[must_use]
    pub fn named(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.id() == id)
    }

    /// What it holds of the records.
    const fn holds(self) -> &'static [Feature] {
        match self {
            Self::Dossier | Self::Markdown => dossier::HOLDS,
            Self::Csv => csv::HOLDS,
            Self::Brat => brat::HOLDS,
            Self::LabelStudio => label_studio::HOLDS,
            Self::Doccano => doccano::HOLDS,
            Self::Citron => citron::HOLDS,
            Self::WebAnno => webanno::HOLDS,
            Self::ClaimReview => claim_review::HOLDS,
        }
    }

    /// What it cannot hold of these very records.
    #[must_use]
    pub fn losses(self, records: &Records) -> Vec<Loss> {
        losses(records, self.holds())
    }

    /// The records as files of this format. `saved` says when.
    #[must_use]
    pub fn write(self, records: &Records, saved: Timestamp) -> Vec<Written> {
        match self {
            Self::Dossier => ending_in(".html", dossier::write(records, saved)),
            Self::Markdown => ending_in(".md", dossier::write(records, saved)),
            Self::Csv => csv::write(records),
            Self::Brat => brat::write(records),
            Self::LabelStudio => label_studio::write(records),
            Self::Doccano => doccano::write(records),
            Self::Citron => citron::write(records),
            Self::WebAnno => webanno::write(records),
            Self::ClaimReview => claim_review::write(records),
        }
    }
}

fn ending_in(ending: &str, mut files: Vec<Written>) -> Vec<Written> {
    files.retain(|file| file.name.ends_with(ending));
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_has_a_name_of_its_own_and_writes_an_empty_project() {
        for format in Format::ALL {
            assert_eq!(Format::named(format.id()), Some(format));
            let files = format.write(&Records::default(), Timestamp(0));
            let names: std::collections::BTreeSet<_> = files.iter().map(|file| &file.name).collect();
            assert_eq!(names.len(), files.len(), "{}", format.name());
            assert_eq!(format.losses(&Records::default()), []);
        }
        assert_eq!(Format::named("jsonld"), None);
    }
}
