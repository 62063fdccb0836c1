//! What somebody else has made of a text while it is typed here, and what shall become of the two.

use yew::{AttrValue, Html, MouseEvent, Properties, component, html, use_callback};

use super::parts;
use crate::web::browser::document;
use crate::web::hooks::draft::{Choice, Clash};

/// The other version, beside a field.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// The field's id.
    pub field: AttrValue,
    /// The other version.
    pub clash: Clash,
}

/// The other version, and a button for each choice. The focus goes back to the field.
#[component]
pub(crate) fn ClashBox(props: &Props) -> Html {
    let Clash { theirs, has_room, .. } = &props.clash;
    html! {
        <div class="clash-box" role="alert">
            if theirs.is_empty() {
                <p>{ "Meanwhile this was emptied elsewhere." }</p>
            } else {
                <p>{ "Meanwhile this was changed elsewhere:" }</p>
                <blockquote>{ theirs }</blockquote>
            }
            <div class="actions">
                if *has_room && !theirs.is_empty() {
                    <Offer field={&props.field} clash={props.clash.clone()} choice={Choice::Both} words="Keep both" />
                }
                <Offer field={&props.field} clash={props.clash.clone()} choice={Choice::Mine} words="Keep mine" />
                <Offer field={&props.field} clash={props.clash.clone()} choice={Choice::Theirs} words="Take theirs" />
            </div>
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct OfferProps {
    field: AttrValue,
    clash: Clash,
    choice: Choice,
    words: AttrValue,
}

#[component]
fn Offer(props: &OfferProps) -> Html {
    let deps = (props.clash.on_choose.clone(), props.choice, props.field.clone());
    let onclick = use_callback(deps, |_: MouseEvent, (on_choose, choice, field)| {
        // Before the button is gone, and with it the focus.
        parts::focus(document().get_element_by_id(field));
        on_choose.emit(*choice);
    });
    // Not every browser gives a pressed button the focus: the field would be left with nothing chosen.
    let keep = use_callback((), |event: MouseEvent, ()| event.prevent_default());
    html! { <button type="button" class="button" onmousedown={keep} {onclick}>{ &props.words }</button> }
}
