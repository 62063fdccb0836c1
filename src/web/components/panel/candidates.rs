//! Contradictions to check: pairs of statements side by side, each with its reason, to be linked or dismissed.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::{
    AttrValue, Callback, Html, KeyboardEvent, MouseEvent, Properties, TargetCast, component, html, use_callback,
};

use crate::domain::session::{Intent, is_settled};
use crate::domain::suggest::contradictions::Statement;
use crate::domain::text::{capitalised, counted};
use crate::web::contradicting::{Candidate, Looking, use_candidates};
use crate::web::store::{use_dispatcher, use_snapshot};

/// So many pairs are drawn; as they are decided upon the next ones come.
const MOST_ROWS: usize = 20;

/// Offers to look for contradictions, or what was found.
#[component]
pub(super) fn Candidates() -> Html {
    let snapshot = use_snapshot();
    let (looking, look) = use_candidates();
    let onclick = look.reform(|_| ());
    let body = match &*looking {
        Looking::Not => html! {
            <button type="button" class="button" {onclick}>{ "Look for contradictions" }</button>
        },
        Looking::Going => html! { <p role="status" class="muted small">{ "Comparing statements …" }</p> },
        Looking::Done(found) => {
            let is_open = |found: &&Rc<Candidate>| {
                let [one, other] = &found.pair;
                !is_settled(&snapshot.project, one, other)
            };
            let left: Vec<_> = found.iter().filter(is_open).cloned().collect();
            html! { <>
                <header>
                    <p role="status">
                        if left.is_empty() {
                            { "Nothing left to check." }
                        } else {
                            { format!("{} to check, the likeliest first", counted(left.len(), "pair", "pairs")) }
                        }
                    </p>
                    <button type="button" class="button quiet" {onclick}>{ "Look again" }</button>
                </header>
                <ul class="candidates">
                    { for left.into_iter().take(MOST_ROWS).map(|candidate| html! {
                        <Row key={key(&candidate)} candidate={Rc::clone(&candidate)} />
                    }) }
                </ul>
            </> }
        }
    };
    html! { <section class="suggestions" aria-label="Contradictions to check">{ body }</section> }
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

/// One pair. With the focus on it, Enter links and Backspace dismisses, and the next one has the focus then.
#[component]
fn Row(props: &RowProps) -> Html {
    let dispatcher = use_dispatcher();
    let deps = (dispatcher, Rc::clone(&props.candidate));
    let decide = use_callback(deps, |decision, (dispatcher, candidate)| {
        let pair = Box::new(candidate.pair.clone());
        dispatcher.send(match decision {
            Decision::Link => Intent::LinkStatements(pair, candidate.difference),
            Decision::Dismiss => Intent::DismissStatements(pair),
        });
    });
    let onkeydown = use_callback(decide.clone(), |event: KeyboardEvent, decide| on_key(&event, decide));
    let link = decide.reform(|_: MouseEvent| Decision::Link);
    let dismiss = decide.reform(|_: MouseEvent| Decision::Dismiss);
    let [one, other] = &props.candidate.pair;
    html! {
        <li class="candidate" tabindex="0" {onkeydown}>
            <p class="candidate-reason">{ capitalised(&props.candidate.reason) }</p>
            <div class="candidate-pair">
                <Side statement={one.clone()} />
                <Side statement={other.clone()} />
            </div>
            <div class="suggestion-deeds">
                <button type="button" class="button" onclick={link}>{ "Contradiction" }</button>
                <button type="button" class="button quiet" onclick={dismiss}>{ "Not one" }</button>
            </div>
        </li>
    }
}

/// Decides by key, where the row itself has the focus, and goes on to the next row.
fn on_key(event: &KeyboardEvent, decide: &Callback<Decision>) {
    let Some(row) = event.target_dyn_into::<Element>().filter(|target| target.class_list().contains("candidate"))
    else {
        return;
    };
    let next = row.next_element_sibling();
    let goal = match event.key().as_str() {
        "ArrowDown" | "j" => next,
        "ArrowUp" | "k" => row.previous_element_sibling(),
        "Enter" => {
            decide.emit(Decision::Link);
            next.or_else(|| row.previous_element_sibling())
        }
        "Backspace" | "Delete" => {
            decide.emit(Decision::Dismiss);
            next.or_else(|| row.previous_element_sibling())
        }
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    if let Some(goal) = goal.and_then(|goal| goal.dyn_into::<HtmlElement>().ok()) {
        // A row that cannot take the focus leaves it where it was.
        let _ = goal.focus();
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
        crate::web::hooks::reveal::show_span(&dispatcher.snapshot().project, article, *span);
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
