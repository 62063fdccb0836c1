//! Keeps the keyboard in the texts: the article that is opened has the focus, unless something else has it.

use wasm_bindgen::JsCast;
use web_sys::{Element, FocusOptions, HtmlElement};
use yew::{hook, use_effect_with};

use crate::web::browser::document;
use crate::web::selection::article_element;
use crate::web::store::{Snapshot, use_ui};

/// Gives the focus to the article of the focused column when the page is ready, and when another article takes its
/// place: so that the arrows work at once, without a way through the whole page by Tab.
#[hook]
pub(crate) fn use_reading_focus(snapshot: &Snapshot) {
    let is_ready = use_ui().is_ready;
    use_effect_with((snapshot.view.columns.focused().cloned(), is_ready), |(article, is_ready)| {
        let element = article.as_ref().filter(|_| *is_ready && is_free()).and_then(article_element);
        if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            // An element that cannot take the focus leaves it where it was.
            let _ = element.focus_with_options(&options);
        }
    });
}

/// True where nothing has the focus, or an article that may be about to go.
fn is_free() -> bool {
    let active: Option<Element> = document().active_element();
    active.is_none_or(|element| matches!(element.tag_name().as_str(), "BODY" | "ARTICLE"))
}
