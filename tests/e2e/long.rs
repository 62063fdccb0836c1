//! A long article: all of its text is there, and only what is near the view is made.

use anyhow::Result;
use serde_json::{Value, json};

use crate::support::{Corpus, Page, browse, until};

/// How many quotes the article has, one a paragraph.
const QUOTES: usize = 1_200;

/// Puts in an article of so many paragraphs, with a quote in each, and opens it. Gives its text.
async fn open_long(page: &Page) -> Result<String> {
    page.ready().await?;
    let script = r#"async count => {
        const lines = Array.from({ length: count }, (_, n) =>
            `The warden of gate ${n} went round at dawn, and said that lantern ${n} had burned all night.`);
        const text = "A long night\n\n" + lines.join("\n\n") + "\n";
        const { article } = await counterpoint.importFile("long.txt", text);
        const edits = lines.map((_, n) => {
            const words = `lantern ${n} had burned all night`;
            const start = text.indexOf(words);
            return { edit: "addQuote", quote: `q${n}`,
                attribution: { article, content: [{ start, end: start + words.length }] } };
        });
        await counterpoint.perform({ edit: "together", name: "Add quotes", edits });
        return { article, text };
    }"#;
    let made: Value = page.run(script, json!([QUOTES])).await?;
    let article = made["article"].as_str().unwrap_or_default();
    page.click(&format!("[data-open-article='{article}']")).await?;
    page.wait_for(&format!("article[data-article='{article}'] mark")).await?;
    // Alone, so that what is counted is of this article.
    let close = "id => [...document.querySelectorAll('.column')]
        .filter(column => !column.querySelector(`article[data-article='${id}']`))
        .forEach(column => column.querySelector('[aria-label^=Close]').click())";
    page.act(close, json!([article])).await?;
    until("one column", async || Ok((page.count(".column").await? == 1).then_some(()))).await?;
    Ok(made["text"].as_str().unwrap_or_default().to_owned())
}

/// True where the first content of a quote is marked and within the column that scrolls.
async fn is_seen(page: &Page, quote: &str) -> Result<bool> {
    let seen = "quote => {
        const mark = document.querySelector(`mark[data-records~='${quote}']`);
        if (!mark) return false;
        const here = mark.getBoundingClientRect(), column = mark.closest('.sheet-scroll').getBoundingClientRect();
        return here.top >= column.top && here.bottom <= column.bottom;
    }";
    page.run(seen, json!([quote])).await
}

async fn until_seen(page: &Page, quote: &str) -> Result<()> {
    until(&format!("{quote} to be in view"), async || Ok(is_seen(page, quote).await?.then_some(()))).await
}

#[tokio::test]
async fn a_long_article_is_all_there_and_marked_near_the_view_alone() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let text = open_long(&page).await?;
        let shown: String = page.run("() => document.querySelector('article').textContent", json!([])).await?;
        assert_eq!(shown, text, "the whole text, for the browser's own search");
        until_seen(&page, "q0").await?;
        assert!(page.count("article mark").await? < QUOTES / 4, "{}", page.count("article mark").await?);
        assert!(page.count(".row").await? < 200, "{}", page.count(".row").await?);
        assert!(page.count("*").await? < 5_000, "{}", page.count("*").await?);

        // By keyboard from the last to the first, and by the bar in the middle.
        page.press("k").await?;
        until_seen(&page, &format!("q{}", QUOTES - 1)).await?;
        page.press("j").await?;
        until_seen(&page, "q0").await?;
        let middle = "() => { const column = document.querySelector('.sheet-scroll'); column.scrollTop = column.scrollHeight / 2; }";
        page.act(middle, json!([])).await?;
        let marked = "() => {
            const column = document.querySelector('.sheet-scroll').getBoundingClientRect();
            const lines = [...document.querySelectorAll('article .paragraph.body')].filter(line => {
                const here = line.getBoundingClientRect();
                return here.top > column.top && here.bottom < column.bottom;
            });
            return lines.length > 0 && lines.every(line => line.querySelector('mark'));
        }";
        until("every line in view to be marked", async || {
            Ok(page.run::<bool>(marked, json!([])).await?.then_some(()))
        })
        .await?;
        assert!(page.count("article mark").await? < QUOTES / 2, "{}", page.count("article mark").await?);

        // What is printed is all of it.
        page.act("() => window.dispatchEvent(new Event('beforeprint'))", json!([])).await?;
        until("all to be marked", async || Ok((page.count("article mark").await? == QUOTES).then_some(()))).await?;
        until("all rows", async || Ok((page.count(".row").await? == QUOTES).then_some(()))).await?;
        page.act("() => window.dispatchEvent(new Event('afterprint'))", json!([])).await?;
        until("only what is near", async || Ok((page.count("article mark").await? < QUOTES / 4).then_some(()))).await?;
        page.check_texts().await
    })
    .await
}

#[tokio::test]
async fn the_arrow_keys_walk_through_a_list_of_which_the_rows_in_view_are_made() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        open_long(&page).await?;
        page.wait_for(".row-head").await?;
        page.act("() => document.querySelector('.row-head').focus()", json!([])).await?;
        let has_focus = async |words: &str| {
            let focused = "words => document.activeElement?.matches('.row-head') &&
                document.activeElement.textContent.includes(words)";
            until(&format!("the row of {words} to have the focus"), async || {
                Ok(page.run::<bool>(focused, json!([words])).await?.then_some(()))
            })
            .await
        };
        page.press("ArrowDown").await?;
        has_focus("lantern 1 had").await?;
        page.press("End").await?;
        has_focus(&format!("lantern {} had", QUOTES - 1)).await?;
        page.press("ArrowUp").await?;
        has_focus(&format!("lantern {} had", QUOTES - 2)).await?;
        page.press("Home").await?;
        has_focus("lantern 0 had").await?;
        page.press_times("ArrowDown", 60).await?;
        has_focus("lantern 60 had").await?;
        page.press("Enter").await?;
        until_seen(&page, "q60").await?;
        page.wait_for(".row.open [id='quote-note']").await
    })
    .await
}

#[tokio::test]
async fn words_that_are_found_far_away_are_selected_and_can_be_quoted() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        open_long(&page).await?;
        page.press("/").await?;
        page.type_text("gate 900 went round").await?;
        page.press("Enter").await?;
        until_seen(&page, "q900").await?;
        page.press("Escape").await?;
        until("the words to be selected", async || {
            Ok((page.selection().await? == "gate 900 went round").then_some(()))
        })
        .await?;
        page.press("q").await?;
        page.wait_for_text("mark.active-content", "gate 900 went round").await
    })
    .await
}

#[tokio::test]
async fn one_edit_of_a_long_article_writes_less_than_a_kilobyte() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        open_long(&page).await?;
        page.wait_for("[data-save=saved]").await?;
        let watch = "() => {
            const set = Storage.prototype.setItem;
            window.written = 0;
            Storage.prototype.setItem = function (key, value) {
                window.written += key.length + value.length;
                set.call(this, key, value);
            };
        }";
        page.act(watch, json!([])).await?;
        let note = json!([{ "edit": "noteQuote", "quote": "q7", "note": "Which lantern?" }]);
        page.call("perform", note).await?;
        let written: usize = page.run("() => window.written", json!([])).await?;
        assert!((1..1_000).contains(&written), "{written} characters were written");
        Ok(())
    })
    .await
}
