//! Long work beside the page: done in slices, between which the page has its turn, and given up where it is not wanted
//! any more.

use std::cell::Cell;
use std::rc::Rc;

use gloo_timers::future::TimeoutFuture;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use yew::{hook, use_state};

use super::browser::{now, window};

/// So many milliseconds are worked for before the page has its turn.
const SLICE: u64 = 8;

/// So many milliseconds may pass until timers have their turn as well, which the browser puts off.
const TIMERS: u64 = 100;

/// Which of several pieces of work is wanted: the one that was begun last.
#[derive(Clone, Debug, Default)]
pub struct Turns(Rc<Cell<u64>>);

impl PartialEq for Turns {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Turns {
    /// Gives up what was begun before.
    pub(crate) fn give_up(&self) {
        self.0.set(self.0.get() + 1);
    }

    /// Begins a piece of work, and gives up what was begun before.
    pub(crate) fn begin(&self) -> Work {
        self.give_up();
        let began = now().0;
        Work { turns: self.clone(), turn: self.0.get(), began, waited: began }
    }
}

/// The turns of a component, as long as it lives.
#[hook]
pub(crate) fn use_turns() -> Turns {
    (*use_state(Turns::default)).clone()
}

/// A piece of work.
#[derive(Debug)]
pub(crate) struct Work {
    turns: Turns,
    turn: u64,
    began: u64,
    /// When timers had their turn last.
    waited: u64,
}

impl Work {
    /// True as long as nothing was begun since.
    pub(crate) fn is_wanted(&self) -> bool {
        self.turns.0.get() == self.turn
    }

    /// Lets the page have its turn, where the work has taken as long as it may. False where it is not wanted any more.
    pub(crate) async fn goes_on(&mut self) -> bool {
        if self.is_due() {
            self.pause().await;
        }
        self.is_wanted()
    }

    /// True where the work has taken as long as it may until the page has its turn.
    pub(crate) fn is_due(&self) -> bool {
        now().0.saturating_sub(self.began) > SLICE
    }

    /// Lets the page have its turn.
    pub(crate) async fn pause(&mut self) {
        let is_short = now().0.saturating_sub(self.waited) < TIMERS;
        if let Some(turn) = scheduled().filter(|_| is_short) {
            // A pause that is refused is none: the next one comes soon.
            drop(JsFuture::from(turn).await);
        } else {
            TimeoutFuture::new(0).await;
            self.waited = now().0;
        }
        self.began = now().0;
    }
}

/// Kept as soon as the page has had its turn, where the browser knows such promises (`scheduler.yield`). A timer comes 4
/// milliseconds late.
fn scheduled() -> Option<Promise> {
    let scheduler = Reflect::get(&window(), &"scheduler".into()).ok()?;
    let pause = Reflect::get(&scheduler, &"yield".into()).ok()?.dyn_into::<Function>().ok()?;
    pause.call0(&scheduler).ok()?.dyn_into().ok()
}
