//! A file that is read in steps says what it says when it is read at once, whatever has become of it.

use serde_json::{Value, json};

use super::super::digest::{Drawn, digest};
use super::super::read::prove;
use super::super::tests::{export, session};
use super::*;
use crate::domain::exchange::ExchangeError;
use crate::domain::exchange::jsonld::{Texts, from_jsonld};

/// The file read as one value: what reading it in steps is to come to. Nothing where it is not JSON or no collection, or
/// its update not base64.
fn at_once(file: &[u8]) -> Option<Incoming> {
    let mut file: Value = serde_json::from_slice(file).ok()?;
    let kinds = file["type"].clone();
    let is_collection = |kind: &Value| kind == "AnnotationCollection";
    if !is_collection(&kinds) && !kinds.as_array()?.iter().any(is_collection) {
        return None;
    }
    let members = file.as_object_mut()?;
    let update = match members.remove(member::UPDATE) {
        Some(update) => Some(BASE64_STANDARD.decode(update.as_str()?).ok()?),
        None => None,
    };
    let mut articles = members.remove(member::ARTICLES).unwrap_or_default();
    let (mut texts, mut refused) = (Vec::new(), Vec::new());
    for (index, article) in articles.as_array_mut().into_iter().flatten().enumerate() {
        let Some(text) = article.as_object_mut().and_then(|article| article.remove(member::TEXT)) else { continue };
        let id = article["id"].as_str().and_then(article_of).map(ArticleId::from);
        match id.ok_or(RefusedText::NoArticle(index + 1)).and_then(|id| prove(id, text)) {
            Ok(text) => texts.push(text),
            Err(reason) => refused.push(reason),
        }
    }
    let speakers = members.remove(member::SPEAKERS).unwrap_or_default();
    let annotations = members.get_mut("first").and_then(|page| page.get_mut("items")).map(Value::take);
    let annotations = annotations.unwrap_or_default();
    Some(Incoming {
        exporter: members.get("creator").and_then(|creator| Some(creator.get("name")?.as_str()?.to_owned())),
        saved: members.get("created").and_then(|created| from_rfc3339(created.as_str()?)),
        annotations: annotations.as_array().map_or(0, Vec::len),
        digest_matches: update.as_ref().is_some_and(|update| {
            let found = digest(update, Drawn { annotations, articles, speakers });
            members.get(member::DIGEST) == Some(&json!(found))
        }),
        update,
        texts,
        refused,
    })
}

fn in_steps(file: &[u8], budget: usize) -> Result<Incoming, Unfit> {
    let mut reading = Reading::new(file);
    let mut before = 0;
    while !reading.step(budget)? {
        let (done, total) = reading.progress();
        assert!(before <= done && done <= total, "{before} {done} {total}");
        before = done;
    }
    Ok(reading.finish().0)
}

fn check(file: &[u8]) {
    let expected = at_once(file);
    for budget in [1, 7, 300, usize::MAX] {
        let found = in_steps(file, budget);
        assert_eq!(found.ok(), expected, "{budget}: {}", String::from_utf8_lossy(file));
    }
}

#[test]
fn a_file_says_the_same_in_steps_of_any_size() {
    let file = export(&session(), Texts::Included);
    check(file.as_bytes());
    assert!(in_steps(file.as_bytes(), 100).expect("it was just written").mergeable().is_ok());
    let value: Value = serde_json::from_str(&file).expect("it was just written");
    check(serde_json::to_string_pretty(&value).expect("it is JSON").as_bytes());
    let marked = format!("\u{feff}\u{feff}{file}");
    assert_eq!(in_steps(marked.as_bytes(), 100), in_steps(file.as_bytes(), 100));
}

#[test]
fn a_file_that_was_damaged_anywhere_is_read_or_refused_alike() {
    let file = export(&session(), Texts::Included).into_bytes();
    for (turn, at) in (0..file.len()).step_by(5).enumerate() {
        let mut damaged = file.clone();
        match turn % 8 {
            0 => damaged.truncate(at),
            1 => drop(damaged.remove(at)),
            2 => damaged[at] = b'"',
            3 => damaged.insert(at, b'}'),
            4 => damaged.insert(at, b'['),
            5 => damaged[at] = b'\\',
            6 => damaged.insert(at, b','),
            _ => damaged[at] = 0xff,
        }
        let expected = at_once(&damaged);
        assert_eq!(in_steps(&damaged, 1 + turn % 50).ok(), expected, "{turn} at {at}");
    }
}

#[test]
fn what_is_out_of_the_ordinary_is_read_alike() {
    let update = BASE64_STANDARD.encode(vec![7; 100_000]);
    let members = [
        r#""first": {"items": [1, {"b": 1, "a": [2]}]}, "first": {"items": [3]}"#.to_owned(),
        r#""first": {"items": [1]}, "first": 5"#.to_owned(),
        r#""first": {"items": [1], "items": {"a": 1}, "other": [[]]}"#.to_owned(),
        r#""first": {"items": [], "items": [1, 2,]}"#.to_owned(),
        r#""first": [], "counterpoint:articles": {}, "counterpoint:speakers": []"#.to_owned(),
        r#""counterpoint:articles": [{"counterpoint:text": "x"}], "counterpoint:articles": "none""#.to_owned(),
        r#""f\u0069rst": {"it\u0065ms": [true ,false]}, "a": 1, "a": tru"#.to_owned(),
        r#""counterpoint:update": "QUJD\u0044\/w==""#.to_owned(),
        r#""counterpoint:update": "QUJ=""#.to_owned(),
        format!(r#""counterpoint:update": "{update}""#),
        format!(r#""counterpoint:update": "{update}{update}""#),
        format!(r#""first": {{"items": [{}1{}]}}"#, "[".repeat(124), "]".repeat(124)),
        format!(r#""first": {{"items": [{}1{}]}}"#, "[".repeat(125), "]".repeat(125)),
    ];
    for members in members {
        for type_ in [r#""AnnotationCollection""#, r#"[1, "AnnotationCollection"]"#, "1", "[]"] {
            let file = format!(r#"{{"type": {type_}, {members} }}"#);
            let expected = at_once(file.as_bytes());
            for budget in [1, 4_000, usize::MAX] {
                let found = in_steps(file.as_bytes(), budget);
                assert_eq!(found.is_ok(), expected.is_some(), "{budget}: {type_} {members:.200}");
                assert!(found.ok() == expected, "{budget}: {type_} {members:.200}");
            }
            assert_eq!(from_jsonld(&file).ok(), expected);
        }
    }
    check(b"");
    check(b" null ");
    check(b"[]");
    check(br#"{"type": "AnnotationCollection"} {}"#);
    check(b"\n{\"type\": \"AnnotationCollection\"}\n");
}

#[test]
fn what_is_wrong_is_said_as_when_it_is_read_at_once() {
    let mut file = export(&session(), Texts::Included);
    file.insert(file.len() - 40, '\n');
    let Err(error) = serde_json::from_str::<Value>(&file) else { panic!("a line end cannot stand in a text") };
    assert_eq!(from_jsonld(&file), Err(ExchangeError::NotJson(error.to_string())));
}
