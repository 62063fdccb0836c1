//! Laws of segmenting: runs are the text, whole and in order, and a change touches no more than its paragraphs.

use std::fmt::Write as _;

use counterpoint::domain::annotation::{Attribution, Kind, QuoteField, Role};
use counterpoint::domain::edit::Edit;
use counterpoint::domain::id::{ArticleId, QuoteId};
use counterpoint::domain::project::{Project, Write};
use counterpoint::domain::segment::{Marks, Run, Runs, Suggested, segment};
use counterpoint::domain::session::{Intent, Session};
use counterpoint::domain::suggest::Suggestion;
use counterpoint::domain::text::{Span, Text};
use proptest::prelude::*;

use crate::world::{dice, furnished_session, perform_all, session_with, texts, update};

/// Checks that the runs are the paragraphs, cut without gap or overlap, each with what covers it.
fn check_whole(project: &Project, article: &ArticleId) {
    let text = project.text(article).expect("the text is at hand");
    let all = segment(project, article, &[], Suggested::default());
    assert_eq!(all.len(), text.paragraphs().len());
    for (runs, paragraph) in all.iter().zip(text.paragraphs()) {
        let spelt: String = runs.iter().map(|run| text.get(run.span).expect("a run lies on characters")).collect();
        assert_eq!(spelt, text.slice(*paragraph));
        let mut at = paragraph.start;
        for run in runs.iter() {
            assert_eq!((run.span.start, run.span.is_empty()), (at, false), "a gap, an overlap or nothing");
            at = run.span.end;
            check_marks(project, article, run);
        }
        assert_eq!(at, paragraph.end);
    }
}

#[test]
fn a_paragraph_alone_has_the_runs_that_it_has_among_all() {
    let (session, article) =
        session_of("one two\nthree four\n\nfive", &[["two\nthree", "one", "four"], ["four\n\nfi", "", "one"]]);
    let marks =
        Marks::of(session.project(), &article, &["1".into()], Suggested::default()).expect("the text is there");
    let all = segment(session.project(), &article, &["1".into()], Suggested::default());
    assert_eq!(all.len(), 4);
    for (number, runs) in all.iter().enumerate().rev() {
        assert_eq!(marks.runs(number), *runs);
    }
    assert!(marks.runs(4).is_empty(), "there is no such paragraph");
    assert!(Marks::of(session.project(), &"other".into(), &[], Suggested::default()).is_none());
}

/// Checks that a run has just the spans that cover it, the shortest first.
fn check_marks(project: &Project, article: &ArticleId, run: &Run) {
    let mut expected: Vec<_> = project
        .quotes_in(article)
        .flat_map(|(id, quote)| quote.attribution.marks().map(move |(role, number, span)| (span, role, id, number)))
        .filter(|(span, ..)| span.contains(run.span))
        .map(|(span, role, id, number)| (span.len(), role, id.clone(), number))
        .collect();
    let shown = run.marks.iter().map(|mark| {
        let attribution = &project.quote(&mark.quote).expect("a marked quote is there").attribution;
        (attribution.spans(mark.role)[mark.number].len(), mark.role, mark.quote.clone(), mark.number)
    });
    let shown: Vec<_> = shown.collect();
    assert!(shown.is_sorted_by_key(|mark| mark.0), "the shortest comes first: {shown:?}");
    let mut sorted = shown;
    sorted.sort();
    expected.sort();
    assert_eq!(sorted, expected);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn runs_are_the_text_in_order_without_gaps(rolls in dice(24)) {
        let (mut session, _) = furnished_session(1);
        perform_all(&mut session, &rolls);
        for (article, _) in texts() {
            check_whole(session.project(), &article);
        }
    }

    #[test]
    fn the_quotes_over_a_stretch_are_those_that_a_look_at_all_finds(rolls in dice(24), start in 0_usize..150, length in 0_usize..150) {
        let (mut session, _) = furnished_session(1);
        perform_all(&mut session, &rolls);
        let project = session.project();
        let stretch = Span::new(start, start + length);
        for (article, _) in texts() {
            let found: Vec<_> = project.quotes_over(&article, stretch).map(|(id, _)| id.clone()).collect();
            let all = project.quotes_in(&article);
            let over = all.filter(|(_, quote)| quote.attribution.marks().any(|(.., span)| span.overlaps(stretch)));
            let mut expected: Vec<_> = over.map(|(id, _)| id.clone()).collect();
            expected.sort();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn a_change_redraws_only_the_paragraphs_of_the_quote(rolls in dice(12), start: u16, length in 1_u16..60) {
        let (mut session, _) = furnished_session(1);
        perform_all(&mut session, &rolls);
        let (article, text) = texts()[0].clone();
        prop_assume!(session.project().article(&article).is_some());
        let from = text.boundary_before(usize::from(start) % text.len());
        let span = Span::new(from, text.boundary_after(from + usize::from(length)));

        let before = segment(session.project(), &article, &[], Suggested::default());
        let attribution = Attribution { article: article.clone(), content: vec![span], ..Attribution::default() };
        let edit = Edit::AddQuote { quote: QuoteId::default(), attribution };
        update(&mut session, Intent::Perform(edit)).expect("the span fits");
        let after = segment(session.project(), &article, &[], Suggested::default());
        let touched = text.paragraphs_of(span);
        for (number, (before, after)) in before.iter().zip(&after).enumerate() {
            prop_assert_eq!(before != after, touched.contains(&number), "paragraph {}", number);
        }
    }
}

/// A session with one article, and a quote for each of these (content, cue, source), named after its place.
fn session_of(text: &str, quotes: &[[&str; 3]]) -> (Session, ArticleId) {
    let (mut session, article) = session_with(text);
    let spans = |words: &str| {
        let found = (!words.is_empty()).then(|| text.find(words).expect("the words are in the text"));
        found.map(|start| Span::new(start, start + words.len())).into_iter().collect::<Vec<_>>()
    };
    for (number, [content, cue, source]) in quotes.iter().enumerate() {
        let attribution = Attribution {
            article: article.clone(),
            content: spans(content),
            cue: spans(cue),
            source: spans(source),
            ..Attribution::default()
        };
        let quote = QuoteId::from(format!("{}", number + 1));
        update(&mut session, Intent::Perform(Edit::AddQuote { quote, attribution })).expect("the spans fit");
    }
    (session, article)
}

/// Runs as people would jot them down: `words‹quote role, …›`, the label after a `^`, paragraphs parted by `/`.
fn jot(text: &Text, all: &[Runs]) -> String {
    let mut jotted = String::new();
    for (number, runs) in all.iter().enumerate() {
        jotted.push_str(if number == 0 { "" } else { "/" });
        for run in runs.iter() {
            jotted.push_str(text.slice(run.span).trim_end_matches('\n'));
            let marks: Vec<_> =
                run.marks.iter().map(|mark| format!("{}{}", mark.quote, initial(mark.role))).collect();
            if !marks.is_empty() {
                let _ = write!(jotted, "‹{}›", marks.join(" "));
            }
            for label in run.marks.iter().filter_map(|mark| mark.label.as_deref()) {
                let _ = write!(jotted, "^{label}^");
            }
        }
    }
    jotted
}

fn initial(role: Role) -> &'static str {
    match role {
        Role::Content => "",
        Role::Cue => "c",
        Role::Source => "s",
    }
}

#[test]
fn spans_nest_overlap_and_go_over_paragraphs() {
    let check = |text: &str, quotes: &[[&str; 3]], expected: &str| {
        let (session, article) = session_of(text, quotes);
        check_whole(session.project(), &article);
        assert_eq!(jot(&Text::new(text), &segment(session.project(), &article, &[], Suggested::default())), expected);
    };
    check("one two three", &[], "one two three");
    check("one two three", &[["two", "", ""]], "one two‹1› three");
    check("one two three", &[["one two three", "", ""], ["two", "", ""]], "one ‹1›two‹2 1› three‹1›");
    check("one two three", &[["one two", "", ""], ["two three", "", ""]], "one ‹1›two‹1 2› three‹2›");
    check("one two three", &[["two", "", ""], ["two", "", ""]], "one two‹1 2› three");
    check("one\ntwo\nthree", &[["one\ntwo\nthr", "", ""]], "one‹1›/two‹1›/thr‹1›ee");
    check("one\n\ntwo", &[["e\n\nt", "", ""]], "one‹1›/‹1›/t‹1›wo");
    check("he said no", &[["no", "said", "he"]], "he‹1s› said‹1c› no‹1›");
    check("he said no", &[["he said no", "said", ""]], "he ‹1›said‹1c 1› no‹1›");
}

#[test]
fn a_run_names_each_quote_once() {
    let check = |text: &str, quotes: &[[&str; 3]], expected: &[&str]| {
        let (session, article) = session_of(text, quotes);
        let all = segment(session.project(), &article, &[], Suggested::default());
        let runs = all.iter().flat_map(|runs| runs.iter());
        let records = runs.map(|run| run.records().map(QuoteId::as_str).collect::<Vec<_>>().join(" "));
        assert_eq!(records.collect::<Vec<_>>(), expected);
    };
    check("one two", &[], &[""]);
    check("one two", &[["one two", "", ""], ["two", "", ""]], &["1", "2 1"]);
    check("he said no", &[["he said no", "said", "said"]], &["1", "1", "1"]);
    // The other quote's mark lies between the two of the first.
    check("he said no", &[["he said no", "said", ""], ["said no", "", ""]], &["1", "1 2", "2 1"]);
}

#[test]
fn the_label_stands_where_the_source_ends_and_nowhere_else() {
    let check = |text: &str, quotes: &[[&str; 3]], expected: &str| {
        let (mut session, article) = session_of(text, quotes);
        let add = Edit::AddSpeaker { speaker: "s".into(), name: "Ana van Pell".to_owned(), colour: 2 };
        update(&mut session, Intent::Perform(add)).expect("the id is free");
        let assign = Edit::AssignSpeaker { quote: "1".into(), speaker: Some("s".into()) };
        update(&mut session, Intent::Perform(assign)).expect("both are there");
        assert_eq!(jot(&Text::new(text), &segment(session.project(), &article, &[], Suggested::default())), expected);
    };
    check("she said no", &[["no", "", "she"]], "she‹1s›^Pell^ said no‹1›");
    check("she said no", &[["no", "", ""]], "she said no‹1›");
    check("the envoy said no", &[["no", "", "the envoy"], ["the", "", ""]], "the‹2 1s› envoy‹1s›^Pell^ said no‹1›");
    check("the\nenvoy said no", &[["no", "", "the\nenvoy"]], "the‹1s›/envoy‹1s›^Pell^ said no‹1›");
}

#[test]
fn marks_say_what_the_page_shows_of_a_quote() {
    let (mut session, article) = session_of("one two three", &[["one", "", ""], ["two", "", ""], ["three", "", ""]]);
    let link = Edit::LinkQuotes {
        link: "l".into(),
        relation: counterpoint::domain::annotation::Relation::default(),
        members: vec!["1".into(), "2".into()],
    };
    update(&mut session, Intent::Perform(link)).expect("both are there");
    let check = |session: &Session, contradicted: [bool; 3], active: [bool; 3]| {
        let all = segment(session.project(), &article, &["2".into()], Suggested::default());
        let marks: Vec<_> = all.iter().flat_map(|runs| runs.iter()).flat_map(|run| &run.marks).collect();
        assert_eq!(marks.iter().map(|mark| mark.contradicted).collect::<Vec<_>>(), contradicted);
        assert_eq!(marks.iter().map(|mark| mark.active).collect::<Vec<_>>(), active);
    };
    check(&session, [true, true, false], [false, true, false]);
    let status = counterpoint::domain::annotation::Status::Dismissed;
    update(&mut session, Intent::Perform(Edit::SetStatus { link: "l".into(), status })).expect("it is there");
    check(&session, [false, false, false], [false, true, false]);
}

#[test]
fn spans_that_do_not_fit_the_text_leave_it_whole() {
    let (session, article) = session_of("one 👩‍👧 two", &[]);
    let mut project = session.project().clone();
    for (number, (start, end)) in [(5, 6), (0, 99), (90, 99), (3, 3), (4, 2), (2, 5)].into_iter().enumerate() {
        let attribution =
            Attribution { article: article.clone(), content: vec![Span::new(start, end)], ..Attribution::default() };
        let id = QuoteId::from(format!("bad-{number}"));
        let origin = project.article(&article).expect("it is there").origin.clone();
        project.write(Write::Quote(id.clone(), QuoteField::Origin(origin)));
        project.write(Write::Quote(id, QuoteField::Attribution(attribution)));
    }
    let text = project.text(&article).expect("it is at hand");
    let all = segment(&project, &article, &[], Suggested::default());
    let spelt: String = all.iter().flat_map(|runs| runs.iter()).map(|run| text.slice(run.span)).collect();
    assert_eq!(spelt, text.as_str());
}

#[test]
fn what_is_suggested_is_marked_and_is_no_record() {
    let text = "“We will wait,” said Mia Holt.\n";
    let (mut session, article) = session_with(text);
    let span = |words: &str| {
        let start = text.find(words).expect("the words are there");
        Span::new(start, start + words.len())
    };
    let attribution = Attribution { article: article.clone(), content: vec![span("wait")], ..Attribution::default() };
    let edit = Edit::AddQuote { quote: "quoted".into(), attribution };
    update(&mut session, Intent::Perform(edit)).expect("the span fits");
    let suggestion = Suggestion {
        content: vec![span("We will wait")],
        cue: vec![span("said")],
        source: Vec::new(),
        kind: Kind::Direct,
        confidence: 90,
        speaker: None,
    };
    let suggested = Suggested { left: &[&suggestion], active: None };
    let all = segment(session.project(), &article, &[], suggested);
    let runs: Vec<_> = all.iter().flat_map(|runs| runs.iter()).collect();
    let told: Vec<_> = runs
        .iter()
        .map(|run| (&text[run.span.start..run.span.end], run.records().count(), run.suggestions().count()))
        .collect();
    let expected =
        [("“", 0, 0), ("We will ", 0, 1), ("wait", 1, 1), (",” ", 0, 0), ("said", 0, 1), (" Mia Holt.\n", 0, 0)];
    assert_eq!(told, expected);
}

#[test]
fn among_a_thousand_quotes_one_more_redraws_one_paragraph() {
    let text = "Line after line says that “all was well” then.\n".repeat(1_000);
    let (mut session, article) = session_with(&text);
    let paragraphs = Text::new(text.as_str()).paragraphs().to_vec();
    let mark = |session: &mut Session, span: Span| {
        let attribution = Attribution { article: article.clone(), content: vec![span], ..Attribution::default() };
        let edit = Edit::AddQuote { quote: QuoteId::default(), attribution };
        update(session, Intent::Perform(edit)).expect("the span fits");
    };
    for paragraph in &paragraphs {
        mark(&mut session, Span::new(paragraph.start, paragraph.start + 4));
    }
    let before = segment(session.project(), &article, &[], Suggested::default());
    mark(&mut session, Span::new(paragraphs[500].start, paragraphs[500].start + 8));
    let after = segment(session.project(), &article, &[], Suggested::default());
    let changed: Vec<_> = (0..paragraphs.len()).filter(|&number| before[number] != after[number]).collect();
    assert_eq!(changed, [500]);
}
