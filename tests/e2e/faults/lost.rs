//! What the browser kept is taken away under the page, which has it all in memory.

use anyhow::Result;
use serde_json::json;

use super::{COURIER, compare};
use crate::support::{Corpus, Page, browse, until};

/// How many edits are made before.
const COUNT: usize = 60;

#[tokio::test]
async fn a_database_that_is_deleted_under_the_page_is_written_again() -> Result<()> {
    let delete = async |page: &Page| {
        page.act("() => { indexedDB.deleteDatabase('counterpoint/default'); edits.one(); }", json!([])).await
    };
    check("the database deleted", delete).await
}

#[tokio::test]
async fn a_database_that_is_deleted_together_with_local_storage_is_written_again() -> Result<()> {
    let delete = async |page: &Page| {
        page.act(
            "() => { indexedDB.deleteDatabase('counterpoint/default'); localStorage.clear(); edits.one(); }",
            json!([]),
        )
        .await
    };
    check("the database deleted and local storage cleared", delete).await
}

/// The browser closes the connection first: the page hears of no deletion.
#[tokio::test]
async fn databases_that_the_browser_clears_away_are_written_again() -> Result<()> {
    check("databases cleared away by the browser", async |page| page.clear_away("indexeddb").await).await
}

#[tokio::test]
async fn everything_that_the_browser_clears_away_is_written_again() -> Result<()> {
    let clear = async |page: &Page| page.clear_away("indexeddb,local_storage").await;
    check("both stores cleared away by the browser", clear).await
}

/// Has the browser lose something, and looks whether the page writes it again: all of it, to the database.
async fn check(name: &str, lose: impl AsyncFnOnce(&Page) -> Result<()>) -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        page.script_everything().await?;
        let records = page.records().await?;
        let courier = records.article(COURIER)?;
        page.prepare_edits("edit", courier).await?;
        page.make_edits(COUNT).await?;
        page.saved_project().await?;

        lose(&page).await?;
        page.act("() => edits.one()", json!([])).await?;
        page.act("() => edits.one()", json!([])).await?;
        // Looking into a database makes it where it is not.
        until("the database to be there again", async || {
            let is_there = "async () =>
                (await indexedDB.databases()).some(({ name, version }) => name === 'counterpoint/default' && version)";
            if !page.run::<bool>(is_there, json!([])).await? {
                return Ok(None);
            }
            let texts = page.keys_of("texts").await?;
            Ok((texts.len() == records.articles.len() && !page.keys_of("updates").await?.is_empty()).then_some(()))
        })
        .await?;
        let before = page.saved_project().await?;
        // Another fresh start from the database alone, which has the texts too.
        desk.site().fail("articles/index.json", http::StatusCode::NOT_FOUND);
        page.clear_away("local_storage").await?;
        page.reload().await?;
        compare(name, &before, &page.project().await?);
        desk.console_errors().await.map(drop)
    })
    .await
}
