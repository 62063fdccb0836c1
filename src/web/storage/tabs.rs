//! What other tabs of this browser write, taken in as they write it.

use std::rc::Rc;

use gloo::events::EventListener;
use wasm_bindgen::JsCast;

use super::News;
use super::local::LocalStorage;
use crate::domain::session::Intent;
use crate::domain::text::Text;
use crate::web::browser::window;
use crate::web::store::Dispatcher;

/// Listens, as long as the page lives, to what other tabs write to `storage`. To be called before the store is read,
/// so that nothing falls between reading and listening.
pub(crate) fn listen(storage: Rc<LocalStorage>, dispatcher: &Dispatcher) {
    let dispatcher = dispatcher.clone();
    EventListener::new(&window(), "storage", move |event| {
        let Some(event) = event.dyn_ref::<web_sys::StorageEvent>() else { return };
        let (Some(key), Some(value)) = (event.key(), event.new_value()) else { return };
        match storage.read_news(&key, &value) {
            Some(News::Update(update)) => dispatcher.send(Intent::Merge(update)),
            Some(News::Text(article, text)) => dispatcher.send(Intent::SupplyText(article, Text::new(text))),
            None => {}
        }
    })
    .forget();
}
