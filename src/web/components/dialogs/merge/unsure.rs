//! Words of a file that may be the ones in the article: a person says which are.

use std::collections::BTreeMap;

use yew::{Html, Properties, component, html, use_callback};

use super::super::flip;
use super::{Deciding, OnDecide};
use crate::domain::annotation::Role;
use crate::domain::id::QuoteId;
use crate::domain::merging::{Decisions, Record};
use crate::domain::revising::around;
use crate::domain::text::counted;
use crate::web::files::{Merging, Unsure};

/// So many quotes are drawn; of the rest only the number is told.
const MOST_ROWS: usize = 100;

/// The quotes that are not sure; nothing where there is none.
#[component]
pub(super) fn UnsurePlaces(props: &Deciding) -> Html {
    let mut quotes: BTreeMap<&QuoteId, Vec<&Unsure>> = BTreeMap::new();
    for unsure in &props.merging.unsure {
        quotes.entry(&unsure.quote).or_default().push(unsure);
    }
    if quotes.is_empty() {
        return Html::default();
    }
    let rest = quotes.len().saturating_sub(MOST_ROWS);
    let title = format!("{} not found word for word", counted(quotes.len(), "quote was", "quotes were"));
    html! {
        <section class="merge-unsure" aria-labelledby="merge-unsure">
            <h3 id="merge-unsure">{ title }</h3>
            <p class="muted small">
                { "First as the file has it, then what the article says. What you do not confirm is left out." }
            </p>
            <ul class="carried">
                { for quotes.into_iter().take(MOST_ROWS).map(|(quote, spans)| html! {
                    <UnsureRow
                        key={quote.as_str()}
                        quote={quote.clone()}
                        spans={spans.into_iter().cloned().collect::<Vec<_>>()}
                        merging={props.merging.clone()}
                        decisions={props.decisions.clone()}
                        onchange={props.onchange.clone()}
                    />
                }) }
                if rest > 0 {
                    <li class="muted">{ format!("and {}, left out", counted(rest, "more quote", "more quotes")) }</li>
                }
            </ul>
        </section>
    }
}

#[derive(PartialEq, Properties)]
struct RowProps {
    quote: QuoteId,
    spans: Vec<Unsure>,
    merging: Merging,
    decisions: Decisions,
    onchange: OnDecide,
}

/// One quote: each of its unsure spans as the file has it, and as it stands in the article.
#[component]
fn UnsureRow(props: &RowProps) -> Html {
    let record = Record::Quote(props.quote.clone());
    let is_taken = !props.decisions.without_records.contains(&record);
    let deps = (record, props.decisions.clone(), props.onchange.clone());
    let flip = use_callback(deps, |_, (record, decisions, onchange)| {
        let mut decisions = decisions.clone();
        flip(&mut decisions.without_records, record.clone());
        onchange.emit(decisions);
    });
    let after = &props.merging.proposal.after;
    let quote = after.any_quote(&props.quote);
    let text = quote.and_then(|quote| after.text(&quote.attribution.article));
    html! {
        <li data-fate="check">
            <span class="merge-manner">{ "check" }</span>
            <div>
                { for props.spans.iter().enumerate().map(|(number, unsure)| html! {
                    <div key={number}>
                        <p class="merge-name">{ &unsure.words }if unsure.role != Role::Content {
                                <span class="muted small">{ format!(" {}", unsure.role.name()) }</span>
                            }</p>
                        { for text.map(|text| {
                            let (before, after) = around(text, unsure.span);
                            html! {
                                <p class="carried-there">
                                    <span class="muted">{ before }</span>
                                    <ins>{ text.slice(unsure.span) }</ins>
                                    <span class="muted">{ after }</span>
                                </p>
                            }
                        }) }
                    </div>
                }) }
                <label class="check">
                    <input type="checkbox" checked={is_taken} onchange={flip} />
                    <span>{ "This is the place" }</span>
                </label>
            </div>
        </li>
    }
}
