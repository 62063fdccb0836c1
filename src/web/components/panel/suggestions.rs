//! The suggestions of the article with the focus: how many are left, the active one, and accepting many at once.

use std::rc::Rc;

use web_sys::HtmlSelectElement;
use yew::{AttrValue, Event, Html, Properties, TargetCast, component, html, use_callback, use_memo, use_state_eq};

use super::super::command_button::CommandButton;
use crate::domain::command::Command;
use crate::domain::id::ArticleId;
use crate::domain::project::Project;
use crate::domain::session::Intent;
use crate::domain::suggest::Suggestion;
use crate::domain::text::counted;
use crate::web::store::{Snapshot, use_dispatcher, use_snapshot};
use crate::web::suggesting::said_by;

/// How sure suggestions may have to be, in per cent.
const STEPS: [u8; 5] = [95, 90, 80, 70, 50];

/// Offers to suggest, or what is suggested.
#[component]
pub(super) fn SuggestionBar() -> Html {
    let snapshot = use_snapshot();
    if snapshot.project.articles().is_empty() {
        return Html::default();
    }
    html! {
        <section class="suggestions" aria-label="Suggestions">
            if snapshot.suggestions.are_wanted() {
                if let Some(article) = snapshot.view.columns.focused() {
                    <Left article={article.clone()} />
                } else {
                    <p class="muted small">{ "Open an article to have quotes suggested." }</p>
                }
            } else {
                <CommandButton command={Command::Suggest} label="Suggest quotes" class="button">
                    { "Suggest quotes" }
                </CommandButton>
            }
        </section>
    }
}

#[derive(PartialEq, Properties)]
struct LeftProps {
    article: ArticleId,
}

/// What is left of an article.
#[component]
fn Left(props: &LeftProps) -> Html {
    let snapshot = use_snapshot();
    let id = &props.article;
    let left = snapshot.suggestions.left(&snapshot.project, id).len();
    let words = match (snapshot.suggestions.count_made(id), left) {
        _ if snapshot.project.text(id).is_none() => "The text of this article is not at hand.".to_owned(),
        (None, _) => "Reading the article …".to_owned(),
        (Some(0), _) => "Nothing is suggested in this article.".to_owned(),
        (Some(_), 0) => "Nothing left to decide in this article.".to_owned(),
        (Some(_), left) => format!("{} left in this article", counted(left, "suggestion", "suggestions")),
    };
    html! { <>
        <header>
            <p role="status">{ words }</p>
            <CommandButton command={Command::Suggest} label="Stop suggesting" class="button quiet">{ "Stop suggesting" }</CommandButton>
        </header>
        { active(&snapshot) }
        if left > 0 {
            <AcceptAbove article={id.clone()} />
        }
    </> }
}

/// The active suggestion, with what becomes of it.
fn active(snapshot: &Snapshot) -> Html {
    let Some(place) = &snapshot.view.suggestion else { return Html::default() };
    let Some(suggestion) = snapshot.suggestions.at(place) else { return Html::default() };
    let words = words(&snapshot.project, &place.article, suggestion);
    html! {
        <div class="suggestion">
            <p class="row-who">
                <span class="row-name">{ said_by(suggestion) }</span>
                <span class="row-aside">{ suggestion.kind.name() }</span>
            </p>
            <p class="suggestion-words">{ words }</p>
            <p class="muted small">{ format!("{} % sure that this is a quote", suggestion.confidence) }</p>
            <div class="suggestion-deeds">
                <CommandButton command={Command::Accept} label="Accept the suggestion" class="button primary">
                    { "Accept" }
                </CommandButton>
                <CommandButton command={Command::Delete} label="Reject the suggestion" class="button">{ "Reject" }</CommandButton>
            </div>
        </div>
    }
}

fn words(project: &Project, article: &ArticleId, suggestion: &Suggestion) -> AttrValue {
    let text = project.text(article);
    let pieces = suggestion.content.iter().filter_map(|&span| text?.get(span));
    pieces.collect::<Vec<_>>().join(" … ").into()
}

#[derive(PartialEq, Properties)]
struct AcceptAboveProps {
    article: ArticleId,
}

/// Accepts every suggestion that is sure enough: how many that is stands on the button.
#[component]
fn AcceptAbove(props: &AcceptAboveProps) -> Html {
    let (snapshot, dispatcher) = (use_snapshot(), use_dispatcher());
    let least = use_state_eq(|| STEPS[1]);
    let onchange = use_callback(least.setter(), |event: Event, least| {
        let value = event.target_unchecked_into::<HtmlSelectElement>().value();
        least.set(value.parse().unwrap_or(STEPS[0]));
    });
    let suggestions = Rc::clone(&snapshot.suggestions);
    let count = use_memo((snapshot.moment, props.article.clone(), *least), |(_, article, least)| {
        suggestions.count_above(&snapshot.project, article, *least)
    });
    let deps = (dispatcher, props.article.clone(), *least);
    let accept = use_callback(deps, |_, (dispatcher, article, least)| {
        dispatcher.send(Intent::AcceptAbove(article.clone(), *least));
    });
    html! {
        <div class="suggestion-deeds">
            <button type="button" class="button" disabled={*count == 0} onclick={accept}>
                { format!("Accept {}", counted(*count, "suggestion", "suggestions")) }
            </button>
            <label>
                <span class="visually-hidden">{ "that are at least so sure" }</span>
                <select class="field" {onchange}>
                    { for STEPS.into_iter().map(|step| html! {
                        <option key={step} value={step.to_string()} selected={step == *least}>
                            { format!("{step} % sure or more") }
                        </option>
                    }) }
                </select>
            </label>
        </div>
    }
}
