//! What was said while a dialog is open: behind it nobody could read it, or answer.

use web_sys::HtmlElement;
use yew::{Html, component, html, use_effect_with, use_node_ref, use_state_eq};

use super::super::notices::notice::NoticeCard;
use crate::web::browser::document;
use crate::web::store::use_ui;
use crate::web::ui::{Notice, Weight};

/// The notice that was said last since the dialog was opened. What was said before has nothing to do with it.
#[component]
pub(super) fn Said() -> Html {
    let ui = use_ui();
    let before = {
        let last = ui.last_said();
        use_state_eq(move || last)
    };
    // How things stand is said beside the dialog, and in that of storage.
    let answers = |notice: &&Notice| notice.id > *before && notice.weight != Weight::Standing;
    let notice = ui.notices.iter().rfind(answers);
    let place = use_node_ref();
    use_effect_with((notice.map(|notice| notice.id), place.clone()), |(notice, place)| {
        // The button that was pressed may have gone with its row: the next one is the answer to what is said.
        let is_lost =
            document().active_element().is_none_or(|active| matches!(&*active.tag_name(), "BODY" | "DIALOG"));
        if let Some(place) = notice.filter(|_| is_lost).and_then(|_| place.cast::<HtmlElement>()) {
            // What cannot take the focus leaves it where it was.
            let _ = place.focus();
        }
    });
    html! {
        <div ref={place} class="dialog-said" role="status" tabindex="-1">
            { for notice.map(|notice| html! { <NoticeCard key={notice.id} notice={notice.clone()} /> }) }
        </div>
    }
}
