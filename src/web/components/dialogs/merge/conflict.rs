//! What both sides have changed, side by side, each with a choice.

use yew::{Callback, Html, Properties, component, html, use_callback};

use super::OnDecide;
use crate::domain::merging::{Change, Decisions, Difference, FieldWords, Side};
use crate::domain::text::counted;
use crate::web::files::Merging;

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// What was opened.
    pub(super) merging: Merging,
    /// What was decided so far.
    pub(super) decisions: Decisions,
    /// Told what is decided.
    pub(super) onchange: OnDecide,
}

/// The conflicts of the records that are taken; nothing where there is none.
#[component]
pub(super) fn Conflicts(props: &Props) -> Html {
    let proposal = &props.merging.proposal;
    let deps = (props.merging.clone(), props.decisions.clone(), props.onchange.clone());
    let choose_all = use_callback(deps, |side, (merging, decisions, onchange)| {
        let mut decisions = decisions.clone();
        decisions.choose_all(&merging.proposal, side);
        onchange.emit(decisions);
    });
    let taken = proposal.changes.iter().filter(|change| change.has_conflict() && props.decisions.takes(change));
    let conflicts: Vec<_> = taken
        .flat_map(|change| change.differences.iter().map(move |difference| (change, difference)))
        .filter(|(_, difference)| difference.is_conflict)
        .collect();
    if conflicts.is_empty() {
        return Html::default();
    }
    html! {
        <section class="merge-conflicts" aria-labelledby="merge-conflicts">
            <header>
                <h3 id="merge-conflicts">{ format!("{} changed on both sides", counted(conflicts.len(), "field", "fields")) }</h3>
                <button type="button" class="button" onclick={choose_all.reform(|_| Side::Ours)}>{ "Keep all yours" }</button>
                <button type="button" class="button" onclick={choose_all.reform(|_| Side::Theirs)}>{ "Take all theirs" }</button>
            </header>
            <ul>
                { for conflicts.into_iter().map(|(change, difference)| one(props, change, difference)) }
            </ul>
        </section>
    }
}

fn one(props: &Props, change: &Change, difference: &Difference) -> Html {
    let Some(words) = props.merging.proposal.words(difference, &props.merging.before) else { return Html::default() };
    let key = difference.theirs.key();
    let (decisions, onchange) = (props.decisions.clone(), props.onchange.clone());
    let choose = {
        let key = key.clone();
        Callback::from(move |side| {
            let mut decisions = decisions.clone();
            decisions.sides.insert(key.clone(), side);
            onchange.emit(decisions);
        })
    };
    html! {
        <Conflict
            key={key.as_str()}
            id={key.clone()}
            record={props.merging.proposal.name_of(change, &props.merging.before)}
            {words}
            side={props.decisions.side(change, difference)}
            {choose}
        />
    }
}

#[derive(PartialEq, Properties)]
struct ConflictProps {
    /// Names the field among all.
    id: String,
    /// The record, in words.
    record: String,
    /// What both sides have.
    words: FieldWords,
    /// The side that stays.
    side: Side,
    /// Told the side that is chosen.
    choose: Callback<Side>,
}

/// One field that both sides have changed.
#[component]
fn Conflict(props: &ConflictProps) -> Html {
    let FieldWords { name, ours, theirs } = &props.words;
    let option = |side: Side, label: &'static str, value: &str| {
        let onchange = props.choose.reform(move |_| side);
        let is_chosen = props.side == side;
        html! {
            <label class={if is_chosen { "merge-side chosen" } else { "merge-side" }}>
                <input type="radio" name={props.id.clone()} checked={is_chosen} {onchange} />
                <span class="merge-side-name">{ label }</span>
                if value.is_empty() {
                    <span class="muted">{ "nothing" }</span>
                } else {
                    <span>{ value }</span>
                }
            </label>
        }
    };
    html! {
        <li class="merge-conflict" data-field={props.id.clone()}>
            <fieldset>
                <legend><span class="merge-name">{ &props.record }</span>{ " " }<span class="muted">{ *name }</span></legend>
                { option(Side::Ours, "Yours", ours) }
                { option(Side::Theirs, "Theirs", theirs) }
            </fieldset>
        </li>
    }
}
