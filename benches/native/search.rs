//! What a keystroke in the search costs, and the list of quotes that follows every change.

use std::cell::RefCell;

use counterpoint::domain::id::ArticleId;
use counterpoint::domain::listing::{self, FoundQuotes, QuoteList};
use counterpoint::domain::search::{self, Query};
use counterpoint::domain::session::Session;
use counterpoint::domain::tally::FoundParagraphs;
use counterpoint::domain::text::Text;
use divan::Bencher;

use crate::growth::{SIZES, measure};
use crate::world::{Shape, world};

/// What is typed, and what it is one letter later.
const TYPED: [&str; 2] = ["ferry lindgre", "ferry lindgren"];

/// How many quotes of a list, which is looked at for the first time, a search finds.
fn count(session: &Session, articles: Option<&[ArticleId]>, typed: &str) -> usize {
    let list = QuoteList { articles: articles.map(<[_]>::to_vec), ..QuoteList::default() };
    listing::quotes(session.project(), &list, &Query::new(typed), &mut FoundQuotes::default()).len()
}

/// The quotes of all articles that have two words.
#[divan::bench(args = SIZES)]
fn quotes(bencher: Bencher<'_, '_>, quotes: usize) {
    let session = world(Shape::Corpus, quotes).session(2);
    measure(bencher, ("search: quotes", quotes), || (), |()| count(&session, None, TYPED[1]));
}

/// The quotes of one article of all quotes that have a letter, which nearly all have, once the list is shown.
#[divan::bench(args = SIZES)]
fn first_letter(bencher: Bencher<'_, '_>, quotes: usize) {
    after(bencher, "search: quotes, first letter", quotes, ["", "r"]);
}

/// The same, one letter later.
#[divan::bench(args = SIZES)]
fn next_letter(bencher: Bencher<'_, '_>, quotes: usize) {
    after(bencher, "search: quotes, next letter", quotes, ["r", "re"]);
}

/// The quotes of one article of all quotes that are found by what is typed, after what was typed before.
fn after(bencher: Bencher<'_, '_>, name: &'static str, quotes: usize, typed: [&str; 2]) {
    let session = world(Shape::OneArticle, quotes).session(2);
    let (project, [before, now]) = (session.project(), typed.map(Query::new));
    let list = QuoteList::default();
    let known = RefCell::new(FoundQuotes::default());
    let prepare = || drop(listing::quotes(project, &list, &before, &mut known.borrow_mut()));
    measure(bencher, (name, quotes), prepare, |()| listing::quotes(project, &list, &now, &mut known.borrow_mut()));
}

/// The list of all quotes, where nothing is searched for.
#[divan::bench(args = SIZES)]
fn all_quotes(bencher: Bencher<'_, '_>, quotes: usize) {
    let session = world(Shape::Corpus, quotes).session(2);
    measure(bencher, ("list: all quotes", quotes), || (), |()| count(&session, None, ""));
}

/// The list of the quotes of an article of twenty.
#[divan::bench(args = SIZES)]
fn open_quotes(bencher: Bencher<'_, '_>, quotes: usize) {
    let world = world(Shape::Corpus, quotes);
    let session = world.session(2);
    let open = [world.middle().0.clone()];
    measure(bencher, ("list: quotes of open article", quotes), || (), |()| count(&session, Some(&open), ""));
}

/// How many paragraphs of each article have two words.
#[divan::bench(args = SIZES)]
fn paragraphs(bencher: Bencher<'_, '_>, quotes: usize) {
    let session = world(Shape::Corpus, quotes).session(2);
    let query = Query::new(TYPED[1]);
    measure(
        bencher,
        ("search: paragraphs", quotes),
        || (),
        |()| FoundParagraphs::default().count(session.project(), &query),
    );
}

/// The small letters of all texts, which the first search makes.
#[divan::bench(args = SIZES)]
fn small_letters(bencher: Bencher<'_, '_>, quotes: usize) {
    let world = world(Shape::Corpus, quotes);
    let prepare = || world.texts.iter().map(|(_, text)| Text::new(text.as_str())).collect::<Vec<_>>();
    measure(bencher, ("search: small letters", quotes), prepare, |texts| {
        texts.iter().map(|text| text.small().len()).sum::<usize>()
    });
}

/// How many paragraphs have two words, a letter later.
#[divan::bench(args = SIZES)]
fn paragraphs_next_letter(bencher: Bencher<'_, '_>, quotes: usize) {
    let session = world(Shape::Corpus, quotes).session(2);
    let (project, [before, now]) = (session.project(), TYPED.map(Query::new));
    let known = RefCell::new(FoundParagraphs::default());
    let prepare = || drop(known.borrow_mut().count(project, &before));
    measure(bencher, ("search: paragraphs, next", quotes), prepare, |()| known.borrow_mut().count(project, &now));
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
