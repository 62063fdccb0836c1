//! Next and previous, clicks on what overlaps, and letting go.

use counterpoint::domain::annotation::Role;
use counterpoint::domain::session::{Outcome, Refusal};

use super::{ARTICLES, Desk, check, check_refused};

#[test]
fn j_and_k_go_round_the_quotes_of_the_open_articles() {
    let three = "[kept waiting] q [nine hours] q [Nobody came] q [Ana Pell] q close:2 Escape";
    let at = |place: usize| {
        let mut lines =
            ["indirect [nine hours]", "direct [Nobody came]", "indirect [kept waiting]", "indirect [Ana Pell]"]
                .map(str::to_owned);
        lines[place] = format!("*{}", lines[place]);
        lines.join("\n")
    };
    let check = |keys: &str, place| check(&format!("{three} {keys}"), &at(place));
    check("j", 0);
    check("j j", 1);
    check("j j j", 2);
    check("j j j j", 0);
    check("k", 2);
    check("k k", 1);
    check("j k", 2);
    check("beside:2 k", 3);
    check("beside:2 k j", 0);
    check("(kept) j", 0);
    check_refused("j", &Refusal::NoQuote);
}

#[test]
fn clicks_and_o_go_through_the_quotes_that_overlap() {
    let nested = "[he waited nine hours] q [nine hours] q [nine] q Escape";
    let at = |place: usize| {
        let mut lines =
            ["indirect [he waited nine hours]", "indirect [nine hours]", "indirect [nine]"].map(str::to_owned);
        lines[place] = format!("*{}", lines[place]);
        lines.join("\n")
    };
    let check = |keys: &str, place| check(&format!("{nested} {keys}"), &at(place));
    check("(nine)", 2);
    check("(nine) (nine)", 1);
    check("(nine) (nine) (nine)", 0);
    check("(nine) (nine) (nine) (nine)", 2);
    check("(nine) o", 1);
    check("(nine) o o", 0);
    check("(nine) o o o", 2);
    check("(nine) (waited)", 0);
    check("(waited) (nine)", 2);
    check("(nine) (hours)", 1);
    check("quote:2 o", 0);
    check("quote:3 o", 1);
    check("quote:1 (nine)", 2);
    check_refused("o", &Refusal::NoQuote);
}

#[test]
fn a_quote_that_covers_a_place_twice_comes_round_once() {
    // The cue of the outer quote lies in the inner quote, which lies in the outer one's content.
    let keys = "[The envoy said he waited] q [said] c [envoy said he] q Escape";
    let outer = "*indirect [The envoy said he waited] cue [said]\nindirect [envoy said he]";
    let inner = "indirect [The envoy said he waited] cue [said]\n*indirect [envoy said he]";
    check(&format!("{keys} (said)"), outer);
    check(&format!("{keys} (said) (said)"), inner);
    check(&format!("{keys} (said) (said) (said)"), outer);
    check(&format!("{keys} (said) o o"), outer);
    let mut desk = Desk::new(&ARTICLES);
    desk.press(keys).expect("the keys are taken");
    let (article, place) = desk.find("said");
    let here = desk.session.project().quotes_at(&article, place.start);
    let here: Vec<_> = here.into_iter().map(|(id, role, _)| (id, role)).collect();
    assert_eq!(here, [(desk.quote(1), Role::Cue), (desk.quote(2), Role::Content)]);
}

#[test]
fn escape_lets_go_of_one_thing_at_a_time() {
    let all = "[nine hours] q [said] c (said) x (said) [Nobody]";
    let desk = |keys: &str| {
        let mut desk = Desk::new(&ARTICLES);
        desk.press(&format!("{all}{keys}")).expect("the keys are taken");
        let view = desk.session.view();
        [view.selection.is_some(), view.pending.is_some(), view.span.is_some(), view.active.is_some()]
    };
    assert_eq!(desk(""), [true, true, true, true]);
    assert_eq!(desk(" Escape"), [false, true, true, true]);
    assert_eq!(desk(" Escape Escape"), [false, false, true, true]);
    assert_eq!(desk(" Escape Escape Escape"), [false, false, false, true]);
    assert_eq!(desk(" Escape Escape Escape Escape"), [false; 4]);
    assert_eq!(desk(" Escape Escape Escape Escape Escape"), [false; 4]);
}

#[test]
fn commands_of_the_page_change_nothing_here() {
    let mut desk = Desk::new(&ARTICLES);
    for key in ["w", "n", "t", "/", "Mod+k", "?", "i", "Mod+s", "d", "Mod+,"] {
        assert_eq!(desk.press(key), Ok(Outcome::default()), "{key}");
    }
}
