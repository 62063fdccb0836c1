//! Laws of annotations that come in by their values: what goes out without its update comes back, whole or damaged.

use counterpoint::domain::annotation::{
    AnnotatorField, ArticleField, Attribution, LinkField, Origin, QuoteField, SpeakerField,
};
use counterpoint::domain::article::{Description, article_id};
use counterpoint::domain::exchange::known::Known;
use counterpoint::domain::exchange::records::{Annotator, Made, Quote, Reading, Records, Source};
use counterpoint::domain::exchange::w3c::{is_w3c, read};
use counterpoint::domain::exchange::{Texts, from_jsonld, to_jsonld};
use counterpoint::domain::id::{ArticleId, Timestamp};
use counterpoint::domain::project::{Project, Write};
use counterpoint::domain::text::Text;
use proptest::prelude::{ProptestConfig, prop_assert, prop_assert_eq, proptest};
use serde_json::{Value, json};

use super::hostile::{bytes, check, damage, damaged, forged};
use super::outgoing;
use super::records::records;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_goes_out_comes_back_without_its_update(records in records()) {
        let project = project(&records);
        let expected = Records::of(&project);
        let exported = exported(&project, Texts::Included);
        prop_assert!(is_w3c(&exported));
        let reading = read(&file("a.jsonld", exported), &[]);
        prop_assert_eq!(&reading.unread, &[]);
        prop_assert_eq!(&reading.unsure, &[]);
        prop_assert_eq!(&reading.records, &expected);
    }

    #[test]
    fn texts_that_were_left_out_are_those_of_the_open_project(records in records()) {
        let project = project(&records);
        let ids: Vec<ArticleId> = project.articles().into_iter().map(|(id, _)| id.clone()).collect();
        let known = ids.iter().filter_map(|id| Some((id.as_str(), project.text(id)?)));
        let known: Vec<Known<'_>> = known.map(|(id, text)| Known { id, title: "", address: "", file: "", text }).collect();
        let reading = read(&file("a.jsonld", exported(&project, Texts::LeftOut)), &known);
        prop_assert_eq!(&reading.unread, &[]);
        prop_assert_eq!(&reading.records, &Records::of(&project));
    }

    #[test]
    fn never_panics_on_any_bytes(bytes in bytes()) {
        check(&in_report(&file("a.json", bytes)), 1);
    }

    #[test]
    fn never_panics_on_a_damaged_file(records in records(), damage in damage()) {
        let exported = exported(&project(&records), Texts::Included);
        check(&in_report(&file("a.jsonld", damaged(exported.into_bytes(), &damage))), 1);
    }
}

#[test]
fn what_another_program_changed_beside_the_update_comes_in() {
    let records = outgoing::sample();
    let project = project(&Records {
        quotes: records.quotes.iter().zip(0..).map(|(it, n)| Quote { id: format!("q-{n}"), ..it.clone() }).collect(),
        ..records
    });
    let written = to_jsonld(&project, b"an update", Timestamp(1_763_790_000_000), &"mia".into(), Texts::Included);
    let mut edited: Value = serde_json::from_str(&written).expect("it was just written");
    let added = json!({ "type": "TextualBody", "purpose": "commenting", "value": "Added elsewhere." });
    edited["first"]["items"][0]["body"].as_array_mut().expect("bodies are a list").push(added);
    let edited = edited.to_string();
    assert!(from_jsonld(&edited).expect("it is a collection").mergeable().is_err());
    let reading = read(&file("a.jsonld", edited), &[]);
    assert_eq!(reading.unread, []);
    let mut expected = Records::of(&project);
    let note = &mut expected.quotes[0].note;
    *note = if note.is_empty() { "Added elsewhere.".to_owned() } else { format!("{note}\n\nAdded elsewhere.") };
    assert_eq!(reading.records, expected);
}

#[test]
fn a_forged_file_is_refused_and_no_more() {
    for bytes in forged() {
        let told = bytes.len();
        let reading = in_report(&file("a.json", bytes));
        check(&reading, 1);
        assert!(reading.records.quotes.is_empty(), "{told} bytes");
    }
}

fn file(name: &str, bytes: impl Into<Vec<u8>>) -> [Source; 1] {
    [Source { name: name.to_owned(), bytes: bytes.into() }]
}

/// Reads files beside one article that is open.
fn in_report(files: &[Source]) -> Reading {
    let text = Text::new("Report 0. the envoy said “Nobody waited,” x");
    let id = article_id(text.as_str());
    read(files, &[Known { id: &id, title: "Report", address: "https://example.org/ferry", file: "", text: &text }])
}

/// The project as a file that some program took the update out of.
fn exported(project: &Project, texts: Texts) -> String {
    let written = to_jsonld(project, b"", Timestamp(1_763_790_000_000), &"mia".into(), texts);
    let mut file: Value = serde_json::from_str(&written).expect("it was just written");
    let members = file.as_object_mut().expect("a collection is an object");
    assert!(members.remove("counterpoint:update").is_some());
    assert!(members.remove("counterpoint:digest").is_some());
    file.to_string()
}

/// A project of these records. Whatever nobody made is the first annotator's, for a project knows no other.
fn project(records: &Records) -> Project {
    let mut project = Project::default();
    let first = Annotator { id: "a-0".to_owned(), name: "Ana Pell".to_owned() };
    let annotators = if records.annotators.is_empty() { &[first][..] } else { &records.annotators };
    for annotator in annotators {
        let name = AnnotatorField::Name(annotator.name.clone());
        project.write(Write::Annotator(annotator.id.as_str().into(), name));
    }
    let origin = |made: &Made| {
        let creator = annotators[made.by.unwrap_or_default()].id.as_str().into();
        Some(Origin { creator, created: made.created.unwrap_or(Timestamp(1)) })
    };
    let ids: Vec<ArticleId> = records.articles.iter().map(|it| article_id(it.text.as_str()).into()).collect();
    for (article, id) in records.articles.iter().zip(&ids) {
        let language = article.language.clone();
        let fields = [
            ArticleField::Origin(origin(&Made::default())),
            ArticleField::Detected(Description { language, ..Description::default() }),
            ArticleField::Title(Some(article.title.clone())),
            ArticleField::Outlet(Some(article.outlet.clone())),
            ArticleField::Byline(Some(article.byline.clone())),
            ArticleField::Date(Some(article.date.clone())),
            ArticleField::Address(Some(article.address.clone())),
        ];
        project.write_all(fields.map(|field| Write::Article(id.clone(), field)));
        project.add_text(id.clone(), article.text.clone());
    }
    for speaker in &records.speakers {
        let fields = [
            SpeakerField::Origin(origin(&speaker.made)),
            SpeakerField::Name(speaker.name.clone()),
            SpeakerField::Aliases(speaker.aliases.clone()),
            SpeakerField::Role(speaker.role.clone()),
            SpeakerField::Modified(speaker.made.modified),
        ];
        project.write_all(fields.map(|field| Write::Speaker(speaker.id.as_str().into(), field)));
    }
    for quote in &records.quotes {
        let attribution = Attribution {
            article: ids[quote.article].clone(),
            content: quote.content.clone(),
            cue: quote.cue.clone(),
            source: quote.source.clone(),
            kind: quote.kind.unwrap_or_default(),
        };
        let speaker = quote.speaker.map(|speaker| records.speakers[speaker].id.as_str().into());
        let fields = [
            QuoteField::Origin(origin(&quote.made)),
            QuoteField::Attribution(attribution),
            QuoteField::Speaker(speaker),
            QuoteField::Tags(quote.tags.clone()),
            QuoteField::Note(quote.note.clone()),
            QuoteField::Modified(quote.made.modified),
        ];
        project.write_all(fields.map(|field| Write::Quote(quote.id.as_str().into(), field)));
    }
    for link in &records.links {
        let fields = [
            LinkField::Origin(origin(&link.made)),
            LinkField::Relation(link.relation),
            LinkField::Rationale(link.rationale.clone()),
            LinkField::Status(link.status),
            LinkField::Modified(link.made.modified),
        ];
        project.write_all(fields.map(|field| Write::Link(link.id.as_str().into(), field)));
        for (since, member) in (1..).zip(&link.members) {
            let member = records.quotes[*member].id.as_str().into();
            project.write(Write::Member(link.id.as_str().into(), member, Some(Timestamp(since))));
        }
    }
    project
}
