//! What a format loses of records, and what it leaves.

use super::feature::{Feature, Loss, losses, only, told};
use super::{Annotator, Article, Link, Made, Quote, Records, Speaker};
use crate::domain::annotation::Kind;
use crate::domain::id::Timestamp;
use crate::domain::text::{Span, Text};

/// Two articles, three quotes, a speaker whom nobody quotes, a link across articles.
fn records() -> Records {
    let article = |text: &str, title: &str| Article {
        file: "report.txt".to_owned(),
        text: Text::new(text),
        title: title.to_owned(),
        ..Article::default()
    };
    let made = Made { by: Some(0), created: Some(Timestamp(1)), modified: None };
    let quote = |article, speaker| Quote {
        article,
        speaker,
        content: vec![Span::new(0, 4)],
        kind: Some(Kind::Indirect),
        made,
        ..Quote::default()
    };
    Records {
        articles: vec![article("Rain fell, he said.", "Rain"), article("Dry, she said.", "")],
        annotators: vec![Annotator { id: "a".to_owned(), name: String::new() }],
        speakers: ["Silent", "Loud"]
            .map(|name| Speaker { name: name.to_owned(), made, ..Speaker::default() })
            .to_vec(),
        quotes: vec![quote(0, Some(1)), Quote { cue: vec![Span::new(14, 18)], ..quote(0, None) }, quote(1, Some(1))],
        links: vec![Link { members: vec![0, 2], made, ..Link::default() }],
    }
}

#[test]
fn a_format_that_holds_everything_loses_nothing() {
    assert_eq!(losses(&records(), &Feature::ALL), []);
    assert_eq!(only(&records(), &Feature::ALL), records());
}

#[test]
fn losses_are_counted_and_what_goes_with_something_larger_is_not_named_beside_it() {
    let told: Vec<String> = losses(&records(), &[]).iter().map(ToString::to_string).collect();
    let expected = [
        "the cue of 1 quote",
        "the kinds of 3 quotes",
        "the speakers of 2 quotes",
        "1 link between articles",
        "who marked 3 quotes",
        "when 3 records were made and changed",
        "the details of 1 article",
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_speaker_whom_nobody_quotes_goes_and_the_others_keep_their_quotes() {
    let held: Vec<Feature> = Feature::ALL.into_iter().filter(|held| *held != Feature::SilentSpeakers).collect();
    assert_eq!(losses(&records(), &held), [Loss { feature: Feature::SilentSpeakers, count: 1 }]);
    let left = only(&records(), &held);
    assert_eq!(left.speakers.len(), 1);
    assert_eq!(left.quotes.iter().map(|quote| quote.speaker).collect::<Vec<_>>(), [Some(0), None, Some(0)]);
}

#[test]
fn who_made_what_is_lost_by_kind_and_an_annotator_stays_for_what_is_left() {
    let mut records = records();
    records.annotators.push(Annotator { id: "b".to_owned(), name: "Ben".to_owned() });
    records.links[0].made.by = Some(1);
    let check = |lost: &[Feature], told: &[&str], annotators: &[&str], link: Option<usize>| {
        let held: Vec<Feature> = Feature::ALL.into_iter().filter(|held| !lost.contains(held)).collect();
        let found: Vec<String> = losses(&records, &held).iter().map(ToString::to_string).collect();
        assert_eq!(found, told);
        let left = only(&records, &held);
        assert_eq!(left.annotators.iter().map(|annotator| annotator.id.as_str()).collect::<Vec<_>>(), annotators);
        assert_eq!(left.links[0].made.by, link);
    };
    check(&[Feature::Annotators], &["who marked 3 quotes"], &["a", "b"], Some(1));
    check(&[Feature::SpeakerMakers], &["who added 2 speakers"], &["a", "b"], Some(1));
    check(&[Feature::LinkMakers], &["who made 1 link"], &["a"], None);
    let both = ["who marked 3 quotes", "who added 2 speakers"];
    check(&[Feature::Annotators, Feature::SpeakerMakers], &both, &["b"], Some(0));
}

#[test]
fn records_are_told_in_words() {
    assert_eq!(told(&records()), "2 articles, 3 quotes, 2 speakers, 1 link");
    assert_eq!(told(&Records::default()), "");
}
