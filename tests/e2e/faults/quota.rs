//! There is no room left: in the database, in local storage, in both.

use anyhow::Result;

use super::{COURIER, ELSEWHERE, compare};
use crate::support::{Corpus, Desk, Page, browse};

/// How many edits are made while there is no room.
const COUNT: usize = 40;

/// What the page says of a full store.
const FULL: &str = "the browser's storage for this page is full";

#[tokio::test]
async fn a_full_database_leaves_local_storage_and_is_tried_again() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = start(desk).await?;
        page.fill_databases().await?;
        page.make_edits(COUNT).await?;
        page.wait_for_state("local").await?;
        assert_eq!(page.called_saved().await?, 0, "nothing is called saved that is in local storage alone");
        page.wait_for_text(".notices", FULL).await?;
        page.wait_for_text(".notices", "Export it from time to time").await?;

        // It is tried again by itself, and has everything then: what local storage has no longer counts.
        page.empty_databases().await?;
        let before = page.saved_project().await?;
        assert_eq!(page.called_saved().await?, COUNT);
        page.clear_away("local_storage").await?;
        page.reload().await?;
        compare("a full database", &before, &page.project().await?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_full_local_storage_leaves_the_database() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = start(desk).await?;
        page.fill_local_storage().await?;
        page.make_edits(COUNT).await?;
        let before = page.saved_project().await?;
        assert_eq!(page.called_saved().await?, COUNT);
        page.reload().await?;
        compare("a full local storage", &before, &page.saved_project().await?);
        assert_eq!(page.texts(".notice").await?, [""; 0], "there is nothing to complain of");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn with_both_stores_full_the_page_works_on_and_offers_the_work_as_a_file() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = start(desk).await?;
        fill_both(&page).await?;
        page.wait_for_text(".notices", FULL).await?;
        page.wait_for_text(".notices", "Export your work now").await?;
        page.make_edits(2 * COUNT).await?;
        page.wait_for_state("failed").await?;
        assert_eq!(page.called_saved().await?, 0, "nothing is called saved that is nowhere");
        assert_eq!(page.missing_edits("edit", 2 * COUNT).await?, 0, "the page works on");
        page.click_named("button", "Download your work").await?;
        let file = String::from_utf8(desk.handed_out(&page).await?.1)?;
        assert!(file.contains(&format!("edit {}", 2 * COUNT - 1)), "the file has the last of it");

        // Room in local storage comes first: it is taken with the next edit.
        page.empty_local_storage().await?;
        page.make_edits(2 * COUNT + 1).await?;
        page.wait_for_state("local").await?;
        assert_eq!(page.called_saved().await?, 0);
        page.empty_databases().await?;
        let before = page.saved_project().await?;
        assert_eq!(page.called_saved().await?, 2 * COUNT + 1);
        page.clear_away("local_storage").await?;
        page.reload().await?;
        compare("both stores full", &before, &page.saved_project().await?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn with_both_stores_full_room_in_the_database_is_enough() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = start(desk).await?;
        fill_both(&page).await?;
        page.empty_databases().await?;
        let before = page.saved_project().await?;
        page.reload().await?;
        compare("both stores full, then room in the database", &before, &page.saved_project().await?);
        Ok(())
    })
    .await
}

/// Leaves no room in either store, and makes edits that only memory has.
async fn fill_both(page: &Page) -> Result<()> {
    page.fill_databases().await?;
    page.fill_local_storage().await?;
    // Local storage lets go of what the database has: that is room for a while.
    page.make_edits(1).await?;
    page.wait_for_state("local").await?;
    page.fill_local_storage().await?;
    page.make_edits(COUNT).await?;
    page.wait_for_state("failed").await
}

/// The page with all that it starts with saved, ready to make edits, in a browser whose databases are limited.
async fn start(desk: &Desk) -> Result<Page> {
    desk.open(ELSEWHERE).await?.limit_databases().await?;
    let page = desk.open("").await?;
    let records = page.records().await?;
    let courier = records.article(COURIER)?;
    page.show_articles(&[courier]).await?;
    page.saved_project().await?;
    page.prepare_edits("edit", courier).await?;
    Ok(page)
}
