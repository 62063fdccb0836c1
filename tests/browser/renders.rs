//! What a change costs: it renders the paragraph that it touches and the rows that it names, and nothing else.

use counterpoint::web::hooks::renders;
use gloo::utils::{body, document, window};
use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

/// Runs a script against the page's interface, as any script would.
async fn script(body: &str) -> JsValue {
    let promise =
        Function::new_no_args(&format!("return (async () => {{ const api = window.counterpoint; {body} }})()"));
    let promise: Promise = promise.call0(&JsValue::UNDEFINED).expect("the script starts").unchecked_into();
    JsFuture::from(promise).await.expect("the script ends without an error")
}

/// Waits until the page has drawn what was asked of it: two frames, since the first may be under way.
async fn drawn() {
    for _ in 0..2 {
        let frame = Promise::new(&mut |resolve, _| {
            window().request_animation_frame(&resolve).expect("a page can be drawn");
        });
        JsFuture::from(frame).await.expect("a frame cannot fail");
    }
}

/// Mounts the app, and takes it away again with everything that it kept.
struct Page(web_sys::Element);

impl Page {
    async fn open() -> Self {
        let root = document().create_element("div").expect("an element can be made");
        root.set_id("app");
        body().append_child(&root).expect("the page takes an element");
        counterpoint::web::start();
        let page = Self(root);
        while Reflect::get(&window(), &"counterpoint".into()).is_ok_and(|api| api.is_undefined()) {
            drawn().await;
        }
        script("await api.ready").await;
        page
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.0.remove();
        let storage = window().local_storage().expect("may be asked").expect("the test browser has local storage");
        storage.clear().expect("storage can be cleared");
        let clean = window().location().pathname().expect("the page has an address");
        window()
            .history()
            .and_then(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(&clean)))
            .expect("the address can be put back");
    }
}

/// Waits until nothing is drawn any more: the browser tells a moment later what is near the view. From then on, what is
/// drawn is counted.
async fn settled() {
    loop {
        drop(renders::take());
        drawn().await;
        drawn().await;
        if renders::take().is_empty() {
            return;
        }
    }
}

#[wasm_bindgen_test]
async fn a_change_among_a_thousand_quotes_renders_one_paragraph_and_then_the_rows_it_names() {
    let page = Page::open().await;
    let quotes = script(
        r#"
        const lines = Array.from({ length: 1000 }, (_, n) => `Speaker number ${n} said that matter ${n} was settled.`);
        const { article } = await api.importFile("long.txt", "A long report\n\n" + lines.join("\n\n") + "\n");
        const text = api.project().articles.find(one => one.id === article).text;
        const ids = [];
        for (let n = 0; n < 1000; n++) {
            const start = text.indexOf(`matter ${n} was settled`);
            const end = start + `matter ${n} was settled`.length;
            ids.push((await api.perform({ edit: "addQuote", attribution: { article, content: [{ start, end }] } })).id);
        }
        return ids;
        "#,
    )
    .await;
    drawn().await;
    let quotes: Array = quotes.unchecked_into();
    assert_eq!(quotes.length(), 1000);
    let marks = document().query_selector_all("article mark").expect("a selector").length();
    assert!((1..1000).contains(&marks), "only what is near the view is marked: {marks}");

    settled().await;
    script(
        r#"
        const paragraph = document.querySelectorAll("article .paragraph")[20];
        document.getSelection().setBaseAndExtent(paragraph.firstChild, 0, paragraph.firstChild, 7);
        await new Promise(resolve => document.addEventListener("selectionchange", resolve, { once: true }));
        "#,
    )
    .await;
    drawn().await;
    let selected = renders::take();
    assert!(document().query_selector(".selection-bar").expect("a selector").is_some(), "the selection was seen");
    assert_eq!((selected.get("article"), selected.get("paragraph")), (None, None), "{selected:?}");

    let quote = quotes.get(5).as_string().expect("an id");
    settled().await;
    script(&format!(r#"await api.perform({{ edit: "noteQuote", quote: "{quote}", note: "Who settled it?" }})"#))
        .await;
    drawn().await;
    let noted = renders::take();
    assert_eq!(noted.get("paragraph"), None, "a note is no part of the text: {noted:?}");
    assert!(noted.get("quote-row").is_none_or(|&rows| rows <= 1), "{noted:?}");

    script(&format!(
        r#"const quote = api.project().quotes.find(one => one.id === "{quote}");
           const {{ start, end }} = quote.content[0];
           await api.perform({{ edit: "moveSpan", quote: quote.id, role: "content", number: 0, span: {{ start: start + 7, end }} }});"#
    ))
    .await;
    drawn().await;
    let moved = renders::take();
    assert_eq!((moved.get("stretch"), moved.get("paragraph")), (Some(&1), Some(&1)), "{moved:?}");
    assert_eq!(moved.get("quote-row"), Some(&1), "{moved:?}");
    let mark =
        document().query_selector(&format!("mark[data-records='{quote}']")).expect("a selector").expect("the mark");
    assert_eq!(mark.text_content().as_deref(), Some("5 was settled"));

    let seen = script(
        r#"
        const seen = [];
        // The browser tells of a new size when it has laid out a frame, just before it paints that.
        const probe = document.body.appendChild(document.createElement("div"));
        const sizes = new ResizeObserver(() => { if (probe.style.width) seen.push("frame"); });
        sizes.observe(probe);
        const note = (what, css) => {
            if (seen.includes(what) || !document.querySelector(css)) return;
            seen.push(what);
            probe.style.width = `${seen.length}px`;
        };
        const changed = new MutationObserver(() => {
            note("mark", "article mark.active-content");
            note("row", ".panel .row.open");
        });
        changed.observe(document, { attributes: true, childList: true, subtree: true });
        document.getSelection().removeAllRanges();
        document.querySelector("article mark.content").click();
        while (!seen.includes("row")) await new Promise(requestAnimationFrame);
        changed.disconnect();
        sizes.disconnect();
        probe.remove();
        return seen.join(" ");
        "#,
    )
    .await;
    let seen = seen.as_string().expect("words");
    assert!(seen.starts_with("mark frame row"), "what is picked is drawn before the panel follows: {seen}");
    drop(page);
}
