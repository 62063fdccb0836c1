//! The work is kept: in this browser, across tabs, in a file; and where it cannot be, the page says so.

use std::fs;

use anyhow::{Context, Result};
use http::StatusCode;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::support::{Corpus, Upload, View, browse, until};

const COURIER: &str = "tarnmoor";

#[tokio::test]
async fn a_second_tab_shows_every_change_and_both_converge() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let records = page.records().await?;
        let courier = records.article(COURIER)?;
        page.show_articles(&[courier]).await?;
        let other = desk.open_tab("").await?;
        other.records().await?;
        assert_eq!(page.saved().await?, "saved");
        page.wait_for_text("output[data-save]", "Saved").await?;

        page.mark(courier, "Nothing suggested that Russia was ready", "q").await?;
        let quote = page.records().await?.quotes[0].id.clone();
        other.show_articles(&[courier]).await?;
        other.wait_for_text("mark[data-role=content]", "Nothing suggested").await?;

        // Each edits what the other made, and both see both.
        other.pick(courier, "Nothing suggested").await?;
        other.name_speaker("The Courier").await?;
        page.perform(json!({ "edit": "tagQuote", "quote": quote, "tags": ["truce"] })).await?;
        other.mark(courier, "Washington said less", "q").await?;
        let both = page
            .records_when("both edits", |records| {
                records.quotes.len() == 2 && records.quotes.iter().any(|quote| quote.speaker.is_some())
            })
            .await?;
        until("the other tab to be the same", async || Ok((other.records().await? == both).then_some(()))).await?;

        // Undo takes back one's own last edit, which is not the last one.
        page.press("Control+z").await?;
        let records =
            other.records_when("no tag", |records| records.quotes.iter().all(|quote| quote.tags.is_empty()));
        assert_eq!(records.await?.quotes.len(), 2);
        let last = page.project().await?;
        page.reload().await?;
        assert_eq!(page.project().await?, last);
        page.check_texts().await
    })
    .await
}

#[tokio::test]
async fn a_crash_of_the_page_loses_nothing() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let records = page.records().await?;
        let courier = records.article(COURIER)?;
        page.show_articles(&[courier]).await?;
        let other = desk.open_tab("").await?;
        page.mark(courier, "Washington said less", "q").await?;
        page.mark(courier, "It agreed in principle", "q").await?;
        let before = page.project().await?;
        page.crash().await?;
        other.reload().await?;
        assert_eq!(other.project().await?, before);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_full_store_says_so_and_offers_the_work_as_a_file() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        desk.open("articles/index.json").await?.limit_databases().await?;
        let page = desk.open("").await?;
        let records = page.records().await?;
        let courier = records.article(COURIER)?;
        page.show_articles(&[courier]).await?;
        page.script_quote(courier, "Washington said less").await?;
        assert_eq!(page.saved().await?, "saved");
        page.fill_databases().await?;
        page.fill_local_storage().await?;
        // Local storage lets go of what the database has, which is room for a last one.
        page.script_quote(courier, "It agreed in principle").await?;
        page.wait_for("output[data-save=local]").await?;
        page.fill_local_storage().await?;
        page.mark(courier, "Nothing suggested that Russia was ready", "q").await?;
        page.wait_for("output[data-save=failed]").await?;
        page.wait_for_text(".notices", "storage for this page is full").await?;
        page.screenshot("not-saved", View::DESK).await?;
        assert_eq!(page.axe().await?, [""; 0]);

        page.click_named("button", "Download your work").await?;
        let (name, file) = desk.handed_out(&page).await?;
        assert!(name.starts_with("first-project-2") && name.ends_with(".jsonld"), "{name} tells project and time");
        let file = String::from_utf8(file)?;
        assert!(file.contains("Nothing suggested that Russia was ready"));

        // As soon as there is room again, everything is written.
        page.empty_local_storage().await?;
        page.script_quote(courier, "went through").await?;
        page.wait_for("output[data-save=local]").await?;
        page.empty_databases().await?;
        page.wait_for("output[data-save=saved]").await?;
        let kept = page.project().await?;
        page.reload().await?;
        assert_eq!(page.project().await?, kept);
        assert_eq!(kept["quotes"].as_array().map(Vec::len), Some(4));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_browser_that_keeps_nothing_can_still_be_worked_in() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        page.before_loading(
            "for (const store of ['localStorage', 'indexedDB']) Object.defineProperty(window, store, {
                get() { throw new DOMException('denied', 'SecurityError') },
            })",
        )
        .await?;
        page.reload().await?;
        let records = page.records().await?;
        page.wait_for("output[data-save=failed]").await?;
        page.wait_for_text(".notices", "Nothing can be saved here").await?;
        let courier = records.article(COURIER)?;
        page.show_articles(&[courier]).await?;
        page.mark(courier, "Washington said less", "q").await?;
        assert_eq!(page.attribute("output[data-save]", "data-save").await?.as_deref(), Some("failed"));
        let file = page.call("exportFile", json!(["jsonld"])).await?;
        assert!(file["text"].as_str().is_some_and(|text| text.contains("Washington said less")));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_cannot_be_read_is_set_aside_and_not_lost() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let records = page.records().await?;
        page.script_quote(records.article(COURIER)?, "Washington said less").await?;
        let before = page.project().await?;
        let spoiled = json!({
            "counterpoint/default/update/0-1": "no base64!",
            "counterpoint/default/update/0-2": "bm8gdXBkYXRl",
            "counterpoint/settings": "{ half",
        });
        page.act("spoiled => Object.assign(localStorage, spoiled)", json!([spoiled])).await?;
        page.reload().await?;
        assert_eq!(page.project().await?, before);
        page.wait_for_text(".notices", "2 entries kept in this browser could not be read").await?;
        let kept = page.local_storage().await?;
        for (key, value) in spoiled.as_object().into_iter().flatten() {
            assert_eq!(kept.get(&key.replace("/update/", "/aside/update/")), Some(value), "{key} is unchanged");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_file_carries_everything_into_another_browser() -> Result<()> {
    let folder = TempDir::new()?;
    let file = folder.path().join("colleague.jsonld");
    let mut exported = Value::Null;
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        page.script_everything().await?;
        exported = page.project().await?;
        page.press("Control+s").await?;
        Ok(fs::write(&file, desk.handed_out(&page).await?.1)?)
    })
    .await?;

    browse(Corpus::Shipped, async |desk| {
        // The texts come with the file, so the articles need not be here.
        desk.site().fail("articles/index.json", StatusCode::NOT_FOUND);
        let page = desk.open("").await?;
        page.ready().await?;
        desk.console_errors().await?;
        let import = async |path: &std::path::Path| {
            page.press("i").await?;
            page.choose_files("#import-files", &[path]).await
        };
        import(&file).await?;
        page.wait_for_text("dialog.merge .merge-counts", "3 new articles").await?;
        page.click("dialog.merge footer .primary").await?;
        page.wait_for_text(".notices", "“colleague.jsonld” was merged").await?;
        assert_eq!(page.project().await?, exported);
        import(&file).await?;
        page.wait_for_text(".notices", "nothing in it is new here").await?;
        assert_eq!(page.project().await?, exported, "the same file twice");

        let text = fs::read_to_string(&file)?;
        let half: String = text.chars().take(text.chars().count() / 2).collect();
        for (name, garbage) in [("half.jsonld", half.as_str()), ("other.json", "{ \"@context\": 7 }")] {
            let path = folder.path().join(name);
            fs::write(&path, garbage)?;
            import(&path).await?;
            page.wait_for_text(".notices", &format!("“{name}” was not added")).await?;
            assert_eq!(page.project().await?, exported, "{name}");
        }
        page.reload().await?;
        assert_eq!(page.project().await?, exported, "what was merged is kept");
        desk.console_errors().await.map(drop)
    })
    .await
}

#[tokio::test]
async fn a_backup_brings_the_project_back_and_what_is_damaged_in_it_is_named() -> Result<()> {
    let (mut kept, mut backup) = (Value::Null, Value::Null);
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        page.script_everything().await?;
        kept = page.project().await?;
        let file = page.call("exportFile", json!(["backup"])).await?;
        assert!(file["name"].as_str().is_some_and(|name| name.ends_with(".counterpoint.json")), "{}", file["name"]);
        backup = serde_json::from_str(file["text"].as_str().context("the file is text")?)?;
        let again = page.call("importFile", json!([file["name"], file["text"]])).await?;
        assert_eq!(again, json!({ "merged": 0 }), "nothing is new in one’s own backup");
        Ok(())
    })
    .await?;

    browse(Corpus::Shipped, async |desk| {
        desk.site().fail("articles/index.json", StatusCode::NOT_FOUND);
        let page = desk.open("").await?;
        page.ready().await?;
        desk.console_errors().await?;
        backup["updates"].as_array_mut().context("a list of updates")?.insert(0, "AAAA".into());
        let upload = Upload::new("put-away.json", backup.to_string());
        page.drop_files("body", &[upload]).await?;
        page.click_named("dialog.backup button", "Merge into the open project").await?;
        page.wait_for_text(".notices", "Part 1 of 2 of the backup’s changes is damaged; it is left out").await?;
        page.wait_for_text(".notices", "The backup was merged").await?;
        assert_eq!(page.project().await?, kept);
        page.reload().await?;
        assert_eq!(page.project().await?, kept, "what came in is kept");

        backup["schema"] = 99.into();
        page.drop_files("body", &[Upload::new("of-tomorrow.json", backup.to_string())]).await?;
        page.wait_for_text(".notices", "a newer version of Counterpoint wrote this backup").await?;
        desk.console_errors().await.map(drop)
    })
    .await
}
