//! What it costs to merge: everything into an empty replica, and one edit into a full one; and to write a snapshot.

use std::cell::RefCell;
use std::collections::BTreeSet;

use counterpoint::domain::journal::Snapshot;
use counterpoint::domain::replica::Replica;
use counterpoint::domain::session::Intent;
use divan::Bencher;

use crate::growth::{SIZES, measure};
use crate::world::{Shape, send, world};

/// Everything, as one update, into an empty replica.
#[divan::bench(args = SIZES)]
fn merge_all(bencher: Bencher<'_, '_>, quotes: usize) {
    let world = world(Shape::Corpus, quotes);
    measure(bencher, ("replica: merge all", quotes), || Replica::new(9), |replica| replica.merge(&world.update));
}

/// A colleague's edit into a session that has everything.
#[divan::bench(args = SIZES)]
fn merge_one(bencher: Bencher<'_, '_>, quotes: usize) {
    let world = world(Shape::Corpus, quotes);
    let mut colleague = world.session(3);
    let session = RefCell::new(world.session(2));
    let mut numbers = 0..;
    let prepare = || {
        let edit = world.new_quote(numbers.next().unwrap_or_default());
        send(&mut colleague, Intent::Perform(edit)).expect("an edit makes an update")
    };
    measure(bencher, ("replica: merge one edit", quotes), prepare, |update| {
        send(&mut session.borrow_mut(), Intent::Merge(std::mem::take(update)))
    });
}

/// Everything as one update, and as a snapshot that a store keeps.
#[divan::bench(args = SIZES)]
fn snapshot(bencher: Bencher<'_, '_>, quotes: usize) {
    let session = world(Shape::Corpus, quotes).session(2);
    measure(
        bencher,
        ("replica: snapshot", quotes),
        || (),
        |()| Snapshot { covers: BTreeSet::new(), whole: session.encode() }.encode(),
    );
}
