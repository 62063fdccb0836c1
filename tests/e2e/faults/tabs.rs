//! Several tabs are worked in at once.

use anyhow::Result;
use serde_json::json;

use super::{COURIER, ELSEWHERE, MANY, tally, tell};
use crate::support::{Corpus, browse};

/// How many edits each tab makes.
const EDITS_EACH: usize = 300;

/// How long after the last tab was told the tabs begin, in milliseconds: all hear of it before any begins.
const START: u32 = 1_000;

#[tokio::test]
async fn two_tabs_at_once_keep_every_edit() -> Result<()> {
    check("two tabs at once", 2, "").await
}

#[tokio::test]
async fn three_tabs_at_once_keep_every_edit() -> Result<()> {
    check("three tabs at once", 3, "").await
}

#[tokio::test]
async fn two_tabs_without_a_channel_between_them_keep_every_edit() -> Result<()> {
    check("two tabs without BroadcastChannel", 2, "delete window.BroadcastChannel").await
}

#[tokio::test]
async fn three_tabs_without_a_channel_between_them_keep_every_edit() -> Result<()> {
    check("three tabs without BroadcastChannel", 3, "delete window.BroadcastChannel").await
}

/// Makes edits in `count` tabs at once, each of which runs a script before it loads, and looks for them everywhere.
async fn check(name: &str, count: usize, before_loading: &str) -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let mut tabs = vec![desk.open("").await?];
        for _ in 1..count {
            tabs.push(desk.open_tab("").await?);
        }
        for (number, page) in tabs.iter().enumerate() {
            page.before_loading(before_loading).await?;
            page.reload().await?;
            let records = page.records().await?;
            let courier = records.article(COURIER)?;
            page.show_articles(&[courier]).await?;
            page.prepare_edits(&format!("tab{number}"), courier).await?;
        }
        let start: u64 = tabs[0].run("wait => Date.now() + wait", json!([START])).await?;
        for page in &tabs {
            let begin = "(count, lead, start) => { edits.run(count, lead, start); }";
            page.act(begin, json!([EDITS_EACH, MANY, start])).await?;
        }
        for page in &tabs {
            page.act("() => edits.done", json!([])).await?;
        }
        let fresh = desk.open_tab("").await?;
        let records = fresh.records().await?;
        fresh.show_articles(&[records.article(COURIER)?]).await?;
        tabs.push(fresh);

        let (mut lost, mut projects) = (0, Vec::new());
        for page in &tabs {
            let all = EDITS_EACH * count;
            let heard =
                page.records_when("every edit", |records| records.quotes.len() + records.speakers.len() == all);
            if let Err(error) = heard.await {
                tell(&format!("{name}: {error:#}"));
            }
            for number in 0..count {
                lost += page.missing_edits(&format!("tab{number}"), EDITS_EACH).await?;
            }
            page.check_texts().await?;
            projects.push(page.saved_project().await?);
        }
        assert!(projects.iter().all(|project| *project == projects[0]), "{name}: every tab shows the same");
        tally(name, EDITS_EACH * count, lost);
        Ok(())
    })
    .await
}

/// The other tab cannot write, and local storage loses its last seconds with the browser: what was saved here builds
/// on what was saved nowhere.
#[tokio::test]
async fn what_is_saved_takes_along_what_it_builds_on() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        page.saved_project().await?;
        let other = desk.open_tab("").await?;
        other.saved_project().await?;
        let fail = "() => {
            IDBObjectStore.prototype.put = () => { throw new DOMException('no room', 'QuotaExceededError'); };
        }";
        other.act(fail, json!([])).await?;
        let speaker = other.perform(json!({ "edit": "addSpeaker", "name": "The envoy" })).await?;
        other.wait_for_state("local").await?;
        page.records_when("the speaker", |records| records.speaker("The envoy").is_ok()).await?;
        page.perform(json!({ "edit": "renameSpeaker", "speaker": speaker, "name": "Ana Pell" })).await?;
        page.saved_project().await?;

        other.close().await?;
        desk.open(ELSEWHERE).await?.clear_away("local_storage").await?;
        let fresh = desk.open("").await?;
        let records = fresh.records().await?;
        tally("an edit that builds on an unsaved one", 2, 2 * usize::from(records.speaker("Ana Pell").is_err()));
        Ok(())
    })
    .await
}
