//! What a keystroke in the search costs, and the list of quotes that follows every change.

use counterpoint::domain::listing::{self, QuoteFilter};
use counterpoint::domain::search::{self, Query};
use counterpoint::domain::tally::found;
use divan::Bencher;

use crate::growth::{SIZES, measure};
use crate::world::{Shape, world};

/// The quotes of all articles that have a word.
#[divan::bench(args = SIZES)]
fn quotes(bencher: Bencher<'_, '_>, quotes: usize) {
    let session = world(Shape::Corpus, quotes).session(2);
    let query = Query::new("ferry lindgren");
    measure(
        bencher,
        ("search: quotes", quotes),
        || (),
        |()| listing::quotes(session.project(), None, &QuoteFilter::default(), &query, None),
    );
}

/// The list of all quotes, where nothing is searched for.
#[divan::bench(args = SIZES)]
fn all_quotes(bencher: Bencher<'_, '_>, quotes: usize) {
    let session = world(Shape::Corpus, quotes).session(2);
    measure(
        bencher,
        ("list: all quotes", quotes),
        || (),
        |()| listing::quotes(session.project(), None, &QuoteFilter::default(), &Query::default(), None),
    );
}

/// The list of the quotes of an article of twenty.
#[divan::bench(args = SIZES)]
fn open_quotes(bencher: Bencher<'_, '_>, quotes: usize) {
    let world = world(Shape::Corpus, quotes);
    let session = world.session(2);
    let open = [world.middle().0.clone()];
    measure(
        bencher,
        ("list: quotes of open article", quotes),
        || (),
        |()| listing::quotes(session.project(), Some(&open), &QuoteFilter::default(), &Query::default(), None),
    );
}

/// How many paragraphs of each article have a word.
#[divan::bench(args = SIZES)]
fn paragraphs(bencher: Bencher<'_, '_>, quotes: usize) {
    let session = world(Shape::Corpus, quotes).session(2);
    let query = Query::new("ferry lindgren");
    measure(bencher, ("search: paragraphs", quotes), || (), |()| found(session.project(), &query));
}

/// The next place of words that stand nowhere in an article that has all quotes.
#[divan::bench(args = SIZES)]
fn next_place(bencher: Bencher<'_, '_>, quotes: usize) {
    let world = world(Shape::OneArticle, quotes);
    let session = world.session(2);
    let open = [world.middle().0.clone()];
    measure(
        bencher,
        ("search: next place", quotes),
        || (),
        |()| search::next_place(session.project(), &open, "ferry lindgrens", None),
    );
}

/// Whom a person may mean by the start of a name.
#[divan::bench(args = SIZES)]
fn speakers(bencher: Bencher<'_, '_>, quotes: usize) {
    let session = world(Shape::Corpus, quotes).session(2);
    measure(bencher, ("search: speakers", quotes), || (), |()| search::speakers_meant(session.project(), "lin"));
}
