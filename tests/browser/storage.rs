//! Both stores as replicas: what was written comes back, and nothing that cannot be read is lost.

use std::cell::Cell;
use std::rc::Rc;

use counterpoint::domain::annotation::Origin;
use counterpoint::domain::edit::Edit;
use counterpoint::domain::id::Timestamp;
use counterpoint::domain::journal::{EntryName, Place, Rows, SCHEMA, Snapshot};
use counterpoint::domain::project::Project;
use counterpoint::domain::replica::{Merged, Replica};
use counterpoint::domain::text::Text;
use counterpoint::web::storage::StorageError;
use counterpoint::web::storage::database::{self, Database, Loss};
use counterpoint::web::storage::durable::{Durable, Entry, name_of};
use counterpoint::web::storage::local::{LocalStorage, News};
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

/// A part of local storage for one test, emptied when the test ends.
struct Area(&'static str);

impl Area {
    fn open(&self) -> LocalStorage {
        LocalStorage::open(self.0).expect("the test browser has local storage")
    }

    fn raw() -> web_sys::Storage {
        gloo::utils::window().local_storage().expect("may be asked").expect("the test browser has local storage")
    }

    fn key(&self, place: &str) -> String {
        format!("counterpoint/{}/{place}", self.0)
    }

    fn value(&self, place: &str) -> Option<String> {
        Self::raw().get_item(&self.key(place)).expect("a key can be read")
    }

    fn set(&self, place: &str, value: &str) {
        Self::raw().set_item(&self.key(place), value).expect("there is room");
    }

    fn keys(&self) -> Vec<String> {
        let raw = Self::raw();
        let count = raw.length().expect("storage tells its length");
        let keys = (0..count).filter_map(|number| raw.key(number).expect("storage tells its keys"));
        keys.filter(|key| key.starts_with(&self.key(""))).collect()
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

/// The name of the entry that is written `number`th.
fn name(number: u64) -> EntryName {
    EntryName::new(Timestamp(number), 7)
}

#[wasm_bindgen_test]
fn what_was_written_comes_back_in_another_tab() {
    let area = Area("test-comes-back");
    let mut replica = Replica::new(1);
    let (first, second) = (update(&mut replica, "Ada"), update(&mut replica, "Ada Lind"));
    let local = area.open();
    assert_eq!(local.put_update(&name(1), &first), Ok(()));
    assert_eq!(local.put_update(&name(2), &second), Ok(()));
    assert_eq!(local.put_text(&"a1".into(), "Größe\r\n«да» 👩‍👧"), Ok(()));

    let mut near = area.open().read().expect("storage can be read");
    near.updates.sort();
    assert_eq!(near.updates, [(name(1), first), (name(2), second)]);
    assert_eq!(near.texts, [("a1".into(), "Größe\r\n«да» 👩‍👧".to_owned())]);
    assert!(near.damaged.is_empty());
}

#[wasm_bindgen_test]
fn what_cannot_be_read_is_told_and_set_aside_unchanged() {
    let area = Area("test-aside");
    let local = area.open();
    let mut replica = Replica::new(3);
    assert_eq!(local.put_update(&name(1), &update(&mut replica, "Ada")), Ok(()));
    area.set("update/broken", "§ not base64 §");
    area.set("unheard-of/key", "?");

    let mut near = area.open().read().expect("storage can be read");
    near.damaged.sort();
    assert_eq!(near.updates.len(), 1);
    assert_eq!(near.damaged, ["unheard-of/key", "update/broken"]);
    assert_eq!(local.set_aside("update/broken"), Ok(()));
    assert_eq!(
        (area.value("update/broken"), area.value("aside/update/broken").as_deref()),
        (None, Some("§ not base64 §"))
    );

    area.set("update/broken", "broken again");
    assert_eq!(local.set_aside("update/broken"), Ok(()));
    assert_eq!(area.value("aside/update/broken").as_deref(), Some("§ not base64 §"), "it was overwritten");
    assert_eq!(local.aside().len(), 2);
    assert_eq!(local.read().expect("storage can be read").damaged, ["unheard-of/key"], "what is aside is not read");
}

#[wasm_bindgen_test]
fn without_room_for_a_copy_a_damaged_entry_stays_where_it_is() {
    let area = Area("test-aside-full");
    let local = area.open();
    area.set("update/broken", &"§".repeat(4_000));
    fill(&area, 2_000);
    assert_eq!(local.set_aside("update/broken"), Err(StorageError::Full));
    assert_eq!(area.value("update/broken").map(|value| value.chars().count()), Some(4_000));
}

/// Writes 600 updates and gives the replica that they are of.
fn pile_up(local: &LocalStorage) -> Replica {
    let mut replica = Replica::new(4);
    for number in 0..600 {
        assert_eq!(local.put_update(&name(number), &update(&mut replica, &format!("Name {number}"))), Ok(()));
    }
    replica
}

/// Merges the updates that have piled up.
fn compact(local: &LocalStorage) {
    let near = local.read().expect("storage can be read");
    let mut number = 1_000;
    local.compact(&near.updates, || {
        number += 1;
        name(number)
    });
}

/// What a tab sees that opens now; entries that are no updates are left out.
fn fields(area: &Area) -> Merged {
    let mut copy = Replica::new(5);
    for (_, update) in area.open().read().expect("storage can be read").updates {
        let _ = copy.merge(&update);
    }
    copy.fields()
}

#[wasm_bindgen_test]
fn many_updates_become_few_that_say_the_same() {
    let area = Area("test-many");
    let local = area.open();
    let replica = pile_up(&local);
    compact(&local);
    assert_eq!(area.keys().len(), 12, "fifty at a time were merged into one");
    assert_eq!(fields(&area), replica.fields());
}

#[wasm_bindgen_test]
fn a_damaged_entry_stays_and_the_others_are_merged_all_the_same() {
    let area = Area("test-damaged");
    let local = area.open();
    let replica = pile_up(&local);
    area.set("update/damaged", "AAAABBBB");
    compact(&local);
    assert_eq!(area.keys().len(), 13, "fifty at a time were merged into one, and the damaged one is left");
    assert_eq!(area.value("update/damaged").as_deref(), Some("AAAABBBB"));
    assert_eq!(fields(&area), replica.fields());
}

#[wasm_bindgen_test]
fn little_room_is_enough_to_merge_many_updates() {
    let area = Area("test-little-room");
    let local = area.open();
    let replica = pile_up(&local);
    let size = |key: String| Area::raw().get_item(&key).expect("a key can be read").map_or(0, |value| value.len());
    let held: usize = area.keys().into_iter().map(size).sum();
    fill(&area, held / 4);
    compact(&local);
    let updates = area.keys().into_iter().filter(|key| key.contains("/update/")).count();
    assert_eq!(updates, 12, "fifty at a time were merged into one");
    assert_eq!(fields(&area), replica.fields());
}

/// Leaves room for fewer than this many characters in local storage.
fn fill(area: &Area, room: usize) {
    let mut length = 8_000_000;
    let mut number = 0;
    while length >= room {
        if Area::raw().set_item(&area.key(&format!("aside/filler-{number}")), &"x".repeat(length)).is_err() {
            length /= 2;
        }
        number += 1;
    }
}

#[wasm_bindgen_test]
fn a_full_store_says_so_and_keeps_what_it_had() {
    let area = Area("test-full");
    let local = area.open();
    let mut replica = Replica::new(6);
    let kept = update(&mut replica, "Ada");
    assert_eq!(local.put_update(&name(1), &kept), Ok(()));
    let huge = "x".repeat(6_000_000);
    assert_eq!(local.put_text(&"a1".into(), &huge), Err(StorageError::Full));
    assert_eq!(local.read().expect("storage can be read").updates, [(name(1), kept)]);
}

#[wasm_bindgen_test]
fn when_room_is_scarce_the_oldest_go_that_may_and_no_others() {
    let area = Area("test-scarce");
    let local = area.open();
    let mut replica = Replica::new(7);
    for number in 0..40 {
        assert_eq!(local.put_update(&name(number), &update(&mut replica, &"n".repeat(40_000))), Ok(()));
    }
    fill(&area, 100_000);
    let local = area.open();
    local.read().expect("storage can be read");
    assert!(local.is_scarce());
    local.make_room(false, |entry| *entry != name(0), |_| false);
    assert!(!local.is_scarce());
    let left: Vec<_> = local.read().expect("storage can be read").updates.into_iter().map(|(name, _)| name).collect();
    assert!(left.contains(&name(0)), "what may not go has gone");
    assert!(!left.contains(&name(1)) && left.contains(&name(39)), "the oldest go first: {left:?}");

    local.make_room(true, |entry| *entry != name(0), |_| false);
    assert_eq!(local.read().expect("storage can be read").updates.len(), 1);
}

#[wasm_bindgen_test]
fn a_store_of_a_newer_version_is_not_claimed() {
    let area = Area("test-newer");
    let local = area.open();
    assert_eq!(local.claim(), Ok(()));
    assert_eq!(area.value("schema"), Some(SCHEMA.to_string()));
    area.set("schema", &(SCHEMA + 1).to_string());
    assert_eq!(local.claim(), Err(StorageError::Newer));
    assert_eq!(area.value("schema"), Some((SCHEMA + 1).to_string()), "nothing is downgraded");
}

#[wasm_bindgen_test]
fn news_of_another_project_is_none_of_ours() {
    let area = Area("test-news");
    let local = area.open();
    let check = |key: &str, value: &str, expected| assert_eq!(local.read_news(key, value), expected, "{key}");
    check("counterpoint/test-news/update/2-1", "AQI", Some(News::Update("2-1".into(), vec![1, 2])));
    check("counterpoint/test-news/text/a1", "words", Some(News::Text("a1".into(), "words".to_owned())));
    check("counterpoint/test-news/schema", "3", Some(News::Schema(3)));
    check("counterpoint/other/update/2-1", "AQI", None);
    check("counterpoint/test-news/other/2-1", "AQI", None);
    check("counterpoint/settings", "{}", None);
}

/// Opens the database of a test's own project, empty.
async fn fresh(project: &str) -> Durable {
    database::delete(&name_of(project)).await.expect("nobody has it open");
    Durable::open(project, |_| {}).await.expect("the test browser has IndexedDB")
}

fn entry(number: u64, update: &[u8]) -> Entry {
    Entry { name: name(number), update: Some(update.to_vec()), text: None }
}

#[wasm_bindgen_test]
async fn rows_come_back_byte_for_byte_in_the_order_of_their_names() {
    let durable = fresh("test-rows").await;
    let words = "Größe\r\n«да» 👩‍👧";
    let with_text = Entry { text: Some(("a1".into(), Text::new(words))), ..entry(2, &[0, 255, 2]) };
    assert_eq!(durable.write(&[with_text, entry(1, &[1])]).await, Ok(()));
    let rows = durable.read().await.expect("rows can be read");
    let expected = Rows {
        updates: vec![(name(1), vec![1]), (name(2), vec![0, 255, 2])],
        snapshots: Vec::new(),
        texts: vec![("a1".into(), words.as_bytes().to_vec())],
    };
    assert_eq!(rows, expected);
    durable.close();
    database::delete(&name_of("test-rows")).await.expect("it was closed");
}

#[wasm_bindgen_test]
async fn a_snapshot_is_written_for_the_names_that_are_there_and_read_back_before_anything_goes() {
    let durable = fresh("test-snapshots").await;
    assert_eq!(durable.write(&[entry(1, &[1]), entry(2, &[2])]).await, Ok(()));
    let mut seen = Vec::new();
    for number in 10..14 {
        let name_of_it = name(number);
        let written = durable.write_snapshot(&name_of_it, |snapshots, entries| {
            seen.push((snapshots.len(), entries.len()));
            Some(Snapshot { covers: [name(1)].into(), whole: vec![9] })
        });
        assert!(written.await.is_ok_and(|bytes| bytes.is_some()));
        assert_eq!(durable.retire(&name_of_it).await, Ok(true));
    }
    // The entry went when the third snapshot covered it; the first snapshot when there was a fourth.
    assert_eq!(seen, [(0, 2), (1, 2), (2, 2), (3, 1)]);
    let rows = durable.read().await.expect("rows can be read");
    assert_eq!(rows.updates, [(name(2), vec![2])]);
    assert_eq!(
        rows.snapshots.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>(),
        [name(11), name(12), name(13)]
    );

    assert_eq!(durable.write_snapshot(&name(14), |_, _| None).await, Ok(None));
    assert_eq!(durable.retire(&name(14)).await, Ok(false), "a snapshot that is not there frees nothing");
    assert_eq!(durable.read().await, Ok(rows));
    durable.close();
    database::delete(&name_of("test-snapshots")).await.expect("it was closed");
}

#[wasm_bindgen_test]
async fn a_damaged_row_is_moved_aside_and_never_over_another() {
    let durable = fresh("test-row-aside").await;
    for bytes in [[1], [2]] {
        assert_eq!(durable.write(&[entry(1, &bytes), entry(2, &[3])]).await, Ok(()));
        assert_eq!(durable.set_aside(&[Place::Update(name(1)), Place::Text("a1".into())]).await, Ok(()));
    }
    let aside = durable.aside().await.expect("rows can be read");
    let names: Vec<_> = aside.iter().map(|(name, _)| name.clone()).collect();
    assert_eq!(names, [format!("updates/{}", name(1)), format!("updates/{}~1", name(1))]);
    assert_eq!(durable.read().await.expect("rows can be read").updates, [(name(2), vec![3])]);
    durable.close();
    database::delete(&name_of("test-row-aside")).await.expect("it was closed");
}

/// Waits until `loss` holds something.
async fn told(loss: &Cell<Option<Loss>>) -> Loss {
    loop {
        if let Some(loss) = loss.get() {
            return loss;
        }
        let turn = Promise::new(&mut |resolve, _| {
            gloo::utils::window().request_animation_frame(&resolve).expect("a page can be drawn");
        });
        JsFuture::from(turn).await.expect("a frame cannot fail");
    }
}

#[wasm_bindgen_test]
async fn who_wants_the_database_gets_it_and_the_holder_is_told_why() {
    const NAME: &str = "counterpoint/test-loss";
    let open = async || {
        let loss = Rc::new(Cell::new(None));
        let tell = Rc::clone(&loss);
        (Database::open(NAME, &["updates"], move |why| tell.set(Some(why))).await, loss)
    };
    let (held, loss) = open().await;
    database::delete(NAME).await.expect("the holder lets go");
    assert_eq!(told(&loss).await, Loss::Deleted);
    assert!(held.expect("it was open").read(&["updates"]).is_err(), "it can no longer be read");

    let (held, loss) = open().await;
    let newer = idb::Factory::new().and_then(|factory| factory.open(NAME, Some(SCHEMA + 1)));
    let newer = newer.expect("it can be asked for").await.expect("the holder lets go");
    assert_eq!(told(&loss).await, Loss::Newer);
    drop(held);
    newer.close();
    assert_eq!(open().await.0.err(), Some(StorageError::Newer));
    database::delete(NAME).await.expect("it was closed");
}

/// Puts bytes under a key that sorts before every name.
async fn put_under_a_number(database: &str) {
    let put = js_sys::Function::new_with_args(
        "name",
        "return new Promise((resolve, reject) => {
            const opening = indexedDB.open(name);
            opening.onerror = () => reject(opening.error);
            opening.onsuccess = () => {
                const transaction = opening.result.transaction('updates', 'readwrite');
                transaction.objectStore('updates').put(new Uint8Array([7]), 5);
                transaction.oncomplete = () => { opening.result.close(); resolve(); };
            };
        })",
    );
    let put = put.call1(&JsValue::UNDEFINED, &database.into()).expect("the script starts");
    JsFuture::from(Promise::from(put)).await.expect("there is room");
}

#[wasm_bindgen_test]
async fn a_value_that_is_no_row_counts_as_damaged() {
    let durable = fresh("test-foreign").await;
    durable.close();
    let database = Database::open(&name_of("test-foreign"), &["updates"], |_| {}).await.expect("it is there");
    let transaction = database.change(&["updates"]).expect("it is open");
    transaction.put("updates", "odd", &JsValue::from("no bytes")).expect("a text can be kept");
    transaction.commit().await.expect("there is room");
    database.close();
    put_under_a_number(&name_of("test-foreign")).await;
    let durable = Durable::open("test-foreign", |_| {}).await.expect("it is there");
    assert_eq!(durable.read().await.expect("rows can be read").updates, [("odd".into(), Vec::new())]);
    durable.close();
    database::delete(&name_of("test-foreign")).await.expect("it was closed");
}
