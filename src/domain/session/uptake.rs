//! Taking what a person chose of somebody's file: one step for undo and one change to keep, however many steps it takes.
//!
//! Half of a file must never be seen, kept, undone or built on. So what takes it in owns the session until all of it is
//! there: nobody else can reach a session that is away, and it comes back with the whole file or with nothing of it. How
//! large the steps are makes no difference to what comes of them.

use std::collections::{BTreeMap, BTreeSet, btree_map};
use std::vec;

use super::{Outcome, Refusal, Session, Take};
use crate::domain::article::article_id;
use crate::domain::history::Change;
use crate::domain::id::ArticleId;
use crate::domain::project::{Project, Write};
use crate::domain::replica::{Decoded, Held, MergeError, Replica, pieces, seal};
use crate::domain::text::Text;

/// A session that takes in a file.
pub struct Uptake {
    session: Session,
    course: Course,
}

/// Why a file was not taken. The project is as it was.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    /// What speaks against it.
    pub refusal: Refusal,
    /// What the replica holds all the same: what came before a contradiction, and what puts that back. It is to be kept,
    /// since later changes may build on it.
    pub update: Option<Vec<u8>>,
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self { refusal, update: None }
    }
}

impl Uptake {
    /// Takes the session away to take a file in, of whose update about `size` bytes are looked at in a step.
    #[must_use]
    pub fn new(session: Session, take: Take, size: usize) -> Self {
        let course = Course::new(&session, take, size);
        Self { session, course }
    }

    /// Goes on. True where nothing is left but to [finish](Self::finish).
    pub fn step(&mut self) -> bool {
        self.course.step(&mut self.session)
    }

    /// How much is done, in per cent.
    #[must_use]
    pub fn percent(&self) -> usize {
        self.course.percent()
    }

    /// Gives the session back, with all of the file or nothing of it. Does first what is left to do.
    ///
    /// # Errors
    /// Nothing may be changed in this session any more, a text is not the one of its id, the update is damaged, or
    /// contradicts what is here.
    pub fn finish(mut self) -> (Session, Result<Outcome, Failure>) {
        let taken = self.course.finish(&mut self.session);
        (self.session, taken)
    }

    /// What the session held before, as updates: for a page that has died meanwhile. What it has taken of the file by now is
    /// in them, and put back by the last one. `random` must be drawn afresh, as for [`Session::new`].
    #[must_use]
    pub fn as_before(&self, random: u64) -> Vec<Vec<u8>> {
        let whole = self.session.encode();
        let mut copy = Replica::new(random);
        let put_back = copy.merge(&whole).map(|_| copy.commit(&self.course.replaced()));
        std::iter::once(whole).chain(put_back.ok()).collect()
    }

    /// The texts that were at hand before.
    pub fn texts_before(&self) -> impl Iterator<Item = (&ArticleId, &Text)> {
        self.course.before.texts()
    }
}

impl Session {
    /// Takes what a person chose of somebody's file at once.
    ///
    /// # Errors
    /// As [`Uptake::finish`].
    pub fn take(&mut self, take: Take) -> Result<Outcome, Failure> {
        Course::new(self, take, usize::MAX).finish(self)
    }
}

/// About so many bytes of an update are a field.
const FIELD: usize = 128;

/// The way that a file takes into a session.
struct Course {
    name: String,
    before: Project,
    held: Held,
    stage: Stage,
    texts: Vec<(ArticleId, Text)>,
    update: Option<Vec<u8>>,
    writes: Vec<Write>,
    /// So many bytes are looked at in a step.
    size: usize,
    /// So many fields.
    at_once: usize,
    /// How many pieces, or fields, this stage had to begin with.
    all: usize,
    /// The fields that were set so far, by their keys, until it is known what they were before.
    touched: BTreeMap<String, Write>,
    changes: Vec<Change>,
    unread: BTreeSet<String>,
    is_news: bool,
}

/// Where on that way it is: what is left of it there. Until [`Stage::Placing`] nothing is changed.
enum Stage {
    /// Whether texts are what they should be.
    Proving(vec::IntoIter<(ArticleId, Text)>),
    /// Reading the pieces of the update.
    Reading(vec::IntoIter<Vec<u8>>, Vec<Decoded>),
    /// Taking them in.
    Placing(vec::IntoIter<Decoded>),
    /// Of several values of one field, the last one counts.
    Choosing(vec::IntoIter<Write>, BTreeMap<String, Write>),
    /// Setting what was chosen beyond the update.
    Setting(btree_map::IntoValues<String, Write>),
    /// What all of it has changed, for undo.
    Remembering(vec::IntoIter<Write>),
    /// Putting back what was changed before a contradiction.
    PuttingBack(vec::IntoIter<Write>, Refusal),
    /// What is to be kept.
    Encoding(Option<Refusal>),
    /// Proving that for later.
    Sealing(Vec<u8>, Option<Refusal>),
    /// Nothing is left to do.
    Ended(Option<Vec<u8>>, Option<Refusal>),
}

impl Course {
    fn new(session: &Session, Take { name, texts, update, writes }: Take, size: usize) -> Self {
        let stage = match session.thawed() {
            Ok(()) => Stage::Proving(texts.clone().into_iter()),
            Err(refusal) => Stage::Ended(None, Some(refusal)),
        };
        Self {
            name,
            before: session.project.clone(),
            held: session.replica.held(),
            stage,
            all: texts.len(),
            texts,
            update,
            writes,
            size,
            at_once: (size / FIELD).max(1),
            touched: BTreeMap::new(),
            changes: Vec::new(),
            unread: BTreeSet::new(),
            is_news: false,
        }
    }

    fn step(&mut self, session: &mut Session) -> bool {
        let stage = std::mem::replace(&mut self.stage, Stage::Ended(None, None));
        self.stage = self.next(session, stage);
        matches!(self.stage, Stage::Ended(..))
    }

    fn finish(mut self, session: &mut Session) -> Result<Outcome, Failure> {
        while !self.step(session) {}
        let Stage::Ended(update, refusal) = self.stage else { unreachable!("the last step has ended it") };
        if let Some(refusal) = refusal {
            session.project = self.before;
            return Err(Failure { refusal, update });
        }
        session.follow_from(&self.before);
        let (merged, unread, is_news) = (self.changes.len(), self.unread.len(), self.is_news);
        if merged > 0 {
            session.history.remember(&self.name, self.changes);
        }
        Ok(Outcome { update, texts: self.texts, merged, unread, is_news, ..Outcome::default() })
    }

    /// Does a bounded part of what is left at a stage, or goes on to the next one.
    fn next(&mut self, session: &mut Session, stage: Stage) -> Stage {
        match stage {
            Stage::Proving(mut texts) => match texts.next() {
                Some((id, text)) if article_id(text.as_str()) == id.as_str() => Stage::Proving(texts),
                Some((id, _)) => Stage::Ended(None, Some(Refusal::DamagedText(id))),
                None => self.cut().map_or_else(refused, |pieces| Stage::Reading(self.of(pieces), Vec::new())),
            },
            Stage::Reading(mut pieces, mut read) => match pieces.next().map(|piece| Decoded::read(&piece)) {
                Some(Ok(piece)) => {
                    read.push(piece);
                    Stage::Reading(pieces, read)
                }
                Some(Err(error)) => refused(error),
                None => {
                    for (id, text) in self.texts.iter().cloned() {
                        session.project.add_text(id, text);
                    }
                    Stage::Placing(self.of(read))
                }
            },
            Stage::Placing(mut pieces) => {
                if let Some(piece) = pieces.next() {
                    return self.place(session, piece, pieces);
                }
                let writes = std::mem::take(&mut self.writes);
                Stage::Choosing(self.of(writes), BTreeMap::new())
            }
            Stage::Choosing(mut writes, mut chosen) => {
                chosen.extend(writes.by_ref().take(self.at_once).map(|write| (write.key(), write)));
                if writes.len() > 0 {
                    return Stage::Choosing(writes, chosen);
                }
                self.all = chosen.len();
                Stage::Setting(chosen.into_values())
            }
            Stage::Setting(mut writes) => {
                let mut set: Vec<Write> = writes.by_ref().take(self.at_once).collect();
                set.retain(|write| session.project.current(write) != *write);
                self.set(session, set);
                if writes.len() > 0 {
                    return Stage::Setting(writes);
                }
                let touched = std::mem::take(&mut self.touched).into_values().collect();
                Stage::Remembering(self.of(touched))
            }
            Stage::Remembering(mut touched) => {
                let changes = touched.by_ref().take(self.at_once).map(|write| Change::new(&self.before, write));
                self.changes.extend(changes.filter(|change| !change.is_none()));
                match touched.len() {
                    0 if self.is_news || !self.changes.is_empty() => Stage::Encoding(None),
                    0 => Stage::Ended(None, None),
                    _ => Stage::Remembering(touched),
                }
            }
            Stage::PuttingBack(mut replaced, refusal) => {
                let set: Vec<Write> = replaced.by_ref().take(self.at_once).collect();
                session.replica.set(&set);
                match replaced.len() {
                    0 => Stage::Encoding(Some(refusal)),
                    _ => Stage::PuttingBack(replaced, refusal),
                }
            }
            Stage::Encoding(refusal) => Stage::Sealing(session.replica.unsealed_since(&self.held), refusal),
            Stage::Sealing(update, refusal) => Stage::Ended(Some(seal(&update)), refusal),
            Stage::Ended(update, refusal) => Stage::Ended(update, refusal),
        }
    }

    /// Begins a stage that has all of these to do.
    fn of<Item>(&mut self, items: Vec<Item>) -> vec::IntoIter<Item> {
        self.all = items.len();
        items.into_iter()
    }

    fn cut(&mut self) -> Result<Vec<Vec<u8>>, MergeError> {
        self.update.take().map_or_else(|| Ok(Vec::new()), |update| pieces(&update, self.size))
    }

    fn place(&mut self, session: &mut Session, piece: Decoded, left: vec::IntoIter<Decoded>) -> Stage {
        let (merged, placed) = session.replica.place(piece);
        self.is_news |= merged.is_news;
        self.unread.extend(merged.unread.iter().map(ToString::to_string));
        self.touched.extend(merged.writes.iter().map(|write| (write.key(), write.clone())));
        session.project.write_all(merged.writes);
        match placed {
            Ok(()) => Stage::Placing(left),
            // What came before a contradiction cannot leave the document any more.
            Err(error) => Stage::PuttingBack(self.of(self.replaced()), error.into()),
        }
    }

    fn set(&mut self, session: &mut Session, writes: Vec<Write>) {
        session.replica.set(&writes);
        self.touched.extend(writes.iter().map(|write| (write.key(), write.clone())));
        session.project.write_all(writes);
    }

    /// What puts back all that was set so far.
    fn replaced(&self) -> Vec<Write> {
        let unlooked = match &self.stage {
            Stage::Remembering(touched) => touched.as_slice(),
            _ => &[],
        };
        let touched = self.touched.values().chain(unlooked).map(|write| self.before.current(write));
        touched.chain(self.changes.iter().map(|change| change.before().clone())).collect()
    }

    fn percent(&self) -> usize {
        // How much of all was done before a stage, and how much is with it, as it was measured; and what is left of it.
        let (before, with, left) = match &self.stage {
            Stage::Proving(texts) => (0, 5, texts.len()),
            Stage::Reading(pieces, _) => (5, 30, pieces.len()),
            Stage::Placing(pieces) => (30, 75, pieces.len()),
            Stage::Choosing(writes, _) => (75, 77, writes.len()),
            Stage::Setting(writes) => (77, 80, writes.len()),
            Stage::Remembering(touched) => (80, 90, touched.len()),
            Stage::PuttingBack(replaced, _) => (80, 90, replaced.len()),
            Stage::Encoding(_) => (90, 95, self.all),
            Stage::Sealing(..) => (95, 100, self.all),
            Stage::Ended(..) => (100, 100, 0),
        };
        let all = self.all.max(1);
        before + (with - before) * (all - left.min(all)) / all
    }
}

fn refused(error: MergeError) -> Stage {
    Stage::Ended(None, Some(error.into()))
}
