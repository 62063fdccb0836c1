//! What became of a contradiction.

use yew::{AttrValue, Html, Properties, component, html, use_callback, use_memo};

use super::choice::options;
use super::parts::{self, fact_group};
use super::segments::Segments;
use crate::domain::annotation::Status;
use crate::domain::edit::Edit;
use crate::domain::id::LinkId;
use crate::domain::session::Intent;
use crate::web::store::use_dispatcher;

/// A link and its status.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The link.
    pub id: LinkId,
    /// What became of it.
    pub status: Status,
}

/// Open, resolved or dismissed.
#[component]
pub(super) fn StatusField(props: &Props) -> Html {
    let dispatcher = use_dispatcher();
    let statuses =
        use_memo((), |()| options(Status::ALL.into_iter().map(|status| (status.name(), parts::status(status)))));
    let on_choose = use_callback((dispatcher, props.id.clone()), |value: AttrValue, (dispatcher, link)| {
        if let Some(status) = Status::ALL.into_iter().find(|status| status.name() == value.as_str()) {
            dispatcher.send(Intent::Perform(Edit::SetStatus { link: link.clone(), status }));
        }
    });
    fact_group(
        "link-status-label",
        "Status",
        html! {
            <Segments
                name="link-status-of"
                label="Status"
                options={(*statuses).clone()}
                value={props.status.name()}
                {on_choose}
            />
        },
    )
}
