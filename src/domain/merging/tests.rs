//! What is told of a change, and what counts as a conflict.

use super::{Basis, Decisions, Manner, Proposal, Record, Side, Taking, counts};
use crate::domain::annotation::{Attribution, Kind};
use crate::domain::dismissal::{Dismissed, Place};
use crate::domain::edit::Edit;
use crate::domain::id::{AnnotatorId, ArticleId, Timestamp};
use crate::domain::replica::Replica;
use crate::domain::session::{Intent, Session};
use crate::domain::text::{Span, Text};

const TEXT: &str = "Ferry strike\n\n“We will wait,” the envoy said. “Nine hours is enough,” the union said.\n";

/// A person's session with the article, each added by themselves.
fn person(number: u64) -> (Session, ArticleId) {
    let mut session = Session::new(format!("person-{number}").as_str().into(), number);
    let outcome = session.update(Intent::AdmitArticle(Text::new(TEXT), "ferry.txt".to_owned()), Timestamp(number));
    let article = outcome.expect("the text has words").made.expect("an article was made");
    (session, article.as_str().into())
}

fn perform(session: &mut Session, at: u64, edit: Edit) {
    session.update(Intent::Perform(edit), Timestamp(at)).expect("the edit fits");
}

fn quote(id: &str, article: &ArticleId, words: &str) -> Edit {
    let start = TEXT.find(words).expect("the words are in the text");
    let content = vec![Span::new(start, start + words.len())];
    let attribution = Attribution { article: article.clone(), content, kind: Kind::Direct, ..Attribution::default() };
    Edit::AddQuote { quote: id.into(), attribution }
}

fn note(id: &str, note: &str) -> Edit {
    Edit::NoteQuote { quote: id.into(), note: note.to_owned() }
}

fn hear(session: &mut Session, of: &Session) {
    session.update(Intent::Adopt(of.encode()), Timestamp(50)).expect("an update of ours can be merged");
}

/// What the file of `theirs` would change for `ours`.
fn proposal(ours: &Session, theirs: &Session) -> Proposal {
    let mut replica = Replica::new(99);
    replica.merge(&ours.encode()).expect("an update of ours can be merged");
    let apart = replica.compare(&theirs.encode()).expect("an update of ours can be compared");
    Proposal::new(ours.project(), &apart, Basis::Replica)
}

/// Two people who know the same quote.
fn pair() -> [Session; 2] {
    let ((mut one, article), (mut other, _)) = (person(1), person(2));
    perform(&mut one, 10, quote("wait", &article, "We will wait"));
    hear(&mut other, &one);
    hear(&mut one, &other);
    [one, other]
}

#[test]
fn the_same_article_opened_by_two_is_no_change() {
    let ((one, _), (other, _)) = (person(1), person(2));
    let proposal = proposal(&one, &other);
    assert!(proposal.is_empty(), "{:?}", proposal.changes);
    assert_eq!(counts(&proposal.changes), [""; 0]);
}

#[test]
fn a_new_a_changed_and_a_deleted_quote_are_told_by_name() {
    let [mut one, mut other] = pair();
    let article = one.project().articles()[0].0.clone();
    perform(&mut one, 60, quote("gone", &article, "the envoy said"));
    hear(&mut other, &one);
    perform(&mut other, 70, quote("nine", &article, "Nine hours is enough"));
    perform(&mut other, 71, note("wait", "who counted?"));
    perform(&mut other, 72, Edit::DeleteQuote { quote: "gone".into() });
    let proposal = proposal(&one, &other);
    assert_eq!(counts(&proposal.changes), ["1 new quote", "1 changed quote", "1 deleted quote"]);
    assert_eq!(proposal.conflicts(), 0);
    let named = proposal.changes.iter().map(|change| (change.manner, proposal.name_of(change, one.project())));
    let expected = [
        (Manner::Deleted, "the envoy said"),
        (Manner::New, "Nine hours is enough"),
        (Manner::Changed, "We will wait"),
    ];
    assert_eq!(named.collect::<Vec<_>>(), expected.map(|(manner, name)| (manner, name.to_owned())));
    let changed = &proposal.changes[2];
    let words = proposal.words(&changed.differences[0], one.project()).expect("a note can be read");
    assert_eq!((words.name, words.ours.as_str(), words.theirs.as_str()), ("note", "", "who counted?"));
}

#[test]
fn one_field_changed_by_both_is_a_conflict_and_the_later_one_is_proposed() {
    let check = |ours_at, theirs_at, proposed| {
        let [mut one, mut other] = pair();
        perform(&mut one, ours_at, note("wait", "ours"));
        perform(&mut other, theirs_at, note("wait", "theirs"));
        let proposal = proposal(&one, &other);
        assert_eq!(proposal.conflicts(), 1);
        let change = &proposal.changes[0];
        assert_eq!(Decisions::default().side(change, &change.differences[0]), proposed);
    };
    check(100, 200, Side::Theirs);
    check(200, 100, Side::Ours);
}

#[test]
fn the_same_change_by_both_and_different_fields_are_no_conflict() {
    let [mut one, mut other] = pair();
    perform(&mut one, 60, note("wait", "the same"));
    perform(&mut other, 70, note("wait", "the same"));
    perform(&mut other, 71, Edit::TagQuote { quote: "wait".into(), tags: vec!["strike".to_owned()] });
    let proposal = proposal(&one, &other);
    assert_eq!((proposal.conflicts(), proposal.changes.len()), (0, 1));
}

#[test]
fn what_one_deletes_and_the_other_works_on_is_for_a_person_to_decide() {
    let [mut one, mut other] = pair();
    perform(&mut one, 60, note("wait", "still at it"));
    perform(&mut other, 70, Edit::DeleteQuote { quote: "wait".into() });
    let there = proposal(&one, &other);
    assert_eq!((there.conflicts(), there.changes[0].manner), (1, Manner::Deleted));
    let back = proposal(&other, &one);
    assert_eq!((back.conflicts(), back.changes[0].manner), (1, Manner::Restored));
    // Where nobody decides, what was deleted here later stays deleted.
    let Taking::Whole(writes) = back.taking(other.project(), &Decisions::default()) else {
        panic!("all of it is taken")
    };
    assert!(writes.iter().any(|write| write.key() == "q/wait/deleted"), "{writes:?}");
}

#[test]
fn nothing_is_taken_of_who_is_left_out_but_the_speakers_that_others_name() {
    let [one, mut other] = pair();
    let (mut third, article) = person(3);
    perform(&mut third, 60, Edit::AddSpeaker { speaker: "union".into(), name: "The union".to_owned(), colour: 0 });
    perform(&mut third, 61, Edit::AddSpeaker { speaker: "silent".into(), name: "Nobody".to_owned(), colour: 1 });
    hear(&mut other, &third);
    perform(&mut other, 70, quote("nine", &article, "Nine hours is enough"));
    perform(&mut other, 71, Edit::AssignSpeaker { quote: "nine".into(), speaker: Some("union".into()) });
    let proposal = proposal(&one, &other);
    let [second, third] = [&other, &third].map(|session| session.me().clone());
    assert_eq!(proposal.people(), [second.clone(), third.clone()].into());
    let taken = |people: &[&AnnotatorId]| {
        let without_people = people.iter().map(|person| (*person).clone()).collect();
        let Taking::Part(writes) =
            proposal.taking(one.project(), &Decisions { without_people, ..Decisions::default() })
        else {
            panic!("some of it is left out")
        };
        let mut after = one.project().clone();
        after.write_all(writes);
        let names = after.speakers().iter().map(|(_, speaker)| speaker.name.clone()).collect::<Vec<_>>();
        (after.quote(&"nine".into()).is_some(), names)
    };
    assert_eq!(taken(&[&third]), (true, vec!["The union".to_owned()]));
    assert_eq!(taken(&[&second]), (false, vec!["Nobody".to_owned(), "The union".to_owned()]));
    assert_eq!(taken(&[&second, &third]), (false, Vec::new()));
}

#[test]
fn what_somebody_dismissed_is_dismissed_for_who_takes_their_work() {
    let [one, mut other] = pair();
    let (_, article) = person(1);
    let suggested = Dismissed::Quote(Place { article: article.clone(), span: Span::new(17, 29) });
    perform(&mut other, 70, Edit::Dismiss { dismissed: suggested.clone() });
    perform(&mut other, 71, quote("nine", &article, "Nine hours is enough"));
    let proposal = proposal(&one, &other);
    assert_eq!(counts(&proposal.changes), ["1 new quote"], "it is nothing to ask about");
    let check = |decisions: &Decisions, expected| {
        let Taking::Part(writes) = proposal.taking(one.project(), decisions) else {
            panic!("some of it is left out")
        };
        let mut after = one.project().clone();
        after.write_all(writes);
        assert_eq!(after.is_dismissed(&suggested), expected, "{decisions:?}");
    };
    let without_records = [Record::Quote("nine".into())].into();
    check(&Decisions { without_records, ..Decisions::default() }, true);
    check(&Decisions { without_people: [other.me().clone()].into(), ..Decisions::default() }, false);
}
