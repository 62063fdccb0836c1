//! What every dialog has: the browser's own modal dialog, with a heading and a way out.

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};
use yew::{
    AttrValue, Classes, Html, Properties, classes, component, html, use_callback, use_effect_with, use_mut_ref,
    use_node_ref,
};

use super::super::icon::{Icon, Sign};
use crate::web::store::use_dispatcher;
use crate::web::ui::Action;

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// The heading.
    pub(super) title: AttrValue,
    /// The dialog's classes.
    #[prop_or_default]
    pub(super) class: Classes,
    /// True where nobody can close it: something is being done that has no way back.
    #[prop_or_default]
    pub(super) is_held: bool,
    /// What is in it.
    pub(super) children: Html,
}

/// A modal dialog, open as long as it is there. Escape closes it, and the focus returns to where it was: the browser
/// sees to both.
#[component]
pub(super) fn Modal(props: &Props) -> Html {
    let dispatcher = use_dispatcher();
    let dialog = use_node_ref();
    let is_held = use_mut_ref(|| false);
    *is_held.borrow_mut() = props.is_held;
    {
        let dispatcher = dispatcher.clone();
        use_effect_with(dialog.clone(), move |dialog| {
            let dialog = dialog.cast::<HtmlDialogElement>();
            let listener = dialog.as_ref().map(|dialog| {
                // It was just put into the page and is not open yet, which is all that can fail.
                let _ = dialog.show_modal();
                begin(dialog);
                let own = dialog.clone();
                EventListener::new(dialog, "close", move |_| {
                    if *is_held.borrow() {
                        // Some browsers let Escape close any dialog. It was just closed, so that it can be opened again.
                        let _ = own.show_modal();
                    } else {
                        dispatcher.ui(Action::Close);
                    }
                })
            });
            move || {
                // Not heard any more: what is open by then is another dialog.
                drop(listener);
                if let Some(dialog) = dialog {
                    dialog.close();
                }
            }
        });
    }
    let close = use_callback(dispatcher, |_, dispatcher| dispatcher.ui(Action::Close));
    html! {
        <dialog
            ref={dialog}
            class={classes!("dialog", props.class.clone())}
            aria-labelledby="dialog-title"
            closedby={props.is_held.then_some("none")}
        >
            <header>
                <h2 id="dialog-title" tabindex="-1">{ &props.title }</h2>
                <button
                    type="button"
                    class="button quiet"
                    aria-label="Close"
                    title="Close (Esc)"
                    disabled={props.is_held}
                    onclick={close}
                >
                    <Icon sign={Sign::Close} />
                </button>
            </header>
            { props.children.clone() }
        </dialog>
    }
}

/// Where no field asks for the focus, reading begins at the heading and not at the way out.
fn begin(dialog: &HtmlDialogElement) {
    let found = |selector| dialog.query_selector(selector).ok().flatten();
    if found("[autofocus]").is_none()
        && let Some(heading) = found("h2").and_then(|heading| heading.dyn_into::<HtmlElement>().ok())
    {
        // A heading that cannot take the focus leaves it where the browser put it.
        let _ = heading.focus();
    }
}
