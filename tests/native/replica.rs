//! Laws of the replica: loading is merging, in any order, any number of times, whatever the bytes.

use counterpoint::domain::annotation::{Attribution, Origin, QuoteField};
use counterpoint::domain::edit::Edit;
use counterpoint::domain::id::{AnnotatorId, QuoteId, SpeakerId, Timestamp};
use counterpoint::domain::project::Write;
use counterpoint::domain::replica::{Replica, is_update, merge_updates, seal};
use counterpoint::domain::session::{Intent, Session};
use counterpoint::domain::text::Span;
use proptest::prelude::*;
use yrs::updates::decoder::Decode;
use yrs::{Any, Doc, Map, MapPrelim, Out, Transact, Update};

use crate::world::{Dice, dice, furnished_session, load, merge, perform_all, project_of, session, texts, update};

/// Two to four people who start from one project, each do their own edits, and now and then hear of the others'.
/// Gives every update there was, in the order in which they were made.
fn work_apart(shares: &[Vec<Dice>]) -> (Vec<Session>, Vec<Vec<u8>>) {
    let (first, mut updates) = furnished_session(1);
    let mut people = vec![first];
    for random in 2..=shares.len() as u64 {
        let mut colleague = session(random);
        merge(&mut colleague, &updates);
        people.push(colleague);
    }
    for (number, share) in shares.iter().enumerate() {
        if number % 2 == 1 {
            merge(&mut people[number], &updates);
        }
        updates.extend(perform_all(&mut people[number], share));
    }
    (people, updates)
}

fn shares() -> impl Strategy<Value = Vec<Vec<Dice>>> {
    proptest::collection::vec(dice(8), 2..=4)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn updates_may_come_in_any_order_and_more_than_once(
        (updates, shuffled) in shares().prop_map(|shares| work_apart(&shares).1)
            .prop_flat_map(|updates| (Just(updates.clone()), Just([updates.clone(), updates].concat()).prop_shuffle()))
    ) {
        let expected = load(&updates);
        prop_assert_eq!(&load(&shuffled), &expected);
        prop_assert_eq!(&load(updates.iter().rev()), &expected);
        let merged = merge_updates(&shuffled).expect("updates of ours can be merged");
        prop_assert_eq!(&load([&merged]), &expected);
        for size in [2, 5] {
            let groups = shuffled.chunks(size).map(|group| merge_updates(group).expect("updates of ours can be merged"));
            prop_assert_eq!(&load(&groups.collect::<Vec<_>>()), &expected, "merged in groups of {}", size);
        }
    }

    #[test]
    fn everybody_who_heard_of_everything_sees_the_same(shares in shares()) {
        let (mut people, updates) = work_apart(&shares);
        let expected = load(&updates);
        let whole: Vec<_> = people.iter().map(Session::encode).collect();
        for (number, person) in people.iter_mut().enumerate() {
            if number % 2 == 0 {
                merge(person, updates.iter().rev());
            } else {
                merge(person, &whole);
            }
            prop_assert_eq!(person.project(), &expected, "person {}", number);
            prop_assert_eq!(&load([&person.encode()]), &expected, "person {}, loaded again", number);
        }
    }

    #[test]
    fn merging_commutes_associates_and_is_idempotent(shares in shares()) {
        let (people, _) = work_apart(&shares);
        let whole: Vec<_> = people.iter().map(Session::encode).collect();
        let pair = |one: &[u8], other: &[u8]| merge_updates(&[one.to_vec(), other.to_vec()]).expect("ours");
        let (a, b, c) = (&whole[0], &whole[1], &whole[whole.len() - 1]);
        prop_assert_eq!(load([&pair(a, b)]), load([&pair(b, a)]));
        prop_assert_eq!(load([&pair(&pair(a, b), c)]), load([&pair(a, &pair(b, c))]));
        prop_assert_eq!(load([&pair(a, a)]), load([a]));
        prop_assert_eq!(load([a, b, c]), load([c, b, a, b]));
    }

    #[test]
    fn bytes_of_any_kind_are_refused_and_leave_no_trace(bytes: Vec<u8>) {
        check_refused(&mut replica(), &bytes);
    }
}

/// A replica of the furnished project.
fn replica() -> Replica {
    let mut replica = Replica::new(5);
    replica.merge(&furnished_session(1).0.encode()).expect("an update of ours can be merged");
    replica
}

fn check_refused(replica: &mut Replica, bytes: &[u8]) {
    let before = (replica.fields(), replica.encode());
    assert!(replica.merge(bytes).is_err(), "taken: {bytes:?}");
    assert!(!is_update(bytes), "called an update: {bytes:?}");
    assert_eq!((replica.fields(), replica.encode()), before, "refused, and yet something changed: {bytes:?}");
}

#[test]
fn an_update_with_any_bit_flipped_or_cut_off_anywhere_is_refused() {
    let mut replica = replica();
    let write = Write::Quote("q-one".into(), QuoteField::Note("ask the port".to_owned()));
    let small = Replica::new(6).commit(std::slice::from_ref(&write));
    for at in 0..small.len() {
        for bit in 0..8 {
            let mut bytes = small.clone();
            bytes[at] ^= 1 << bit;
            check_refused(&mut replica, &bytes);
        }
        check_refused(&mut replica, &small[..at]);
    }
    assert!(is_update(&small));
    assert_eq!(replica.merge(&small).expect("it is whole").writes, [write]);
}

/// Another program, or a version to come, that has taken in these updates.
fn foreign<'a>(updates: impl IntoIterator<Item = &'a Vec<u8>>) -> Doc {
    let doc = Doc::with_client_id(99);
    for sealed in updates {
        let update = Update::decode_v1(&sealed[4..]).expect("an update of ours stands after its seal");
        doc.transact_mut().apply_update(update).expect("an update of ours can be merged");
    }
    doc
}

/// The update with which another program sets one field.
fn set(doc: &Doc, key: &str, value: Any) -> Vec<u8> {
    let fields = doc.get_or_insert_map("fields");
    let mut transaction = doc.transact_mut();
    fields.insert(&mut transaction, key, value);
    seal(&transaction.encode_update_v1())
}

#[test]
fn what_this_version_cannot_read_is_kept_and_reported() {
    let check = |key: &str, value: Any, reason: &str| {
        let mut replica = Replica::new(5);
        let merged = replica.merge(&set(&foreign([]), key, value.clone())).expect("it is an update");
        let reasons: Vec<_> = merged.unread.iter().map(ToString::to_string).collect();
        assert!(matches!(&reasons[..], [only] if only.contains(reason)), "{key}: {reasons:?}");
        assert!(merged.is_news, "{key} must be kept by who adopts it");
        assert_eq!(replica.fields().unread, merged.unread, "{key} must be reported on loading, too");
        assert_eq!(project_of(&replica), load([]), "{key} shows in the project");

        let other = foreign([&replica.encode()]);
        let kept = other.get_or_insert_map("fields").get(&other.transact(), key);
        assert_eq!(kept, Some(Out::Any(value)), "{key} was not kept");
    };
    check("q/q1/hologram", Any::from("3d"), "\"hologram\" is not known");
    check("q/q1/note", Any::from(12), "\"note\" could not be read");
    check("q/q1/spans", Any::from("0-5"), "\"spans\" could not be read");
    check("s/s1/colour", Any::from(-1), "\"colour\" could not be read");
    check("m/l1/q1", Any::from("yes"), "\"q1\" could not be read");
    check("z/z1/note", Any::from("?"), "names no record");
    check("q/no such id/note", Any::from("?"), "names no record");
    check("q/q1/note/more", Any::from("?"), "names no record");
    check("nonsense", Any::Bool(true), "names no record");
    check("", Any::Null, "names no record");
}

#[test]
fn a_session_tells_how_many_fields_it_could_not_read() {
    let (mut session, _) = furnished_session(1);
    let newer = set(&foreign([]), "q/q1/hologram", Any::from("3d"));
    let outcome = update(&mut session, Intent::Adopt(newer.clone())).expect("it is an update");
    assert_eq!((outcome.unread, outcome.merged, outcome.update), (1, 0, Some(newer.clone())));
    let again = update(&mut session, Intent::Adopt(newer)).expect("it is an update");
    assert_eq!((again.unread, again.update), (0, None), "it was taken in before");
}

#[test]
fn an_update_that_contradicts_the_document_is_refused() {
    let theirs = foreign([]);
    let fields = theirs.get_or_insert_map("fields");
    let nested = fields.insert(&mut theirs.transact_mut(), "nested", MapPrelim::default());
    let inside = {
        let mut transaction = theirs.transact_mut();
        nested.insert(&mut transaction, "note", "in it");
        seal(&transaction.encode_update_v1())
    };
    // The same client has written a plain value where the update expects the nested map.
    let mut replica = Replica::new(5);
    replica.merge(&set(&foreign([]), "q/q1/note", Any::from("plain"))).expect("it is an update");
    let before = replica.fields();
    assert!(replica.merge(&inside).is_err());
    assert_eq!(replica.fields(), before);
}

#[test]
fn a_value_that_turns_unreadable_counts_as_absent_at_once_and_after_loading() {
    let (mut session, _) = furnished_session(1);
    let edit = Edit::NoteQuote { quote: "q-one".into(), note: "mine".to_owned() };
    update(&mut session, Intent::Perform(edit)).expect("the quote is there");
    let newer = set(&foreign([&session.encode()]), "q/q-one/note", Any::from(12));
    merge(&mut session, [&newer]);
    assert_eq!(session.project(), &load([&session.encode()]));
    assert_eq!(session.project().quote(&"q-one".into()).map(|quote| quote.note.as_str()), Some(""));
}

/// Two people who share a project, each do one thing, and hear of the other's.
fn at_once(mine: Edit, theirs: Edit) -> (Session, Session) {
    let (mut me, shared) = furnished_session(1);
    let mut colleague = session(2);
    merge(&mut colleague, &shared);
    let of_mine = update(&mut me, Intent::Perform(mine)).expect("my edit fits");
    let of_theirs = update(&mut colleague, Intent::Perform(theirs)).expect("their edit fits");
    merge(&mut me, &of_theirs.update);
    merge(&mut colleague, &of_mine.update);
    assert_eq!(me.project(), colleague.project());
    (me, colleague)
}

#[test]
fn changes_of_different_fields_of_one_quote_both_stay() {
    let quote = QuoteId::from("q-two");
    let (me, _) = at_once(
        Edit::NoteQuote { quote: quote.clone(), note: "check".to_owned() },
        Edit::AssignSpeaker { quote: quote.clone(), speaker: Some("s-three".into()) },
    );
    let record = me.project().quote(&quote).expect("it is there");
    assert_eq!((record.note.as_str(), record.speaker.clone()), ("check", Some("s-three".into())));
}

#[test]
fn two_who_add_members_to_one_link_at_once_lose_neither() {
    let (mut me, shared) = furnished_session(1);
    let quote = |id: &str, end| Edit::AddQuote {
        quote: id.into(),
        attribution: Attribution {
            article: texts()[2].0.clone(),
            content: vec![Span::new(0, end)],
            ..Attribution::default()
        },
    };
    let mut colleague = session(2);
    merge(&mut colleague, &shared);
    let together = |id: &str, end| Edit::Together {
        name: "link".to_owned(),
        edits: vec![quote(id, end), Edit::JoinLink { link: "l-one".into(), quote: id.into() }],
    };
    let of_mine = update(&mut me, Intent::Perform(together("mine", 3))).expect("it fits").update;
    let of_theirs = update(&mut colleague, Intent::Perform(together("theirs", 8))).expect("it fits").update;
    merge(&mut me, &of_theirs);
    merge(&mut colleague, &of_mine);
    let members = me.project().members(&"l-one".into());
    assert_eq!(members.len(), 5, "{members:?}");
    assert!(members.contains(&"mine".into()) && members.contains(&"theirs".into()), "{members:?}");
    assert_eq!(members, colleague.project().members(&"l-one".into()));
}

#[test]
fn speakers_merged_into_each_other_at_once_are_one_speaker() {
    let (one, two, three) = ("s-one", "s-two", "s-three");
    let merge_into = |from: &str, into: &str| Edit::MergeSpeakers { from: from.into(), into: into.into() };
    let (mut me, _) = at_once(merge_into(one, three), merge_into(three, one));
    let check = |session: &Session, expected: &[&str]| {
        let project = session.project();
        let listed: Vec<_> = project.speakers().iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!(listed, expected);
        for id in [one, two, three] {
            let stands = project.resolve(&id.into()).map(|(id, _)| id.clone());
            assert!(stands.is_some_and(|id| expected.contains(&id.as_str())), "{id} is nobody");
        }
        assert!(project.speaker_of(project.quote(&"q-one".into()).expect("it is there")).is_some());
    };
    check(&me, &[one]);
    assert_eq!(me.project().names(&one.into()), ["Ana Pell", "the envoy", "Pell"]);
    // The one who stands for all can be worked with like any other.
    let rename = Edit::RenameSpeaker { speaker: one.into(), name: "Ana".to_owned() };
    update(&mut me, Intent::Perform(rename)).expect("they are a speaker");
    let separate = Edit::UnmergeSpeaker { speaker: SpeakerId::from(three) };
    update(&mut me, Intent::Perform(separate)).expect("they are a speaker");
    check(&me, &[three]);
    assert_eq!(me.project().speakers_by_age().len(), 1);
}

#[test]
fn a_long_note_and_an_old_name_survive_the_way() {
    let (mut session, _) = furnished_session(1);
    let note = "e\u{301}👩‍👧 ".repeat(50_000).trim().to_owned();
    let edit = Edit::NoteQuote { quote: "q-one".into(), note: note.clone() };
    update(&mut session, Intent::Perform(edit)).expect("a note has no limit");
    let me = AnnotatorId::from("annotator-1");
    let edit = Edit::NameAnnotator { annotator: me.clone(), name: "נועה".to_owned() };
    update(&mut session, Intent::Perform(edit)).expect("a name may be in any script");
    let loaded = load([&session.encode()]);
    assert_eq!(loaded.quote(&"q-one".into()).map(|quote| quote.note.clone()), Some(note));
    assert_eq!(loaded.annotator(&me), Some("נועה"));
}

/// The bytes and the fields of one small edit in a project of so many quotes.
fn cost_among(quotes: usize) -> (usize, usize) {
    let (mut session, _) = furnished_session(1);
    for number in 0..quotes {
        let attribution = Attribution {
            article: texts()[0].0.clone(),
            content: vec![Span::new(number % 6, 7 + number % 4)],
            ..Attribution::default()
        };
        let edit = Edit::AddQuote { quote: QuoteId::default(), attribution };
        update(&mut session, Intent::Perform(edit)).expect("the spans fit");
    }
    assert!(session.project().quotes().count() > quotes, "the project is not as large as it should be");
    let edit = Edit::NoteQuote { quote: "q-one".into(), note: "ask".to_owned() };
    let stamp = Origin { creator: session.me().clone(), created: Timestamp(1_000_000) };
    let writes = edit.writes(session.project(), &stamp).expect("the quote is there");
    let outcome = update(&mut session, Intent::Perform(edit)).expect("the quote is there");
    (outcome.update.expect("the note is new").len(), writes.len())
}

#[test]
fn what_one_edit_costs_does_not_grow_with_the_project() {
    let (few, many) = (cost_among(10), cost_among(1_000));
    println!("one note among 10 quotes: {} bytes; among 1,000: {} bytes", few.0, many.0);
    assert!(many.0 < 1_000, "{} bytes", many.0);
    assert!(many.0 <= few.0 + 16, "{} bytes grew to {}", few.0, many.0);
    assert_eq!((few.1, many.1), (2, 2), "the note and the time of the change");
}
