//! Tells which parts of a long list or text are near the view, so that only they are made in full.
//!
//! A part is an element with its number in `data-part`. It knows nothing of what is in a part.

use std::collections::BTreeSet;
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};
use yew::{NodeRef, UseStateHandle, hook, use_effect_with, use_mut_ref, use_state};

use crate::web::browser::{document, window};

/// How far beyond the view is near: as far as the view is high, on either side.
const MARGIN: &str = "100%";

/// The parts that are near the view, or were not long ago.
pub(crate) type Near = Rc<BTreeSet<usize>>;

/// How many parts are made.
#[derive(Clone, Copy)]
pub(crate) struct Made {
    /// So many at the start, until the browser has told what is near.
    pub(crate) first: usize,
    /// So many that have left the view again.
    pub(crate) kept: usize,
}

/// Watches the `count` parts in `list`; they are looked up anew where `of` is another. All are near for the printer, and
/// where the browser cannot tell.
#[hook]
pub(crate) fn use_near<Of: PartialEq + 'static>(
    list: &NodeRef,
    of: Of,
    count: usize,
    made: Made,
) -> UseStateHandle<Near> {
    let Made { first, kept } = made;
    let near = use_state(|| Rc::new((0..first).collect::<BTreeSet<usize>>()));
    let turned = use_state(|| 0_u32);
    let setter = near.setter();
    let seen = use_mut_ref(Seen::default);
    use_effect_with((list.clone(), of, count, *turned), move |(list, _, count, _)| {
        let count = *count;
        // Of all parts that are watched from now on, the browser tells where they are.
        seen.borrow_mut().near.clear();
        let make = |make: fn(&mut Seen, usize)| {
            let (setter, seen) = (setter.clone(), Rc::clone(&seen));
            move || {
                let mut seen = seen.borrow_mut();
                make(&mut seen, count);
                setter.set(Rc::new(seen.made.clone()));
            }
        };
        let all = make(|seen, count| seen.made = (0..count).collect());
        let fewer = make(|seen, _| seen.made = seen.near.clone());
        let watch = list.cast::<Element>().and_then(|list| {
            let (setter, seen) = (setter.clone(), Rc::clone(&seen));
            Watch::new(&list.clone(), move |entries| {
                let mut seen = seen.borrow_mut();
                if seen.take_in(entries, kept, &list) {
                    setter.set(Rc::new(seen.made.clone()));
                }
            })
        });
        if watch.is_none() {
            all();
        }
        let scroll = watch.as_ref().and_then(|watch| watch.scroll.clone());
        let list = list.clone();
        let listeners = [
            // What is set here is drawn before the browser lays out the pages.
            EventListener::new(&window(), "beforeprint", move |_| all()),
            EventListener::new(&window(), "afterprint", move |_| fewer()),
            // A device that is turned may have another element scroll.
            EventListener::new(&window(), "resize", move |_| {
                if list.cast::<Element>().and_then(|list| scroll_of(&list)) != scroll {
                    turned.set(*turned + 1);
                }
            }),
        ];
        move || drop((watch, listeners))
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
    /// Takes note of what the browser tells. True where another part is to be made.
    fn take_in(&mut self, entries: &Array, kept: usize, list: &Element) -> bool {
        for entry in entries.iter() {
            let entry: IntersectionObserverEntry = entry.unchecked_into();
            let Some(part) = number_of(&entry.target()) else { continue };
            if entry.is_intersecting() {
                self.near.insert(part)
            } else {
                self.near.remove(&part)
            };
        }
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
        others.sort_by_key(|part| part.abs_diff(middle));
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

/// The element that scrolls a list: itself, or the next one around it.
fn scroll_of(list: &Element) -> Option<Element> {
    std::iter::successors(Some(list.clone()), |element| element.parent_element()).find(|element| {
        let style = window().get_computed_style(element).ok().flatten();
        let overflow = style.and_then(|style| style.get_property_value("overflow-y").ok());
        overflow.is_some_and(|overflow| overflow == "auto" || overflow == "scroll")
    })
}

fn number_of(part: &Element) -> Option<usize> {
    part.get_attribute("data-part")?.parse().ok()
}

/// Watches elements come near and go until it is dropped.
struct Watch {
    observer: IntersectionObserver,
    /// What scrolls them; nothing where that is the page.
    scroll: Option<Element>,
    _changed: Closure<dyn FnMut(Array)>,
}

impl Watch {
    /// Nothing where the browser cannot watch.
    fn new(list: &Element, mut changed: impl FnMut(&Array) + 'static) -> Option<Self> {
        let changed = Closure::<dyn FnMut(Array)>::new(move |entries| changed(&entries));
        let options = IntersectionObserverInit::new();
        let scroll = scroll_of(list);
        options.set_root(scroll.as_ref());
        options.set_root_margin(&format!("{MARGIN} 0px"));
        let observer = IntersectionObserver::new_with_options(changed.as_ref().unchecked_ref(), &options).ok()?;
        let parts = list.query_selector_all("[data-part]").ok()?;
        for part in (0..parts.length()).filter_map(|number| parts.item(number)?.dyn_into::<Element>().ok()) {
            observer.observe(&part);
        }
        Some(Self { observer, scroll, _changed: changed })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
