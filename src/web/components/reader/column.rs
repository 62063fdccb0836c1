//! One open article: its bar, its text, and what stands over it.

use std::rc::Rc;

use yew::TargetCast;
use yew::{
    AttrValue, Callback, Html, Properties, classes, component, hook, html, use_callback, use_memo, use_node_ref,
};

use super::body::{Body, Marked};
use super::caret::Caret;
use super::handles::Handles;
use super::keys::use_reading_keys;
use crate::domain::article::RegionKind;
use crate::domain::id::{ArticleId, QuoteId};
use crate::domain::segment::{Marks, Suggested};
use crate::domain::session::Intent;
use crate::web::components::column_bar::ColumnBar;
use crate::web::selection;
use crate::web::store::{Snapshot, use_dispatcher, use_snapshot};

/// Which article the column shows.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// The article.
    pub id: ArticleId,
}

/// One open article.
#[component]
pub(crate) fn Column(props: &Props) -> Html {
    let snapshot = use_snapshot();
    let dispatcher = use_dispatcher();
    let element = use_node_ref();
    let (id, project) = (&props.id, &snapshot.project);
    let highlighted = snapshot.view.highlighted(project);
    let marks = use_marks(&snapshot, id, &highlighted);
    let onclick = use_pointing();
    let onkeydown = use_reading_keys(element.clone());
    let onfocus = use_callback((dispatcher, id.clone()), |_, (dispatcher, id)| {
        dispatcher.send(Intent::Focus(id.clone()));
    });
    let Some(article) = project.article(id) else { return Html::default() };
    let is_focused = snapshot.view.columns.focused() == Some(id);
    let body = match project.text(id).zip(marks) {
        Some((text, marks)) => {
            let needed = highlighted
                .iter()
                .filter_map(|quote| project.quote(quote).filter(|quote| quote.attribution.article == *id))
                .flat_map(|quote| quote.attribution.marks().map(|(_, _, span)| text.paragraph_at(span.start)));
            html! {
                <Body
                    element={element.clone()}
                    text={text.clone()}
                    article={Rc::clone(article)}
                    {marks}
                    needed={needed.collect::<Rc<[usize]>>()}
                />
            }
        }
        None => html! {
            <p class="paragraph muted">
                { "The text of this article is not at hand. Add its file, and its quotes appear." }
            </p>
        },
    };
    let has_title = article.regions().iter().any(|region| region.kind == RegionKind::Title);
    html! {
        <section class={classes!("column", is_focused.then_some("focused"))} aria-label={article.title().to_owned()}>
            <ColumnBar id={id.clone()} article={Rc::clone(article)} quotes={project.count_in(id)} />
            <div class="sheet-scroll">
                <div class="sheet">
                    if !has_title {
                        <h2 class="derived-title">{ article.title() }</h2>
                    }
                    <article
                        ref={element.clone()}
                        data-article={id.to_string()}
                        lang={lang(&article.detected.language)}
                        tabindex="0"
                        aria-label={article.title().to_owned()}
                        {onclick}
                        {onkeydown}
                        {onfocus}
                    >
                        { body }
                    </article>
                    <Caret article={element.clone()} />
                    <Handles id={id.clone()} article={element} />
                </div>
            </div>
        </section>
    }
}

/// What is marked in the article, made anew only when the project or what stands out in it has changed.
#[hook]
fn use_marks(snapshot: &Snapshot, id: &ArticleId, highlighted: &[QuoteId]) -> Option<Marked> {
    let project = snapshot.project.clone();
    let has_text = project.text(id).is_some();
    let suggestions = Rc::clone(&snapshot.suggestions);
    let active = snapshot.view.suggestion.clone().filter(|place| place.article == *id);
    let deps = (snapshot.revision, id.clone(), highlighted.to_vec(), has_text, suggestions, active);
    let marks = use_memo(deps, move |(_, id, highlighted, _, suggestions, active)| {
        let left = suggestions.left(&project, id);
        let active = active.as_ref().and_then(|place| suggestions.at(place));
        Marks::of(&project, id, highlighted, Suggested { left: &left, active }).map(|marks| Marked(Rc::new(marks)))
    });
    (*marks).clone()
}

/// A click on a mark picks among the quotes there; one on plain words puts the caret there and picks nothing. The
/// first click of a double click has picked a quote that the second takes back: words were meant, not the quote.
#[hook]
fn use_pointing() -> Callback<yew::MouseEvent> {
    let dispatcher = use_dispatcher();
    let before = yew::use_mut_ref(|| None);
    use_callback((dispatcher, before), |event: yew::MouseEvent, (dispatcher, before)| {
        let snapshot = dispatcher.snapshot();
        if event.detail() == 2 && snapshot.view.active != *before.borrow() {
            dispatcher.send(Intent::Restore(before.borrow().clone()));
        }
        let target = event.target_dyn_into::<web_sys::Element>();
        let mark = target.and_then(|target| target.closest("mark").ok().flatten());
        if event.detail() > 1 || selection::read(&snapshot.project).is_some() {
            return;
        }
        before.borrow_mut().clone_from(&snapshot.view.active);
        if let Some((article, byte)) = mark.and_then(|mark| selection::byte_of_element(&snapshot.project, &mark)) {
            dispatcher.send(Intent::Point(article, byte));
        }
    })
}

fn lang(language: &str) -> Option<AttrValue> {
    (!language.is_empty()).then(|| AttrValue::from(language.to_owned()))
}
