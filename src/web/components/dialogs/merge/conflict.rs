//! What both sides have changed, side by side, each with a choice.

use yew::{Callback, Html, Properties, component, html, use_callback};

use super::Deciding;
use crate::domain::merging::{FieldWords, Side};
use crate::domain::text::counted;

/// So many conflicts are drawn, each with its choice; of the rest only the number is told.
const MOST_ROWS: usize = 100;

/// The conflicts of the records that are taken; nothing where there is none.
#[component]
pub(super) fn Conflicts(props: &Deciding) -> Html {
    let proposal = &props.merging.proposal;
    let deps = (props.merging.clone(), props.decisions.clone(), props.onchange.clone());
    let choose_all = use_callback(deps, |side, (merging, decisions, onchange)| {
        let mut decisions = decisions.clone();
        decisions.choose_all(&merging.proposal, side);
        onchange.emit(decisions);
    });
    let deps = (props.decisions.clone(), props.onchange.clone());
    let choose = use_callback(deps, |(field, side): (String, Side), (decisions, onchange)| {
        let mut decisions = decisions.clone();
        decisions.sides.insert(field, side);
        onchange.emit(decisions);
    });
    let taken =
        proposal.changes.iter().filter(|change| change.has_conflict() && proposal.takes(&props.decisions, change));
    let conflicts: Vec<_> = taken
        .flat_map(|change| change.differences.iter().map(move |difference| (change, difference)))
        .filter(|(_, difference)| difference.is_conflict)
        .filter_map(|(change, difference)| {
            Some((change, difference, proposal.words(difference, &props.merging.before)?))
        })
        .collect();
    if conflicts.is_empty() {
        return Html::default();
    }
    let rest = conflicts.len().saturating_sub(MOST_ROWS);
    let title = format!("{} changed on both sides", counted(conflicts.len(), "field", "fields"));
    html! {
        <section class="merge-conflicts" aria-labelledby="merge-conflicts">
            <header>
                <h3 id="merge-conflicts">{ title }</h3>
                <button type="button" class="button" onclick={choose_all.reform(|_| Side::Ours)}>{ "Keep all yours" }</button>
                <button type="button" class="button" onclick={choose_all.reform(|_| Side::Theirs)}>{ "Take all theirs" }</button>
            </header>
            <ul>
                { for conflicts.into_iter().take(MOST_ROWS).map(|(change, difference, words)| html! {
                    <Conflict
                        key={difference.theirs.key()}
                        id={difference.theirs.key()}
                        record={proposal.name_of(change, &props.merging.before)}
                        {words}
                        side={props.decisions.side(change, difference)}
                        choose={choose.clone()}
                    />
                }) }
            </ul>
            if rest > 0 {
                <p class="muted small">
                    { format!("and {}: the buttons above choose for these, too", counted(rest, "more field", "more fields")) }
                </p>
            }
        </section>
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
    /// Told the field, and the side that is chosen for it.
    choose: Callback<(String, Side)>,
}

/// One field that both sides have changed.
#[component]
fn Conflict(props: &ConflictProps) -> Html {
    let ConflictProps { id, record, words, side, choose } = props;
    let option = |of: Side, label: &'static str, value: &str| {
        html! {
            <Choice id={id.clone()} {of} {label} value={value.to_owned()} is_chosen={*side == of} choose={choose.clone()} />
        }
    };
    html! {
        <li class="merge-conflict" data-field={id.clone()}>
            <fieldset>
                <legend><span class="merge-name">{ record }</span>{ " " }<span class="muted">{ words.name }</span></legend>
                { option(Side::Ours, "Yours", &words.ours) }
                { option(Side::Theirs, "Theirs", &words.theirs) }
            </fieldset>
        </li>
    }
}

#[derive(PartialEq, Properties)]
struct ChoiceProps {
    id: String,
    of: Side,
    label: &'static str,
    value: String,
    is_chosen: bool,
    choose: Callback<(String, Side)>,
}

/// What one side has.
#[component]
fn Choice(props: &ChoiceProps) -> Html {
    let ChoiceProps { id, of, label, value, is_chosen, choose } = props;
    let deps = (id.clone(), *of, choose.clone());
    let onchange = use_callback(deps, |_, (id, side, choose)| choose.emit((id.clone(), *side)));
    html! {
        <label class={if *is_chosen { "merge-side chosen" } else { "merge-side" }}>
            <input type="radio" name={id.clone()} checked={*is_chosen} {onchange} />
            <span class="merge-side-name">{ label }</span>
            if value.is_empty() {
                <span class="muted">{ "nothing" }</span>
            } else {
                <span>{ value }</span>
            }
        </label>
    }
}
