//! The application dies, or never starts: the page says so, hands the work out, and lets nothing reach the dead.

use anyhow::{Context, Result, ensure};
use http::StatusCode;
use serde_json::{Value, json};

use crate::support::{Corpus, Desk, Page, View, browse};

const COURIER: &str = "tarnmoor";

/// The clock fails once: an error of JavaScript then ends an intent half way, and the next one panics.
const STOP_CLOCK: &str = "() => {
    const now = Date.now;
    Date.now = () => { Date.now = now; throw new Error('there is no clock'); };
}";

/// Moves what the application draws into elements of its own, as programs do that translate pages.
const TRANSLATE: &str = "() => {
    for (const row of document.querySelectorAll('.panel .row')) {
        const font = document.createElement('font');
        row.replaceWith(font);
        font.append(row);
    }
}";

/// Leaves no room in local storage, nor in the browser's database.
const FILL: &str = "() => {
    IDBObjectStore.prototype.put = () => { throw new DOMException('no room', 'QuotaExceededError'); };
    for (let size = 1 << 20; size >= 1; size >>= 1) {
        try {
            for (let number = 0; ; number++) localStorage.setItem(`filler-${size}-${number}`, 'x'.repeat(size));
        } catch {}
    }
}";

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
async fn a_panic_shows_a_screen_that_hands_out_the_work() -> Result<()> {
    let (mut kept, mut file) = (Value::Null, Vec::new());
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        page.script_everything().await?;
        page.saved().await?;
        kept = page.project().await?;
        page.press("?").await?;
        page.wait_for("dialog[open]").await?;
        page.press("Escape").await?;
        page.act(STOP_CLOCK, json!([])).await?;
        page.click("[data-open-article]").await?;
        page.click("[data-open-article]").await?;
        page.wait_for_text("h1", "Counterpoint has stopped").await?;
        page.wait_for_text("[role=status]", "3 articles with their annotations are ready").await?;
        page.wait_for_text(".rescue", "already").await?;
        page.wait_until_gone(".app").await?;
        assert!(page.has_focus("h1").await?);
        for view in View::ALL {
            page.screenshot("stopped", view).await?;
            assert_eq!(page.axe().await?, [""; 0]);
        }
        page.set_view(View::DESK).await?;
        page.click("summary").await?;
        page.wait_for_text("pre", "src/web/store.rs").await?;
        page.screenshot("stopped-in-full", View::PHONE).await?;
        page.set_view(View::DESK).await?;
        ensure!(!desk.console_errors().await?.is_empty(), "a panic is told on the console too");

        // Whatever reached the application now would panic again.
        page.press("Control+z").await?;
        page.press("j").await?;
        page.act("() => { location.hash = 'somewhere'; window.dispatchEvent(new Event('resize')); }", json!([]))
            .await?;
        page.click("h1").await?;
        assert_eq!(desk.console_errors().await?, [""; 0]);

        file = downloaded(desk, &page).await?;
        page.click_named("button", "Reload").await?;
        page.wait_for(".app").await?;
        assert_eq!(page.project().await?, kept, "the work is still here");
        Ok(())
    })
    .await?;
    assert_eq!(opened_elsewhere(&file).await?, kept);
    Ok(())
}

#[tokio::test]
async fn what_storage_has_not_taken_is_in_the_file_too() -> Result<()> {
    let (mut whole, mut file) = (Value::Null, Vec::new());
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        page.script_everything().await?;
        let records = page.records().await?;
        let courier = records.article(COURIER)?;
        page.show_articles(&[courier]).await?;
        page.wait_for_text(".panel .row", "It agreed in principle").await?;
        page.saved().await?;
        page.act(FILL, json!([])).await?;
        page.act(TRANSLATE, json!([])).await?;
        // Its row comes before one that is not where the application left it.
        let start = courier.offset("Nothing suggested")?;
        let content = json!([{ "start": start, "end": start + "Nothing suggested".len() }]);
        let edit = json!({ "edit": "addQuote", "attribution": { "article": courier.id, "content": content } });
        page.act("edit => { counterpoint.perform(edit); }", json!([edit])).await?;
        page.wait_for_text("h1", "Counterpoint has stopped").await?;
        page.wait_for_text(".rescue", "failed to insert").await?;
        page.wait_for_text("[role=status]", "ready to download").await?;
        // What was in memory can still be asked for, and proves the file.
        whole = page.project().await?;
        ensure!(whole.to_string().contains("Nothing suggested"));
        file = downloaded(desk, &page).await?;
        desk.console_errors().await.map(drop)
    })
    .await?;
    assert_eq!(opened_elsewhere(&file).await?, whole);
    Ok(())
}

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
