//! What lines of an article are: whatever a script or another replica says, each line is one thing and is drawn once.

use counterpoint::domain::article::{Description, Region, RegionKind, article_id, folds, kinds};
use counterpoint::domain::edit::{Correction, Edit, EditError};
use counterpoint::domain::id::ArticleId;
use counterpoint::domain::project::Write;
use counterpoint::domain::session::{Intent, Refusal, Session};
use counterpoint::domain::text::{Span, SpanError, Text};
use proptest::prelude::*;

use crate::world::{session_with, update};

/// Lines at bytes 0, 6, 13, 19 (blank), 20 and 36; the envoy's line has characters of two bytes and more.
const TEXT: &str = "Title\nBefore\nShare\n\n👩‍👧 Été\r\nComments\n";

fn region(start: usize, end: usize) -> Region {
    Region { span: Span::new(start, end), kind: RegionKind::Boilerplate }
}

fn correct(article: &ArticleId, regions: Vec<Region>) -> Edit {
    let correction = Correction { regions: Some(regions), ..Correction::default() };
    Edit::CorrectArticle { article: article.clone(), correction }
}

fn regions_of(session: &Session, article: &ArticleId) -> Vec<(usize, usize)> {
    let article = session.project().article(article).expect("it is there");
    article.regions().iter().map(|region| region.span.into()).collect()
}

#[test]
fn a_correction_is_kept_as_whole_lines_in_order() {
    let check = |given: &[(usize, usize)], expected: &[(usize, usize)]| {
        let (mut session, article) = session_with(TEXT);
        let regions = given.iter().map(|&(start, end)| region(start, end)).collect();
        update(&mut session, Intent::Perform(correct(&article, regions))).expect("the regions fit");
        assert_eq!(regions_of(&session, &article), expected, "{given:?}");
    };
    check(&[], &[]);
    check(&[(13, 19)], &[(13, 19)]);
    check(&[(13, 19), (0, 6)], &[(0, 6), (13, 19)]);
    check(&[(14, 16), (7, 8)], &[(6, 13), (13, 19)]);
    check(&[(0, 19)], &[(0, 6), (6, 13), (13, 19)]);
    check(&[(13, 19), (13, 19), (15, 16)], &[(13, 19)]);
    check(&[(15, 31)], &[(13, 19), (20, TEXT.len() - 9)]);
    check(&[(19, 20)], &[]);
}

#[test]
fn a_line_that_is_given_twice_is_what_was_said_first() {
    let (mut session, article) = session_with(TEXT);
    let regions = vec![Region { kind: RegionKind::Caption, ..region(13, 19) }, region(6, 19)];
    update(&mut session, Intent::Perform(correct(&article, regions))).expect("the regions fit");
    let project = session.project();
    let kinds =
        kinds(project.text(&article).expect("it is at hand"), project.article(&article).expect("it").regions());
    assert_eq!(kinds[..4], [None, Some(RegionKind::Boilerplate), Some(RegionKind::Caption), None]);
}

#[test]
fn a_region_that_does_not_fit_the_text_is_refused() {
    let check = |start, end, expected: SpanError| {
        let (mut session, article) = session_with(TEXT);
        let before = regions_of(&session, &article);
        let regions = vec![region(0, 6), region(start, end)];
        let refused = update(&mut session, Intent::Perform(correct(&article, regions.clone())));
        assert_eq!(refused, Err(Refusal::Edit(EditError::Region(expected))));
        assert_eq!(regions_of(&session, &article), before);

        let description = Description { regions, ..Description::default() };
        let refused = update(&mut session, Intent::Perform(Edit::AddArticle { article, description }));
        assert_eq!(refused, Err(Refusal::Edit(EditError::Region(expected))));
    };
    check(3, 3, SpanError::Empty(Span::new(3, 3)));
    check(6, 2, SpanError::Empty(Span::new(6, 2)));
    check(0, 999, SpanError::Outside(Span::new(0, 999), TEXT.len()));
    check(0, 22, SpanError::InsideCharacter(22));
}

#[test]
fn without_the_text_regions_are_put_in_order() {
    let mut session = Session::new("me".into(), 1);
    let article = ArticleId::from(article_id(TEXT));
    let description = Description { regions: vec![region(13, 19), region(0, 6)], ..Description::default() };
    let add = Edit::AddArticle { article: article.clone(), description };
    update(&mut session, Intent::Perform(add)).expect("its text may come later");
    assert_eq!(regions_of(&session, &article), [(0, 6), (13, 19)]);
    update(&mut session, Intent::Perform(correct(&article, vec![region(36, 45), region(6, 13)]))).expect("the same");
    assert_eq!(regions_of(&session, &article), [(6, 13), (36, 45)]);
}

#[test]
fn regions_from_a_script_count_in_utf16() {
    let (mut session, article) = session_with(TEXT);
    let start = Text::new(TEXT).utf16(TEXT.find("Comments").expect("it is there")).0;
    let expected = vec![region(TEXT.len() - 9, TEXT.len() - 1)];

    let mut edit = correct(&article, vec![region(start, start + 8)]);
    edit.spans_from_utf16(session.project()).expect("the units fit");
    assert_eq!(edit, correct(&article, expected.clone()));

    let add = |regions| Edit::AddArticle {
        article: article.clone(),
        description: Description { regions, ..Description::default() },
    };
    let mut edit = add(vec![region(start, start + 8)]);
    edit.spans_from_utf16(session.project()).expect("the units fit");
    assert_eq!(edit, add(expected));
    let mut inside = add(vec![region(21, 22)]);
    assert_eq!(inside.spans_from_utf16(session.project()), Err(EditError::Units(21, 22)));
    let elsewhere = Session::new("me".into(), 2);
    let unknown = add(vec![region(0, 1)]).spans_from_utf16(elsewhere.project());
    assert_eq!(unknown, Err(EditError::NoText(article.clone())), "units cannot be told without the text");
    assert_eq!(add(Vec::new()).spans_from_utf16(elsewhere.project()), Ok(()));
    update(&mut session, Intent::Perform(edit)).expect("the regions fit");
}

proptest! {
    #[test]
    fn whatever_regions_a_replica_holds_every_paragraph_is_drawn_once(
        spans in proptest::collection::vec((0_usize..60, 0_usize..60), 0..8),
        kind in prop_oneof![Just(RegionKind::Boilerplate), Just(RegionKind::Caption), Just(RegionKind::Title)],
    ) {
        let (session, article) = session_with(TEXT);
        let mut project = session.project().clone();
        let regions: Vec<_> =
            spans.into_iter().map(|(start, end)| Region { span: Span::new(start, end), kind }).collect();
        let field = counterpoint::domain::annotation::ArticleField::Regions(Some(regions));
        project.write(Write::Article(article.clone(), field));
        let (text, record) = (project.text(&article).expect("it is at hand"), project.article(&article).expect("it"));
        let folds = folds(text, record.regions());
        let mut next = 0;
        for fold in &folds {
            prop_assert!(next <= fold.paragraphs.start && fold.paragraphs.start < fold.paragraphs.end, "{folds:?}");
            next = fold.paragraphs.end;
        }
        prop_assert!(next <= text.paragraphs().len());
        prop_assert!(kind.folded() || folds.is_empty());
    }
}
