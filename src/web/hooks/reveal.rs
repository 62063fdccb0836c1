//! Brings the active record into view in the open articles.

use yew::{hook, use_effect_with};

use crate::domain::project::Project;
use crate::domain::session::Active;
use crate::web::selection::{article_element, first_mark, scroll_of};
use crate::web::store::{Dispatcher, Snapshot, use_dispatcher};

/// Scrolls each article to the active record when the session asks for it.
#[hook]
pub(crate) fn use_reveal(snapshot: &Snapshot) {
    let dispatcher = use_dispatcher();
    use_effect_with((snapshot.view.reveals, dispatcher), |(reveals, dispatcher)| {
        if *reveals > 0 {
            reveal(dispatcher);
        }
    });
}

fn reveal(dispatcher: &Dispatcher) {
    let snapshot = dispatcher.snapshot();
    let project: &Project = &snapshot.project;
    let quotes = match &snapshot.view.active {
        Some(Active::Quote(quote)) => vec![quote.clone()],
        Some(Active::Link(link)) => project.members(link),
        _ => Vec::new(),
    };
    let mut seen = Vec::new();
    for id in quotes {
        let Some(quote) = project.quote(&id) else { continue };
        let article = &quote.attribution.article;
        if seen.contains(article) {
            continue;
        }
        let mark = article_element(article).and_then(|element| first_mark(&element, &id));
        if let Some(mark) = mark {
            bring_into_view(&mark);
            seen.push(article.clone());
        }
    }
}

/// Scrolls only where the mark is not well in view already, and then to the middle.
fn bring_into_view(mark: &web_sys::Element) {
    let Some(scroll) = scroll_of(mark) else { return };
    let (mark, seen) = (mark.get_bounding_client_rect(), scroll.get_bounding_client_rect());
    let margin = (seen.height() / 8.0).min(80.0);
    if mark.top() < seen.top() + margin || mark.bottom() > seen.bottom() - margin {
        let middle = f64::midpoint(seen.top(), seen.bottom());
        scroll.scroll_by_with_x_and_y(0.0, f64::midpoint(mark.top(), mark.bottom()) - middle);
    }
}
