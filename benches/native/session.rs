//! What a person waits for: the start, one edit, a click, and somebody else's edit.

use std::cell::RefCell;

use counterpoint::domain::command::Command;
use counterpoint::domain::edit::Edit;
use counterpoint::domain::id::ArticleId;
use counterpoint::domain::listing::{self, FoundSpeakers};
use counterpoint::domain::search::Query;
use counterpoint::domain::session::{Intent, Session};
use counterpoint::domain::tally::tally;
use counterpoint::domain::text::Text;
use divan::Bencher;

use crate::growth::{SIZES, measure};
use crate::world::{NOW, Shape, World, send, world};

/// From what stores hold, replica and texts, to a project with an article open. The texts are proved by their hashes.
#[divan::bench(args = SIZES)]
fn start(bencher: Bencher<'_, '_>, quotes: usize) {
    let world = world(Shape::Corpus, quotes);
    let kept: Vec<(ArticleId, String)> =
        world.texts.iter().map(|(id, text)| (id.clone(), text.as_str().to_owned())).collect();
    let prepare = || (kept.clone(), world.update.clone());
    measure(bencher, ("session: start", quotes), prepare, |(texts, update)| {
        let mut session = Session::new("bench".into(), 2);
        send(&mut session, Intent::Merge(std::mem::take(update)));
        for (id, text) in std::mem::take(texts) {
            send(&mut session, Intent::SupplyText(id, Text::new(text)));
        }
        send(&mut session, Intent::Open(world.middle().0.clone()));
        session
    });
}

fn edit(bencher: Bencher<'_, '_>, name: &'static str, world: &World) {
    let session = RefCell::new(world.session(2));
    let mut numbers = 0..;
    let prepare = || Some(world.new_quote(numbers.next().unwrap_or_default()));
    measure(bencher, (name, world.quotes), prepare, |edit| {
        send(&mut session.borrow_mut(), Intent::Perform(edit.take().expect("it was just made")))
    });
}

/// One quote more in an article of twenty, to the update that is stored.
#[divan::bench(args = SIZES)]
fn add_quote(bencher: Bencher<'_, '_>, quotes: usize) {
    edit(bencher, "session: add quote, corpus", &world(Shape::Corpus, quotes));
}

/// One quote more in the article that has all of them.
#[divan::bench(args = SIZES)]
fn add_quote_in_one_article(bencher: Bencher<'_, '_>, quotes: usize) {
    edit(bencher, "session: add quote, one text", &world(Shape::OneArticle, quotes));
}

/// Undo and redo of one edit.
#[divan::bench(args = SIZES)]
fn undo_and_redo(bencher: Bencher<'_, '_>, quotes: usize) {
    let world = world(Shape::OneArticle, quotes);
    let mut session = world.session(2);
    send(&mut session, Intent::Perform(world.new_quote(0)));
    let session = RefCell::new(session);
    measure(
        bencher,
        ("session: undo and redo", quotes),
        || (),
        |()| {
            send(&mut session.borrow_mut(), Intent::Command(Command::Undo));
            send(&mut session.borrow_mut(), Intent::Command(Command::Redo))
        },
    );
}

/// A click on a mark, and the next quote after it.
#[divan::bench(args = SIZES)]
fn click_and_next(bencher: Bencher<'_, '_>, quotes: usize) {
    let world = world(Shape::OneArticle, quotes);
    let session = RefCell::new(world.session(2));
    let (article, text) = world.middle();
    let byte = text.paragraphs()[text.paragraphs().len() / 2].start + 20;
    measure(
        bencher,
        ("session: click and next", quotes),
        || (),
        |()| {
            send(&mut session.borrow_mut(), Intent::Point(article.clone(), byte));
            send(&mut session.borrow_mut(), Intent::Command(Command::NextQuote))
        },
    );
}

/// A speaker's new name.
#[divan::bench(args = SIZES)]
fn rename_speaker(bencher: Bencher<'_, '_>, quotes: usize) {
    let world = world(Shape::Corpus, quotes);
    let session = RefCell::new(world.session(2));
    let mut numbers = 0_u64..;
    let speaker = session.borrow().project().speakers()[0].0.clone();
    let prepare = || format!("Ada {}", numbers.next().unwrap_or_default());
    measure(bencher, ("session: rename speaker", quotes), prepare, |name| {
        let edit = Edit::RenameSpeaker { speaker: speaker.clone(), name: std::mem::take(name) };
        session.borrow_mut().update(Intent::Perform(edit), NOW).expect("the speaker is there")
    });
}

/// The numbers beside the articles, which follow every change.
#[divan::bench(args = SIZES)]
fn tallies(bencher: Bencher<'_, '_>, quotes: usize) {
    let session = world(Shape::Corpus, quotes).session(2);
    measure(bencher, ("list: articles' numbers", quotes), || (), |()| tally(session.project()));
}

/// The list of speakers, which follows every change while it is open.
#[divan::bench(args = SIZES)]
fn speakers(bencher: Bencher<'_, '_>, quotes: usize) {
    let session = world(Shape::Corpus, quotes).session(2);
    measure(
        bencher,
        ("list: speakers", quotes),
        || (),
        |()| listing::speakers(session.project(), &Query::default(), None, &mut FoundSpeakers::default()),
    );
}
