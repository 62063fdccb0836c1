//! What can be made of the selected words, beside them.

use gloo::events::{EventListener, EventListenerOptions};
use yew::{AttrValue, Html, MouseEvent, Properties, component, html, use_callback, use_effect_with, use_state_eq};

use crate::domain::command::Command;
use crate::domain::project::Project;
use crate::domain::session::Selection;
use crate::web::browser::{document, window};
use crate::web::components::keys::Keys;
use crate::web::hooks::commands;
use crate::web::hooks::look::Look;
use crate::web::selection;
use crate::web::store::{use_dispatcher, use_snapshot};

/// What the bar offers: a command, its word, and whether it needs an active quote in the same article.
const OFFERS: [(Command, &str, bool); 5] = [
    (Command::MarkQuote, "Quote", false),
    (Command::MarkSource, "Source", true),
    (Command::MarkCue, "Cue", true),
    (Command::AddFragment, "Fragment", true),
    (Command::Contradict, "Contradiction", false),
];

/// The bar, while words are selected.
#[component]
pub(super) fn SelectionBar() -> Html {
    let snapshot = use_snapshot();
    let place = use_state_eq(|| None::<(f64, f64)>);
    let setter = place.setter();
    let selected = snapshot.view.selection.clone();
    let dispatcher = use_dispatcher();
    use_effect_with((selected.clone(), snapshot.moment), move |(selected, _)| {
        let shown = selected.clone().map(|selected| {
            let look = Look::new(move || setter.set(place_beside(&dispatcher.snapshot().project, &selected)));
            look.ask();
            // Columns scroll by themselves and their events do not bubble, so they are caught on their way down.
            let options = EventListenerOptions::run_in_capture_phase();
            let (again, resized) = (look.clone(), look.clone());
            let scrolled = EventListener::new_with_options(&document(), "scroll", options, move |_| again.ask());
            (look, scrolled, EventListener::new(&window(), "resize", move |_| resized.ask()))
        });
        move || drop(shown)
    });
    // The bar must not take the selection away when it is pressed.
    let keep = use_callback((), |event: MouseEvent, ()| event.prevent_default());
    let Some(Selection { article, .. }) = selected else { return Html::default() };
    let active = snapshot.view.active_quote().and_then(|quote| snapshot.project.quote(quote));
    let has_quote = active.is_some_and(|quote| quote.attribution.article == article);
    let style = place.map(|(left, top)| format!("--left:{left}px;--top:{top}px"));
    html! {
        <div class="selection-bar" role="toolbar" aria-label="Make of the selection" {style} onmousedown={keep}>
            { for OFFERS.into_iter().map(|(command, word, needs_quote)| html! {
                <Offer key={word} {command} {word} is_disabled={needs_quote && !has_quote} />
            }) }
        </div>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct OfferProps {
    command: Command,
    word: AttrValue,
    is_disabled: bool,
}

#[component]
fn Offer(props: &OfferProps) -> Html {
    let dispatcher = use_dispatcher();
    let onclick =
        use_callback((dispatcher, props.command), |_, (dispatcher, command)| commands::run(dispatcher, *command));
    let title = if props.is_disabled { "Pick or make a quote in this article first" } else { props.command.label() };
    html! {
        <button class="offer" data-command={props.word.to_lowercase()} disabled={props.is_disabled} {title} {onclick}>
            { &props.word }<Keys command={props.command} />
        </button>
    }
}

/// Where the bar stands: over the start of the selection, since what is marked next mostly follows it, or under its end
/// where there is no room; in CSS pixels of the window, kept inside the desk.
fn place_beside(project: &Project, selected: &Selection) -> Option<(f64, f64)> {
    const HEIGHT: f64 = 52.0;
    const WIDTH: f64 = 500.0;
    let desk = document().query_selector(".desk").ok().flatten()?.get_bounding_client_rect();
    let article = selection::article_element(&selected.article)?;
    let (start, end) = selection::ends_on_screen(&article, project.text(&selected.article)?, selected.span)?;
    let column = article.get_bounding_client_rect();
    let is_room_above = start.top() - HEIGHT > desk.top() + HEIGHT;
    let top = if is_room_above { start.top() - HEIGHT } else { end.bottom() + 8.0 };
    let left = column.left().min(desk.right() - WIDTH).max(desk.left() + 8.0);
    // Not clamp, which panics where a tiny window leaves no room between the two.
    Some((left, top.min(desk.bottom() - HEIGHT).max(desk.top() + 8.0)))
}
