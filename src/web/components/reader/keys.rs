//! Reading by keyboard: the arrows move a caret through the text, and with Shift they extend a selection.

use wasm_bindgen::JsCast;
use yew::{Callback, KeyboardEvent, NodeRef, hook, use_callback};

use crate::web::selection::{Unit, move_caret};

/// The keys of an article that has the focus, as in any editor.
#[hook]
pub(crate) fn use_reading_keys(article: NodeRef) -> Callback<KeyboardEvent> {
    use_callback(article, |event: KeyboardEvent, article| {
        let is_on_article =
            event.target().is_some_and(|target| target.dyn_ref::<web_sys::Element>() == article.cast().as_ref());
        let Some((forward, unit)) = movement(&event).filter(|_| is_on_article) else { return };
        if let Some(article) = article.cast::<web_sys::Element>() {
            event.prevent_default();
            move_caret(&article, event.shift_key(), forward, unit);
        }
    })
}

/// Which way a key moves the caret, and how far.
fn movement(event: &KeyboardEvent) -> Option<(bool, Unit)> {
    let by_word = event.ctrl_key() || event.alt_key();
    if event.meta_key() {
        return None;
    }
    let unit = |plain, with_ctrl| if by_word { with_ctrl } else { plain };
    match event.key().as_str() {
        "ArrowRight" => Some((true, unit(Unit::Character, Unit::Word))),
        "ArrowLeft" => Some((false, unit(Unit::Character, Unit::Word))),
        "ArrowDown" => Some((true, unit(Unit::Line, Unit::Paragraph))),
        "ArrowUp" => Some((false, unit(Unit::Line, Unit::Paragraph))),
        "End" if !by_word => Some((true, Unit::LineBoundary)),
        "Home" if !by_word => Some((false, Unit::LineBoundary)),
        _ => None,
    }
}
