//! The harness does what it says. These tests bring their own text into the page, so that they hold for any
//! application; they are what to look at first when every other test fails.

use anyhow::Result;
use http::StatusCode;
use serde_json::json;

use crate::support::{Corpus, Page, Upload, View, browse, until};

/// Gives the page a document of its own, which the application does not touch: it may still be starting, out of sight.
async fn bring(page: &Page, html: &str) -> Result<()> {
    let act = "html => {
        document.body.innerHTML = '<main id=sheet></main><div id=app hidden></div>';
        document.getElementById('sheet').innerHTML = html;
    }";
    page.act(act, json!([html])).await
}

const FETCH: &str = "path => fetch(path).then(answer => answer.status)";

#[tokio::test]
async fn a_phrase_is_selected_by_dragging() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let filler = "<p>Nothing was agreed that day.</p>".repeat(80);
        bring(&page, &format!("{filler}<p>He said <em>it will</em> be over, “soon”.</p><p>She did not.</p>{filler}"))
            .await?;

        page.select_phrase("#sheet", "it will be over").await?;
        assert_eq!(page.selection().await?, "it will be over");
        page.select_phrase("#sheet", "“soon”").await?;
        assert_eq!(page.selection().await?, "“soon”");
        page.select_through("#sheet", "be over", "She did").await?;
        let selected = page.selection().await?;
        assert_eq!(selected.split_whitespace().collect::<Vec<_>>().join(" "), "be over, “soon”. She did");
        page.click_phrase("#sheet", "She did").await?;
        assert_eq!(page.selection().await?, "");
        page.double_click_phrase("#sheet", "over").await?;
        assert_eq!(page.selection().await?.trim(), "over");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_finger_taps_and_selects() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        page.set_view(View::PHONE).await?;
        bring(&page, "<p>A word is enough.</p><button>Count</button><output>0</output>").await?;
        let count = "() => document.querySelector('button').addEventListener('pointerup', event => {
            document.querySelector('output').textContent = event.pointerType;
        })";
        page.act(count, json!([])).await?;

        page.tap("button").await?;
        page.wait_for_text("output", "touch").await?;
        page.touch_select_phrase("#sheet p", "word is enough").await?;
        assert_eq!(page.selection().await?, "word is enough");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn keys_reach_what_has_the_focus() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        bring(&page, "<label>Name <input id=name value=old></label><textarea id=note></textarea>").await?;
        let value =
            async |css: &str| page.run::<String>("css => document.querySelector(css).value", json!([css])).await;

        page.fill("#name", "Ada + Käthe").await?;
        assert_eq!(value("#name").await?, "Ada + Käthe");
        page.press_times("Shift+ArrowLeft", 5).await?;
        page.press("+").await?;
        assert_eq!(value("#name").await?, "Ada + +");
        page.tab_to("#note", 3).await?;
        page.type_text("one\ntwo").await?;
        assert_eq!(value("#note").await?, "one\ntwo");
        page.paste("text/plain", "!").await?;
        assert_eq!(value("#note").await?, "one\ntwo!");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn files_are_dropped() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        bring(&page, "<p id=target>Here</p><output></output>").await?;
        let listen = "() => document.addEventListener('drop', async event => {
            const file = event.dataTransfer.files[0];
            document.querySelector('output').textContent = `${file.name}: ${(await file.bytes()).join(' ')}`;
        })";
        page.act(listen, json!([])).await?;

        page.drop_files("#target", &[Upload::new("Käthe #1.txt", [0, 255, 13])]).await?;
        page.wait_for_text("output", "Käthe #1.txt: 0 255 13").await
    })
    .await
}

#[tokio::test]
async fn a_file_fails_or_is_slow() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        // One that the application does not ask for while it starts: that would be a failure of its own.
        let path = "index.html";
        assert_eq!(page.run::<u16>(FETCH, json!([path])).await?, 200);

        desk.site().fail(path, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(page.run::<u16>(FETCH, json!([path])).await?, 503);
        assert_eq!(desk.console_errors().await?.len(), 1, "the browser notes the failure on its console");

        desk.site().hold(path);
        let start = "name => { window.answer = 'none'; (FETCH)(name).then(status => window.answer = status); }";
        page.act(&start.replace("FETCH", FETCH), json!([path])).await?;
        assert_eq!(page.run::<String>("() => window.answer", json!([])).await?, "none");
        desk.site().restore(path);
        until("the answer", async || Ok(page.run::<u16>("() => window.answer", json!([])).await.ok())).await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn another_folder_takes_the_place_of_the_articles() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let names = ["100% sure #2.txt", "Küste.html", "an article.md"];
    for name in names {
        std::fs::write(folder.path().join(name), "Text.")?;
    }
    std::fs::write(folder.path().join("picture.png"), "no article")?;
    browse(Corpus::Folder(folder.path().to_owned()), async |desk| {
        let page = desk.open("").await?;
        let index = "() => fetch('articles/index.json').then(answer => answer.json())";
        let expected = json!({ "articles": names.map(|file| json!({ "file": file })) });
        assert_eq!(page.run::<serde_json::Value>(index, json!([])).await?, expected);
        for name in names {
            let path = "name => `articles/${encodeURIComponent(name)}`";
            let path: String = page.run(path, json!([name])).await?;
            assert_eq!(page.run::<u16>(FETCH, json!([path])).await?, 200, "{name}");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_is_stored_is_there_in_another_tab_and_after_a_restart() -> Result<()> {
    const READ: &str = "() => localStorage.getItem('harness')";
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        page.act("() => { localStorage.setItem('harness', 'kept') }", json!([])).await?;
        let other = desk.open_tab("").await?;
        assert_eq!(other.run::<String>(READ, json!([])).await?, "kept");
        other.close().await?;
        page.reload().await?;
        assert_eq!(page.run::<String>(READ, json!([])).await?, "kept");

        desk.restart_browser().await?;
        assert!(page.reload().await.is_err(), "a page of before the restart is gone");
        let page = desk.open("").await?;
        assert_eq!(page.run::<String>(READ, json!([])).await?, "kept");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn axe_and_the_console_tell_what_is_wrong() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        bring(&page, "<h1>Sheet</h1><p>Fine.</p>").await?;
        assert_eq!(page.axe().await?, Vec::<String>::new());
        bring(&page, "<h1>Sheet</h1><button></button>").await?;
        let violations = page.axe().await?;
        assert!(violations.iter().any(|violation| violation.starts_with("button-name")), "{violations:?}");

        let inject = "() => { document.body.append(Object.assign(document.createElement('script'), { text: '1' })) }";
        page.act(inject, json!([])).await?;
        let errors = desk.console_errors().await?;
        assert!(errors.iter().any(|error| error.contains("Content Security Policy")), "{errors:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_view_has_its_size_and_its_light() -> Result<()> {
    const LOOK: &str = "() => [innerWidth, matchMedia('(prefers-color-scheme: dark)').matches]";
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let mut looks = Vec::new();
        for view in View::ALL {
            let picture = page.screenshot("harness", view).await?;
            assert!(std::fs::metadata(picture)?.len() > 0);
            looks.push(page.run::<(u32, bool)>(LOOK, json!([])).await?);
        }
        assert_eq!(looks, [(1400, false), (1400, true), (390, false), (390, true)]);
        Ok(())
    })
    .await
}
