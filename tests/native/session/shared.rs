//! Two people at one project: what one undoes never takes away what the other did.

use counterpoint::domain::annotation::Relation;
use counterpoint::domain::edit::Edit;
use counterpoint::domain::id::{LinkId, SpeakerId};
use counterpoint::domain::session::{Active, Intent, Refusal};

use super::{ARTICLES, Desk};

/// Two people: I press the keys, the colleague hears of it and does an edit, I hear of that and undo. Compares what
/// there is then and whether I am told that something was kept.
fn check(mine: &str, theirs: impl FnOnce(&Desk) -> Edit, records: &str, is_kept: bool) {
    let mut me = Desk::new(&ARTICLES);
    me.press(mine).expect("my keys are taken");
    let mut colleague = Desk::of("colleague", 2, &ARTICLES);
    colleague.give(Intent::Merge(me.session.encode())).expect("an update of mine");
    let edit = theirs(&colleague);
    let update =
        colleague.give(Intent::Perform(edit)).expect("their edit fits").update.expect("it changes something");
    me.give(Intent::Merge(update)).expect("an update of theirs");
    let undone = me.press("Mod+z").expect("there is an edit to undo");
    assert_eq!(me.records(), records, "after {mine} and their edit");
    let notice = undone.notice.unwrap_or_default();
    assert_eq!(notice.contains("somebody else has changed"), is_kept, "{notice}");
    me.give(Intent::Merge(colleague.session.encode())).expect("an update of theirs");
    assert_eq!(me.records(), records, "their update comes again");
}

fn speaker(desk: &Desk) -> SpeakerId {
    desk.session.project().speakers()[0].0.clone()
}

fn note(desk: &Desk, number: usize) -> Edit {
    Edit::NoteQuote { quote: desk.quote(number), note: "theirs".to_owned() }
}

#[test]
fn undo_keeps_a_field_that_a_colleague_changed_since() {
    check("[nine] q +Ana", |it| Edit::AssignSpeaker { quote: it.quote(1), speaker: None }, "*indirect [nine]", true);
    check("[nine] q [said] c", |it| note(it, 1), "*indirect [nine]", false);
    check(
        "[nine] q [said] c",
        |it| Edit::MarkSpan {
            quote: it.quote(1),
            role: counterpoint::domain::annotation::Role::Source,
            span: it.find("The envoy").1,
        },
        "*indirect [nine] cue [said] source [The envoy]",
        true,
    );
    check(
        "[nine] q Backspace",
        |it| Edit::AddSpeaker { speaker: "s".into(), name: it.session.me().to_string(), colour: 1 },
        "*indirect [nine]",
        false,
    );
}

#[test]
fn undo_keeps_a_record_that_a_colleague_built_on() {
    check("[nine] q", |it| note(it, 1), "*indirect [nine]", true);
    check("[nine] q", |it| Edit::DeleteQuote { quote: it.quote(1) }, "", true);
    check(
        "[kept] q [nine] q",
        |it| Edit::LinkQuotes {
            link: LinkId::default(),
            relation: Relation::default(),
            members: vec![it.quote(1), it.quote(2)],
        },
        "*indirect [nine]\nindirect [kept]\n[nine] x [kept]",
        true,
    );
    check(
        "[kept] q [nine] q +Ana",
        |it| Edit::AssignSpeaker { quote: it.quote(2), speaker: Some(speaker(it)) },
        "*indirect [nine]\nindirect [kept] by Ana",
        true,
    );
    check(
        "[kept] q +Ben [nine] q +Ana",
        |it| Edit::MergeSpeakers { from: it.session.project().speakers()[1].0.clone(), into: speaker(it) },
        "*indirect [nine]\nindirect [kept] by Ana",
        true,
    );
    check(
        "[nine] x [kept] x",
        |it| Edit::SetRationale { link: it.link(1), rationale: "hours".to_owned() },
        "indirect [nine]\nindirect [kept]\n*[nine] x [kept]",
        true,
    );
    check("[nine] x [kept] x", |it| note(it, 2), "indirect [nine]\nindirect [kept]\n*[nine] x [kept]", true);
    check("[nine] x [kept] x", |it| note(it, 1), "indirect [nine]", false);
}

#[test]
fn undo_keeps_an_article_in_which_a_colleague_marked_something() {
    let mut me = Desk::new(&ARTICLES[..1]);
    let text = counterpoint::domain::text::Text::new(ARTICLES[1]);
    let made = me.give(Intent::AddArticle(text, "b.txt".to_owned())).expect("it is new").made.expect("it has an id");
    let mut colleague = Desk::of("colleague", 2, &ARTICLES[1..2]);
    colleague.give(Intent::Merge(me.session.encode())).expect("an update of mine");
    let marked = colleague.press("[turned] q").expect("the keys are taken").update.expect("it is new");
    me.give(Intent::Merge(marked)).expect("an update of theirs");
    me.press("Mod+z").expect("there is an edit to undo");
    assert!(me.session.project().article(&made.as_str().into()).is_some());
    assert_eq!(me.records(), "indirect [turned]");
}

#[test]
fn redo_after_a_colleague_heard_of_it_brings_the_record_back() {
    let mut me = Desk::new(&ARTICLES);
    me.press("[nine] x [kept] x").expect("my keys are taken");
    let mut colleague = Desk::of("colleague", 2, &ARTICLES);
    colleague.give(Intent::Merge(me.session.encode())).expect("an update of mine");
    me.press("Mod+z").expect("there is an edit to undo");
    // They have not heard of the undo yet.
    let edit = Edit::SetRationale { link: colleague.link(1), rationale: "hours".to_owned() };
    let update = colleague.give(Intent::Perform(edit)).expect("it is there").update.expect("it is new");
    me.give(Intent::Merge(update)).expect("an update of theirs");
    assert_eq!(me.records(), "indirect [nine]");
    me.press("Mod+Z").expect("there is an edit to make again");
    assert_eq!(me.records(), "indirect [nine]\nindirect [kept]\n*[nine] x [kept]");
    let rationale = me.session.project().links()[0].1.rationale.clone();
    assert_eq!(rationale, "hours");
}

#[test]
fn a_file_is_kept_where_it_brings_anything_new() {
    let mut me = Desk::new(&ARTICLES);
    let mut colleague = Desk::of("colleague", 2, &ARTICLES);
    colleague.press("[nine] q").expect("the keys are taken");
    let first = colleague.session.encode();
    let next = colleague.press("[kept] q").expect("the keys are taken").update.expect("it is new");
    let gone = Edit::DeleteQuote { quote: colleague.quote(1) };
    let gone = colleague.give(Intent::Perform(gone)).expect("it is there").update.expect("it changes something");
    let mut check = |file: &Vec<u8>, is_kept: bool, why: &str| {
        let adopted = me.give(Intent::Adopt(file.clone())).expect("an update of theirs");
        assert_eq!(adopted.update.as_ref(), is_kept.then_some(file), "{why}");
    };
    check(&gone, true, "it waits for what it builds on");
    check(&gone, false, "it waits already");
    check(&first, true, "a colleague's file");
    check(&first, false, "the same file again");
    check(&gone, false, "it has waited for what came");
    check(&next, true, "what was missing");
    check(&next, false, "the same again");
    check(&colleague.session.encode(), false, "all of it is here");
    let mine = me.session.encode();
    assert_eq!(me.give(Intent::Adopt(mine)).expect("an update of mine").update, None, "my own export");
    assert_eq!(me.records(), "indirect [kept]");
}

#[test]
fn a_merge_tells_how_much_changed_and_damaged_bytes_change_nothing() {
    let mut me = Desk::new(&ARTICLES);
    let mut colleague = Desk::of("colleague", 2, &ARTICLES);
    colleague.press("[nine] q").expect("the keys are taken");
    let bytes = colleague.session.encode();
    let merged = me.give(Intent::Merge(bytes.clone())).expect("an update of theirs").merged;
    assert!(merged >= 2, "the quote's fields at least: {merged}");
    assert_eq!(me.give(Intent::Merge(bytes.clone())).expect("the same again").merged, 0);
    let before = (me.session.project().clone(), me.session.encode());
    assert!(matches!(me.give(Intent::Merge(bytes[..bytes.len() - 1].to_vec())), Err(Refusal::Merge(_))));
    assert_eq!((me.session.project().clone(), me.session.encode()), before);
    me.give(Intent::Activate(Active::Quote(me.quote(1)))).expect("it is there");
    let gone = Edit::DeleteQuote { quote: colleague.quote(1) };
    let update = colleague.give(Intent::Perform(gone)).expect("it is there").update.expect("it changes something");
    me.give(Intent::Merge(update)).expect("an update of theirs");
    assert_eq!(me.session.view().active, None, "what a colleague deleted is let go of");
}
