//! The address bar: it holds the open articles and the active record, so that a link or the back button returns there.

use gloo::events::EventListener;
use wasm_bindgen::JsValue;
use yew::{hook, use_effect_with};

use super::browser::window;
use super::store::{Dispatcher, Snapshot};
use crate::domain::address::{read, write};
use crate::domain::session::{Intent, View};

/// Where this browser keeps the address that was seen last.
const LAST: &str = "counterpoint/last-view";

/// Keeps address and view together: a change of the view is written, going back or forth is read.
#[hook]
pub(crate) fn use_address(dispatcher: &Dispatcher, snapshot: &Snapshot) {
    let address = write(&snapshot.view);
    use_effect_with(address, |address| show(address));
    let dispatcher = dispatcher.clone();
    use_effect_with((), move |()| {
        let listener = EventListener::new(&window(), "popstate", move |_| visit(&dispatcher, read(&current())));
        move || drop(listener)
    });
}

/// What the page starts with: the view that the address names, or the one that was last seen in this browser.
pub(crate) fn first_view() -> View {
    let address = current();
    let last = || window().local_storage().ok().flatten()?.get_item(LAST).ok().flatten();
    read(&if address.is_empty() { last().unwrap_or_default() } else { address })
}

/// Visits a view, if it names anything.
pub(crate) fn visit(dispatcher: &Dispatcher, view: View) {
    if !view.columns.articles().is_empty() || view.active.is_some() {
        dispatcher.send(Intent::Visit(view));
    }
}

/// Visits the first view again where not all of it was there before the corpus was. If nothing is open then, opens the
/// first article, or the first two where there is room.
pub(crate) fn open_first(dispatcher: &Dispatcher, wanted: View) {
    let open = dispatcher.snapshot().view.columns.clone();
    if wanted.columns.articles().iter().any(|article| !open.contains(article)) {
        visit(dispatcher, wanted);
    }
    let snapshot = dispatcher.snapshot();
    if !snapshot.view.columns.articles().is_empty() {
        return;
    }
    let articles: Vec<_> = snapshot.project.articles().into_iter().map(|(id, _)| id.clone()).collect();
    let has_room = window().inner_width().ok().and_then(|width| width.as_f64()).is_some_and(|width| width >= 1200.0);
    let mut articles = articles.into_iter();
    if let Some(first) = articles.next() {
        dispatcher.send(Intent::Open(first.clone()));
        if let Some(second) = articles.next().filter(|_| has_room) {
            dispatcher.send(Intent::OpenBeside(second));
            dispatcher.send(Intent::Focus(first));
        }
    }
}

fn current() -> String {
    // Without an address there is nothing to visit.
    window().location().hash().unwrap_or_default()
}

/// Writes the address. The first one takes the place of the plain address, so that going back leaves the page.
fn show(address: &str) {
    let at = current();
    if address.is_empty() || at == address {
        return;
    }
    if let Some(area) = window().local_storage().ok().flatten() {
        // Where it cannot be kept, the next visit starts with the first articles.
        let _ = area.set_item(LAST, address);
    }
    let Ok(history) = window().history() else { return };
    let written = if at.is_empty() {
        history.replace_state_with_url(&JsValue::NULL, "", Some(address))
    } else {
        history.push_state_with_url(&JsValue::NULL, "", Some(address))
    };
    // A browser may refuse too many changes at once; the next one writes the whole view again.
    let _ = written;
}
