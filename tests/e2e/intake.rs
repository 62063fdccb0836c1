//! Articles from outside: chosen, dropped or pasted, in any encoding, good or bad; and put right by hand.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;
use serde_json::json;
use tempfile::TempDir;

use crate::support::{Article, Corpus, Page, Records, Span, Upload, browse, until};

const FILES: &str = "#import-files";

const PLAIN: &str = "Harbour talks go on\n\nThe talks go on, the harbour master said on Monday.\n";

const MARKDOWN: &str = "# A quay is closed\n\nThe **quay** is closed, [the council](https://example.org) said.\n";

/// A page that would run three scripts, if it could.
const HTML: &str = "<!doctype html><html><head><title>The ferry is late</title><script>window.ran = 'head'</script>
</head><body><h1>The ferry is late</h1><p>The ferry is late, <em>the captain</em> said.</p>
<img src='none.png' onerror=\"window.ran = 'image'\"><script>window.ran = 'body'</script>
<p><a href=\"javascript:window.ran = 'link'\">More on this</a> was promised by the company.</p></body></html>";

const RUSSIAN: &str =
    "Министр сказал, что переговоры «были долгими», и уехал в порт.\nВесной он вернётся, сказал он.\n";

const WESTERN: &str =
    "The caf\u{e9} \u{201c}isn\u{2019}t lost\u{201d} yet, the d\u{e9}l\u{e9}gu\u{e9} said at the h\u{f4}tel.\n";

#[tokio::test]
async fn several_files_are_chosen_at_once_and_no_script_of_theirs_runs() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let folder = TempDir::new()?;
        let files = [("talks.txt", PLAIN), ("quay.md", MARKDOWN), ("ferry.html", HTML)];
        let paths = files.map(|(name, text)| (folder.path().join(name), text));
        for (path, text) in &paths {
            fs::write(path, text)?;
        }
        let page = desk.open("").await?;
        page.ready().await?;
        page.click_named(".topbar button", "Import").await?;
        page.choose_files(FILES, &paths.each_ref().map(|(path, _)| path.as_path())).await?;
        page.wait_for_text(".notices", "3 articles were added").await?;
        page.wait_until_gone("dialog").await?;

        let records = page.records().await?;
        assert_eq!(records.articles.len(), 6);
        assert_eq!(records.article("talks")?.text(), PLAIN);
        assert_eq!(records.article("talks")?.title, "Harbour talks go on");
        let quay = records.article("quay")?;
        assert_eq!(quay.title, "A quay is closed");
        assert!(quay.text().contains("The quay is closed, the council said."), "{}", quay.text());
        let ferry = records.article("ferry")?;
        assert_eq!(ferry.title, "The ferry is late");
        assert!(ferry.text().contains("The ferry is late, the captain said."), "{}", ferry.text());
        assert!(!ferry.text().contains("window.ran"), "{}", ferry.text());

        page.show_articles(&[ferry, quay]).await?;
        page.check_texts().await?;
        assert!(!page.run::<bool>("() => 'ran' in window", json!([])).await?, "a script of a file ran");
        // The page's policy would have stopped it, too, and says so.
        let errors = desk.console_errors().await?;
        assert!(errors.iter().all(|error| error.contains("Executing inline event handler")), "{errors:?}");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn dropped_files_are_read_in_their_encodings() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        page.ready().await?;
        let utf16 = |order: fn(u16) -> [u8; 2]| -> Vec<u8> {
            "\u{feff}"
                .encode_utf16()
                .chain(RUSSIAN.replace("порт", "порт Ӕ 🛳").encode_utf16())
                .flat_map(order)
                .collect()
        };
        let files = [
            Upload::new("little.txt", utf16(u16::to_le_bytes)),
            Upload::new("windows-1251.txt", in_windows_1251(RUSSIAN)),
            Upload::new("windows-1252.txt", in_windows_1252(WESTERN)),
            Upload::new("utf-8.txt", format!("\u{feff}{PLAIN}")),
        ];
        page.drop_files(".desk", &files).await?;
        page.wait_for_text(".notices", "4 articles were added").await?;
        let big = Upload::new("big.txt", utf16(u16::to_be_bytes));
        page.drop_files(".desk", &[big]).await?;
        // The same text in another order of bytes is the same article.
        page.wait_for_text(".notices", "“big.txt” was not added").await?;
        let records = page.records().await?;
        let text = |file: &str| -> Result<String> { Ok(records.article(file)?.text().to_owned()) };
        assert_eq!(text("little.txt")?, RUSSIAN.replace("порт", "порт Ӕ 🛳"));
        assert_eq!(text("windows-1251.txt")?, RUSSIAN);
        assert_eq!(text("windows-1252.txt")?, WESTERN);
        assert_eq!(text("utf-8.txt")?, PLAIN);
        page.show_articles(&[records.article("little.txt")?, records.article("windows-1252.txt")?]).await?;
        page.check_texts().await
    })
    .await
}

#[tokio::test]
async fn what_cannot_be_an_article_is_named_and_nothing_is_lost() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let before = page.records().await?;
        page.script_quote(before.article("tarnmoor")?, "Nothing suggested").await?;
        let before = page.project().await?;
        let folder = TempDir::new()?;
        let courier = page.records().await?.article("tarnmoor")?.text().to_owned();
        let files: [(&str, Vec<u8>); 4] = [
            ("empty.txt", Vec::new()),
            ("picture.txt", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".as_slice(), &[0; 64]].concat()),
            ("endless.txt", "The sea, the sea. ".repeat(20_000_000 / 18 + 1).into_bytes()),
            ("copy.txt", courier.into_bytes()),
        ];
        let paths = files.each_ref().map(|(name, _)| folder.path().join(name));
        for ((_, bytes), path) in files.iter().zip(&paths) {
            fs::write(path, bytes)?;
        }
        page.press("i").await?;
        page.choose_files(FILES, &paths.each_ref().map(PathBuf::as_path)).await?;
        let told = ["no text in it", "a PNG picture", "megabytes", "is in the project already"];
        for ((name, _), reason) in files.iter().zip(told) {
            page.wait_for_text(".notices", &format!("“{name}” was not added")).await?;
            page.wait_for_text(".notices", reason).await?;
        }
        assert_eq!(page.project().await?, before);
        assert_eq!(page.saved().await?, "saved");
        // The notice is of something that went wrong, so it stays until it is read.
        page.click("[aria-label='Dismiss this notice']").await?;
        page.wait_until_gone(".notice").await
    })
    .await
}

#[tokio::test]
async fn a_pasted_text_becomes_an_article_where_a_person_says_so() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        page.ready().await?;
        page.paste("text/plain", "Too short to be an article.").await?;
        let text = format!("{}\n\nThat was all, she said.", "The mayor spoke of the harbour at length. ".repeat(8));
        page.paste("text/plain", &text).await?;
        page.wait_for("dialog[open]").await?;
        let shown: String = page.run("() => document.querySelector('#import-text').value", json!([])).await?;
        assert_eq!(shown, text);
        assert_eq!(page.records().await?.articles.len(), 3, "nothing comes in by a slip");

        page.fill("#import-title", "The mayor at length").await?;
        page.click_named("dialog button", "Add this text").await?;
        page.wait_until_gone("dialog").await?;
        let records = page.records_when("the article", |records| records.articles.len() == 4).await?;
        let added = records.articles.iter().find(|article| article.title == "The mayor at length");
        assert_eq!(added.map(Article::text), Some(text.as_str()));

        // Typed or pasted into the field itself, nothing is too short.
        page.press("i").await?;
        page.click("#import-text").await?;
        page.paste("text/plain", "   ").await?;
        page.wait_for("dialog button[type=submit]:disabled").await?;
        page.paste("text/plain", "“All is well,” he said.").await?;
        page.click_named("dialog button", "Add this text").await?;
        page.records_when("the short article", |records| records.articles.len() == 5).await.map(drop)
    })
    .await
}

#[tokio::test]
async fn what_was_read_off_an_article_is_put_right() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let records = page.records().await?;
        let dispatch = records.article("vessmark")?;
        page.show_articles(&[dispatch]).await?;
        page.press("d").await?;
        page.wait_for("dialog[open]").await?;
        for (fact, value) in [("Title", "Who speaks?"), ("Outlet", "The Dispatch"), ("Date", "2025-03-17")] {
            page.fill(&format!("dialog [name={fact}]"), value).await?;
        }
        page.click_named("dialog button", "Show every line").await?;
        page.choose("dialog select[aria-label*='Moscow does not intend']", "Boilerplate").await?;
        page.click_named("dialog button", "Save").await?;
        page.wait_until_gone("dialog").await?;
        let corrected = page.records().await?;
        let article = corrected.article("vessmark")?;
        let facts = [&article.title, &article.outlet, &article.date].map(String::as_str);
        assert_eq!(facts, ["Who speaks?", "The Dispatch", "2025-03-17"]);
        assert_eq!(article.text(), dispatch.text());
        assert!(is_folded(&corrected, "Moscow does not intend")?);
        page.wait_for_text(".rail", "Who speaks?").await?;
        page.wait_for_text(".column-bar", "The Dispatch").await?;

        // One edit, so one step back.
        page.press("Control+z").await?;
        let records = page
            .records_when("the first title", |records| {
                records.article("vessmark").is_ok_and(|article| article.title == dispatch.title)
            })
            .await?;
        assert_eq!(records.article("vessmark")?.regions, dispatch.regions);

        // Lines are folded, and unfolded, in the text as well.
        fold(&page, dispatch, "The report came from NBC", true).await?;
        page.unfold(dispatch).await?;
        fold(&page, dispatch, "The report came from NBC", false).await?;
        page.check_texts().await
    })
    .await
}

/// Presses `F` on a selected line, and waits until it is folded away, or not.
async fn fold(page: &Page, article: &Article, words: &str, folded: bool) -> Result<()> {
    page.select(article, words).await?;
    page.press("f").await?;
    until("the line to change", async || Ok((is_folded(&page.records().await?, words)? == folded).then_some(())))
        .await
}

/// Whether the line of the Dispatch with these words is boilerplate.
fn is_folded(records: &Records, words: &str) -> Result<bool> {
    let article = records.article("vessmark")?;
    let at = article.offset(words)?;
    let holds = |span: &Span| (span.start..span.end).contains(&at);
    Ok(article.regions.iter().any(|region| region.kind == "boilerplate" && holds(&region.span)))
}

/// Russian letters and what of ASCII and Latin-1 windows-1251 shares.
fn in_windows_1251(text: &str) -> Vec<u8> {
    let byte = |character: char| match u32::from(character) {
        code @ 0x410..=0x44f => code - 0x410 + 0xc0,
        0x451 => 0xb8,
        code => code,
    };
    text.chars().map(|character| u8::try_from(byte(character)).expect("the text has no other letter")).collect()
}

/// Latin-1, and the quotation marks that windows-1252 has besides.
fn in_windows_1252(text: &str) -> Vec<u8> {
    let byte = |character: char| match character {
        '“' => 0x93,
        '”' => 0x94,
        '’' => 0x92,
        other => u32::from(other),
    };
    text.chars().map(|character| u8::try_from(byte(character)).expect("the text has no other letter")).collect()
}
