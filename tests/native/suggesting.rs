//! Laws of suggestions: whatever a text is, what is suggested for it fits it, is in its report, and is always the same.

mod golden;

use std::fs;
use std::sync::LazyLock;

use counterpoint::domain::article::{Region, RegionKind, describe, kinds};
use counterpoint::domain::quotation::kind_of;
use counterpoint::domain::suggest::{Finder, Known, Model, Path, Person, Step, Suggestion, suggest};
use counterpoint::domain::text::Text;
use proptest::prelude::*;

use crate::fixtures::project_dir;
use crate::world::TEXTS;

/// The model that the page fetches.
static MODEL: LazyLock<Model> = LazyLock::new(|| {
    let file = project_dir().join("models/quotes.bin");
    let bytes = fs::read(&file).unwrap_or_else(|error| panic!("cannot read {}: {error}", file.display()));
    Model::read(&bytes).expect("the model is one")
});

/// Checks that suggestions fit a text and stay out of its folded regions.
fn check_fit(text: &Text, regions: &[Region], suggestions: &[Suggestion]) {
    let kinds = kinds(text, regions);
    for suggestion in suggestions {
        assert!(!suggestion.content.is_empty(), "a content");
        assert!(suggestion.confidence <= 100, "{} per cent", suggestion.confidence);
        assert_eq!(suggestion.kind, kind_of(text, &suggestion.content));
        assert!(suggestion.speaker.iter().all(|voice| !voice.name.trim().is_empty()), "a nameless speaker");
        for spans in [&suggestion.content, &suggestion.cue, &suggestion.source] {
            assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start), "in order and disjoint: {spans:?}");
            for &span in spans {
                text.check(span).unwrap_or_else(|error| panic!("{error} in {text:?}"));
                assert_eq!(text.slice(span).trim(), text.slice(span), "white space at an end");
                let mut lines = text.paragraphs_of(span);
                assert!(!lines.any(|line| kinds[line].is_some_and(RegionKind::folded)), "{span:?} is folded away");
            }
        }
    }
    let starts = suggestions.iter().map(|suggestion| suggestion.content[0].start);
    assert!(starts.is_sorted(), "in reading order");
}

/// Pieces that texts are put together from: words that matter to suggestions, marks, and awkward characters.
const PIECES: [&str; 44] = [
    "Lind",
    "Ada Lind",
    "Mr.",
    "the spokesman",
    "he",
    "she",
    "who",
    "said",
    "told",
    "says",
    "asked whether",
    "that",
    "according to",
    "quoted",
    "as saying",
    "was",
    "not",
    "the quay",
    "because",
    "and",
    "but",
    ",",
    ".",
    "?",
    ":",
    "“",
    "”",
    "\"",
    "''",
    "``",
    "'",
    "«",
    "»",
    "「",
    "」",
    "„",
    "(",
    ")",
    "\n",
    "\r\n\r\n",
    "👩‍👧",
    "e\u{301}",
    "הדוברת",
    "сказав",
];

fn sources() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        proptest::sample::select(&PIECES[..]).prop_map(str::to_owned),
        any::<char>().prop_map(String::from)
    ];
    proptest::collection::vec((piece, any::<bool>()), 0..120).prop_map(|pieces| {
        pieces.into_iter().map(|(piece, spaced)| if spaced { piece + " " } else { piece }).collect()
    })
}

proptest! {
    #[test]
    fn suggestions_fit_any_text(source in sources(), folded in proptest::collection::vec(any::<u8>(), 0..4)) {
        let text = Text::new(source);
        let lines = text.paragraphs();
        let regions: Vec<Region> = folded
            .iter()
            .filter(|_| !lines.is_empty())
            .map(|&die| Region { span: lines[usize::from(die) % lines.len()], kind: RegionKind::Boilerplate })
            .collect();
        for path in [Path::Rules, Path::Model(&MODEL)] {
            let found = suggest(&text, &regions, &Known::default(), path);
            check_fit(&text, &regions, &found);
            prop_assert_eq!(&found, &suggest(&text, &regions, &Known::default(), path), "the same once more");
        }
    }
}

#[test]
fn awkward_texts_are_read() {
    for source in TEXTS.into_iter().chain(["", "\n", "“", "“”", ":", "said", "\u{301}", "👩‍👧"]) {
        let text = Text::new(source);
        let regions = describe(&text, "a.txt").regions;
        for path in [Path::Rules, Path::Model(&MODEL)] {
            check_fit(&text, &regions, &suggest(&text, &regions, &Known::default(), path));
        }
    }
}

#[test]
fn steps_come_to_what_the_whole_comes_to() {
    let line = "Ada Lind said the quay was lost. “We go on,” said Oskar Wey, a spokesman. “We do.” He said more.\n\n";
    let text = Text::new(line.repeat(300));
    let mut finder = Finder::new(&text, &[], &Known::default());
    let (mut stepped, mut longest, mut steps) = (Vec::new(), 0, 0);
    while let Step::More(found) = finder.step(Path::Rules) {
        longest = longest.max(found.len());
        steps += 1;
        stepped.extend(found);
    }
    assert_eq!(stepped, suggest(&text, &[], &Known::default(), Path::Rules));
    assert_eq!(finder.step(Path::Rules), Step::Done, "and it stays so");
    assert!(steps > 100 && longest < 20, "{longest} suggestions at once in {steps} steps");
}

/// A line of one kind of sign without end is read; in quadratic time that would take hours.
#[test]
fn marks_without_number_take_linear_time() {
    let long = 1_000_000;
    let pieces = [("\"", long)];
    let others = ["“", "'", "«a ", "said ", "“a ”b", "Ada Lind, ", "(", "quoted as saying ", "“a\n\n", "a:\n"];
    for (piece, length) in pieces.into_iter().chain(others.map(|piece| (piece, long / 50))) {
        let text = Text::new(piece.repeat(length / piece.len()));
        for path in [Path::Rules, Path::Model(&MODEL)] {
            // Unoptimised, the model takes a minute for the longest.
            let text = if length == long && matches!(path, Path::Model(_)) {
                &Text::new(&text.as_str()[..long / 10])
            } else {
                &text
            };
            let found = suggest(text, &[], &Known::default(), path);
            assert!(found.iter().flat_map(|found| &found.content).all(|&span| text.check(span).is_ok()));
        }
    }
}

#[test]
fn what_the_project_knows_is_used() {
    let known = Known {
        speakers: vec![Person { id: Some("s1".into()), names: vec!["Ada Lind".to_owned(), "the mayor".to_owned()] }],
        cues: vec!["murmured".to_owned()],
    };
    let text = Text::new("Lind murmured that the quay was lost. The mayor said it was gone.");
    let found = suggest(&text, &[], &known, Path::Rules);
    let ids: Vec<_> = found.iter().map(|found| found.speaker.clone().and_then(|voice| voice.id)).collect();
    assert_eq!(ids, [Some("s1".into()), Some("s1".into())]);
    assert_eq!(suggest(&text, &[], &Known::default(), Path::Rules).len(), 1, "who has not seen that cue");
}

#[test]
fn a_speaker_goes_by_one_name_in_every_article() {
    let mut known = Known::default();
    let mut names = Vec::new();
    for source in
        ["Steven Witkoff said he waited.", "Special Envoy Witkoff said he did not.", "Steve Witkoff denied it."]
    {
        for found in suggest(&Text::new(source), &[], &known, Path::Rules) {
            let voice = found.speaker.expect("somebody is named");
            known.meet(&voice);
            names.push(voice.name);
        }
    }
    assert_eq!(names, ["Steven Witkoff"; 3]);
}

#[test]
fn a_damaged_model_is_an_error() {
    let whole = fs::read(project_dir().join("models/quotes.bin")).expect("the model is there");
    assert!(whole.len() <= 300_000, "the model has {} bytes", whole.len());
    assert!(Model::read(&whole[..whole.len() / 2]).is_err());
    assert!(Model::read(&[]).is_err());
}
