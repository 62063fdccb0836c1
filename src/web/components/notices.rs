//! What the page has to say.

pub(super) mod notice;

use yew::{Html, component, html};

use self::notice::NoticeCard;
use crate::web::store::use_ui;

/// What the page has to say, read out when there is time for it.
#[component]
pub(crate) fn Notices() -> Html {
    let ui = use_ui();
    html! {
        <div class="notices" role="status" aria-live="polite" aria-atomic="false">
            { for ui.notices.iter().map(|notice| html! { <NoticeCard key={notice.id} notice={notice.clone()} /> }) }
        </div>
    }
}
