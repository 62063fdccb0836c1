//! The ways to files from the rest of the page: what reads and writes them is a part that comes when it is needed.
//!
//! What belongs to the part itself, as the dialogs do that are opened with it, calls its functions directly.

use futures_util::future::LocalBoxFuture;
use web_sys::File;

use super::{Exported, FileError, Taken};
use crate::web::parts::part;
use crate::web::store::Dispatcher;

part! {
    files:
    /// Nothing but that the part has come.
    pub(crate) fn come() -> () {}
}

part! {
    files:
    /// The text of the article in a file: decoded, and freed of markup where it is Markdown or HTML.
    pub(crate) fn article_text(name: String, bytes: Vec<u8>) -> Result<String, FileError> {
        super::article_text(&name, &bytes)
    }
}

part! {
    files:
    /// Takes files in that came together.
    pub(crate) fn take_in_all(dispatcher: Dispatcher, files: Vec<File>) -> () {
        super::take_in_all(&dispatcher, files);
    }
}

part! {
    files:
    /// Takes a file in without asking.
    pub(crate) fn take_in(dispatcher: Dispatcher, name: String, bytes: Vec<u8>) -> LocalBoxFuture<'static, Result<Taken, FileError>> {
        Box::pin(async move { super::take_in(&dispatcher, &name, &bytes).await })
    }
}

part! {
    files:
    /// The project as a file of the named format.
    pub(crate) fn export_as(dispatcher: Dispatcher, format: String) -> Result<Exported, FileError> {
        super::export_as(&dispatcher, &format)
    }
}

part! {
    files:
    /// Hands the project out as a file.
    pub(crate) fn export(dispatcher: Dispatcher) -> () {
        super::export(&dispatcher);
    }
}
