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

/// Has neither local storage nor the browser's database take anything any more.
const REFUSE: &str = "() => {
    const refuse = () => { throw new DOMException('no room', 'QuotaExceededError'); };
    [Storage.prototype.setItem, IDBObjectStore.prototype.put] = [refuse, refuse];
}";

/// Ends the application as a memory does that is full: it cannot say anything any more.
const TRAP: &str = "() => {
    const error = new WebAssembly.RuntimeError('memory access out of bounds');
    window.dispatchEvent(new ErrorEvent('error', { error, message: error.message }));
}";

/// Has every new date be five past two in the afternoon of one day, wherever the reader is.
const FIX_DATE: &str = "() => {
    window.Date = class extends Date {
        constructor(...given) { super(...(given.length ? given : [2026, 10, 24, 14, 5])); }
    };
}";

/// What no store has taken when the application stops.
const LAST_WORDS: &str = "Nothing suggested";

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
    check(async |desk, page| {
        let kept = page.project().await?;
        page.press("?").await?;
        page.wait_for("dialog[open]").await?;
        page.press("Escape").await?;
        page.act(STOP_CLOCK, json!([])).await?;
        page.click("[data-open-article]").await?;
        // The next thing that reaches the application finds it half way: a key, if nothing was sooner.
        page.press("j").await?;
        page.wait_for_text("h1", "Counterpoint has stopped").await?;
        page.wait_for_text("[role=status]", "3 articles with their annotations are ready").await?;
        page.wait_for_text(".rescue", "already").await?;
        page.wait_until_gone(".app").await?;
        assert!(page.has_focus("h1").await?);
        look(page, "stopped").await?;
        page.click("summary").await?;
        page.wait_for_text("pre", "src/web/store").await?;
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

        let file = downloaded(desk, page).await?;
        page.wait_until_gone(".rescue-warning").await?;
        assert!(!page.asks_before_leaving().await?, "all of it is kept");
        page.click_named("button", "Reload").await?;
        page.wait_for(".app").await?;
        assert_eq!(page.project().await?, kept, "the work is still here");
        Ok((kept, file))
    })
    .await
}

#[tokio::test]
async fn what_storage_has_not_taken_is_in_the_file_too() -> Result<()> {
    check(async |desk, page| {
        page.stop_with_unkept_words().await?;
        // What was in memory can still be asked for, and proves the file.
        let whole = page.project().await?;
        assert!(quotes(&whole).contains(LAST_WORDS));
        page.wait_for_text(".rescue-warning", "in no store of this browser").await?;
        assert!(page.asks_before_leaving().await?);
        look(page, "stopped-unkept").await?;

        page.double_click(".rescue-actions .button:last-child").await?;
        page.wait_for_text(".rescue-warning", "If you reload now").await?;
        page.wait_for_text("button", "Reload without them").await?;
        look(page, "stopped-asking").await?;
        assert!(page.has_focus(".button.primary").await?, "the download is the answer at hand");

        let file = downloaded(desk, page).await?;
        page.wait_for_text(".rescue-warning", "in the file alone").await?;
        assert!(!page.asks_before_leaving().await?, "the file has it");
        look(page, "stopped-downloaded").await?;
        page.click_named("button", "Reload").await?;
        page.wait_for(".app").await?;
        assert!(!quotes(&page.project().await?).contains(LAST_WORDS), "no store had them");
        desk.console_errors().await?;
        Ok((whole, file))
    })
    .await
}

#[tokio::test]
async fn whoever_says_so_twice_reloads_without_the_last_changes() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        page.script_everything().await?;
        page.stop_with_unkept_words().await?;
        page.click_named("button", "Reload").await?;
        page.wait_for_text("button", "Reload without them").await?;
        page.press("Tab").await?;
        page.press("Enter").await?;
        page.wait_for(".app").await?;
        let quotes = quotes(&page.project().await?);
        assert!(quotes.contains("It agreed in principle") && !quotes.contains(LAST_WORDS), "{quotes}");
        desk.console_errors().await.map(drop)
    })
    .await
}

#[tokio::test]
async fn a_change_that_ended_half_way_is_told_as_missing() -> Result<()> {
    check(async |desk, page| {
        let kept = page.project().await?;
        page.act(STOP_CLOCK, json!([])).await?;
        let edit = json!({ "edit": "addSpeaker", "name": "Moscow" });
        let twice = "edit => { for (const time of [1, 2]) { try { counterpoint.perform(edit); } catch {} } }";
        page.act(twice, json!([edit])).await?;
        page.wait_for_text("h1", "Counterpoint has stopped").await?;
        page.wait_for_text(".rescue-warning", "The very last change may be missing").await?;
        page.wait_for_text("[role=status]", "ready to download").await?;
        assert!(!page.asks_before_leaving().await?, "a download would not bring it back");
        desk.console_errors().await?;
        Ok((kept, downloaded(desk, page).await?))
    })
    .await
}

#[tokio::test]
async fn a_page_that_cannot_start_says_so_and_hands_out_what_is_kept() -> Result<()> {
    check(async |desk, page| {
        let kept = page.project().await?;
        let program: String = page
            .run(
                "() => document.querySelector('link[as=fetch]').href.slice(new URL('.', location).href.length)",
                json!([]),
            )
            .await?;
        desk.site().fail(&program, StatusCode::NOT_FOUND);
        page.reload().await?;
        page.wait_for_text("h1", "Counterpoint could not start").await?;
        page.wait_for_text("[role=status]", "3 articles with their annotations are ready").await?;
        page.act(MOVE, json!([])).await?;
        page.reload().await?;
        page.wait_for_text("[role=status]", "3 articles with their annotations are ready").await?;
        page.wait_until_gone(".rescue-warning").await?;
        look(page, "not-started").await?;
        let file = downloaded(desk, page).await?;
        assert_eq!(
            serde_json::from_slice::<Value>(&file)?["aside"]["snapshots/torn"],
            "AAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "what is no snapshot is put aside"
        );
        desk.console_errors().await?;
        Ok((kept, file))
    })
    .await
}

#[tokio::test]
async fn a_trap_without_a_panic_is_noticed_and_stores_that_cannot_be_read_are_told() -> Result<()> {
    let absent = "() => Object.defineProperty(window, 'indexedDB', { value: undefined })";
    let deny = "() => {
        const get = () => { throw new DOMException('databases are denied', 'SecurityError'); };
        Object.defineProperty(window, 'indexedDB', { get });
    }";
    let stall = "() => { indexedDB.open = () => ({}); }";
    browse(Corpus::Shipped, async |desk| {
        for (trouble, told) in [
            (absent, "This browser gives the page no database."),
            (deny, "This browser gives the page no database (databases are denied)."),
            (stall, "The browser’s database could not be read: it does not answer."),
        ] {
            let page = desk.open("").await?;
            page.ready().await?;
            page.press("?").await?;
            page.wait_for("dialog[open]").await?;
            page.act(trouble, json!([])).await?;
            page.act(TRAP, json!([])).await?;
            page.wait_for_text("h1", "Counterpoint has stopped").await?;
            page.wait_for_text(".rescue", "memory access out of bounds").await?;
            page.wait_for_text(".rescue-warning", "The very last change may be missing").await?;
            page.wait_until_gone("dialog").await?;
            page.wait_for("[role=status] li").await?;
            assert_eq!(page.texts("[role=status] li").await?, [told]);
            look(&page, "stopped-without-database").await?;
            let file: Value = serde_json::from_slice(&downloaded(desk, &page).await?)?;
            assert_eq!(file["texts"].as_object().map(serde_json::Map::len), Some(3), "{told}");
        }
        desk.console_errors().await.map(drop)
    })
    .await
}

#[tokio::test]
async fn stores_that_cannot_be_read_are_told_apart_from_stores_that_are_empty() -> Result<()> {
    let deny = "() => {
        const get = () => { throw new DOMException('storage is denied.', 'SecurityError'); };
        for (const name of ['localStorage', 'indexedDB']) Object.defineProperty(window, name, { get });
    }";
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        page.ready().await?;
        page.act(deny, json!([])).await?;
        page.act(TRAP, json!([])).await?;
        page.wait_for_text("[role=status]", "Nothing of this project could be read.").await?;
        let told = [
            "The browser’s local storage could not be read: storage is denied.",
            "This browser gives the page no database (storage is denied).",
        ];
        assert_eq!(page.texts("[role=status] li").await?, told);
        look(&page, "stopped-without-stores").await?;
        page.wait_until_gone(".button.primary").await?;
        desk.console_errors().await.map(drop)
    })
    .await
}

#[tokio::test]
async fn what_was_not_saved_before_a_trap_is_told_as_lost() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        page.script_everything().await?;
        page.saved().await?;
        page.act(REFUSE, json!([])).await?;
        page.perform(json!({ "edit": "addSpeaker", "name": "Moscow" })).await?;
        page.wait_for("output[data-save=failed]").await?;
        page.act(TRAP, json!([])).await?;
        page.wait_for_text(".rescue-warning", "What the page called “Not saved” could not be rescued").await?;
        page.wait_for_text("[role=status]", "ready to download").await?;
        assert!(!page.asks_before_leaving().await?, "there is nothing more to get out of it");
        desk.console_errors().await.map(drop)
    })
    .await
}

#[tokio::test]
async fn the_screen_and_its_file_name_the_project() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        page.ready().await?;
        for (name, slug) in [
            ("Budget vote", "budget-vote"),
            ("One after another, ten after eleven, and so on", "one-after-another-ten-after-eleven-and-s"),
            ("A name that has its hyphen at the forty: th", "a-name-that-has-its-hyphen-at-the-forty"),
            ("🎉", "counterpoint"),
            ("  Ärger / “Hafen” (東京), हिन्दी & عربي: 2!", "ärger-hafen-東京-हिन्दी-عربي-2"),
        ] {
            page.press("p").await?;
            page.fill("#project-new-name", name).await?;
            page.press("Enter").await?;
            page.wait_for_text(".topbar .project-button-name", name.trim()).await?;
            page.call("importFile", json!(["report.txt", "Nothing was said.\n\nNobody said why on Monday.\n"]))
                .await?;
            page.saved().await?;
            page.act(TRAP, json!([])).await?;
            let told = format!("“{}”: 1 article with its annotations is ready to download.", name.trim());
            page.wait_for_text("[role=status]", &told).await?;
            assert_eq!(page.title().await?, format!("{} – Counterpoint has stopped", name.trim()));
            page.screenshot("stopped-named", View::PHONE).await?;
            page.set_view(View::DESK).await?;
            page.act(FIX_DATE, json!([])).await?;
            page.click_named("button", "Download your work").await?;
            page.wait_for_text("[role=status]", &format!("“{slug}-2026-11-24-1405.counterpoint.json”")).await?;
            let file = desk.downloaded(&format!("{slug}-2026-11-24-1405.counterpoint.json")).await?;
            assert_eq!(serde_json::from_slice::<Value>(&file)?["name"], name.trim());
            page.click_named("button", "Reload").await?;
            page.wait_for(".app").await?;
            page.ready().await?;
        }
        desk.console_errors().await.map(drop)
    })
    .await
}

/// The steps that these tests take.
impl Page {
    /// Has an edit stop the application that no store takes.
    async fn stop_with_unkept_words(&self) -> Result<()> {
        let records = self.records().await?;
        let courier = records.article(COURIER)?;
        self.show_articles(&[courier]).await?;
        self.wait_for_text(".panel .row", "It agreed in principle").await?;
        self.saved().await?;
        self.act(REFUSE, json!([])).await?;
        self.act(TRANSLATE, json!([])).await?;
        // Its row comes before one that is not where the application left it.
        let start = courier.offset(LAST_WORDS)?;
        let content = json!([{ "start": start, "end": start + LAST_WORDS.len() }]);
        let edit = json!({ "edit": "addQuote", "attribution": { "article": courier.id, "content": content } });
        self.act("edit => { counterpoint.perform(edit); }", json!([edit])).await?;
        self.wait_for_text("h1", "Counterpoint has stopped").await?;
        self.wait_for_text(".rescue", "failed to insert").await?;
        self.wait_for_text("[role=status]", "ready to download").await
    }

    /// Whether the browser would ask before it closes or reloads the page.
    async fn asks_before_leaving(&self) -> Result<bool> {
        self.run("() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))", json!([])).await
    }
}

/// Runs `test` on a page with a record of each sort, which are saved. It gives a project, and the file from the screen
/// that should bring just that into a browser that has nothing else.
async fn check(test: impl AsyncFnOnce(&mut Desk, &Page) -> Result<(Value, Vec<u8>)>) -> Result<()> {
    let (mut project, mut file) = (Value::Null, Vec::new());
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        page.script_everything().await?;
        page.saved().await?;
        (project, file) = test(desk, &page).await?;
        Ok(())
    })
    .await?;
    assert_eq!(opened_elsewhere(&file).await?, project);
    Ok(())
}

/// What a project has for quotes, as it is written.
fn quotes(project: &Value) -> String {
    project["quotes"].to_string()
}

/// Takes pictures of the screen in every view, and has axe look at each.
async fn look(page: &Page, name: &str) -> Result<()> {
    for view in View::ALL {
        page.screenshot(name, view).await?;
        assert_eq!(page.axe().await?, [""; 0], "{name}");
    }
    page.set_view(View::DESK).await
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
