//! Units of offset: where a text may be cut; and edits from a script, which count in UTF-16 code units, those that build
//! on each other among them.

use counterpoint::domain::annotation::{Attribution, Role};
use counterpoint::domain::article::Description;
use counterpoint::domain::edit::{Edit, EditError};
use counterpoint::domain::id::ArticleId;
use counterpoint::domain::session::{Intent, Session};
use counterpoint::domain::text::{Span, Text};
use proptest::prelude::{Strategy, prop_assert_eq, proptest};
use unicode_segmentation::UnicodeSegmentation;

use crate::world::{session_with, update};

/// "no" stands at UTF-16 code units 13 to 15 and bytes 20 to 22, "said" at 8 to 12 and 15 to 19.
const TEXT: &str = "👩‍👧 é said no";

fn add_quote(article: &ArticleId, id: &str, start: usize, end: usize) -> Edit {
    let content = vec![Span::new(start, end)];
    let attribution = Attribution { article: article.clone(), content, ..Attribution::default() };
    Edit::AddQuote { quote: id.into(), attribution }
}

fn mark_cue(id: &str, start: usize, end: usize) -> Edit {
    Edit::MarkSpan { quote: id.into(), role: Role::Cue, span: Span::new(start, end) }
}

fn together(edits: Vec<Edit>) -> Edit {
    Edit::Together { name: "mark with cue".to_owned(), edits }
}

/// The words of the first quote's content and cue.
fn words(session: &Session) -> [String; 2] {
    let (_, quote) = session.project().quotes().next().expect("there is a quote");
    [Role::Content, Role::Cue].map(|role| session.project().words(quote, role))
}

#[test]
fn an_edit_may_count_in_a_quote_that_one_before_it_made() {
    let check = |edits: fn(&ArticleId) -> Vec<Edit>| {
        let (mut session, article) = session_with(TEXT);
        let mut edit = together(edits(&article));
        edit.spans_from_utf16(session.project()).expect("the units fit");
        update(&mut session, Intent::Perform(edit)).expect("the spans fit");
        assert_eq!(words(&session), ["no", "said"]);
    };
    check(|article| vec![add_quote(article, "q", 13, 15), mark_cue("q", 8, 12)]);
    check(|article| vec![together(vec![add_quote(article, "q", 13, 15)]), mark_cue("q", 8, 12)]);
    check(|article| vec![add_quote(article, "q", 13, 15), together(vec![mark_cue("q", 8, 12)])]);
    check(|article| {
        let span = Span::new(8, 12);
        let move_cue = Edit::MoveSpan { quote: "q".into(), role: Role::Cue, number: 0, span };
        vec![add_quote(article, "q", 13, 15), mark_cue("q", 13, 15), move_cue]
    });
    check(|article| {
        let (article, description) = (article.clone(), Description::default());
        let back = Edit::AddArticle { article: article.clone(), description };
        let out = Edit::RemoveArticle { article: article.clone() };
        vec![out, back, add_quote(&article, "q", 13, 15), mark_cue("q", 8, 12)]
    });
}

#[test]
fn units_that_cannot_be_told_are_refused() {
    let (session, article) = session_with(TEXT);
    let check = |mut edit: Edit, expected: EditError| {
        assert_eq!(edit.spans_from_utf16(session.project()), Err(expected), "{edit:?}");
    };
    check(add_quote(&article, "q", 1, 15), EditError::Units(1, 15));
    check(add_quote(&article, "q", 13, 16), EditError::Units(13, 16));
    check(add_quote(&"unknown".into(), "q", 0, 1), EditError::NoArticle("unknown".into()));
    check(mark_cue("q", 8, 12), EditError::NoQuote("q".into()));
    let after = together(vec![mark_cue("q", 8, 12), add_quote(&article, "q", 13, 15)]);
    check(after, EditError::NoQuote("q".into()));
}

/// What is more than one code point to a reader, or makes something of what stands beside it.
const PIECES: [&str; 16] = [
    "a",
    "\u{301}",
    "\u{200d}",
    "\r",
    "\n",
    "\r\n",
    "🇳",
    "🇳🇴",
    "👩",
    "👩\u{200d}👧",
    "👍🏽",
    "\u{1100}",
    "\u{1161}\u{11a8}",
    "한",
    "क\u{94d}",
    "\u{600}",
];

/// Texts in which pieces stand in runs, one of them often long.
fn awkward() -> impl Strategy<Value = String> {
    let runs = proptest::collection::vec((proptest::sample::select(PIECES.to_vec()), 1..5_usize), 0..12);
    (runs, proptest::sample::select(PIECES.to_vec()), 0..1_500_usize).prop_map(|(runs, piece, length)| {
        let (before, after) = runs.split_at(runs.len() / 2);
        let told =
            |runs: &[(&str, usize)]| runs.iter().map(|(piece, times)| piece.repeat(*times)).collect::<String>();
        told(before) + &piece.repeat(length) + &told(after)
    })
}

proptest! {
    #[test]
    fn a_text_may_be_cut_where_unicode_says(source in awkward()) {
        let mut starts: Vec<usize> = source.grapheme_indices(true).map(|(start, _)| start).collect();
        starts.push(source.len());
        starts.dedup();
        let text = Text::new(source.as_str());
        for byte in 0..=source.len() {
            let next = starts.partition_point(|start| *start < byte);
            let before = if starts[next] == byte { next } else { next - 1 };
            let found = (text.is_boundary(byte), text.boundary_before(byte), text.boundary_after(byte));
            prop_assert_eq!(found, (before == next, starts[before], starts[next]), "at {} of {:?}", byte, &source);
        }
        prop_assert_eq!(text.boundary_after(source.len() + 9), source.len());
    }
}
