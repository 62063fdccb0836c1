//! What is asked of the page's layout, all of it together and just before a frame is drawn.
//!
//! Where something stands can be told only once the page is laid out. Asked in the middle of changes, the browser lays it
//! out each time anew; asked here, it does so once, for the frame and for all who want to know. What comes of a look is
//! drawn in the same frame.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::future::poll_fn;
use std::rc::{Rc, Weak};
use std::task::Poll;

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_futures::spawn_local;
use yew::{hook, use_effect_with};

use crate::web::browser::window;

/// What is looked at may have others look in turn, so often within one frame.
const ROUNDS: usize = 2;

/// Something to be looked at before a frame is drawn, once however often that is asked for. Dropping all copies takes it
/// back.
#[derive(Clone)]
pub(crate) struct Look(Rc<Asked>);

struct Asked {
    is_waiting: Cell<bool>,
    look: Box<dyn Fn()>,
}

/// What waits for the next frame.
enum Waiting {
    Look(Weak<Asked>),
    Once(Box<dyn FnOnce()>),
}

impl Waiting {
    fn is_wanted(&self) -> bool {
        match self {
            Self::Look(asked) => asked.strong_count() > 0,
            Self::Once(_) => true,
        }
    }
}

struct Queue {
    waiting: RefCell<VecDeque<Waiting>>,
    /// True from when a frame was asked for until that is about to be drawn.
    has_frame: Cell<bool>,
    /// What the browser calls before it draws.
    draw: Closure<dyn FnMut()>,
}

thread_local! {
    static QUEUE: Queue = Queue {
        waiting: RefCell::default(),
        has_frame: Cell::new(false),
        draw: Closure::new(|| spawn_local(draw())),
    };
}

impl Look {
    /// Something to be looked at, when it is asked for.
    pub(crate) fn new(look: impl Fn() + 'static) -> Self {
        Self(Rc::new(Asked { is_waiting: Cell::new(false), look: Box::new(look) }))
    }

    /// Has it looked at before the next frame is drawn: this one, where it is just about to be.
    pub(crate) fn ask(&self) {
        if !self.0.is_waiting.replace(true) {
            wait(Waiting::Look(Rc::downgrade(&self.0)));
        }
    }
}

/// Does something once, in the order in which it was asked for among the looks.
pub(crate) fn once(deed: impl FnOnce() + 'static) {
    wait(Waiting::Once(Box::new(deed)));
}

/// Does something once the next frame was drawn; where a key comes before that, after the key.
pub(crate) fn after_frame(deed: impl FnOnce() + 'static) {
    // The browser draws in the turn in which looks are taken; what is due at once comes in the next one.
    once(move || {
        Timeout::new(0, deed).forget();
    });
}

fn wait(waiting: Waiting) {
    QUEUE.with(|queue| {
        // A page that is not shown has no frames: what nobody wants any more is not waited for.
        queue.waiting.borrow_mut().retain(Waiting::is_wanted);
        queue.waiting.borrow_mut().push_back(waiting);
        queue.ask_for_frame();
    });
}

impl Queue {
    fn ask_for_frame(&self) {
        if !self.has_frame.replace(true) {
            // A window with a page in it has frames.
            let _ = window().request_animation_frame(self.draw.as_ref().unchecked_ref());
        }
    }
}

/// Looks at everything that waits, at once: for whoever is quicker than the frame.
pub(crate) fn look_now() {
    // What is asked for meanwhile waits for the next time.
    let count = QUEUE.with(|queue| queue.waiting.borrow().len());
    for _ in 0..count {
        let next = QUEUE.with(|queue| queue.waiting.borrow_mut().pop_front());
        match next {
            Some(Waiting::Once(deed)) => deed(),
            Some(Waiting::Look(asked)) => {
                if let Some(asked) = asked.upgrade() {
                    asked.is_waiting.set(false);
                    (asked.look)();
                }
            }
            None => {}
        }
    }
}

/// Looks, lets the page take in what was seen, and looks again. All of it runs before the frame is drawn, unless drawing
/// components takes so long that they let the browser go first.
async fn draw() {
    for _ in 0..ROUNDS {
        look_now();
        others_first().await;
    }
    QUEUE.with(|queue| {
        queue.has_frame.set(false);
        if !queue.waiting.borrow().is_empty() {
            queue.ask_for_frame();
        }
    });
}

/// Lets the other tasks run that wait by now: those that draw what has changed.
async fn others_first() {
    let mut has_waited = false;
    poll_fn(|context| {
        if std::mem::replace(&mut has_waited, true) {
            return Poll::Ready(());
        }
        context.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
}

/// Looks before the next frame is drawn, each time when something else depends on it.
#[hook]
pub(crate) fn use_look<On>(on: On, look: impl Fn(&On) + 'static)
where
    On: Clone + PartialEq + 'static,
{
    use_effect_with(on, move |on| {
        let on = on.clone();
        let look = Look::new(move || look(&on));
        look.ask();
        move || drop(look)
    });
}
