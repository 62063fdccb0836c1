//! One record that would change.

use yew::{Html, Properties, component, html};

use crate::domain::merging::{FieldWords, Manner, Record};
use crate::web::files::Merging;

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// What was opened.
    pub(super) merging: Merging,
    /// The number of the change.
    pub(super) number: usize,
    /// Whether it is taken.
    pub(super) is_taken: bool,
}

/// One record that would change: what becomes of it, its name, who made it; and where it is changed, what of it. What
/// both sides have changed stands elsewhere, with its choice.
#[component]
pub(super) fn ChangeRow(props: &Props) -> Html {
    let proposal = &props.merging.proposal;
    let change = &proposal.changes[props.number];
    let manner = match change.manner {
        Manner::New => "new",
        Manner::Changed => "changed",
        Manner::Deleted => "deleted",
        Manner::Restored => "restored",
    };
    let kind = match change.record {
        Record::Article(_) => "article",
        Record::Quote(_) => "quote",
        Record::Speaker(_) => "speaker",
        Record::Link(_) => "link",
    };
    let by = change.creator.as_ref().and_then(|creator| proposal.after.annotator(creator));
    let by = by.map(|by| format!(" by {by}")).unwrap_or_default();
    let is_detailed = matches!(change.manner, Manner::Changed | Manner::Restored);
    let fields = change.differences.iter().filter(|difference| is_detailed && !difference.is_conflict);
    let fields: Vec<FieldWords> =
        fields.filter_map(|difference| proposal.words(difference, &props.merging.before)).collect();
    html! {
        <li class={if props.is_taken { "merge-change" } else { "merge-change left-out" }} data-manner={manner}>
            <span class="merge-manner">{ manner }</span>
            <span>
                <span class="merge-name">{ proposal.name_of(change, &props.merging.before) }</span>
                <span class="muted">{ format!(" {kind}{by}") }</span>
                if !fields.is_empty() {
                    <ul class="merge-fields">{ for fields.into_iter().enumerate().map(field) }</ul>
                }
            </span>
        </li>
    }
}

fn field((number, words): (usize, FieldWords)) -> Html {
    let FieldWords { name, ours, theirs } = words;
    html! {
        <li key={number}>
            <span class="muted">{ format!("{name}: ") }</span>
            if !ours.is_empty() { <del>{ ours }</del>{ " " } }
            if theirs.is_empty() { <span class="muted">{ "nothing" }</span> } else { <ins>{ theirs }</ins> }
        </li>
    }
}
