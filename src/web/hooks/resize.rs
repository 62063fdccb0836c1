//! Tells when an element changes its size, so that what is drawn over it can be placed anew.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use yew::{NodeRef, hook, use_effect_with, use_state};

/// A number that grows each time the element changes its size.
#[hook]
pub(crate) fn use_resize(element: NodeRef) -> u32 {
    let count = use_state(|| 0_u32);
    let setter = count.setter();
    use_effect_with(element, move |element| {
        let seen = Rc::new(std::cell::Cell::new(0));
        let changed = Closure::<dyn FnMut()>::new(move || {
            seen.set(seen.get() + 1);
            setter.set(seen.get());
        });
        let observer = web_sys::ResizeObserver::new(changed.as_ref().unchecked_ref()).ok();
        if let (Some(observer), Some(element)) = (&observer, element.cast::<web_sys::Element>()) {
            observer.observe(&element);
        }
        move || {
            if let Some(observer) = observer {
                observer.disconnect();
            }
            drop(changed);
        }
    });
    *count
}
