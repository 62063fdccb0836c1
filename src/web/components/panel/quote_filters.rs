//! Which quotes are listed: those in view or all, and by speaker, kind, tag, contradiction.

use yew::{
    AttrValue, Html, MouseEvent, Properties, UseStateHandle, component, html, use_callback, use_memo, use_state,
};

use super::choice::{Choice, options};
use super::segments::Segments;
use super::{Narrowing, Scope, parts};
use crate::domain::annotation::Kind;
use crate::domain::listing::{self, QuoteFilter, Said};
use crate::web::store::use_snapshot;

/// What the lists are narrowed to.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// What the lists are narrowed to.
    pub narrowing: UseStateHandle<Narrowing>,
}

const OPEN: &str = "open";
const ALL: &str = "all";

/// The filters of the list of quotes.
#[component]
pub(super) fn QuoteFilters(props: &Props) -> Html {
    let is_unfolded = use_state(|| false);
    let scopes = use_memo((), |()| options([(OPEN, "Open articles"), (ALL, "All")]));
    let on_scope = use_callback(props.narrowing.clone(), |value: AttrValue, narrowing| {
        let scope = if value == ALL { Scope::All } else { Scope::Open };
        narrowing.set(Narrowing { scope, ..(**narrowing).clone() });
    });
    let onclick = use_callback(is_unfolded.clone(), |_: MouseEvent, is_unfolded| is_unfolded.set(!**is_unfolded));
    let scope = if props.narrowing.scope == Scope::All { ALL } else { OPEN };
    let count = props.narrowing.quotes.count();
    html! {
        <div class="panel-tools">
            <Segments name="quote-scope" label="Articles" options={(*scopes).clone()} value={scope} on_choose={on_scope} />
            <button
                type="button"
                class="button quiet panel-filter"
                aria-expanded={is_unfolded.to_string()}
                aria-controls="quote-filters"
                {onclick}
            >
                { "Filter" }
                if count > 0 {
                    <span class="badge">{ count }<span class="visually-hidden">{ " set" }</span></span>
                }
            </button>
            <div class="panel-filters" id="quote-filters" hidden={!*is_unfolded}>
                if *is_unfolded {
                    <Unfolded narrowing={props.narrowing.clone()} />
                }
            </div>
        </div>
    }
}

/// The filters that are seldom needed. The empty value stands for no filter.
#[component]
fn Unfolded(props: &Props) -> Html {
    let snapshot = use_snapshot();
    let project = snapshot.project.clone();
    let filter = &props.narrowing.quotes;
    let choices = use_memo(snapshot.revision, |_| {
        let speakers = project.speakers();
        let speakers = speakers.iter().map(|(id, speaker)| (id.as_str(), speaker.name.as_str()));
        let tags = listing::tags(&project);
        let kinds = Kind::ALL.into_iter().map(|kind| (kind.name(), parts::kind(kind)));
        [
            options([("", "Any speaker"), (NOBODY, "Without speaker")].into_iter().chain(speakers)),
            options([("", "Any kind")].into_iter().chain(kinds)),
            options([("", "Any tag")].into_iter().chain(tags.iter().map(|tag| (tag.as_str(), tag.as_str())))),
        ]
    });
    let [speakers, kinds, tags] = (*choices).clone();
    let on_said = use_callback(props.narrowing.clone(), |value: String, narrowing| {
        let said = match value.as_str() {
            "" => Said::ByAnybody,
            NOBODY => Said::ByNobody,
            id => Said::By(id.into()),
        };
        narrow(narrowing, |filter| filter.said = said);
    });
    let on_kind = use_callback(props.narrowing.clone(), |value: String, narrowing| {
        narrow(narrowing, |filter| filter.kind = Kind::ALL.into_iter().find(|kind| kind.name() == value));
    });
    let on_tag = use_callback(props.narrowing.clone(), |value: String, narrowing| {
        narrow(narrowing, |filter| filter.tag = Some(value).filter(|tag| !tag.is_empty()));
    });
    let on_contradicted = use_callback(props.narrowing.clone(), |_, narrowing| {
        narrow(narrowing, |filter| filter.contradicted = !filter.contradicted);
    });
    let said = match &filter.said {
        Said::ByAnybody => String::new(),
        Said::ByNobody => NOBODY.to_owned(),
        Said::By(id) => id.to_string(),
    };
    html! { <>
        <Choice label="Speaker" options={speakers} value={said} on_choose={on_said} />
        <Choice label="Kind" options={kinds} value={filter.kind.map_or("", Kind::name)} on_choose={on_kind} />
        <Choice label="Tag" options={tags} value={filter.tag.clone().unwrap_or_default()} on_choose={on_tag} />
        <label class="tick">
            <input type="checkbox" checked={filter.contradicted} onchange={on_contradicted} />
            { "Contradicted" }
        </label>
    </> }
}

/// Stands for quotes without a speaker. No id has a space in it.
const NOBODY: &str = "no speaker";

fn narrow(narrowing: &UseStateHandle<Narrowing>, change: impl FnOnce(&mut QuoteFilter)) {
    let mut next = (**narrowing).clone();
    change(&mut next.quotes);
    narrowing.set(next);
}
