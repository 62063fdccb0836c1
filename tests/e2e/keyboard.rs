//! The main job with the keyboard alone, from loading to a contradiction across two articles. No pointer moves here.

use anyhow::{Result, ensure};

use crate::fixtures::shared_dir;
use crate::support::{Article, Corpus, Page, browse, until};

/// More presses of one key than a stretch of these articles has words.
const PATIENCE: usize = 120;

/// Tab reaches anything of the page in so many presses.
const TABS: usize = 60;

#[tokio::test]
async fn a_contradiction_is_flagged_by_keyboard_alone() -> Result<()> {
    let Some(shared) = shared_dir() else { return Ok(()) };
    browse(Corpus::Folder(shared.join("articles")), async |desk| {
        let page = desk.open("").await?;
        let records = page.records().await?;
        let (first, second) = (records.article("000_")?, records.article("004_")?);

        // The second report takes the second column: by the palette.
        page.wait_for(&first.element()).await?;
        page.press("v").await?;
        command(&page, "Discuss ‘Next Steps’ to End").await?;
        page.wait_for(&second.element()).await?;

        page.tab_to(&first.element(), TABS).await?;
        select(&page, first, "US Special Envoy Steven Witkoff had to wait 9 hours").await?;
        page.press("q").await?;
        select(&page, first, "some news agencies").await?;
        page.press("s").await?;
        select(&page, first, "said that US").await?;
        page.press_times("Control+Shift+ArrowLeft", 2).await?;
        page.press("c").await?;
        page.press("w").await?;
        page.wait_for_focus(crate::annotator::SPEAKER).await?;
        page.press("Enter").await?;
        // The focus is back where it was, so the keys are commands again.
        page.wait_for_focus(&first.element()).await?;
        page.press("x").await?;
        page.wait_for_text(".notices", "Now press X").await?;

        page.tab_to(&second.element(), TABS).await?;
        select(&page, second, "no breakthroughs have been announced").await?;
        page.press("x").await?;
        let records = page.records_when("a contradiction", |records| records.links.len() == 1).await?;
        let (wait, none) = (records.quote("had to wait 9 hours")?, records.quote("no breakthroughs")?);
        assert_eq!(records.links[0].members, [wait.id.clone(), none.id.clone()]);
        assert_eq!((&wait.article, &none.article), (&first.id, &second.id));
        assert_eq!(wait.source[0].text, "some news agencies");
        assert_eq!(wait.cue[0].text, "said");
        assert_eq!(records.speaker_of(wait), Some("some news agencies"));

        // What differs, through the palette and the fields that it leads to.
        command(&page, "Write a note").await?;
        page.wait_for_focus("#link-rationale").await?;
        page.type_text("Waiting is no breakthrough.").await?;
        page.press("Escape").await?;
        page.press("Control+z").await?;
        page.wait_for_text(".notices", "Undone: change rationale").await?;
        page.press("Control+Shift+z").await?;
        let records = page.records_when("the rationale", |records| !records.links[0].rationale.is_empty()).await?;
        assert_eq!(records.links[0].rationale, "Waiting is no breakthrough.");
        page.check_texts().await
    })
    .await
}

/// Gives a command, or goes to an article, by the palette.
async fn command(page: &Page, words: &str) -> Result<()> {
    page.press("Control+k").await?;
    page.wait_for_focus(".palette [role=combobox]").await?;
    page.type_text(words).await?;
    page.wait_for_text(".palette [aria-selected=true]", words).await?;
    page.press("Enter").await?;
    page.wait_until_gone(".palette").await
}

/// Selects words in the article that has the focus: the caret to their start, and Shift to their end.
async fn select(page: &Page, article: &Article, words: &str) -> Result<()> {
    let start = article.offset(words)?;
    let end = start + words.encode_utf16().count();
    // The first stroke puts a caret into the text where there is none yet.
    page.press("ArrowRight").await?;
    walk(page, article, start, "").await?;
    walk(page, article, end, "Shift+").await?;
    ensure!(page.selected_offsets(article).await? == (start, end), "“{words}” is not what is selected");
    until("the selection to be noticed", async || Ok((page.count(".selection-bar").await? > 0).then_some(()))).await
}

/// Moves the caret to an offset: by paragraphs, then by words, then by characters.
async fn walk(page: &Page, article: &Article, to: usize, shift: &str) -> Result<()> {
    let caret = async || Ok::<_, anyhow::Error>(page.selected_offsets(article).await?.1);
    let until_past = async |key: &str, is_past: fn(usize, usize) -> bool| -> Result<()> {
        let key = format!("{shift}{key}");
        for _ in 0..PATIENCE {
            let before = caret().await?;
            if is_past(before, to) {
                return Ok(());
            }
            page.press(&key).await?;
            if caret().await? == before {
                return Ok(());
            }
        }
        anyhow::bail!("{key} does not get past {to}");
    };
    until_past("Control+ArrowUp", |at, to| at <= to).await?;
    until_past("Control+ArrowDown", |at, to| at >= to).await?;
    if shift.is_empty() {
        until_past("Control+ArrowUp", |at, to| at <= to).await?;
    }
    until_past("Control+ArrowLeft", |at, to| at <= to).await?;
    until_past("Control+ArrowRight", |at, to| at >= to).await?;
    until_past("ArrowLeft", |at, to| at <= to).await?;
    until_past("ArrowRight", |at, to| at >= to).await?;
    ensure!(caret().await? == to, "the caret does not get to {to}");
    Ok(())
}
