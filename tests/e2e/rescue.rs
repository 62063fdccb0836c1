//! The application dies, or never starts: the page says so, hands the work out, and lets nothing reach the dead.

use anyhow::{Context, Result, ensure};
use http::StatusCode;
use serde_json::{Value, json};

use crate::support::{Corpus, Desk, Page, View, browse};

/// Moves most of what local storage holds into the browser's database, in each of the ways that it may stand there.
const MOVE: &str = "async () => {
    const rows = Object.entries(localStorage).map(([key, value]) => [key.split('/'), key, value]);
    const bytes = text => Uint8Array.from(atob(text), character => character.charCodeAt(0));
    const opening = indexedDB.open(`counterpoint/${rows.find(([path]) => path[2] === 'update')[0][1]}`, 2);
    opening.onupgradeneeded = () =>
        ['updates', 'texts', 'snapshots', 'aside'].forEach(name => opening.result.createObjectStore(name));
    const database = await new Promise((done, failed) => {
        opening.onsuccess = () => done(opening.result);
        opening.onerror = () => failed(opening.error);
    });
    const transaction = database.transaction(['updates', 'texts', 'snapshots', 'aside'], 'readwrite');
    const put = (store, value, key) => transaction.objectStore(store).put(value, key);
    ['updates', 'texts', 'snapshots'].forEach(store => transaction.objectStore(store).clear());
    const names = new TextEncoder().encode('[\"ü\"]');
    rows.forEach(([[, , kind, name], key, value], number) => {
        if (kind === 'text') put('texts', new TextEncoder().encode(value), name);
        else if (kind === 'update' && number % 3 === 0) put('updates', bytes(value), name);
        else if (kind === 'update' && number % 3 === 1) {
            const length = new Uint8Array(Uint32Array.of(names.length).buffer);
            put('snapshots', new Uint8Array([...new Uint8Array(32), ...length, ...names, ...bytes(value)]), name);
        } else return;
        localStorage.removeItem(key);
    });
    put('snapshots', new Uint8Array(20), 'torn');
    await new Promise(done => { transaction.oncomplete = done; });
    database.close();
}";

#[tokio::test]
async fn a_page_that_cannot_start_says_so_and_hands_out_what_is_kept() -> Result<()> {
    let (mut kept, mut file) = (Value::Null, Vec::new());
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        page.script_everything().await?;
        page.saved().await?;
        kept = page.project().await?;
        let program: String = page
            .run("() => new URL(document.querySelector('link[as=fetch]').href).pathname.split('/').pop()", json!([]))
            .await?;
        desk.site().fail(&program, StatusCode::NOT_FOUND);
        page.reload().await?;
        page.wait_for_text("h1", "Counterpoint could not start").await?;
        page.wait_for_text("[role=status]", "3 articles with their annotations are ready").await?;
        page.act(MOVE, json!([])).await?;
        page.reload().await?;
        page.wait_for_text("[role=status]", "3 articles with their annotations are ready").await?;
        for view in View::ALL {
            page.screenshot("not-started", view).await?;
            assert_eq!(page.axe().await?, [""; 0]);
        }
        page.set_view(View::DESK).await?;
        file = downloaded(desk, &page).await?;
        let file: Value = serde_json::from_slice(&file)?;
        assert_eq!(
            file["aside"]["snapshots/torn"], "AAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "what is no snapshot is put aside"
        );
        desk.console_errors().await.map(drop)
    })
    .await?;
    assert_eq!(opened_elsewhere(&file).await?, kept);
    Ok(())
}

#[tokio::test]
async fn a_trap_without_a_panic_is_noticed_and_stores_that_cannot_be_read_are_told() -> Result<()> {
    let deny = "() => {
        const get = () => { throw new DOMException('databases are denied', 'SecurityError'); };
        Object.defineProperty(window, 'indexedDB', { get });
    }";
    let stall = "() => { indexedDB.open = () => ({}); }";
    let trap = "() => {
        const error = new WebAssembly.RuntimeError('memory access out of bounds');
        window.dispatchEvent(new ErrorEvent('error', { error, message: error.message }));
    }";
    browse(Corpus::Shipped, async |desk| {
        for (trouble, told) in [(deny, "databases are denied"), (stall, "it does not answer")] {
            let page = desk.open("").await?;
            page.ready().await?;
            page.press("?").await?;
            page.wait_for("dialog[open]").await?;
            page.act(trouble, json!([])).await?;
            page.act(trap, json!([])).await?;
            page.wait_for_text("h1", "Counterpoint has stopped").await?;
            page.wait_for_text(".rescue", "memory access out of bounds").await?;
            page.wait_until_gone("dialog").await?;
            page.wait_for_text("[role=status]", told).await?;
            page.screenshot("stopped-without-database", View::PHONE.dark()).await?;
            page.set_view(View::DESK).await?;
            let file: Value = serde_json::from_slice(&downloaded(desk, &page).await?)?;
            assert_eq!(file["texts"].as_object().map(serde_json::Map::len), Some(3), "{told}");
        }
        desk.console_errors().await.map(drop)
    })
    .await
}

/// The file that the screen hands out.
async fn downloaded(desk: &Desk, page: &Page) -> Result<Vec<u8>> {
    page.click_named("button", "Download your work").await?;
    page.wait_for_text("[role=status]", "is among your downloads").await?;
    let status = page.text("[role=status]").await?;
    let name = status.split(['“', '”']).nth(1).context("the screen names the file")?;
    desk.downloaded(name).await
}

/// The project that a file brings into a browser that has nothing else.
async fn opened_elsewhere(file: &[u8]) -> Result<Value> {
    let mut project = Value::Null;
    browse(Corpus::Shipped, async |desk| {
        desk.site().fail("articles/index.json", StatusCode::NOT_FOUND);
        let page = desk.open("").await?;
        page.ready().await?;
        let name = "rescued.counterpoint.json";
        page.call("importFile", json!([name, String::from_utf8(file.to_vec())?])).await?;
        project = page.project().await?;
        ensure!(!page.texts(".notices").await?.concat().contains("left out"), "the whole file can be read");
        desk.console_errors().await.map(drop)
    })
    .await?;
    Ok(project)
}
