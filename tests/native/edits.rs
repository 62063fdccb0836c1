//! Laws of edits: each can be taken back and made again, and one that is refused leaves no trace.

use std::collections::{BTreeMap, BTreeSet};

use counterpoint::domain::annotation::Origin;
use counterpoint::domain::command::Command;
use counterpoint::domain::edit::Edit;
use counterpoint::domain::id::Timestamp;
use counterpoint::domain::project::{Project, Write};
use counterpoint::domain::session::{Intent, Session};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::world::{dice, edit, furnished_session, load, merge, perform_all, session, update};

fn undo(session: &mut Session) -> Option<Vec<u8>> {
    update(session, Intent::Command(Command::Undo)).expect("there is something to undo").update
}

fn redo(session: &mut Session) -> Option<Vec<u8>> {
    update(session, Intent::Command(Command::Redo)).expect("there is something to redo").update
}

/// Every field of a project under its key.
fn fields(project: &Project) -> BTreeMap<String, Write> {
    project.writes().into_iter().map(|write| (write.key(), write)).collect()
}

/// The laws below would hold of dice that only ever come to refused edits.
#[test]
fn the_dice_reach_every_kind_of_edit() {
    let mut made: BTreeMap<String, usize> = BTreeMap::new();
    let mut refused = 0;
    let mut runner = TestRunner::deterministic();
    for _ in 0..120 {
        let rolls = dice(40).new_tree(&mut runner).expect("dice can always be cast").current();
        let (mut session, _) = furnished_session(1);
        for roll in &rolls {
            let edit = edit(session.project(), roll);
            let name = edit.name().to_owned();
            match update(&mut session, Intent::Perform(edit)) {
                Ok(outcome) if outcome.update.is_some() => *made.entry(name).or_default() += 1,
                _ => refused += 1,
            }
        }
    }
    let names = "add article, correct article, remove article, mark quote, add fragment, mark cue, mark source, \
        move ends, remove fragment, remove cue, remove source, set kind, assign speaker, remove speaker, change tags, \
        change note, delete quote, add speaker, rename speaker, change other names, change speaker's role, \
        change colour, merge speakers, separate speakers, split speaker, delete speaker, link contradiction, \
        link quotes, add to contradiction, take out of contradiction, change what differs, change rationale, \
        change status, delete contradiction, change your name, together";
    let missing: Vec<_> = names.split(", ").filter(|name| !made.contains_key(*name)).collect();
    assert!(missing.is_empty(), "never made: {missing:?}");
    assert!(made.values().sum::<usize>() > refused, "most edits were refused");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn undo_takes_each_edit_back_and_redo_makes_it_again(rolls in dice(24)) {
        let (mut session, mut updates) = furnished_session(1);
        let mut states = vec![session.project().clone()];
        for roll in &rolls {
            let before = session.project().clone();
            let edit = edit(&before, roll);
            let Some(bytes) = update(&mut session, Intent::Perform(edit)).ok().and_then(|outcome| outcome.update)
            else {
                prop_assert_eq!(session.project(), &before, "refused, or idle, and yet something changed");
                continue;
            };
            let after = session.project().clone();
            prop_assert_ne!(&after, &before, "an edit that changes nothing must give no update");
            updates.push(bytes);
            updates.extend(undo(&mut session));
            prop_assert_eq!(session.project(), &before);
            updates.extend(redo(&mut session));
            prop_assert_eq!(session.project(), &after);
            prop_assert_eq!(&load(&updates), &after, "what was handed on says something else");
            states.push(after);
        }
        let last = states.pop().expect("the first state stands there");
        for before in states.iter().rev() {
            undo(&mut session);
            prop_assert_eq!(session.project(), before);
        }
        while session.history().undo_name().is_some() {
            undo(&mut session);
        }
        prop_assert_eq!(session.project().quotes().count() + session.project().speakers().len(), 0);
        while session.history().redo_name().is_some() {
            redo(&mut session);
        }
        prop_assert_eq!(session.project(), &last);
        prop_assert_eq!(&load([&session.encode()]), &last);
    }

    #[test]
    fn an_edit_sets_each_field_once_and_only_to_another_value(rolls in dice(20)) {
        let (mut session, _) = furnished_session(1);
        let stamp = Origin { creator: "somebody".into(), created: Timestamp(7_000_000) };
        for roll in &rolls {
            let edit = edit(session.project(), roll);
            let writes = edit.writes(session.project(), &stamp).unwrap_or_default();
            let keys: BTreeSet<_> = writes.iter().map(Write::key).collect();
            prop_assert_eq!(keys.len(), writes.len(), "a field is set twice by {:?}", edit);
            for write in &writes {
                prop_assert_ne!(&session.project().current(write), write, "idle, in {:?}", edit);
            }
            let _ = update(&mut session, Intent::Perform(edit));
        }
    }

    #[test]
    fn fields_make_the_same_project_in_any_order(rolls in dice(30), turn in any::<prop::sample::Index>()) {
        let (mut session, _) = furnished_session(1);
        let before = session.project().clone();
        perform_all(&mut session, &rolls);
        let after = session.project();
        let mut writes = after.writes();
        // What is at its default now and was not before.
        let set: BTreeSet<String> = writes.iter().map(Write::key).collect();
        writes.extend(before.writes().iter().filter(|write| !set.contains(&write.key())).map(|write| after.current(write)));
        let (mut whole, mut single, mut turned) = (before.clone(), before.clone(), before);
        whole.write_all(writes.iter().cloned());
        for write in &writes {
            single.write(write.clone());
        }
        prop_assert_eq!(&whole, after);
        prop_assert_eq!(&single, after);
        let middle = turn.index(writes.len());
        // By field, so that no two of a record come together, and from anywhere on.
        writes.sort_by_key(|write| write.key().bytes().rev().collect::<Vec<_>>());
        writes.rotate_left(middle);
        turned.write_all(writes);
        prop_assert_eq!(&turned, after);
    }

    #[test]
    fn several_edits_of_which_one_is_refused_change_nothing(rolls in dice(12), at in 0_usize..12) {
        let (mut session, _) = furnished_session(1);
        perform_all(&mut session, &rolls);
        let before = session.project().clone();
        let (done, bytes) = (session.history().undo_name().map(str::to_owned), session.encode());
        let mut edits: Vec<_> = rolls.iter().map(|roll| edit(&before, roll)).collect();
        edits.insert(at.min(edits.len()), Edit::DeleteQuote { quote: "nobody".into() });
        let all = Edit::Together { name: "all of it".to_owned(), edits };
        prop_assert!(update(&mut session, Intent::Perform(all)).is_err());
        prop_assert_eq!(session.project(), &before);
        prop_assert_eq!(session.history().undo_name(), done.as_deref());
        prop_assert_eq!(session.encode(), bytes);
    }

    #[test]
    fn undo_leaves_alone_what_another_replica_changed_since(rolls in dice(14), mine: [u16; 6], theirs: [u16; 6]) {
        let (mut me, articles) = furnished_session(1);
        let mut colleague = session(2);
        merge(&mut colleague, &articles);
        merge(&mut colleague, &perform_all(&mut me, &rolls));
        let edit_of_mine = edit(me.project(), &mine);
        // To put an article back and then not is to take it out, with all that stands on it.
        prop_assume!(!matches!(edit_of_mine, Edit::AddArticle { .. } | Edit::Together { .. }));
        let Ok(made) = update(&mut me, Intent::Perform(edit_of_mine)) else { return Ok(()) };
        prop_assume!(made.update.is_some());
        merge(&mut colleague, &made.update);

        let before = fields(me.project());
        merge(&mut me, &perform_all(&mut colleague, &[theirs]));
        prop_assert_eq!(me.project(), colleague.project());
        let shared = me.project().clone();
        let after = fields(&shared);
        let changed: BTreeSet<_> = before.keys().chain(after.keys()).filter(|key| before.get(*key) != after.get(*key)).collect();

        let undone = undo(&mut me);
        let kept = fields(me.project());
        for &key in &changed {
            prop_assert_eq!(kept.get(key), after.get(key), "undo changed {}", key);
        }
        for (id, _) in shared.quotes() {
            let is_theirs = changed.iter().any(|key| key.starts_with(&format!("q/{id}/")));
            prop_assert!(!is_theirs || me.project().quote(id).is_some(), "undo put {} out of sight", id);
        }
        merge(&mut colleague, &undone);
        prop_assert_eq!(me.project(), colleague.project());
    }
}
