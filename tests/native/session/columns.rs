//! Open articles, addresses and what happens to a view when records go.

use counterpoint::domain::annotation::Role;
use counterpoint::domain::edit::{Edit, EditError};
use counterpoint::domain::session::{Active, Columns, Intent, Outcome, Refusal, View};
use counterpoint::domain::text::Text;

use super::{ARTICLES, Desk};

/// The open articles by number, the focused one with a star.
fn columns(desk: &Desk) -> String {
    let columns = &desk.session.view().columns;
    let shown = columns.articles().iter().map(|article| {
        let number = desk.articles.iter().position(|known| known == article).map_or(0, |at| at + 1);
        if columns.focused() == Some(article) { format!("{number}*") } else { number.to_string() }
    });
    shown.collect::<Vec<_>>().join(" ")
}

fn check(keys: &str, expected: &str) {
    let mut desk = Desk::new(&ARTICLES);
    desk.press(keys).expect("the keys are taken");
    assert_eq!(columns(&desk), expected, "after {keys}");
}

#[test]
fn articles_open_in_place_or_beside_up_to_three() {
    check("Escape", "1*");
    check("open:2", "2*");
    check("beside:2", "1 2*");
    check("beside:2 beside:3", "1 2 3*");
    check("beside:2 beside:3 beside:4", "4* 2 3");
    check("beside:2 beside:3 focus:1 beside:4", "1 4* 3");
    check("beside:2 focus:1 beside:3", "1 3* 2");
    check("beside:2 open:3", "1 3*");
    check("beside:2 open:1", "1* 2");
    check("beside:2 beside:1", "1* 2");
    check("beside:2 focus:1 focus:4", "1* 2");
}

#[test]
fn keys_go_through_articles_and_columns() {
    check("]", "2*");
    check("] ]", "3*");
    check("] ] ] ]", "1*");
    check("[", "4*");
    check("b", "1 2*");
    check("b b", "1 2 3*");
    check("b b b", "4* 2 3");
    check("b ]", "1 3*");
    check("b v", "1* 2");
    check("b v v", "1 2*");
    check("v", "1*");
}

#[test]
fn columns_close_the_last_one_too() {
    check("b \\", "1*");
    check("b v \\", "2*");
    check("b b v \\", "2* 3");
    check("\\", "");
    check("\\ open:2", "2*");
    check("b close:1", "2*");
    check("close:1", "");
    check("close:1 open:3", "3*");
    check("close:1 ]", "1*");
    check("close:4", "1*");
}

#[test]
fn a_record_brings_its_articles_into_view() {
    check("[nine] q open:2 quote:1", "1*");
    check("[nine] q open:2 beside:1 focus:2 quote:1", "2 1*");
    check("[nine] x [turned] x", "1 2*");
    check("[nine] x [turned] x open:3 link:1", "1* 2");
    check("[nine] x [kept] x open:3 link:1", "1*");
    check("[nine] x [turned] x x [cars] x x [harbour] x open:4 link:1", "1* 2 3");
    check("b b [nine] x [cars] x", "1 2 3*");
}

#[test]
fn there_may_be_no_other_article() {
    let mut desk = Desk::new(&ARTICLES[..1]);
    for key in ["]", "[", "b"] {
        assert_eq!(desk.press(key), Err(Refusal::NoOtherArticle), "{key}");
    }
    let nobody = EditError::NoArticle("nobody".into());
    assert_eq!(desk.give(Intent::Open("nobody".into())), Err(Refusal::Edit(nobody.clone())));
    assert_eq!(desk.give(Intent::OpenBeside("nobody".into())), Err(Refusal::Edit(nobody)));
    assert_eq!(columns(&desk), "1*");
}

#[test]
fn an_address_with_records_that_are_gone_settles_on_what_is_there() {
    let mut desk = Desk::new(&ARTICLES);
    desk.press("[nine hours] q +Ana").expect("the keys are taken");
    let quote = desk.session.project().quotes().next().map(|(id, _)| id.clone()).expect("it was made");
    let visit = |desk: &mut Desk, articles: &[usize], active: Option<Active>| {
        let mut ids: Vec<_> = articles.iter().map(|&number| desk.articles[number - 1].clone()).collect();
        ids.push("gone".into());
        let mut view = View::default();
        view.columns = Columns::new(ids);
        view.active = active;
        desk.give(Intent::Visit(view)).expect("an address is always taken");
        (columns(desk), desk.session.view().active.clone())
    };
    let found = Some(Active::Quote(quote));
    assert_eq!(visit(&mut desk, &[3, 2], found.clone()), ("3* 2".to_owned(), found.clone()));
    assert_eq!(visit(&mut desk, &[2], Some(Active::Quote("gone".into()))), ("2*".to_owned(), None));
    assert_eq!(visit(&mut desk, &[1], Some(Active::Speaker("gone".into()))), ("1*".to_owned(), None));
    assert_eq!(visit(&mut desk, &[1], Some(Active::Link("gone".into()))), ("1*".to_owned(), None));
    let mut view = View::default();
    view.active.clone_from(&found);
    desk.give(Intent::Visit(view)).expect("it is taken");
    assert_eq!((columns(&desk), desk.session.view().active.clone()), ("1*".to_owned(), found), "no articles named");
    desk.give(Intent::Activate(Active::Quote("gone".into()))).expect("a click on a stale row");
    assert_eq!(desk.session.view().active, None);
}

#[test]
fn what_goes_is_let_go_of() {
    let mut desk = Desk::new(&ARTICLES);
    desk.press("b [kept] q [nine] q [said] c x (said) [kept]").expect("the keys are taken");
    assert_eq!(desk.session.view().span, Some((Role::Cue, 0)));
    let article = desk.articles[0].clone();
    desk.give(Intent::Perform(Edit::RemoveArticle { article })).expect("it is there");
    let view = desk.session.view();
    assert_eq!((&view.active, view.span, &view.pending, &view.selection), (&None, None, &None, &None));
    assert_eq!(columns(&desk), "2*");
    assert_eq!(desk.records(), "");
    desk.press("Mod+z").expect("there is an edit to undo");
    assert_eq!(desk.records(), "indirect [nine] cue [said]\nindirect [kept]");
}

#[test]
fn a_contradiction_with_a_removed_article_is_out_of_sight_until_it_is_back() {
    let mut desk = Desk::new(&ARTICLES);
    desk.press("[nine] x [turned] x").expect("the keys are taken");
    let article = desk.articles[1].clone();
    desk.give(Intent::Perform(Edit::RemoveArticle { article })).expect("it is there");
    assert_eq!(desk.records(), "indirect [nine]");
    desk.press("Mod+z").expect("there is an edit to undo");
    assert_eq!(desk.records(), "indirect [nine]\nindirect [turned]\n[nine] x [turned]");
}

#[test]
fn a_person_adds_an_article_once() {
    let mut desk = Desk::new(&ARTICLES[..1]);
    let add = |desk: &mut Desk, text: &str| desk.give(Intent::AddArticle(Text::new(text), "new.txt".to_owned()));
    let outcome = add(&mut desk, ARTICLES[1]).expect("it is new");
    let made = outcome.made.expect("it has an id");
    assert!(outcome.update.is_some() && outcome.texts.iter().any(|(id, _)| id.as_str() == made));
    desk.articles.push(made.as_str().into());
    assert_eq!((columns(&desk).as_str(), desk.session.history().undo_name()), ("2*", Some("add article")));
    let title = desk.session.project().article(&desk.articles[1]).map(|article| article.title().to_owned());
    assert_eq!(add(&mut desk, ARTICLES[1]), Err(Refusal::Duplicate(title.expect("it is there"))));
    assert_eq!(add(&mut desk, " \r\n\t\u{a0}"), Err(Refusal::NoText));
    assert_eq!(add(&mut desk, ""), Err(Refusal::NoText));
    desk.press("Mod+z").expect("there is an edit to undo");
    assert_eq!(desk.session.project().articles().len(), 1);
    add(&mut desk, ARTICLES[1]).expect("it is not in the project any more");
    let article = desk.articles[1].clone();
    desk.give(Intent::Perform(Edit::RemoveArticle { article })).expect("it is there");
    add(&mut desk, ARTICLES[1]).expect("a person may put it back");
    assert_eq!(columns(&desk), "2*");
}

#[test]
fn the_corpus_does_not_put_back_what_a_person_took_out() {
    let mut desk = Desk::new(&ARTICLES[..2]);
    assert_eq!(desk.session.history().undo_name(), None, "what the corpus brings is nobody's edit");
    let admit = |desk: &mut Desk, text: &str| desk.give(Intent::AdmitArticle(Text::new(text), "a.txt".to_owned()));
    let again = admit(&mut desk, ARTICLES[1]).expect("it has words");
    assert_eq!((again.update, again.texts), (None, Vec::new()));
    let article = desk.articles[1].clone();
    desk.give(Intent::Perform(Edit::RemoveArticle { article })).expect("it is there");
    let again = admit(&mut desk, ARTICLES[1]).expect("it has words");
    assert_eq!((again.update, again.texts, desk.session.project().articles().len()), (None, Vec::new(), 1));
    assert_eq!(admit(&mut desk, " "), Err(Refusal::NoText));
    assert_eq!(desk.give(Intent::Select(None)), Ok(Outcome::default()));
}

#[test]
fn an_article_whose_text_was_missing_is_opened_once_it_is_there() {
    let mut desk = Desk::new(&ARTICLES[..1]);
    let mut colleague = Desk::of("colleague", 2, &ARTICLES[1..2]);
    colleague.press("[turned] q").expect("the keys are taken");
    desk.give(Intent::Merge(colleague.session.encode())).expect("an update of ours");
    assert_eq!(desk.session.project().quotes().count(), 1);
    let known = colleague.articles[0].clone();
    assert_eq!(desk.session.project().text(&known), None);
    let outcome = desk.give(Intent::AddArticle(Text::new(ARTICLES[1]), "late.txt".to_owned())).expect("it is wanted");
    assert_eq!((outcome.made.as_deref(), outcome.update), (Some(known.as_str()), None));
    desk.articles.push(known);
    assert_eq!((columns(&desk).as_str(), desk.records().as_str()), ("2*", "indirect [turned]"));
}

#[test]
fn a_text_that_an_article_lacks_is_kept_when_the_corpus_brings_it() {
    let admit = |desk: &mut Desk| desk.give(Intent::AdmitArticle(Text::new(ARTICLES[1]), "a.txt".to_owned()));
    let first = Desk::new(&ARTICLES);
    let mut later = Desk::of("me", 2, &ARTICLES[..1]);
    later.give(Intent::Merge(first.session.encode())).expect("an update of mine");
    let (article, text) = admit(&mut later).expect("the text has words").texts.pop().expect("a text to be kept");
    assert_eq!((article, text.as_str()), (first.articles[1].clone(), ARTICLES[1]));
    assert_eq!(admit(&mut later).expect("the text has words").texts, [], "it is here now");
}

#[test]
fn a_quote_is_let_go_of_when_its_article_leaves_the_view() {
    let check = |keys: &str, is_active: bool| {
        let mut desk = Desk::new(&ARTICLES);
        desk.press("[Nobody_came,] q").expect("the keys are taken");
        desk.press(keys).expect("the keys are taken");
        assert_eq!(desk.session.view().active.is_some(), is_active, "after {keys}");
    };
    check("beside:2", true);
    check("open:1", true);
    check("open:2", false);
    check("close:1", false);
    check("beside:2 close:2", true);
    check("]", false);
}
