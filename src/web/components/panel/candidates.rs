//! Contradictions to check: pairs of statements side by side, each with its reason, to be linked or dismissed.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::{
    AttrValue, Callback, Html, KeyboardEvent, MouseEvent, NodeRef, Properties, TargetCast, component, html,
    use_callback, use_memo, use_node_ref,
};

use crate::domain::session::{Intent, is_settled};
use crate::domain::suggest::contradictions::Statement;
use crate::domain::text::{capitalised, counted};
use crate::web::contradicting::{Candidate, Looking};
use crate::web::hooks::look;
use crate::web::hooks::reveal::show_span;
use crate::web::hooks::shortcuts;
use crate::web::store::{use_dispatcher, use_snapshot};
use crate::web::ui::{Action, Pane};

/// So many pairs are drawn; as they are decided upon the next ones come.
const MOST_ROWS: usize = 20;

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// What was found.
    pub(super) looking: Looking,
    /// Begins to look.
    pub(super) look: Callback<()>,
}

/// Offers to look for contradictions, or what was found.
#[component]
pub(super) fn Candidates(props: &Props) -> Html {
    let onclick = props.look.reform(|_: MouseEvent| ());
    let body = match &props.looking {
        Looking::Not => html! {
            <button type="button" class="button" {onclick}>{ "Look for contradictions" }</button>
        },
        Looking::Going => html! { <p role="status" class="muted small">{ "Comparing statements …" }</p> },
        Looking::Done(found) => html! { <Found found={Rc::clone(found)} {onclick} /> },
    };
    html! { <section class="suggestions" aria-label="Contradictions to check">{ body }</section> }
}

#[derive(PartialEq, Properties)]
struct FoundProps {
    found: Rc<Vec<Rc<Candidate>>>,
    onclick: Callback<MouseEvent>,
}

/// The pairs that nobody has decided upon since.
#[component]
fn Found(props: &FoundProps) -> Html {
    let snapshot = use_snapshot();
    let project = snapshot.project.clone();
    let left = use_memo((snapshot.revision, Rc::clone(&props.found)), |(_, found)| {
        let is_open = |found: &&Rc<Candidate>| !is_settled(&project, &found.pair[0], &found.pair[1]);
        found.iter().filter(is_open).cloned().collect::<Vec<_>>()
    });
    html! { <>
        <header>
            <p role="status">
                if left.is_empty() {
                    { "Nothing left to check." }
                } else {
                    { format!("{} to check, the likeliest first", counted(left.len(), "pair", "pairs")) }
                }
            </p>
            <button type="button" class="button quiet" onclick={props.onclick.clone()}>{ "Look again" }</button>
        </header>
        if !left.is_empty() {
            <p class="muted small keys-only">{ "With a pair in focus, Enter links it and Backspace dismisses it." }</p>
        }
        <ul class="candidates">
            { for left.iter().take(MOST_ROWS).map(|candidate| html! {
                <Row key={key(candidate)} candidate={Rc::clone(candidate)} />
            }) }
        </ul>
    </> }
}

fn key(candidate: &Candidate) -> String {
    let place = |it: &Statement| format!("{}-{}-{}", it.article, it.span.start, it.span.end);
    let [one, other] = &candidate.pair;
    format!("{}/{}", place(one), place(other))
}

/// What becomes of a pair.
#[derive(Clone, Copy)]
enum Decision {
    Link,
    Dismiss,
}

#[derive(PartialEq, Properties)]
struct RowProps {
    candidate: Rc<Candidate>,
}

/// One pair. With the focus on it, Enter links and Backspace dismisses. The next one has the focus then.
#[component]
fn Row(props: &RowProps) -> Html {
    let dispatcher = use_dispatcher();
    let row = use_node_ref();
    let deps = (dispatcher, Rc::clone(&props.candidate), row.clone());
    let decide = use_callback(deps, |decision, (dispatcher, candidate, row)| {
        go_on_from(row);
        let pair = Box::new(candidate.pair.clone());
        dispatcher.send(match decision {
            Decision::Link => Intent::LinkStatements(pair, candidate.difference),
            Decision::Dismiss => Intent::DismissStatements(pair),
        });
    });
    let onkeydown = use_callback((decide.clone(), row.clone()), |event: KeyboardEvent, (decide, row)| {
        on_key(&event, decide, row);
    });
    let link = decide.reform(|_: MouseEvent| Decision::Link);
    let dismiss = decide.reform(|_: MouseEvent| Decision::Dismiss);
    let [one, other] = &props.candidate.pair;
    let reason = capitalised(&props.candidate.reason);
    html! {
        <li ref={row} class="candidate" tabindex="0" aria-label={reason.clone()} aria-keyshortcuts="Enter Backspace" {onkeydown}>
            <p class="candidate-reason">{ reason }</p>
            <div class="candidate-pair">
                <Side statement={one.clone()} />
                <Side statement={other.clone()} />
            </div>
            <div class="suggestion-deeds">
                <button type="button" class="button" onclick={link}>{ "Contradiction" }</button>
                <button type="button" class="button quiet" onclick={dismiss}>{ "Dismiss" }</button>
            </div>
        </li>
    }
}

/// Decides by key, where the row itself has the focus. What deletes must not reach the page from within the row.
fn on_key(event: &KeyboardEvent, decide: &Callback<Decision>, row: &NodeRef) {
    let Some(key) = shortcuts::name(event) else { return };
    let row = row.cast::<Element>();
    let is_on_row = event.target_dyn_into::<Element>() == row;
    let goal = match key.as_str() {
        "ArrowDown" => row.and_then(|row| row.next_element_sibling()),
        "ArrowUp" => row.and_then(|row| row.previous_element_sibling()),
        "Enter" | "Backspace" | "Delete" if is_on_row && !event.repeat() => {
            decide.emit(if key == "Enter" { Decision::Link } else { Decision::Dismiss });
            None
        }
        "Backspace" | "Delete" => None,
        "Enter" if is_on_row => None,
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    focus(goal);
}

/// Gives the focus to the row that comes next, or to the list's own button where there is none.
fn go_on_from(row: &NodeRef) {
    let Some(row) = row.cast::<Element>() else { return };
    let other = row.next_element_sibling().or_else(|| row.previous_element_sibling());
    let button = || row.closest(".suggestions").ok()??.query_selector("header button").ok()?;
    focus(other.or_else(button));
}

fn focus(element: Option<Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // What cannot take the focus leaves it where it was.
        let _ = element.focus();
    }
}

#[derive(PartialEq, Properties)]
struct SideProps {
    statement: Statement,
}

/// One of the two statements: who says it, and where.
#[component]
fn Side(props: &SideProps) -> Html {
    let (snapshot, dispatcher) = (use_snapshot(), use_dispatcher());
    let Statement { article, span, text, speaker, .. } = &props.statement;
    let outlet = snapshot.project.article(article).map(|article| {
        let outlet = article.outlet();
        if outlet.is_empty() { article.title() } else { outlet }.to_owned()
    });
    let by = speaker.as_ref().map(|speaker| format!("{speaker}, ")).unwrap_or_default();
    let onclick = use_callback((dispatcher, article.clone(), *span), |_, (dispatcher, article, span)| {
        dispatcher.send(Intent::OpenBeside(article.clone()));
        dispatcher.ui(Action::Turn(Pane::Texts));
        let (dispatcher, article, span) = (dispatcher.clone(), article.clone(), *span);
        // Its column has to be drawn before the words can be shown in it.
        look::once(move || show_span(&dispatcher, &article, span));
    });
    html! {
        <div>
            <button type="button" class="candidate-place" title="Show it in its article" {onclick}>
                { format!("{by}{}", outlet.unwrap_or_default()) }
            </button>
            <p class="words">{ AttrValue::from(text.to_string()) }</p>
        </div>
    }
}
