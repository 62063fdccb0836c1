//! The changes under one heading: an article, the speakers, the links.

use yew::{Html, Properties, component, html};

use super::change_row::ChangeRow;
use crate::domain::merging::{Decisions, Heading};
use crate::domain::text::counted;
use crate::web::files::Merging;

/// So many rows are drawn under a heading; of the rest only the number is told.
const MOST_ROWS: usize = 100;

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// What was opened.
    pub(super) merging: Merging,
    /// The heading.
    pub(super) heading: Heading,
    /// The numbers of the changes.
    pub(super) numbers: Vec<usize>,
    /// What was decided so far.
    pub(super) decisions: Decisions,
}

/// The changes under one heading. Those that are left out are struck through.
#[component]
pub(super) fn Group(props: &Props) -> Html {
    let proposal = &props.merging.proposal;
    let title = match &props.heading {
        Heading::Article(id) => {
            let article = proposal.after.article(id).or_else(|| props.merging.before.article(id));
            article.map_or_else(|| "An article that is not here".to_owned(), |article| article.title().to_owned())
        }
        Heading::Speakers => "Speakers".to_owned(),
        Heading::Links => "Contradictions and other links".to_owned(),
    };
    let rest = props.numbers.len().saturating_sub(MOST_ROWS);
    html! {
        <section class="merge-group">
            <h3>{ title }</h3>
            <ul>
                { for props.numbers.iter().take(MOST_ROWS).map(|number| html! {
                    <ChangeRow
                        key={*number}
                        merging={props.merging.clone()}
                        number={*number}
                        is_taken={proposal.takes(&props.decisions, &proposal.changes[*number])}
                    />
                }) }
            </ul>
            if rest > 0 {
                <p class="muted small">{ format!("and {} more", counted(rest, "change", "changes")) }</p>
            }
        </section>
    }
}
