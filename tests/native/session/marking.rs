//! Quotes, their spans, their speakers, and lines folded away.

use counterpoint::domain::edit::Edit;
use counterpoint::domain::session::{Intent, Refusal, Selection};
use counterpoint::domain::text::Span;

use super::{ARTICLES, Desk, check, check_notice, check_refused};

#[test]
fn q_makes_a_quote_whose_kind_follows_from_the_quotation_marks() {
    check("[“Nobody came,”] q", "*direct [“Nobody came,”]");
    check("[_he waited_] q", "*indirect [he waited]");
    check("[the talks “began on time”] q", "*mixed [the talks “began on time”]");
    check("[_he waited_] q", "*indirect [he waited]");
    check("[hours. “Nobody] q", "*mixed [hours. “Nobody]");
}

#[test]
fn q_goes_round_lines_that_are_folded_away() {
    let mut desk =
        Desk::new(&["Ferry talks stall\n\nThe envoy said he waited\n\nAdvertisement\n\nnine hours for an answer.\n"]);
    desk.press("[he waited\n\nAdvertisement\n\nnine hours] q").expect("the words are there");
    assert_eq!(desk.records(), "*indirect [he waited][nine hours]");
    desk.press("[he waited\n\nAdvertisement\n\nnine hours] q").expect("the quote is there");
    assert_eq!(desk.records(), "*indirect [he waited][nine hours]", "it is picked, not made twice");
}

#[test]
fn q_on_words_that_are_a_quote_picks_it() {
    check("[nine hours] q Escape [nine hours] q", "*indirect [nine hours]");
    check("[nine hours] q [nine] q", "indirect [nine hours]\n*indirect [nine]");
    check_refused("q", &Refusal::NothingSelected);
    check_refused("[nine hours] q q", &Refusal::NothingSelected);
    check_refused("[_] q", &Refusal::NothingSelected);
}

#[test]
fn s_and_c_and_a_add_to_the_active_quote() {
    check("[nine hours] q [The envoy] s", "*indirect [nine hours] source [The envoy]");
    check("[nine hours] q [said he] c", "*indirect [nine hours] cue [said he]");
    check("[nine hours] q [said] c [waited] c", "*indirect [nine hours] cue [said][waited]");
    check("[“Nobody came,”] q [“and nobody called.”] a", "*direct [“Nobody came,”][“and nobody called.”]");
    check("[“and nobody called.”] q [“Nobody came,”] a", "*direct [“Nobody came,”][“and nobody called.”]");
    check("[“Nobody came,”] q [he waited] a", "*mixed [he waited][“Nobody came,”]");
    check("[The envoy said] q [envoy] s [said] c", "*indirect [The envoy said] cue [said] source [envoy]");
}

#[test]
fn a_span_marked_again_takes_the_place_of_the_one_that_it_overlaps() {
    check("[nine hours] q [he waited nine] a", "*indirect [he waited nine]");
    check("[nine hours] q [The envoy] s [envoy said] s", "*indirect [nine hours] source [envoy said]");
    check("[nine hours] q [nine hours] a", "*indirect [nine hours]");
    let mut desk = Desk::new(&ARTICLES);
    let outcome = desk.press("[The] q [said] a [waited] a [The envoy said] a");
    assert!(matches!(outcome, Err(Refusal::Edit(_))), "two fragments in its way: {outcome:?}");
}

#[test]
fn spans_need_an_active_quote_of_the_same_article() {
    check_refused("[The envoy] s", &Refusal::NoQuote);
    check_refused("[nine hours] q s", &Refusal::NothingSelected);
    check_refused("[nine hours] q [Ana Pell] s", &Refusal::OtherArticle);
    check_refused("[nine hours] q [Ana Pell] c", &Refusal::OtherArticle);
    check_refused("[nine hours] q [turned away] a", &Refusal::OtherArticle);
}

#[test]
fn backspace_deletes_the_active_span_or_else_the_record() {
    let quote = "[nine hours] q [said] c [The envoy] s";
    check(&format!("{quote} (said) Backspace"), "*indirect [nine hours] source [The envoy]");
    check(&format!("{quote} (The) Backspace"), "*indirect [nine hours] cue [said]");
    check(&format!("{quote} (nine) Backspace"), "");
    check(&format!("{quote} Backspace"), "");
    check("[nine] q [waited] a (nine) Backspace", "*indirect [waited]");
    check("[nine] q [waited] a (waited) Backspace", "*indirect [nine]");
    check("[nine] q [kept] x [nine] x Backspace", "indirect [nine]\nindirect [kept]");
    check("[nine] q [kept] x [nine] x (nine) Backspace", "indirect [kept]");
    check_refused("Backspace", &Refusal::NoQuote);
    check_notice("[nine] q Backspace", "Done: delete quote.");
}

#[test]
fn a_new_quote_does_not_inherit_the_active_span_of_the_one_before() {
    check("[nine hours] q [said] c (said) [Nobody came] q Backspace", "indirect [nine hours] cue [said]");
    check("[nine hours] q [said] c (said) [Nobody came] q ,", "indirect [nine hours] cue [said]\n*direct [Nobody]");
}

#[test]
fn numbers_and_names_assign_speakers() {
    check("[nine] q +Ana_Pell", "*indirect [nine] by Ana Pell");
    check(
        "[nine] q +Ana_Pell [kept] q +Aide [began] q 1",
        "indirect [nine] by Ana Pell\nindirect [kept] by Aide\n*direct [began] by Ana Pell",
    );
    check("[nine] q +Zoe +Ana 1", "*indirect [nine] by Zoe");
    check("[nine] q +Zoe +Ana 2", "*indirect [nine] by Ana");
    check_refused("[nine] q 1", &Refusal::NoSpeaker(1));
    check_refused("[nine] q +Ana 2", &Refusal::NoSpeaker(2));
    check_refused("1", &Refusal::NoQuote);
    check_refused("+Ana", &Refusal::NoQuote);
}

#[test]
fn a_source_that_is_just_a_speakers_name_assigns_them() {
    let envoy = "[Nobody came] q +The_envoy [nine hours] q";
    check(
        &format!("{envoy} [The envoy] s"),
        "*indirect [nine hours] source [The envoy] by The envoy\ndirect [Nobody came] by The envoy",
    );
    check(
        &format!("{envoy} [The envoy said] s"),
        "*indirect [nine hours] source [The envoy said]\ndirect [Nobody came] by The envoy",
    );
    check(
        &format!("{envoy} +Aide [The envoy] s"),
        "*indirect [nine hours] source [The envoy] by Aide\ndirect [Nobody came] by The envoy",
    );
    check(&format!("{envoy} [The envoy] s Mod+z"), "*indirect [nine hours]\ndirect [Nobody came] by The envoy");
    check(
        "[Nobody came] q +The_envoy +The_envoy [nine hours] q [The envoy] s",
        "*indirect [nine hours] source [The envoy]\ndirect [Nobody came] by The envoy",
    );
}

#[test]
fn f_folds_lines_away_and_shows_them_again() {
    let check = |keys: &str, expected: &[&str]| {
        let mut desk = Desk::new(&["Title here\n\nFirst line.\nSecond line.\n\nThird line.\n"]);
        desk.press(keys).expect("the keys are taken");
        let project = desk.session.project();
        let (article, text) = (project.article(&desk.articles[0]), project.text(&desk.articles[0]));
        let (article, text) = (article.expect("it is there"), text.expect("it is at hand"));
        let folded = article.regions().iter().filter(|region| region.kind.folded());
        let folded: Vec<_> = folded.map(|region| text.slice(region.span).trim_end()).collect();
        assert_eq!(folded, expected, "after {keys}");
    };
    check("Escape", &[]);
    check("[irst] f", &["First line."]);
    check("[Second line.\n\nThird] f", &["Second line.", "Third line."]);
    check("[Third] f [First] f", &["First line.", "Third line."]);
    check("[irst] f [First] f", &[]);
    check("[First line.\nSecond] f [First] f", &["Second line."]);
    check("[First] f [First line.\nSecond] f", &["First line.", "Second line."]);
    check("[irst] f Mod+z", &[]);
    check_refused("f", &Refusal::NothingSelected);
    let mut desk = Desk::new(&["Title here\n\nFirst line.\n"]);
    let blank = Selection { article: desk.articles[0].clone(), span: Span::new(11, 12) };
    desk.give(Intent::Select(Some(blank))).expect("anything can be selected");
    assert_eq!(desk.press("f"), Err(Refusal::NothingSelected), "a blank line is no line to fold");
}

#[test]
fn a_name_that_somebody_else_goes_by_is_told() {
    let mut desk = Desk::new(&ARTICLES);
    let mut add = |speaker: &str, name: &str| {
        let edit = Edit::AddSpeaker { speaker: speaker.into(), name: name.to_owned(), colour: 0 };
        desk.give(Intent::Perform(edit)).expect("a name is all it takes").notice
    };
    assert_eq!(add("s1", "Ada Lind"), None);
    assert_eq!(add("s2", "Tom Wey"), None);
    assert!(add("s3", "Ada Lind").is_some_and(|notice| notice.contains("merge")));
    let rename = Edit::RenameSpeaker { speaker: "s2".into(), name: "Ada Lind".to_owned() };
    let notice = desk.give(Intent::Perform(rename)).expect("two may have one name").notice;
    assert!(notice.is_some_and(|notice| notice.contains("“Ada Lind”")));
}
