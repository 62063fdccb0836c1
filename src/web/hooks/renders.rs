//! Counts how often a component was rendered, so that tests can hold a change to the parts that it names.

use std::cell::RefCell;
use std::collections::BTreeMap;

thread_local! {
    static COUNTS: RefCell<BTreeMap<&'static str, u32>> = const { RefCell::new(BTreeMap::new()) };
}

/// Counts one rendering of a kind of component.
pub(crate) fn count(component: &'static str) {
    COUNTS.with_borrow_mut(|counts| *counts.entry(component).or_default() += 1);
}

/// The renderings since this was last asked, by kind of component.
#[must_use]
pub fn take() -> BTreeMap<&'static str, u32> {
    COUNTS.take()
}
