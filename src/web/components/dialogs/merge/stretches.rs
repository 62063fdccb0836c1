//! A long list of a dialog in stretches, of which only those near the view are made.
//!
//! It knows how high the stretches are, and nothing of what is in them.

use std::ops::Range;

use yew::{AttrValue, Html, NodeRef, hook, html, use_node_ref};

use crate::web::hooks::near::{Made, Near, use_near};

/// So many rows are a stretch.
pub(super) const STRETCH: usize = 40;

/// How many stretches are made.
const MADE: Made = Made { margin: 0.5, first: 1, kept: 3 };

/// The stretches of a list that are made.
pub(super) struct Stretches {
    /// The list's element, to be put on it.
    pub(super) list: NodeRef,
    near: Near,
    count: usize,
}

/// The stretches of so many rows; they are looked up anew where `of` is another.
#[hook]
pub(super) fn use_stretches<Of: PartialEq + 'static>(of: Of, rows: usize) -> Stretches {
    let list = use_node_ref();
    let count = rows.div_ceil(STRETCH);
    let near = use_near(&list, of, count, MADE);
    Stretches { list, near: (*near).clone(), count: rows }
}

impl Stretches {
    /// The list's stretches: those near the view with what `made` makes of the numbers of their rows, the others as high
    /// as `height` says in CSS pixels.
    pub(super) fn each(&self, made: impl Fn(Range<usize>) -> Html, height: impl Fn(Range<usize>) -> usize) -> Html {
        let stretches = (0..self.count.div_ceil(STRETCH)).map(|number| {
            let rows = number * STRETCH..self.count.min((number + 1) * STRETCH);
            if self.near.contains(&number) {
                html! { <div key={number} data-part={number.to_string()}>{ made(rows) }</div> }
            } else {
                let style = AttrValue::from(format!("height:{}px", height(rows)));
                html! { <div key={number} data-part={number.to_string()} {style}></div> }
            }
        });
        stretches.collect()
    }
}
