//! Files dropped on the page and text pasted into it.
//!
//! Whatever is dropped, the browser must never leave the page for it. A paste may be a slip, so it opens a dialog
//! and adds nothing by itself.

use std::cell::Cell;
use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, Element, Event};
use yew::{hook, use_effect_with};

use crate::web::browser::{document, window};
use crate::web::files::{listed, part};
use crate::web::parts;
use crate::web::store::{Dispatcher, use_dispatcher};
use crate::web::ui::{Action, Dialog};

/// A pasted text shorter than this, in bytes, is no article.
const SHORTEST: usize = 200;

/// The mark on the page while files are held over it.
const DROPPING: &str = "data-dropping";

/// Takes in what is dropped or pasted anywhere in the page, as long as the component lives.
#[hook]
pub(crate) fn use_incoming() {
    let dispatcher = use_dispatcher();
    use_effect_with(dispatcher, |dispatcher| {
        let gate = Rc::new(Gate { dispatcher: dispatcher.clone(), is_own: Cell::new(false) });
        let listeners = [
            gate.on("dragstart", |gate, _: &DragEvent| gate.is_own.set(true)),
            gate.on("dragend", |gate, _: &DragEvent| gate.is_own.set(false)),
            gate.on("dragover", Gate::drag_over),
            gate.on("dragleave", |_, event| drag_leave(event)),
            gate.on("drop", Gate::drop),
            gate.on("paste", Gate::paste),
        ];
        move || drop(listeners)
    });
}

/// What stands between the outside and the project.
struct Gate {
    dispatcher: Dispatcher,
    /// True while something of the page itself is dragged, which is not incoming.
    is_own: Cell<bool>,
}

impl Gate {
    fn on<E: JsCast + 'static>(self: &Rc<Self>, name: &'static str, handle: fn(&Self, &E)) -> EventListener {
        let gate = Rc::clone(self);
        let options = EventListenerOptions::enable_prevent_default();
        EventListener::new_with_options(&window(), name, options, move |event| {
            if let Some(event) = event.dyn_ref::<E>() {
                handle(&gate, event);
            }
        })
    }

    fn drag_over(&self, event: &DragEvent) {
        if !is_in_field(event) {
            event.prevent_default();
            mark(!self.is_own.get() && event.data_transfer().is_some_and(|data| holds_files(&data)));
        }
    }

    fn drop(&self, event: &DragEvent) {
        mark(false);
        if is_in_field(event) {
            return;
        }
        event.prevent_default();
        if let Some(data) = event.data_transfer().filter(|_| !self.is_own.get()) {
            take(&self.dispatcher, &data);
        }
    }

    fn paste(&self, event: &ClipboardEvent) {
        if is_open("dialog") || is_in_field(event) {
            return;
        }
        if let Some(data) = event.clipboard_data() {
            event.prevent_default();
            take(&self.dispatcher, &data);
        }
    }
}

/// Takes the sign away where what is dragged leaves the window, and not only one element for the next.
fn drag_leave(event: &DragEvent) {
    if event.related_target().is_none() {
        mark(false);
    }
}

/// Takes files in, and opens the dialog with a text that is long enough for an article.
fn take(dispatcher: &Dispatcher, data: &DataTransfer) {
    let files = data.files().map(|files| listed(&files)).unwrap_or_default();
    // Where a browser does not give the text, there is nothing to take.
    let text = data.get_data("text/plain").unwrap_or_default();
    if !files.is_empty() {
        if is_open("dialog.import") {
            dispatcher.ui(Action::Close);
        }
        parts::spawn(dispatcher, part::take_in_all(dispatcher.clone(), files));
    } else if text.len() >= SHORTEST && !is_open("dialog") {
        dispatcher.ui(Action::Open(Dialog::Paste(text.into())));
    }
}

/// True where a dialog that answers to `selector` is open.
fn is_open(selector: &str) -> bool {
    document().query_selector(&format!("{selector}[open]")).is_ok_and(|open| open.is_some())
}

fn holds_files(data: &DataTransfer) -> bool {
    data.types().iter().any(|kind| kind.as_string().as_deref() == Some("Files"))
}

/// True where the event falls on a field, which takes text by itself. Files are never a field's, but for the picker's.
fn is_in_field(event: &Event) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let files =
        event.dyn_ref::<DragEvent>().and_then(DragEvent::data_transfer).is_some_and(|data| holds_files(&data));
    let fields = if files { "input[type='file']" } else { "input, textarea, [contenteditable]" };
    target.is_some_and(|target| target.closest(fields).is_ok_and(|found| found.is_some()))
}

/// Shows or takes away the sign that files may be let go of here.
fn mark(is_over: bool) {
    if let Some(body) = document().body() {
        // Setting a well-formed attribute cannot fail.
        let _ = body.toggle_attribute_with_force(DROPPING, is_over);
    }
}
