//! The address bar: it holds the project, the open articles and the active record, so that a link or the back button
//! returns there.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use wasm_bindgen::JsValue;
use yew::{AttrValue, hook, use_effect_with, use_mut_ref};

use super::browser::window;
use super::store::{Dispatcher, Snapshot};
use crate::domain::address::{self as spelling, read, with_project, write};
use crate::domain::session::{Intent, View};

/// Keeps address and view together: a change of the view is written, going back or forth is read. Nothing is written
/// before the page is ready, since until then the view may lack what the address names. `named` is the project, where
/// the address must name it.
#[hook]
pub(crate) fn use_address(dispatcher: &Dispatcher, snapshot: &Snapshot, named: Option<AttrValue>, is_ready: bool) {
    let is_first = use_mut_ref(|| true);
    let pending = use_mut_ref(|| None::<Pending>);
    let latest = use_mut_ref(|| (None, false));
    *latest.borrow_mut() = (named.clone(), is_ready);
    {
        let (dispatcher, pending) = (dispatcher.clone(), Rc::clone(&pending));
        use_effect_with((write(&snapshot.view), named, is_ready), move |(address, named, is_ready)| {
            if *is_ready {
                // What is not written yet stays an entry of the kind that it is.
                let waiting = pending.take().map(|waiting| waiting.entry);
                let first = if is_first.replace(false) { Entry::Same } else { Entry::New };
                let (address, named) = (address.clone(), named.clone());
                let entry = waiting.unwrap_or(first);
                let write = move || show(&dispatcher, named.as_deref(), &address, entry);
                if entry == Entry::Same {
                    // It may name what is not there: that is put right at once.
                    return write();
                }
                let later = Rc::clone(&pending);
                let pause = Timeout::new(PAUSE_MILLISECONDS, move || write_pending(&later));
                *pending.borrow_mut() = Some(Pending { entry, write: Box::new(write), _pause: pause });
            }
        });
    }
    let dispatcher = dispatcher.clone();
    use_effect_with((), move |()| {
        let leaving = Rc::clone(&pending);
        let left = EventListener::new(&window(), "pagehide", move |_| write_pending(&leaving));
        let listener = EventListener::new(&window(), "popstate", move |_| {
            // Where somebody has gone back, what they had come from is not written any more.
            pending.take();
            let (named, is_ready) = latest.borrow().clone();
            if !is_ready {
                // What the address says by then is shown when everything is there.
                return;
            }
            visit(&dispatcher, read(&current()));
            // What was visited may not be there any more: the entry then says what is seen instead.
            let address = write(&dispatcher.snapshot().view);
            show(&dispatcher, named.as_deref(), &address, Entry::Same);
        });
        move || drop((listener, left))
    });
}

/// The project that the address asks for, if it does.
pub(crate) fn project() -> Option<String> {
    spelling::project(&search()).map(str::to_owned)
}

/// The address of a project, seen from this page.
pub(crate) fn of_project(project: &str) -> String {
    with_project(&search(), Some(project))
}

/// Where this browser keeps the address that was seen last of the project.
fn last_key(dispatcher: &Dispatcher) -> Option<String> {
    Some(format!("counterpoint/{}/last-view", dispatcher.keeper()?.project()))
}

/// An address is written so long after the view has changed: writing it takes the browser as long as drawing the change,
/// and of quick steps the last one counts.
const PAUSE_MILLISECONDS: u32 = 100;

/// An address that waits to be written.
struct Pending {
    entry: Entry,
    write: Box<dyn FnOnce()>,
    _pause: Timeout,
}

fn write_pending(pending: &RefCell<Option<Pending>>) {
    if let Some(Pending { write, .. }) = pending.take() {
        write();
    }
}

/// Which entry of the browser's history an address is written to.
#[derive(Clone, Copy, PartialEq)]
enum Entry {
    /// The one that is shown.
    Same,
    /// A new one, from which going back returns.
    New,
}

/// What the page starts with.
pub(crate) struct Start {
    /// What the address names, or what was last seen in this browser.
    wanted: View,
    /// What could be shown of it at once.
    shown: View,
}

/// Shows what the page starts with, as far as storage has it.
pub(crate) fn start(dispatcher: &Dispatcher) -> Start {
    let address = current();
    let last = || window().local_storage().ok().flatten()?.get_item(&last_key(dispatcher)?).ok().flatten();
    let wanted = read(&if address.is_empty() { last().unwrap_or_default() } else { address });
    visit(dispatcher, wanted.clone());
    Start { wanted, shown: (*dispatcher.snapshot().view).clone() }
}

/// Shows the rest of what the page starts with when the corpus is there, or what the address has come to say since,
/// unless the reader has gone elsewhere. If nothing is open then, opens the first article, or the first two where there
/// is room.
pub(crate) fn finish(dispatcher: &Dispatcher, mut start: Start) {
    let address = current();
    if !address.is_empty() {
        start.wanted = read(&address);
    }
    let view = dispatcher.snapshot().view;
    let is_untouched = view.columns == start.shown.columns && view.active == start.shown.active;
    if is_untouched && write(&start.wanted) != write(&start.shown) {
        visit(dispatcher, start.wanted);
    }
    open_first(dispatcher);
}

/// Opens the first article, or the first two where there is room, unless something is open.
pub(crate) fn open_first(dispatcher: &Dispatcher) {
    let snapshot = dispatcher.snapshot();
    if !snapshot.view.columns.articles().is_empty() {
        return;
    }
    let has_room = window().inner_width().ok().and_then(|width| width.as_f64()).is_some_and(|width| width >= 1200.0);
    let mut articles = snapshot.project.articles().into_iter().map(|(id, _)| id.clone());
    if let Some(first) = articles.next() {
        dispatcher.send(Intent::Open(first.clone()));
        if let Some(second) = articles.next().filter(|_| has_room) {
            dispatcher.send(Intent::OpenBeside(second));
            dispatcher.send(Intent::Focus(first));
        }
    }
}

/// Visits a view, if it names anything.
fn visit(dispatcher: &Dispatcher, view: View) {
    if !view.columns.articles().is_empty() || view.active.is_some() {
        dispatcher.send(Intent::Visit(view));
    }
}

fn current() -> String {
    // Without an address there is nothing to visit.
    window().location().hash().unwrap_or_default()
}

fn search() -> String {
    // Without an address there is nothing that it could ask for.
    window().location().search().unwrap_or_default()
}

/// Writes the address, and keeps it for the next visit.
fn show(dispatcher: &Dispatcher, named: Option<&str>, address: &str, entry: Entry) {
    if let Some((area, key)) = window().local_storage().ok().flatten().zip(last_key(dispatcher)) {
        // Where it cannot be kept, the next visit starts with the first articles.
        let _ = area.set_item(&key, address);
    }
    let (Ok(history), Ok(path)) = (window().history(), window().location().pathname()) else { return };
    let search = with_project(&search(), named);
    if current() == address && self::search() == search {
        return;
    }
    // Where the project alone is named anew, there is nothing that going back could return to.
    let entry = if current() == address { Entry::Same } else { entry };
    let full = format!("{path}{search}{address}");
    // A browser may refuse too many changes at once; the next one writes the whole view again.
    let _ = match entry {
        Entry::Same => history.replace_state_with_url(&JsValue::NULL, "", Some(&full)),
        Entry::New => history.push_state_with_url(&JsValue::NULL, "", Some(&full)),
    };
}
