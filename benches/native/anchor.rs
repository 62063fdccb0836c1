//! What it costs to find quotes again: in a text that was revised, and by the words that a file tells.

use counterpoint::domain::anchor::{Anchor, Finder, follow};
use counterpoint::domain::text::{Span, Text};
use divan::Bencher;

use crate::growth::{SIZES, measure};
use crate::world::{Shape, world};

/// The text of an article with all quotes, the contents of these, and the text with every twentieth paragraph changed
/// and some taken out.
fn revised(quotes: usize) -> (Text, Vec<Span>, Text) {
    let world = world(Shape::OneArticle, quotes);
    let (article, text) = world.middle();
    let session = world.session(2);
    let spans = session.project().quotes_in(article).map(|(_, quote)| quote.attribution.content[0]).collect();
    let paragraphs = text.paragraphs().iter().enumerate();
    let new: String = paragraphs
        .map(|(number, &span)| match number % 40 {
            7 => String::new(),
            20 => text.slice(span).replace("said", "has said").replace("ferry", "boat"),
            _ => text.slice(span).to_owned(),
        })
        .collect();
    (text.clone(), spans, Text::new(new))
}

/// With both texts at hand.
#[divan::bench(args = SIZES)]
fn follow_a_revision(bencher: Bencher<'_, '_>, quotes: usize) {
    let (old, spans, new) = revised(quotes);
    measure(bencher, ("anchor: follow a revision", quotes), || (), |()| follow(&old, &new, &spans));
}

/// By words and context alone.
#[divan::bench(args = SIZES)]
fn find_by_words(bencher: Bencher<'_, '_>, quotes: usize) {
    let (old, spans, new) = revised(quotes);
    let anchors: Vec<Anchor> =
        spans.iter().map(|&span| Anchor::new(&old, span).expect("the quotes fit their text")).collect();
    measure(
        bencher,
        ("anchor: find by words", quotes),
        || (),
        |()| {
            let finder = Finder::new(&new);
            anchors.iter().map(|anchor| finder.find(anchor)).collect::<Vec<_>>()
        },
    );
}
