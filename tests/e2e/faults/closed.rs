//! A page goes away with the edit just made.

use anyhow::Result;
use serde_json::json;

use super::{COURIER, ELSEWHERE, tally};
use crate::support::{Corpus, browse, until};

/// How often a page goes away.
const TIMES: usize = 20;

/// How many crash.
const CRASHES: usize = 5;

/// The field of a quote's note.
const NOTE: &str = "#quote-note";

/// The words that the note is about.
const WORDS: &str = "Washington said less";

/// Opens the page in a window of its own, and closes that in the task in which it makes an edit.
const CLOSE_WINDOW: &str = "async name => {
    const child = window.open(location.href.split('#')[0]);
    const next = () => new Promise(done => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = done;
        port2.postMessage(null);
    });
    while (!child.counterpoint) await next();
    await child.counterpoint.ready;
    child.counterpoint.perform({ edit: 'addSpeaker', speaker: name, name });
    child.close();
}";

/// Makes an edit and goes to another page in the same task.
const GO_AWAY: &str = "(name, address) => {
    counterpoint.perform({ edit: 'addSpeaker', speaker: name, name });
    location.replace(address);
}";

#[tokio::test]
async fn a_window_that_closes_with_an_edit_has_it() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        page.ready().await?;
        for number in 1..=TIMES {
            page.act(CLOSE_WINDOW, json!([format!("closed-{number}")])).await?;
        }
        // The opener has heard of all of them, and so does a page that starts afresh from the database alone.
        let fresh = desk.open_tab("").await?;
        fresh.saved_project().await?;
        let heard = page.missing_edits("closed", TIMES).await?;
        fresh.clear_away("local_storage").await?;
        page.close().await?;
        fresh.reload().await?;
        tally("a window closed with the edit", TIMES, heard.max(fresh.missing_edits("closed", TIMES).await?));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_page_that_is_left_with_an_edit_has_it() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        for number in 1..=TIMES {
            let page = desk.open("").await?;
            page.ready().await?;
            let elsewhere = desk.site().address(ELSEWHERE)?;
            page.act(GO_AWAY, json!([format!("left-{number}"), elsewhere.as_str()])).await?;
            until("the page to be left", async || Ok((page.address().await? == elsewhere).then_some(()))).await?;
        }
        let page = desk.open("").await?;
        page.saved_project().await?;
        tally("a page left with the edit", TIMES, page.missing_edits("left", TIMES).await?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_crash_right_after_an_edit_loses_nothing() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let rest = desk.open("").await?;
        rest.ready().await?;
        let mut pages = Vec::new();
        for _ in 0..CRASHES {
            pages.push(desk.open_tab("").await?);
        }
        for (page, number) in pages.into_iter().zip(1..) {
            page.ready().await?;
            let edit = "name => { counterpoint.perform({ edit: 'addSpeaker', speaker: name, name }); }";
            page.act(edit, json!([format!("crashed-{number}")])).await?;
            page.crash().await?;
        }
        rest.reload().await?;
        rest.saved_project().await?;
        tally("a tab crashed after the edit", CRASHES, rest.missing_edits("crashed", CRASHES).await?);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_note_that_is_half_typed_is_kept_when_the_page_goes_away() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let home = desk.open("").await?;
        let elsewhere = desk.site().address(ELSEWHERE)?;
        let ways = ["reloaded", "left", "closed"];
        let mut lost = 0;
        for way in ways {
            let page = desk.open_tab("").await?;
            let records = page.records().await?;
            let courier = records.article(COURIER)?;
            page.show_articles(&[courier]).await?;
            if records.quotes.is_empty() {
                page.script_quote(courier, WORDS).await?;
            }
            page.pick(courier, WORDS).await?;
            page.press("n").await?;
            page.wait_for_focus(NOTE).await?;
            page.type_text(&format!(" {way}")).await?;
            match way {
                "reloaded" => page.reload().await?,
                "left" => page.go_to(elsewhere.clone()).await?,
                _ => page.close().await?,
            }
            home.reload().await?;
            let records = home.records().await?;
            lost += usize::from(!records.quote(WORDS)?.note.ends_with(way));
        }
        tally("a note half typed", ways.len(), lost);
        Ok(())
    })
    .await
}
