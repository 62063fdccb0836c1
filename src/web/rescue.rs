//! The last thing that the application does: when it panics, it hands what it still holds to `rescue.js`.
//!
//! The page aborts after a panic: nothing of the application may run again, since what it was changing may be half
//! changed. Nothing here may panic itself, or wait: the hook reads what can be read at once and tells the page.

use std::cell::RefCell;
use std::panic::PanicHookInfo;

use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit};

use super::store::{Dispatcher, Salvage};

/// The event by which the page learns of a panic; rescue.js says what is in it.
const EVENT: &str = "counterpoint-panic";

thread_local! {
    /// Whose session is to be saved.
    static WATCHED: RefCell<Option<Dispatcher>> = const { RefCell::new(None) };
}

/// From now on, a panic is told on the console and to the page.
pub(crate) fn install() {
    // Yew puts a hook of its own in the place of any other.
    yew::set_custom_panic_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        tell(panic);
    }));
}

/// From now on, a panic hands over what the session of `dispatcher` holds.
pub(crate) fn watch(dispatcher: &Dispatcher) {
    WATCHED.set(Some(dispatcher.clone()));
}

fn tell(panic: &PanicHookInfo<'_>) {
    let salvage = WATCHED.try_with(|watched| watched.try_borrow().ok()?.as_ref().map(Dispatcher::salvage));
    let salvage = salvage.ok().flatten().unwrap_or_default();
    let init = CustomEventInit::new();
    init.set_detail(&detail(panic, &salvage));
    let event = CustomEvent::new_with_event_init_dict(EVENT, &init);
    // Where the page cannot even be told, the console has the message.
    if let (Some(window), Ok(event)) = (web_sys::window(), event) {
        let _ = window.dispatch_event(&event);
    }
}

/// What the page is told: `{message, updates, texts, isUnkept, isTorn}`.
fn detail(panic: &PanicHookInfo<'_>, salvage: &Salvage) -> JsValue {
    let message = panic.payload_as_str().unwrap_or("a panic without a message");
    let place = panic.location().map(|place| format!("\nat {place}")).unwrap_or_default();
    let updates: Array = salvage.updates.iter().map(|update| Uint8Array::from(update.as_slice())).collect();
    let texts = Object::new();
    for (article, text) in &salvage.texts {
        put(&texts, article.as_str(), &text.as_str().into());
    }
    let detail = Object::new();
    put(&detail, "message", &format!("{message}{place}").into());
    put(&detail, "updates", &updates);
    put(&detail, "texts", &texts);
    put(&detail, "isUnkept", &salvage.is_unkept.into());
    put(&detail, "isTorn", &salvage.is_torn.into());
    detail.into()
}

fn put(object: &Object, name: &str, value: &JsValue) {
    // Setting a property of a plain object cannot fail.
    let _ = Reflect::set(object, &name.into(), value);
}
