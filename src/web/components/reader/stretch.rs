//! A few paragraphs of an article, drawn together.

use std::ops::Range;
use std::rc::Rc;

use yew::{AttrValue, Html, Properties, component, html};

use super::paragraph::Paragraph;
use crate::domain::segment::Runs;
use crate::domain::text::{Span, Text};
use crate::web::hooks::renders;

/// About how many characters a line of text has, and how high it is, in CSS pixels: for the height of what was never
/// laid out.
const LINE: (usize, usize) = (66, 30);

/// What changes with the article alone. Whole, so that two shared ones are compared at a glance.
#[derive(PartialEq, Eq)]
pub(super) struct Lines {
    /// The number of the stretch in its article.
    pub(super) number: usize,
    /// The numbers of its paragraphs.
    pub(super) paragraphs: Range<usize>,
    /// The class of each.
    pub(super) classes: Vec<&'static str>,
}

/// The paragraphs and their runs.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// Its paragraphs.
    pub lines: Rc<Lines>,
    /// The article's text.
    pub text: Text,
    /// The runs of its paragraphs; nothing where it is far from view.
    pub runs: Option<Rc<[Runs]>>,
    /// True where the browser may leave it out while it is far from view.
    pub is_long: bool,
}

/// A few paragraphs. One without marks is drawn the same near and far, so that it stays when the view comes near.
#[component]
pub(super) fn Stretch(props: &Props) -> Html {
    renders::count("stretch");
    let lines = &props.lines;
    let spans = &props.text.paragraphs()[lines.paragraphs.clone()];
    let paragraphs = lines.paragraphs.clone().zip(spans).enumerate().map(|(place, (number, &span))| {
        let class = lines.classes[place];
        let runs = props.runs.as_ref().map(|runs| &runs[place]);
        match runs.filter(|runs| runs.iter().any(|run| !run.marks.is_empty())) {
            Some(runs) => {
                html! { <Paragraph key={number} text={props.text.clone()} {span} runs={Rc::clone(runs)} {class} /> }
            }
            None => html! {
                <p key={number} {class} data-start={span.start.to_string()}>{ props.text.slice(span).to_owned() }</p>
            },
        }
    });
    let style = props.is_long.then(|| AttrValue::from(format!("contain-intrinsic-size:auto {}px", height(spans))));
    html! {
        <div class={if props.is_long { "stretch long" } else { "stretch" }} data-part={lines.number.to_string()} {style}>
            { for paragraphs }
        </div>
    }
}

/// About how high paragraphs will be, in CSS pixels.
fn height(spans: &[Span]) -> usize {
    let (characters, pixels) = LINE;
    spans.iter().map(|span| (span.len().div_ceil(characters) * 2 + 1) * pixels / 2).sum()
}
