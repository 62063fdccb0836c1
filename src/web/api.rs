//! `window.counterpoint`: what people script against. The README documents it.
//!
//! JavaScript values cross here and nowhere else. Offsets that cross are UTF-16 code units; what cannot be done is a
//! rejected promise with a message.

mod methods;

use js_sys::{Error, Function, Object, Promise, Reflect};
use wasm_bindgen::JsValue;

use super::browser::window;
use super::store::Dispatcher;

/// The interface, and the promise that it is ready, to be kept once.
pub(crate) struct Ready {
    object: Object,
    resolve: Option<Function>,
    reject: Option<Function>,
}

impl Ready {
    /// Adds the methods and keeps the promise; breaks it where they cannot be fetched.
    pub(crate) async fn keep(self, dispatcher: &Dispatcher) {
        let added = methods::add_methods(self.object, dispatcher.clone()).await;
        let (settle, value) = match added {
            Ok(()) => (self.resolve, JsValue::UNDEFINED),
            Err(missing) => (self.reject, Error::new(&missing.to_string()).into()),
        };
        if let Some(settle) = settle {
            // Settling a promise cannot fail.
            let _ = settle.call1(&JsValue::UNDEFINED, &value);
        }
    }
}

/// Puts the interface into the page. Its methods come when the promise in it is kept.
pub(crate) fn install() -> Ready {
    let (mut resolve, mut reject) = (None, None);
    let ready = Promise::new(&mut |kept, broken| (resolve, reject) = (Some(kept), Some(broken)));
    let object = Object::new();
    set(&object, "ready", &ready);
    set(&window(), "counterpoint", &object);
    Ready { object, resolve, reject }
}

fn set(object: &JsValue, name: &str, value: &JsValue) {
    // Setting a property of a plain object, or a new one of the window, cannot fail.
    let _ = Reflect::set(object, &name.into(), value);
}
