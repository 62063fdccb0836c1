//! Undo and redo, what they are called, and edits that leave no trace.

use counterpoint::domain::edit::Edit;
use counterpoint::domain::history::Stay;
use counterpoint::domain::session::{Intent, Refusal};

use super::{ARTICLES, Desk, check, check_notice, check_refused};

#[test]
fn undo_and_redo_name_what_they_take_back() {
    let check = |keys: &str, undo: Option<&str>, redo: Option<&str>| {
        let mut desk = Desk::new(&ARTICLES);
        desk.press(keys).expect("the keys are taken");
        let history = desk.session.history();
        assert_eq!((history.undo_name(), history.redo_name()), (undo, redo), "after {keys}");
    };
    check("Escape", None, None);
    check("[nine] q", Some("mark quote"), None);
    check("[nine] q Mod+z", None, Some("mark quote"));
    check("[nine] q Mod+z Mod+Z", Some("mark quote"), None);
    check("[nine] q [said] c", Some("mark cue"), None);
    check("[nine] q +Ana", Some("assign new speaker"), None);
    check("[nine] q +Ana [kept] q 1", Some("assign speaker"), None);
    check("[nine] x [kept] x", Some("link contradiction"), None);
    check("[nine] x [kept] x x [began] x", Some("add to contradiction"), None);
    check("[nine] q Backspace", Some("delete quote"), None);
    check("[nine] q .", Some("move ends"), None);
    check("[nine] q Mod+z [kept] q", Some("mark quote"), None);
    check("[An aide] f", Some("fold as boilerplate"), None);
    check_notice("[nine] q Mod+z", "Undone: mark quote.");
    check_notice("[nine] q Mod+z Mod+Z", "Done again: mark quote.");
    check_refused("Mod+z", &Refusal::NothingTo("undo"));
    check_refused("[nine] q Mod+Z", &Refusal::NothingTo("redo"));
}

#[test]
fn undo_takes_back_all_that_one_key_did() {
    check("[nine] x [kept] x Mod+z", "indirect [nine]");
    check("[nine] x [kept] x Mod+z Mod+Z", "indirect [nine]\nindirect [kept]\n*[nine] x [kept]");
    check("[nine] q +Ana Mod+z", "*indirect [nine]");
    check("[nine] q Mod+z", "");
}

#[test]
fn a_quote_that_is_named_twice_goes_back_to_who_said_it() {
    let mut desk = Desk::new(&ARTICLES);
    desk.press("[nine] q +Ana").expect("the keys are taken");
    let split = Edit::SplitSpeaker {
        speaker: "new".into(),
        name: "The envoy".to_owned(),
        colour: 1,
        quotes: vec![desk.quote(1), desk.quote(1)],
    };
    desk.give(Intent::Perform(split)).expect("the quote is there");
    assert_eq!(desk.records(), "*indirect [nine] by The envoy");
    desk.press("Mod+z").expect("there is an edit to undo");
    assert_eq!(desk.records(), "*indirect [nine] by Ana");
}

#[test]
fn an_edit_that_changes_nothing_leaves_no_trace() {
    let check = |keys: &str, again: &str| {
        let mut desk = Desk::new(&ARTICLES);
        desk.press(keys).expect("the keys are taken");
        let (name, bytes) = (desk.session.history().undo_name().map(str::to_owned), desk.session.encode());
        let outcome = desk.press(again).expect("the keys are taken");
        assert_eq!(outcome.update, None, "{again}");
        assert_eq!(desk.session.history().undo_name().map(str::to_owned), name, "{again}");
        assert_eq!(desk.session.encode(), bytes, "{again}");
    };
    check("[nine] q +Ana", "1");
    check("[nine] q [nine] a", "[nine] a");
    check("[nine] q [said] c", "[said] c");
    check("[nine] x [kept] x", "[kept] x [nine] x");
    check("[nine] q", "[nine] q");
    check("[Ministry answers] q", "<");
    let mut desk = Desk::new(&ARTICLES);
    let idle = Edit::Together { name: "nothing".to_owned(), edits: Vec::new() };
    assert_eq!(desk.give(Intent::Perform(idle)).map(|outcome| outcome.update), Ok(None));
    assert_eq!(desk.session.history().undo_name(), None);
    let colour = |colour| Edit::ColourSpeaker { speaker: "s".into(), colour };
    desk.give(Intent::Perform(Edit::AddSpeaker { speaker: "s".into(), name: "Ana".to_owned(), colour: 1 }))
        .expect("the id is free");
    let there_and_back = Edit::Together { name: "idle".to_owned(), edits: vec![colour(2), colour(1)] };
    assert_eq!(desk.give(Intent::Perform(there_and_back)).map(|outcome| outcome.update), Ok(None));
    assert_eq!(desk.session.history().undo_name(), Some("add speaker"));
}

#[test]
fn what_undo_brings_back_is_the_one_to_look_at() {
    check("[nine] q [kept] q quote:1 Backspace Mod+z", "*indirect [nine]\nindirect [kept]");
    check("[nine] q Mod+z [kept] q Mod+z Mod+Z", "*indirect [kept]");
    check("[nine] x [kept] x Backspace quote:1 Mod+z", "indirect [nine]\nindirect [kept]\n*[nine] x [kept]");
    check("[nine] x [kept] x quote:1 Backspace quote:1 Mod+z", "*indirect [nine]\nindirect [kept]\n[nine] x [kept]");
    // A field that goes back to what it was brings nothing back.
    check("[nine] q +Ana [kept] q Mod+z Mod+z Escape Mod+Z", "indirect [nine] by Ana");
    let mut desk = Desk::new(&ARTICLES);
    desk.press("[nine] q Backspace open:2").expect("the keys are taken");
    let before = desk.session.view().reveals;
    desk.press("Mod+z").expect("there is an edit to undo");
    assert!(desk.session.view().columns.contains(&desk.articles[0]), "the article is open again");
    assert!(desk.session.view().reveals > before, "the quote is brought into view");
}

/// A session with one quote, and what types a note on it in a stay.
fn noting() -> (Desk, impl Fn(&mut Desk, u64, &str)) {
    let mut desk = Desk::new(&ARTICLES);
    desk.press("[nine] q").expect("the words are there");
    let quote = desk.quote(1);
    let note = move |desk: &mut Desk, stay: u64, note: &str| {
        let edit = Edit::NoteQuote { quote: quote.clone(), note: note.to_owned() };
        desk.give(Intent::Type(edit, Stay(stay))).expect("the quote is there");
    };
    (desk, note)
}

fn note_of(desk: &Desk) -> String {
    desk.session.project().quotes().next().map(|(_, quote)| quote.note.clone()).expect("there is a quote")
}

#[test]
fn what_is_typed_in_one_stay_is_one_step_however_often_it_is_kept() {
    let (mut desk, note) = noting();
    for words in ["A", "A ferry", "A ferry late"] {
        note(&mut desk, 1, words);
        assert_eq!(note_of(&desk), words);
    }
    note(&mut desk, 2, "No");
    note(&mut desk, 2, "None");
    let mut undo = |key: &str, expected: &str| {
        desk.press(key).expect("there is a step");
        assert_eq!(note_of(&desk), expected);
    };
    undo("Mod+z", "A ferry late");
    undo("Mod+z", "");
    undo("Mod+Z", "A ferry late");
    undo("Mod+Z", "None");
    // What was taken back and made again is not gone on with.
    note(&mut desk, 2, "Nonetheless");
    let mut undo = |key: &str, expected: &str| {
        desk.press(key).expect("there is a step");
        assert_eq!(note_of(&desk), expected);
    };
    undo("Mod+z", "None");
    undo("Mod+z", "A ferry late");
}

#[test]
fn another_edit_parts_what_is_typed_in_one_stay() {
    let (mut desk, note) = noting();
    note(&mut desk, 1, "A");
    desk.press("+Ana").expect("there is an active quote");
    note(&mut desk, 1, "A ferry");
    desk.press("Mod+z").expect("there is a step");
    assert_eq!((note_of(&desk), desk.session.history().undo_name()), ("A".to_owned(), Some("assign new speaker")));
}

#[test]
fn what_is_typed_and_taken_out_again_in_one_stay_is_no_step() {
    let (mut desk, note) = noting();
    note(&mut desk, 1, "A");
    note(&mut desk, 1, "");
    assert_eq!(desk.session.history().undo_name(), Some("mark quote"));
}

#[test]
fn undo_of_what_is_typed_never_goes_back_behind_what_another_wrote_meanwhile() {
    let (mut desk, note) = noting();
    let mut other = Desk::of("other", 2, &ARTICLES);
    other.give(Intent::Merge(desk.session.encode())).expect("the update is whole");
    note(&mut desk, 1, "mine");
    other.give(Intent::Merge(desk.session.encode())).expect("the update is whole");
    let theirs = Edit::NoteQuote { quote: desk.quote(1), note: "theirs".to_owned() };
    other.give(Intent::Perform(theirs)).expect("the quote is there");
    desk.give(Intent::Merge(other.session.encode())).expect("the update is whole");
    assert_eq!(note_of(&desk), "theirs");
    note(&mut desk, 1, "theirs and mine");
    desk.press("Mod+z").expect("there is a step");
    assert_eq!(note_of(&desk), "theirs");
}
