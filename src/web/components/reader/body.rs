//! The text of an article: its paragraphs in stretches, those that are not the report's own folded away.
//!
//! Of a long article only the stretches near the view carry marks; the stylesheet has the browser lay out no others. The
//! text itself is always there whole, for the browser's own search and for whoever reads with another program.

use std::ops::Range;
use std::rc::Rc;

use yew::{AttrValue, Html, NodeRef, Properties, component, html, use_effect_with, use_memo};

use super::fold::FoldedAway;
use super::stretch::{Lines, Stretch};
use crate::domain::annotation::Article;
use crate::domain::article::{RegionKind, folds, is_long, kinds, stretches};
use crate::domain::segment::{Marks, Runs};
use crate::domain::text::Text;
use crate::web::hooks::near::{Made, use_near};
use crate::web::hooks::renders;
use crate::web::hooks::selecting::select_again;
use crate::web::store::use_dispatcher;

/// How many stretches of a long article carry marks.
const MADE: Made = Made { margin: 1.0, first: 2, kept: 8 };

/// What the paragraphs of an article are made from. While this stays the same none of them is even looked at.
#[derive(Clone, PartialEq, Properties)]
pub(super) struct Props {
    /// The article's element.
    pub element: NodeRef,
    /// Its text.
    pub text: Text,
    /// What is known of it.
    pub article: Rc<Article>,
    /// What is marked in it.
    pub marks: Marked,
    /// The numbers of paragraphs that must be in view: a fold that holds one is open.
    pub needed: Rc<[usize]>,
}

/// The marks of an article as they stood at one moment. Compares by the moment.
#[derive(Clone)]
pub(super) struct Marked(pub(super) Rc<Marks>);

impl PartialEq for Marked {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// How an article is drawn, which changes with its text and its regions alone.
#[derive(PartialEq, Eq)]
struct Plan {
    pieces: Vec<Piece>,
    stretches: usize,
}

/// What is drawn one after the other.
#[derive(PartialEq, Eq)]
enum Piece {
    Plain(Vec<Rc<Lines>>),
    Folded { label: AttrValue, paragraphs: Range<usize>, stretches: Vec<Rc<Lines>> },
}

/// The paragraphs of an article.
#[component]
pub(super) fn Body(props: &Props) -> Html {
    renders::count("article");
    let plan = use_memo((props.text.clone(), Rc::clone(&props.article)), |(text, article)| plan(text, article));
    let is_long = is_long(&props.text);
    let near = use_near(&props.element, Rc::clone(&plan), plan.stretches, MADE);
    let dispatcher = use_dispatcher();
    // A line that gets its marks is drawn anew, and the browser loses what was selected in it.
    use_effect_with((*near).clone(), move |_| select_again(&dispatcher));
    let stretch = |lines: &Rc<Lines>| {
        let is_made = !is_long || near.contains(&lines.number);
        let paragraphs = &lines.paragraphs;
        let runs = is_made
            .then(|| paragraphs.clone().map(|paragraph| props.marks.0.runs(paragraph)).collect::<Rc<[Runs]>>());
        html! {
            <Stretch
                key={lines.number}
                lines={Rc::clone(lines)}
                text={props.text.clone()}
                {runs}
                {is_long}
            />
        }
    };
    let piece = |piece: &Piece| match piece {
        Piece::Plain(stretches) => stretches.iter().map(stretch).collect::<Html>(),
        Piece::Folded { label, paragraphs, stretches } => html! {
            <FoldedAway
                key={format!("fold-{}", paragraphs.start)}
                {label}
                is_needed={props.needed.iter().any(|paragraph| paragraphs.contains(paragraph))}
            >
                { for stretches.iter().map(stretch) }
            </FoldedAway>
        },
    };
    plan.pieces.iter().map(piece).collect()
}

fn plan(text: &Text, article: &Article) -> Plan {
    let regions = article.regions();
    let classes = kinds(text, regions).into_iter().zip(text.paragraphs());
    let classes = classes.map(|(kind, &span)| match kind {
        Some(kind) => class(kind),
        None if text.slice(span).trim().is_empty() => "paragraph blank",
        None => "paragraph body",
    });
    let classes: Vec<&'static str> = classes.collect();
    let mut numbers = 0..;
    let mut cut = |paragraphs: Range<usize>| -> Vec<Rc<Lines>> {
        // In this order: the other way round, zip would take a number too many.
        let numbered = stretches(text, paragraphs).into_iter().zip(numbers.by_ref());
        let lines = |(paragraphs, number): (Range<usize>, usize)| {
            Rc::new(Lines { number, classes: classes[paragraphs.clone()].to_vec(), paragraphs })
        };
        numbered.map(lines).collect()
    };
    let (mut pieces, mut next) = (Vec::new(), 0);
    for fold in folds(text, regions) {
        pieces.push(Piece::Plain(cut(next..fold.paragraphs.start)));
        pieces.push(Piece::Folded {
            label: fold.label().into(),
            stretches: cut(fold.paragraphs.clone()),
            paragraphs: fold.paragraphs.clone(),
        });
        next = fold.paragraphs.end;
    }
    pieces.push(Piece::Plain(cut(next..text.paragraphs().len())));
    Plan { pieces, stretches: numbers.start }
}

const fn class(kind: RegionKind) -> &'static str {
    match kind {
        RegionKind::Title => "paragraph title",
        RegionKind::Byline => "paragraph byline",
        RegionKind::Heading => "paragraph heading",
        RegionKind::Caption => "paragraph caption",
        RegionKind::KeyPoint => "paragraph key-point",
        RegionKind::Boilerplate => "paragraph boilerplate",
    }
}
