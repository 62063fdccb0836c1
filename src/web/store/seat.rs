//! Where the session is: here, or away with a file that it takes in.
//!
//! While it is away, nobody can reach it: what is shown is what was there before, and what others want of it waits, in
//! order. Only what takes the file in goes on with it, and a page that has died reads what it held before.

use std::cell::RefCell;

use super::{Dispatcher, Snapshot};
use crate::domain::session::{Failure, Outcome, Refusal, Session, Take, Uptake};

/// Something that waits for the session.
pub(super) type Waiting = Box<dyn FnOnce(&Dispatcher)>;

/// The place of the session.
pub(super) struct Seat(RefCell<State>);

/// A session that is away.
struct Away {
    /// What was published last.
    shown: Snapshot,
    waiting: Vec<Waiting>,
    errand: Errand,
}

/// What it is away for.
enum Errand {
    /// It takes a file in.
    Taking(Box<Uptake>),
    /// It has, and what came of it is being kept.
    Keeping(Box<Session>, Result<Outcome, Failure>),
}

enum State {
    Here(Box<Session>),
    Away(Box<Away>),
    /// Only while the one becomes the other, when nobody can look.
    Between,
}

/// What there is to be read.
pub(super) enum Found<'a> {
    /// The session; or one that is away and lacks nothing any more.
    Session(&'a Session),
    /// A session that has taken in a part of a file.
    Taking(&'a Uptake),
}

impl Seat {
    pub(super) fn new(session: Session) -> Self {
        Self(RefCell::new(State::Here(Box::new(session))))
    }

    /// Reads the session.
    ///
    /// # Errors
    /// It is away.
    pub(super) fn read<T>(&self, read: impl FnOnce(&Session) -> T) -> Result<T, Refusal> {
        match &*self.0.borrow() {
            State::Here(session) => Ok(read(session)),
            State::Away(_) | State::Between => Err(Refusal::Merging),
        }
    }

    /// Changes the session.
    ///
    /// # Errors
    /// It is away.
    pub(super) fn change<T>(&self, change: impl FnOnce(&mut Session) -> T) -> Result<T, Refusal> {
        match &mut *self.0.borrow_mut() {
            State::Here(session) => Ok(change(session)),
            State::Away(_) | State::Between => Err(Refusal::Merging),
        }
    }

    /// What was published before the session went away; nothing where it is here.
    pub(super) fn shown(&self) -> Option<Snapshot> {
        match &*self.0.borrow() {
            State::Away(away) => Some(away.shown.clone()),
            State::Here(_) | State::Between => None,
        }
    }

    pub(super) fn is_away(&self) -> bool {
        matches!(&*self.0.borrow(), State::Away(_))
    }

    /// Reads what there is; nothing where it is being changed.
    pub(super) fn try_find<T>(&self, read: impl FnOnce(Found<'_>) -> T) -> Option<T> {
        match &*self.0.try_borrow().ok()? {
            State::Here(session) => Some(read(Found::Session(session))),
            State::Away(away) => match &away.errand {
                Errand::Taking(uptake) => Some(read(Found::Taking(uptake))),
                Errand::Keeping(session, _) => Some(read(Found::Session(session))),
            },
            State::Between => None,
        }
    }

    /// Has something wait for the session. It is given back where that is here.
    pub(super) fn wait(&self, waiting: Waiting) -> Option<Waiting> {
        match &mut *self.0.borrow_mut() {
            State::Away(away) => {
                away.waiting.push(waiting);
                None
            }
            State::Here(_) | State::Between => Some(waiting),
        }
    }

    /// Sends the session away to take a file in, of whose update about `size` bytes are looked at in a step. `shown` was
    /// published last.
    ///
    /// # Errors
    /// It is away.
    pub(super) fn leave(&self, take: Take, size: usize, shown: Snapshot) -> Result<(), Refusal> {
        let mut state = self.0.borrow_mut();
        match std::mem::replace(&mut *state, State::Between) {
            State::Here(session) => {
                let errand = Errand::Taking(Box::new(Uptake::new(*session, take, size)));
                *state = State::Away(Box::new(Away { shown, waiting: Vec::new(), errand }));
                Ok(())
            }
            other => {
                *state = other;
                Err(Refusal::Merging)
            }
        }
    }

    /// Goes on with the file. Nothing where no more of it is to be taken in; else how much is done, in per cent.
    pub(super) fn go_on(&self) -> Option<usize> {
        match &mut *self.0.borrow_mut() {
            State::Away(away) => match &mut away.errand {
                Errand::Taking(uptake) => (!uptake.step()).then(|| uptake.percent()),
                Errand::Keeping(..) => None,
            },
            State::Here(_) | State::Between => None,
        }
    }

    /// Ends taking the file in, all of it or nothing. The session stays away; what is to be kept before it comes back is
    /// read.
    pub(super) fn end<T>(&self, read: impl FnOnce(&Result<Outcome, Failure>) -> T) -> Option<T> {
        let mut state = self.0.borrow_mut();
        let mut away = match std::mem::replace(&mut *state, State::Between) {
            State::Away(away) => away,
            other => {
                *state = other;
                return None;
            }
        };
        if let Errand::Taking(uptake) = away.errand {
            let (session, taken) = uptake.finish();
            away.errand = Errand::Keeping(Box::new(session), taken);
        }
        let given = match &away.errand {
            Errand::Keeping(_, taken) => Some(read(taken)),
            Errand::Taking(_) => None,
        };
        *state = State::Away(away);
        given
    }

    /// Has the session back: what came of the file, and what has waited. Nothing where none is away that has ended.
    pub(super) fn come_back(&self) -> Option<(Result<Outcome, Failure>, Vec<Waiting>)> {
        let mut state = self.0.borrow_mut();
        match std::mem::replace(&mut *state, State::Between) {
            State::Away(away) => match *away {
                Away { waiting, errand: Errand::Keeping(session, taken), .. } => {
                    *state = State::Here(session);
                    Some((taken, waiting))
                }
                away => {
                    *state = State::Away(Box::new(away));
                    None
                }
            },
            other => {
                *state = other;
                None
            }
        }
    }
}
