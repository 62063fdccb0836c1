//! The laws of the list of projects: it does not matter which copy takes what, in what order, and how often.

use counterpoint::domain::shelf::{Shelf, Taken};
use proptest::collection::vec;
use proptest::prelude::*;

/// Fields of few projects at few times, so that they clash; some that cannot be read among them.
fn written() -> impl Strategy<Value = Vec<(String, String)>> {
    let key = prop_oneof![Just("default"), Just("a"), Just("b"), Just("shelf"), Just("a b")];
    let field = prop_oneof![Just("name"), Just("deleted"), Just("opened"), Just("size"), Just("colour")];
    let value = (0_u64..4, "[ab]?").prop_map(|(at, value)| format!(r#"{{"at":{at},"value":"{value}"}}"#));
    let value = prop_oneof![9 => value, 1 => Just("{ half".to_owned())];
    vec((key, field, value).prop_map(|(key, field, value)| (format!("{key}/{field}"), value)), 0..24)
}

fn take<'a>(shelf: &mut Shelf, written: impl IntoIterator<Item = &'a (String, String)>) {
    for (key, value) in written {
        shelf.take(key, value);
    }
}

fn shelf<'a>(written: impl IntoIterator<Item = &'a (String, String)>) -> Shelf {
    let mut shelf = Shelf::default();
    take(&mut shelf, written);
    shelf
}

/// What another copy has, taken in.
fn merged(one: &Shelf, other: &Shelf) -> Shelf {
    let mut merged = one.clone();
    for write in other.fields() {
        assert_ne!(merged.take(&write.key, &write.value), Taken::Unread, "{write:?} is as this program writes it");
    }
    merged
}

proptest! {
    #[test]
    fn the_order_does_not_matter(written in written(), seed in any::<u64>()) {
        let mut other = written.clone();
        if !other.is_empty() {
            let turn = usize::try_from(seed % other.len() as u64).unwrap();
            other.rotate_left(turn);
        }
        prop_assert_eq!(shelf(&written), shelf(&other));
        prop_assert_eq!(shelf(&written), shelf(written.iter().rev()));
    }

    #[test]
    fn taking_again_changes_nothing(written in written()) {
        let once = shelf(&written);
        let mut twice = once.clone();
        take(&mut twice, &written);
        prop_assert_eq!(&once, &twice);
        prop_assert_eq!(once.unread(), twice.unread());
    }

    #[test]
    fn copies_merge_to_the_same_in_any_grouping(a in written(), b in written(), c in written()) {
        let (a, b, c) = (shelf(&a), shelf(&b), shelf(&c));
        prop_assert_eq!(merged(&a, &b), merged(&b, &a));
        prop_assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));
        prop_assert_eq!(merged(&a, &a), a);
    }

    #[test]
    fn a_page_never_lands_on_a_deleted_project(written in written(), asked in "[ab]?", last in "[ab]?") {
        let shelf = shelf(&written);
        let landing = shelf.landing(Some(&asked), Some(&last));
        prop_assert!(landing.as_ref().is_none_or(|project| !shelf.is_deleted(project)));
        prop_assert_eq!(landing.is_none(), shelf.cards().is_empty() && shelf.is_deleted("default")
            && [&asked, &last].into_iter().all(|id| id.is_empty() || shelf.is_deleted(id)));
    }
}
