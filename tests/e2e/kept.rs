//! What the page tells of what it keeps: the dialog behind the save state, the reminder to export, and backups.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::support::{Corpus, Page, Upload, View, browse};

const COURIER: &str = "tarnmoor";

/// Puts a row among the updates that is none.
const SPOIL: &str = "() => new Promise((resolve, reject) => {
    const opening = indexedDB.open('counterpoint/default');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
        const transaction = opening.result.transaction('updates', 'readwrite');
        transaction.objectStore('updates').put(new Uint8Array([1, 2, 3]), 'odd');
        transaction.oncomplete = () => { opening.result.close(); resolve(); };
    };
})";

/// Puts the page's clock back by twelve days.
const TWELVE_DAYS_AGO: &str = "(() => {
    const now = Date.now.bind(Date);
    Date.now = () => now() - 12 * 24 * 60 * 60 * 1000;
})()";

#[tokio::test]
async fn the_save_state_tells_what_is_kept_and_hands_out_what_could_not_be_read() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        page.ready().await?;
        assert_eq!(page.saved().await?, "saved");
        page.click(".save output").await?;
        page.wait_for_text("dialog.storage", "survives a crash of the page, of the browser, and of the machine")
            .await?;
        page.wait_for_text("dialog.storage dd", "that this page may use").await?;
        page.wait_for_text("dialog.storage dd", "the browser").await?;
        assert!(!page.texts("dialog.storage dt").await?.contains(&"Set aside".to_owned()));
        page.press("Escape").await?;

        page.act(SPOIL, json!([])).await?;
        page.reload().await?;
        page.ready().await?;
        page.wait_for_text(".notices", "1 entry kept in this browser could not be read").await?;
        page.click_named("button", "Show").await?;
        page.wait_for_text("dialog.storage dd", "1 entry could not be read and will not be touched").await?;
        assert_eq!(page.axe().await?, [""; 0]);
        for view in View::ALL {
            page.screenshot("storage", view).await?;
        }
        page.click_named("dialog.storage button", "Download").await?;
        page.wait_for_text("dialog.storage .dialog-said", "was written to your downloads").await?;
        let (name, file) = desk.handed_out(&page).await?;
        assert!(name.starts_with("first-project-2") && name.ends_with("-set-aside.json"), "{name}");
        let file: Value = serde_json::from_slice(&file)?;
        assert_eq!(file["entries"], json!({ "updates/odd": "AQID" }));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn much_that_was_not_exported_for_long_is_quietly_told_until_it_is() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let earlier = desk.open("").await?;
        earlier.before_loading(TWELVE_DAYS_AGO).await?;
        earlier.reload().await?;
        let records = earlier.records().await?;
        let courier = records.article(COURIER)?;
        let start = courier.offset("Washington said less")?;
        for number in 0..30 {
            let content = json!([{ "start": start, "end": start + 4 + number }]);
            let attribution = json!({ "article": courier.id, "content": content });
            earlier.perform(json!({ "edit": "addQuote", "attribution": attribution })).await?;
        }
        assert_eq!(earlier.saved().await?, "saved");
        assert_eq!(earlier.count(".reminder").await?, 0, "nothing is old yet");

        let page = desk.open_tab("").await?;
        page.ready().await?;
        page.wait_for_text(".reminder", "30 changes in 12 days, and nothing exported yet.").await?;
        assert_eq!(page.axe().await?, [""; 0]);
        page.screenshot("reminder", View::DESK).await?;
        page.click(".reminder button").await?;
        page.wait_until_gone(".reminder").await?;
        page.reload().await?;
        page.ready().await?;
        assert_eq!(page.count(".reminder").await?, 0, "the export is remembered");
        Ok(())
    })
    .await
}

/// The backup of a project with one of everything, and what the project holds.
async fn backed_up(page: &Page) -> Result<(String, Value)> {
    page.script_everything().await?;
    let file = page.call("exportFile", json!(["backup"])).await?;
    Ok((file["text"].as_str().context("the file is text")?.to_owned(), page.project().await?))
}

#[tokio::test]
async fn a_backup_becomes_a_project_of_its_own_beside_the_others() -> Result<()> {
    let (mut backup, mut kept) = (String::new(), Value::Null);
    browse(Corpus::Shipped, async |desk| {
        (backup, kept) = backed_up(&desk.open("").await?).await?;
        Ok(())
    })
    .await?;
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let records = page.records().await?;
        page.script_quote(records.article(COURIER)?, "Washington said less").await?;
        page.saved().await?;
        let own = page.project().await?;

        page.drop_files("body", &[Upload::new("put-away.json", backup.clone())]).await?;
        page.wait_for_text("dialog.backup", "First project").await?;
        let quotes = kept["quotes"].as_array().map_or(0, Vec::len);
        page.wait_for_text("dialog.backup", &format!("3 articles, {quotes} quotes")).await?;
        assert_eq!(page.project().await?, own, "nothing comes before it is asked for");
        assert_eq!(page.axe().await?, [""; 0]);
        for view in View::ALL {
            page.screenshot("backup", view).await?;
        }
        page.set_view(View::DESK).await?;
        page.click_named("dialog.backup button", "Restore as a new project").await?;
        page.wait_for_text(".topbar .project-button-name", "First project 2").await?;
        assert_eq!(page.project().await?, kept);
        page.reload().await?;
        assert_eq!(page.project().await?, kept, "it is kept");

        let first = desk.open("?project=default").await?;
        assert_eq!(first.project().await?, own, "the project that was there is as it was");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_damaged_backup_says_so_before_it_is_taken() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let (backup, kept) = backed_up(&page).await?;
        let mut backup: Value = serde_json::from_str(&backup)?;
        backup["updates"].as_array_mut().context("a list of updates")?.insert(0, "AAAA".into());
        page.drop_files("body", &[Upload::new("put-away.json", backup.to_string())]).await?;
        page.wait_for_text("dialog.backup .problem", "1 part of it cannot be read and will be left out").await?;
        page.click_named("dialog.backup button", "Merge into the open project").await?;
        page.wait_for_text(".notices", "The backup was merged: everything in it was here already").await?;
        assert_eq!(page.project().await?, kept);

        backup["schema"] = 99.into();
        page.drop_files("body", &[Upload::new("of-tomorrow.json", backup.to_string())]).await?;
        page.wait_for_text(".notices", "a newer version of Counterpoint wrote this backup").await?;
        assert_eq!(page.project().await?, kept);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_backup_that_finds_no_room_leaves_everything_as_it_was() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let (backup, kept) = backed_up(&page).await?;
        page.saved().await?;
        // Neither store takes another project.
        let refuse = "() => {
            const open = indexedDB.open.bind(indexedDB);
            indexedDB.open = (name, ...rest) => {
                if (name.startsWith('counterpoint/')) throw new DOMException('no room', 'QuotaExceededError');
                return open(name, ...rest);
            };
            Storage.prototype.setItem = () => { throw new DOMException('no room', 'QuotaExceededError') };
        }";
        page.act(refuse, json!([])).await?;
        page.drop_files("body", &[Upload::new("put-away.json", backup)]).await?;
        page.click_named("dialog.backup button", "Restore as a new project").await?;
        page.wait_for_text(".notices", "The backup was not restored").await?;
        assert_eq!(page.project().await?, kept);
        assert_eq!(page.text(".topbar .project-button-name").await?, "First project");
        page.reload().await?;
        page.ready().await?;
        page.click(".topbar .project-button").await?;
        page.wait_for("dialog.projects").await?;
        assert_eq!(page.texts(".project-name").await?, ["First project"], "no empty project is left");
        Ok(())
    })
    .await
}
