//! Keeps the words selected in the page and the selection of the session the same.

use gloo::events::EventListener;
use yew::{hook, use_effect_with, use_mut_ref};

use crate::domain::session::{Intent, Selection};
use crate::domain::text::Span;
use crate::web::browser::document;
use crate::web::selection::{self, article_element};
use crate::web::store::{Dispatcher, Snapshot, use_dispatcher};

/// Tells the session what is selected. When a command has used a selection up, the page lets go of it as well, and
/// the caret stays at its end, so that a reader at the keyboard goes on from there.
#[hook]
pub(crate) fn use_selecting(snapshot: &Snapshot) {
    let dispatcher = use_dispatcher();
    use_effect_with(dispatcher.clone(), |dispatcher| {
        let dispatcher = dispatcher.clone();
        let listener = EventListener::new(&document(), "selectionchange", move |_| tell(&dispatcher));
        move || drop(listener)
    });
    let last = use_mut_ref(|| None::<Selection>);
    use_effect_with((snapshot.view.selection.clone(), snapshot.revision), move |(selection, _)| {
        let before = last.replace(selection.clone());
        match (before, selection) {
            (Some(used), None) => put_caret(&dispatcher, &used),
            // Where a paragraph was drawn anew, the browser may have lost the words in it.
            (Some(before), Some(kept)) if before == *kept => select_again(&dispatcher, kept),
            _ => {}
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

/// Puts the caret at the end of a selection that was used up, for a reader who is in the article.
fn put_caret(dispatcher: &Dispatcher, used: &Selection) {
    let snapshot = dispatcher.snapshot();
    let (article, text) = (article_element(&used.article), snapshot.project.text(&used.article));
    if let (Some(article), Some(text)) = (article, text)
        && document().active_element().as_ref() == Some(&article)
        && selection::read(&snapshot.project).is_none()
    {
        selection::select(&article, text, Span::new(used.span.end, used.span.end));
    }
}

fn select_again(dispatcher: &Dispatcher, kept: &Selection) {
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
