//! The browser keeps the page: a second visit takes nothing from the network, and works without one.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use http::StatusCode;
use serde_json::json;
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::support::{Corpus, Desk, Page, browse, until};

const COURIER: &str = "tarnmoor";

/// The script that keeps the page, which browsers ask for by themselves to see whether there is another version.
const WORKER: &str = "sw.js";

/// The largest file that is kept and that the page does not begin with.
const MODEL: &str = "models/quotes.bin";

#[tokio::test]
async fn a_second_visit_takes_nothing_from_the_network_and_works_without() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = open_and_keep(desk).await?;
        desk.site().asked();
        page.reload().await?;
        let records = page.records().await?;
        page.wait_for("#panel-tab-quotes").await?;
        check_nothing_was_asked(desk);

        desk.site().fail_all_but(Vec::new(), StatusCode::SERVICE_UNAVAILABLE);
        let page = desk.open("?project=default").await?;
        let courier = records.article(COURIER)?;
        page.show_articles(&[courier]).await?;
        page.mark(courier, "Nothing suggested that Russia was ready", "q").await?;
        page.press("?").await?;
        page.wait_for("dialog[open]").await?;
        page.press("Escape").await?;
        page.wait_until_gone("dialog[open]").await?;
        page.press("g").await?;
        page.wait_for("mark[data-role=suggestion]").await?;
        assert_eq!(page.saved().await?, "saved");

        page.reload().await?;
        page.wait_for_text("mark[data-role=content]", "Nothing suggested").await?;
        assert_eq!(page.records().await?.quotes.len(), 1);
        check_nothing_was_asked(desk);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_new_version_is_there_on_the_visit_after_the_last_page_of_the_old_one() -> Result<()> {
    let other = TempDir::new()?;
    browse(Corpus::Shipped, async |desk| {
        make_another_version(&desk.site().folder(), other.path())?;
        let page = open_and_keep(desk).await?;
        // Another page of this host keeps something too.
        page.act("() => caches.open('counterpoint of someone else')", json!([])).await?;
        let old = caches(&page).await?;

        desk.site().publish(other.path());
        page.reload().await?;
        let waits = "async () => (await navigator.serviceWorker.getRegistration()).waiting?.state === 'installed'";
        until("the new version to be fetched", async || Ok(page.run::<bool>(waits, json!([])).await?.then_some(())))
            .await?;
        page.reload().await?;
        page.ready().await?;
        assert_eq!(language(&page).await?, "en", "a page of the old version is open");
        assert_eq!(caches(&page).await?.len(), old.len() + 1);

        desk.restart_browser().await?;
        desk.site().fail_all_but(Vec::new(), StatusCode::SERVICE_UNAVAILABLE);
        let page = desk.open("").await?;
        page.ready().await?;
        assert_eq!(language(&page).await?, "en-GB");
        let kept = until("the old version to be given up", async || {
            Ok(Some(caches(&page).await?).filter(|caches| caches.len() == old.len()))
        })
        .await?;
        assert_ne!(kept, old);
        assert!(kept.contains(&"counterpoint of someone else".to_owned()), "{kept:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_cannot_be_kept_whole_is_not_kept_and_tried_again_on_the_next_visit() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        desk.site().be_kept();
        desk.site().fail(MODEL, StatusCode::NOT_FOUND);
        let page = desk.open("").await?;
        page.ready().await?;
        let is_registered = "async () => Boolean(await navigator.serviceWorker.getRegistration())";
        until("the attempt to end", async || {
            let has_begun = !caches(&page).await?.is_empty();
            Ok((has_begun && !page.run::<bool>(is_registered, json!([])).await?).then_some(()))
        })
        .await?;
        page.press("?").await?;
        page.wait_for("dialog[open]").await?;

        desk.site().restore(MODEL);
        desk.site().asked();
        page.reload().await?;
        wait_until_kept(&page).await?;
        // What was kept already is not fetched again.
        let asked = desk.site().asked();
        assert_eq!(asked.iter().filter(|path| *path == "articles/index.json").count(), 1, "the page did: {asked:?}");
        assert!(asked.contains(&MODEL.to_owned()), "{asked:?}");
        desk.console_errors().await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn where_the_page_is_no_release_any_more_what_was_kept_is_given_up() -> Result<()> {
    let other = TempDir::new()?;
    browse(Corpus::Shipped, async |desk| {
        make_another_version(&desk.site().folder(), other.path())?;
        fs::write(other.path().join(WORKER), include_str!("../../retired.js"))?;
        let page = open_and_keep(desk).await?;
        desk.site().publish(other.path());
        page.reload().await?;
        until("the page of the host", async || Ok((language(&page).await? == "en-GB").then_some(()))).await?;
        assert_eq!(caches(&page).await?, <[&str; 0]>::default());
        page.ready().await
    })
    .await
}

/// Opens the page, and waits until the browser has all of it.
async fn open_and_keep(desk: &Desk) -> Result<Page> {
    desk.site().be_kept();
    let page = desk.open("").await?;
    page.ready().await?;
    wait_until_kept(&page).await?;
    Ok(page)
}

/// Waits until the page is answered by what the browser has kept.
async fn wait_until_kept(page: &Page) -> Result<()> {
    let is_kept = "() => navigator.serviceWorker.controller?.state === 'activated'";
    until("the page to be kept", async || Ok(page.run::<bool>(is_kept, json!([])).await?.then_some(()))).await
}

fn check_nothing_was_asked(desk: &Desk) {
    let asked = desk.site().asked();
    assert!(asked.iter().all(|path| path == WORKER), "{asked:?}");
}

async fn caches(page: &Page) -> Result<Vec<String>> {
    page.run("() => caches.keys()", json!([])).await
}

async fn language(page: &Page) -> Result<String> {
    Ok(page.attribute("html", "lang").await?.unwrap_or_default())
}

/// Copies a release from `source` to `target`, with another language named in its page.
fn make_another_version(source: &Path, target: &Path) -> Result<()> {
    copy(source, target)?;
    let page = target.join("index.html");
    let before = fs::read(&page)?;
    let after =
        String::from_utf8(before.clone())?.replace("<html lang=\"en\">", "<html lang=\"en-GB\">").into_bytes();
    let worker = target.join(WORKER);
    let script = fs::read_to_string(&worker)?;
    let version = script.lines().next().context("the worker names its version first")?;
    let other =
        script.replace(version, "const VERSION = \"another\";").replace(&integrity(&before), &integrity(&after));
    fs::write(page, after)?;
    Ok(fs::write(worker, other)?)
}

fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)))
}

fn copy(source: &Path, target: &Path) -> Result<()> {
    fs::create_dir_all(target)?;
    for entry in fs::read_dir(source)? {
        let entry = entry?;
        let copied = target.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &copied)?;
        } else {
            fs::copy(entry.path(), copied)?;
        }
    }
    Ok(())
}
