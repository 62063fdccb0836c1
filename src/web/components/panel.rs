//! The side panel: quotes, speakers and contradictions, each a list in which one record can be open.
//!
//! The panel follows the active record: its tab comes forward and its row opens. Where a person looks at a quote from
//! within a speaker or a contradiction, that record stays open meanwhile.

mod asking;
mod candidates;
mod chips_field;
mod choice;
pub(super) mod clash;
mod colour_field;
mod combobox;
mod combobox_list;
mod combobox_option;
mod draft;
mod link_details;
mod link_row;
mod links;
mod member;
mod merge_field;
mod new_speaker;
mod parts;
mod press;
mod quote_actions;
mod quote_details;
mod quote_filters;
mod quote_links;
mod quote_row;
mod quotes;
mod relation_field;
mod rows;
mod said;
mod said_row;
mod segments;
mod spans_field;
mod speaker_details;
mod speaker_field;
mod speaker_row;
mod speakers;
mod split_form;
mod status_field;
mod suggestions;
mod tabs;
mod visits;

use web_sys::Element;
use yew::{ContextProvider, Html, NodeRef, component, html, use_effect_with, use_memo, use_node_ref, use_state};

use crate::domain::annotation::Status;
use crate::domain::listing::QuoteFilter;
use crate::domain::session::Active;
use crate::web::contradicting::use_candidates;
use crate::web::hooks::steady::use_steady_focus;
use crate::web::parts::{Part, part, use_part};
use crate::web::store::{use_dispatcher, use_snapshot, use_ui};
use crate::web::ui::{Action, Field, Tab};
use links::LinkList;
use quotes::QuoteList;
use speakers::SpeakerList;
use tabs::Tabs;
use visits::{Visits, use_visits};

/// Which articles' quotes are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Scope {
    /// Those of the open articles.
    #[default]
    Open,
    /// Those of every article.
    All,
}

/// What a person narrowed the lists to. It outlasts the tabs, which come and go with the active record.
#[derive(Clone, Debug, Default, PartialEq)]
struct Narrowing {
    scope: Scope,
    quotes: QuoteFilter,
    status: Option<Status>,
}

thread_local! {
    static PART: Part<fn() -> Html> = const { Part::new(|| Box::pin(part_of_panel())) };
}

part! { panel: fn part_of_panel() -> fn() -> Html { || html! { <Lists /> } } }

/// The side panel. What is in it comes when the text is there, which can be read and marked without.
#[component]
pub(crate) fn Panel() -> Html {
    let (snapshot, ui) = (use_snapshot(), use_ui());
    let has_text = !snapshot.view.columns.articles().is_empty();
    let lists = use_part(&PART, has_text || ui.is_ready, |_| ());
    html! {
        <aside class="panel" aria-label="Quotes, speakers and contradictions" aria-busy={lists.is_none().then_some("true")}>
            { for lists.map(|lists| lists()) }
        </aside>
    }
}

/// The lists of the panel, and the tabs by which one is chosen.
#[component]
fn Lists() -> Html {
    let (snapshot, ui, dispatcher) = (use_snapshot(), use_ui(), use_dispatcher());
    use_steady_focus(snapshot.moment);
    let narrowing = use_state(Narrowing::default);
    let (visits, open) = use_visits(snapshot.view.active.as_ref());
    {
        let dispatcher = dispatcher.clone();
        use_effect_with(open.clone(), move |open| {
            if let Some(tab) = open.as_ref().map(tab_of) {
                dispatcher.ui(Action::Show(tab));
            }
        });
    }
    {
        let visits = visits.clone();
        use_effect_with(ui.wanted, move |wanted| {
            // A field that is asked for belongs to the active record, not to the one that it is visited from.
            if wanted.is_some_and(|(field, _)| field != Field::Search) {
                visits.end();
            }
        });
    }
    {
        let dispatcher = dispatcher.clone();
        use_effect_with(snapshot.view.suggestion.is_some(), move |is_suggested| {
            if *is_suggested {
                dispatcher.ui(Action::Show(Tab::Quotes));
            }
        });
    }
    let (looking, look) = use_candidates();
    let project = snapshot.project.clone();
    let counts =
        use_memo(snapshot.revision, |_| [project.quote_count(), project.speakers().len(), project.links().len()]);
    let body = use_node_ref();
    use_effect_with((ui.search.clone(), body.clone()), |(_, body)| to_top(body));
    let search = ui.search.clone();
    let list = match ui.tab {
        Tab::Quotes => html! { <QuoteList {open} {narrowing} {search} /> },
        Tab::Speakers => html! { <SpeakerList {open} {search} /> },
        Tab::Links => html! { <LinkList {open} {narrowing} {search} looking={(*looking).clone()} {look} /> },
    };
    html! {
        <>
            <Tabs tab={ui.tab} counts={*counts} />
            <ContextProvider<Visits> context={visits}>
                <div ref={body} class="panel-body" role="tabpanel" id={tabs::PANEL} aria-labelledby={tabs::id(ui.tab)}>
                    { list }
                </div>
            </ContextProvider<Visits>>
        </>
    }
}

/// Shows a list from its first row on: what is searched for anew is found there.
fn to_top(body: &NodeRef) {
    let Some(body) = body.cast::<Element>() else { return };
    // On a low window the rows do not scroll by themselves, and what is around them does.
    let rows = body.query_selector(".rows").ok().flatten();
    for element in rows.into_iter().chain([body]) {
        element.set_scroll_top(0);
    }
}

const fn tab_of(active: &Active) -> Tab {
    match active {
        Active::Quote(_) => Tab::Quotes,
        Active::Speaker(_) => Tab::Speakers,
        Active::Link(_) => Tab::Links,
    }
}
