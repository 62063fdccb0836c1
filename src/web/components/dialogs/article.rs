//! What is known about an article, to be put right.

mod fields;
mod lines;

use std::rc::Rc;

use web_sys::HtmlFormElement;
use yew::{Html, Properties, SubmitEvent, TargetCast, component, html, use_callback, use_state, use_state_eq};

use self::fields::{Fact, FactField, value_of};
use self::lines::Lines;
use super::modal::Modal;
use crate::domain::annotation::Article;
use crate::domain::article::{RegionKind, with_kind};
use crate::domain::edit::{Correction, Edit};
use crate::domain::id::ArticleId;
use crate::domain::session::Intent;
use crate::domain::text::Text;
use crate::web::store::{use_dispatcher, use_snapshot};
use crate::web::ui::{Action, Dialog};

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// The article.
    pub(super) id: ArticleId,
}

/// What is known about an article, to be put right.
#[component]
pub(super) fn ArticleDialog(props: &Props) -> Html {
    let snapshot = use_snapshot();
    let article = snapshot.project.article(&props.id).cloned();
    let text = snapshot.project.text(&props.id).cloned();
    html! {
        <Modal title="About this article" class="article-dialog wide">
            if let Some(article) = article {
                <Form id={props.id.clone()} {article} {text} />
            } else {
                <p>{ "This article is not in the project any more." }</p>
            }
        </Modal>
    }
}

#[derive(PartialEq, Properties)]
struct FormProps {
    id: ArticleId,
    article: Rc<Article>,
    /// Nothing where it is not at hand: its lines cannot be shown then.
    text: Option<Text>,
}

/// Nothing is changed before it is saved, and saving is one edit.
#[component]
fn Form(props: &FormProps) -> Html {
    let dispatcher = use_dispatcher();
    // As it was when the dialog opened, so that a change from elsewhere takes nothing away that is being typed.
    let opened = use_state(|| Rc::clone(&props.article));
    let regions = use_state_eq(|| Rc::new(opened.regions().to_vec()));
    let onkind = {
        let regions = regions.clone();
        use_callback((props.text.clone(), regions), |(line, kind): (usize, Option<RegionKind>), (text, regions)| {
            if let Some(text) = text {
                regions.set(Rc::new(with_kind(text, regions, line..line + 1, kind)));
            }
        })
    };
    let onsubmit = {
        let (dispatcher, id) = (dispatcher.clone(), props.id.clone());
        let (opened, regions) = (Rc::clone(&opened), Rc::clone(&regions));
        move |event: SubmitEvent| {
            event.prevent_default();
            let form: HtmlFormElement = event.target_unchecked_into();
            let changed = |fact: Fact| value_of(&form, fact).filter(|value| *value != fact.of(&opened));
            let correction = Correction {
                title: changed(Fact::Title),
                outlet: changed(Fact::Outlet),
                byline: changed(Fact::Byline),
                date: changed(Fact::Date),
                address: changed(Fact::Address),
                regions: (*regions != opened.regions()).then(|| regions.to_vec()),
            };
            dispatcher.ui(Action::Close);
            dispatcher.send(Intent::Perform(Edit::CorrectArticle { article: id.clone(), correction }));
        }
    };
    let remove = use_callback(
        (dispatcher.clone(), props.id.clone(), opened.title().to_owned()),
        |_, (dispatcher, id, title)| {
            dispatcher.ui(Action::Close);
            dispatcher.send(Intent::Perform(Edit::RemoveArticle { article: id.clone() }));
            dispatcher.say(format!("“{title}” was removed, with its quotes. Undo brings it back."));
        },
    );
    let revise = use_callback((dispatcher.clone(), props.id.clone()), |_, (dispatcher, id)| {
        dispatcher.ui(Action::Open(Dialog::Revise(id.clone())));
    });
    let cancel = use_callback(dispatcher, |_, dispatcher| dispatcher.ui(Action::Close));
    html! {
        <form {onsubmit}>
            <div class="facts">
                { for Fact::ALL.into_iter().map(|fact| html! {
                    <FactField key={fact.name()} {fact} value={fact.of(&opened)} />
                }) }
            </div>
            if let Some(text) = props.text.clone() {
                <Lines {text} regions={Rc::clone(&regions)} {onkind} />
            }
            <footer>
                <button type="button" class="button danger" onclick={remove}>{ "Remove article" }</button>
                <button type="button" class="button" onclick={revise}>{ "Update its text …" }</button>
                <span class="grow" />
                <button type="button" class="button" onclick={cancel}>{ "Cancel" }</button>
                <button type="submit" class="button primary">{ "Save" }</button>
            </footer>
        </form>
    }
}
