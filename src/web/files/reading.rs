//! Files that are being read: how far they are, which a person sees and can stop at any moment, and reading a file of ours
//! step by step.

use super::merge::Export;
use crate::domain::exchange::jsonld;
use crate::domain::exchange::records::Source;
use crate::domain::intake::{Format, format_of};
use crate::web::background::{Turns, Work};
use crate::web::store::Dispatcher;
use crate::web::ui::{Action, Progress};

/// So many bytes of a file tell what kind of file it is.
const HEAD: usize = 4 << 10;

/// So many bytes of a file are read between two looks at the clock.
const STEP: usize = 32 << 10;

/// So many per cent of all is reading; the rest is finding out what would change.
const READING: usize = 60;

/// How far files have been read.
pub(super) struct Reading {
    work: Work,
    turns: Turns,
    dispatcher: Dispatcher,
    done: usize,
    total: usize,
    percent: usize,
}

/// Why a file was not read as one of ours.
pub(super) enum NotRead {
    /// It is another, or damaged.
    Other(Source),
    /// A person has stopped it.
    Stopped,
}

impl Reading {
    /// Begins to read so many files.
    pub(super) fn new(dispatcher: &Dispatcher, total: usize) -> Self {
        let turns = Turns::default();
        Self { work: turns.begin(), turns, dispatcher: dispatcher.clone(), done: 0, total, percent: 0 }
    }

    /// Says how many files are read, and lets the page have its turn. False where a person has stopped it.
    pub(super) async fn goes_on(&mut self, done: usize, total: usize) -> bool {
        (self.done, self.total) = (done, total);
        self.percent = READING * done / total.max(1);
        self.say();
        self.work.pause().await;
        self.work.is_wanted()
    }

    /// Lets the page have its turn where that is due, with so much done of what comes after the files are read: first they
    /// are compared, and then it is found what they would change. False where a person has stopped it.
    pub(super) async fn goes_on_after(&mut self, (done, all): (usize, usize), number: usize) -> bool {
        let share = (100 - READING) / 2;
        self.goes_on_at(READING + share * number + share * (done / (all / 100).max(1)) / 100).await
    }

    /// Reads a file of ours.
    pub(super) async fn export(&mut self, file: Source) -> Result<Export, NotRead> {
        let head = &file.bytes[..file.bytes.len().min(HEAD)];
        if format_of(&file.name, &String::from_utf8_lossy(head)) != Format::Export {
            return Err(NotRead::Other(file));
        }
        let Source { name, bytes } = file;
        let mut reading = jsonld::Reading::new(bytes);
        loop {
            match reading.step(STEP) {
                Ok(true) => {
                    let (incoming, bytes) = reading.finish();
                    return Ok(Export::new(incoming, Source { name, bytes }));
                }
                Ok(false) => {
                    let (done, all) = reading.progress();
                    let share = READING / self.total.max(1);
                    if !self.goes_on_at(READING * self.done / self.total.max(1) + share * done / all.max(1)).await {
                        return Err(NotRead::Stopped);
                    }
                }
                // Read in another way, which says what is wrong with it.
                Err(jsonld::Unfit) => return Err(NotRead::Other(Source { name, bytes: reading.finish().1 })),
            }
        }
    }

    /// What to say where a person has stopped it.
    pub(super) fn stopped(&self) -> Option<String> {
        let is_stopped = !self.work.is_wanted();
        is_stopped.then(|| format!("Reading was stopped after {} of {} files.", self.done, self.total))
    }

    async fn goes_on_at(&mut self, percent: usize) -> bool {
        if self.work.is_due() {
            // To draw it takes time as well.
            if percent >= self.percent + 4 {
                self.percent = percent;
                self.say();
            }
            self.work.pause().await;
        }
        self.work.is_wanted()
    }

    fn say(&self) {
        let Self { done, total, percent, .. } = *self;
        let stop = Some(self.turns.clone());
        self.dispatcher.ui(Action::Progress(Some(Progress { what: "files", done, total, percent, stop })));
    }
}
