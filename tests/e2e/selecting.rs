//! Words selected, what becomes of them, and the keys and settings that decide it.

use anyhow::Result;

use crate::support::{Corpus, Page, browse, until};

#[tokio::test]
async fn words_are_selected_over_paragraphs_and_stray_spaces_left_out() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let records = page.records().await?;
        let courier = records.article("tarnmoor")?;
        page.show_articles(&[courier]).await?;
        page.select_through(&courier.element(), "on both sides.", "Washington said less.").await?;
        page.wait_for(".selection-bar").await?;
        page.press("q").await?;
        check_quoted(&page, 1, "on both sides.\n\nWashington said less.").await?;
        page.mark(courier, "[ Kyiv’s answer was less simple. ]It agreed", "q").await?;
        check_quoted(&page, 2, "Kyiv’s answer was less simple.").await?;
        page.mark(courier, "[It agreed in principle, ]but", "q").await?;
        check_quoted(&page, 3, "It agreed in principle").await?;
        // The same words again are the same quote.
        page.mark(courier, "It agreed in principle", "q").await?;
        assert_eq!(page.records().await?.quotes.len(), 3);
        page.check_texts().await
    })
    .await
}

#[tokio::test]
async fn selections_snap_to_words_or_sentences_where_a_person_wants_it() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let records = page.records().await?;
        let courier = records.article("tarnmoor")?;
        page.show_articles(&[courier]).await?;
        snap_to(&page, "whole words").await?;
        page.mark(courier, "Nothing sug[gested that Russia was rea]dy", "q").await?;
        check_quoted(&page, 1, "suggested that Russia was ready").await?;
        snap_to(&page, "whole sentences").await?;
        page.reload().await?;
        page.ready().await?;
        page.mark(courier, "agreed in [principle]", "q").await?;
        check_quoted(
            &page,
            2,
            "It agreed in principle, but only if Russia stops attacking in the east of the country.",
        )
        .await
    })
    .await
}

#[tokio::test]
async fn the_bar_makes_of_selected_words_what_the_keys_do() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let records = page.records().await?;
        let (courier, dispatch) = (records.article("tarnmoor")?, records.article("vessmark")?);
        page.show_articles(&[courier, dispatch]).await?;
        let make = async |article, words, command: &str| {
            page.select(article, words).await?;
            page.click(&format!(".selection-bar [data-command={command}]")).await?;
            page.wait_until_gone(".selection-bar").await
        };
        page.select(courier, "Washington said less").await?;
        page.wait_for(".selection-bar [data-command=source]:disabled").await?;
        make(courier, "“The ‘yes, but’ from Russia is not good enough,”", "quote").await?;
        make(courier, "“We need to stop these barbaric attacks on Ukraine once and for all.”", "fragment").await?;
        make(courier, "told a virtual summit", "cue").await?;
        make(courier, "Keir Starmer, the British prime minister", "source").await?;
        // A source stands in the same article.
        page.select(dispatch, "The British prime minister").await?;
        page.wait_for(".selection-bar [data-command=source]:disabled").await?;
        make(courier, "It agreed in principle", "contradiction").await?;
        make(dispatch, "Ukraine has accepted it", "contradiction").await?;

        let records = page.records().await?;
        let starmer = records.quote("not good enough")?;
        assert_eq!((starmer.content.len(), starmer.cue.len(), starmer.source.len()), (2, 1, 1));
        assert_eq!(starmer.kind, "direct");
        assert_eq!((records.quotes.len(), records.links.len()), (3, 1));
        Ok(())
    })
    .await
}

#[tokio::test]
async fn words_stay_selected_over_the_palette_the_search_and_other_fields() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let records = page.records().await?;
        let courier = records.article("tarnmoor")?;
        page.show_articles(&[courier]).await?;
        let words = ["Washington said less", "It agreed in principle", "Nothing suggested that Russia was ready"];
        for (number, (key, field, words)) in [
            ("Control+k", ".palette [role=combobox]", words[0]),
            ("/", ".finder input", words[1]),
            ("Control+,", "dialog", words[2]),
        ]
        .into_iter()
        .enumerate()
        {
            page.select(courier, words).await?;
            page.press(key).await?;
            page.wait_for_focus(field).await?;
            page.press("Escape").await?;
            page.wait_until_gone("dialog").await?;
            until(&format!("“{words}” selected again"), async || {
                Ok((page.selection().await? == words).then_some(()))
            })
            .await?;
            page.wait_for(".selection-bar").await?;
            page.press("q").await?;
            check_quoted(&page, number + 1, words).await?;
            page.wait_until_gone(".selection-bar").await?;
        }
        // A place that is clicked lets go of them as ever.
        page.select(courier, "Kyiv’s answer was less simple").await?;
        page.press("/").await?;
        page.wait_for_focus(".finder input").await?;
        page.click_phrase(&courier.element(), "[in] principle").await?;
        page.wait_until_gone(".selection-bar").await?;
        assert_eq!(page.selection().await?, "");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn keys_can_be_set_anew_and_turned_off() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let records = page.records().await?;
        let courier = records.article("tarnmoor")?;
        page.show_articles(&[courier]).await?;
        page.press("Control+,").await?;
        page.click("[aria-label='Quote the selection: set another key']").await?;
        page.press("y").await?;
        page.wait_for_text("[aria-label='Quote the selection: set another key']", "Y").await?;
        page.press("Escape").await?;
        page.wait_until_gone("dialog").await?;
        page.mark(courier, "Washington said less", "y").await?;
        check_quoted(&page, 1, "Washington said less").await?;

        // Letters typed into a field are no commands.
        page.press("n").await?;
        page.wait_for_focus("#quote-note").await?;
        page.type_text("xyqj").await?;
        page.press("Escape").await?;
        let records = page.records_when("the note", |records| records.quotes[0].note == "xyqj").await?;
        assert_eq!((records.quotes.len(), records.links.len()), (1, 0));

        page.press("Control+,").await?;
        page.click_named("dialog label", "Keys of a single character").await?;
        page.press("Escape").await?;
        page.wait_until_gone("dialog").await?;
        page.reload().await?;
        page.ready().await?;
        page.select(courier, "Nothing suggested").await?;
        page.press("y").await?;
        page.press("q").await?;
        page.press("Control+k").await?;
        page.wait_for_focus(".palette [role=combobox]").await?;
        page.type_text("quote the sel").await?;
        assert_eq!(page.records().await?.quotes.len(), 1, "letters are no commands any more");
        page.press("Enter").await?;
        check_quoted(&page, 2, "Nothing suggested").await
    })
    .await
}

async fn snap_to(page: &Page, what: &str) -> Result<()> {
    page.press("Control+,").await?;
    page.click_named("dialog label", what).await?;
    page.press("Escape").await?;
    page.wait_until_gone("dialog").await
}

/// Waits for so many quotes, and checks that the last one made is of these words.
async fn check_quoted(page: &Page, count: usize, words: &str) -> Result<()> {
    let records = page.records_when("another quote", |records| records.quotes.len() == count).await?;
    let last = records.quotes.iter().max_by_key(|quote| quote.created);
    assert_eq!(last.map(|quote| quote.content[0].text.as_str()), Some(words));
    Ok(())
}
