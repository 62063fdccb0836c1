//! Quotes that were looked for in another text of their article and did not simply come over: those that a person must
//! decide upon, each with a box, those that are lost, and those whose words are others there.

use std::collections::BTreeSet;
use std::rc::Rc;

use yew::{Callback, Html, Properties, component, html, use_callback};

use crate::domain::id::QuoteId;
use crate::domain::revising::{Fate, Row};
use crate::domain::text::counted;

/// So many rows are drawn; of the rest only the number is told.
const MOST_ROWS: usize = 100;

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// The quotes.
    pub(super) rows: Rc<Vec<Row>>,
    /// Those whose unsure place is the right one.
    pub(super) accepted: BTreeSet<QuoteId>,
    /// Told a quote whose place is accepted, or is not any more.
    pub(super) flip: Callback<QuoteId>,
}

/// The quotes, those to be decided upon first; nothing where there is none.
#[component]
pub(super) fn CarriedList(props: &Props) -> Html {
    let rest = props.rows.len().saturating_sub(MOST_ROWS);
    html! {
        if !props.rows.is_empty() {
            <ul class="carried">
                { for props.rows.iter().take(MOST_ROWS).map(|row| html! {
                    <CarriedRow
                        key={row.quote.as_str()}
                        row={row.clone()}
                        is_accepted={props.accepted.contains(&row.quote)}
                        flip={props.flip.clone()}
                    />
                }) }
                if rest > 0 { <li class="muted">{ format!("and {} more", counted(rest, "quote", "quotes")) }</li> }
            </ul>
        }
    }
}

#[derive(PartialEq, Properties)]
struct RowProps {
    row: Row,
    is_accepted: bool,
    flip: Callback<QuoteId>,
}

/// One quote: its words, and those that stand in their place.
#[component]
fn CarriedRow(props: &RowProps) -> Html {
    let Row { quote, fate, was, is, context: (before, after) } = &props.row;
    let flip = use_callback((quote.clone(), props.flip.clone()), |_, (quote, flip)| flip.emit(quote.clone()));
    let there = html! {
        <p class="carried-there">
            <span class="muted">{ before }</span><ins>{ is }</ins><span class="muted">{ after }</span>
        </p>
    };
    html! {
        <li data-fate={fate_name(fate)}>
            <span class="merge-manner">{ fate_name(fate) }</span>
            <div>
                if !was.is_empty() { <p class="merge-name">{ was }</p> }
                { match fate {
                    Fate::Lost => html! { <p class="muted">{ "Its words are not there. It stays with its own text." }</p> },
                    Fate::Unsure { .. } => html! {
                        <>
                            { there }
                            <label class="check">
                                <input type="checkbox" checked={props.is_accepted} onchange={flip} />
                                <span>{ "This is the place" }</span>
                            </label>
                        </>
                    },
                    _ if is == was => html! { <p class="muted">{ "Its cue or its source is not the same there." }</p> },
                    _ => there,
                } }
            </div>
        </li>
    }
}

const fn fate_name(fate: &Fate) -> &'static str {
    match fate {
        Fate::Kept => "kept",
        Fate::Moved => "moved",
        Fate::Changed => "changed",
        Fate::Unsure { .. } => "check",
        Fate::Lost => "lost",
    }
}
