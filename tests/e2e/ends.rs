//! The ends of a span moved by pointer and keys; spans and records deleted; and Escape, which lets go of one thing.

use anyhow::Result;
use serde_json::json;

use crate::support::{Corpus, Page, browse, until};

const SENTENCE: &str = "Nothing suggested that Russia was ready to accept the truce on the table";

#[tokio::test]
async fn the_grips_of_the_active_quote_move_its_ends() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let records = page.records().await?;
        let courier = records.article("tarnmoor")?;
        page.show_articles(&[courier]).await?;
        page.mark(courier, "suggested that Russia was ready", "q").await?;
        page.wait_for(".grip-end").await?;
        page.drag_to_phrase(".grip-end", &courier.element(), "to accept the truce").await?;
        content_is(&page, "suggested that Russia was ready to accept the truce").await?;
        // The pointer comes to the end of a phrase: here to the space before the sentence.
        page.drag_to_phrase(".grip-start", &courier.element(), "telephone.[ ]Nothing").await?;
        content_is(&page, "Nothing suggested that Russia was ready to accept the truce").await?;
        page.wait_for("[aria-label='Undo: move ends']").await?;
        page.press_times("Control+z", 2).await?;
        content_is(&page, "suggested that Russia was ready").await?;
        page.check_texts().await
    })
    .await
}

#[tokio::test]
async fn keys_move_the_ends_by_a_word_and_keep_to_the_span_that_was_picked() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let records = page.records().await?;
        let courier = records.article("tarnmoor")?;
        page.show_articles(&[courier]).await?;
        page.mark(courier, "suggested that Russia was ready", "q").await?;
        for (key, expected) in [
            (".", "suggested that Russia was ready to"),
            (",", "suggested that Russia was ready"),
            (",", "suggested that Russia was"),
            ("<", "Nothing suggested that Russia was"),
            (">", "suggested that Russia was"),
            (">", "that Russia was"),
        ] {
            page.press(key).await?;
            content_is(&page, expected).await?;
        }
        // With a source to pick, the keys move that one.
        page.mark(courier, "[the foreign ministers] of the two", "s").await?;
        page.press("e").await?;
        page.press(".").await?;
        let source = async |expected: &str| {
            page.records_when(&format!("the source “{expected}”"), |records| {
                records.quotes[0].source.first().map_or("", |span| span.text.as_str()) == expected
            })
            .await
        };
        source("the foreign ministers of").await?;
        page.press_times("<", 2).await?;
        source("day after the foreign ministers of").await?;
        content_is(&page, "that Russia was").await
    })
    .await
}

#[tokio::test]
async fn backspace_deletes_the_span_that_was_picked_and_then_the_quote() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let records = page.records().await?;
        let courier = records.article("tarnmoor")?;
        page.show_articles(&[courier]).await?;
        page.mark(courier, "Nothing suggested that Russia was ready", "q").await?;
        page.mark(courier, "to accept the truce on the table", "a").await?;
        page.mark(courier, "the Kremlin said", "s").await?;
        page.wait_for_text("mark[data-role=source]", "the Kremlin said").await?;
        let counts = async |what: &str, content: usize, source: usize| {
            page.records_when(what, |records| {
                records.quotes.iter().map(|quote| (quote.content.len(), quote.source.len())).eq([(content, source)])
            })
            .await
        };
        page.click_phrase(&courier.element(), "[the] Kremlin said").await?;
        page.press("Backspace").await?;
        counts("no source", 2, 0).await?;
        page.wait_for_text(".notices", "remove source").await?;
        page.click_phrase(&courier.element(), "[accept] the truce on").await?;
        page.press("Delete").await?;
        counts("one fragment", 1, 0).await?;
        page.press("Backspace").await?;
        page.records_when("no quote", |records| records.quotes.is_empty()).await?;
        page.wait_until_gone("mark").await?;
        page.press_times("Control+z", 3).await?;
        counts("all of it again", 2, 1).await?;

        // A contradiction goes without its statements.
        page.script_quote(courier, "Washington said less").await?;
        page.contradict(courier, "Nothing [suggested]", courier, "Washington [said] less").await?;
        page.wait_for(".row.open .members").await?;
        page.press("Backspace").await?;
        let records = page.records_when("no contradiction", |records| records.links.is_empty()).await?;
        assert_eq!(records.quotes.len(), 2);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn the_fragment_that_was_just_added_is_the_one_that_is_worked_on() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let records = page.records().await?;
        let courier = records.article("tarnmoor")?;
        page.show_articles(&[courier]).await?;
        page.mark(courier, "Nothing suggested that Russia", "q").await?;
        page.mark(courier, "ready to accept", "a").await?;
        let fragments = async |expected: &[&str]| {
            page.records_when(&format!("the fragments {expected:?}"), |records| {
                records.quotes.first().is_some_and(|quote| {
                    quote.content.iter().map(|span| span.text.as_str()).eq(expected.iter().copied())
                })
            })
            .await
        };
        page.wait_for(".grip-end").await?;
        page.press(".").await?;
        fragments(&["Nothing suggested that Russia", "ready to accept the"]).await?;
        page.drag_to_phrase(".grip-end", &courier.element(), "accept the truce").await?;
        fragments(&["Nothing suggested that Russia", "ready to accept the truce"]).await?;
        page.press("Backspace").await?;
        fragments(&["Nothing suggested that Russia"]).await.map(drop)
    })
    .await
}

#[tokio::test]
async fn what_undo_brings_back_is_in_view_and_active() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let records = page.records().await?;
        let (courier, dispatch) = (records.article("tarnmoor")?, records.article("vessmark")?);
        page.show_articles(&[courier]).await?;
        page.mark(courier, SENTENCE, "q").await?;
        page.press("Backspace").await?;
        page.wait_until_gone("mark.content").await?;
        page.show_articles(&[dispatch]).await?;
        page.wait_until_gone(&courier.element()).await?;
        page.press("Control+z").await?;
        page.wait_for_text("mark.active-content", "Nothing suggested").await?;
        page.wait_for(".row.open").await?;
        let in_view = "() => {
            const mark = document.querySelector('mark.active-content');
            const [seen, column] = [mark, mark.closest('.sheet-scroll')].map(box => box.getBoundingClientRect());
            return column.top <= seen.top && seen.bottom <= column.bottom;
        }";
        until("the quote in view", async || Ok(page.run::<bool>(in_view, json!([])).await?.then_some(()))).await
    })
    .await
}

#[tokio::test]
async fn escape_lets_go_of_one_thing_after_the_other() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let records = page.records().await?;
        let courier = records.article("tarnmoor")?;
        page.show_articles(&[courier]).await?;
        page.mark(courier, SENTENCE, "q").await?;
        page.press("x").await?;
        page.wait_for_text(".hints", "First statement kept").await?;
        page.select(courier, "Washington said less").await?;

        page.press("Escape").await?;
        page.wait_until_gone(".selection-bar").await?;
        page.wait_for_text(".hints", "First statement kept").await?;
        page.press("Escape").await?;
        page.wait_for_text(".hints", "speaker").await?;
        page.wait_for("mark.active-content").await?;
        page.press("Escape").await?;
        page.wait_until_gone("mark.active-content").await?;
        page.wait_until_gone(".row.open").await?;
        page.wait_for("mark.content").await?;

        // A dialog is let go of first, and nothing else with it.
        page.pick(courier, "Nothing [suggested]").await?;
        page.press("?").await?;
        page.wait_for("dialog[open]").await?;
        page.press("Escape").await?;
        page.wait_until_gone("dialog").await?;
        page.wait_for("mark.active-content").await
    })
    .await
}

async fn content_is(page: &Page, expected: &str) -> Result<()> {
    until(&format!("the content “{expected}”"), async || {
        Ok((page.records().await?.quotes[0].content[0].text == expected).then_some(()))
    })
    .await
}
