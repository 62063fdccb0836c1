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
use yew::{NodeRef, UseStateHandle, hook, use_effect_with, use_state};

use crate::web::browser::window;

/// How far beyond the view is near: as far as the view is high, on either side.
const MARGIN: &str = "100%";

/// So many parts stay made after they have left the view, so that going back and forth makes nothing anew.
const KEPT: usize = 24;

/// The parts that are near the view, or were not long ago.
pub(crate) type Near = Rc<BTreeSet<usize>>;

/// Watches the `count` parts in `list`, which scroll in the closest element that matches `scroll`; they are looked up
/// anew where `of` is another. Until the browser has told, the `first` ones are near. All are for the printer, and where
/// the browser cannot tell.
#[hook]
pub(crate) fn use_near<Of: PartialEq + 'static>(
    list: &NodeRef,
    scroll: &'static str,
    of: Of,
    count: usize,
    first: usize,
) -> UseStateHandle<Near> {
    let near = use_state(|| Rc::new((0..first).collect::<BTreeSet<usize>>()));
    let setter = near.setter();
    let seen = yew::use_mut_ref(Seen::default);
    use_effect_with((list.clone(), of, count), move |(list, _, count)| {
        let count = *count;
        let all = {
            let (setter, seen) = (setter.clone(), Rc::clone(&seen));
            move || {
                seen.borrow_mut().made = (0..count).collect();
                setter.set(Rc::new((0..count).collect()));
            }
        };
        let watch = list.cast::<Element>().and_then(|list| {
            Watch::new(&list, scroll, move |entries| {
                let mut seen = seen.borrow_mut();
                if seen.take_in(entries) {
                    setter.set(Rc::new(seen.made.clone()));
                }
            })
        });
        if watch.is_none() {
            all();
        }
        // What is set here is drawn before the browser lays out the pages.
        let printing = EventListener::new(&window(), "beforeprint", move |_| all());
        move || drop((watch, printing))
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
    fn take_in(&mut self, entries: &Array) -> bool {
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
        self.let_go();
        true
    }

    /// Lets go of the parts farthest from the view where too many are made. Those with the selection in them stay: the
    /// browser would lose it.
    fn let_go(&mut self) {
        let Some(middle) = self.near.iter().copied().nth(self.near.len() / 2) else { return };
        let held = selected_parts();
        let mut others: Vec<usize> = self.made.difference(&self.near).copied().collect();
        others.retain(|part| !held.contains(part));
        others.sort_by_key(|part| part.abs_diff(middle));
        for part in others.into_iter().skip(KEPT) {
            self.made.remove(&part);
        }
    }
}

/// The parts in which the selection begins and ends.
fn selected_parts() -> Vec<usize> {
    let selection = window().get_selection().ok().flatten();
    let nodes = selection.map(|selection| [selection.anchor_node(), selection.focus_node()]);
    let elements = nodes.into_iter().flatten().flatten().filter_map(|node| match node.dyn_into::<Element>() {
        Ok(element) => Some(element),
        Err(node) => node.parent_element(),
    });
    elements
        .filter_map(|element| element.closest("[data-part]").ok().flatten())
        .filter_map(|part| number_of(&part))
        .collect()
}

fn number_of(part: &Element) -> Option<usize> {
    part.get_attribute("data-part")?.parse().ok()
}

/// Watches elements come near and go until it is dropped.
struct Watch {
    observer: IntersectionObserver,
    _changed: Closure<dyn FnMut(Array)>,
}

impl Watch {
    /// Nothing where the browser cannot watch.
    fn new(list: &Element, scroll: &str, mut changed: impl FnMut(&Array) + 'static) -> Option<Self> {
        let changed = Closure::<dyn FnMut(Array)>::new(move |entries| changed(&entries));
        let options = IntersectionObserverInit::new();
        options.set_root(list.closest(scroll).ok().flatten().as_ref());
        options.set_root_margin(&format!("{MARGIN} 0px"));
        let observer = IntersectionObserver::new_with_options(changed.as_ref().unchecked_ref(), &options).ok()?;
        let parts = list.query_selector_all("[data-part]").ok()?;
        for part in (0..parts.length()).filter_map(|number| parts.item(number)?.dyn_into::<Element>().ok()) {
            observer.observe(&part);
        }
        Some(Self { observer, _changed: changed })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
