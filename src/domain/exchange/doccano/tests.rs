//! Exports in the shapes that doccano gives them, of invented text.

use serde_json::json;

use super::{read, write};
use crate::domain::annotation::{Difference, Relation};
use crate::domain::exchange::records::{Reading, Source};
use crate::domain::text::Span;

fn reading(lines: &str) -> Reading {
    read(&[Source { name: "all.jsonl".to_owned(), bytes: lines.as_bytes().to_vec() }])
}

/// The words of each quote: contents, cues, sources.
fn words(reading: &Reading) -> Vec<String> {
    let records = &reading.records;
    let quotes = records.quotes.iter();
    quotes
        .map(|quote| {
            let text = &records.articles[quote.article].text;
            let joined = |spans: &[Span]| spans.iter().map(|&span| text.slice(span)).collect::<Vec<_>>().join(" … ");
            format!("{} / {} / {}", joined(&quote.content), joined(&quote.cue), joined(&quote.source))
        })
        .collect()
}

#[test]
fn every_shape_that_doccano_has_written_comes_in() {
    let check = |lines: &str, expected: &[&str]| {
        let reading = reading(lines);
        assert_eq!(words(&reading), expected, "{lines}");
        assert_eq!(reading.unread, []);
    };
    // With relations; offsets are UTF-16, so the wave counts two
    let line = r#"{"id":7,"text":"🌊 Dry, she said.","entities":[{"id":31,"label":"Content","start_offset":3,"end_offset":6},{"id":32,"label":"cue","start_offset":12,"end_offset":16},{"id":33,"label":"SOURCE","start_offset":8,"end_offset":11}],"relations":[{"id":5,"from_id":32,"to_id":31,"type":"cue"},{"id":6,"from_id":31,"to_id":33,"type":"by"}],"Comments":[]}"#;
    check(line, &["Dry / said / she"]);
    check(&format!("\u{feff}{line}\r\n\r\n{line}\n"), &["Dry / said / she", "Dry / said / she"]);
    check(&format!("[{line},\n{line}]"), &["Dry / said / she", "Dry / said / she"]);
    check(&line.replace("},", "},\n"), &["Dry / said / she"]);
    // Without
    check(r#"{"id":1,"text":"Dry, she said.","label":[[0,3,"Quote"],[5,8,"content"]]}"#, &["Dry /  / ", "she /  / "]);
    check(r#"{"text":"Dry, she said.","labels":[[0,3,"Quote"]]}"#, &["Dry /  / "]);
    check(r#"{"data":"Dry, she said.","spans":[{"start":0,"end":3,"label":"Quote"}],"label":[]}"#, &["Dry /  / "]);
    check(r#"{"text":"Wet."}"#, &[]);
}

#[test]
fn what_cannot_come_in_is_told_with_its_line_and_the_rest_comes_in() {
    let check = |line: &str, told: &str| {
        let fine = r#"{"text":"Dry, she said.","label":[[0,3,"Content"]]}"#;
        let reading = reading(&format!("{fine}\n{line}\n"));
        assert_eq!(words(&reading)[..1], ["Dry /  / "], "{line}");
        let reasons: Vec<String> = reading.unread.iter().map(ToString::to_string).collect();
        assert!(reasons.len() == 1 && reasons[0].starts_with("all.jsonl, line 2: "), "{reasons:?}");
        assert!(reasons[0].contains(told), "{reasons:?} does not say {told:?}");
    };
    check("{\"text\":", "not JSON");
    check(r#"{"text":5}"#, "no text");
    check("[]", "no text");
    check(r#"{"text":"🌊","label":[[0,3,"Content"]]}"#, "number 1 of label: the span 0 to 3 reaches past the end");
    check(r#"{"text":"dry","label":[[2,2,"Content"]]}"#, "is empty");
    check(r#"{"text":"dry","label":[[null,2,"Content"]]}"#, "should be whole numbers, but are null and 2");
    check(r#"{"text":"dry","label":[[0,2,"Person"]]}"#, "“Person” is none of content");
    check(r#"{"text":"dry","label":["weather"]}"#, "“weather” is a label of the whole text");
    check(r#"{"text":"dry","label":[[0,2,"cue"]]}"#, "tied to no content");
    check(r#"{"text":"dry","relations":[{"from_id":1}]}"#, "between which entities");
    check(r#"{"text":"dry","Comments":["Look again"]}"#, "1 comment on the whole text");
    check(r#"{"text":"dry","meta":{"address":"javascript:alert(1)"}}"#, "no address of the web");
}

#[test]
fn half_a_character_is_widened_to_the_whole_one() {
    let reading = reading(r#"{"text":"a🌊b","label":[[2,4,"Content"]]}"#);
    assert_eq!(words(&reading), ["🌊b /  / "]);
}

#[test]
fn what_goes_out_is_what_doccano_takes_for_relations() {
    let line = json!({ "text": "🌊 Dry. Wet.", "title": "Rain", "entities": [
        { "id": 0, "label": "Content", "start_offset": 3, "end_offset": 6 },
        { "id": 1, "label": "Content", "start_offset": 8, "end_offset": 11 },
    ], "relations": [{ "from_id": 1, "to_id": 0, "type": "contradicts: denial" }] });
    let records = reading(&line.to_string()).records;
    assert_eq!(records.links[0].relation, Relation::Contradicts(Difference::Denial));
    let files = write(&records);
    assert_eq!((files.len(), files[0].name.as_str()), (1, "doccano.jsonl"));
    let expected = json!({ "text": "🌊 Dry. Wet.", "title": "Rain", "file": "all 1.txt", "entities": [
        { "id": 1, "label": "Content", "start_offset": 3, "end_offset": 6 },
        { "id": 2, "label": "Content", "start_offset": 8, "end_offset": 11 },
    ], "relations": [{ "id": 3, "from_id": 2, "to_id": 1, "type": "contradicts: denial" }] });
    assert_eq!(String::from_utf8_lossy(&files[0].bytes), format!("{expected}\n"));
}
