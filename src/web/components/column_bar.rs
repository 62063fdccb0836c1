//! The bar over an open article: where it is from, and what can be done with its column.

use std::rc::Rc;

use yew::{Html, Properties, component, html, use_callback};

use super::keys::titled;
use crate::domain::annotation::Article;
use crate::domain::command::Command;
use crate::domain::id::ArticleId;
use crate::domain::session::Intent;
use crate::web::hooks::settings::use_settings;
use crate::web::store::use_dispatcher;
use crate::web::ui::{Action, Dialog};

/// The article of the column.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// The article.
    pub id: ArticleId,
    /// What is known about it.
    pub article: Rc<Article>,
    /// How many quotes it has.
    pub quotes: usize,
}

/// The bar over an open article.
#[component]
pub(crate) fn ColumnBar(props: &Props) -> Html {
    let dispatcher = use_dispatcher();
    let settings = use_settings();
    let deps = (dispatcher, props.id.clone());
    let close = use_callback(deps.clone(), |_, (dispatcher, id)| dispatcher.send(Intent::Close(id.clone())));
    let details = use_callback(deps, |_, (dispatcher, id)| dispatcher.ui(Action::Open(Dialog::Article(id.clone()))));
    let article = &props.article;
    let facts = [article.outlet(), article.date(), article.byline()];
    let facts = facts.iter().filter(|fact| !fact.is_empty()).copied().collect::<Vec<_>>().join(" · ");
    html! {
        <header class="column-bar">
            <span class="column-facts" title={article.title().to_owned()}>{ facts }</span>
            <button class="button quiet small" onclick={details} title={titled("Correct title, outlet, date or boilerplate", Command::EditArticle, settings.keys())}>
                { "Details" }
            </button>
            <button
                class="button quiet small"
                onclick={close}
                aria-label={format!("Close “{}”", article.title())}
                title={titled("Close this column", Command::CloseColumn, settings.keys())}
            >
                { "✕" }
            </button>
        </header>
    }
}
