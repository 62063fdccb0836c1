//! Two grips at the ends of the active span, to be dragged.

use yew::TargetCast;
use yew::{
    AttrValue, Callback, Html, NodeRef, PointerEvent, Properties, component, html, use_callback, use_state_eq,
};

use crate::domain::edit::Edit;
use crate::domain::id::ArticleId;
use crate::domain::session::Intent;
use crate::domain::snap::snap;
use crate::domain::text::Span;
use crate::web::hooks::look::use_look;
use crate::web::hooks::resize::use_resize;
use crate::web::selection;
use crate::web::store::{Dispatcher, use_dispatcher, use_snapshot};

/// The article whose spans can be dragged here.
#[derive(Clone, PartialEq, Properties)]
pub(crate) struct Props {
    /// The article.
    pub id: ArticleId,
    /// Its element.
    pub article: NodeRef,
}

#[derive(Clone, Copy, PartialEq)]
enum Grip {
    Start,
    End,
}

/// Where the two grips stand: left, top and height in CSS pixels from the sheet's top left corner.
type Places = [(f64, f64, f64); 2];

/// The grips of the active span, where it lies in this article.
#[component]
pub(crate) fn Handles(props: &Props) -> Html {
    let snapshot = use_snapshot();
    let handled = snapshot.view.handled_span(&snapshot.project).map(|(.., span)| span);
    let is_here = snapshot.view.active_quote().and_then(|quote| snapshot.project.quote(quote));
    let span = handled.filter(|_| is_here.is_some_and(|quote| quote.attribution.article == props.id));
    let places = use_state_eq(|| None::<Places>);
    let resized = use_resize(props.article.clone());
    let setter = places.setter();
    let dispatcher = use_dispatcher();
    use_look((span, snapshot.revision, resized, props.article.clone()), move |(span, _, _, article)| {
        setter.set(span.and_then(|span| find(&dispatcher, article, span)));
    });
    let Some(places) = *places else { return Html::default() };
    html! {
        <>
            <GripView grip={Grip::Start} place={places[0]} />
            <GripView grip={Grip::End} place={places[1]} />
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct GripProps {
    grip: Grip,
    place: (f64, f64, f64),
}

#[component]
fn GripView(props: &GripProps) -> Html {
    let dispatcher = use_dispatcher();
    let grip = props.grip;
    let onpointerdown = use_callback((), |event: PointerEvent, ()| {
        event.prevent_default();
        if let Some(target) = event.target_dyn_into::<web_sys::Element>() {
            // Without capture the drag ends when the pointer leaves the grip; nothing is lost.
            let _ = target.set_pointer_capture(event.pointer_id());
        }
    });
    let onpointermove = use_drag(&dispatcher, grip, show);
    let onpointerup = use_drag(&dispatcher, grip, finish);
    // However the drag ends, the words that it showed as selected are let go of.
    let onlostpointercapture = use_callback((), |_: PointerEvent, ()| selection::collapse());
    let (left, top, height) = props.place;
    let name = match grip {
        Grip::Start => AttrValue::Static("grip grip-start"),
        Grip::End => AttrValue::Static("grip grip-end"),
    };
    html! {
        <span
            class={name.to_string()}
            aria-hidden="true"
            style={format!("--left:{left}px;--top:{top}px;--height:{height}px")}
            {onpointerdown}
            {onpointermove}
            {onpointerup}
            {onlostpointercapture}
        ></span>
    }
}

/// Calls back with the span that the drag has made, while the pointer is held.
#[yew::hook]
fn use_drag(dispatcher: &Dispatcher, grip: Grip, then: fn(&Dispatcher, Span)) -> Callback<PointerEvent> {
    use_callback((dispatcher.clone(), grip), move |event: PointerEvent, (dispatcher, grip)| {
        let target = event.target_dyn_into::<web_sys::Element>();
        if !target.is_some_and(|target| target.has_pointer_capture(event.pointer_id())) {
            return;
        }
        #[expect(clippy::cast_precision_loss, reason = "no screen is 2^24 pixels wide")]
        let (x, y) = (event.client_x() as f32, event.client_y() as f32);
        if let Some(span) = dragged(dispatcher, *grip, x, y) {
            then(dispatcher, span);
        }
    })
}

/// The active span with one end under the pointer.
fn dragged(dispatcher: &Dispatcher, grip: Grip, x: f32, y: f32) -> Option<Span> {
    let snapshot = dispatcher.snapshot();
    let (_, _, span) = snapshot.view.handled_span(&snapshot.project)?;
    let quote = snapshot.project.quote(snapshot.view.active_quote()?)?;
    let (article, byte) = selection::byte_at_point(&snapshot.project, x, y)?;
    let text = snapshot.project.text(&article).filter(|_| article == quote.attribution.article)?;
    let span = match grip {
        Grip::Start => Span::new(byte, span.end),
        Grip::End => Span::new(span.start, byte),
    };
    snap(text, span, snapshot.snap)
}

/// Shows what the span would be, as selected words.
fn show(dispatcher: &Dispatcher, span: Span) {
    let snapshot = dispatcher.snapshot();
    let Some(quote) = snapshot.view.active_quote().and_then(|quote| snapshot.project.quote(quote)) else { return };
    let article = &quote.attribution.article;
    if let (Some(element), Some(text)) = (selection::article_element(article), snapshot.project.text(article)) {
        selection::select(&element, text, span);
    }
}

fn finish(dispatcher: &Dispatcher, span: Span) {
    selection::collapse();
    let snapshot = dispatcher.snapshot();
    let Some((role, number, _)) = snapshot.view.handled_span(&snapshot.project) else { return };
    if let Some(quote) = snapshot.view.active_quote().cloned() {
        dispatcher.send(Intent::Perform(Edit::MoveSpan { quote, role, number, span }));
    }
    dispatcher.send(Intent::Select(None));
}

fn find(dispatcher: &Dispatcher, article: &NodeRef, span: Span) -> Option<Places> {
    let element = article.cast::<web_sys::Element>()?;
    let id = ArticleId::from(element.get_attribute("data-article")?);
    let snapshot = dispatcher.snapshot();
    let range = selection::range_of(&element, snapshot.project.text(&id)?, span)?;
    let sheet = element.closest(".sheet").ok().flatten()?.get_bounding_client_rect();
    let place = |at_end| {
        let rect = selection::caret_rect(&range, at_end)?;
        Some((rect.left() - sheet.left(), rect.top() - sheet.top(), rect.height()))
    };
    Some([place(false)?, place(true)?])
}
