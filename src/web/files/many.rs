//! Files that a person picked or dropped: read one after the other, sorted by what becomes of them, and told of together.

use std::rc::Rc;

use js_sys::Uint8Array;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{File, FileList};
use yew::Callback;

use super::merge::{Exact, Export};
use super::reading::{NotRead, Reading};
use super::{FileError, Incoming, Merging, Taken, backup, foreign, keep, merge, read, taking};
use crate::domain::exchange::reader::{Reader, Sorted, sort, unpacked};
use crate::domain::exchange::records::{Source, Unread};
use crate::domain::session::Refusal;
use crate::web::browser::reason;
use crate::web::store::Dispatcher;
use crate::web::ui::{Action, Dialog, Pane};

/// Files of so many bytes in all are read while the page says so.
const LARGE: usize = 200_000;

/// So many things that could not be read are named; of the rest only the number is told.
const MOST_NAMED: usize = 5;

/// The files of a list.
pub(crate) fn listed(files: &FileList) -> Vec<File> {
    (0..files.length()).filter_map(|number| files.item(number)).collect()
}

/// Takes files in that came together. What is an article is added at once; what others have annotated is shown before
/// anything changes; and one notice says what came of the rest.
pub(crate) fn take_in_all(dispatcher: &Dispatcher, files: Vec<File>) {
    let dispatcher = dispatcher.clone();
    spawn_local(async move {
        let mut tally = Tally::default();
        let mut reading = Reading::new(&dispatcher, files.len());
        let mut sources = Vec::new();
        for file in files {
            match bytes(&file).await {
                Ok(bytes) => sources.push(Source { name: file.name(), bytes }),
                Err(error) => tally.count(&file.name(), Err(error)),
            }
        }
        take_in_sources(&dispatcher, sources, &mut tally, &mut reading).await;
        dispatcher.ui(Action::Progress(None));
        if let Some(stopped) = reading.stopped() {
            tally.failed.push(stopped);
        }
        tally.tell(&dispatcher);
    });
}

async fn take_in_sources(dispatcher: &Dispatcher, sources: Vec<Source>, tally: &mut Tally, reading: &mut Reading) {
    let is_large = sources.iter().map(|source| source.bytes.len()).sum::<usize>() > LARGE;
    let is_shown = is_large || sources.len() > 1;
    if is_shown && !reading.goes_on(0, sources.len()).await {
        return;
    }
    let (sources, unread) = unpacked(sources);
    let Sorted { mut foreign, others } = sort(sources);
    let total = others.len() + foreign.iter().map(|(_, files)| files.len()).sum::<usize>();
    let mut done = 0;
    let (mut exports, alone) = (Vec::new(), others.len() == 1 && foreign.is_empty());
    let (mut by_values, mut senders) = (Vec::new(), Vec::new());
    for Source { name, bytes } in others {
        done += 1;
        if is_shown && !reading.goes_on(done - 1, total).await {
            return tally.leave_out(&exports, &by_values, &unread);
        }
        let read = match reading.export(Source { name: name.clone(), bytes }).await {
            Ok(export) => Ok(Ok(export)),
            Err(NotRead::Other(file)) => match read(&name, &file.bytes) {
                Ok(Incoming::Export(text)) => merge::read(&name, text).map(Ok),
                incoming => incoming.map(Err),
            },
            Err(NotRead::Stopped) => {
                tally.failed.push(format!("“{name}” was not taken in."));
                return tally.leave_out(&exports, &by_values, &unread);
            }
        };
        let taken = match read {
            Ok(Ok(Export::Exact(export))) => {
                exports.push(export);
                continue;
            }
            Ok(Ok(Export::Values(sender, file))) => {
                senders.push(sender);
                by_values.push(file);
                continue;
            }
            // What becomes of a backup is for a person to say, where it comes alone.
            Ok(Err(Incoming::Backup(text))) if alone => match backup::read(&text) {
                Ok(backup) => return dispatcher.ui(Action::Open(Dialog::Backup(Rc::new(backup)))),
                Err(error) => Err(error),
            },
            Ok(Err(incoming)) => keep(dispatcher, &name, incoming).await,
            Err(error) => Err(error),
        };
        tally.count(&name, taken);
    }
    if is_shown && !reading.goes_on(done, total).await {
        return tally.leave_out(&exports, &by_values, &unread);
    }
    if !by_values.is_empty() {
        foreign.push((Reader::Own, by_values));
    }
    if !foreign.is_empty() {
        for export in exports {
            tally.failed.push(format!("“{}” was not opened: open it by itself.", export.name()));
        }
        return present(dispatcher, foreign::open(dispatcher, foreign, &unread, &senders), tally).await;
    }
    tally.failed.extend(unread.iter().map(|unread| format!("{unread}.")));
    if !exports.is_empty() {
        let names: Vec<String> = exports.iter().map(|export| export.name().to_owned()).collect();
        match merge::open_in_steps(dispatcher, exports, reading).await {
            Ok(Some(merging)) => present(dispatcher, merging, tally).await,
            Ok(None) => tally.failed.extend(names.iter().map(|name| format!("“{name}” was not taken in."))),
            Err(error) => tally.failed.push(format!("The files could not be merged: {error}")),
        }
    }
}

/// Where something would change, a person decides what is taken of it. What is out of sight comes all the same.
async fn present(dispatcher: &Dispatcher, merging: Merging, tally: &mut Tally) {
    if !merging.proposal.is_empty() || !merging.refused.is_empty() {
        return dispatcher.ui(Action::Open(Dialog::Merge(merging)));
    }
    let decisions = merging.decisions();
    match taking::take(dispatcher, &merging, &decisions, &Callback::noop()).await {
        Ok(_) => tally.told.push(merging.outcome(&decisions)),
        Err(error) => tally.failed.push(format!("{} could not be merged: {error}", merging.name())),
    }
}

async fn bytes(file: &File) -> Result<Vec<u8>, FileError> {
    let buffer = JsFuture::from(file.array_buffer()).await;
    Ok(Uint8Array::new(&buffer.map_err(|error| FileError::Unreadable(reason(&error)))?).to_vec())
}

/// What came of several files.
#[derive(Default)]
struct Tally {
    added: Vec<String>,
    merged: Vec<(String, usize)>,
    told: Vec<String>,
    known: Vec<String>,
    failed: Vec<String>,
}

impl Tally {
    fn count(&mut self, name: &str, taken: Result<Taken, FileError>) {
        match taken {
            Ok(Taken::Article(_)) => self.added.push(name.to_owned()),
            Ok(Taken::Merged(changes)) => self.merged.push((name.to_owned(), changes)),
            Err(error @ FileError::Refused(Refusal::Duplicate(_))) => {
                self.known.push(format!("“{name}” was not added: {error}"));
            }
            Err(error) => self.failed.push(format!("“{name}” was not added: {error}")),
        }
    }

    /// Says of what was read, and not taken in before reading was stopped, that it was not.
    fn leave_out(&mut self, exports: &[Exact], by_values: &[Source], unread: &[Unread]) {
        let names = exports.iter().map(Exact::name).chain(by_values.iter().map(|file| file.name.as_str()));
        self.failed.extend(names.map(|name| format!("“{name}” was not taken in.")));
        self.failed.extend(unread.iter().map(|unread| format!("{unread}.")));
    }

    fn tell(self, dispatcher: &Dispatcher) {
        let mut sentences = Vec::new();
        match self.added.as_slice() {
            [] => {}
            [only] => sentences.push(format!("“{only}” was added.")),
            all => sentences.push(format!("{} articles were added.", all.len())),
        }
        sentences.extend(self.told);
        sentences.extend(self.merged.iter().map(|(name, changes)| merged(&format!("“{name}”"), *changes)));
        let has_come = !sentences.is_empty();
        let has_failed = !self.failed.is_empty();
        let not_added: Vec<String> = self.failed.into_iter().chain(self.known).collect();
        if !not_added.is_empty() {
            sentences.push(first_few(not_added, |more| format!("{more} more were not added either.")));
        }
        if has_come {
            dispatcher.ui(Action::Turn(Pane::Texts));
        }
        if has_failed {
            dispatcher.warn(sentences.join("\n"));
        } else if !sentences.is_empty() {
            dispatcher.say(sentences.join("\n"));
        }
    }
}

/// The first of many sentences, a line each; of the rest only the number, as `rest` puts it.
pub(super) fn first_few(mut sentences: Vec<String>, rest: impl Fn(usize) -> String) -> String {
    let unnamed = sentences.len().saturating_sub(MOST_NAMED);
    sentences.truncate(MOST_NAMED);
    sentences.extend((unnamed > 0).then(|| rest(unnamed)));
    sentences.join("\n")
}

pub(super) fn merged(name: &str, changes: usize) -> String {
    match changes {
        0 => format!("{name} was merged: everything in it was here already."),
        1 => format!("{name} was merged: 1 change."),
        _ => format!("{name} was merged: {changes} changes."),
    }
}
