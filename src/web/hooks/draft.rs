//! A text of a record while it is typed: kept again and again and when the field is left, as one step of undo.
//!
//! Where somebody else changes it meanwhile, nothing is overwritten before the person has seen it: the field goes on
//! holding what they type, and [`Clash`] has the other words.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlTextAreaElement, Node};
use yew::{
    AttrValue, Callback, FocusEvent, InputEvent, TargetCast, hook, use_callback, use_effect_with, use_force_update,
    use_memo,
};

use crate::domain::history::Stay;
use crate::domain::session::Intent;
use crate::domain::wording::{Wording, both};
use crate::web::store::{Dispatcher, use_dispatcher, use_snapshot};
use crate::web::typing::{Moment, Typing, use_typing};

/// What is typed is kept so long after the first letter that is not kept yet, whether or not the hand pauses.
const PERIOD_MILLISECONDS: u32 = 400;

/// What is around a field and what stands beside it.
const AROUND: &str = ".draft";

/// A text while it is typed.
pub(crate) struct Draft {
    /// What the field shows.
    pub(crate) shown: AttrValue,
    /// Takes what is typed.
    pub(crate) oninput: Callback<InputEvent>,
    /// Hears that the focus leaves the field, or what stands beside it: for the element around both, of the class `draft`.
    pub(crate) onfocusout: Callback<FocusEvent>,
    /// What somebody else has made of the text meanwhile.
    pub(crate) clash: Option<Clash>,
}

/// What somebody else has made of a text while it was typed.
#[derive(Clone, PartialEq)]
pub(crate) struct Clash {
    /// Their words.
    pub(crate) theirs: AttrValue,
    /// True where both can stand.
    pub(crate) has_room: bool,
    /// Takes what is chosen.
    pub(crate) on_choose: Callback<Choice>,
}

/// What becomes of two versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Choice {
    /// One under the other.
    Both,
    /// What is typed here.
    Mine,
    /// What somebody else wrote.
    Theirs,
}

/// One stay in the field, from the first letter on.
#[derive(Clone)]
struct Typed {
    stay: Stay,
    of: Wording,
    words: String,
    /// What the record held when typing began, when it was last kept, or when a person last chose.
    known: String,
    is_kept: bool,
}

impl Typed {
    /// True where somebody else has made something else of the text.
    fn clashes(&self, stored: &str) -> bool {
        stored != self.known && stored != self.words.trim()
    }
}

impl Typed {
    /// Says of what was typed, at the end of a stay, what else became of the text; where neither the person nor a pause has
    /// settled it, here.
    fn settle(self, dispatcher: &Dispatcher) {
        let Self { of, words, stay, is_kept, .. } = self.clone();
        match stored(dispatcher, &of) {
            Some(stored) if self.clashes(&stored) && is_kept => {
                if !stored.contains(words.trim()) {
                    dispatcher.warn(format!("This was changed elsewhere while you were at it. You had: “{words}”"));
                }
            }
            Some(stored) if self.clashes(&stored) && of.has_lines() => {
                let both = both(&stored, &words);
                let stand = both != stored && both != words.trim();
                dispatcher.send(Intent::Type(of.edit(both), stay));
                if stand {
                    dispatcher.warn(
                        "What you were typing was changed elsewhere meanwhile. Both versions are kept, one under the \
                         other.",
                    );
                }
            }
            Some(stored) if self.clashes(&stored) => {
                dispatcher.send(Intent::Type(of.edit(words), stay));
                dispatcher.warn(format!("Yours took the place of “{stored}”, which somebody else wrote meanwhile."));
            }
            // Where it is kept nothing is left to change, unless something speaks against it, which is said now.
            Some(_) => dispatcher.send(Intent::Perform(of.edit(words))),
            None if is_kept || words.trim().is_empty() => {}
            None => {
                dispatcher.warn(format!("What you were typing about is not there any more. You had: “{words}”"));
            }
        }
    }
}

/// What a text is now; nothing where its record is not there.
fn stored(dispatcher: &Dispatcher, of: &Wording) -> Option<String> {
    of.of(&dispatcher.snapshot().project).map(ToOwned::to_owned)
}

/// What is typed in one field, and where it goes.
struct Desk {
    typed: RefCell<Option<Typed>>,
    timer: RefCell<Option<Timeout>>,
    typing: OnceCell<Typing>,
    dispatcher: Dispatcher,
}

thread_local! {
    /// How many stays there have been.
    static STAYS: Cell<u64> = const { Cell::new(0) };
}

/// Keeps a text of a record as it is typed.
#[hook]
pub(crate) fn use_draft(of: &Wording) -> Draft {
    let (dispatcher, redraw) = (use_dispatcher(), use_force_update());
    let _drawn_anew_with_each = use_snapshot();
    let desk = use_memo(dispatcher, |dispatcher| Desk {
        typed: RefCell::default(),
        timer: RefCell::default(),
        typing: OnceCell::new(),
        dispatcher: dispatcher.clone(),
    });
    let hand_over = use_callback((), {
        let (desk, redraw) = (Rc::clone(&desk), redraw.clone());
        move |moment, ()| {
            match moment {
                Moment::Pause | Moment::Hiding => desk.keep(),
                Moment::Leaving => {
                    desk.leave();
                    redraw.force_update();
                }
            }
            desk.typed.borrow().as_ref().is_some_and(|typed| !typed.is_kept)
        }
    });
    let typing = use_typing(hand_over);
    desk.typing.get_or_init(|| typing);
    {
        let desk = Rc::clone(&desk);
        use_effect_with(of.clone(), move |_| move || desk.leave());
    }
    let oninput = use_callback(of.clone(), {
        let desk = Rc::clone(&desk);
        move |event: InputEvent, of| {
            if let Some(words) = words_of(&event) {
                desk.take(of, words);
                if !of.gives_a_place() && desk.timer.borrow().is_none() {
                    let keeping = Rc::clone(&desk);
                    desk.timer.replace(Some(Timeout::new(PERIOD_MILLISECONDS, move || keeping.keep())));
                }
            }
        }
    });
    let onfocusout = use_callback((), {
        let (desk, redraw) = (Rc::clone(&desk), redraw.clone());
        move |event: FocusEvent, ()| {
            if !stays_within(&event) {
                desk.leave();
                // What was refused, or trimmed away, goes from the field as well.
                redraw.force_update();
            }
        }
    });
    let on_choose = use_callback((), {
        let desk = Rc::clone(&desk);
        move |choice, ()| {
            desk.choose(choice);
            redraw.force_update();
        }
    });
    // As it stands, and not as it stood a frame ago: this field may just have changed it.
    let stored = desk.stored(of).unwrap_or_default();
    let typed = desk.typed.borrow();
    let typed = typed.as_ref().filter(|typed| typed.of == *of);
    let is_clash = typed.is_some_and(|typed| typed.clashes(&stored));
    let clash = is_clash.then(|| Clash { theirs: stored.clone().into(), has_room: of.has_lines(), on_choose });
    let shown = typed.map_or(stored, |typed| typed.words.clone()).into();
    Draft { shown, oninput, onfocusout, clash }
}

impl Desk {
    /// Takes what stands in the field of a text.
    fn take(&self, of: &Wording, words: String) {
        if self.typed.borrow().as_ref().is_some_and(|typed| typed.of != *of) {
            self.leave();
        }
        let known = || self.stored(of).unwrap_or_default();
        let mut typed = self.typed.borrow_mut();
        let typed = typed.get_or_insert_with(|| Typed {
            stay: next_stay(),
            of: of.clone(),
            words: String::new(),
            known: known(),
            is_kept: true,
        });
        typed.words = words;
        typed.is_kept = false;
        self.holds(true);
    }

    /// Keeps what is typed, unless somebody else has changed the text: nothing is overwritten that nobody has seen. What
    /// is refused, as a name without letters on the way to another, is left for later.
    fn keep(&self) {
        self.timer.take();
        let typed = self.typed.borrow().clone().filter(|typed| !typed.is_kept);
        let Some(typed) = typed else { return };
        if self.stored(&typed.of).is_none_or(|stored| typed.clashes(&stored)) {
            return;
        }
        // Before it is sent: that has every field hand over what it holds.
        self.set_kept(true);
        let edit = typed.of.edit(typed.words);
        let is_kept = self.dispatcher.try_send(Intent::Type(edit, typed.stay)).is_ok();
        let stored = self.stored(&typed.of).filter(|_| is_kept).unwrap_or(typed.known);
        if let Some(typed) = &mut *self.typed.borrow_mut() {
            (typed.known, typed.is_kept) = (stored, is_kept);
        }
        self.holds(!is_kept);
    }

    /// Keeps what is typed, and ends the stay: as soon as the session is here, since a file that it takes in may have
    /// another version.
    fn leave(&self) {
        self.keep();
        let Some(typed) = self.typed.take() else { return };
        self.dispatcher.when_here(move |dispatcher| typed.settle(dispatcher));
        self.holds(false);
    }

    /// Does what a person chose of two versions.
    fn choose(&self, choice: Choice) {
        let Some(mut typed) = self.typed.take() else { return };
        let stored = self.stored(&typed.of).unwrap_or_default();
        typed.words = match choice {
            Choice::Both => both(&stored, &typed.words),
            Choice::Mine => typed.words,
            Choice::Theirs => return self.holds(false),
        };
        (typed.known, typed.is_kept) = (stored, false);
        self.typed.replace(Some(typed));
        self.holds(true);
        self.keep();
    }

    fn stored(&self, of: &Wording) -> Option<String> {
        stored(&self.dispatcher, of)
    }

    fn set_kept(&self, is_kept: bool) {
        if let Some(typed) = &mut *self.typed.borrow_mut() {
            typed.is_kept = is_kept;
        }
    }

    fn holds(&self, is_half_typed: bool) {
        if let Some(typing) = self.typing.get() {
            typing.holds(is_half_typed);
        }
    }
}

fn next_stay() -> Stay {
    STAYS.with(|stays| {
        stays.set(stays.get() + 1);
        Stay(stays.get())
    })
}

/// True where the focus goes from a field to what stands beside it, or back.
fn stays_within(event: &FocusEvent) -> bool {
    // Not the event's current target: that is where all events of the page are heard.
    let left = event.target_dyn_into::<Element>();
    let around = left.and_then(|left| left.closest(AROUND).ok().flatten());
    let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
    around.zip(to).is_some_and(|(around, to)| around.contains(Some(&to)))
}

fn words_of(event: &InputEvent) -> Option<String> {
    let line = event.target_dyn_into::<HtmlInputElement>().map(|input| input.value());
    line.or_else(|| event.target_dyn_into::<HtmlTextAreaElement>().map(|area| area.value()))
}
