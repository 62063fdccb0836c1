//! Laws of anchors: a span is found again where it is, or nobody is told that it was found.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use counterpoint::domain::anchor::{ACCEPT, ASK, Anchor, Finder, Found, find, follow};
use counterpoint::domain::text::{Span, Text};
use proptest::prelude::*;

use crate::world::TEXTS;

/// Lengths of words, which make lines that are all different by their numbers.
fn lines() -> impl Strategy<Value = Vec<String>> {
    let line = (0_usize..7, proptest::collection::vec(0_usize..WORDS.len(), 0..14));
    proptest::collection::vec(line, 2..14).prop_map(|lines| {
        let line = |(number, (end, words)): (usize, (usize, Vec<usize>))| {
            let words: Vec<&str> = words.into_iter().map(|word| WORDS[word]).collect();
            format!("{number} {}{}", words.join(" "), ["\n", "\n", "\n\n", "\r\n", ".\n", "”\n", "\r\n\r\n"][end])
        };
        lines.into_iter().enumerate().map(line).collect()
    })
}

const WORDS: [&str; 14] = [
    "said",
    "the",
    "envoy",
    "“no",
    "he",
    "harbour,",
    "cafe\u{301}",
    "👩‍👧",
    "הדוברת",
    "waited",
    "🇳🇴🇸🇪",
    "nine",
    "ไทย",
    "漢字",
];

/// A span of whole grapheme clusters, from two numbers.
fn span_in(text: &Text, start: usize, length: usize) -> Span {
    let start = text.boundary_before(start % text.len());
    Span::new(start, text.boundary_after((start + 1 + length).min(text.len())))
}

/// Checks what holds of any outcome.
fn check_sound(found: Found, text: &Text, exact: &str) {
    if let Some(span) = found.place() {
        assert_eq!(text.check(span), Ok(()), "{found:?} in {text:?}");
    }
    match found {
        Found::Kept(span) | Found::Moved(span) => assert_eq!(text.slice(span), exact),
        Found::Changed { score, .. } => assert!((ACCEPT..=1.0).contains(&score), "{found:?}"),
        Found::Unsure { score, .. } => assert!((ASK..=1.0).contains(&score), "{found:?}"),
        Found::Lost => {}
    }
}

/// Any text at all, and texts that repeat themselves.
fn any_text() -> impl Strategy<Value = String> {
    let pieces = [
        "a", "b", " ", "\r\n", "\u{301}", "\u{200d}", "👩", "👧", "🇳🇴", "ש", "”", "\u{ad}", "said ", "e\u{301}", "İ",
    ];
    let repeating = proptest::collection::vec(proptest::sample::select(pieces.to_vec()), 0..60);
    prop_oneof![any::<String>(), repeating.prop_map(|pieces| pieces.concat())]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn an_anchor_finds_its_span_in_the_text_that_it_was_made_from(
        source in any_text(), start: u16, length in 0_usize..80,
    ) {
        for source in TEXTS.into_iter().map(str::to_owned).chain([source]).filter(|source| !source.is_empty()) {
            let text = Text::new(source);
            let span = span_in(&text, start.into(), length);
            let anchor = Anchor::new(&text, span).expect("the span is on boundaries");
            prop_assert_eq!(find(&anchor, &text), Found::Kept(span));
            prop_assert_eq!(follow(&text, &text, &[span]), [Found::Kept(span)]);
        }
    }

    #[test]
    fn what_is_found_can_always_stand_in_the_text(
        texts in [any_text(), any_text()], words in [any_text(), any_text(), any_text()],
        start: u16, length in 0_usize..80,
    ) {
        let [old, new] = texts.map(Text::new);
        let [exact, prefix, suffix] = words;
        let place = Some(usize::from(start) % 100);
        let anchor = Anchor { exact: exact.clone(), prefix, suffix, start: place };
        check_sound(find(&anchor, &new), &new, &exact);
        if !old.is_empty() {
            let span = span_in(&old, start.into(), length);
            let anchor = Anchor::new(&old, span).expect("the span is on boundaries");
            check_sound(find(&anchor, &new), &new, &anchor.exact);
            check_sound(follow(&old, &new, &[span])[0], &new, &anchor.exact);
        }
    }

    #[test]
    fn text_put_in_away_from_a_span_moves_it_and_no_more(
        lines in lines(), line: usize, start: usize, length in 0_usize..60, before in 0_usize..300,
    ) {
        // Far enough away that the context is whole: a page on either side.
        let page = |letter: &str| format!("{}\n", letter.repeat(40));
        let text = Text::new(page("x") + &lines.concat() + &page("y"));
        let lines_at = text.paragraphs().len() - 2;
        let line = text.paragraphs()[1 + line % lines_at];
        let within = span_in(&Text::new(text.slice(line)), start, length);
        let span = Span::new(line.start + within.start, line.start + within.end);
        prop_assume!(text.check(span).is_ok());
        let put_in = "z".repeat(before) + "\n";
        let new = Text::new(put_in.clone() + text.as_str() + "qq\n");
        let expected = Span::new(span.start + put_in.len(), span.end + put_in.len());
        let anchor = Anchor::new(&text, span).expect("the span is on boundaries");
        if let Some(place) = find(&anchor, &new).accepted() {
            prop_assert_eq!(place, expected);
        }
        let unique = anchor.prefix.clone() + &anchor.exact + &anchor.suffix;
        if text.as_str().matches(&unique).count() == 1 && !anchor.exact.trim().is_empty() {
            prop_assert_eq!(find(&anchor, &new), Found::Moved(expected));
        }
        prop_assert_eq!(follow(&text, &new, &[span]), [Found::Moved(expected)]);
    }

    #[test]
    fn lines_put_in_or_taken_out_elsewhere_keep_every_span(
        lines in lines(), taken in proptest::collection::vec(any::<bool>(), 14),
        put_in in proptest::collection::vec(proptest::option::of(0_usize..60), 14),
        start: u16, length in 0_usize..40,
    ) {
        let (mut old, mut new) = (String::new(), String::new());
        let mut expected = Vec::new();
        for (number, line) in lines.iter().enumerate() {
            if let Some(count) = put_in[number] {
                new.extend(["+", &number.to_string(), " ", &"new ".repeat(count), "\n"]);
            }
            if !taken[number] {
                let whole = Text::new(line.as_str());
                let span = span_in(&whole, start.into(), length);
                let at = |place: usize| Span::new(place + span.start, place + span.end);
                expected.push((at(old.len()), at(new.len())));
                new.push_str(line);
            }
            old.push_str(line);
        }
        let (old, new) = (Text::new(old), Text::new(new));
        // A line end may become one cluster with what follows it no more than it was.
        expected.retain(|&(from, to)| old.check(from).is_ok() && new.check(to).is_ok());
        // Blank lines are all alike: only what is more than white space has a place of its own.
        expected.retain(|&(from, _)| !old.slice(from).trim().is_empty());
        let spans: Vec<Span> = expected.iter().map(|&(from, _)| from).collect();
        for ((from, to), found) in expected.into_iter().zip(follow(&old, &new, &spans)) {
            prop_assert_eq!(found, if from == to { Found::Kept(to) } else { Found::Moved(to) });
        }
    }

    #[test]
    fn words_that_were_taken_out_are_never_accepted(
        lines in lines(), line: usize, word in "[bcdfgkpvz]{4,40}", copies in 0_usize..3,
    ) {
        let at = line % lines.len();
        let text = |words: &str| {
            let line = |(number, line): (usize, &String)| if number == at { format!("{words} {line}") } else { line.clone() };
            lines.iter().enumerate().map(line).collect::<String>()
        };
        let old = Text::new(text(&word));
        let start = old.as_str().find(&word).expect("the word was put in");
        let span = Span::new(start, start + word.len());
        let new = Text::new(text(&"other ".repeat(copies)));
        let anchor = Anchor::new(&old, span).expect("the span is on boundaries");
        prop_assert_eq!(find(&anchor, &new).accepted(), None);
        prop_assert_eq!(follow(&old, &new, &[span])[0].accepted(), None);
    }
}

#[test]
fn a_hostile_text_ends_the_search() {
    let check = |text: &str, exact: &str, expected: fn(Found) -> bool| {
        let text = Text::new(text);
        let anchor =
            Anchor { exact: exact.to_owned(), prefix: "aaa".to_owned(), suffix: "b".to_owned(), start: Some(9) };
        let found = find(&anchor, &text);
        check_sound(found, &text, exact);
        assert!(expected(found), "{found:?}");
    };
    let letters = "a".repeat(100_000);
    check(&letters, &"a".repeat(500), |found| found.accepted().is_none());
    check(&letters, &(letters.clone() + "b"), |found| found.accepted().is_none());
    check(&letters, &("a".repeat(2_000) + "c" + &"a".repeat(2_000)), |found| found.accepted().is_none());
    let pairs = "ab".repeat(1_000);
    check(&pairs.repeat(50), &(pairs.clone() + "ccc" + &pairs), |found| found.accepted().is_none());
    check(&"\u{301}".repeat(50_000), "\u{301}", |found| found.accepted().is_none());
    check(&"🇳🇴".repeat(20_000), "🇳🇴🇳🇴", |found| found.accepted().is_none());
    check("b", &letters, |found| found == Found::Lost);

    let (old, new) = (Text::new("a ".repeat(50_000)), Text::new("b a ".repeat(20_000)));
    let spans: Vec<Span> = (0..100).map(|number| Span::new(number * 900, number * 900 + 3)).collect();
    for (span, found) in spans.iter().zip(follow(&old, &new, &spans)) {
        check_sound(found, &new, old.slice(*span));
    }
}

/// A revision of a text: what became of each line, with the words that were replaced in it.
type Edit = fn(number: usize, line: &str) -> Vec<(String, String)>;

/// A piece that becomes another as a whole.
fn whole(piece: &str, becomes: &str) -> Vec<(String, String)> {
    vec![(piece.to_owned(), becomes.to_owned())]
}

/// Each third line with words is dropped.
fn drop_each_third(number: usize, line: &str) -> Vec<(String, String)> {
    if number % 3 == 2 { whole(line, "") } else { letters(line, |letter| letter) }
}

/// Straight marks become curly ones, and curly ones straight.
fn turn_quotes(_: usize, line: &str) -> Vec<(String, String)> {
    letters(line, |letter| match letter {
        '"' => '”',
        '\'' => '’',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        _ => letter,
    })
}

/// One word of each line becomes another.
fn change_a_word(number: usize, line: &str) -> Vec<(String, String)> {
    let words: Vec<&str> = line.split_inclusive(' ').collect();
    let changed = (number * 7 + 3) % words.len().max(1);
    let mut pieces = Vec::new();
    for (at, word) in words.into_iter().enumerate() {
        let (word, end) = word.split_at(word.trim_end().len());
        pieces.extend(if at == changed { whole(word, "otherwise") } else { letters(word, |letter| letter) });
        pieces.extend(letters(end, |letter| letter));
    }
    pieces
}

fn letters(line: &str, becomes: fn(char) -> char) -> Vec<(String, String)> {
    line.chars().map(|letter| (letter.to_string(), becomes(letter).to_string())).collect()
}

/// The old text, the new one, and where each byte of the old text is in the new one, if it is.
fn revise(source: &str, edit: Edit) -> (Text, Text, Vec<usize>) {
    let (mut new, mut leads) = (String::new(), Vec::new());
    for (number, line) in source.split_inclusive('\n').enumerate() {
        for (piece, becomes) in edit(number, line) {
            leads.extend((0..piece.len()).map(|byte| new.len() + byte.min(becomes.len())));
            new.push_str(&becomes);
        }
    }
    leads.push(new.len());
    (Text::new(source), Text::new(new), leads)
}

/// A report with what makes spans hard to place: a sentence that stands in it twice, lists, phrases that recur.
const REPORT: &str = "Ferry to Holm Island halted after hull crack\n\
    By Nora Quist\n\n\
    KEY POINTS\n\
    • The ferry has not sailed since Tuesday\n\
    • The operator blames the weather\n\
    • Islanders ask for a second boat\n\n\
    The operator said on Tuesday that “the crack is no danger to anybody”, and promised a report within nine days.\n\
    “We have waited for nine years for a second boat,” said Ada Lind, who keeps the island’s only shop.\n\
    The mayor, Tom Wey, denied that the town had been warned. “Nobody told us,” he said on Tuesday.\n\n\
    Read more\n\
    Two engineers who had seen the hull told a different story, and one of them said that it's \"a matter of weeks\".\n\
    The operator said on Tuesday that “the crack is no danger to anybody”, and promised a report within nine days.\n\
    Asked why the boat had sailed through the winter, the harbour office referred to the operator — twice.\n\n\
    Read more\n\
    The union of seamen said that its members would not board the ferry before it had been docked and examined.\n\
    “Not in this weather,” said a deckhand, “and not with that hull.”\n";

#[test]
fn no_span_of_a_report_is_placed_wrongly() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/articles");
    // Real articles too, where they are at hand.
    let files = std::fs::read_dir(&folder).into_iter().flatten().flatten();
    let mut sources: Vec<String> = files.filter_map(|file| std::fs::read_to_string(file.path()).ok()).collect();
    sources.push(REPORT.to_owned());
    let mut report = Vec::new();
    let edits: [(&str, Edit); 3] = [
        ("each third line dropped", drop_each_third),
        ("quotes turned", turn_quotes),
        ("a word changed", change_a_word),
    ];
    for (name, edit) in edits {
        let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for source in &sources {
            let (old, new, leads) = revise(source, edit);
            let words: Vec<Span> = words(&old);
            let finder = Finder::new(&new);
            for count in [1, 4, 12] {
                let spans: Vec<Span> =
                    words.windows(count).step_by(3).map(|few| Span::new(few[0].start, few[count - 1].end)).collect();
                for (&span, followed) in spans.iter().zip(follow(&old, &new, &spans)) {
                    let truth = Span::new(leads[span.start], leads[span.end]);
                    let anchor = Anchor::new(&old, span).expect("words are on boundaries");
                    for (how, found) in [("follow", followed), ("find", finder.find(&anchor))] {
                        check_sound(found, &new, &anchor.exact);
                        // Of a sentence that the old text has twice, an anchor alone cannot know which is left.
                        let is_twin = how == "find" && is_twin(source, &anchor);
                        let is_right = found.accepted().is_none_or(|place| {
                            // A bullet that was taken out may stand there all the same: that of the next line.
                            place == truth || (place.overlaps(truth) && new.slice(place) == anchor.exact)
                        });
                        assert!(is_right || is_twin, "{name}, {how}: {anchor:?} is {found:?}, not at {truth:?}");
                        if !is_right {
                            *counts.entry((how, "twin")).or_default() += 1;
                        }
                        *counts.entry((how, outcome(found))).or_default() += 1;
                    }
                }
            }
        }
        for how in ["follow", "find"] {
            let accepted: usize =
                ["kept", "moved", "changed"].iter().filter_map(|kind| counts.get(&(how, kind))).sum();
            let all: usize = counts.iter().filter(|((by, _), _)| *by == how).map(|(_, count)| count).sum();
            assert!(accepted * 2 > all, "{name}: {how} places {accepted} of {all}");
        }
        writeln!(report, "{name}: {counts:?}").expect("memory can be written to");
    }
    // Straight to the terminal: what a passing test prints is not shown.
    let _ = std::io::stderr().write_all(&report);
}

/// True where the words occur more than once with the same word or two on one of their sides.
fn is_twin(source: &str, anchor: &Anchor) -> bool {
    let mut before: Vec<char> = anchor.prefix.chars().rev().take(12).collect();
    before.reverse();
    let before: String = before.into_iter().chain(anchor.exact.chars()).collect();
    let after: String = anchor.exact.chars().chain(anchor.suffix.chars().take(12)).collect();
    [before, after].iter().any(|words| source.matches(words).count() > 1)
}

fn words(text: &Text) -> Vec<Span> {
    let mut start = 0;
    let words = text.as_str().split_inclusive(char::is_whitespace).map(|word| {
        let span = Span::new(start, start + word.trim_end().len());
        start += word.len();
        span
    });
    words.filter(|&span| text.check(span).is_ok()).collect()
}

fn outcome(found: Found) -> &'static str {
    match found {
        Found::Kept(_) => "kept",
        Found::Moved(_) => "moved",
        Found::Changed { .. } => "changed",
        Found::Unsure { .. } => "unsure",
        Found::Lost => "lost",
    }
}
