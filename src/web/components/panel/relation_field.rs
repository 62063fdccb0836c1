//! How the statements of a link bear on each other, and what they differ in.

use yew::{Html, Properties, component, html, use_callback, use_memo};

use super::choice::{Choice, options};
use super::parts::fact;
use crate::domain::annotation::{Difference, Relation};
use crate::domain::edit::Edit;
use crate::domain::id::LinkId;
use crate::domain::session::Intent;
use crate::web::store::use_dispatcher;

/// A link and its relation.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The link.
    pub id: LinkId,
    /// How its members bear on each other.
    pub relation: Relation,
}

/// The relations that can be chosen, each with a name. What differs is chosen apart.
const RELATIONS: [(&str, Relation); 3] = [
    ("Contradict each other", Relation::Contradicts(Difference::Other)),
    ("Bear each other out", Relation::Corroborates),
    ("Use the same words", Relation::SameWords),
];

/// The relation of a link.
#[component]
pub(super) fn RelationField(props: &Props) -> Html {
    let relations = use_memo((), |()| options(RELATIONS.iter().map(|(label, relation)| (relation.name(), *label))));
    let differences =
        use_memo((), |()| options(Difference::ALL.into_iter().map(|differs| (differs.name(), label(differs)))));
    let about = (use_dispatcher(), props.id.clone());
    let on_relation = use_callback(about.clone(), |value: String, (dispatcher, link)| {
        if let Some((_, relation)) = RELATIONS.into_iter().find(|(_, relation)| relation.name() == value) {
            dispatcher.send(Intent::Perform(Edit::SetRelation { link: link.clone(), relation }));
        }
    });
    let on_differs = use_callback(about, |value: String, (dispatcher, link)| {
        if let Some(differs) = Difference::ALL.into_iter().find(|differs| differs.name() == value) {
            let relation = Relation::Contradicts(differs);
            dispatcher.send(Intent::Perform(Edit::SetRelation { link: link.clone(), relation }));
        }
    });
    html! { <>
        { fact("link-relation", "Relation", html! {
            <Choice
                id="link-relation"
                options={(*relations).clone()}
                value={props.relation.name()}
                on_choose={on_relation}
            />
        }) }
        if let Relation::Contradicts(differs) = props.relation {
            { fact("link-differs", "Differ in", html! {
                <Choice
                    id="link-differs"
                    options={(*differences).clone()}
                    value={differs.name()}
                    on_choose={on_differs}
                />
            }) }
        }
    </> }
}

const fn label(difference: Difference) -> &'static str {
    match difference {
        Difference::Denial => "Denial: it happened, it did not",
        Difference::Number => "Number",
        Difference::Condition => "Condition: whether, or on what, it depends",
        Difference::Time => "Time",
        Difference::Stance => "Stance: for or against",
        Difference::Attribution => "Attribution: who said or did it",
        Difference::Other => "Something else, or not said yet",
    }
}
