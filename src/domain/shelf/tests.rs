//! The shelf by example. Its laws are among the native tests.

use super::*;

const NOON: Timestamp = Timestamp(1_774_000_000_000);
const MINUTE: u64 = 60_000;

fn later(minutes: u64) -> Timestamp {
    Timestamp(NOON.0 + minutes * MINUTE)
}

fn ids(cards: &[Card]) -> Vec<&str> {
    cards.iter().map(|card| card.id.as_str()).collect()
}

/// A shelf with these projects, opened one after the other.
fn shelf_of(projects: &[&str]) -> Shelf {
    let mut shelf = Shelf::default();
    for (minutes, project) in (0..).zip(projects) {
        shelf.set(project, Field::Opened, later(minutes).0.to_string(), later(minutes));
    }
    shelf
}

#[test]
fn what_one_shelf_sets_another_takes() {
    let (mut one, mut other) = (Shelf::default(), Shelf::default());
    let write = one.set("p", Field::Name, "Harbour talks", NOON);
    assert_eq!(write.key, "p/name");
    assert_eq!(write.value, r#"{"at":1774000000000,"value":"Harbour talks"}"#);
    assert_eq!(other.take(&write.key, &write.value), Taken::News);
    assert_eq!(other.take(&write.key, &write.value), Taken::Known);
    assert_eq!(one, other);
}

#[test]
fn what_cannot_be_read_is_left_out_and_counted() {
    let good = r#"{"at":1,"value":"x"}"#;
    let mut shelf = Shelf::default();
    let entries = [
        ("p", good),
        ("p/colour", good),
        ("shelf/name", good),
        ("a b/name", good),
        ("p/name/more", good),
        ("p/name", "{ half"),
        ("p/size", r#"{"at":-1,"value":"x"}"#),
        ("", ""),
    ];
    for (key, value) in entries {
        assert_eq!(shelf.take(key, value), Taken::Unread, "{key}: {value}");
    }
    assert_eq!(shelf, Shelf::default());
    assert_eq!(shelf.unread(), entries.len());
}

#[test]
fn what_a_store_has_gives_way_to_what_is_later_alone() {
    let (early, late) = (r#"{"at":1,"value":"x"}"#, r#"{"at":2,"value":"a"}"#);
    let tied = r#"{"at":1,"value":"y"}"#;
    let cases = [
        (early, late, Standing::GivesWay),
        (late, early, Standing::Stays),
        (early, early, Standing::Stays),
        (early, tied, Standing::GivesWay),
        (tied, early, Standing::Stays),
        ("{ half", late, Standing::Unread),
        (early, "{ half", Standing::GivesWay),
    ];
    for (there, value, standing) in cases {
        assert_eq!(Standing::of(there, value), standing, "{there} and {value}");
    }
}

#[test]
fn an_old_write_does_not_undo_a_newer_one() {
    let mut shelf = Shelf::default();
    let old = shelf.set("p", Field::Name, "Old", NOON);
    shelf.set("p", Field::Name, "New", later(1));
    assert_eq!(shelf.take(&old.key, &old.value), Taken::Known);
    assert_eq!(shelf.name("p"), "New");
    // A clock that was put back does not make what a person does now the older write.
    shelf.set("p", Field::Name, "Newest", NOON);
    assert_eq!(shelf.name("p"), "Newest");
}

#[test]
fn the_list_begins_with_what_was_opened_last() {
    let mut shelf = shelf_of(&["a", "b", "c"]);
    shelf.find("lost");
    shelf.delete("b", later(9));
    assert_eq!(ids(&shelf.cards()), ["c", "a", "lost"]);
    assert_eq!(shelf.cards()[2].name, "Untitled project lost");
    assert_eq!(shelf.deleted().len(), 1);
    shelf.restore("b", later(10));
    assert_eq!(ids(&shelf.cards()), ["c", "b", "a", "lost"]);
    assert!(shelf.deleted().is_empty());
}

#[test]
fn a_page_lands_where_it_is_asked_to_if_it_can() {
    let mut shelf = shelf_of(&["default", "a", "b"]);
    shelf.delete("b", later(9));
    let check = |shelf: &Shelf, asked, last, expected: Option<&str>| {
        assert_eq!(shelf.landing(asked, last).as_deref(), expected, "asked {asked:?}, last {last:?}");
    };
    check(&Shelf::default(), None, None, Some("default"));
    check(&Shelf::default(), Some("shared"), None, Some("shared"));
    check(&shelf, Some("a"), Some("default"), Some("a"));
    check(&shelf, None, Some("a"), Some("a"));
    check(&shelf, None, None, Some("default"));
    check(&shelf, Some("b"), Some("a"), Some("a"));
    check(&shelf, Some("b"), Some("b"), Some("default"));
    check(&shelf, Some("../a"), None, Some("default"));
    check(&shelf, Some("shelf"), None, Some("default"));
    shelf.delete("default", later(10));
    check(&shelf, None, None, Some("a"));
    check(&shelf, Some("default"), Some("default"), Some("a"));
    shelf.bury("default", later(11));
    check(&shelf, None, Some("default"), Some("a"));
    shelf.delete("a", later(12));
    check(&shelf, None, Some("a"), None);
}

#[test]
fn an_address_names_the_project_where_there_are_several() {
    let mut shelf = shelf_of(&["default"]);
    assert!(!shelf.must_be_named("default"));
    assert!(shelf.must_be_named("a"));
    shelf.find("a");
    assert!(shelf.must_be_named("default"));
}

#[test]
fn a_deleted_project_is_kept_for_thirty_days() {
    let mut shelf = shelf_of(&["a", "b"]);
    shelf.delete("b", NOON);
    let until = Timestamp(NOON.0 + KEPT);
    assert_eq!(shelf.deleted()[0].until, until);
    assert_eq!(shelf.expired(Timestamp(until.0 - 1)), []);
    assert_eq!(shelf.expired(until), [("b".to_owned(), NOON)]);
    // An old tab that works on it makes it stay longer.
    shelf.set("b", Field::Changed, later(5).0.to_string(), later(5));
    assert_eq!(shelf.expired(until), []);
    assert_eq!(shelf.expired(Timestamp(later(5).0 + KEPT)), [("b".to_owned(), later(5))]);
}

#[test]
fn a_buried_project_does_not_come_back_by_itself() {
    let mut shelf = shelf_of(&["a", "b"]);
    let old = shelf.set("b", Field::Name, "Secret", NOON);
    shelf.delete("b", later(1));
    let (write, removed) = shelf.bury("b", later(2));
    assert_eq!(write.key, "b/deleted");
    assert!(removed.contains(&"b/name".to_owned()) && !removed.contains(&write.key));
    assert!(shelf.deleted().is_empty());
    assert!(shelf.expired(Timestamp(NOON.0 + 2 * KEPT)).is_empty());
    shelf.take(&old.key, &old.value);
    assert_eq!(ids(&shelf.cards()), ["a"]);
    // What is found of it all the same is to be cleared away, unless it was written later.
    shelf.find("b");
    assert_eq!(shelf.expired(later(3)), [("b".to_owned(), later(2))]);
    assert_eq!(ids(&shelf.cards()), ["a"]);
}

#[test]
fn the_corpus_belongs_to_the_first_project_unless_another_asks_for_it() {
    let mut shelf = Shelf::default();
    assert!(shelf.has_corpus("default"));
    assert!(!shelf.has_corpus("a"));
    shelf.set("a", Field::Corpus, "true", NOON);
    shelf.set("default", Field::Corpus, "false", NOON);
    assert!(shelf.has_corpus("a"));
    assert!(!shelf.has_corpus("default"));
}

#[test]
fn names_are_tidy_short_and_not_alike() {
    let mut shelf = shelf_of(&["default", "a"]);
    assert_eq!(shelf.name("default"), FIRST);
    shelf.set("a", Field::Name, "Harbour talks", NOON);
    let long = "ü".repeat(100);
    let check = |project, wanted: &str, expected: Option<&str>| {
        assert_eq!(shelf.free_name(project, wanted).as_deref(), expected, "{wanted:?}");
    };
    check("b", "  Rubio \n call ", Some("Rubio call"));
    check("b", " \t ", None);
    check("b", "Harbour talks", Some("Harbour talks 2"));
    check("b", "HARBOUR TALKS", Some("HARBOUR TALKS 2"));
    check("a", "Harbour talks", Some("Harbour talks"));
    check("b", "First project", Some("First project 2"));
    check("b", &long, Some(&"ü".repeat(80)));
    // A family of three is five characters, and one to the eye.
    check("b", &("x".repeat(78) + "👩‍👩‍👧"), Some(&"x".repeat(78)));
    shelf.set("b", Field::Name, "ü".repeat(80), NOON);
    assert_eq!(shelf.free_name("c", &long), Some("ü".repeat(78) + " 2"));
    shelf.delete("a", NOON);
    assert_eq!(shelf.free_name("c", "Harbour talks").as_deref(), Some("Harbour talks 2"), "it may be restored");
    shelf.bury("a", NOON);
    assert_eq!(shelf.free_name("c", "Harbour talks").as_deref(), Some("Harbour talks"));
}
