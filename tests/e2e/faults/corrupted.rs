//! What the browser kept has changed by itself: a byte, or a whole row.

use anyhow::{Context, Result};
use http::StatusCode;
use serde_json::{Value, json};

use super::{COURIER, ELSEWHERE, compare, ids, tally};
use crate::support::{Corpus, Desk, Records, browse, until};

/// How many edits there are: enough for a snapshot.
const COUNT: usize = 340;

/// What the page says of one damaged entry.
const DAMAGED: &str = "1 entry kept in this browser could not be read";

/// Changes one byte in the middle of a row.
const SPOIL_ROW: &str = "async (database, asked, store, key) => {
    const rows = database.transaction(store, 'readwrite').objectStore(store);
    const bytes = await asked(rows.get(key));
    bytes[bytes.length >> 1] ^= 1;
    await asked(rows.put(bytes, key));
    return null;
}";

const REPLACE_ROW: &str = "(database, asked, store, key, value) =>
    asked(database.transaction(store, 'readwrite').objectStore(store).put(value, key)).then(() => null)";

const DELETE_ROW: &str = "(database, asked, store, key) =>
    asked(database.transaction(store, 'readwrite').objectStore(store).delete(key)).then(() => null)";

/// Each row of the database in turn, with everything in local storage as well: nothing at all is lost.
#[tokio::test]
async fn a_changed_byte_of_the_database_costs_nothing_that_local_storage_has() -> Result<()> {
    check_rows("with local storage", false).await
}

/// The same with the database alone.
#[tokio::test]
async fn a_changed_byte_of_the_database_costs_no_more_than_its_row() -> Result<()> {
    check_rows("with the database alone", true).await
}

async fn check_rows(name: &str, is_alone: bool) -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let mut before = fill(desk).await?;
        let elsewhere = desk.open(ELSEWHERE).await?;
        let (updates, snapshots) = (elsewhere.keys_of("updates").await?, elsewhere.keys_of("snapshots").await?);
        assert!(!snapshots.is_empty(), "so many edits bring a snapshot");
        // One of the last, which no snapshot has; others of the same tab follow on it.
        let beside = &updates[updates.len() - 3];
        let covered = updates.get(updates.len() / 2).context("there are updates")?;
        let courier = &serde_json::from_value::<Records>(before.clone())?.article(COURIER)?.id.clone();
        let snapshot = &snapshots[0];
        for (store, key) in [("updates", covered), ("texts", courier), ("updates", beside), ("snapshots", snapshot)] {
            let page = desk.open(ELSEWHERE).await?;
            if is_alone {
                page.clear_away("local_storage").await?;
            }
            page.in_database::<Value>(SPOIL_ROW, json!([store, key])).await?;
            let spoiled = page.row(store, key).await?;
            let page = desk.open("").await?;
            let after = page.project().await?;
            let is_lost = is_alone && key == beside;
            if key == covered {
                // It is not even looked at; and is put right, so that the snapshot is not needed for it.
                page.in_database::<Value>(SPOIL_ROW, json!([store, key])).await?;
            } else {
                page.wait_for_text(".notices", DAMAGED).await?;
                assert_eq!(page.row("aside", &format!("{store}/{key}")).await?, spoiled, "{store} is set aside");
                assert!(!page.keys_of(store).await?.contains(key) || store == "texts", "{store} is moved");
            }
            if is_lost {
                let gone = lost(&before, &after)?;
                assert_eq!(gone, [format!("edit-{}", COUNT - 2)], "the damaged update takes nothing along");
                tally(&format!("a byte of {store} that no snapshot has, {name}, others"), COUNT - 1, gone.len() - 1);
                before = after;
            } else {
                compare(&format!("a byte of {store} {name}"), &before, &after);
            }
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_changed_byte_of_local_storage_is_set_aside() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let before = fill(desk).await?;
        let page = desk.open(ELSEWHERE).await?;
        let near = page.local_storage().await?;
        let keys = near.keys().filter_map(|key| key.strip_prefix("counterpoint/default/update/").map(str::to_owned));
        let mut keys: Vec<_> = keys.collect();
        keys.sort();
        let (last, other) = (keys.last().context("there are updates")?, &keys[keys.len() / 2]);
        let spoil = "key => {
            const value = localStorage[key], middle = value.length >> 1;
            localStorage[key] = value.slice(0, middle) + (value[middle] === 'A' ? 'B' : 'A') + value.slice(middle + 1);
            return localStorage[key];
        }";
        let mut spoiled = Vec::new();
        for key in [last, other] {
            let key = format!("counterpoint/default/update/{key}");
            spoiled.push(page.run::<String>(spoil, json!([key])).await?);
        }
        let page = desk.open("").await?;
        compare("a byte of local storage, beside the database", &before, &page.saved_project().await?);

        // What the database does not have is looked at, and is gone with its byte, but nothing else is.
        let page = desk.open(ELSEWHERE).await?;
        page.in_database::<Value>(DELETE_ROW, json!(["updates", last])).await?;
        let page = desk.open("").await?;
        page.wait_for_text(".notices", DAMAGED).await?;
        let near = page.local_storage().await?;
        assert_eq!(near[&format!("counterpoint/default/aside/update/{last}")], json!(spoiled[0]));
        assert!(!near.contains_key(&format!("counterpoint/default/update/{last}")));
        let gone = lost(&before, &page.project().await?)?;
        assert_eq!(gone, [format!("edit-{COUNT}")], "the damaged update takes nothing along");
        tally("a byte of local storage alone, others", COUNT - 1, gone.len() - 1);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_row_that_is_no_list_of_bytes_is_set_aside() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let before = fill(desk).await?;
        let page = desk.open(ELSEWHERE).await?;
        let updates = page.keys_of("updates").await?;
        let last = updates.last().context("there are updates")?;
        let snapshot = page.keys_of("snapshots").await?.pop().context("there is a snapshot")?;
        let strange = json!({ "no": ["bytes", 7] });
        for (store, key) in [("updates", last), ("snapshots", &snapshot)] {
            page.in_database::<Value>(REPLACE_ROW, json!([store, key, strange])).await?;
        }
        let page = desk.open("").await?;
        compare("rows that are no bytes", &before, &page.saved_project().await?);
        page.wait_for_text(".notices", "2 entries kept in this browser could not be read").await?;
        for (store, key) in [("updates", last), ("snapshots", &snapshot)] {
            assert_eq!(page.row("aside", &format!("{store}/{key}")).await?, strange, "{store} is set aside");
        }
        // Local storage gives back what the row held.
        page.clear_away("local_storage").await?;
        page.reload().await?;
        compare("rows that are no bytes, once made good", &before, &page.project().await?);
        Ok(())
    })
    .await
}

/// A damaged text comes back with the corpus, and without it with what local storage has.
#[tokio::test]
async fn a_damaged_text_comes_back_with_the_corpus() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let before = page.saved_project().await?;
        let courier = page.records().await?.article(COURIER)?.id.clone();
        let spoil = async || {
            let page = desk.open(ELSEWHERE).await?;
            page.clear_away("local_storage").await?;
            page.in_database::<Value>(SPOIL_ROW, json!(["texts", courier])).await
        };
        spoil().await?;
        let page = desk.open("").await?;
        page.wait_for_text(".notices", DAMAGED).await?;
        compare("a byte of a text that is served", &before, &page.saved_project().await?);
        until("the text to be kept again", async || {
            Ok(page.keys_of("texts").await?.contains(&courier).then_some(()))
        })
        .await?;
        desk.site().fail("articles/index.json", StatusCode::NOT_FOUND);
        page.reload().await?;
        compare("the text that came back", &before, &page.project().await?);
        desk.console_errors().await.map(drop)
    })
    .await
}

/// Makes so many edits that there is a snapshot, and a few more that are in none. Gives the project.
async fn fill(desk: &Desk) -> Result<Value> {
    let page = desk.open("").await?;
    let records = page.records().await?;
    page.prepare_edits("edit", records.article(COURIER)?).await?;
    page.make_edits(COUNT - 5).await?;
    page.saved_project().await?;
    until("a snapshot", async || Ok((!page.keys_of("snapshots").await?.is_empty()).then_some(()))).await?;
    page.make_edits(COUNT).await?;
    page.saved_project().await
}

/// The ids of the quotes and speakers that one project has and another has not.
fn lost(before: &Value, after: &Value) -> Result<Vec<String>> {
    let [before, after]: [Records; 2] =
        [serde_json::from_value(before.clone())?, serde_json::from_value(after.clone())?];
    Ok(ids(&before).difference(&ids(&after)).map(ToString::to_string).collect())
}
