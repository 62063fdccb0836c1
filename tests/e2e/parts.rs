//! The parts of the page: what a visit begins with is enough to mark an article, and what comes later may be missing.

use std::fs;

use anyhow::{Context, Result};
use http::StatusCode;

use crate::support::{Corpus, Site, browse};

const COURIER: &str = "tarnmoor";

#[tokio::test]
async fn an_article_is_marked_with_what_a_first_visit_is_said_to_fetch() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let mut fetched = desk.first_visit()?;
        // The page goes by the name of its folder.
        fetched.push(String::new());
        desk.site().fail_all_but(fetched, StatusCode::SERVICE_UNAVAILABLE);
        let page = desk.open("").await?;
        // The bars, the list of articles and the panel are missing, and the first articles are open.
        page.wait_for_text(".column + .column article", "Nothing suggested").await?;
        page.select_phrase(".column + .column article", "Nothing suggested that Russia was ready").await?;
        page.press("q").await?;
        page.wait_for_text("mark[data-role=content]", "Nothing suggested").await?;
        assert!(!desk.console_errors().await?.is_empty(), "the browser notes on its console what failed");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_part_that_cannot_be_fetched_is_told_and_tried_again() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let dialogs = part(desk.site(), "split_dialogs.wasm")?;
        desk.site().fail(&dialogs, StatusCode::SERVICE_UNAVAILABLE);
        let page = desk.open("").await?;
        let records = page.records().await?;
        let courier = records.article(COURIER)?;
        page.show_articles(&[courier]).await?;

        for _ in 0..2 {
            page.press("?").await?;
            page.wait_for_text(".notice", "a part of this page could not be fetched").await?;
            page.click("[aria-label='Dismiss this notice']").await?;
            page.wait_until_gone(".notice").await?;
        }
        page.mark(courier, "Nothing suggested that Russia was ready", "q").await?;
        page.wait_for_text("mark[data-role=content]", "Nothing suggested").await?;
        assert!(!desk.console_errors().await?.is_empty(), "the browser notes the failure on its console");

        desk.site().restore(&dialogs);
        page.press("?").await?;
        page.wait_for("dialog[open]").await?;
        assert_eq!(page.count(".notice").await?, 0);
        Ok(())
    })
    .await
}

/// The path of a part of the page.
fn part(site: &Site, name: &str) -> Result<String> {
    for entry in fs::read_dir(site.folder())? {
        let folder = entry?.file_name().into_string().unwrap_or_default();
        if folder.starts_with("page-") {
            return Ok(format!("{folder}/{name}"));
        }
    }
    None.context("the page has no folder of parts")
}
