//! Lines between the statements of the active link, from one column to another. They follow scrolling and resizing.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use yew::{Html, component, html, use_effect_with, use_node_ref, use_state_eq};

use crate::domain::annotation::Relation;
use crate::domain::id::LinkId;
use crate::domain::order;
use crate::domain::session::{Active, Pending};
use crate::web::browser::document;
use crate::web::hooks::look::Look;
use crate::web::hooks::resize::ResizeWatch;
use crate::web::selection::{article_element, first_line, scroll_of};
use crate::web::store::{Dispatcher, Snapshot, use_dispatcher, use_snapshot};

/// A line between two statements, in CSS pixels from the desk's top left corner.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    from: Anchor,
    to: Anchor,
}

/// The end of a line: the edge of a statement's first line.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Anchor {
    left: f64,
    right: f64,
    y: f64,
    /// False where the statement is scrolled out of view, and the line only points to it.
    is_in_view: bool,
}

/// The lines of the active link, over the whole desk.
#[component]
pub(super) fn Lines() -> Html {
    let snapshot = use_snapshot();
    let dispatcher = use_dispatcher();
    let svg = use_node_ref();
    let lines = use_state_eq(Vec::<Line>::new);
    let deps = (
        snapshot.revision,
        snapshot.view.active.clone(),
        snapshot.view.pending.clone(),
        snapshot.view.columns.clone(),
    );
    let link = shown(&snapshot).and_then(|link| snapshot.project.link(link));
    // Without a link there is nothing to follow, and nothing that a change could move.
    use_effect_with((link.map(|_| deps), svg.clone()), {
        let setter = lines.setter();
        move |(deps, svg)| {
            let shown = deps.as_ref().map(|_| {
                let (svg, setter) = (svg.clone(), setter.clone());
                let look = Look::new(move || setter.set(find(&dispatcher, &svg)));
                look.ask();
                // Columns scroll by themselves and their events do not bubble, so they are caught on their way down.
                let options = EventListenerOptions::run_in_capture_phase();
                let (again, later) = (look.clone(), look);
                let scrolled = EventListener::new_with_options(&document(), "scroll", options, move |_| again.ask());
                (scrolled, ResizeWatch::new(sheets(), move || later.ask()))
            });
            if shown.is_none() {
                setter.set(Vec::new());
            }
            move || drop(shown)
        }
    });
    let class = match link.map(|link| link.relation) {
        Some(Relation::Corroborates | Relation::SameWords) => "lines agreeing",
        _ => "lines",
    };
    html! {
        <svg {class} ref={svg} aria-hidden="true">
            { for lines.iter().map(draw) }
        </svg>
    }
}

fn draw(line: &Line) -> Html {
    let Line { from, to } = line;
    let (start, end, bend) = if from.right <= to.left {
        (from.right, to.left, (to.left - from.right) / 2.0)
    } else {
        // One below the other in the same column: the line runs round by the left, as far as there is room.
        let left = from.left.min(to.left);
        (from.left, to.left, -(left - 3.0).clamp(0.0, 28.0))
    };
    let path = format!(
        "M{start} {} C{} {} {} {} {end} {}",
        from.y,
        start + bend,
        from.y,
        if bend < 0.0 { end + bend } else { end - bend },
        to.y,
        to.y
    );
    let dot = |x: f64, anchor: &Anchor| html! { if anchor.is_in_view { <circle cx={x.to_string()} cy={anchor.y.to_string()} r="3.5" /> } };
    html! {
        <g class={(!from.is_in_view || !to.is_in_view).then_some("reaching")}>
            <path d={path} />
            { dot(start, from) }
            { dot(end, to) }
        </g>
    }
}

/// The link whose lines are drawn: the active one, or the one that waits for another member.
fn shown(snapshot: &Snapshot) -> Option<&LinkId> {
    match (&snapshot.view.active, &snapshot.view.pending) {
        (Some(Active::Link(link)), _) | (_, Some(Pending::Link(link))) => Some(link),
        _ => None,
    }
}

/// What changes its size when a statement moves without scrolling: the desk, and each article when a fold opens.
fn sheets() -> Vec<web_sys::Element> {
    let found = document().query_selector_all(".desk, .sheet").ok();
    let nodes = found.iter().flat_map(|list| (0..list.length()).filter_map(|number| list.item(number)));
    nodes.filter_map(|node| node.dyn_into().ok()).collect()
}

/// The members of the active link in pairs, each with the next one to its right or below it.
fn find(dispatcher: &Dispatcher, svg: &yew::NodeRef) -> Vec<Line> {
    let snapshot = dispatcher.snapshot();
    let Some(desk) = svg.cast::<web_sys::Element>().map(|svg| svg.get_bounding_client_rect()) else {
        return Vec::new();
    };
    let Some(link) = shown(&snapshot) else { return Vec::new() };
    let mut anchors: Vec<Anchor> = snapshot
        .project
        .members(link)
        .iter()
        .filter_map(|id| {
            let quote = snapshot.project.quote(id)?;
            let article = article_element(&quote.attribution.article)?;
            let text = snapshot.project.text(&quote.attribution.article)?;
            let first = first_line(&article, text, *quote.attribution.content.first()?)?;
            anchor(&first, &article, &desk)
        })
        .collect();
    order::sort_by(&mut anchors, |one, other| {
        one.left_column().total_cmp(&other.left_column()).then(one.y.total_cmp(&other.y))
    });
    anchors.windows(2).map(|pair| Line { from: pair[0], to: pair[1] }).collect()
}

impl Anchor {
    /// Columns lie far apart, statements of one column do not: a coarse grid tells them apart.
    fn left_column(&self) -> f64 {
        (self.right / 100.0).floor()
    }
}

fn anchor(first: &web_sys::DomRect, article: &web_sys::Element, desk: &web_sys::DomRect) -> Option<Anchor> {
    let scroll = scroll_of(article)?.get_bounding_client_rect();
    let text = article.get_bounding_client_rect();
    let middle = first.top() + first.height() / 2.0;
    // Not clamp, which panics where a tiny window leaves no room between the two.
    let y = middle.min(scroll.bottom() - 6.0).max(scroll.top() + 6.0);
    let gap = 8.0;
    Some(Anchor {
        left: text.left() - desk.left() - gap,
        right: text.right() - desk.left() + gap,
        y: y - desk.top(),
        is_in_view: (middle - y).abs() < 1.0,
    })
}
