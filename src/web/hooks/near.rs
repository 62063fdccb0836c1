//! Tells which parts of a long list or text are near the view, so that only they are made in full.
//!
//! A part is an element with its number in `data-part`; parts lie one below the other. This module knows nothing of what
//! is in them.

use std::collections::BTreeSet;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, NodeList};
use yew::{NodeRef, UseStateHandle, hook, use_effect_with, use_mut_ref, use_state};

use super::look::Look;
use super::resize::ResizeWatch;
use crate::domain::order;
use crate::web::browser::{document, window};

/// The parts that lie one below the other for certain.
const PLAIN: &str = "[data-part]:not(.folded *)";

/// Those that a fold may hide.
const FOLDED: &str = ".folded [data-part]";

/// The parts that are near the view, or were not long ago.
pub(crate) type Near = Rc<BTreeSet<usize>>;

/// Which parts are made.
#[derive(Clone, Copy)]
pub(crate) struct Made {
    /// Those in view, or no farther beyond it than this many times the window's height.
    pub(crate) margin: f64,
    /// So many at the start, until the page is laid out.
    pub(crate) first: usize,
    /// So many that have left the view again.
    pub(crate) kept: usize,
}

/// Watches the `count` parts in `list`; it looks for them anew where `of` is another. All are near for the printer.
#[hook]
pub(crate) fn use_near<Of: PartialEq + 'static>(
    list: &NodeRef,
    of: Of,
    count: usize,
    made: Made,
) -> UseStateHandle<Near> {
    let Made { margin, first, kept } = made;
    let near = use_state(|| Rc::new(order::set(0..first)));
    let setter = near.setter();
    let seen = use_mut_ref(Seen::default);
    // What is made may be lower than it was thought to be, and have others come near.
    use_effect_with((list.clone(), of, count, (*near).clone()), move |(list, _, count, _)| {
        let (list, count) = (list.clone(), *count);
        let parts = list.cast::<Element>().as_ref().and_then(Parts::of);
        let look = Look::new({
            let (setter, seen) = (setter.clone(), Rc::clone(&seen));
            move || {
                let Some(parts) = &parts else { return };
                let mut seen = seen.borrow_mut();
                if seen.take_in(parts.near(margin), kept, &parts.list) {
                    setter.set(Rc::new(seen.made.clone()));
                }
            }
        });
        look.ask();
        let ask = || {
            let look = look.clone();
            move || look.ask()
        };
        let (scrolled, turned) = (ask(), ask());
        // What scrolls the list scrolls by itself, and its events do not bubble.
        let options = EventListenerOptions::run_in_capture_phase();
        let make = |make: fn(&mut Seen, usize)| {
            let (setter, seen) = (setter.clone(), Rc::clone(&seen));
            move || {
                let mut seen = seen.borrow_mut();
                make(&mut seen, count);
                setter.set(Rc::new(seen.made.clone()));
            }
        };
        let all = make(|seen, count| seen.made = order::set(0..count));
        let fewer = make(|seen, _| seen.made = seen.near.clone());
        let listeners = [
            EventListener::new_with_options(&document(), "scroll", options, move |_| scrolled()),
            EventListener::new(&window(), "resize", move |_| turned()),
            // What is set here is drawn before the browser lays out the pages.
            EventListener::new(&window(), "beforeprint", move |_| all()),
            EventListener::new(&window(), "afterprint", move |_| fewer()),
        ];
        let resized = ResizeWatch::new(list.cast::<Element>(), ask());
        move || drop((look, listeners, resized))
    });
    near
}

/// Which parts are in view or near it, and which are made.
#[derive(Default)]
struct Seen {
    near: BTreeSet<usize>,
    made: BTreeSet<usize>,
}

impl Seen {
    /// Takes note of what is near now. True where another part is to be made.
    fn take_in(&mut self, near: BTreeSet<usize>, kept: usize, list: &Element) -> bool {
        self.near = near;
        if self.near.is_subset(&self.made) {
            return false;
        }
        self.made.extend(&self.near);
        self.let_go(kept, list);
        true
    }

    /// Lets go of the parts farthest from the view where too many are made. Those with the selection or the focus in
    /// them stay: the browser would lose it.
    fn let_go(&mut self, kept: usize, list: &Element) {
        let Some(middle) = self.near.iter().copied().nth(self.near.len() / 2) else { return };
        let held = held_parts(list);
        let mut others: Vec<usize> = self.made.difference(&self.near).copied().collect();
        others.retain(|part| !held.contains(part));
        order::sort_by_key(&mut others, |part| part.abs_diff(middle));
        for part in others.into_iter().skip(kept) {
            self.made.remove(&part);
        }
    }
}

/// The parts of a list in which the selection begins and ends, and the one with the focus.
fn held_parts(list: &Element) -> Vec<usize> {
    let selection = window().get_selection().ok().flatten();
    let ends = selection.map(|selection| [selection.anchor_node(), selection.focus_node()]);
    let nodes = ends.into_iter().flatten().flatten().chain(document().active_element().map(Into::into));
    let elements = nodes.filter_map(|node| match node.dyn_into::<Element>() {
        Ok(element) => Some(element),
        Err(node) => node.parent_element(),
    });
    let parts = elements.filter_map(|element| element.closest("[data-part]").ok().flatten());
    parts.filter(|part| list.contains(Some(part))).filter_map(|part| number_of(&part)).collect()
}

/// The parts of a list.
struct Parts {
    list: Element,
    plain: NodeList,
    folded: NodeList,
}

impl Parts {
    fn of(list: &Element) -> Option<Self> {
        let find = |selector| list.query_selector_all(selector).ok();
        Some(Self { list: list.clone(), plain: find(PLAIN)?, folded: find(FOLDED)? })
    }

    /// Those that are in view, or no farther beyond it than so many times the window's height. Asks few of them where
    /// they stand.
    fn near(&self, margin: f64) -> BTreeSet<usize> {
        let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
        let beyond = margin * height;
        let is_near = |part: &Element| {
            let rect = part.get_bounding_client_rect();
            // What is not laid out at all, in a part of the page that is not shown, is not near.
            rect.bottom() >= -beyond && rect.top() <= height + beyond && rect.width() > 0.0
        };
        let is_before =
            |number| part(&self.plain, number).is_some_and(|part| part.get_bounding_client_rect().bottom() < -beyond);
        let first = partition_point(self.plain.length(), is_before);
        let plain = (first..self.plain.length()).filter_map(|number| part(&self.plain, number)).take_while(is_near);
        let folded = (0..self.folded.length()).filter_map(|number| part(&self.folded, number));
        let is_unfolded = |part: &Element| part.closest("[hidden]").is_ok_and(|hidden| hidden.is_none());
        let folded = folded.filter(|part| is_unfolded(part) && is_near(part));
        order::set(plain.chain(folded).filter_map(|part| number_of(&part)))
    }
}

fn part(parts: &NodeList, number: u32) -> Option<Element> {
    parts.item(number)?.dyn_into().ok()
}

/// The first of so many numbers for which `is_before` does not hold any more.
fn partition_point(count: u32, is_before: impl Fn(u32) -> bool) -> u32 {
    let (mut low, mut high) = (0, count);
    while low < high {
        let middle = low.midpoint(high);
        if is_before(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low
}

fn number_of(part: &Element) -> Option<usize> {
    part.get_attribute("data-part")?.parse().ok()
}
