//! Laws of merging a colleague's file: what is shown before is what happens, one undo takes it back, and both end equal.

use counterpoint::domain::command::Command;
use counterpoint::domain::merging::{Basis, Decisions, Proposal, Proposing, Side, Taking};
use counterpoint::domain::project::Project;
use counterpoint::domain::replica::{Replica, values_apart};
use counterpoint::domain::session::{Intent, Session, Take};
use proptest::prelude::*;

use crate::world::{Dice, dice, furnished_session, merge, perform_all, session, update};

/// Two people who start from one project and work apart.
fn apart(shares: &[Vec<Dice>; 2]) -> [Session; 2] {
    let (mut one, updates) = furnished_session(1);
    let mut other = session(2);
    merge(&mut other, &updates);
    perform_all(&mut one, &shares[0]);
    perform_all(&mut other, &shares[1]);
    [one, other]
}

fn shares() -> impl Strategy<Value = [Vec<Dice>; 2]> {
    (dice(8), dice(8)).prop_map(|(one, other)| [one, other])
}

fn proposal(ours: &Session, theirs: &Session) -> Proposal {
    let mut replica = Replica::new(99);
    replica.merge(&ours.encode()).expect("an update of ours can be merged");
    let apart = replica.compare(&theirs.encode()).expect("an update of ours can be compared");
    Proposal::new(ours.project(), &apart, Basis::Replica)
}

/// What a file that was merged before has otherwise than there is now.
fn once_more(ours: &Session, theirs: &Session) -> Proposal {
    let apart = values_apart(ours.project(), &theirs.encode()).expect("an update of ours can be compared");
    Proposal::new(ours.project(), &apart, Basis::Before)
}

/// What is taken, where it was decided so.
fn taken(ours: &Session, theirs: &Session, proposal: &Proposal, decisions: &Decisions) -> Take {
    let (update, writes) = match proposal.taking(ours.project(), decisions) {
        Taking::Whole(writes) => (Some(theirs.encode()), writes),
        Taking::Part(writes) => (None, writes),
    };
    Take { name: "merge a file".to_owned(), texts: Vec::new(), update, writes }
}

/// Takes what was decided, as the page does.
fn take(ours: &mut Session, theirs: &Session, proposal: &Proposal, decisions: &Decisions) {
    let take = taken(ours, theirs, proposal, decisions);
    ours.take(take).expect("a file of ours can be taken");
}

/// Every field of both, by key, where they differ in more than times of change.
fn differing(one: &Project, other: &Project) -> Vec<String> {
    let missing = |from: &Project, of: &Project| -> Vec<String> {
        let fields = from.writes().into_iter();
        let other = fields.filter(|field| of.current(field) != *field && !field.is_time_of_change());
        other.map(|field| field.key()).collect()
    };
    [missing(one, other), missing(other, one)].concat()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn what_would_change_is_the_same_in_steps_of_any_size(shares in shares(), count in 1_usize..20) {
        let [one, other] = apart(&shares);
        let mut replica = Replica::new(99);
        replica.merge(&one.encode()).expect("an update of ours can be merged");
        let apart = replica.compare(&other.encode()).expect("an update of ours can be compared");
        let mut proposing = Proposing::new(one.project(), apart, Basis::Replica);
        while !proposing.step(count) {
            let (done, all) = proposing.progress();
            prop_assert!(done <= all);
        }
        prop_assert_eq!(proposing.finish(), proposal(&one, &other));
    }

    #[test]
    fn files_sent_both_ways_leave_both_equal(shares in shares()) {
        let [mut one, mut other] = apart(&shares);
        let there = proposal(&one, &other);
        take(&mut one, &other, &there, &Decisions::default());
        let back = proposal(&other, &one);
        prop_assert_eq!(back.conflicts(), 0, "who answers has seen everything");
        take(&mut other, &one, &back, &Decisions::default());
        prop_assert_eq!(differing(one.project(), other.project()), Vec::<String>::new());
        prop_assert!(proposal(&one, &other).is_empty(), "the same file twice changes nothing");
    }

    #[test]
    fn a_conflict_ends_as_it_was_decided(shares in shares(), theirs in any::<bool>()) {
        let [mut one, other] = apart(&shares);
        let proposal = proposal(&one, &other);
        let side = if theirs { Side::Theirs } else { Side::Ours };
        let mut decisions = Decisions::default();
        decisions.choose_all(&proposal, side);
        take(&mut one, &other, &proposal, &decisions);
        for difference in proposal.changes.iter().flat_map(|change| &change.differences) {
            let expected = if difference.is_conflict && !theirs { &difference.ours } else { &difference.theirs };
            prop_assert_eq!(&one.project().current(expected), expected);
        }
    }

    #[test]
    fn one_undo_takes_all_of_it_back(shares in shares()) {
        let [mut one, other] = apart(&shares);
        let before = one.project().clone();
        let proposal = proposal(&one, &other);
        take(&mut one, &other, &proposal, &Decisions::default());
        if one.project() != &before {
            update(&mut one, Intent::Command(counterpoint::domain::command::Command::Undo)).expect("there is one to undo");
            prop_assert_eq!(differing(one.project(), &before), Vec::<String>::new());
        }
    }

    #[test]
    fn what_is_left_out_stays_as_it_was_and_can_come_later(shares in shares(), number in 0_usize..3) {
        let [mut one, other] = apart(&shares);
        let before = one.project().clone();
        let first = proposal(&one, &other);
        let Some(article) = first.articles().into_iter().nth(number) else { return Ok(()) };
        let decisions = Decisions { without_articles: [article.clone()].into(), ..Decisions::default() };
        take(&mut one, &other, &first, &decisions);
        for change in first.changes.iter().filter(|change| change.articles.contains(&article)) {
            for difference in &change.differences {
                prop_assert_eq!(one.project().current(&difference.ours), before.current(&difference.ours));
            }
        }
        let rest = proposal(&one, &other);
        let mut decisions = Decisions::default();
        decisions.choose_all(&rest, Side::Theirs);
        take(&mut one, &other, &rest, &decisions);
        for difference in first.changes.iter().flat_map(|change| &change.differences).filter(|it| !it.is_conflict) {
            prop_assert_eq!(&one.project().current(&difference.theirs), &difference.theirs);
        }
    }

    #[test]
    fn what_was_merged_and_undone_can_be_had_once_more(shares in shares()) {
        let [mut one, other] = apart(&shares);
        let proposed = proposal(&one, &other);
        take(&mut one, &other, &proposed, &Decisions::default());
        // Nothing is to be undone where nothing was new.
        let _ = update(&mut one, Intent::Command(Command::Undo));
        prop_assert!(proposal(&one, &other).is_empty());
        let again = once_more(&one, &other);
        let mut decisions = Decisions::default();
        decisions.choose_all(&again, Side::Theirs);
        take(&mut one, &other, &again, &decisions);
        prop_assert_eq!(once_more(&one, &other).changes, []);
    }
}
