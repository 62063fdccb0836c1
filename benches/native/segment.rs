//! What it costs to know how the paragraphs of an article are marked.

use std::cell::RefCell;

use counterpoint::domain::segment::{Marks, Suggested, segment};
use counterpoint::domain::session::Intent;
use divan::Bencher;

use crate::growth::{SIZES, measure};
use crate::world::{Shape, send, world};

/// Every paragraph of an article that has all the quotes.
#[divan::bench(args = SIZES)]
fn whole_article(bencher: Bencher<'_, '_>, quotes: usize) {
    let world = world(Shape::OneArticle, quotes);
    let session = world.session(2);
    let (article, _) = world.middle();
    let all = || segment(session.project(), article, &[], Suggested::default());
    measure(bencher, ("segment: whole article", quotes), || (), |()| all());
}

/// The paragraphs in view, after an edit of one of them.
#[divan::bench(args = SIZES)]
fn in_view(bencher: Bencher<'_, '_>, quotes: usize) {
    let world = world(Shape::OneArticle, quotes);
    let session = RefCell::new(world.session(2));
    let (article, text) = world.middle();
    let middle = text.paragraphs().len() / 2;
    let mut numbers = 0..;
    let edit = || {
        send(&mut session.borrow_mut(), Intent::Perform(world.new_quote(numbers.next().unwrap_or_default() % 10)));
    };
    measure(bencher, ("segment: 60 lines in view", quotes), edit, |()| {
        let session = session.borrow();
        let marks = Marks::of(session.project(), article, &[], Suggested::default()).expect("the text is at hand");
        (middle..middle + 60).map(|number| marks.runs(number)).collect::<Vec<_>>()
    });
}
