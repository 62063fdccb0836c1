//! What it costs to merge: everything into an empty replica, and one edit into a full one; to write a snapshot, and to
//! read all that a store holds.

use std::cell::RefCell;
use std::collections::BTreeSet;

use counterpoint::domain::id::Timestamp;
use counterpoint::domain::journal::{EntryName, Piece, Rows, Snapshot, restore};
use counterpoint::domain::replica::Replica;
use counterpoint::domain::session::{Intent, Session};
use counterpoint::domain::text::Text;
use divan::Bencher;

use crate::growth::{SIZES, measure};
use crate::world::{NOW, Shape, send, world};

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

/// All that a store holds, into a session: texts, a snapshot, and the entry that it covers.
#[divan::bench(args = SIZES)]
fn start(bencher: Bencher<'_, '_>, quotes: usize) {
    let world = world(Shape::Corpus, quotes);
    let name = |time| EntryName::new(Timestamp(time), 1);
    let snapshot = Snapshot { covers: BTreeSet::from([name(1)]), whole: world.update.clone() };
    let rows = Rows {
        updates: vec![(name(1), world.update.clone())],
        snapshots: vec![(name(2), snapshot.encode())],
        texts: world.texts.iter().map(|(id, text)| (id.clone(), text.as_str().as_bytes().to_vec())).collect(),
    };
    let prepare = || Session::new("bench".into(), 2);
    measure(bencher, ("replica: start", quotes), prepare, |session| {
        let restored = restore(&rows, |piece| {
            let intent = match piece {
                Piece::Update(update) => Intent::Merge(update.to_vec()),
                Piece::Proved(update) => Intent::MergeProved(update.to_vec()),
                Piece::Text(article, text) => Intent::SupplyText(article.clone(), Text::new(text)),
            };
            session.update(intent, NOW).is_ok()
        });
        assert!(restored.damaged.is_empty(), "what is made here is sound");
    });
}
