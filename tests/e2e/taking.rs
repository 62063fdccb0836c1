//! A large file is taken in bit by bit: whoever comes in between waits or is told to, and it comes whole or not at all.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::support::{Corpus, Desk, Page, Upload, browse, until};

const COURIER: &str = "tarnmoor";

/// How many quotes the file has: enough that the page has its turn before all of them are there.
const QUOTES: usize = 1_500;

/// What is marked besides.
const WORDS: &str = "Washington said less";

/// As soon as the page shows how much of a file is taken, gives the application no more turns. Each look at the clock then
/// finds that it has worked for long enough.
const HOLD: &str = "() => {
    const held = [], pause = scheduler.yield, clock = Date.now;
    window.letGo = () => {
        [scheduler.yield, Date.now] = [pause, clock];
        held.forEach(go => go());
    };
    window.heard = 0;
    new BroadcastChannel('counterpoint/default').onmessage = () => window.heard++;
    const watch = new MutationObserver(() => {
        if (!document.querySelector('dialog.merge progress')) return;
        watch.disconnect();
        let time = clock();
        Date.now = () => time += 9;
        scheduler.yield = () => new Promise(go => held.push(go));
    });
    watch.observe(document.body, { subtree: true, childList: true });
}";

/// The steps that these tests take.
impl Page {
    /// Opens the file and begins to take all of it, up to the middle.
    async fn begin_to_take(&self, file: Upload) -> Result<()> {
        self.act(HOLD, json!([])).await?;
        self.drop_files("body", &[file]).await?;
        self.click("dialog.merge footer .primary").await?;
        self.wait_for("dialog.merge progress").await
    }

    async fn take_the_rest(&self) -> Result<()> {
        self.act("() => letGo()", json!([])).await?;
        self.wait_until_gone("dialog").await
    }

    async fn quotes(&self) -> Result<usize> {
        Ok(self.project().await?["quotes"].as_array().map_or(0, Vec::len))
    }

    async fn wait_for_quotes(&self, count: usize) -> Result<()> {
        until("all quotes", async || Ok((self.quotes().await? == count).then_some(()))).await
    }

    /// Waits until another tab was heard, which the application hears first.
    async fn hear(&self) -> Result<()> {
        until("another tab", async || {
            let heard: usize = self.run("() => heard", json!([])).await?;
            Ok((heard > 0).then_some(()))
        })
        .await
    }

    /// Why a method for scripts does nothing.
    async fn refusal(&self, method: &str, given: Value) -> Result<String> {
        let call = "(method, given) => counterpoint[method](...given).then(() => '', error => error.message)";
        self.run(call, json!([method, given])).await
    }
}

/// A colleague's file with many quotes.
async fn large_file() -> Result<Upload> {
    let mut text = Value::Null;
    browse(Corpus::Shipped, async |desk: &mut Desk| {
        let page = desk.open("").await?;
        let article = page.records().await?.article(COURIER)?.id.clone();
        let add = |number: usize| {
            let content = json!([{ "start": number, "end": number + 2 }]);
            let quote = format!("many-{number}");
            json!({ "edit": "addQuote", "quote": quote, "attribution": { "article": article, "content": content } })
        };
        let edits: Vec<Value> = (0..QUOTES).map(add).collect();
        page.perform(json!({ "edit": "together", "name": "mark many", "edits": edits })).await?;
        text = page.call("exportFile", json!([])).await?["text"].take();
        Ok(())
    })
    .await?;
    Ok(Upload::new("large.jsonld", text.as_str().context("the file is text")?.to_owned()))
}

#[tokio::test]
async fn what_others_do_while_a_file_is_taken_comes_after_it_and_nothing_is_lost() -> Result<()> {
    let file = large_file().await?;
    browse(Corpus::Shipped, async |desk: &mut Desk| {
        let page = desk.open("").await?;
        page.ready().await?;
        let other = desk.open_tab("").await?;
        other.ready().await?;
        page.begin_to_take(file).await?;
        assert_eq!(page.text("dialog.merge footer .primary").await?, "Merging…");

        other.script_quote(other.records().await?.article(COURIER)?, WORDS).await?;
        page.hear().await?;
        let speaker = json!([{ "edit": "addSpeaker", "name": "Nobody", "colour": 0 }]);
        for (method, given) in [("perform", speaker), ("exportFile", json!([]))] {
            let refusal = page.refusal(method, given).await?;
            assert!(refusal.starts_with("a file is being merged; try again in a moment"), "{method}: {refusal}");
        }
        page.press("Escape").await?;
        page.press("Escape").await?;
        page.wait_for("dialog.merge[open] progress").await?;
        assert_eq!(page.quotes().await?, 0, "nothing is seen before all of it is there");
        page.take_the_rest().await?;
        page.wait_for_text(".notices", "“large.jsonld” was merged: 1500 new quotes").await?;
        for tab in [&page, &other] {
            tab.wait_for_quotes(QUOTES + 1).await?;
            assert!(tab.records().await?.speakers.is_empty(), "what was refused was not done");
        }
        page.press("Control+z").await?;
        page.wait_for_text(".notices", "Undone: merge “large.jsonld”").await?;
        for tab in [&page, &other] {
            tab.wait_for_quotes(1).await?;
            tab.records().await?.quote(WORDS)?;
        }
        page.press("Control+Shift+z").await?;
        for tab in [&page, &other] {
            tab.wait_for_quotes(QUOTES + 1).await?;
            tab.saved().await?;
        }
        desk.restart_browser().await?;
        let again = desk.open("").await?;
        again.ready().await?;
        assert_eq!(again.quotes().await?, QUOTES + 1);
        again.records().await?.quote(WORDS)?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_file_that_is_taken_while_a_newer_version_comes_is_whole_and_said_not_to_be_saved() -> Result<()> {
    let file = large_file().await?;
    browse(Corpus::Shipped, async |desk: &mut Desk| {
        let page = desk.open("").await?;
        page.ready().await?;
        page.saved().await?;
        page.begin_to_take(file).await?;
        let mark = "() => {
            const mark = { key: 'counterpoint/default/schema', newValue: '99' };
            dispatchEvent(new StorageEvent('storage', mark));
        }";
        page.act(mark, json!([])).await?;
        page.wait_for("output[data-read-only]").await?;
        page.take_the_rest().await?;
        page.wait_for("output[data-save='failed'][data-read-only]").await?;
        page.wait_for_text(".notices", "A newer version of Counterpoint has been opened").await?;
        assert_eq!(page.quotes().await?, QUOTES);
        page.press("Control+z").await?;
        page.wait_for_text(".notices", "this page can only read; reload it").await?;
        assert_eq!(page.quotes().await?, QUOTES, "nothing is changed any more");
        let written = page.call("exportFile", json!([])).await?;
        assert!(written["text"].as_str().is_some_and(|text| text.len() > QUOTES), "it can be handed out");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_page_that_ends_while_a_file_is_taken_asks_before_and_has_what_it_had() -> Result<()> {
    let file = large_file().await?;
    browse(Corpus::Shipped, async |desk: &mut Desk| {
        let page = desk.open("").await?;
        page.ready().await?;
        page.script_quote(page.records().await?.article(COURIER)?, WORDS).await?;
        page.saved().await?;
        let before = page.project().await?;
        let other = desk.open_tab("").await?;
        page.begin_to_take(file).await?;
        let leave = "() => !dispatchEvent(new Event('beforeunload', { cancelable: true }))";
        assert!(page.run::<bool>(leave, json!([])).await?, "it asks before it is left");
        page.crash().await?;
        other.reload().await?;
        other.ready().await?;
        assert_eq!(other.project().await?, before);
        Ok(())
    })
    .await
}
