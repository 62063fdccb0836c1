//! One notice: it stays until it is dismissed, or goes by itself when there was time to read it.

use gloo::timers::callback::Timeout;
use yew::{Html, Properties, classes, component, html, use_callback, use_effect_with, use_state_eq};

use super::super::icon::{Icon, Sign};
use crate::web::projects::use_projects;
use crate::web::store::use_dispatcher;
use crate::web::ui::{Action, Notice, Offer, Weight};

/// A passing notice stays so long, and longer the more it says.
const LEAST_MILLISECONDS: u32 = 6_000;
const MILLISECONDS_A_LETTER: u32 = 60;

/// One that offers to do something stays longer.
const OFFER_MILLISECONDS: u32 = 20_000;

#[derive(PartialEq, Properties)]
pub(in crate::web::components) struct Props {
    /// The notice.
    pub(in crate::web::components) notice: Notice,
}

/// One notice. While the pointer or the focus is on it, it does not go.
#[component]
pub(in crate::web::components) fn NoticeCard(props: &Props) -> Html {
    let Notice { id, text, weight, offer } = &props.notice;
    let dispatcher = use_dispatcher();
    let is_held = use_state_eq(|| false);
    {
        let (dispatcher, length) = (dispatcher.clone(), u32::try_from(text.len()).unwrap_or(u32::MAX));
        let least = if offer.is_some() { OFFER_MILLISECONDS } else { LEAST_MILLISECONDS };
        use_effect_with((*id, *weight, *is_held), move |&(id, weight, is_held)| {
            let time = least.max(length.saturating_mul(MILLISECONDS_A_LETTER));
            let passes = weight == Weight::Passing && !is_held;
            let timer = passes.then(|| Timeout::new(time, move || dispatcher.ui(Action::Dismiss(id))));
            move || drop(timer)
        });
    }
    let deps = (dispatcher.clone(), use_projects().projects, *id, offer.clone());
    let accept = use_callback(deps, |_, (dispatcher, projects, id, offer)| {
        dispatcher.ui(Action::Dismiss(*id));
        match offer {
            Some(Offer::Show(dialog)) => dispatcher.ui(Action::Open(dialog.clone())),
            Some(Offer::Restore(project)) => projects.restore(project),
            Some(Offer::Return(project)) => projects.return_to(project),
            None => {}
        }
    });
    let dismiss = use_callback((dispatcher, *id), |_, (dispatcher, id)| dispatcher.ui(Action::Dismiss(*id)));
    let hold = use_callback(is_held.setter(), |(), held| held.set(true));
    let let_go = use_callback(is_held.setter(), |(), held| held.set(false));
    html! {
        <div
            class={classes!("notice", (*weight != Weight::Passing).then_some("lasting"))}
            onmouseover={hold.reform(|_| ())}
            onmouseout={let_go.reform(|_| ())}
            onfocusin={hold.reform(|_| ())}
            onfocusout={let_go.reform(|_| ())}
        >
            <p>{ text }</p>
            if let Some(offer) = offer {
                <button type="button" class="button" onclick={accept}>{ offer.label() }</button>
            }
            <button type="button" class="button quiet" aria-label="Dismiss this notice" onclick={dismiss}>
                <Icon sign={Sign::Close} />
            </button>
        </div>
    }
}
