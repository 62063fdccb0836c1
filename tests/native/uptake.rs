//! Laws of taking a file bit by bit: the steps make no difference, nothing of it is there before all of it is, and nobody
//! comes in between.

use counterpoint::domain::command::Command;
use counterpoint::domain::id::ArticleId;
use counterpoint::domain::merging::{Basis, Decisions, Proposal, Side, Taking};
use counterpoint::domain::replica::{Replica, seal};
use counterpoint::domain::session::{Failure, Found, Intent, Outcome, Refusal, Seat, Session, Take, Uptake};
use counterpoint::domain::text::Text;
use proptest::prelude::*;
use yrs::{Any, Doc, Map, MapPrelim, ReadTxn, StateVector, Transact};

use crate::world::{Dice, dice, furnished_session, load, merge, perform_all, session, update};

/// Two people who start from one project and work apart, and what the one takes of the other: all of it, with a side
/// chosen, or without an article.
fn taken(shares: &[Vec<Dice>; 2], side: Side, without: Option<usize>) -> (Session, Take) {
    let (mut one, updates) = furnished_session(1);
    let mut other = session(2);
    merge(&mut other, &updates);
    perform_all(&mut one, &shares[0]);
    perform_all(&mut other, &shares[1]);
    let file = other.encode();
    let apart = one.compare(&file).expect("an update of ours can be compared");
    let proposal = Proposal::new(one.project(), &apart, Basis::Replica);
    let mut decisions = Decisions::default();
    decisions.choose_all(&proposal, side);
    decisions.without_articles.extend(without.and_then(|number| proposal.articles().into_iter().nth(number)));
    let (update, writes) = match proposal.taking(one.project(), &decisions) {
        Taking::Whole(writes) => (Some(file), writes),
        Taking::Part(writes) => (None, writes),
    };
    let text = Text::new("A text that comes along.\n");
    let texts = vec![(text_id(&text), text)];
    (one, Take { name: "merge a file".to_owned(), texts, update, writes })
}

fn text_id(text: &Text) -> ArticleId {
    counterpoint::domain::article::article_id(text.as_str()).as_str().into()
}

fn shares() -> impl Strategy<Value = [Vec<Dice>; 2]> {
    (dice(8), dice(8)).prop_map(|(one, other)| [one, other])
}

fn side() -> impl Strategy<Value = Side> {
    prop_oneof![Just(Side::Ours), Just(Side::Theirs)]
}

/// Takes it in steps of about so many bytes.
fn in_steps(session: Session, take: Take, size: usize) -> (Session, Result<Outcome, Failure>) {
    let mut uptake = Uptake::new(session, take, size);
    let mut percent = 0;
    while !uptake.step() {
        assert!((percent..=100).contains(&uptake.percent()), "{} after {percent}", uptake.percent());
        percent = uptake.percent();
    }
    uptake.finish()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(80))]

    #[test]
    fn a_file_that_is_taken_in_steps_is_taken_as_at_once(
        shares in shares(), side in side(), without in proptest::option::of(0_usize..3), size in 1_usize..600
    ) {
        let (mut whole, take) = taken(&shares, side, without);
        let before = whole.project().clone();
        let kept = whole.encode();
        let at_once = whole.take(take.clone()).expect("a file of ours can be taken");
        let (stepping, _) = taken(&shares, side, without);
        let (mut stepping, outcome) = in_steps(stepping, take, size);
        let outcome = outcome.expect("a file of ours can be taken");
        prop_assert_eq!(stepping.project(), whole.project());
        prop_assert_eq!(stepping.view(), whole.view());
        prop_assert_eq!(stepping.history().undo_name(), whole.history().undo_name());
        prop_assert_eq!(
            (outcome.merged, outcome.is_news, &outcome.texts), (at_once.merged, at_once.is_news, &at_once.texts)
        );
        prop_assert_eq!(outcome.update.is_some(), at_once.update.is_some());
        let update_kept = outcome.update.unwrap_or_else(|| kept.clone());
        prop_assert_eq!(load([&kept, &update_kept]).writes(), whole.project().writes(), "what is kept is all of it");
        if outcome.merged > 0 {
            for session in [&mut stepping, &mut whole] {
                update(session, Intent::Command(Command::Undo)).expect("there is one to undo");
            }
            prop_assert_eq!(stepping.project().writes(), whole.project().writes());
            let differing = stepping.project().writes().into_iter().find(|write| before.current(write) != *write);
            prop_assert!(differing.is_none_or(|write| write.is_time_of_change()), "one undo takes all of it back");
        }
    }

    #[test]
    fn what_was_before_can_be_had_of_a_session_that_has_taken_a_part(
        shares in shares(), side in side(), without in proptest::option::of(0_usize..3), size in 1_usize..600, steps in 0_usize..40
    ) {
        let (session, take) = taken(&shares, side, without);
        let before = session.project().clone();
        let mut uptake = Uptake::new(session, take, size);
        for _ in 0..steps {
            uptake.step();
        }
        prop_assert_eq!(load(&uptake.as_before(7)).writes(), before.writes());
        prop_assert_eq!(uptake.texts_before().count(), before.texts().count());
    }
}

/// A session that holds a plain value, and a file that has a value inside of it, after another one.
fn contradicted() -> (Session, Take) {
    const CLIENT: u64 = 5;
    let theirs = Doc::with_client_id(CLIENT);
    let fields = theirs.get_or_insert_map("fields");
    let nested = fields.insert(&mut theirs.transact_mut(), "nested", MapPrelim::default());
    let first = theirs.transact().state_vector();
    fields.insert(&mut theirs.transact_mut(), "q/q-one/note", Any::from("rain"));
    nested.insert(&mut theirs.transact_mut(), "note", "in it");
    let file = seal(&theirs.transact().encode_state_as_update_v1(&first));
    let plain = Doc::with_client_id(CLIENT);
    let fields = plain.get_or_insert_map("fields");
    fields.insert(&mut plain.transact_mut(), "q/q-two/note", Any::from("plain"));
    let (mut session, _) = furnished_session(1);
    let held = seal(&plain.transact().encode_state_as_update_v1(&StateVector::default()));
    merge(&mut session, [&held]);
    let take = Take { name: "merge".to_owned(), texts: Vec::new(), update: Some(file), writes: Vec::new() };
    (session, take)
}

#[test]
fn what_came_before_a_contradiction_is_put_back_and_the_rest_can_be_built_on() {
    let (session, take) = contradicted();
    let (before, kept) = (session.project().clone(), session.encode());
    let undo = session.history().undo_name().map(str::to_owned);
    let (mut session, taken) = in_steps(session, take, 1);
    let failure = taken.expect_err("it contradicts what is here");
    assert!(matches!(failure.refusal, Refusal::Merge(_)), "{failure:?}");
    assert_eq!(session.project(), &before);
    assert_eq!(session.history().undo_name(), undo.as_deref());
    let amends = failure.update.expect("the document has changed");
    assert_eq!(load([&kept, &amends]).writes(), before.writes());

    let note = counterpoint::domain::edit::Edit::NoteQuote { quote: "q-one".into(), note: "snow".to_owned() };
    let later = update(&mut session, Intent::Perform(note)).expect("the quote is there").update.expect("it is new");
    assert_eq!(load([&kept, &amends, &later]).writes(), session.project().writes());
}

#[test]
fn what_is_no_file_of_ours_changes_nothing() {
    let damaged = |take: Take| Take { update: Some(b"damaged".to_vec()), ..take };
    let no_update = |take: Take| Take { update: Some(seal(b"\x01\x01\x01")), ..take };
    let other_text = |take: Take| Take { texts: vec![("another".into(), Text::new("text"))], ..take };
    for spoil in [damaged, no_update, other_text] {
        let (session, take) = taken(&[vec![[1; 6]], vec![[2; 6]]], Side::Theirs, None);
        let (before, held) = (session.project().clone(), session.held());
        let (session, taken) = in_steps(session, spoil(take), 10);
        assert_eq!(taken.expect_err("it is damaged").update, None);
        assert_eq!((session.project(), session.held()), (&before, held));
    }
}

#[test]
fn nothing_is_taken_where_a_newer_version_has_taken_over() {
    let (mut session, take) = taken(&[vec![[1; 6]], vec![[2; 6]]], Side::Theirs, None);
    update(&mut session, Intent::Freeze).expect("it always may");
    let before = session.project().clone();
    let (session, taken) = in_steps(session, take, 10);
    assert_eq!(taken, Err(Refusal::ReadOnly.into()));
    assert_eq!(session.project(), &before);
}

#[test]
fn nobody_reaches_a_session_that_is_away_and_what_waits_comes_in_order() {
    let (session, take) = taken(&[vec![[1; 6]], vec![[2; 6]]], Side::Theirs, None);
    let (project, held) = (session.project().clone(), session.encode());
    let mut seat = Seat::new(session);
    assert_eq!(seat.wait("early"), Some("early"), "while it is here nothing waits");
    seat.leave(take.clone(), 30, "what was shown").expect("it was here");
    let mut steps = 0;
    while let Some(percent) = seat.go_on() {
        steps += 1;
        assert!(percent <= 100 && seat.is_away());
        assert_eq!(seat.session().err(), Some(Refusal::Merging));
        assert_eq!(seat.session_mut().err(), Some(Refusal::Merging));
        assert_eq!(seat.leave(take.clone(), 30, "another"), Err(Refusal::Merging));
        assert_eq!(seat.shown(), Some(&"what was shown"));
        let Some(Found::Taking(uptake)) = seat.found() else { panic!("it takes a file in") };
        assert_eq!(load(&uptake.as_before(7)).writes(), project.writes());
        if steps <= 3 {
            assert_eq!(seat.wait(["first", "second", "third"][steps - 1]), None);
        }
    }
    assert!(steps > 3, "it takes more steps");
    let outcome = seat.end().and_then(|taken| taken.clone().ok()).expect("a file of ours can be taken");
    assert_eq!(seat.session().err(), Some(Refusal::Merging), "it is kept before anybody sees it");
    assert_eq!(seat.shown(), Some(&"what was shown"));
    let Some(Found::Session(session)) = seat.found() else { panic!("all of it is there") };
    let update = outcome.update.clone().expect("it is news");
    assert_eq!(session.project().writes(), load([&held, &update]).writes());

    assert_eq!(seat.wait("fourth"), None);
    let (taken, waited) = seat.come_back().expect("it was away");
    assert_eq!(taken, Ok(outcome));
    assert_eq!(waited, ["first", "second", "third", "fourth"]);
    assert!(seat.session().is_ok() && seat.shown().is_none() && seat.come_back().is_none());
}

#[test]
fn a_session_that_takes_nothing_new_keeps_nothing() {
    let (session, _) = furnished_session(1);
    let mut copy = Replica::new(9);
    copy.merge(&session.encode()).expect("it was just made");
    let take = Take { name: "merge".to_owned(), texts: Vec::new(), update: Some(copy.encode()), writes: Vec::new() };
    let (_, taken) = in_steps(session, take, 50);
    assert_eq!(taken, Ok(Outcome::default()));
}
