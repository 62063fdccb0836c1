//! Annotations as other programs write them, on invented articles.

use serde_json::{Value, json};

use super::{is_w3c, read};
use crate::domain::annotation::Role;
use crate::domain::article::article_id;
use crate::domain::exchange::known::Known;
use crate::domain::exchange::records::{Quote, Reading, Source};
use crate::domain::text::Text;

const DAM: &str = "Dam “safe” 🏞️, says agency\r\n\r\n“The wall has never leaked,” said Ira Voss 👨‍👩‍👧 of the Water \
    Agency. Neighbours along the river disagree with that, and two of them keep a diary of wet cellars.\r\n";
const RIVER: &str = "הנהר עולה\n\nThe agency denied that the wall leaked.\n";

/// Reads one file beside two open articles.
fn beside(file: &str) -> Reading {
    let (dam, river) = (Text::new(DAM), Text::new(RIVER));
    let known = [
        Known {
            id: &article_id(DAM),
            title: "Dam safe",
            address: "https://www.example.org/dam/?id=2",
            file: "",
            text: &dam,
        },
        Known { id: &article_id(RIVER), title: "River", address: "", file: "", text: &river },
    ];
    read(&[Source { name: "a.json".to_owned(), bytes: file.as_bytes().to_vec() }], &known)
}

fn told(reading: &Reading) -> Vec<String> {
    reading.unread.iter().map(ToString::to_string).collect()
}

fn content(reading: &Reading, quote: &Quote) -> String {
    reading.records.words(quote, Role::Content)
}

/// The contents that come in, and in how many sentences is told what did not.
fn check(file: &Value, contents: &[&str], unread: &[&str]) -> Reading {
    let reading = beside(&file.to_string());
    let found: Vec<_> = reading.records.quotes.iter().map(|quote| content(&reading, quote)).collect();
    let told = told(&reading);
    assert_eq!(found, contents, "{file}\n{told:?}");
    assert_eq!(told.len(), unread.len(), "{told:?}");
    for (told, expected) in told.iter().zip(unread) {
        assert!(told.contains(expected), "{told:?} does not say {expected:?}");
    }
    reading
}

fn annotation(source: &str, exact: &str) -> Value {
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld", "type": "Annotation", "id": format!("urn:x:{exact}"),
        "target": { "source": source, "selector": { "type": "TextQuoteSelector", "exact": exact } },
    })
}

#[test]
fn annotations_come_one_by_one_in_lists_in_pages_and_in_collections() {
    let one = || annotation("http://example.org/dam?utm_source=x&id=2#top", "never leaked");
    check(&one(), &["never leaked"], &[]);
    check(&json!([one()]), &["never leaked"], &[]);
    check(&json!({ "type": "AnnotationPage", "items": [one()] }), &["never leaked"], &[]);
    check(&json!({ "type": "AnnotationCollection", "first": { "items": [one()] } }), &["never leaked"], &[]);
    let elsewhere = json!({ "type": "AnnotationCollection", "items": [one()], "first": "https://example.org/1" });
    check(&elsewhere, &["never leaked"], &["more annotations are on pages"]);
    let lines = format!("{}\n\n{{\n{}\n", one(), annotation("https://example.org/dam?id=2", "two of them"));
    let reading = beside(&lines);
    assert_eq!(reading.records.quotes.len(), 2);
    assert_eq!(reading.unread[0].place, Some(crate::domain::exchange::records::Place::Line(3)));
}

#[test]
fn bodies_become_note_tags_and_annotator() {
    let mut one = annotation("https://example.org/dam?id=2", "never leaked");
    one["creator"] = json!({ "id": "https://example.org/mia", "name": "Mia" });
    one["created"] = json!("2025-11-22T05:40:00Z");
    one["body"] = json!([
        { "type": "TextualBody", "value": "<b>Really?</b>", "purpose": "commenting" },
        { "type": "TextualBody", "value": "See the diary.", "purpose": "replying" },
        { "type": "TextualBody", "value": "leak", "purpose": "tagging" },
        { "type": "TextualBody", "value": "leak", "purpose": "tagging" },
        { "value": "#ff0000", "purpose": "highlighting" },
        "https://example.org/elsewhere",
        { "id": "urn:counterpoint:speaker:gone" },
        "urn:counterpoint:speaker:lost",
    ]);
    let unread = ["its purpose is “highlighting”", "it has no words", "has no name", "is not in the file"];
    let reading = check(&one, &["never leaked"], &unread);
    let quote = &reading.records.quotes[0];
    assert_eq!(
        (quote.note.as_str(), &quote.tags[..]),
        ("<b>Really?</b>\n\nSee the diary.", &["leak".to_owned()][..])
    );
    assert_eq!(reading.records.annotator_of(&quote.made).map(|by| by.name.as_str()), Some("Mia"));
    assert_eq!(quote.made.created.map(|at| at.0), Some(1_763_790_000_000));
    assert_eq!(quote.id, "urn:x:never leaked");
}

#[test]
fn recogito_counts_utf16() {
    let start = Text::new(DAM).utf16(DAM.find("never").expect("the word is in the text")).0;
    let own = json!([{
        "id": "r-1",
        "bodies": [{ "id": "b", "annotation": "r-1", "purpose": "commenting", "value": "Hm.", "creator": { "id": "ben" } }],
        "target": { "annotation": "r-1", "created": "2025-11-22T05:40:00.000Z", "selector": [
            { "start": start, "end": start + 12, "quote": "never leaked" },
            { "start": start + 15, "end": start + 19, "quote": "said" },
        ] },
    }]);
    check(&own, &[], &["does not say which article"]);
    let text = Text::new(DAM);
    let known = [Known { id: &article_id(DAM), title: "", address: "", file: "", text: &text }];
    let file = Source { name: "r.json".to_owned(), bytes: own.to_string().into_bytes() };
    let reading = read(&[file], &known);
    assert_eq!(told(&reading), Vec::<String>::new());
    let quote = &reading.records.quotes[0];
    assert_eq!(content(&reading, quote), "never leaked [...] said");
    assert_eq!((quote.note.as_str(), reading.unsure.len()), ("Hm.", 0));
    assert_eq!(reading.records.annotators[0].id, "ben");
    let mut exchanged = annotation("https://example.org/dam?id=2", "of");
    exchanged["target"]["selector"] = json!([
        { "type": "FragmentSelector", "value": "x", "refinedBy": { "type": "TextQuoteSelector", "exact": "never leaked" } },
        { "type": "TextPositionSelector", "start": start, "end": start + 12 },
    ]);
    check(&exchanged, &["never leaked"], &[]);
}

#[test]
fn an_export_of_hypothesis_comes_in_with_its_answers() {
    let target = |selector: Value| json!([{ "source": "https://example.org/dam?id=2", "selector": selector }]);
    let common = |id: &str, text: &str| {
        json!({
            "id": id, "user": "acct:ben@hypothes.is", "uri": "https://example.org/dam?id=2", "text": text,
            "tags": ["leak"], "created": "2025-11-22T05:40:00.000000+00:00", "updated": "2025-11-22T05:41:00.000000+00:00",
            "user_info": { "display_name": null }, "document": { "title": ["Dam"] },
        })
    };
    let (mut marked, mut answer, mut page) = (common("h1", "Hm."), common("h2", "No."), common("h3", "A page."));
    marked["target"] = target(json!([
        { "type": "RangeSelector", "startContainer": "/p[1]", "endContainer": "/p[1]", "startOffset": 5, "endOffset": 9 },
        { "type": "TextPositionSelector", "start": 5, "end": 17 },
        { "type": "TextQuoteSelector", "exact": "NEVER leaked", "prefix": "“The wall has ", "suffix": ",” said" },
    ]));
    answer["references"] = json!(["h1"]);
    answer["target"] = json!([{ "source": "https://example.org/dam?id=2" }]);
    page["target"] = answer["target"].clone();
    let export = json!({
        "export_date": "2025-11-23T00:00:00Z", "export_userid": "acct:mia@hypothes.is", "client_version": "1.1500.0",
        "annotations": [answer, marked, page],
    });
    let reading = check(&export, &["never leaked"], &["the tags of an answer", "a note on a whole page"]);
    let quote = &reading.records.quotes[0];
    assert_eq!((quote.note.as_str(), quote.tags.len()), ("Hm.\n\nben: No.", 1));
    assert_eq!(quote.made.modified.map(|at| at.0), Some(1_763_790_060_000));
}

#[test]
fn an_article_that_is_not_at_hand_is_asked_for() {
    let check = |source: &str, expected: &str| drop(check(&annotation(source, "never leaked"), &[], &[expected]));
    check("https://m.example.org/dam?id=2", "https://m.example.org/dam?id=2, is not at hand: open it");
    check("javascript:alert(1)", "which has no address of the web, is not at hand");
    let long = "x".repeat(9000);
    check(&long, "which has no address of the web");
    check("", "does not say which article");
}

#[test]
fn an_article_is_known_by_hash_before_title() {
    let mut one = annotation(&format!("urn:counterpoint:article:{}", article_id(RIVER)), "the wall");
    check(&one, &["the wall"], &[]);
    one["target"]["source"] = json!("https://example.org/other");
    one["document"] = json!({ "title": "River" });
    check(&one, &["the wall"], &[]);
}

#[test]
fn unsure_places_are_listed_and_lost_words_are_told() {
    let dam = "https://example.org/dam?id=2";
    let reading = check(&annotation(dam, "the"), &["The"], &[]);
    assert_eq!((reading.unsure[0].quote, reading.unsure[0].words.as_str()), (0, "the"));
    assert_eq!(reading.records.quotes[0].content, [reading.unsure[0].span]);
    let lost = annotation(dam, "Bicycles were stolen from outside the town hall");
    check(&lost, &[], &["the words “Bicycles were stolen", "nothing of its content"]);
    let mut bare = annotation(dam, "");
    bare["target"]["selector"] = json!({ "type": "TextPositionSelector", "start": 5, "end": 9 });
    let reading = check(&bare, &["safe"], &[]);
    assert_eq!(reading.unsure.len(), 1);
    bare["target"]["source"] = json!(format!("urn:counterpoint:article:{}", article_id(DAM)));
    assert_eq!(check(&bare, &["safe"], &[]).unsure, []);
    bare["target"]["selector"]["end"] = json!(1e15);
    check(&bare, &[], &["reaches past the end", "nothing of its content"]);
}

#[test]
fn hostile_annotations_are_told_and_the_rest_comes_in() {
    let one = || annotation("https://example.org/dam?id=2", "never leaked");
    check(&json!([one(), one()]), &["never leaked"], &["is that of an annotation before"]);
    let forged = json!({
        "type": "AnnotationCollection",
        "__proto__": { "items": 1 },
        "counterpoint:articles": [
            { "id": "urn:counterpoint:article:0", "dc:title": "Forged", "dc:source": "javascript:alert(1)",
              "counterpoint:text": "never leaked" },
        ],
        "counterpoint:speakers": [{ "id": "__proto__", "name": "<script>" }, 7],
        "items": [one(), null, 7, { "target": 7 }, {
            "id": "urn:counterpoint:link:l", "target": [],
            "body": { "counterpoint:members": ["urn:x:never leaked", "urn:x:never leaked", "urn:x:gone"] },
        }],
    });
    let unread = [
        "is left out: it is neither",
        "somebody changed it",
        "the article “Forged” is not at hand",
        "has no name",
        "not an annotation",
        "not an annotation",
        "annotates no words",
        "“urn:x:gone” is not among those read",
        "fewer than two",
    ];
    let reading = check(&forged, &["never leaked"], &unread);
    assert_eq!(reading.records.speakers[0].name, "<script>");
}

#[test]
fn annotations_are_told_by_their_first_words() {
    let check = |text: &str, expected| assert_eq!(is_w3c(text), expected, "{text:?}");
    check("\u{feff} [{\"bodies\": [], \"target\": {\"selector\": []}}]", true);
    check(&annotation("x", "y").to_string(), true);
    check("{\"export_userid\": \"acct:mia@hypothes.is\"}", true);
    check("{\"text\": \"The quay.\"}", false);
    check("In JSON: \"AnnotationPage\"", false);
    check("", false);
}
