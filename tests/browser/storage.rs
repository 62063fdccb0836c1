//! Local storage as a replica: what was written comes back, and nothing that cannot be read is touched.

use counterpoint::domain::annotation::Origin;
use counterpoint::domain::edit::Edit;
use counterpoint::domain::id::Timestamp;
use counterpoint::domain::project::Project;
use counterpoint::domain::replica::{Merged, Replica};
use counterpoint::web::storage::local::LocalStorage;
use counterpoint::web::storage::{News, Storage, StorageError};
use wasm_bindgen_test::wasm_bindgen_test;

/// A part of local storage for one test, emptied when the test ends.
struct Area(&'static str);

impl Area {
    fn open(&self, tab: u64) -> LocalStorage {
        LocalStorage::open(self.0, tab).expect("the test browser has local storage")
    }

    fn raw() -> web_sys::Storage {
        gloo::utils::window().local_storage().expect("may be asked").expect("the test browser has local storage")
    }

    fn keys(&self) -> Vec<String> {
        let raw = Self::raw();
        let count = raw.length().expect("storage tells its length");
        let keys = (0..count).filter_map(|number| raw.key(number).expect("storage tells its keys"));
        keys.filter(|key| key.starts_with(&format!("counterpoint/{}/", self.0))).collect()
    }
}

impl Drop for Area {
    fn drop(&mut self) {
        for key in self.keys() {
            Self::raw().remove_item(&key).expect("a key can be removed");
        }
    }
}

/// The update of an edit that names an annotator.
fn update(replica: &mut Replica, name: &str) -> Vec<u8> {
    let edit = Edit::NameAnnotator { annotator: "someone".into(), name: name.to_owned() };
    let stamp = Origin { creator: "someone".into(), created: Timestamp(1) };
    replica.commit(&edit.writes(&Project::default(), &stamp).expect("the edit fits any project"))
}

#[wasm_bindgen_test]
async fn what_was_written_comes_back_in_another_tab() {
    let area = Area("test-comes-back");
    let mut replica = Replica::new(1);
    let (first, second) = (update(&mut replica, "Ada"), update(&mut replica, "Ada Lind"));
    let storage = area.open(1);
    assert_eq!(storage.append(&first).await, Ok(()));
    assert_eq!(storage.append(&second).await, Ok(()));
    assert_eq!(storage.put_text(&"a1".into(), "Größe\r\n«да» 👩‍👧").await, Ok(()));

    let mut loaded = area.open(2).load().await.expect("storage can be read");
    loaded.updates.sort();
    let mut written = vec![first, second];
    written.sort();
    assert_eq!(loaded.updates, written);
    assert_eq!(loaded.texts, [("a1".into(), "Größe\r\n«да» 👩‍👧".to_owned())]);
    assert!(loaded.unread.is_empty());
}

#[wasm_bindgen_test]
async fn two_tabs_never_write_the_same_key() {
    let area = Area("test-two-tabs");
    let mut replica = Replica::new(2);
    let update = update(&mut replica, "Ada");
    let (one, other) = (area.open(1), area.open(2));
    for storage in [&one, &other, &one, &other] {
        assert_eq!(storage.append(&update).await, Ok(()));
    }
    assert_eq!(area.keys().len(), 4);
}

#[wasm_bindgen_test]
async fn what_cannot_be_read_is_told_and_stays() {
    let area = Area("test-unread");
    let storage = area.open(1);
    let mut replica = Replica::new(3);
    assert_eq!(storage.append(&update(&mut replica, "Ada")).await, Ok(()));
    let broken = format!("counterpoint/{}/update/broken", area.0);
    Area::raw().set_item(&broken, "§ not base64 §").expect("there is room");

    let loaded = area.open(2).load().await.expect("storage can be read");
    assert_eq!(loaded.updates.len(), 1);
    assert_eq!(loaded.unread, std::slice::from_ref(&broken));
    assert_eq!(Area::raw().get_item(&broken).expect("a key can be read").as_deref(), Some("§ not base64 §"));
}

/// Writes 600 updates and gives the replica that they are of.
async fn pile_up(storage: &LocalStorage) -> Replica {
    let mut replica = Replica::new(4);
    for number in 0..600 {
        assert_eq!(storage.append(&update(&mut replica, &format!("Name {number}"))).await, Ok(()));
    }
    replica
}

/// What a tab sees that opens now; entries that are no updates are left out.
async fn fields(area: &Area) -> Merged {
    let mut copy = Replica::new(5);
    for update in area.open(2).load().await.expect("storage can be read").updates {
        let _ = copy.merge(&update);
    }
    copy.fields()
}

#[wasm_bindgen_test]
async fn many_updates_become_few_that_say_the_same() {
    let area = Area("test-many");
    let storage = area.open(1);
    let replica = pile_up(&storage).await;
    let loaded = storage.load().await.expect("storage can be read");
    assert_eq!(loaded.updates.len(), 600);
    assert_eq!(area.keys().len(), 12, "fifty at a time were merged into one");
    assert_eq!(fields(&area).await, replica.fields());
}

#[wasm_bindgen_test]
async fn a_damaged_entry_stays_and_the_others_are_merged_all_the_same() {
    let area = Area("test-damaged");
    let storage = area.open(1);
    let replica = pile_up(&storage).await;
    let damaged = format!("counterpoint/{}/update/damaged", area.0);
    Area::raw().set_item(&damaged, "AAAABBBB").expect("there is room");
    storage.load().await.expect("storage can be read");
    assert_eq!(area.keys().len(), 13, "fifty at a time were merged into one, and the damaged one is left");
    assert_eq!(Area::raw().get_item(&damaged).expect("a key can be read").as_deref(), Some("AAAABBBB"));
    assert_eq!(fields(&area).await, replica.fields());
}

#[wasm_bindgen_test]
async fn little_room_is_enough_to_merge_many_updates() {
    let area = Area("test-little-room");
    let storage = area.open(1);
    let replica = pile_up(&storage).await;
    let size = |key: String| Area::raw().get_item(&key).expect("a key can be read").map_or(0, |value| value.len());
    let held: usize = area.keys().into_iter().map(size).sum();
    fill(&area, held / 4);
    storage.load().await.expect("storage can be read");
    let updates = area.keys().into_iter().filter(|key| key.contains("/update/")).count();
    assert_eq!(updates, 12, "fifty at a time were merged into one");
    assert_eq!(fields(&area).await, replica.fields());
}

/// Leaves room for fewer than this many characters in local storage.
fn fill(area: &Area, room: usize) {
    let mut length = 8_000_000;
    let mut number = 0;
    while length >= room {
        let key = format!("counterpoint/{}/filler/{number}", area.0);
        if Area::raw().set_item(&key, &"x".repeat(length)).is_err() {
            length /= 2;
        }
        number += 1;
    }
}

#[wasm_bindgen_test]
async fn a_full_store_says_so_and_keeps_what_it_had() {
    let area = Area("test-full");
    let storage = area.open(1);
    let mut replica = Replica::new(6);
    let kept = update(&mut replica, "Ada");
    assert_eq!(storage.append(&kept).await, Ok(()));
    let huge = "x".repeat(6_000_000);
    assert_eq!(storage.put_text(&"a1".into(), &huge).await, Err(StorageError::Full));
    assert_eq!(storage.load().await.expect("storage can be read").updates, [kept]);
}

#[wasm_bindgen_test]
fn news_of_another_project_is_none_of_ours() {
    let area = Area("test-news");
    let storage = area.open(1);
    let check = |key: &str, value: &str, expected| assert_eq!(storage.read_news(key, value), expected, "{key}");
    check("counterpoint/test-news/update/2-1", "AQI", Some(News::Update(vec![1, 2])));
    check("counterpoint/test-news/text/a1", "words", Some(News::Text("a1".into(), "words".to_owned())));
    check("counterpoint/other/update/2-1", "AQI", None);
    check("counterpoint/test-news/other/2-1", "AQI", None);
    check("counterpoint/settings", "{}", None);
}
