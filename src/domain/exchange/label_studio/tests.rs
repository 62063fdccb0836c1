//! Exports in the shape that Label Studio gives them, of invented text.

use serde_json::{Value, json};

use super::{read, write};
use crate::domain::annotation::{Difference, Kind, Relation, Status};
use crate::domain::exchange::records::{Annotator, Reading, Source};
use crate::domain::id::Timestamp;
use crate::domain::text::Span;

const TEXT: &str = "🌊 “The wall,” Ira Voss said, “has never leaked.” A neighbour: it leaks.";

fn reading(export: &Value) -> Reading {
    read(&[Source { name: "export/project-7.json".to_owned(), bytes: export.to_string().into_bytes() }])
}

/// A region at the first place of these words, in code points.
fn region(id: &str, words: &str, label: &str) -> Value {
    let start = TEXT[..TEXT.find(words).expect("the words are in the text")].chars().count();
    json!({ "id": id, "from_name": "label", "to_name": "text", "type": "labels", "origin": "manual", "value": {
        "start": start, "end": start + words.chars().count(), "text": words, "labels": [label],
    } })
}

fn relation(from: &str, to: &str, labels: &[&str]) -> Value {
    json!({ "type": "relation", "from_id": from, "to_id": to, "direction": "right", "labels": labels })
}

fn task(results: &[Value]) -> Value {
    json!([{ "id": 41, "data": { "text": TEXT }, "annotations": [{ "id": 9, "result": results }] }])
}

/// The words of each quote: contents, cues, sources.
fn words(reading: &Reading) -> Vec<String> {
    let text = &reading.records.articles[0].text;
    let joined = |spans: &[Span]| spans.iter().map(|&span| text.slice(span)).collect::<Vec<_>>().join(" … ");
    let quotes = reading.records.quotes.iter();
    quotes
        .map(|quote| format!("{} / {} / {}", joined(&quote.content), joined(&quote.cue), joined(&quote.source)))
        .collect()
}

fn reasons(reading: &Reading) -> Vec<String> {
    reading.unread.iter().map(ToString::to_string).collect()
}

#[test]
fn an_export_comes_in_with_its_quotes_links_and_annotator() {
    let answer =
        |kind: &str, from: &str, value: Value| json!({ "id": "c1", "type": kind, "from_name": from, "value": value });
    let results = [
        region("c1", "The wall,", "Content"),
        region("c2", "has never leaked.", "QUOTE"),
        region("q", "said", "cue"),
        region("s", "Ira Voss", "Speaker"),
        region("d", "it leaks", "content"),
        answer("choices", "how", json!({ "choices": ["Direct", "check"] })),
        answer("textarea", "speaker", json!({ "text": ["Ira Voss"] })),
        answer("textarea", "remarks", json!({ "text": ["one", "two"] })),
        relation("c1", "c2", &["fragment"]),
        relation("q", "c1", &[]),
        relation("c2", "s", &["said by"]),
        relation("d", "c1", &["contradicts", "denial", "resolved"]),
    ];
    let export = json!([{ "id": 41, "data": { "text": TEXT, "title": "Dam", "file": "dam.txt" },
        "annotations": [{ "id": 9, "result": results, "was_cancelled": false,
            "completed_by": { "id": 3, "email": "mia@example.org", "first_name": "Mia", "last_name": "Lang" },
            "created_at": "2024-05-01T10:00:00.123456Z", "updated_at": "2024-05-01T10:05:00Z" }] }]);
    let reading = reading(&export);
    assert_eq!(reasons(&reading), [""; 0]);
    assert_eq!(words(&reading), ["The wall, … has never leaked. / said / Ira Voss", "it leaks /  / "]);
    let records = &reading.records;
    assert_eq!(records.annotators, [Annotator { id: "3".to_owned(), name: "Mia Lang".to_owned() }]);
    let quote = &records.quotes[0];
    assert_eq!((quote.id.as_str(), quote.kind, quote.note.as_str()), ("c1", Some(Kind::Direct), "one\ntwo"));
    assert_eq!(
        (quote.tags.as_slice(), records.speakers[0].name.as_str()),
        (["check".to_owned()].as_slice(), "Ira Voss")
    );
    assert_eq!(quote.made.created, Some(Timestamp(1_714_557_600_123)));
    assert_eq!(records.articles[0].title, "Dam");
    let link = &records.links[0];
    assert_eq!(link.members, [1, 0]);
    assert_eq!((link.relation, link.status), (Relation::Contradicts(Difference::Denial), Status::Resolved));
}

#[test]
fn offsets_are_code_points_and_utf_16_where_the_words_say_so() {
    let check = |start: Value, end: Value, text: Value, expected: &[&str], told: &str| {
        let value = json!({ "start": start, "end": end, "text": text, "labels": ["Content"] });
        let reading = reading(&task(&[json!({ "id": "r", "type": "labels", "value": value })]));
        let found: Vec<String> = words(&reading).iter().map(|words| words.replace(" /  / ", "")).collect();
        assert_eq!(found, expected, "{start} to {end}");
        assert!(reasons(&reading).concat().contains(told), "{:?} does not say {told:?}", reasons(&reading));
    };
    check(json!(3), json!(11), json!("The wall"), &["The wall"], "");
    check(json!(4), json!(12), json!("The wall"), &["The wall"], "");
    check(json!("3"), json!(11.0), Value::Null, &["The wall"], "");
    check(json!(3), json!(11), json!("The dam"), &["The wall"], "other words stand in the region “r”");
    check(json!(0), json!(1), Value::Null, &["🌊"], "");
    check(json!(3), json!(3), Value::Null, &[], "is empty");
    check(json!(3), json!(999), Value::Null, &[], "past the end");
    check(json!(-1), json!(3), Value::Null, &[], "not at all");
}

#[test]
fn what_cannot_come_in_is_told_and_the_rest_comes_in() {
    let check = |results: &[Value], expected: &[&str]| {
        let mut results = results.to_vec();
        results.push(region("fine", "it leaks", "Content"));
        let reading = reading(&task(&results));
        assert_eq!(words(&reading), ["it leaks /  / "], "{results:?}");
        let told = reasons(&reading);
        assert_eq!(told.len(), expected.len(), "{told:?}");
        for (told, part) in told.iter().zip(expected) {
            assert!(
                told.starts_with("export/project-7.json, record 1: ") && told.contains(part),
                "{told:?}: {part:?}"
            );
        }
    };
    check(&[region("x", "said", "Cue")], &["the cue “x” is tied to no content"]);
    check(&[region("x", "Ira Voss", "Person")], &["“Person”, which is none of content"]);
    check(&[relation("fine", "gone", &["cue"])], &["names “gone”"]);
    check(&[json!({ "id": "b", "type": "brushlabels", "value": {} })], &["type “brushlabels”"]);
    check(&[json!({ "id": "gone", "type": "choices", "value": { "choices": ["a"] } })], &["belongs to no region"]);
    check(&[json!(null)], &["type “”"]);
}

#[test]
fn regions_of_a_page_come_in_where_they_say_how_far_in_they_lie() {
    let html = "<p>“Dry &amp; warm,”<br>she <b>said</b>.</p>";
    let region = |id: &str, place: Value| {
        let mut value = json!({ "start": "/p[1]/text()[1]", "end": "/p[1]/text()[1]", "startOffset": 1, "endOffset": 4,
            "hypertextlabels": ["Content"] });
        for (name, member) in place.as_object().expect("a place is an object") {
            value[name.as_str()] = member.clone();
        }
        json!({ "id": id, "type": "hypertextlabels", "value": value })
    };
    let results = [
        region("a", json!({ "globalOffsets": { "start": 1, "end": 11 }, "text": "Dry & warm" })),
        region("b", json!({ "globalOffsets": { "start": 17, "end": 21 }, "text": "she" })),
        region("c", json!({})),
    ];
    let reading = reading(&json!([{ "data": { "html": html }, "annotations": [{ "result": results }] }]));
    assert_eq!(reading.records.articles[0].text.as_str(), "“Dry & warm,”\nshe said.");
    assert_eq!(words(&reading), ["Dry & warm /  / "]);
    let told = reasons(&reading);
    assert!(
        told.len() == 2 && told[0].contains("other words than its page") && told[1].contains("XPaths only"),
        "{told:?}"
    );
}

#[test]
fn what_nobody_annotated_stays_out_and_older_exports_come_in() {
    let check = |task: Value, quotes: usize, told: &str| {
        let reading = reading(&task);
        assert_eq!(reading.records.quotes.len(), quotes, "{task}");
        assert!(reasons(&reading).concat().contains(told), "{:?} does not say {told:?}", reasons(&reading));
    };
    let results = json!([region("a", "it leaks", "Content")]);
    check(json!([{ "data": { "text": TEXT }, "completions": [{ "result": results }] }]), 1, "");
    check(json!({ "data": { "article": TEXT }, "annotations": [{ "result": results }] }), 1, "");
    check(
        json!([{ "data": { "text": TEXT }, "predictions": [{ "result": results }] }]),
        0,
        "1 prediction of a model",
    );
    check(
        json!([{ "data": { "text": TEXT }, "annotations": [{ "was_cancelled": true, "result": results }] }]),
        0,
        "skipped",
    );
    check(
        json!([{ "text": TEXT, "label": [{ "start": 0, "end": 2, "labels": ["Content"] }] }]),
        0,
        "not as JSON-MIN",
    );
    check(json!([{ "data": { "image": 3 } }]), 0, "no text");
    check(
        json!([{ "data": { "text": "https://example.org/a.txt" }, "annotations": [{ "result": results }] }]),
        0,
        "address",
    );
    check(json!([{ "data": { "text": TEXT, "address": "javascript:alert(1)" } }]), 0, "no address of the web");
    check(json!("x"), 0, "and not Label Studio's list");
}

#[test]
fn the_interface_goes_out_beside_the_tasks() {
    let files = write(&reading(&task(&[region("a", "it leaks", "Content")])).records);
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["label-studio.json", "labeling_config.xml"]);
    let config = String::from_utf8_lossy(&files[1].bytes);
    for part in [
        "<Text name=\"text\" value=\"$text\"",
        "<Label value=\"Content\"",
        "<Relation value=\"contradicts\"/>",
        "<Choice value=\"direct\"/>",
    ] {
        assert!(config.contains(part), "{config} has no {part}");
    }
    let tasks: Value = serde_json::from_slice(&files[0].bytes).expect("the tasks are JSON");
    assert_eq!(
        tasks[0]["annotations"][0]["result"][0]["value"],
        json!({
            "start": 62, "end": 70, "text": "it leaks", "labels": ["Content"],
        })
    );
    let written = files.into_iter().map(|file| Source { name: file.name, bytes: file.bytes }).collect::<Vec<_>>();
    assert_eq!(read(&written).unread, [], "the interface is passed over");
}
