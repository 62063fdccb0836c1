//! Pairs of statements and what is said of them, one case a line, in the order of the signals.

use super::*;
use crate::domain::id::ArticleId;
use crate::domain::text::Span;

/// Statements of articles of their own.
fn statements_of(texts: &[&str]) -> Vec<Statement> {
    let statement = |(number, text): (usize, &&str)| Statement {
        article: ArticleId::from(format!("a{number}")),
        span: Span::new(0, text.len()),
        text: (*text).into(),
        cue: "".into(),
        before: "".into(),
        speaker: None,
        origin: Origin::Sentence,
    };
    texts.iter().enumerate().map(statement).collect()
}

/// Other things that a project speaks of, so that terms are rare in it.
const REST: [&str; 4] = [
    "The choir sang in the old chapel.",
    "Oranges ripen late on the coast this winter.",
    "A library opened beside the tram depot.",
    "Her cousin paints gates and fences.",
];

/// The reason for the pair of the two texts, in words; empty where they are no candidates.
fn words_for(one: &str, other: &str) -> String {
    let texts: Vec<&str> = [one, other].into_iter().chain(REST).collect();
    let found = candidates(&statements_of(&texts));
    let pair = found.iter().find(|candidate| (candidate.one, candidate.other) == (0, 1));
    pair.map(|candidate| candidate.reason.words()).unwrap_or_default()
}

#[test]
fn each_signal_gives_its_reason() {
    let check = |one, other, expected| assert_eq!(words_for(one, other), expected, "{one:?} and {other:?}");
    check(
        "The minister met the smugglers in Porto.",
        "The minister denied a meeting with smugglers.",
        "both about minister and met; one denies",
    );
    check(
        "The bridge was inspected by engineers.",
        "The bridge was never inspected by engineers.",
        "both about bridge and inspected; one says not",
    );
    check("Rescuers counted 46 burnt barns.", "Rescuers counted 71 burnt barns.", "Rescuers and counted: 46, 71");
    check("The pier cost £3 million.", "The pier cost £4.5 million.", "pier and cost: 3 million, 4.5 million");
    check("The fair opens on Friday.", "The fair opens on Sunday.", "fair and opens: Friday, Sunday");
    check(
        "The side effects were mild.",
        "The side effects were severe.",
        "both about side and effects; one says “mild”, one “severe”",
    );
    check(
        "Kyra accepts an unconditional ceasefire.",
        "Kyra accepts a truce if the guns leave.",
        "both about Kyra and accepts; one names a condition, one says there is none",
    );
    check(
        "“We shall never sell that island,” said Ada Lind.",
        "“We shall never sell that island,” said Tom Wey.",
        "both about sell and island; the same words, but other names",
    );
    check(
        "At noon Ada Lind crossed the border.",
        "Ada Lind never crossed the border.",
        "both about crossed and border; one says not",
    );
    check("At last Ada Lind sang.", "Nobody heard Ada Lind.", "both about Ada Lind; one says not");
    check("The choir toured Spain.", "A tram hit the kiosk.", "");
}

#[test]
fn what_contradicts_ranks_above_what_only_looks_so() {
    let check = |statement: &str, against: &str, alike: &str| {
        let texts: Vec<&str> = [statement, against, alike].into_iter().chain(REST).collect();
        let found = candidates(&statements_of(&texts));
        let score = |other| {
            let pair = found.iter().find(|candidate| (candidate.one, candidate.other) == (0, other));
            pair.map_or(0.0, |candidate| candidate.score)
        };
        assert!(score(1) > score(2), "{against:?} gets {}, {alike:?} gets {}", score(1), score(2));
    };
    check("The gate was open at dawn.", "The gate was shut at dawn.", "The gate was open before the rain.");
    check(
        "Rescuers counted 46 burnt barns.",
        "Rescuers counted 71 burnt barns.",
        "In 2017 rescuers counted 71 burnt barns.",
    );
    check(
        "The ship passed her inspection.",
        "The ship never passed her inspection.",
        "The ship passed her inspection easily.",
    );
}

#[test]
fn a_search_goes_bit_by_bit_and_knows_when_it_is_done() {
    let statements = statements_of(&["The gate was open.", "The gate was shut.", "The choir sang."]);
    let mut search = Search::new(statements.clone());
    let mut steps = 1;
    while search.step(1) == Progress::Going {
        steps += 1;
    }
    assert_eq!(steps, 9, "three statements, each read, indexed and compared");
    assert_eq!(search.step(1), Progress::Done);
    assert_eq!(search.best(MOST), candidates(&statements));
    assert_eq!(search.best(0), []);
    assert_eq!(Search::new(Vec::new()).step(1), Progress::Going, "nothing is read, but not yet compared");
    assert_eq!(candidates(&[]), []);
}

#[test]
fn a_difference_goes_with_each_reason() {
    use crate::domain::annotation::Difference;
    let topic = || "gate".to_owned();
    assert_eq!(Reason::Denial { topic: topic() }.difference(), Difference::Denial);
    assert_eq!(Reason::Condition { topic: topic(), lifted: Lifted::Unsaid }.difference(), Difference::Condition);
    assert_eq!(Reason::Topic { topic: topic() }.words(), "both about gate");
    assert_eq!(Reason::Topic { topic: String::new() }.words(), "both about the same");
}
