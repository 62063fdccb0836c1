//! The list of quotes.

use std::rc::Rc;

use yew::{AttrValue, Html, Properties, UseStateHandle, component, html, use_callback, use_memo, use_mut_ref};

use super::press::Press;
use super::quote_filters::QuoteFilters;
use super::quote_row::QuoteRow;
use super::rows::{self, ROWS, Summary};
use super::suggestions::SuggestionBar;
use super::{Narrowing, Scope};
use crate::domain::annotation::Quote;
use crate::domain::command::Command;
use crate::domain::id::QuoteId;
use crate::domain::listing::{self, FoundQuotes};
use crate::domain::project::Project;
use crate::domain::search::Query;
use crate::domain::session::Active;
use crate::web::components::window::use_window;
use crate::web::store::use_snapshot;

/// What the list depends on besides the project.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The record that is open in the panel.
    pub open: Option<Active>,
    /// What the lists are narrowed to.
    pub narrowing: UseStateHandle<Narrowing>,
    /// The words searched for.
    pub search: AttrValue,
}

/// The list of quotes, its filters over it.
#[component]
pub(super) fn QuoteList(props: &Props) -> Html {
    let snapshot = use_snapshot();
    let project = snapshot.project.clone();
    let open = match &props.open {
        Some(Active::Quote(id)) => Some(id.clone()),
        _ => None,
    };
    let articles = match props.narrowing.scope {
        Scope::Open => Some(snapshot.view.columns.articles().to_vec()),
        Scope::All => None,
    };
    let all = use_memo(snapshot.revision, |_| project.quote_count());
    // A quote that is being worked on stays, though a filter would take it away; what is searched for is another thing.
    let is_searched = !props.search.trim().is_empty();
    let is_filtered = props.narrowing.quotes.count() > 0 || is_searched;
    let also = open.clone().filter(|_| is_filtered && !is_searched);
    let list = listing::QuoteList { articles, filter: props.narrowing.quotes.clone(), also };
    let known = use_mut_ref(FoundQuotes::default);
    let quotes = use_memo((snapshot.revision, list.clone(), props.search.clone()), |(_, list, search)| {
        listing::quotes(&project, list, &Query::new(search), &mut known.borrow_mut())
    });
    let mut quotes = Rc::clone(&*quotes);
    // What was found and opened stays as well, until something else is searched for: its words may just be changing.
    let found = use_mut_ref(|| None::<(AttrValue, QuoteId)>);
    if let Some(id) = open.clone().filter(|_| is_searched) {
        let opened = Some((props.search.clone(), id.clone()));
        if quotes.iter().any(|(listed, _)| *listed == id) {
            *found.borrow_mut() = opened;
        } else if *found.borrow() == opened {
            let list = listing::QuoteList { also: Some(id), ..list };
            let query = Query::new(&props.search);
            quotes = listing::quotes(&snapshot.project, &list, &query, &mut FoundQuotes::default());
        }
    }
    let on_clear = use_callback(props.narrowing.clone(), |(), narrowing| {
        narrowing.set(Narrowing { scope: Scope::All, status: narrowing.status, ..Narrowing::default() });
    });
    html! { <>
        <h2 class="visually-hidden">{ "Quotes" }</h2>
        <SuggestionBar />
        <QuoteFilters narrowing={props.narrowing.clone()} />
        <Summary shown={quotes.len()} all={*all} noun="quotes" search={props.search.clone()} {on_clear} />
        if *all == 0 || (quotes.is_empty() && !is_filtered) {
            { rows::empty(html! { <Press first="Select words in the article" command={Command::MarkQuote} /> }) }
        } else if quotes.is_empty() {
            { rows::empty(html! { { "No quote matches. Show all to see the others." } }) }
        }
        <Rows list={List { quotes, revision: snapshot.revision, project: snapshot.project }} {open} with_outlet={props.narrowing.scope == Scope::All} />
    </> }
}

/// The quotes that are listed, and where they are known.
#[derive(Clone)]
struct List {
    quotes: Rc<Vec<(QuoteId, Rc<Quote>)>>,
    project: Project,
    revision: u64,
}

impl PartialEq for List {
    fn eq(&self, other: &Self) -> bool {
        self.revision == other.revision && Rc::ptr_eq(&self.quotes, &other.quotes)
    }
}

#[derive(Clone, PartialEq, Properties)]
struct RowsProps {
    list: List,
    open: Option<QuoteId>,
    with_outlet: bool,
}

/// The rows, which are compared one by one only when the list or the open row is another.
#[component]
fn Rows(props: &RowsProps) -> Html {
    let List { quotes, project, .. } = &props.list;
    let is_open = |quote: &QuoteId| props.open.as_ref() == Some(quote);
    let window = use_window(ROWS, quotes.len(), quotes.iter().position(|(id, _)| is_open(id)));
    let row = |number: usize| {
        let (id, quote) = &quotes[number];
        let statement = Rc::new(listing::statement(project, id, quote));
        html! {
            <QuoteRow key={id.as_str()} {statement} is_open={is_open(id)} with_outlet={props.with_outlet} />
        }
    };
    html! {
        <div class="rows" ref={&window.list} onkeydown={&window.onkeydown}>{ window.parts(row) }</div>
    }
}
