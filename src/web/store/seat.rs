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
    uptake: Uptake,
    /// What was published last.
    shown: Snapshot,
    waiting: Vec<Waiting>,
}

enum State {
    Here(Box<Session>),
    Away(Box<Away>),
    /// Only while the one becomes the other, when nobody can look.
    Between,
}

/// What there is to be read.
pub(super) enum Found<'a> {
    /// The session.
    Session(&'a Session),
    /// What was published before it went away, and what it held.
    Away(&'a Snapshot, &'a Uptake),
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
            State::Away(away) => Some(read(Found::Away(&away.shown, &away.uptake))),
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

    /// Sends the session away to take a file in, of whose update about `size` bytes are looked at in a step.
    ///
    /// # Errors
    /// It is away.
    pub(super) fn leave(&self, take: Take, size: usize, shown: Snapshot) -> Result<(), Refusal> {
        let mut state = self.0.borrow_mut();
        match std::mem::replace(&mut *state, State::Between) {
            State::Here(session) => {
                let uptake = Uptake::new(*session, take, size);
                *state = State::Away(Box::new(Away { uptake, shown, waiting: Vec::new() }));
                Ok(())
            }
            other => {
                *state = other;
                Err(Refusal::Merging)
            }
        }
    }

    /// Goes on with the file. Nothing where it is all there, or no session is away; else how much is done, in per cent.
    pub(super) fn go_on(&self) -> Option<usize> {
        match &mut *self.0.borrow_mut() {
            State::Away(away) => (!away.uptake.step()).then(|| away.uptake.percent()),
            State::Here(_) | State::Between => None,
        }
    }

    /// Has the session back: what came of the file, and what has waited. Nothing where no session is away.
    pub(super) fn come_back(&self) -> Option<(Result<Outcome, Failure>, Vec<Waiting>)> {
        let mut state = self.0.borrow_mut();
        match std::mem::replace(&mut *state, State::Between) {
            State::Away(away) => {
                let Away { uptake, waiting, .. } = *away;
                let (session, taken) = uptake.finish();
                *state = State::Here(Box::new(session));
                Some((taken, waiting))
            }
            other => {
                *state = other;
                None
            }
        }
    }
}
