//! What a file says, and what becomes of files that others made or changed.

use serde_json::{Value, json};

use super::*;
use crate::domain::annotation::{Attribution, Difference, Kind, Relation};
use crate::domain::edit::Edit;
use crate::domain::exchange::ExchangeError;
use crate::domain::id::{ArticleId, Timestamp};
use crate::domain::project::Project;
use crate::domain::session::{Intent, Session};
use crate::domain::text::{Span, Text};

const TEXT: &str = "The mayor 👩‍🚒 said: “The bridge holds.” A clerk denied it.";
const SAVED: Timestamp = Timestamp(1_763_790_000_123);

/// A session with one article, two quotes, a speaker and a contradiction.
pub(super) fn session() -> Session {
    let mut session = Session::new("ann".into(), 7);
    let mut perform = |edit| session.update(Intent::Perform(edit), Timestamp(1000)).expect("the edit fits");
    perform(Edit::NameAnnotator { annotator: "ann".into(), name: "Ann".to_owned() });
    session.update(Intent::AddArticle(Text::new(TEXT), "bridge.txt".to_owned()), Timestamp(1001)).expect("it is new");
    let article = ArticleId::from(crate::domain::article::article_id(TEXT));
    let span = |words: &str| {
        let start = TEXT.find(words).expect("the words are in the text");
        Span::new(start, start + words.len())
    };
    let attribution = |content: &str, cue: &str| Attribution {
        article: article.clone(),
        content: vec![span(content)],
        cue: vec![span(cue)],
        source: Vec::new(),
        kind: Kind::Direct,
    };
    let edits = [
        Edit::AddQuote { quote: "q1".into(), attribution: attribution("The bridge holds.", "said") },
        Edit::AddQuote { quote: "q2".into(), attribution: attribution("it", "denied") },
        Edit::AddSpeaker { speaker: "s1".into(), name: "The mayor".to_owned(), colour: 0 },
        Edit::AssignSpeaker { quote: "q1".into(), speaker: Some("s1".into()) },
        Edit::TagQuote { quote: "q1".into(), tags: vec!["bridge".to_owned()] },
        Edit::NoteQuote { quote: "q1".into(), note: "<b>Check</b>".to_owned() },
        Edit::LinkQuotes {
            link: "l1".into(),
            relation: Relation::Contradicts(Difference::Denial),
            members: vec!["q1".into(), "q2".into()],
        },
        Edit::SetRationale { link: "l1".into(), rationale: "One denies it.".to_owned() },
    ];
    for edit in edits {
        session.update(Intent::Perform(edit), Timestamp(2000)).expect("the edit fits");
    }
    session
}

pub(super) fn export(session: &Session, texts: Texts) -> String {
    to_jsonld(session.project(), &session.encode(), SAVED, session.me(), texts)
}

fn parsed(file: &str) -> Value {
    serde_json::from_str(file).expect("what is written is JSON")
}

/// The sample file after another program has had its way with it.
fn changed(change: impl FnOnce(&mut Value)) -> Incoming {
    let mut file = parsed(&export(&session(), Texts::Included));
    change(&mut file);
    from_jsonld(&file.to_string()).expect("it is still a collection")
}

#[test]
fn a_quote_says_its_words_its_place_in_code_points_and_who_said_it() {
    let file = parsed(&export(&session(), Texts::Included));
    let quote = &file["first"]["items"][0];
    assert_eq!(quote["motivation"], json!(["identifying", "classifying"]));
    assert_eq!(quote["creator"], json!({ "id": "urn:counterpoint:annotator:ann", "type": "Person", "name": "Ann" }));
    let content = &quote["target"][0];
    assert_eq!(content["styleClass"], "content");
    assert_eq!(content["selector"][0]["exact"], "The bridge holds.");
    assert_eq!(content["selector"][0]["prefix"], "The mayor 👩‍🚒 said: “");
    assert_eq!(content["selector"][0]["suffix"], "” A clerk denied it.");
    assert_eq!(content["selector"][1], json!({ "type": "TextPositionSelector", "start": 21, "end": 38 }));
    assert_eq!(quote["target"][1]["styleClass"], "cue");
    let textual = |purpose, value| json!({ "type": "TextualBody", "purpose": purpose, "value": value });
    assert_eq!(
        quote["body"],
        json!([
            { "id": "urn:counterpoint:speaker:s1", "type": "Person", "name": "The mayor" },
            textual("classifying", "direct"),
            textual("tagging", "bridge"),
            textual("commenting", "<b>Check</b>"),
        ])
    );
}

#[test]
fn a_link_targets_the_very_spans_of_its_quotes_and_says_how_they_bear_on_each_other() {
    let file = parsed(&export(&session(), Texts::Included));
    let items = &file["first"]["items"];
    let link = &items[2];
    assert_eq!(link["motivation"], json!(["linking", "assessing"]));
    assert_eq!(link["target"], json!([items[0]["target"][0], items[1]["target"][0]]));
    assert_eq!(
        link["body"],
        json!([{
            "id": "urn:counterpoint:link:l1:assessment",
            "type": "counterpoint:Contradiction",
            "counterpoint:members": ["urn:counterpoint:quote:q1", "urn:counterpoint:quote:q2"],
            "counterpoint:difference": "denial",
            "counterpoint:rationale": "One denies it.",
            "counterpoint:status": "open",
        }])
    );
}

#[test]
fn a_file_names_its_exporter_and_its_time_and_carries_the_update() {
    let session = session();
    let incoming = from_jsonld(&export(&session, Texts::Included)).expect("it was just written");
    assert_eq!((incoming.exporter.as_deref(), incoming.saved), (Some("Ann"), Some(SAVED)));
    assert_eq!(incoming.annotations, 3);
    assert_eq!(incoming.mergeable(), Ok(session.encode().as_slice()));
    assert_eq!(incoming.texts, [(crate::domain::article::article_id(TEXT).as_str().into(), TEXT.to_owned())]);
    assert_eq!(incoming.refused, []);
}

#[test]
fn texts_are_left_out_by_choice_and_the_quoted_words_stay() {
    let file = export(&session(), Texts::LeftOut);
    let incoming = from_jsonld(&file).expect("it was just written");
    assert!(incoming.texts.is_empty() && incoming.mergeable().is_ok());
    assert_eq!(parsed(&file)["first"]["items"][0]["target"][0]["selector"][0]["exact"], "The bridge holds.");
}

#[test]
fn a_span_of_a_text_that_is_not_at_hand_is_given_in_bytes() {
    let mut project = Project::default();
    project.write_all(session().project().writes());
    let file = parsed(&to_jsonld(&project, &[], SAVED, &"ann".into(), Texts::Included));
    let start = TEXT.find("The bridge").expect("the words are in the text");
    let expected = json!([{ "type": "DataPositionSelector", "start": start, "end": start + 17 }]);
    assert_eq!(file["first"]["items"][0]["target"][0]["selector"], expected);
}

#[test]
fn a_file_that_was_only_laid_out_anew_still_merges() {
    // The other order of keys, no white space, a byte order mark.
    let file = parsed(&export(&session(), Texts::Included));
    let incoming = from_jsonld(&format!("\u{feff}{file}")).expect("it is still a collection");
    assert!(incoming.mergeable().is_ok());
}

#[test]
fn an_edited_file_does_not_merge_and_says_why() {
    let check = |change: &dyn Fn(&mut Value), expected| {
        let incoming = changed(change);
        assert_eq!(incoming.mergeable(), Err(expected));
    };
    check(&|file| file["first"]["items"][0]["body"][1]["value"] = json!("indirect"), ExchangeError::Edited);
    check(&|file| file["first"]["items"] = json!([]), ExchangeError::Edited);
    check(&|file| file["first"] = json!("https://example.org/page1"), ExchangeError::Edited);
    check(&|file| file["counterpoint:articles"][0]["dc:title"] = json!("Another"), ExchangeError::Edited);
    check(&|file| file["counterpoint:speakers"][0]["name"] = json!("The clerk"), ExchangeError::Edited);
    check(&|file| file["counterpoint:digest"] = json!(17), ExchangeError::Edited);
    check(&|file| file["counterpoint:update"] = json!("AAAA"), ExchangeError::Edited);
    check(
        &|file| drop(file.as_object_mut().and_then(|file| file.remove("counterpoint:digest"))),
        ExchangeError::Edited,
    );
    check(
        &|file| drop(file.as_object_mut().and_then(|file| file.remove("counterpoint:update"))),
        ExchangeError::NoUpdate,
    );
}

#[test]
fn a_text_that_is_not_the_one_annotated_is_left_out_and_named() {
    let article = || ArticleId::from(crate::domain::article::article_id(TEXT));
    let check = |key, value: Value, expected: Option<RefusedText>| {
        let incoming = changed(|file| file["counterpoint:articles"][0][key] = value);
        assert!(incoming.texts.is_empty(), "{:?}", incoming.texts);
        assert_eq!(incoming.refused, Vec::from_iter(expected));
    };
    check("counterpoint:text", json!("Another text."), Some(RefusedText::Changed(article())));
    check("counterpoint:text", json!(["The", "mayor"]), Some(RefusedText::NotText(article())));
    check("id", json!("urn:counterpoint:article:../x"), Some(RefusedText::NoArticle(1)));
    check("id", json!({}), Some(RefusedText::NoArticle(1)));
}

#[test]
fn what_is_no_file_of_ours_ends_as_a_message() {
    let check = |file: &str, expected: &str| {
        let error = from_jsonld(file).expect_err("it is no file of ours").to_string();
        assert!(error.contains(expected), "{error:?} should say {expected:?}");
    };
    check("", "not JSON");
    check("The mayor said.", "not JSON: expected value at line 1 column 1");
    check("[1, 2", "not JSON");
    check(&"[".repeat(100_000), "recursion limit");
    check(&"{\"first\":".repeat(100_000), "recursion limit");
    check("[]", "it is a list");
    check("{}", "it has no type");
    check(r#"{"type": {"__proto__": 1}}"#, "its type is an object");
    check(r#"{"type": "Annotation"}"#, "its type is “Annotation”");
    check(
        r#"{"type": "AnnotationCollection", "counterpoint:update": 5}"#,
        "should be text in base64, but is a number",
    );
    check(r#"{"type": "AnnotationCollection", "counterpoint:update": "%"}"#, "should be text in base64");
    check(&" ".repeat((64 << 20) + 1), "no more than 67108864 are read");
}

#[test]
fn members_of_a_wrong_type_are_as_good_as_absent() {
    let check = |members: Value| {
        let mut file = json!({ "type": ["AnnotationCollection"], "counterpoint:update": "" });
        file.as_object_mut()
            .into_iter()
            .for_each(|file| file.extend(members.as_object().cloned().unwrap_or_default()));
        let incoming = from_jsonld(&file.to_string()).expect("it is a collection");
        assert_eq!((incoming.exporter.as_ref(), incoming.saved, incoming.annotations), (None, None, 0), "{file}");
        assert_eq!((incoming.texts.len(), incoming.mergeable()), (0, Err(ExchangeError::Edited)), "{file}");
    };
    check(json!({}));
    check(json!({ "creator": "urn:x", "created": 5, "first": [] }));
    check(json!({ "creator": { "name": {} }, "created": "soon", "first": { "items": {} } }));
    check(json!({ "counterpoint:articles": { "id": 1 }, "counterpoint:speakers": null }));
    check(json!({ "counterpoint:articles": [null, 1, [], "x", { "id": "y" }] }));
}

#[test]
fn a_forged_replica_still_gives_a_file_with_well_formed_iris_and_moments() {
    use crate::domain::annotation::{Origin, QuoteField};
    use crate::domain::project::Write;
    let mut project = session().project().clone();
    let origin = Origin { creator: "a b/<é>".into(), created: Timestamp(u64::MAX) };
    project.write(Write::Quote("q1".into(), QuoteField::Origin(Some(origin))));
    let attribution = Attribution {
        article: crate::domain::article::article_id(TEXT).into(),
        content: vec![Span::new(12, 11), Span::new(0, usize::MAX)],
        ..Attribution::default()
    };
    project.write(Write::Quote("q1".into(), QuoteField::Attribution(attribution)));
    let file = parsed(&to_jsonld(&project, &[], SAVED, &"ann".into(), Texts::Included));
    let quotes = file["first"]["items"].as_array().expect("the page has items");
    let quote = quotes.iter().find(|item| item["id"] == "urn:counterpoint:quote:q1").expect("it is live");
    assert_eq!(quote["creator"]["id"], "urn:counterpoint:annotator:a%20b%2F%3C%C3%A9%3E");
    assert_eq!(quote["created"], "9999-12-31T23:59:59.999Z");
    assert_eq!(quote["target"][0]["selector"][0]["type"], "DataPositionSelector");
}
