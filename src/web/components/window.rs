//! A long list in parts, of which only those near the view have their rows made; and the arrow keys that walk through it.
//!
//! It knows numbers of rows and nothing of what is in them.

use std::ops::Range;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::{
    AttrValue, Callback, Html, KeyboardEvent, NodeRef, TargetCast, hook, html, use_callback, use_effect_with,
    use_node_ref, use_state,
};

use crate::web::hooks::near::{Made, Near, use_near};

/// So many rows are a part.
const PART: usize = 20;

/// Which parts are made. What comes into view is made before the frame is drawn that shows it, so that few are made ahead.
const MADE: Made = Made { margin: 0.25, first: 1, kept: 3 };

/// How the rows of a list lie.
#[derive(Clone, Copy)]
pub(crate) struct Kind {
    /// About how high a row is, in CSS pixels: for the height of parts that are not made.
    pub(crate) row: usize,
}

/// The rows of a list that are made.
pub(crate) struct Window {
    /// The list's element, to be put on it.
    pub(crate) list: NodeRef,
    /// Takes the keys that are pressed in the list.
    pub(crate) onkeydown: Callback<KeyboardEvent>,
    kind: Kind,
    near: Near,
    count: usize,
    /// Rows that are made wherever the view is: the open one, and the one that the keys have led to last.
    also: [Option<usize>; 2],
}

/// A window on `count` rows. The row with the number `open` is always made.
#[hook]
pub(crate) fn use_window(kind: Kind, count: usize, open: Option<usize>) -> Window {
    let list = use_node_ref();
    let near = use_near(&list, (), count.div_ceil(PART), MADE);
    let wanted = use_state(|| None::<usize>);
    let onkeydown =
        use_callback((list.clone(), count, wanted.setter()), |event: KeyboardEvent, (list, count, wanted)| {
            let Some(next) = destination(&event, *count) else { return };
            event.prevent_default();
            if !focus(list, next) {
                wanted.set(Some(next));
            }
        });
    use_effect_with((list.clone(), *wanted), |(list, wanted)| {
        if let Some(wanted) = wanted {
            focus(list, *wanted);
        }
    });
    Window { list, onkeydown, kind, near: (*near).clone(), count, also: [open, *wanted] }
}

impl Window {
    /// The list's parts, with the rows that `row` makes of their numbers.
    pub(crate) fn parts(&self, row: impl Fn(usize) -> Html) -> Html {
        let parts = (0..self.count.div_ceil(PART)).map(|part| {
            let rows = part * PART..self.count.min((part + 1) * PART);
            if self.is_made(part, &rows) {
                html! { <ul key={part} data-part={part.to_string()}>{ for rows.map(&row) }</ul> }
            } else {
                let style = AttrValue::from(format!("height:{}px", rows.len() * self.kind.row));
                html! { <ul key={part} data-part={part.to_string()} {style}></ul> }
            }
        });
        parts.collect()
    }

    fn is_made(&self, part: usize, rows: &Range<usize>) -> bool {
        self.count <= PART || self.near.contains(&part) || self.also.iter().flatten().any(|row| rows.contains(row))
    }
}

/// The number of the row that a key leads to from the head of another: the next or previous one, the first or last.
fn destination(event: &KeyboardEvent, count: usize) -> Option<usize> {
    let head = event.target_dyn_into::<Element>().filter(|target| target.class_list().contains("row-head"))?;
    let row = head.closest(".row").ok().flatten()?;
    let part = row.closest("[data-part]").ok().flatten()?;
    let number: usize = part.get_attribute("data-part")?.parse().ok()?;
    let rows = part.children();
    let place = (0..rows.length()).position(|place| rows.item(place).as_ref() == Some(&row))?;
    let here = number * PART + place;
    match event.key().as_str() {
        "ArrowDown" => Some(here + 1).filter(|next| *next < count),
        "ArrowUp" => here.checked_sub(1),
        "Home" => Some(0),
        "End" => count.checked_sub(1),
        _ => None,
    }
}

/// Focuses the head of a row. False where the row is not made.
fn focus(list: &NodeRef, row: usize) -> bool {
    let head = || -> Option<HtmlElement> {
        let part =
            list.cast::<Element>()?.query_selector(&format!("[data-part=\"{}\"]", row / PART)).ok().flatten()?;
        let row = part.children().item(u32::try_from(row % PART).ok()?)?;
        row.query_selector(".row-head").ok().flatten()?.dyn_into().ok()
    };
    // Here the focus shall scroll: the next row may be out of view.
    head().is_some_and(|head| head.focus().is_ok())
}
