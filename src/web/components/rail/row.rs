//! An article in the list: its title, its outlet, and its numbers.

use std::rc::Rc;

use yew::{AttrValue, Html, Properties, classes, component, html, use_callback};

use super::super::icon::{Icon, Sign};
use crate::domain::annotation::Article;
use crate::domain::id::ArticleId;
use crate::domain::session::Intent;
use crate::domain::tally::Tally;
use crate::domain::text::counted;
use crate::web::hooks::renders;
use crate::web::store::use_dispatcher;
use crate::web::ui::{Action, Pane};

/// Whether an article has a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// It has none.
    Closed,
    /// It has one.
    Open,
    /// It has the one with the focus.
    Focused,
}

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// The article.
    pub(super) id: ArticleId,
    /// What is known about it.
    pub(super) article: Rc<Article>,
    /// Its numbers.
    pub(super) tally: Tally,
    /// How many of its paragraphs a search finds, while there is one.
    pub(super) found: Option<usize>,
    /// How many suggestions are left in it, where any were made.
    pub(super) suggested: Option<usize>,
    /// Whether it has a column.
    pub(super) place: Place,
}

/// An article in the list, to be opened in the focused column or beside it.
#[component]
pub(super) fn Row(props: &Props) -> Html {
    renders::count("article-row");
    let dispatcher = use_dispatcher();
    let deps = (dispatcher, props.id.clone());
    let open = use_callback(deps.clone(), |_, (dispatcher, id)| {
        dispatcher.send(Intent::Open(id.clone()));
        dispatcher.ui(Action::Turn(Pane::Texts));
    });
    let beside = use_callback(deps, |_, (dispatcher, id)| {
        dispatcher.send(Intent::OpenBeside(id.clone()));
        dispatcher.ui(Action::Turn(Pane::Texts));
    });
    let title = AttrValue::from(props.article.title().to_owned());
    let is_open = props.place != Place::Closed;
    let state = match props.place {
        Place::Closed => None,
        Place::Open => Some("open"),
        Place::Focused => Some("focused"),
    };
    html! {
        <li class={classes!("article-row", state)}>
            <button
                type="button"
                class="article-open"
                data-open-article={props.id.as_str().to_owned()}
                aria-current={is_open.then_some("true")}
                onclick={open}
            >
                <span class="article-title">{ &title }</span>
                <span class="article-numbers">
                    <Numbers outlet={props.article.outlet().to_owned()} tally={props.tally} found={props.found} suggested={props.suggested} />
                </span>
            </button>
            if !is_open {
                <button
                    type="button"
                    class="article-beside"
                    title="Open beside"
                    aria-label={format!("Open “{title}” beside")}
                    onclick={beside}
                >
                    <Icon sign={Sign::Beside} />
                </button>
            }
        </li>
    }
}

#[derive(PartialEq, Properties)]
struct NumbersProps {
    outlet: AttrValue,
    tally: Tally,
    found: Option<usize>,
    suggested: Option<usize>,
}

#[component]
fn Numbers(props: &NumbersProps) -> Html {
    let Tally { quotes, open } = props.tally;
    html! {
        <>
            if !props.outlet.is_empty() {
                <span>{ &props.outlet }</span>
            }
            if let Some(found) = props.found {
                <span class="found">{ format!("{found} found") }</span>
            }
            if let Some(left) = props.suggested {
                <span class="suggested">
                    { if left == 0 { "all decided".to_owned() } else { format!("{left} suggested") } }
                </span>
            }
            if quotes > 0 {
                <span>{ counted(quotes, "quote", "quotes") }</span>
            }
            if open > 0 {
                <span class="open-clashes" title={counted(open, "open contradiction", "open contradictions")}>
                    <span aria-hidden="true">{ open }</span>
                    <Icon sign={Sign::Clash} />
                    <span class="visually-hidden">{ counted(open, "open contradiction", "open contradictions") }</span>
                </span>
            }
        </>
    }
}
