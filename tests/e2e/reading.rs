//! The articles as they are read: word for word, page furniture folded away, and there even where the site fails.

use std::fs;

use anyhow::{Context, Result};
use http::StatusCode;

use crate::fixtures::shared_dir;
use crate::support::{Corpus, View, browse, until};

const COURIER: &str = "tarnmoor-courier-ceasefire-conditions.txt";

#[tokio::test]
async fn each_article_is_shown_character_for_character() -> Result<()> {
    let Some(shared) = shared_dir() else { return Ok(()) };
    let folder = shared.join("articles");
    browse(Corpus::Folder(folder.clone()), async |desk| {
        let page = desk.open("").await?;
        let records = page.records().await?;
        for article in &records.articles {
            let file = folder.join(&article.file);
            let kept = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
            assert_eq!(article.text(), kept, "{} as it was read", article.file);
        }
        let all: Vec<_> = records.articles.iter().collect();
        page.show_articles(&all).await?;
        assert_eq!(page.count("article[data-article]").await?, 3);
        page.check_texts().await?;

        // Marks within marks, over others, and over a paragraph's end.
        let second = records.article("004_")?;
        page.script_quote(second, "the latest call focused on the implementation of understandings").await?;
        let inner = page.script_quote(second, "focused on the implementation").await?;
        let outer = page.script_quote(second, "implementation of understandings reached").await?;
        page.script_quote(second, "Riyadh talks.\n\nHowever, there was no indication").await?;
        page.wait_for(&format!("mark[data-records~='{inner}'][data-records~='{outer}'][data-role=content]")).await?;
        page.wait_for_text("mark[data-role=content]", "However, there was no indication").await?;
        page.check_texts().await?;

        for article in &records.articles {
            page.unfold(article).await?;
        }
        page.check_texts().await
    })
    .await
}

#[tokio::test]
async fn page_furniture_is_folded_away_behind_a_line_that_opens_it() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let records = page.records().await?;
        let ledger = records.article("harbour-ledger")?;
        page.show_articles(&[ledger]).await?;
        let pitch = "Get unlimited access";
        let lines = async || -> Result<bool> {
            let seen = "(css, words) => [...document.querySelectorAll(css)].some(line =>
                line.textContent.includes(words) && line.checkVisibility({ contentVisibilityAuto: true }))";
            page.run(seen, serde_json::json!([format!("{} .paragraph", ledger.element()), pitch])).await
        };
        assert!(!lines().await?, "“{pitch}” is folded away");
        assert!(ledger.regions.iter().any(|region| region.kind == "boilerplate"));
        page.click_named(".fold", "folded").await?;
        page.unfold(ledger).await?;
        until("the pitch to be seen", async || Ok(lines().await?.then_some(()))).await?;
        page.click_phrase(&ledger.element(), pitch).await?;

        // Back again, by the keyboard.
        let last = format!("{} .fold[aria-expanded=true]", ledger.element());
        while page.count(&last).await? > 0 {
            let open = page.count(&last).await?;
            page.tab_to(".fold[aria-expanded=true]", 60).await?;
            page.press("Enter").await?;
            until("a fold to close", async || Ok((page.count(&last).await? < open).then_some(()))).await?;
        }
        assert!(!lines().await?, "“{pitch}” is folded away again");
        page.check_texts().await
    })
    .await
}

#[tokio::test]
async fn a_failing_article_is_named_and_the_others_are_there() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        desk.site().fail(&format!("articles/{COURIER}"), StatusCode::INTERNAL_SERVER_ERROR);
        let page = desk.open("").await?;
        page.ready().await?;
        page.wait_for_text(".notices", COURIER).await?;
        assert_eq!(page.records().await?.articles.len(), 2);
        assert_eq!(page.count("[data-open-article]").await?, 2);
        assert_eq!(page.count("article[data-article]").await?, 2);
        let errors = desk.console_errors().await?;
        assert!(errors.iter().all(|error| error.contains(COURIER)), "{errors:?}");

        // Another day, another try.
        desk.site().restore(&format!("articles/{COURIER}"));
        page.reload().await?;
        page.records_when("the third article", |records| records.articles.len() == 3).await.map(drop)
    })
    .await
}

#[tokio::test]
async fn without_a_list_of_articles_one_can_still_add_some() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        desk.site().fail("articles/index.json", StatusCode::NOT_FOUND);
        let page = desk.open("").await?;
        page.ready().await?;
        page.wait_for_text(".notices", "list of articles could not be fetched").await?;
        page.wait_for_text(".desk", "drop").await?;
        page.call("importFile", serde_json::json!(["note.txt", "It rained in Tarnmoor, the mayor said.\n"])).await?;
        page.wait_for_text("[data-open-article]", "It rained").await?;
        page.check_texts().await?;
        desk.console_errors().await.map(drop)
    })
    .await
}

#[tokio::test]
async fn progress_shows_while_a_slow_article_is_on_its_way() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        desk.site().hold(&format!("articles/{COURIER}"));
        let page = desk.open("").await?;
        page.wait_for_text(".loading", "2 of 3").await?;
        desk.site().restore(&format!("articles/{COURIER}"));
        page.ready().await?;
        page.wait_until_gone(".loading").await?;
        assert_eq!(page.records().await?.articles.len(), 3);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn on_a_phone_one_part_is_in_view_and_a_finger_marks_words() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        page.set_view(View::PHONE).await?;
        page.reload().await?;
        let records = page.records().await?;
        let dispatch = records.article("vessmark")?;
        page.click_named(".panes button", "Articles").await?;
        page.tap(&format!("[data-open-article='{}']", dispatch.id)).await?;
        page.wait_for(&dispatch.element()).await?;
        page.touch_select_phrase(&dispatch.element(), "Moscow does not intend to meddle").await?;
        page.tap(".selection-bar [data-command=quote]").await?;
        let records = page.records_when("a quote", |records| records.quotes.len() == 1).await?;
        assert_eq!(records.quotes[0].content[0].text, "Moscow does not intend to meddle");
        page.tap_phrase(&dispatch.element(), "intend to meddle").await?;
        page.click_named(".panes button", "Records").await?;
        page.wait_for_row(&records.quotes[0].id).await?;
        page.click_named(".details button", "Show in the text").await?;
        page.wait_for("mark.active-content").await
    })
    .await
}
