//! Reading by keyboard: the arrows move a caret through the text, and with Shift they extend a selection.

use wasm_bindgen::JsCast;
use yew::{Callback, KeyboardEvent, NodeRef, hook, use_callback};

use crate::web::selection::{Unit, move_caret, moving_end, scroll_of};

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
            keep_in_view(&article);
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

/// Scrolls the column just so far that the end which the keys move is in view.
fn keep_in_view(article: &web_sys::Element) {
    const MARGIN: f64 = 24.0;
    let Some((scroll, caret)) = scroll_of(article).zip(moving_end()) else { return };
    let seen = scroll.get_bounding_client_rect();
    let above = seen.top() + MARGIN - caret.top();
    let below = caret.bottom() - (seen.bottom() - MARGIN);
    if above > 0.0 {
        scroll.scroll_by_with_x_and_y(0.0, -above);
    } else if below > 0.0 {
        scroll.scroll_by_with_x_and_y(0.0, below);
    }
}
