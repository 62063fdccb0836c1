//! Projects as files: one file of code a format.
//!
//! The project's own format, `jsonld`, knows projects and replicas. Those of other programs know [`records`] alone:
//! [`mod@format`] writes them, [`reader`] reads them, and [`adoption`] says what they would set in a project. What
//! becomes of that is the session's business. The model knows nothing of any format here.

use thiserror::Error;

mod address;
pub mod adoption;
pub mod archive;
pub mod brat;
pub mod citron;
pub mod claim_review;
pub mod csv;
mod details;
pub mod doccano;
pub mod dossier;
mod file_name;
pub mod format;
pub mod harmless;
mod ids;
mod json;
pub mod jsonld;
pub mod known;
pub mod label_studio;
mod labels;
pub mod moment;
mod offsets;
mod people;
pub mod reader;
pub mod records;
mod refusals;
pub mod w3c;
pub mod webanno;

pub use file_name::file_name;
pub use jsonld::{Incoming, Texts, from_jsonld, to_jsonld};

/// Why a file cannot be taken in. Nothing of it has been then.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ExchangeError {
    /// The file is larger than this program reads.
    #[error("the file has {bytes} bytes; no more than {most} are read")]
    TooLarge {
        /// How large it is.
        bytes: usize,
        /// How large it may be.
        most: usize,
    },
    /// The text is not JSON; the reason names line and column.
    #[error("the file is not JSON: {0}")]
    NotJson(String),
    /// The JSON is something else than a collection of annotations.
    #[error("the file is JSON, but not an annotation collection: {0}")]
    NotACollection(String),
    /// A member of ours holds what we never write.
    #[error("the member {member:?} should be {expected}, but is {found}")]
    Member {
        /// The member's name.
        member: &'static str,
        /// What should be there.
        expected: &'static str,
        /// What is there.
        found: String,
    },
    /// The file holds annotations, but no project to merge.
    #[error("the file holds annotations, but not the Counterpoint project behind them")]
    NoUpdate,
    /// The annotations are not those that the project in the file was written with.
    #[error("another program edited the annotations of this file since Counterpoint wrote it")]
    Edited,
}
