//! Files in the shapes of Citron's trainer, annotator and extractor, of invented text.

use serde_json::{Value, json};

use super::{read, write};
use crate::domain::exchange::records::{Reading, Source};
use crate::domain::text::Span;

const TEXT: &str = "🌊 Ira Voss built it. “The wall,” he said, “has never leaked.” It leaks, Ada added.";

/// A span at the first place of these words, in code points.
fn span(words: &str) -> Value {
    let start = TEXT[..TEXT.find(words).expect("the words are in the text")].chars().count();
    json!({ "start": start, "end": start + words.chars().count(), "text": words })
}

fn reading(document: &Value) -> Reading {
    read(&[Source { name: "train/dam.json".to_owned(), bytes: document.to_string().into_bytes() }])
}

/// The words of each quote: contents, cues, sources, and the speaker's name.
fn words(reading: &Reading) -> Vec<String> {
    let records = &reading.records;
    let joined = |spans: &[Span]| {
        let words = spans.iter().map(|&span| records.articles[0].text.slice(span));
        words.collect::<Vec<_>>().join(" … ")
    };
    let quotes = records.quotes.iter();
    quotes
        .map(|quote| {
            let [content, cue, source] = [&quote.content, &quote.cue, &quote.source].map(|spans| joined(spans));
            let speaker = quote.speaker.map_or("nobody", |speaker| &records.speakers[speaker].name);
            format!("{content} / {cue} / {source} / {speaker}")
        })
        .collect()
}

#[test]
fn every_shape_that_citron_writes_keeps_its_speakers() {
    let check = |document: Value, expected: &str| {
        let reading = reading(&document);
        assert_eq!(words(&reading), [expected], "{document}");
        assert_eq!(reading.unread, []);
    };
    let quote = |mut more: Value| {
        more["cue"] = span("said");
        more["contents"] = json!([span("The wall,"), span("has never leaked.")]);
        more
    };
    let he = span("he said");
    let he = json!({ "start": he["start"], "end": he["start"].as_u64().map(|start| start + 2), "text": "he" });
    let both = "The wall, … has never leaked. / said / he / Ira Voss";
    check(
        json!({ "text": TEXT, "quotes": [quote(json!({ "sources": [he], "coreferences": [span("Ira Voss")] }))] }),
        both,
    );
    check(json!({ "text": TEXT, "quotes": [quote(json!({ "source": he, "coreference": span("Ira Voss") }))] }), both);
    let groups = json!([[span("Ira Voss"), he], [span("Ada")]]);
    check(json!({ "text": TEXT, "quotes": [quote(json!({ "sources": [he] }))], "coreference_groups": groups }), both);
    let extracted = quote(json!({ "sources": [span("Ira Voss")], "coreferences": [he], "confidence": "0.8" }));
    let by = json!({ "application": "citron-extractor" });
    check(json!({ "text": TEXT, "quotes": [extracted], "source": by }), both);
    check(
        json!({ "text": TEXT, "quotes": [quote(json!({ "sources": [he], "coreferences": null }))] }),
        "The wall, … has never leaked. / said / he / nobody",
    );
}

#[test]
fn what_cannot_come_in_is_told_and_the_rest_comes_in() {
    let check = |document: Value, quotes: usize, told: &[&str]| {
        let reading = reading(&document);
        assert_eq!(reading.records.quotes.len(), quotes, "{document}");
        let reasons: Vec<String> = reading.unread.iter().map(ToString::to_string).collect();
        assert_eq!(reasons.len(), told.len(), "{reasons:?}");
        for (reason, part) in reasons.iter().zip(told) {
            assert!(reason.contains(part), "{reason:?} does not say {part:?}");
        }
    };
    let fine = json!({ "cue": span("added"), "contents": [span("It leaks")], "sources": [span("Ada")] });
    check(
        json!({ "text": TEXT, "quotes": [{ "cue": span("said") }, fine] }),
        1,
        &["record 1: the quote has no content"],
    );
    check(json!({ "quotes": [fine] }), 0, &["there is no text"]);
    check(json!([fine]), 0, &["this is a list"]);
    let astray =
        json!({ "cue": { "start": 5, "end": 999 }, "contents": [span("It leaks")], "sources": [{ "start": "x" }] });
    check(
        json!({ "text": TEXT, "quotes": [astray] }),
        1,
        &["past the end", "should be whole numbers, but are text and missing"],
    );
    let moved = json!({ "cue": span("added"), "contents": [{ "start": 0, "end": 1, "text": "rain" }] });
    check(json!({ "text": TEXT, "quotes": [moved] }), 1, &["other words in the text than it says"]);
}

#[test]
fn what_goes_out_is_citrons_and_its_annotator_finds_the_sources() {
    let he = span("he said");
    let he = json!({ "start": he["start"], "end": he["start"].as_u64().map(|start| start + 2), "text": "he" });
    let quotes = json!([
        { "id": "q1", "cue": span("said"), "contents": [span("The wall,"), span("has never leaked.")], "sources": [he],
            "coreferences": [span("Ira Voss")] },
        { "id": "q2", "cue": span("added"), "contents": [span("“The wall,” he said")], "sources": [span("Ada")] },
        { "id": "q3", "contents": [span("It leaks")], "sources": [] },
    ]);
    let files = write(&reading(&json!({ "text": TEXT, "quotes": quotes })).records);
    assert_eq!((files.len(), files[0].name.as_str()), (1, "dam.json"));
    let file: Value = serde_json::from_slice(&files[0].bytes).expect("the file is JSON");
    assert_eq!(file["text"], json!(TEXT));
    let quotes = file["quotes"].as_array().expect("the quotes are a list");
    assert_eq!(quotes.iter().map(|quote| &quote["id"]).collect::<Vec<_>>(), [&json!("q2"), &json!("q1")]);
    assert!(quotes.iter().all(|quote| quote["cue"].is_object() && quote["sources"].is_array()), "{file}");
    assert_eq!((&quotes[0]["source"], &quotes[0]["sources"]), (&span("Ada"), &json!([span("Ada")])));
    assert_eq!(quotes[1]["source"], Value::Null, "it lies in another quote's content");
    assert_eq!((&quotes[1]["sources"], &quotes[1]["speaker"]), (&json!([he]), &json!("Ira Voss")));
    assert_eq!(file["quotes_without_cue"][0]["contents"], json!([span("It leaks")]));
}
