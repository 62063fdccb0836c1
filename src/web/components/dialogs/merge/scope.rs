//! Whose records are taken, and of which articles.

use std::ops::Range;

use yew::{Callback, Html, Properties, component, html, use_callback};

use super::super::flip;
use super::Deciding;
use super::stretches::use_stretches;
use crate::web::store::use_snapshot;

/// A box for each article and each person, where there are several.
#[component]
pub(super) fn Scope(props: &Deciding) -> Html {
    let me = use_snapshot().me;
    let Deciding { merging, decisions, onchange } = props;
    let proposal = &merging.proposal;
    let deps = (decisions.clone(), onchange.clone());
    let flip_article = use_callback(deps.clone(), |id: String, (decisions, onchange)| {
        let mut decisions = decisions.clone();
        flip(&mut decisions.without_articles, id.into());
        onchange.emit(decisions);
    });
    let flip_person = use_callback(deps, |id: String, (decisions, onchange)| {
        let mut decisions = decisions.clone();
        flip(&mut decisions.without_people, id.into());
        onchange.emit(decisions);
    });
    let articles = proposal.articles().into_iter().map(|id| {
        let article = proposal.after.article(&id).or_else(|| merging.before.article(&id));
        let label = article.map_or("An article that is not here", |article| article.title()).to_owned();
        Choice { is_on: !decisions.without_articles.contains(&id), id: id.to_string(), label }
    });
    let people = proposal.people().into_iter().map(|id| {
        let label = match proposal.after.annotator(&id) {
            _ if id == me => "you".to_owned(),
            Some(name) => name.to_owned(),
            None => format!("somebody without a name ({id})"),
        };
        Choice { is_on: !decisions.without_people.contains(&id), id: id.to_string(), label }
    });
    let (articles, people): (Vec<_>, Vec<_>) = (articles.collect(), people.collect());
    html! {
        if articles.len() > 1 || people.len() > 1 {
            <div class="merge-scope">
                <Choices legend="Articles" choices={articles} flip={flip_article} />
                <Choices legend="People" choices={people} flip={flip_person} />
            </div>
        }
    }
}

/// Something that may be taken or left.
#[derive(PartialEq)]
struct Choice {
    id: String,
    label: String,
    is_on: bool,
}

#[derive(PartialEq, Properties)]
struct ChoicesProps {
    legend: &'static str,
    choices: Vec<Choice>,
    flip: Callback<String>,
}

/// About how high a box is, in CSS pixels.
const HEIGHT: usize = 24;

/// A box for each; nothing where there is no choice. Of many those near the view are made.
#[component]
fn Choices(props: &ChoicesProps) -> Html {
    let choices = &props.choices;
    let stretches = use_stretches((), choices.len());
    if choices.len() < 2 {
        return Html::default();
    }
    let boxes = |rows: Range<usize>| {
        let boxes = choices[rows].iter().map(|Choice { id, label, is_on }| {
            let flip = props.flip.clone();
            html! { <CheckBox key={id.as_str()} id={id.clone()} label={label.clone()} is_on={*is_on} {flip} /> }
        });
        boxes.collect::<Html>()
    };
    html! {
        <fieldset>
            <legend class="label">{ props.legend }</legend>
            <div class="merge-choices" ref={&stretches.list}>{ stretches.each(boxes, |rows| rows.len() * HEIGHT) }</div>
        </fieldset>
    }
}

#[derive(PartialEq, Properties)]
struct CheckBoxProps {
    id: String,
    label: String,
    is_on: bool,
    flip: Callback<String>,
}

#[component]
fn CheckBox(props: &CheckBoxProps) -> Html {
    let onchange = use_callback((props.id.clone(), props.flip.clone()), |_, (id, flip)| flip.emit(id.clone()));
    html! {
        <label class="check">
            <input type="checkbox" checked={props.is_on} {onchange} />
            <span>{ &props.label }</span>
        </label>
    }
}
