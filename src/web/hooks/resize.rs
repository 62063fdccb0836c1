//! Tells when elements change their size, so that what is drawn over them can be placed anew.

use std::cell::Cell;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};
use yew::{NodeRef, hook, use_effect_with, use_state};

/// Watches the size of elements until it is dropped.
pub(crate) struct ResizeWatch {
    /// Nothing in a browser that cannot watch sizes: what is drawn is placed anew at the next change then.
    observer: Option<ResizeObserver>,
    _changed: Closure<dyn FnMut()>,
}

impl ResizeWatch {
    /// Calls `changed` now and each time one of the elements has changed its size.
    pub(crate) fn new(elements: impl IntoIterator<Item = Element>, changed: impl FnMut() + 'static) -> Self {
        let changed = Closure::<dyn FnMut()>::new(changed);
        let observer = ResizeObserver::new(changed.as_ref().unchecked_ref()).ok();
        if let Some(observer) = &observer {
            for element in elements {
                observer.observe(&element);
            }
        }
        Self { observer, _changed: changed }
    }
}

impl Drop for ResizeWatch {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}

/// A number that grows each time the element changes its size.
#[hook]
pub(crate) fn use_resize(element: NodeRef) -> u32 {
    let count = use_state(|| 0_u32);
    let setter = count.setter();
    use_effect_with(element, move |element| {
        let seen = Cell::new(0);
        let watch = ResizeWatch::new(element.cast::<Element>(), move || {
            seen.set(seen.get() + 1);
            setter.set(seen.get());
        });
        move || drop(watch)
    });
    *count
}
