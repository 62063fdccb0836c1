//! Drafts of fact checks: that they are JSON-LD of the shape that schema.org gives, and judge nothing.

use std::time::Instant;

use counterpoint::domain::exchange::claim_review::write;
use counterpoint::domain::exchange::records::Records;
use serde_json::{Value, json};

use super::outgoing::{file, hostile, many, sample};

fn drafts(records: &Records) -> Vec<Value> {
    let file: Value = serde_json::from_str(&file(&write(records), "claim-review.json")).expect("the file is JSON");
    assert_eq!(file["@context"], "https://schema.org");
    file["@graph"].as_array().expect("the graph is a list").clone()
}

#[test]
fn a_contradiction_that_is_not_dismissed_is_a_draft() {
    let drafts = drafts(&sample());
    assert_eq!(drafts.len(), 2, "the others are dismissed or no contradictions");
    let expected = json!({
        "@type": "ClaimReview",
        "claimReviewed": "The city owes the port four million",
        "itemReviewed": {
            "@type": "Claim",
            "author": {
                "@type": "Person",
                "name": "Ada Lind",
                "alternateName": ["the harbour master", "Lind"],
                "jobTitle": "harbour master"
            },
            "datePublished": "2025-03-16",
            "appearance": {
                "@type": "NewsArticle",
                "headline": "Ferry talks stall again",
                "url": "https://ledger.example/ferry?a=1&b=2",
                "datePublished": "2025-03-16",
                "inLanguage": "en",
                "publisher": { "@type": "Organization", "name": "The Ledger" }
            }
        },
        "reviewAspect": "number",
        "reviewBody": "Tom Wey, Quay Wire, Minister: no delay at the quay, 2025-03-17: “less than half a million”\n\n\
            Four million, or half of one.",
        "citation": [{
            "@type": "NewsArticle",
            "headline": "Minister: no delay at the quay",
            "url": "https://wire.example/quay",
            "datePublished": "2025-03-17",
            "inLanguage": "en",
            "publisher": { "@type": "Organization", "name": "Quay Wire" }
        }],
        "creativeWorkStatus": "Draft",
        "creator": { "@type": "Person", "name": "ben-2" },
        "dateCreated": "2025-11-21T04:40:00Z",
        "dateModified": "2025-11-22T05:40:00Z"
    });
    assert_eq!(drafts[1], expected);
}

#[test]
fn no_verdict_is_invented_and_what_is_not_known_is_left_out() {
    let drafts = drafts(&sample());
    for draft in &drafts {
        for of_a_person in ["reviewRating", "url", "author", "datePublished"] {
            assert_eq!(draft.get(of_a_person), None, "{of_a_person} is for a person to fill in");
        }
    }
    assert_eq!(drafts[0]["itemReviewed"].get("author"), None, "nobody is named");
    let harbour = &drafts[0]["citation"][1];
    assert_eq!(harbour["inLanguage"], "he");
    assert_eq!((harbour.get("datePublished"), harbour.get("url"), harbour.get("publisher")), (None, None, None));
    let body = drafts[0]["reviewBody"].as_str().expect("the body is text");
    assert!(body.contains("Tom Wey") && body.contains("Port Authority, הנמל מכחיש, about Purim: “איש לא חיכה”"));
}

#[test]
fn the_outlet_is_the_author_of_what_it_says_itself() {
    let mut records = sample();
    records.links[1].members = vec![5, 6];
    let author = &drafts(&records)[1]["itemReviewed"]["author"];
    assert_eq!(*author, json!({ "@type": "Organization", "name": "Quay Wire" }));
}

#[test]
fn hostile_addresses_are_left_out_and_the_rest_is_text() {
    let drafts = drafts(&hostile());
    assert_eq!(drafts.len(), 2);
    for draft in &drafts {
        assert_eq!(draft["itemReviewed"]["appearance"].get("url"), None);
        assert!(draft["citation"].as_array().is_some_and(|works| works.iter().all(|work| work.get("url").is_none())));
    }
}

#[test]
fn without_contradictions_the_list_is_empty() {
    assert_eq!(drafts(&Records::default()), Vec::<Value>::new());
}

#[test]
fn five_thousand_contradictions_take_no_time() {
    let started = Instant::now();
    assert_eq!(drafts(&many(10_000)).len(), 5_000);
    assert!(started.elapsed().as_secs() < 20);
}
