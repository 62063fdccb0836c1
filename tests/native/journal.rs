//! The journal's promise, on a simulated pair of stores: what was acknowledged comes back, whatever crashes when.
//!
//! [`machine`] has the two stores and the tabs; here are the laws.

mod machine;

use std::io::{self, Write};

use counterpoint::domain::journal::{EntryName, Piece, Place, Rows, Snapshot, restore, superfluous};
use counterpoint::domain::session::{Intent, Session};
use counterpoint::domain::text::Text;
use proptest::prelude::*;

use self::machine::{Machine, Step};
use crate::world::{furnished_session, session, texts, update};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(250))]

    #[test]
    fn what_was_acknowledged_comes_back_whatever_happens(steps in proptest::collection::vec(machine::step(), 1..120)) {
        let mut machine = Machine::default();
        for step in &steps {
            machine.take(step);
            machine.check();
        }
        machine.take(&Step::Crash { commits: false });
        machine.check();
    }

    #[test]
    fn tabs_that_hear_of_each_other_end_up_alike(steps in proptest::collection::vec(machine::step(), 1..60)) {
        let mut machine = Machine::default();
        for step in &steps {
            machine.take(step);
        }
        machine.settle();
        machine.check_alike();
    }
}

/// A store as it may look after some work: three articles, some entries covered by one snapshot, by two, by none.
fn rows() -> (Rows, Session) {
    let (mut session, updates) = furnished_session(1);
    let name = |number: usize| EntryName::from(format!("00000000{number:x}-1").as_str());
    let updates: Vec<_> = updates.into_iter().enumerate().map(|(number, update)| (name(number), update)).collect();
    let mut snapshots = Vec::new();
    let mut so_far = self::session(2);
    for (number, (_, bytes)) in updates.iter().enumerate() {
        update(&mut so_far, Intent::Merge(bytes.clone())).expect("an update of ours");
        if number == 4 || number == 8 {
            let covers = updates[..=number].iter().map(|(name, _)| name.clone()).collect();
            let snapshot = Snapshot { covers, whole: so_far.encode() };
            snapshots.push((EntryName::from(format!("00000000{number:x}-2").as_str()), snapshot.encode()));
        }
    }
    let texts = texts().map(|(id, text)| (id, text.as_str().as_bytes().to_vec())).to_vec();
    update(&mut session, Intent::Merge(so_far.encode())).expect("an update of ours");
    (Rows { updates, snapshots, texts }, session)
}

/// What a new session makes of a store, and the places that it found damaged.
fn read(rows: &Rows) -> (Session, Vec<Place>) {
    let mut session = Session::new("me".into(), 9);
    let restored = restore(rows, |piece| {
        let intent = match piece {
            Piece::Update(bytes) => Intent::Merge(bytes.to_vec()),
            Piece::Proved(bytes) => Intent::MergeProved(bytes.to_vec()),
            Piece::Text(article, text) => Intent::SupplyText(article.clone(), Text::new(text)),
        };
        update(&mut session, intent).is_ok()
    });
    (session, restored.damaged)
}

/// Every row of a store in turn, to be changed.
fn each_row(rows: &mut Rows, mut change: impl FnMut(&mut Rows, &Place, fn(&mut Rows, usize) -> &mut Vec<u8>, usize)) {
    let updates: Vec<_> = rows.updates.iter().map(|(name, _)| Place::Update(name.clone())).collect();
    for (number, place) in updates.iter().enumerate() {
        change(rows, place, |rows, number| &mut rows.updates[number].1, number);
    }
    let snapshots: Vec<_> = rows.snapshots.iter().map(|(name, _)| Place::Snapshot(name.clone())).collect();
    for (number, place) in snapshots.iter().enumerate() {
        change(rows, place, |rows, number| &mut rows.snapshots[number].1, number);
    }
    let texts: Vec<_> = rows.texts.iter().map(|(id, _)| Place::Text(id.clone())).collect();
    for (number, place) in texts.iter().enumerate() {
        change(rows, place, |rows, number| &mut rows.texts[number].1, number);
    }
}

#[test]
fn with_any_byte_of_the_store_flipped_that_row_alone_is_set_aside() {
    let (mut rows, whole) = rows();
    assert_eq!(read(&rows).0.project(), whole.project());
    let (mut flips, mut lost) = (0, 0);
    each_row(&mut rows, |rows, place, row, number| {
        for at in 0..row(rows, number).len() {
            row(rows, number)[at] ^= 1 << (at % 8);
            let (session, damaged) = read(rows);
            let project = session.project();
            flips += 1;
            // A row that a sound snapshot covers is not read, so its damage does not matter.
            assert!(damaged.iter().all(|found| found == place), "{place:?} byte {at}: {damaged:?}");
            match place {
                Place::Text(article) => {
                    assert_eq!(damaged, std::slice::from_ref(place), "byte {at}");
                    assert_eq!(project.text(article), None, "a damaged text is shown: byte {at}");
                    assert_eq!(project.writes(), whole.project().writes(), "byte {at} of a text");
                }
                Place::Snapshot(_) => {
                    assert_eq!(damaged, std::slice::from_ref(place), "byte {at}");
                    lost += usize::from(project != whole.project());
                }
                Place::Update(_) if damaged.is_empty() => assert_eq!(project, whole.project(), "{place:?}"),
                // No other copy is there: everything but this update is.
                Place::Update(name) => {
                    let mut rest = rows.clone();
                    rest.updates.retain(|(other, _)| other != name);
                    assert_eq!(project, read(&rest).0.project(), "{place:?} byte {at}");
                }
            }
            row(rows, number)[at] ^= 1 << (at % 8);
        }
    });
    // Past what the test harness keeps to itself.
    writeln!(io::stderr(), "fault: each byte of a small store flipped: {flips} edits, {lost} lost")
        .expect("stderr is open");
    assert_eq!(lost, 0, "what only a damaged snapshot held was still in the entries");
}

#[test]
fn an_entry_goes_only_when_three_sound_snapshots_cover_it() {
    let name = |text: &str| EntryName::from(text);
    let snapshot = |at: &str, covers: &[&str]| {
        let covers = covers.iter().map(|text| name(text)).collect();
        (name(at), Snapshot { covers, whole: Vec::new() }.encode())
    };
    let check = |snapshots: &[(EntryName, Vec<u8>)], expected: &[Place]| {
        assert_eq!(superfluous(snapshots), expected);
        let reversed: Vec<_> = snapshots.iter().rev().cloned().collect();
        assert_eq!(superfluous(&reversed), expected, "in another order");
    };
    let (one, two) = (snapshot("s1", &["a", "b"]), snapshot("s2", &["a", "b", "c"]));
    let (three, four) = (snapshot("s3", &["b", "c", "d"]), snapshot("s4", &["b", "c", "d"]));
    check(&[], &[]);
    check(&[one.clone(), two.clone()], &[]);
    check(&[one.clone(), two.clone(), three.clone()], &[Place::Update(name("b"))]);
    check(
        &[one.clone(), two.clone(), three.clone(), four.clone()],
        &[Place::Snapshot(name("s1")), Place::Update(name("b")), Place::Update(name("c"))],
    );
    let mut rotten = four;
    rotten.1[40] ^= 1;
    check(&[one, two, three, rotten], &[Place::Update(name("b"))]);
}
