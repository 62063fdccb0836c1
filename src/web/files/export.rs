//! The project as files: its own format, or one of other programs and readers.

use super::{Exported, FileError};
use crate::domain::exchange::format::Format;
use crate::domain::exchange::records::{Records, Written};
use crate::domain::exchange::{Texts, archive, file_name, to_jsonld};
use crate::domain::session::Refusal;
use crate::web::browser::{minute, now};
use crate::web::store::Dispatcher;

/// The project as W3C JSON-LD, named by project and minute.
///
/// # Errors
/// A file is being taken in.
pub(super) fn own(dispatcher: &Dispatcher, texts: Texts) -> Result<Exported, Refusal> {
    let snapshot = dispatcher.snapshot();
    let text = to_jsonld(&snapshot.project, &dispatcher.encode()?, now(), &snapshot.me, texts);
    Ok(Exported::text(named(dispatcher, ".jsonld"), "application/ld+json", text))
}

/// The project in another format: a file, or several with the name of the archive that holds them.
pub(super) fn other(dispatcher: &Dispatcher, format: Format) -> Result<Exported, FileError> {
    let records = Records::of(&dispatcher.snapshot().project);
    let written = format.write(&records, now());
    let refuse = |error: &dyn std::fmt::Display| FileError::Export(error.to_string());
    if let [only] = written.as_slice() {
        let (_, ending) = only.name.rsplit_once('.').unwrap_or_default();
        let name = named(dispatcher, &format!("-{}.{ending}", format.id()));
        let text = String::from_utf8(only.bytes.clone()).map_err(|error| refuse(&error))?;
        return Ok(Exported::text(name, media_type(ending), text));
    }
    let packed = archive::pack(&written).map_err(|error| refuse(&error))?;
    let files: Result<Vec<_>, _> = written.into_iter().map(in_text).collect();
    Ok(Exported {
        name: named(dispatcher, &format!("-{}.zip", format.id())),
        mime: "application/zip",
        text: None,
        files: Some(files.map_err(|error| refuse(&error))?),
        packed,
    })
}

fn in_text(file: Written) -> Result<super::InText, std::string::FromUtf8Error> {
    Ok(super::InText { name: file.name, text: String::from_utf8(file.bytes)? })
}

fn named(dispatcher: &Dispatcher, ending: &str) -> String {
    file_name(&project_name(dispatcher), &minute(), ending)
}

/// What the open project is called; nothing until that is decided.
pub(super) fn project_name(dispatcher: &Dispatcher) -> String {
    dispatcher.ledger().map(|ledger| ledger.name()).unwrap_or_default()
}

fn media_type(ending: &str) -> &'static str {
    match ending {
        "html" => "text/html",
        "md" => "text/markdown",
        "csv" => "text/csv",
        "json" => "application/json",
        "jsonl" => "application/jsonl",
        _ => "text/plain",
    }
}
