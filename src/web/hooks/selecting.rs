//! Keeps the words selected in the page and the selection of the session the same.

use gloo::events::{EventListener, EventListenerOptions};
use yew::{hook, use_effect_with, use_mut_ref};

use super::look::{self, Look, look_now, use_look};
use crate::domain::session::{Intent, Selection};
use crate::domain::text::Span;
use crate::web::browser::document;
use crate::web::selection::{self, article_element};
use crate::web::store::{Dispatcher, Snapshot, use_dispatcher};

/// Tells the session what is selected, and keeps it selected over changes of the text's marks.
#[hook]
pub(crate) fn use_selecting(snapshot: &Snapshot) {
    let dispatcher = use_dispatcher();
    use_effect_with(dispatcher.clone(), |dispatcher| {
        let dispatcher = dispatcher.clone();
        let look = Look::new(move || tell(&dispatcher));
        let changed = EventListener::new(&document(), "selectionchange", move |_| look.ask());
        // A key may come before the frame, and goes on from the caret as it will stand then.
        let options = EventListenerOptions::run_in_capture_phase();
        let pressed = EventListener::new_with_options(&document(), "keydown", options, |_| look_now());
        move || drop((changed, pressed))
    });
    let last = use_mut_ref(|| None::<Selection>);
    let elsewhere = dispatcher.clone();
    use_effect_with(dispatcher.clone(), |dispatcher| {
        let dispatcher = dispatcher.clone();
        let look = Look::new(move || give_back(&dispatcher));
        let on = |event: &'static str| {
            let look = look.clone();
            EventListener::new(&document(), event, move |_| look.ask())
        };
        let listeners = ["focusin", "focusout"].map(on);
        move || drop((look, listeners))
    });
    use_look((snapshot.view.selection.clone(), snapshot.revision), move |_| draw_elsewhere(&elsewhere));
    use_effect_with((snapshot.view.selection.clone(), snapshot.revision), move |(selection, _)| {
        let before = last.replace(selection.clone());
        // Where a paragraph was drawn anew, the browser may have lost the words in it.
        if let Some(kept) = selection.as_ref().filter(|kept| before.as_ref() == Some(kept)) {
            select_kept(&dispatcher, kept);
        }
    });
}

/// Tells the session what is selected now.
pub(super) fn tell(dispatcher: &Dispatcher) {
    let selected = selection::read(&dispatcher.snapshot().project);
    // A caret put somewhere else lets go of a selection; one put into a field of a form does not.
    if selected.is_some() || !is_in_field() {
        dispatcher.send(Intent::Select(selected));
    }
}

fn is_in_field() -> bool {
    let field = document().active_element();
    field.is_some_and(|element| matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT" | "BUTTON"))
}

/// Lets go of the words that a command has used up. The caret stays at their end, so that a reader at the keyboard goes
/// on from there, also when the paragraph has been drawn anew.
pub(super) fn use_up(dispatcher: &Dispatcher, used: Selection) {
    // Before it is asked what is selected: the browser stretches that over the new marks.
    let dispatcher = dispatcher.clone();
    look::once(move || put_caret(&dispatcher, &used));
}

fn put_caret(dispatcher: &Dispatcher, used: &Selection) {
    let snapshot = dispatcher.snapshot();
    let (article, text) = (article_element(&used.article), snapshot.project.text(&used.article));
    match article.zip(text) {
        // The hand has begun to select the next words.
        Some((article, _)) if is_pointer_held(&article) => {}
        Some((article, text)) if document().active_element().as_ref() == Some(&article) => {
            selection::select(&article, text, Span::new(used.span.end, used.span.end));
            tell_of_caret();
        }
        _ => selection::collapse(),
    }
}

/// Tells at once what the browser tells a little later, so that the caret is drawn with the same frame.
fn tell_of_caret() {
    if let Ok(event) = web_sys::Event::new("selectionchange") {
        // An event that nobody can take back is always let through.
        let _ = document().dispatch_event(&event);
    }
}

/// True while a pointer is held in the article.
fn is_pointer_held(article: &web_sys::Element) -> bool {
    article.matches(":active").unwrap_or(false)
}

/// Selects again what the session knows to be selected, when the focus comes back from a field or a dialog; until then
/// it is drawn. What the hand has selected since, or a caret that it has put, stays.
fn give_back(dispatcher: &Dispatcher) {
    let snapshot = dispatcher.snapshot();
    let is_elsewhere = is_in_field() || has_dialog();
    if let Some(kept) = snapshot.view.selection.as_ref().filter(|_| !is_elsewhere)
        && selection::read(&snapshot.project).is_none()
        && selection::caret().is_none()
    {
        select_kept(dispatcher, kept);
    }
    draw_elsewhere(dispatcher);
}

/// Draws the words that the session knows to be selected, where the browser selects something else: it has one selection
/// alone, and a field in which a person types has it.
fn draw_elsewhere(dispatcher: &Dispatcher) {
    let snapshot = dispatcher.snapshot();
    let kept = snapshot.view.selection.as_ref();
    let lost = kept.filter(|kept| selection::read(&snapshot.project).as_ref() != Some(kept));
    let place =
        lost.and_then(|kept| Some((article_element(&kept.article)?, kept, snapshot.project.text(&kept.article)?)));
    selection::draw(place.and_then(|(article, kept, text)| selection::range_of(&article, text, kept.span)).as_ref());
}

fn has_dialog() -> bool {
    document().query_selector("dialog[open]").ok().flatten().is_some()
}

/// Selects again what the session knows to be selected, where the browser has lost it.
pub(crate) fn select_again(dispatcher: &Dispatcher) {
    if let Some(kept) = &dispatcher.snapshot().view.selection {
        select_kept(dispatcher, kept);
    }
}

fn select_kept(dispatcher: &Dispatcher, kept: &Selection) {
    if is_in_field() {
        return;
    }
    let snapshot = dispatcher.snapshot();
    let (article, text) = (article_element(&kept.article), snapshot.project.text(&kept.article));
    if let (Some(article), Some(text)) = (article, text)
        && selection::read(&snapshot.project).as_ref() != Some(kept)
    {
        selection::select(&article, text, kept.span);
    }
}
