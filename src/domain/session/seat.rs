//! Where the session is: here, or away with a file that it takes in.
//!
//! While it is away, nobody can reach it: what is shown is what was there before, and what others want of it waits, in
//! order. Only what takes the file in goes on with it, and a page that has died reads what it held before. What is shown,
//! and what waits, the shell says.

use super::{Failure, Outcome, Refusal, Session, Take, Uptake};

/// The place of the session.
pub struct Seat<Shown, Wish>(State<Shown, Wish>);

enum State<Shown, Wish> {
    Here(Box<Session>),
    Away(Box<Away<Shown, Wish>>),
    /// Only while the one becomes the other, when nobody can look.
    Between,
}

/// A session that is away.
struct Away<Shown, Wish> {
    shown: Shown,
    waiting: Vec<Wish>,
    errand: Errand,
}

/// What it is away for.
enum Errand {
    /// It takes a file in.
    Taking(Box<Uptake>),
    /// It has, and what came of it is being kept.
    Keeping(Box<Session>, Result<Outcome, Failure>),
}

/// What there is to be read.
pub enum Found<'a> {
    /// The session; or one that is away and lacks nothing any more.
    Session(&'a Session),
    /// A session that has taken in a part of a file.
    Taking(&'a Uptake),
}

impl<Shown, Wish> Seat<Shown, Wish> {
    /// A session that is here.
    #[must_use]
    pub fn new(session: Session) -> Self {
        Self(State::Here(Box::new(session)))
    }

    /// The session.
    ///
    /// # Errors
    /// It is away.
    pub fn session(&self) -> Result<&Session, Refusal> {
        match &self.0 {
            State::Here(session) => Ok(session),
            State::Away(_) | State::Between => Err(Refusal::Merging),
        }
    }

    /// The session, to be changed.
    ///
    /// # Errors
    /// It is away.
    pub fn session_mut(&mut self) -> Result<&mut Session, Refusal> {
        match &mut self.0 {
            State::Here(session) => Ok(session),
            State::Away(_) | State::Between => Err(Refusal::Merging),
        }
    }

    /// True while the session is away.
    #[must_use]
    pub const fn is_away(&self) -> bool {
        matches!(self.0, State::Away(_))
    }

    /// True where something waits for the session.
    #[must_use]
    pub const fn is_awaited(&self) -> bool {
        match &self.0 {
            State::Away(away) => !away.waiting.is_empty(),
            State::Here(_) | State::Between => false,
        }
    }

    /// What was shown before the session went away; nothing where it is here.
    #[must_use]
    pub const fn shown(&self) -> Option<&Shown> {
        match &self.0 {
            State::Away(away) => Some(&away.shown),
            State::Here(_) | State::Between => None,
        }
    }

    /// What there is to be read by somebody who comes after everybody else.
    #[must_use]
    pub fn found(&self) -> Option<Found<'_>> {
        match &self.0 {
            State::Here(session) => Some(Found::Session(session)),
            State::Away(away) => match &away.errand {
                Errand::Taking(uptake) => Some(Found::Taking(uptake)),
                Errand::Keeping(session, _) => Some(Found::Session(session)),
            },
            State::Between => None,
        }
    }

    /// Has a wish wait for the session. It is given back where that is here.
    pub fn wait(&mut self, wish: Wish) -> Option<Wish> {
        match &mut self.0 {
            State::Away(away) => {
                away.waiting.push(wish);
                None
            }
            State::Here(_) | State::Between => Some(wish),
        }
    }

    /// Sends the session away to take a file in, of whose update about `size` bytes are looked at in a step.
    ///
    /// # Errors
    /// It is away.
    pub fn leave(&mut self, take: Take, size: usize, shown: Shown) -> Result<(), Refusal> {
        match std::mem::replace(&mut self.0, State::Between) {
            State::Here(session) => {
                let errand = Errand::Taking(Box::new(Uptake::new(*session, take, size)));
                self.0 = State::Away(Box::new(Away { shown, waiting: Vec::new(), errand }));
                Ok(())
            }
            other => {
                self.0 = other;
                Err(Refusal::Merging)
            }
        }
    }

    /// Goes on with the file. Nothing where no more of it is to be taken in; else how much is done, in per cent.
    pub fn go_on(&mut self) -> Option<usize> {
        let State::Away(away) = &mut self.0 else { return None };
        let Errand::Taking(uptake) = &mut away.errand else { return None };
        (!uptake.step()).then(|| uptake.percent())
    }

    /// Ends taking the file in, all of it or nothing, and tells what came of it. The session stays away, so that it can be
    /// kept first. Nothing where it is here.
    pub fn end(&mut self) -> Option<&Result<Outcome, Failure>> {
        if let State::Away(away) = std::mem::replace(&mut self.0, State::Between) {
            let Away { shown, waiting, errand } = *away;
            let errand = match errand {
                Errand::Taking(uptake) => {
                    let (session, taken) = uptake.finish();
                    Errand::Keeping(Box::new(session), taken)
                }
                ended @ Errand::Keeping(..) => ended,
            };
            self.0 = State::Away(Box::new(Away { shown, waiting, errand }));
        }
        match &self.0 {
            State::Away(away) => match &away.errand {
                Errand::Keeping(_, taken) => Some(taken),
                Errand::Taking(_) => None,
            },
            State::Here(_) | State::Between => None,
        }
    }

    /// Has the session back: what came of the file, and what has waited, in order. Nothing where it is here.
    pub fn come_back(&mut self) -> Option<(Result<Outcome, Failure>, Vec<Wish>)> {
        match std::mem::replace(&mut self.0, State::Between) {
            State::Away(away) => {
                let Away { waiting, errand, .. } = *away;
                let (session, taken) = match errand {
                    Errand::Taking(uptake) => {
                        let (session, taken) = uptake.finish();
                        (Box::new(session), taken)
                    }
                    Errand::Keeping(session, taken) => (session, taken),
                };
                self.0 = State::Here(session);
                Some((taken, waiting))
            }
            here => {
                self.0 = here;
                None
            }
        }
    }
}
