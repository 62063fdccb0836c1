//! Brings the active record into view in the open articles.

use gloo::render::request_animation_frame;
use wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlElement};
use yew::hook;

use super::look::use_look;
use super::selecting::tell;
use crate::domain::id::ArticleId;
use crate::domain::project::Project;
use crate::domain::session::{Active, Intent, Selection};
use crate::domain::text::Span;
use crate::web::selection::{self, article_element, first_line, scroll_of};
use crate::web::store::{Dispatcher, Snapshot, use_dispatcher};

/// A place that was scrolled to is looked at for so many frames more.
const SETTLING: u32 = 3;

/// Scrolls each article to the active record when the session asks for it.
#[hook]
pub(crate) fn use_reveal(snapshot: &Snapshot) {
    let dispatcher = use_dispatcher();
    use_look((snapshot.view.reveals, dispatcher), |(reveals, dispatcher)| {
        if *reveals > 0 && reveal(dispatcher) {
            let (dispatcher, reveals) = (dispatcher.clone(), *reveals);
            let look = move || {
                if dispatcher.snapshot().view.reveals == reveals {
                    reveal(&dispatcher);
                }
            };
            settle(look, SETTLING);
        }
    });
}

/// Looks again with the next frames: what the browser had not laid out yet, between here and there, may be higher or
/// lower than was thought.
fn settle(look: impl Fn() + 'static, frames: u32) {
    let frame = request_animation_frame(move |_| {
        look();
        if frames > 1 {
            settle(look, frames - 1);
        }
    });
    // Dropping it would take it back.
    std::mem::forget(frame);
}

/// True where something had to be scrolled.
fn reveal(dispatcher: &Dispatcher) -> bool {
    let snapshot = dispatcher.snapshot();
    let project: &Project = &snapshot.project;
    let quotes = match &snapshot.view.active {
        Some(Active::Quote(quote)) => vec![quote.clone()],
        Some(Active::Link(link)) => project.members(link),
        _ => Vec::new(),
    };
    let mut has_moved = false;
    let suggestion = snapshot.view.suggestion.as_ref();
    if let Some((place, element)) = suggestion.and_then(|place| Some((place, article_element(&place.article)?))) {
        // The next key is meant for the suggestion, and not for what was pressed before.
        focus(&element);
        has_moved |= bring_into_view(project, &element, &place.article, place.span);
    }
    let mut seen = Vec::new();
    for id in quotes {
        let Some(quote) = project.quote(&id) else { continue };
        let article = &quote.attribution.article;
        if seen.contains(article) {
            continue;
        }
        if let Some((element, &span)) = article_element(article).zip(quote.attribution.content.first()) {
            has_moved |= bring_into_view(project, &element, article, span);
            seen.push(article.clone());
        }
    }
    has_moved
}

/// Selects words of an open article, brings them into view, and gives the article the focus.
pub(crate) fn show_span(dispatcher: &Dispatcher, article: &ArticleId, span: Span) {
    let project = dispatcher.snapshot().project;
    let Some((element, text)) = article_element(article).zip(project.text(article)) else { return };
    focus(&element);
    selection::select(&element, text, span);
    // At once: what comes near is drawn anew, and the browser would have lost the selection by the time that it tells.
    tell(dispatcher);
    let article = article.clone();
    let look = move || bring_into_view(&project, &element, &article, span);
    if look() {
        settle(move || _ = look(), SETTLING);
    }
}

/// Selects words of an open article and brings them into view, while the focus stays where it is: the selection is the
/// session's, and is given to the browser when the focus comes back.
pub(crate) fn show_from_afar(dispatcher: &Dispatcher, article: &ArticleId, span: Span) {
    dispatcher.send(Intent::Focus(article.clone()));
    dispatcher.send(Intent::Select(Some(Selection { article: article.clone(), span })));
    let Some(element) = article_element(article) else { return };
    let (project, article) = (dispatcher.snapshot().project, article.clone());
    let look = move || bring_into_view(&project, &element, &article, span);
    if look() {
        settle(move || _ = look(), SETTLING);
    }
}

/// Gives the focus to the article in which keys are commands.
pub(crate) fn back_to_text(dispatcher: &Dispatcher) {
    if let Some(element) = dispatcher.snapshot().view.columns.focused().and_then(article_element) {
        focus(&element);
    }
}

/// Gives an element the focus where it stands.
fn focus(element: &web_sys::Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        // An element that cannot take the focus leaves it where it was.
        let _ = element.focus_with_options(&options);
    }
}

/// True where that took scrolling.
fn bring_into_view(project: &Project, element: &web_sys::Element, article: &ArticleId, span: Span) -> bool {
    let first = project.text(article).and_then(|text| first_line(element, text, span));
    first.is_some_and(|first| scroll_to(element, &first))
}

/// Scrolls the column of `element` only where the place is not well in view already, and then to the middle.
fn scroll_to(element: &web_sys::Element, mark: &web_sys::DomRect) -> bool {
    let Some(scroll) = scroll_of(element) else { return false };
    let seen = scroll.get_bounding_client_rect();
    let margin = (seen.height() / 8.0).min(80.0);
    let is_out = mark.top() < seen.top() + margin || mark.bottom() > seen.bottom() - margin;
    if is_out {
        let middle = f64::midpoint(seen.top(), seen.bottom());
        scroll.scroll_by_with_x_and_y(0.0, f64::midpoint(mark.top(), mark.bottom()) - middle);
    }
    is_out
}
