//! The caret of somebody who reads by keyboard: browsers draw none in text that cannot be edited.

use gloo::events::EventListener;
use yew::{Html, NodeRef, Properties, component, html, use_effect_with, use_state_eq};

use crate::web::browser::document;
use crate::web::hooks::look::Look;
use crate::web::selection;

/// Where the caret may stand.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// The article's element.
    pub article: NodeRef,
}

/// A place over the sheet, in CSS pixels from its top left corner.
#[derive(Clone, Copy, PartialEq)]
struct Place {
    left: f64,
    top: f64,
    height: f64,
}

/// A thin line where the caret stands, while the article has the focus.
#[component]
pub(crate) fn Caret(props: &Props) -> Html {
    let place = use_state_eq(|| None::<Place>);
    let setter = place.setter();
    use_effect_with(props.article.clone(), move |article| {
        let article = article.clone();
        let look = Look::new(move || setter.set(find(&article)));
        let on = |event: &'static str| {
            let look = look.clone();
            EventListener::new(&document(), event, move |_| look.ask())
        };
        let listeners = ["selectionchange", "focusin"].map(on);
        move || drop((look, listeners))
    });
    match *place {
        Some(Place { left, top, height }) => html! {
            <div class="caret" aria-hidden="true" style={format!("left:{left}px;top:{top}px;height:{height}px")}></div>
        },
        None => Html::default(),
    }
}

fn find(article: &NodeRef) -> Option<Place> {
    let article = article.cast::<web_sys::Element>()?;
    if document().active_element().as_ref() != Some(&article) {
        return None;
    }
    let (here, range) = selection::caret()?;
    if here != article {
        return None;
    }
    let sheet = article.closest(".sheet").ok().flatten()?;
    let (rect, sheet) = (selection::caret_rect(&range, false)?, sheet.get_bounding_client_rect());
    Some(Place {
        left: rect.left() - sheet.left(),
        top: rect.top() - sheet.top(),
        height: rect.height().clamp(12.0, 40.0),
    })
}
