//! The lines of an article, and what each of them is.

use std::rc::Rc;

use web_sys::HtmlSelectElement;
use yew::{
    AttrValue, Callback, Event, Html, Properties, TargetCast, component, html, use_callback, use_memo, use_state_eq,
};

use crate::domain::article::{Region, RegionKind, kind_at};
use crate::domain::text::{Text, shorten, squeeze};

/// So many lines are shown at once, and as many more for each time that more are asked for.
const PAGE: usize = 200;

/// As much of a line is shown, in characters.
const SHOWN: usize = 160;

/// What a line may be, and the word for it.
const KINDS: [(Option<RegionKind>, &str); 7] = [
    (None, "Text"),
    (Some(RegionKind::Boilerplate), "Boilerplate"),
    (Some(RegionKind::Caption), "Caption"),
    (Some(RegionKind::Heading), "Heading"),
    (Some(RegionKind::Title), "Title"),
    (Some(RegionKind::Byline), "Byline"),
    (Some(RegionKind::KeyPoint), "Key point"),
];

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// The article's text.
    pub(super) text: Text,
    /// What is not its running text.
    pub(super) regions: Rc<Vec<Region>>,
    /// A line, by its number, is to be something else.
    pub(super) onkind: Callback<(usize, Option<RegionKind>)>,
}

/// The lines of an article: at first those that are not running text, on demand all of them.
#[component]
pub(super) fn Lines(props: &Props) -> Html {
    let shows_all = use_state_eq(|| false);
    let pages = use_state_eq(|| 1_usize);
    // A line that is made text again stays in sight, so that it can be changed back.
    let at_first = use_state_eq(|| Rc::clone(&props.regions));
    let lines = use_memo((props.text.clone(), (*at_first).clone(), *shows_all), |(text, regions, shows_all)| {
        let has_words = |line: &usize| !text.slice(text.paragraphs()[*line]).trim().is_empty();
        let is_shown = |line: &usize| *shows_all || kind_at(regions, text.paragraphs()[*line].start).is_some();
        (0..text.paragraphs().len()).filter(|line| has_words(line) && is_shown(line)).collect::<Vec<_>>()
    });
    let show_all = use_callback(shows_all.clone(), |_, shows_all| shows_all.set(!**shows_all));
    let more = use_callback(pages.clone(), |_, pages| pages.set(**pages + 1));
    let shown = lines.len().min(*pages * PAGE);
    html! {
        <fieldset class="article-lines">
            <legend class="label">{ "Lines that are not running text" }</legend>
            <p class="muted small">{ "Boilerplate and captions are folded away in the reader." }</p>
            <ol>
                { for lines[..shown].iter().map(|&line| {
                    let span = props.text.paragraphs()[line];
                    let words = shorten(&squeeze(props.text.slice(span)), SHOWN);
                    let kind = kind_at(&props.regions, span.start);
                    html! { <LineRow key={line} {line} {words} {kind} onkind={props.onkind.clone()} /> }
                }) }
            </ol>
            if shown < lines.len() {
                <button type="button" class="button" onclick={more}>
                    { format!("{} more lines", lines.len() - shown) }
                </button>
            }
            <button type="button" class="button" aria-pressed={shows_all.to_string()} onclick={show_all}>
                { "Show every line" }
            </button>
        </fieldset>
    }
}

#[derive(PartialEq, Properties)]
struct LineProps {
    line: usize,
    words: AttrValue,
    kind: Option<RegionKind>,
    onkind: Callback<(usize, Option<RegionKind>)>,
}

#[component]
fn LineRow(props: &LineProps) -> Html {
    let onchange = use_callback((props.line, props.onkind.clone()), |event: Event, (line, onkind)| {
        let chosen = event.target_unchecked_into::<HtmlSelectElement>().selected_index();
        let kind = usize::try_from(chosen).ok().and_then(|chosen| KINDS.get(chosen));
        if let Some((kind, _)) = kind {
            onkind.emit((*line, *kind));
        }
    });
    let folded = props.kind.is_some_and(RegionKind::folded);
    html! {
        <li class={folded.then_some("is-folded")}>
            <select aria-label={format!("What this line is: {}", props.words)} {onchange}>
                { for KINDS.into_iter().map(|(kind, word)| html! {
                    <option key={word} selected={kind == props.kind}>{ word }</option>
                }) }
            </select>
            <span>{ &props.words }</span>
        </li>
    }
}
