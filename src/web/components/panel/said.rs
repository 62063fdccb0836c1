//! All that a speaker said, by article; and giving some of it to somebody else.

use std::collections::BTreeSet;
use std::rc::Rc;

use yew::{
    AttrValue, Callback, Html, MouseEvent, Properties, UseStateHandle, component, html, use_callback, use_memo,
    use_state,
};

use super::said_row::SaidRow;
use super::split_form::SplitForm;
use crate::domain::id::{QuoteId, SpeakerId};
use crate::domain::listing;
use crate::web::store::use_snapshot;

/// Which speaker.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The speaker.
    pub id: SpeakerId,
}

/// The quotes chosen for somebody else, while a person chooses.
pub(super) type Chosen = UseStateHandle<Option<BTreeSet<QuoteId>>>;

/// All that a speaker said.
#[component]
pub(super) fn SaidList(props: &Props) -> Html {
    let snapshot = use_snapshot();
    let project = snapshot.project.clone();
    let parts = use_memo((snapshot.revision, props.id.clone()), |(_, id)| listing::said(&project, id));
    let chosen: Chosen = use_state(|| None);
    let on_begin = use_callback(chosen.clone(), |_: MouseEvent, chosen| chosen.set(Some(BTreeSet::new())));
    let on_choose: Callback<QuoteId> = use_callback(chosen.clone(), |quote, chosen| {
        let mut next = (**chosen).clone().unwrap_or_default();
        if !next.remove(&quote) {
            next.insert(quote);
        }
        chosen.set(Some(next));
    });
    let count: usize = parts.iter().map(|part| part.statements.len()).sum();
    if count == 0 {
        return html! { <p class="teach">{ "No quote is theirs yet." }</p> };
    }
    html! {
        <div class="said">
            { for parts.iter().map(|part| html! {
                <section class="said-in" key={part.article.as_str()}>
                    <h3 class="said-title">
                        if !part.outlet.is_empty() {
                            <b>{ AttrValue::from(part.outlet.clone()) }</b>{ " " }
                        }
                        { AttrValue::from(part.title.clone()) }
                    </h3>
                    <ul>
                        { for part.statements.iter().map(|statement| html! {
                            <SaidRow
                                key={statement.quote.as_str()}
                                statement={Rc::new(statement.clone())}
                                speaker={props.id.clone()}
                                is_current={snapshot.view.active_quote() == Some(&statement.quote)}
                                is_chosen={chosen.as_ref().map(|chosen| chosen.contains(&statement.quote))}
                                on_choose={&on_choose}
                            />
                        }) }
                    </ul>
                </section>
            }) }
            if chosen.is_some() {
                <SplitForm {chosen} />
            } else {
                <div class="actions">
                    <button type="button" class="button" onclick={on_begin}>{ "Some of it was somebody else…" }</button>
                </div>
            }
        </div>
    }
}
