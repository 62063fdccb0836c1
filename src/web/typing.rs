//! What people are typing and nothing keeps yet: which fields hold such words, and when these are to be handed over.
//!
//! The page must not say that all is saved as long as there is any. What a field does with its words is its own matter.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use web_sys::HtmlInputElement;
use yew::{AttrValue, Callback, InputEvent, TargetCast, hook, use_callback, use_effect_with, use_memo};

use super::browser::{document, window};
use super::store::{Dispatcher, use_dispatcher};

/// Why words are to be handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Moment {
    /// The person does something else, and may go on typing.
    Pause,
    /// The page is put out of sight: the person may come back and go on, or never come back.
    Hiding,
    /// The field, or the page, is being left.
    Leaving,
}

/// A field in which a person types. All clones are equal.
#[derive(Clone)]
pub(crate) struct Typing(Rc<Field>);

impl PartialEq for Typing {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

struct Field {
    /// Says whether the field goes on holding words that nothing keeps.
    hand_over: RefCell<Callback<Moment, bool>>,
    is_half_typed: Cell<bool>,
    dispatcher: Dispatcher,
}

thread_local! {
    /// The fields that hold words which nothing keeps yet.
    static HALF_TYPED: RefCell<Vec<Rc<Field>>> = const { RefCell::new(Vec::new()) };
}

impl Typing {
    /// Says whether the field holds words that nothing keeps yet.
    pub(crate) fn holds(&self, is_half_typed: bool) {
        let field = &self.0;
        if field.is_half_typed.replace(is_half_typed) == is_half_typed {
            return;
        }
        HALF_TYPED.with_borrow_mut(|fields| {
            if is_half_typed {
                fields.push(Rc::clone(field));
            } else {
                fields.retain(|known| !Rc::ptr_eq(known, field));
            }
        });
        if let Some(keeper) = field.dispatcher.keeper() {
            keeper.report();
        }
    }
}

/// True while a field holds words that nothing keeps yet.
pub(crate) fn is_going_on() -> bool {
    HALF_TYPED.with_borrow(|fields| !fields.is_empty())
}

/// Has every field hand over what it holds.
pub(crate) fn hand_over(moment: Moment) {
    // A copy: what is handed over leaves the list meanwhile.
    let fields = HALF_TYPED.with_borrow(Clone::clone);
    for field in fields {
        let hand_over = field.hand_over.borrow().clone();
        let is_half_typed = hand_over.emit(moment);
        Typing(field).holds(is_half_typed);
    }
}

/// A field that is asked to hand over what it holds, when it goes away too, and says then whether it goes on holding words
/// that nothing keeps.
#[hook]
pub(crate) fn use_typing(hand_over: Callback<Moment, bool>) -> Typing {
    let dispatcher = use_dispatcher();
    let first = hand_over.clone();
    let field = use_memo(dispatcher, move |dispatcher| Field {
        hand_over: RefCell::new(first),
        is_half_typed: Cell::default(),
        dispatcher: dispatcher.clone(),
    });
    field.hand_over.replace(hand_over);
    let typing = Typing(field);
    {
        let typing = typing.clone();
        use_effect_with((), move |()| {
            move || {
                if typing.0.is_half_typed.get() {
                    let hand_over = typing.0.hand_over.borrow().clone();
                    hand_over.emit(Moment::Leaving);
                }
                typing.holds(false);
            }
        });
    }
    typing
}

/// A field of a form, which holds `first` to begin with: what is typed counts for nothing before the form is sent, and
/// the page says so until then. Gives what hears of each letter.
#[hook]
pub(crate) fn use_typing_in_form(first: &AttrValue) -> (Typing, Callback<InputEvent>) {
    let nothing = use_callback((), |_: Moment, ()| true);
    let typing = use_typing(nothing);
    let oninput = use_callback((typing.clone(), first.clone()), |event: InputEvent, (typing, first)| {
        let field = event.target_dyn_into::<HtmlInputElement>();
        typing.holds(field.is_some_and(|field| field.value().trim() != first.trim()));
    });
    (typing, oninput)
}

/// Hands over what is half typed when the page is put out of sight or goes: it may never come back.
#[hook]
pub(crate) fn use_handing_over() {
    use_effect_with((), |()| {
        let hidden = EventListener::new(&document(), "visibilitychange", |_| {
            if document().hidden() {
                hand_over(Moment::Hiding);
            }
        });
        let leaving = EventListener::new(&window(), "pagehide", |_| hand_over(Moment::Leaving));
        move || drop((hidden, leaving))
    });
}
