//! Files of colleagues, seen before they are merged: what is new, changed and deleted, what both sides have changed,
//! and what of it is taken.

mod change_row;
mod conflict;
mod groups;
mod others;
mod scope;
mod stretches;
mod unsure;

use yew::{AttrValue, Callback, Html, Properties, component, html, use_callback, use_memo, use_state};

use self::conflict::Conflicts;
use self::groups::Groups;
use self::others::OtherTexts;
use self::scope::Scope;
use self::unsure::UnsurePlaces;
use super::modal::Modal;
use crate::domain::merging::{Basis, Decisions};
use crate::domain::text::counted;
use crate::web::browser::moment;
use crate::web::files::{Merging, Sent, take_merged};
use crate::web::store::use_dispatcher;
use crate::web::ui::Action;

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// What was opened.
    pub(super) merging: Merging,
}

/// What files would change, and the choice of what is taken. Until it is made, nothing is changed.
#[component]
pub(super) fn MergeDialog(props: &Props) -> Html {
    let merging = &props.merging;
    let dispatcher = use_dispatcher();
    let decisions = use_state(|| merging.decisions());
    let taken = use_state(|| None::<usize>);
    let deps = (dispatcher.clone(), merging.clone(), (*decisions).clone(), taken.setter());
    let merge = use_callback(deps, |_, (dispatcher, merging, decisions, taken)| {
        let taken = taken.clone();
        take_merged(dispatcher, merging, decisions, Callback::from(move |percent| taken.set(Some(percent))));
    });
    let cancel = use_callback(dispatcher, |_, dispatcher| dispatcher.ui(Action::Close));
    let decide = {
        let decisions = decisions.setter();
        use_callback(decisions, |decided, decisions| decisions.set(decided))
    };
    let proposal = &merging.proposal;
    let extent =
        use_memo((merging.clone(), (*decisions).clone()), |(merging, decisions)| Extent::new(merging, decisions));
    html! {
        <Modal title={format!("Merge {}", merging.name())} class="wide merge" is_held={taken.is_some()}>
            <ul class="merge-files">
                { for merging.files.iter().enumerate().map(|(number, file)| html! { <li key={number}>{ sent(file) }</li> }) }
            </ul>
            if !proposal.is_empty() { <p class="merge-counts"><strong>{ &extent.counts }</strong></p> }
            if let Some(words) = how_compared(proposal.basis) { <p class="muted small">{ words }</p> }
            <LeftOut reasons={merging.refused.clone()} is_all={proposal.is_empty()} />
            <Scope merging={merging.clone()} decisions={(*decisions).clone()} onchange={decide.clone()} />
            <UnsurePlaces merging={merging.clone()} decisions={(*decisions).clone()} onchange={decide.clone()} />
            <OtherTexts merging={merging.clone()} decisions={(*decisions).clone()} onchange={decide.clone()} />
            <Conflicts merging={merging.clone()} decisions={(*decisions).clone()} onchange={decide} />
            <Groups merging={merging.clone()} decisions={(*decisions).clone()} />
            <footer>
                if let Some(percent) = *taken {
                    <progress class="grow" value={percent.to_string()} max="100" aria-label="Merging" />
                } else {
                    <Remark taken={extent.taken} all={extent.listed} />
                }
                <button type="button" class="button" disabled={taken.is_some()} onclick={cancel}>{ "Cancel" }</button>
                <button
                    type="button"
                    class="button primary"
                    disabled={taken.is_some() || (extent.taken == 0 && !proposal.is_empty())}
                    onclick={merge}
                >
                    { label(*taken, &extent, proposal.is_empty()) }
                </button>
            </footer>
        </Modal>
    }
}

/// How much there is.
#[derive(PartialEq)]
struct Extent {
    /// In words.
    counts: AttrValue,
    /// How many changes are listed.
    listed: usize,
    /// How many of them are taken.
    taken: usize,
}

impl Extent {
    fn new(merging: &Merging, decisions: &Decisions) -> Self {
        let proposal = &merging.proposal;
        let listed: Vec<_> =
            proposal.changes.iter().filter(|change| !merging.is_passing(change, decisions)).collect();
        Self {
            counts: merging.counts(proposal.changes.iter(), decisions).join(", ").into(),
            taken: listed.iter().filter(|change| proposal.takes(decisions, change)).count(),
            listed: listed.len(),
        }
    }
}

/// What the button says. Until all is taken, nothing of it is.
fn label(taken: Option<usize>, extent: &Extent, is_empty: bool) -> String {
    match taken {
        Some(_) => "Merging…".to_owned(),
        None if is_empty => "Close".to_owned(),
        None => format!("Merge {}", counted(extent.taken, "change", "changes")),
    }
}

/// How it is known what would change, where that is not exact.
const fn how_compared(basis: Basis) -> Option<&'static str> {
    match basis {
        Basis::Replica => None,
        Basis::Values => Some(
            "Another program wrote this, or changed it. What is here already is compared field by field, and by the \
             times of change where the file tells them. What the file lacks is not deleted here.",
        ),
        Basis::Before => {
            Some("This was merged before. Listed is what was undone here since, and can be taken once more.")
        }
    }
}

#[derive(PartialEq, Properties)]
struct LeftOutProps {
    reasons: Vec<String>,
    /// True where nothing is left that would change anything.
    is_all: bool,
}

/// So many reasons are listed; of the rest only the number is told.
const MOST_REASONS: usize = 200;

/// What could not be read, with line and reason.
#[component]
fn LeftOut(props: &LeftOutProps) -> Html {
    let count = props.reasons.len();
    if count == 0 {
        return Html::default();
    }
    let rest = count.saturating_sub(MOST_REASONS);
    html! {
        <details class="merge-left-out" open={count <= 3 || props.is_all}>
            <summary>
                { format!("{} could not be read. ", counted(count, "entry", "entries")) }
                { if props.is_all { "Nothing else in it is new here." } else { "The rest is here." } }
            </summary>
            <ul>
                { for props.reasons.iter().take(MOST_REASONS).enumerate().map(|(number, reason)| html! {
                    <li key={number}>{ reason }</li>
                }) }
                if rest > 0 { <li class="muted">{ format!("and {rest} more") }</li> }
            </ul>
        </details>
    }
}

/// Tells a change of what was decided.
type OnDecide = Callback<Decisions>;

/// What each part of the dialog has in which something is decided.
#[derive(PartialEq, Properties)]
struct Deciding {
    /// What was opened.
    merging: Merging,
    /// What was decided so far.
    decisions: Decisions,
    /// Told what is decided.
    onchange: OnDecide,
}

#[derive(PartialEq, Properties)]
struct RemarkProps {
    taken: usize,
    all: usize,
}

/// What happens with the rest.
#[component]
fn Remark(props: &RemarkProps) -> Html {
    let words = if props.taken == props.all {
        "One step: undo takes all of it back."
    } else {
        "One step for undo. Open the files again to take the rest."
    };
    html! { <p class="muted small grow">{ words }</p> }
}

/// A file in words: its name, who sent it, and when.
fn sent(file: &Sent) -> String {
    let by = file.by.as_ref().map(|by| format!("by {by}"));
    let saved = file.saved.map(|saved| format!("written {}", moment(saved)));
    let facts: Vec<String> = by.into_iter().chain(saved).collect();
    if facts.is_empty() { file.name.clone() } else { format!("{}: {}", file.name, facts.join(", ")) }
}
