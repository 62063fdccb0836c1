//! A newer version of the program has been here: this one reads, writes nothing, and says why.

use anyhow::Result;
use serde_json::{Value, json};

use super::{COURIER, ELSEWHERE, compare};
use crate::support::{Corpus, Desk, Page, browse};

/// The version of tomorrow.
const NEWER: u32 = 99;

/// How many edits are tried in vain.
const COUNT: usize = 3;

#[tokio::test]
async fn a_newer_database_takes_over_from_an_open_page() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = start(desk).await?;
        let before = page.saved_project().await?;
        let newer = desk.open_tab(ELSEWHERE).await?;
        raise(&newer).await?;
        let stores = kept(&newer).await?;
        expect_retired(&page, &newer, &stores).await?;
        compare("a newer database, while the page is open", &before, &page.project().await?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_newer_database_is_left_alone_by_a_page_that_finds_it() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let before = start(desk).await?.saved_project().await?;
        let newer = desk.open(ELSEWHERE).await?;
        raise(&newer).await?;
        // What cannot be read stays where it is, too: it may be for the newer version to read.
        newer.act("() => { localStorage['counterpoint/default/update/0-1'] = 'no base64!'; }", json!([])).await?;
        let stores = kept(&newer).await?;
        let page = desk.open_tab("").await?;
        expect_retired(&page, &newer, &stores).await?;
        // It can read what local storage has, which is all of it here.
        compare("a newer database, found at the start", &before, &page.project().await?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_newer_local_storage_is_left_alone_by_a_page_that_finds_it() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let before = start(desk).await?.saved_project().await?;
        let newer = desk.open(ELSEWHERE).await?;
        newer.act("version => { localStorage['counterpoint/default/schema'] = version; }", json!([NEWER])).await?;
        let stores = kept(&newer).await?;
        let page = desk.open_tab("").await?;
        expect_retired(&page, &newer, &stores).await?;
        compare("a newer local storage, found at the start", &before, &page.project().await?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_newer_page_takes_over_by_a_message() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = start(desk).await?;
        let before = page.saved_project().await?;
        let newer = desk.open_tab(ELSEWHERE).await?;
        let tell = "version => { new BroadcastChannel('counterpoint/default').postMessage([version]); }";
        newer.act(tell, json!([NEWER])).await?;
        let stores = kept(&newer).await?;
        expect_retired(&page, &newer, &stores).await?;
        compare("a newer page, by its message", &before, &page.project().await?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_newer_page_without_a_channel_takes_over_by_its_mark_in_local_storage() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = start(desk).await?;
        let before = page.saved_project().await?;
        let newer = desk.open_tab(ELSEWHERE).await?;
        newer.act("version => { localStorage['counterpoint/default/schema'] = version; }", json!([NEWER])).await?;
        let stores = kept(&newer).await?;
        expect_retired(&page, &newer, &stores).await?;
        compare("a newer page, by its mark in local storage", &before, &page.project().await?);
        Ok(())
    })
    .await
}

/// A page with some work in it.
async fn start(desk: &Desk) -> Result<Page> {
    let page = desk.open("").await?;
    page.script_everything().await?;
    Ok(page)
}

/// Makes the database one of the newer version, with something of its own in it.
async fn raise(elsewhere: &Page) -> Result<()> {
    let raise = "version => new Promise((done, failed) => {
        const opening = indexedDB.open('counterpoint/default', version);
        opening.onupgradeneeded = () => opening.result.createObjectStore('of-tomorrow').put(7, 'seven');
        opening.onsuccess = () => done(opening.result.close());
        opening.onerror = () => failed(opening.error);
    }).then(() => null)";
    elsewhere.act(raise, json!([NEWER])).await
}

/// The page only reads, says so and why, refuses edits, and leaves everything as it is in `stores`.
async fn expect_retired(page: &Page, elsewhere: &Page, stores: &Value) -> Result<()> {
    page.wait_for("output[data-read-only]").await?;
    page.wait_for_text("output[data-save]", "Read only").await?;
    page.wait_for_text(".notices", "A newer version of Counterpoint has been opened in this browser").await?;
    page.ready().await?;
    let records = page.records().await?;
    let courier = records.article(COURIER)?;
    page.prepare_edits("refused", courier).await?;
    page.act("count => edits.run(count, count)", json!([COUNT])).await?;
    let refused: Vec<String> = page.run("() => edits.refused", json!([])).await?;
    assert_eq!(refused.len(), COUNT, "each edit is refused: {refused:?}");
    assert!(refused.iter().all(|message| message.contains("newer version")), "{refused:?}");
    // By hand it is a notice.
    page.show_articles(&[courier]).await?;
    page.select(courier, "Washington said less").await?;
    page.press("q").await?;
    page.wait_for_text(".notices", &refused[0][1..]).await?;
    assert_eq!(page.records().await?, records, "nothing has changed");
    page.act("() => { window.dispatchEvent(new PageTransitionEvent('pagehide')); }", json!([])).await?;
    assert_eq!(kept(elsewhere).await?, *stores, "nothing was written");
    Ok(())
}

/// All that the project has in both stores, apart from where the reader is in it.
async fn kept(elsewhere: &Page) -> Result<Value> {
    let rows = "async (database, asked) => Promise.all([...database.objectStoreNames].map(async name => {
        const store = database.transaction(name).objectStore(name);
        return [name, database.version, await asked(store.getAllKeys()), (await asked(store.getAll())).map(String)];
    }))";
    let rows: Value = elsewhere.in_database(rows, json!([])).await?;
    let near = elsewhere.local_storage().await?;
    let is_kept = |key: &str| key.starts_with("counterpoint/default/") && !key.ends_with("/last-view");
    let near: Vec<_> = near.into_iter().filter(|(key, _)| is_kept(key)).collect();
    Ok(json!([rows, near]))
}
