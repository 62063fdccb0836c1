//! The list of articles.

mod loading;
mod reminder;
mod row;

use std::collections::BTreeMap;
use std::rc::Rc;

use yew::{Html, component, html, use_memo, use_mut_ref};

use self::loading::Loading;
use self::reminder::Reminder;
use self::row::{Place, Row};
use super::command_button::CommandButton;
use super::project_button::ProjectButton;
use super::window::{Kind, use_window};
use crate::domain::command::Command;
use crate::domain::search::Query;
use crate::domain::tally::{FoundParagraphs, tally};
use crate::web::store::{use_snapshot, use_ui};

/// How the rows of articles lie.
const ARTICLES: Kind = Kind { row: 84 };

/// The list of articles, with the numbers of each.
#[component]
pub(crate) fn Rail() -> Html {
    let snapshot = use_snapshot();
    let ui = use_ui();
    let project = &snapshot.project;
    let tallies = use_memo(snapshot.revision, |_| tally(project));
    let articles = project.articles();
    let found = use_mut_ref(FoundParagraphs::default);
    let hits = use_memo((snapshot.revision, articles.len(), ui.search.clone()), |(_, _, words)| {
        found.borrow_mut().count(project, &Query::new(words))
    });
    let columns = &snapshot.view.columns;
    let place = |id| match columns.focused() {
        Some(focused) if focused == id => Place::Focused,
        _ if columns.contains(id) => Place::Open,
        _ => Place::Closed,
    };
    let left = use_memo((snapshot.revision, Rc::clone(&snapshot.suggestions)), |(_, suggestions)| {
        let made = articles.iter().filter(|(id, _)| suggestions.count_made(id).is_some_and(|count| count > 0));
        made.map(|(id, _)| ((*id).clone(), suggestions.left(project, id).len())).collect::<BTreeMap<_, _>>()
    });
    let window = use_window(ARTICLES, articles.len(), None);
    let row = |number: usize| {
        let (id, article) = articles[number];
        html! {
            <Row
                key={id.as_str()}
                id={id.clone()}
                article={Rc::clone(article)}
                tally={tallies.get(id).copied().unwrap_or_default()}
                found={hits.get(id).copied()}
                suggested={left.get(id).copied()}
                place={place(id)}
            />
        }
    };
    html! {
        <nav class="rail" aria-labelledby="rail-title">
            <ProjectButton class="in-rail" />
            <h2 id="rail-title">{ "Articles" }</h2>
            <Loading progress={ui.progress.clone()} />
            if articles.is_empty() && ui.progress.is_none() {
                <p class="rail-empty">{ "No articles yet. Add some, or drop files anywhere on this page." }</p>
            }
            <div class="articles" ref={&window.list}>{ window.parts(row) }</div>
            <CommandButton command={Command::Import} label="Add articles…" class="button add-articles">
                { "Add articles…" }
            </CommandButton>
            <CommandButton command={Command::Export} label="Export the project as a file" class="button export">
                { "Export" }
            </CommandButton>
            <CommandButton command={Command::ExportAs} label="Export in another format" class="button export">
                { "Export in another format…" }
            </CommandButton>
            <Reminder />
        </nav>
    }
}
