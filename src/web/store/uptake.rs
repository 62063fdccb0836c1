//! Taking a file into the session, bit by bit, while the page has its turn in between.

use std::future::poll_fn;
use std::task::Poll;

use yew::Callback;

use super::Dispatcher;
use crate::domain::session::{Outcome, Refusal, Take};
use crate::web::background::{Turns, Work};
use crate::web::typing;

/// So many bytes of a file's replica are looked at between two looks at the clock.
const PIECE: usize = 32 << 10;

/// To say how far it is takes time as well: it is said so often, in per cent.
const TOLD: usize = 10;

impl Dispatcher {
    /// Takes what a person chose of somebody's file. `told` hears how much is done, in per cent.
    ///
    /// Until all of it is there the session is away: nothing of the file is shown or kept before, and nothing can come in
    /// between. It cannot be stopped, as there is no way back half way: what is begun must be run to its end. What has
    /// waited is done before this returns.
    ///
    /// # Errors
    /// Another file is being taken in, nothing may be changed here any more, or the file is damaged. The project is then
    /// as it was.
    pub(crate) async fn take(&self, take: Take, told: &Callback<usize>) -> Result<Outcome, Refusal> {
        // What is half typed came before.
        typing::hand_over(typing::Moment::Pause);
        let shown = self.snapshot();
        self.0.seat.borrow_mut().leave(take, PIECE, shown)?;
        self.report();
        let mut work = Turns::default().begin();
        let mut said = 0;
        told.emit(said);
        // That it has begun is seen at once, and no time of the gesture goes into it.
        work.pause().await;
        while let Some(percent) = self.go_on() {
            if percent >= said + TOLD {
                said = percent;
                told.emit(said);
            }
            work.goes_on().await;
        }
        self.keep_taken(&mut work).await;
        let taken = self.come_back();
        work.pause().await;
        taken
    }

    /// Goes on with it. The page must not be told of it while the session is in use.
    fn go_on(&self) -> Option<usize> {
        self.0.seat.borrow_mut().go_on()
    }

    /// Has what came of it kept: first the texts, which say nothing by themselves, and then the update, at once. Until that
    /// is handed over nothing has changed for anybody, and from then on all of it has.
    async fn keep_taken(&self, work: &mut Work) {
        let is_changing = self.0.is_changing.replace(true);
        let (texts, update) = match self.0.seat.borrow_mut().end() {
            Some(Ok(outcome)) => (outcome.texts.clone(), outcome.update.clone()),
            Some(Err(failure)) => (Vec::new(), failure.update.clone()),
            None => (Vec::new(), None),
        };
        for text in texts {
            self.keep(None, vec![text]);
            work.goes_on().await;
        }
        // Writing it takes as long as it may until the page has its turn, and so does drawing it.
        work.pause().await;
        self.keep(update.as_deref(), Vec::new());
        self.0.is_changing.set(is_changing);
        work.pause().await;
    }

    /// Has the session back, and shows what came of the file. Then what has waited is done.
    fn come_back(&self) -> Result<Outcome, Refusal> {
        let back = self.0.seat.borrow_mut().come_back();
        let (taken, waiting) = back.expect("what sent the session away has it back");
        let is_changed = match &taken {
            Ok(outcome) => outcome.update.is_some() || !outcome.texts.is_empty(),
            Err(failure) => failure.update.is_some(),
        };
        self.publish(is_changed);
        for waiting in waiting {
            self.when_here(waiting);
        }
        self.report();
        taken.map_err(|failure| failure.refusal)
    }

    /// Has it said how safe the work is: as long as the session is away, what waits for it is in no store.
    fn report(&self) {
        if let Some(keeper) = self.keeper() {
            keeper.report();
        }
    }

    /// True while a file is being taken in.
    pub(crate) fn is_away(&self) -> bool {
        self.0.seat.borrow().is_away()
    }

    /// Does something as soon as the session is here: at once, or after what has waited before.
    pub(crate) fn when_here(&self, work: impl FnOnce(&Self) + 'static) {
        let at_once = self.0.seat.borrow_mut().wait(Box::new(work));
        if let Some(work) = at_once {
            work(self);
        }
    }

    /// Waits until the session is here. Until the next wait it stays, and nothing is refused for its sake.
    pub(crate) async fn here(&self) {
        poll_fn(|context| {
            if !self.is_away() {
                return Poll::Ready(());
            }
            let waker = context.waker().clone();
            self.when_here(move |_| waker.wake());
            Poll::Pending
        })
        .await;
    }
}
