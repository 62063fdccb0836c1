//! The browser gives the page one store only, or does not answer.

use anyhow::Result;
use serde_json::json;

use super::{COURIER, ELSEWHERE, compare};
use crate::support::{Corpus, browse};

/// How many edits are made.
const COUNT: usize = 40;

#[tokio::test]
async fn without_a_database_local_storage_keeps_the_work() -> Result<()> {
    check("IndexedDB is missing", "Object.defineProperty(window, 'indexedDB', { value: undefined })", "local").await
}

#[tokio::test]
async fn with_the_database_denied_local_storage_keeps_the_work() -> Result<()> {
    let deny = "Object.defineProperty(window, 'indexedDB', {
        get() { throw new DOMException('denied', 'SecurityError') },
    })";
    check("IndexedDB is denied", deny, "local").await
}

#[tokio::test]
async fn with_opening_refused_local_storage_keeps_the_work() -> Result<()> {
    let refuse = "IDBFactory.prototype.open = () => { throw new DOMException('denied', 'SecurityError') }";
    check("opening IndexedDB is refused", refuse, "local").await
}

#[tokio::test]
async fn without_local_storage_the_database_keeps_the_work() -> Result<()> {
    let deny = "Object.defineProperty(window, 'localStorage', {
        get() { throw new DOMException('denied', 'SecurityError') },
    })";
    check("local storage is denied", deny, "saved").await
}

/// Has the browser run a script before the page, which takes something away, and looks what the page says then and
/// what it keeps.
async fn check(name: &str, before_loading: &str, state: &str) -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        page.before_loading(before_loading).await?;
        page.reload().await?;
        let records = page.records().await?;
        page.prepare_edits("edit", records.article(COURIER)?).await?;
        page.make_edits(COUNT).await?;
        page.wait_for_state(state).await?;
        if state == "local" {
            assert_eq!(page.called_saved().await?, 0);
            page.wait_for_text(".notices", "local storage alone").await?;
        }
        let before = page.project().await?;
        page.reload().await?;
        compare(name, &before, &page.project().await?);
        page.wait_for_state(state).await
    })
    .await
}

#[tokio::test]
async fn without_a_database_the_page_says_when_local_storage_is_full_and_when_it_is_not() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        page.before_loading("Object.defineProperty(window, 'indexedDB', { value: undefined })").await?;
        page.reload().await?;
        let records = page.records().await?;
        page.prepare_edits("edit", records.article(COURIER)?).await?;
        page.make_edits(1).await?;
        page.wait_for_text(".notices", "local storage alone: it gives this page no database").await?;
        page.click(".save output").await?;
        page.wait_for_text("dialog.storage", "This browser gives the page no database").await?;
        let told = page.text("dialog.storage").await?;
        assert!(!told.contains("tried again") && !told.contains("lets go"), "there is nothing to wait for: {told}");
        page.press("Escape").await?;

        page.fill_local_storage().await?;
        page.make_edits(2).await?;
        page.wait_for_state("failed").await?;
        page.wait_for_text(".notices", "The last changes are not saved").await?;
        assert!(
            !page.texts(".notice").await?.concat().contains("alone"),
            "what no longer holds is not said any more"
        );

        // As soon as there is room it is taken, without another edit.
        page.empty_local_storage().await?;
        page.wait_for_state("local").await?;
        page.wait_for_text(".notices", "local storage alone").await?;
        assert!(!page.texts(".notice").await?.concat().contains("not saved"));
        let before = page.project().await?;
        page.reload().await?;
        compare("IndexedDB is missing and local storage was full", &before, &page.project().await?);
        Ok(())
    })
    .await
}

/// A tab that holds the database in an older version, as a program of long ago may, and does not let go of it.
#[tokio::test]
async fn with_the_database_held_by_another_tab_local_storage_keeps_the_work() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let holder = desk.open(ELSEWHERE).await?;
        let hold = "() => new Promise(done => {
            const opening = indexedDB.open('counterpoint/default', 1);
            opening.onsuccess = () => done(window.held = opening.result);
        }).then(() => null)";
        holder.act(hold, json!([])).await?;

        let page = desk.open_tab("").await?;
        let records = page.records().await?;
        page.wait_for_state("local").await?;
        page.wait_for_text(".notices", "another tab or program keeps the browser's database to itself").await?;
        page.prepare_edits("edit", records.article(COURIER)?).await?;
        page.make_edits(COUNT).await?;
        page.wait_for_state("local").await?;
        assert_eq!(page.called_saved().await?, 0);
        let before = page.project().await?;

        holder.act("() => held.close()", json!([])).await?;
        page.reload().await?;
        compare("the database is held by another", &before, &page.saved_project().await?);
        page.clear_away("local_storage").await?;
        page.reload().await?;
        compare("the database is held by another, until it has it all", &before, &page.project().await?);
        Ok(())
    })
    .await
}
