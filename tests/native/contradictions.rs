//! Laws of candidate contradictions: what is found depends on the statements alone, and costs no more than it says.

use std::collections::{BTreeMap, BTreeSet};

use counterpoint::domain::annotation::{Attribution, Kind};
use counterpoint::domain::article::describe;
use counterpoint::domain::dismissal::Dismissed;
use counterpoint::domain::edit::Edit;
use counterpoint::domain::id::{ArticleId, QuoteId};
use counterpoint::domain::session::Intent;
use counterpoint::domain::suggest::contradictions::{
    Candidate, MOST, Origin, PARTNERS, Progress, Search, Statement, candidates, of_text, statements,
};
use counterpoint::domain::text::{Span, Text};
use proptest::prelude::*;

use crate::world::{TEXTS, dice, furnished_session, perform_all, session_with, update};

/// Words that statements are drawn from: names, numbers, denials, opposites, and what no reader should stumble over.
const WORDS: [&str; 40] = [
    "Lind",
    "Wey",
    "Porto",
    "ferry",
    "ship",
    "gate",
    "truce",
    "30",
    "1,500",
    "3.5.7",
    "6:40",
    "99:99",
    "nine",
    "half",
    "million",
    "£",
    "%",
    "percent",
    "days",
    "not",
    "never",
    "denied",
    "can’t",
    "open",
    "shut",
    "if",
    "unconditional",
    "“we",
    "go”",
    "\"",
    "March",
    "15",
    "2017",
    "to",
    "past",
    "e\u{301}",
    "漢字",
    "لا",
    "👩‍👧",
    "\u{202e}",
];

fn words() -> impl Strategy<Value = String> {
    proptest::collection::vec(0..WORDS.len(), 0..14)
        .prop_map(|picked| picked.into_iter().map(|word| WORDS[word]).collect::<Vec<_>>().join(" "))
}

/// Statements of three articles, one after the other in each, with overlaps and doubles among them.
fn drawn() -> impl Strategy<Value = Vec<Statement>> {
    let statement =
        (0..3_usize, 0..400_usize, words(), words()).prop_map(|(article, start, text, before)| Statement {
            article: ArticleId::from(format!("a{article}")),
            span: Span::new(start, start + text.len().max(1)),
            text: text.into(),
            cue: "".into(),
            before: before.into(),
            speaker: (start % 5 == 0).then(|| "Ada Lind".into()),
            origin: if start % 3 == 0 { Origin::Quote(QuoteId::from(format!("q{start}"))) } else { Origin::Sentence },
        });
    proptest::collection::vec(statement, 0..24)
}

/// What is found, by the names of the pairs: scores and reasons.
fn found(statements: &[Statement]) -> BTreeMap<Dismissed, Vec<(u32, String)>> {
    let mut found: BTreeMap<Dismissed, Vec<(u32, String)>> = BTreeMap::new();
    for candidate in candidates(statements) {
        let pair = Dismissed::pair(statements[candidate.one].place(), statements[candidate.other].place());
        found.entry(pair).or_default().push((candidate.score.to_bits(), candidate.reason.words()));
    }
    for all in found.values_mut() {
        all.sort();
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_order_in_which_statements_come_changes_nothing(statements in drawn(), turn in 0..24_usize) {
        let mut turned = statements.clone();
        turned.rotate_left(turn % statements.len().max(1));
        prop_assert_eq!(found(&turned), found(&statements));
        turned.reverse();
        prop_assert_eq!(found(&turned), found(&statements));
    }

    #[test]
    fn a_statement_is_never_held_against_itself_or_what_overlaps_it(statements in drawn()) {
        let mut pairs = BTreeSet::new();
        for Candidate { one, other, score, reason } in candidates(&statements) {
            prop_assert!(one != other && !statements[one].overlaps(&statements[other]));
            prop_assert!(score > 0.0 && score < 1.0);
            prop_assert!(!reason.words().is_empty());
            prop_assert!(pairs.insert((one.min(other), one.max(other))), "each pair comes once");
        }
    }

    #[test]
    fn steps_of_any_length_lead_to_the_same(statements in drawn(), step in 1..9_usize) {
        let mut search = Search::new(statements.clone());
        while search.step(step) == Progress::Going {}
        prop_assert_eq!(search.best(MOST), candidates(&statements));
    }

    #[test]
    fn no_text_is_too_odd_to_be_read(text in "\\PC{0,200}", other in "\\PC{0,200}") {
        let article = ArticleId::from("a");
        let texts = [Text::new(text), Text::new(other), Text::new(TEXTS[0]), Text::new(TEXTS[2])];
        let of_one = |text: &Text| of_text(&article, text, &describe(text, "a.txt").regions);
        let all: Vec<Statement> = texts.iter().flat_map(of_one).collect();
        prop_assert!(candidates(&all).len() <= MOST);
    }

    #[test]
    fn a_projects_statements_lie_in_its_articles(rolls in dice(24)) {
        let (mut session, _) = furnished_session(1);
        perform_all(&mut session, &rolls);
        let project = session.project();
        let statements = statements(project);
        let quotes = statements.iter().filter(|statement| statement.origin != Origin::Sentence).count();
        prop_assert_eq!(quotes, project.quotes().count());
        prop_assert!(statements[quotes..].iter().all(|statement| statement.origin == Origin::Sentence), "quotes first");
        for statement in &statements {
            let text = project.text(&statement.article).expect("the text is at hand");
            prop_assert!(text.get(statement.span).is_some());
        }
        prop_assert!(candidates(&statements).len() <= MOST);
    }
}

/// Many statements that share many words, as a thousand articles of one event do.
fn crowd(count: usize) -> Vec<Statement> {
    let text = |number: usize| {
        format!("The ferry Orla hit pier {} of Porto with {} aboard, Lind said.", number % 7, number * 37 % 911)
    };
    let statement = |number: usize| Statement {
        article: ArticleId::from(format!("a{}", number / 20)),
        span: Span::new(number % 20 * 100, number % 20 * 100 + 90),
        text: text(number).into(),
        cue: "".into(),
        before: "".into(),
        speaker: None,
        origin: Origin::Sentence,
    };
    (0..count).map(statement).collect()
}

#[test]
fn the_work_grows_with_the_statements_and_not_with_their_pairs() {
    let compared = |count: usize| {
        let mut search = Search::new(crowd(count));
        while search.step(100) == Progress::Going {}
        assert!(search.best(MOST).len() <= MOST);
        search.compared()
    };
    let (some, many) = (compared(500), compared(2_000));
    assert!(many <= some * 5, "{some} comparisons for 500 statements, {many} for 2,000");
    // Twelve terms at 256 places, and the partners.
    assert!(many <= 2_000 * (12 * 256 + PARTNERS), "{many}");
}

#[test]
fn a_quote_stands_for_the_sentence_that_it_fills() {
    let source =
        "Ferry talks\n\n“We waited nine hours at the gate,” the envoy said.\n\nThe gate was shut.\n\nWas it?\n";
    let (mut session, article) = session_with(source);
    let shown = |session: &counterpoint::domain::session::Session| -> Vec<(bool, String)> {
        let all = statements(session.project()).into_iter();
        all.map(|statement| (statement.origin == Origin::Sentence, statement.text.to_string())).collect()
    };
    let sentence = |text: &str| (true, text.to_owned());
    let shut = sentence("The gate was shut.");
    assert_eq!(shown(&session), [sentence("“We waited nine hours at the gate,” the envoy said."), shut.clone()]);
    let start = source.find("We waited").expect("it is there");
    let content = vec![Span::new(start, start + "We waited nine hours at the gate".len())];
    let attribution = Attribution { article, content, kind: Kind::Direct, ..Attribution::default() };
    let edit = Edit::AddQuote { quote: QuoteId::default(), attribution };
    update(&mut session, Intent::Perform(edit)).expect("the span fits");
    assert_eq!(shown(&session), [(false, "We waited nine hours at the gate".to_owned()), shut]);
}
