//! A newer text of an article: pasted, compared, and taken with the quotes that are found in it.

use std::collections::BTreeSet;
use std::rc::Rc;

use web_sys::HtmlTextAreaElement;
use yew::{
    AttrValue, Callback, Html, InputEvent, Properties, SubmitEvent, TargetCast, UseStateHandle, UseStateSetter,
    component, html, use_callback, use_memo, use_state, use_state_eq,
};

use super::carried::CarriedList;
use super::flip;
use super::modal::Modal;
use crate::domain::id::{ArticleId, QuoteId};
use crate::domain::text::{capitalised, counted};
use crate::web::files::{self, Revising};
use crate::web::store::{use_dispatcher, use_snapshot};
use crate::web::ui::Action;

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// The article.
    pub(super) id: ArticleId,
}

/// First the text, then what becomes of the quotes. Until it is taken, nothing is changed.
#[component]
pub(super) fn ReviseDialog(props: &Props) -> Html {
    let revising = use_state_eq(|| None::<Rc<Revising>>);
    let back = use_callback(revising.setter(), |(), revising| revising.set(None));
    let text = use_state_eq(AttrValue::default);
    let project = use_snapshot().project;
    let title = project.article(&props.id).map(|article| article.title().to_owned()).unwrap_or_default();
    html! {
        <Modal title="Update an article's text" class="wide merge revise">
            <p class="merge-name">{ title }</p>
            if let Some(revising) = &*revising {
                <Outcome revising={Rc::clone(revising)} {back} />
            } else {
                <NewText id={props.id.clone()} text={text.clone()} onfound={revising.setter()} />
            }
        </Modal>
    }
}

#[derive(PartialEq, Properties)]
struct NewTextProps {
    id: ArticleId,
    /// What was typed or pasted.
    text: UseStateHandle<AttrValue>,
    onfound: UseStateSetter<Option<Rc<Revising>>>,
}

/// The field for the new text.
#[component]
fn NewText(props: &NewTextProps) -> Html {
    let dispatcher = use_dispatcher();
    let problem = use_state(|| None::<AttrValue>);
    let oninput = use_callback(props.text.setter(), |event: InputEvent, text| {
        text.set(event.target_unchecked_into::<HtmlTextAreaElement>().value().into());
    });
    let onsubmit = {
        let (id, text, onfound) = (props.id.clone(), props.text.clone(), props.onfound.clone());
        let (dispatcher, problem) = (dispatcher.clone(), problem.setter());
        move |event: SubmitEvent| {
            event.prevent_default();
            match files::revising(&dispatcher, &id, &text) {
                Ok(revising) => onfound.set(Some(revising)),
                Err(error) => problem.set(Some(capitalised(&error.to_string()).into())),
            }
        }
    };
    let cancel = use_callback(dispatcher, |_, dispatcher| dispatcher.ui(Action::Close));
    html! {
        <form {onsubmit}>
            <label class="label" for="revise-text">{ "The text as it is now" }</label>
            <textarea
                id="revise-text"
                class="field"
                rows="12"
                placeholder="Paste the whole article here"
                autofocus=true
                value={(*props.text).clone()}
                {oninput}
                aria-describedby="revise-problem"
            />
            <p id="revise-problem" class="problem" role="alert">{ (*problem).clone() }</p>
            <footer>
                <p class="muted small grow">{ "Next you see what becomes of each quote. Nothing changes before." }</p>
                <button type="button" class="button" onclick={cancel}>{ "Cancel" }</button>
                <button type="submit" class="button primary" disabled={props.text.trim().is_empty()}>{ "Compare" }</button>
            </footer>
        </form>
    }
}

#[derive(PartialEq, Properties)]
struct OutcomeProps {
    revising: Rc<Revising>,
    back: Callback<()>,
}

/// What becomes of the quotes.
#[component]
fn Outcome(props: &OutcomeProps) -> Html {
    let dispatcher = use_dispatcher();
    let accepted = use_state_eq(BTreeSet::<QuoteId>::new);
    let rows = use_memo(Rc::clone(&props.revising), |revising| revising.revision.rows(&revising.project));
    let flip = use_callback(accepted.clone(), |quote: QuoteId, accepted| {
        let mut next = (**accepted).clone();
        flip(&mut next, quote);
        accepted.set(next);
    });
    let deps = (dispatcher, Rc::clone(&props.revising), (*accepted).clone());
    let update = use_callback(deps, |_, (dispatcher, revising, accepted)| {
        dispatcher.ui(Action::Close);
        files::revise(dispatcher, revising, accepted);
    });
    let back = props.back.reform(|_| ());
    let revision = &props.revising.revision;
    let going = revision.going(&accepted).count();
    let stay = revision.quotes.len() - going;
    html! {
        <>
            <p class="merge-counts">
                <strong>
                    if revision.quotes.is_empty() {
                        { "There is no quote in the article." }
                    } else {
                        { format!("{}: {}", counted(revision.quotes.len(), "quote", "quotes"), revision.fates().words()) }
                    }
                </strong>
            </p>
            <CarriedList {rows} accepted={(*accepted).clone()} {flip} />
            <footer>
                <p class="muted small grow">
                    if going == 0 && stay > 0 {
                        { "Nothing that is quoted stands in this text. Is it the right one?" }
                    } else if stay > 0 {
                        { format!("{} with the earlier text, which stays in the list.", files::stays(stay)) }
                    } else {
                        { "The earlier text goes out of the list. Undo brings it back." }
                    }
                </p>
                <button type="button" class="button" onclick={back}>{ "Back" }</button>
                <button type="button" class="button primary" onclick={update} autofocus=true>
                    if revision.quotes.is_empty() {
                        { "Update" }
                    } else if going == 0 {
                        { "Update without its quotes" }
                    } else {
                        { format!("Update, and bring {} over", counted(going, "quote", "quotes")) }
                    }
                </button>
            </footer>
        </>
    }
}
