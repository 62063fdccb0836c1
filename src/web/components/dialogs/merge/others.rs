//! Articles that the files have in other texts than the ones that are here: what becomes of the quotes on them.

use std::rc::Rc;

use yew::{Callback, Html, Properties, component, html, use_callback, use_memo};

use super::super::carried::CarriedList;
use super::super::flip;
use super::{Deciding, OnDecide};
use crate::domain::id::QuoteId;
use crate::domain::merging::{Decisions, Way};
use crate::domain::revising::Revision;
use crate::domain::text::counted;
use crate::web::files::Merging;

/// A part for each such article.
#[component]
pub(super) fn OtherTexts(props: &Deciding) -> Html {
    let Deciding { merging, decisions, onchange } = props;
    let is_left_out = |article| decisions.without_articles.contains(article);
    html! {
        { for merging.others.iter().enumerate().filter(|(_, other)| !is_left_out(&other.theirs)).map(|(number, other)| html! {
            <Other
                key={other.theirs.as_str()}
                merging={merging.clone()}
                {number}
                decisions={decisions.clone()}
                onchange={onchange.clone()}
            />
        }) }
    }
}

#[derive(PartialEq, Properties)]
struct OtherProps {
    merging: Merging,
    /// Which of the articles.
    number: usize,
    decisions: Decisions,
    onchange: OnDecide,
}

/// One article: the ways that its quotes can go, and what becomes of each on the chosen one.
#[component]
fn Other(props: &OtherProps) -> Html {
    let OtherProps { merging, number, decisions, onchange } = props;
    let other = &merging.others[*number];
    let way = other.way(decisions);
    let rows = use_memo((merging.clone(), *number, way), |(merging, number, _)| {
        let revision = merging.others[*number].revision(decisions);
        revision.map(|revision| revision.rows(&merging.proposal.after)).unwrap_or_default()
    });
    let deps = (other.theirs.clone(), decisions.clone(), onchange.clone());
    let choose = use_callback(deps, |way: Way, (theirs, decisions, onchange)| {
        let mut decisions = decisions.clone();
        decisions.ways.insert(theirs.clone(), way);
        onchange.emit(decisions);
    });
    let flip = use_callback((decisions.clone(), onchange.clone()), |quote: QuoteId, (decisions, onchange)| {
        let mut decisions = decisions.clone();
        flip(&mut decisions.accepted, quote);
        onchange.emit(decisions);
    });
    let title = merging.before.article(&other.ours).map(|article| article.title().to_owned()).unwrap_or_default();
    let going = |revision: &Revision| counted(revision.going(&decisions.accepted).count(), "quote", "quotes");
    let theirs = going(&other.to_ours);
    let group = format!("way-{}", other.theirs);
    let fates = other.revision(decisions).map(|revision| revision.fates().words());
    html! {
        <section class="merge-other" data-article={other.theirs.to_string()}>
            <fieldset>
                <legend class="label">{ format!("“{title}” comes in another text than yours") }</legend>
                <WayChoice group={group.clone()} way={Way::ToOurs} is_chosen={way == Way::ToOurs} choose={choose.clone()}
                    label={format!("Bring their {theirs} over to your text")} />
                if let Some(back) = &other.to_theirs {
                    <WayChoice group={group.clone()} way={Way::ToTheirs} is_chosen={way == Way::ToTheirs} choose={choose.clone()}
                        label={format!("Take their text, and bring your {} over to it", going(back))} />
                }
                <WayChoice group={group.clone()} way={Way::Apart} is_chosen={way == Way::Apart} {choose}
                    label={"Keep both texts, each with its quotes".to_owned()} />
            </fieldset>
            if let Some(fates) = fates.filter(|fates| !fates.is_empty()) {
                <p class="merge-fates">{ fates }</p>
            }
            <CarriedList rows={Rc::clone(&rows)} accepted={decisions.accepted.clone()} {flip} />
        </section>
    }
}

#[derive(PartialEq, Properties)]
struct WayProps {
    /// What the choices of one article share.
    group: String,
    way: Way,
    label: String,
    is_chosen: bool,
    choose: Callback<Way>,
}

#[component]
fn WayChoice(props: &WayProps) -> Html {
    let onchange = use_callback((props.way, props.choose.clone()), |_, (way, choose)| choose.emit(*way));
    html! {
        <label class="check">
            <input type="radio" name={props.group.clone()} checked={props.is_chosen} {onchange} />
            <span>{ &props.label }</span>
        </label>
    }
}
