//! Files in and out: bytes to an article's text, what a person opens, drops or pastes, and downloads.
//!
//! What a file is, the domain says; the browser decodes its characters and parses its HTML. Each file stands for
//! itself: one that cannot be read is named, with what to do, and takes nothing of the others or of the project along.

mod adoption;
mod backup;
mod export;
mod foreign;
mod html;
mod many;
mod merge;
pub(crate) mod part;
mod reading;
mod revise;
mod taking;

use std::borrow::Cow;

use gloo::timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, TextDecoder, TextDecoderOptions, Url};
use yew::Callback;

use self::merge::Export;
use super::browser::{document, minute, reason};
use super::storage::gathering::gather;
use super::store::Dispatcher;
use crate::domain::article::article_id;
use crate::domain::backup::Backup;
use crate::domain::edit::{Correction, Edit};
use crate::domain::exchange::format::Format as ExportFormat;
use crate::domain::exchange::reader::Reader;
use crate::domain::exchange::records::Source;
use crate::domain::exchange::{Texts, file_name};
use crate::domain::intake::{Encoding, Format, IntakeError, admit, format_of, from_markdown, sniff};
use crate::domain::session::{Intent, Refusal};
use crate::domain::text::{Text, counted};

pub(crate) use many::{listed, take_in_all};
pub(crate) use merge::{Merging, Sent, Unsure};
pub(crate) use revise::{Revising, revise, revising, stays};
pub(crate) use taking::take_merged;

/// A download's address may be let go of after so long: by then the browser has the file.
const DOWNLOAD_MILLISECONDS: u32 = 60_000;

/// Why nothing came of a file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub(crate) enum FileError {
    /// It cannot be an article.
    #[error("{0}")]
    Intake(#[from] IntakeError),
    /// The browser cannot decode it.
    #[error("its characters could not be decoded as {0}. Open it where it comes from and save it again as UTF-8.")]
    Undecodable(&'static str),
    /// The browser cannot read it.
    #[error("the browser could not read it ({0}). If it is a folder, add the files in it instead.")]
    Unreadable(String),
    /// The browser cannot parse it.
    #[error("its markup could not be read ({0}). Copy the article's text and paste it instead.")]
    Unparsable(String),
    /// It is an export, where an article was asked for.
    #[error("it is an export and not an article. Import it by itself.")]
    NotAnArticle,
    /// It says that it is an export, and cannot be read as one.
    #[error("{0}.")]
    Export(String),
    /// The project does not take it.
    #[error("{0}.")]
    Refused(#[from] Refusal),
    /// It is data of a kind that is not known.
    #[error("it is no file that this page knows, or it is damaged. If it is JSON, save it as UTF-8.")]
    UnknownData,
    /// A newer text of an article is the one that it has.
    #[error("the article has this very text already.")]
    SameText,
    /// The text of the article is not here.
    #[error("the article's present text is not here, so its quotes cannot be followed. Add that text first.")]
    NoText,
    /// There is no such format.
    #[error("there is no format “{}”; there are “jsonld”, “backup”, {}.", .0, format_names())]
    NoFormat(String),
}

/// What scripts call the other formats.
fn format_names() -> String {
    ExportFormat::ALL.map(|format| format!("“{}”", format.id())).join(", ")
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Incoming {
    /// An article.
    Article {
        /// Its text.
        text: String,
    },
    /// A project that was exported, as it was written.
    Export(String),
    /// A whole project that was put away, as it was written.
    Backup(String),
}

/// What came of a file. Scripts get it as `{article: ID}` or `{merged: N}`; api.rs relies on this shape.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Taken {
    /// An article was added, or its text supplied: its id.
    Article(String),
    /// An export or a backup was merged: how many fields changed.
    Merged(usize),
}

/// A file to be handed out. Scripts get it as `{name, mime, text}`, or with `files` in the place of `text`.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Exported {
    /// The file's name.
    pub name: String,
    /// Its media type.
    pub mime: &'static str,
    /// What is in it, where it is one text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What is in it, where it is an archive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub files: Option<Vec<InText>>,
    /// The archive.
    #[serde(skip)]
    packed: Vec<u8>,
}

/// A file in an archive.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub(crate) struct InText {
    /// Its name, with `/` between folders.
    pub name: String,
    /// What is in it.
    pub text: String,
}

impl Exported {
    fn text(name: String, mime: &'static str, text: String) -> Self {
        Self { name, mime, text: Some(text), files: None, packed: Vec::new() }
    }
}

/// The text of the article in a file: decoded, and freed of markup where it is Markdown or HTML.
pub(crate) fn article_text(name: &str, bytes: &[u8]) -> Result<String, FileError> {
    match read(name, bytes)? {
        Incoming::Article { text } => Ok(text),
        Incoming::Export(_) | Incoming::Backup(_) => Err(FileError::NotAnArticle),
    }
}

/// Takes in an article, an export, a backup or a file of another program, without asking; after one that is being taken
/// in. What came of it is for the caller to say.
pub(crate) async fn take_in(dispatcher: &Dispatcher, name: &str, bytes: &[u8]) -> Result<Taken, FileError> {
    dispatcher.here().await;
    let file = Source { name: name.to_owned(), bytes: bytes.to_vec() };
    if let Some(reader) = Reader::of(&file) {
        let merging = foreign::open(dispatcher, vec![(reader, vec![file])], &[], &[]);
        return take_merging(dispatcher, &merging).await;
    }
    keep(dispatcher, name, read(name, bytes)?).await
}

/// Takes in what was pasted or typed. `title` is given to the article where it is not empty.
pub(crate) async fn take_in_text(dispatcher: &Dispatcher, title: &str, text: &str) -> Result<Taken, FileError> {
    let taken = keep(dispatcher, "Pasted text", interpret("", text)?).await?;
    let title = title.trim();
    if let (Taken::Article(article), false) = (&taken, title.is_empty()) {
        let correction = Correction { title: Some(title.to_owned()), ..Correction::default() };
        let article = article.as_str().into();
        dispatcher.try_send(Intent::Perform(Edit::CorrectArticle { article, correction }))?;
    }
    Ok(taken)
}

/// The project as a file of the named format: "jsonld", "backup", or one of [`ExportFormat`].
pub(crate) fn export_as(dispatcher: &Dispatcher, format: &str) -> Result<Exported, FileError> {
    match format {
        "jsonld" => Ok(export::own(dispatcher, Texts::Included)?),
        "backup" => Ok(backup::write(dispatcher)?),
        other => match ExportFormat::named(other) {
            Some(format) => export::other(dispatcher, format),
            None => Err(FileError::NoFormat(other.to_owned())),
        },
    }
}

/// Hands the project out as a file.
pub(crate) fn export(dispatcher: &Dispatcher) {
    export_own(dispatcher, Texts::Included);
}

/// Hands the project out as a file, with the articles' texts or without.
pub(crate) fn export_own(dispatcher: &Dispatcher, texts: Texts) {
    hand_out_project(dispatcher, export::own(dispatcher, texts));
}

/// Hands the project out in another format. Since that holds less, the project does not count as exported.
pub(crate) fn export_other(dispatcher: &Dispatcher, format: ExportFormat) {
    match export::other(dispatcher, format) {
        Ok(file) => _ = hand_out(dispatcher, &file),
        Err(error) => dispatcher.warn(format!("{} could not be written: {error}", format.name())),
    }
}

/// Hands the project out as a backup file.
pub(crate) fn back_up(dispatcher: &Dispatcher) {
    hand_out_project(dispatcher, backup::write(dispatcher));
}

/// Hands a project that is not open out as a backup file, as the stores have it. False where that failed.
pub(crate) async fn back_up_other(dispatcher: &Dispatcher, project: &str, name: &str) -> bool {
    let gathered = match gather(project).await {
        Ok(gathered) => gathered,
        Err(error) => {
            dispatcher.warn(format!("“{name}” could not be backed up: {error}."));
            return false;
        }
    };
    let has_come = hand_out(dispatcher, &backup::write_other(name, &gathered));
    if has_come && gathered.damaged > 0 {
        let entries = counted(gathered.damaged, "entry", "entries");
        dispatcher.warn(format!("{entries} of “{name}” could not be read and are not in the file."));
    }
    has_come
}

/// Merges a backup into the open project, and says what came of it.
pub(crate) fn merge_backup(dispatcher: &Dispatcher, backup: &Backup) {
    match backup::merge(dispatcher, backup) {
        Taken::Merged(changes) => dispatcher.say(many::merged("The backup", changes)),
        Taken::Article(_) => {}
    }
}

/// Hands out what the browser kept and what could not be read: `{"counterpoint": "aside", "entries": {PLACE: TEXT}}`.
pub(crate) fn hand_out_aside(dispatcher: &Dispatcher, entries: &[(String, String)]) {
    let entries: serde_json::Map<_, _> =
        entries.iter().map(|(place, text)| (place.clone(), text.as_str().into())).collect();
    let text = serde_json::json!({ "counterpoint": "aside", "entries": entries }).to_string();
    let name = file_name(&export::project_name(dispatcher), &minute(), "-set-aside.json");
    hand_out(dispatcher, &Exported::text(name, "application/json", text));
}

/// Hands out a file that has the whole project, and notes that there is one.
fn hand_out_project(dispatcher: &Dispatcher, file: Result<Exported, Refusal>) {
    let file = match file {
        Ok(file) => file,
        Err(refusal) => return dispatcher.refuse(&refusal),
    };
    if hand_out(dispatcher, &file)
        && let Some(ledger) = dispatcher.ledger()
    {
        ledger.exported();
    }
}

/// Hands a file out, and says so. False where that failed.
fn hand_out(dispatcher: &Dispatcher, file: &Exported) -> bool {
    let written = match &file.text {
        Some(text) => download(&file.name, file.mime, &text.into()),
        None => download(&file.name, file.mime, &Uint8Array::from(file.packed.as_slice())),
    };
    match &written {
        Ok(()) => dispatcher.say(format!("“{}” was written to your downloads.", file.name)),
        Err(error) => dispatcher.warn(format!("“{}” could not be written: {error}.", file.name)),
    }
    written.is_ok()
}

/// Hands a file out as a download.
fn download(name: &str, mime: &str, contents: &JsValue) -> Result<(), String> {
    let failed = |error: JsValue| reason(&error);
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    let parts = Array::of1(contents);
    let made = if contents.is_string() {
        Blob::new_with_str_sequence_and_options(&parts, &options)
    } else {
        Blob::new_with_u8_array_sequence_and_options(&parts, &options)
    };
    let blob = made.map_err(failed)?;
    let address = Url::create_object_url_with_blob(&blob).map_err(failed)?;
    let anchor = document().create_element("a").map_err(failed)?.unchecked_into::<HtmlAnchorElement>();
    anchor.set_href(&address);
    anchor.set_download(name);
    anchor.click();
    Timeout::new(DOWNLOAD_MILLISECONDS, move || {
        // An address that stays costs the memory of the file until the page closes.
        let _ = Url::revoke_object_url(&address);
    })
    .forget();
    Ok(())
}

fn read(name: &str, bytes: &[u8]) -> Result<Incoming, FileError> {
    // What holds many articles is UTF-8, and the limit for one article is not meant for it.
    if format_of(name, "{") == Format::Export {
        let text = String::from_utf8_lossy(bytes);
        match format_of(name, &text) {
            // Each piece of a backup is proved by itself: a damaged character costs the piece that it is in.
            Format::Backup => return Ok(Incoming::Backup(text.into_owned())),
            Format::Export if matches!(text, Cow::Borrowed(_)) => return Ok(Incoming::Export(text.into_owned())),
            _ => {}
        }
    }
    interpret(name, &decode(bytes, sniff(bytes)?)?)
}

fn decode(bytes: &[u8], encoding: Encoding) -> Result<String, FileError> {
    let undecodable = |_| FileError::Undecodable(encoding.label());
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    let decoder = TextDecoder::new_with_label_and_options(encoding.label(), &options).map_err(undecodable)?;
    decoder.decode_with_u8_array(bytes).map_err(undecodable)
}

fn interpret(name: &str, text: &str) -> Result<Incoming, FileError> {
    let text = match format_of(name, text) {
        Format::Export => return Ok(Incoming::Export(text.to_owned())),
        Format::Backup => return Ok(Incoming::Backup(text.to_owned())),
        Format::Data => return Err(FileError::UnknownData),
        Format::Html => html::article_text(text)?,
        Format::Markdown => from_markdown(text),
        Format::Text => text.to_owned(),
    };
    Ok(Incoming::Article { text: admit(&text)?.to_owned() })
}

/// Takes all of what was opened, as it is proposed.
async fn take_merging(dispatcher: &Dispatcher, merging: &Merging) -> Result<Taken, FileError> {
    if !merging.refused.is_empty() {
        dispatcher.warn(many::first_few(merging.refused.clone(), |more| format!("{more} more were left out.")));
    }
    taking::take(dispatcher, merging, &merging.decisions(), &Callback::noop()).await
}

async fn keep(dispatcher: &Dispatcher, name: &str, incoming: Incoming) -> Result<Taken, FileError> {
    // Another file may just be taken in.
    dispatcher.here().await;
    match incoming {
        Incoming::Article { text } => {
            let id = article_id(&text);
            dispatcher.try_send(Intent::AddArticle(Text::new(text), name.to_owned()))?;
            Ok(Taken::Article(id))
        }
        Incoming::Export(text) => {
            let merging = match merge::read(name, text)? {
                Export::Exact(export) => merge::open(dispatcher, vec![export])?,
                Export::Values(sender, file) => {
                    foreign::open(dispatcher, vec![(Reader::Own, vec![file])], &[], &[sender])
                }
            };
            take_merging(dispatcher, &merging).await
        }
        Incoming::Backup(text) => Ok(backup::merge(dispatcher, &backup::read(&text)?)),
    }
}
