//! Speakers and contradictions as lists of their own: names, mergers, splits; members that come and go.

use anyhow::Result;
use serde_json::json;

use crate::support::{Corpus, Page, browse, until};

#[tokio::test]
async fn a_speaker_goes_by_many_names_and_has_a_list_of_all_they_said() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let records = page.records().await?;
        let (courier, dispatch) = (records.article("tarnmoor")?, records.article("vessmark")?);
        page.show_articles(&[courier, dispatch]).await?;
        page.mark(courier, "A ceasefire would mostly benefit Ukraine", "q").await?;
        page.name_speaker("Vladimir Putin").await?;
        page.turn_to("speakers").await?;
        page.click_named(".row-head", "Vladimir Putin").await?;
        page.fill("#speaker-aliases", "the Russian president,").await?;
        page.fill("#speaker-role", "president of Russia").await?;
        page.press("Enter").await?;
        page.click(".swatch[title=Pink]").await?;
        let records = page.records_when("another colour", |records| records.speakers[0].colour == 4).await?;
        assert_eq!(records.speakers[0].role, "president of Russia");
        assert_eq!(records.speakers[0].aliases, ["the Russian president"]);

        // The type-ahead knows the other name; a source of just these words needs no question.
        page.mark(dispatch, "The plan, he argued, favors Kyiv", "q").await?;
        page.name_speaker("russian pres").await?;
        page.mark(courier, "He supports an end to the conflict", "q").await?;
        page.mark(courier, "the Russian president", "s").await?;
        let records = page.records_when("three quotes of one speaker", |records| {
            records.quotes.iter().filter(|quote| quote.speaker.is_some()).count() == 3
        });
        assert_eq!(records.await?.speakers.len(), 1);

        page.turn_to("speakers").await?;
        page.click_named(".row-head", "Vladimir Putin").await?;
        page.wait_for(".row.open .said-in").await?;
        assert_eq!(page.count(".said-in").await?, 2, "by article");
        page.click_named(".said-row", "The plan, he argued").await?;
        page.wait_for_text("mark.active-content", "The plan, he argued").await?;
        page.wait_for_text(".row.open .row-name", "Vladimir Putin").await
    })
    .await
}

#[tokio::test]
async fn speakers_are_merged_separated_and_split() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let records = page.records().await?;
        let courier = records.article("tarnmoor")?;
        let one = page.script_quote(courier, "Washington said less").await?;
        let two = page.script_quote(courier, "It agreed in principle").await?;
        for (name, quote) in [("State Department", &one), ("Washington", &two)] {
            let speaker = page.perform(json!({ "edit": "addSpeaker", "name": name })).await?;
            page.perform(json!({ "edit": "assignSpeaker", "quote": quote, "speaker": speaker })).await?;
        }
        page.turn_to("speakers").await?;
        page.click_named(".row-head", "State Department").await?;
        page.click("#speaker-merge").await?;
        page.type_text("wash").await?;
        page.press("Enter").await?;
        names_are(&page, &["Washington"]).await?;
        page.wait_for_text(".row.open .row-aside", "2 quotes").await?;
        page.click("[aria-label='Separate State Department']").await?;
        names_are(&page, &["State Department", "Washington"]).await?;
        page.press("Control+z").await?;
        names_are(&page, &["Washington"]).await?;

        page.click_named(".row.open button", "Some of it was somebody else").await?;
        page.click_named(".row.open .said-row", "It agreed in principle").await?;
        page.fill("#split-name", "Kyiv").await?;
        page.press("Enter").await?;
        names_are(&page, &["Kyiv", "Washington"]).await?;
        let records = page.records().await?;
        assert_eq!(records.speaker_of(records.quote("It agreed in principle")?), Some("Kyiv"));
        assert_eq!(records.speaker_of(records.quote("Washington said less")?), Some("Washington"));

        // Deleted, a speaker leaves their quotes behind.
        page.click_named(".row.open button", "Delete").await?;
        names_are(&page, &["Washington"]).await?;
        assert_eq!(page.records().await?.quotes.len(), 2);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn statements_join_a_contradiction_and_leave_it() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let records = page.records().await?;
        let (courier, dispatch) = (records.article("tarnmoor")?, records.article("vessmark")?);
        page.show_articles(&[courier, dispatch]).await?;
        page.script_quote(courier, "It agreed in principle").await?;
        page.script_quote(dispatch, "Ukraine has accepted it").await?;
        page.contradict(courier, "It agreed in principle", dispatch, "Ukraine has accepted it").await?;
        page.wait_for_text(&format!("[data-open-article='{}']", courier.id), "1 open contradiction").await?;

        page.click_named(".row.open button", "Add a statement").await?;
        page.select(dispatch, "Kyiv gave its word in principle only").await?;
        page.press("x").await?;
        page.records_when("a third statement", |records| records.links[0].members.len() == 3).await?;
        until("two lines", async || Ok((page.count(".lines path").await? == 2).then_some(()))).await?;
        page.click("[aria-label^='Take out “Ukraine has accepted it']").await?;
        let records = page.records_when("two statements", |records| records.links[0].members.len() == 2).await?;
        let words: Vec<&str> = records.links[0]
            .members
            .iter()
            .filter_map(|id| records.quotes.iter().find(|quote| quote.id == *id))
            .map(|quote| quote.content[0].text.as_str())
            .collect();
        assert_eq!(words, ["It agreed in principle", "Kyiv gave its word in principle only"]);

        // What nobody has to look into any more is not counted, and can be left out of the list.
        page.choose("#link-differs", "Condition: whether, or on what, it depends").await?;
        page.click_named(".details .segment", "Dismissed").await?;
        let records = page.records_when("the status", |records| records.links[0].status == "dismissed").await?;
        assert_eq!(records.links[0].differs.as_deref(), Some("condition"));
        page.wait_until_gone(".open-clashes").await?;
        page.press("Escape").await?;
        page.turn_to("links").await?;
        page.click_named(".panel-tools .segment", "Open").await?;
        page.wait_for_text(".summary", "0 of 1").await?;
        assert_eq!(page.count("[data-row]").await?, 0);
        Ok(())
    })
    .await
}

async fn names_are(page: &Page, expected: &[&str]) -> Result<()> {
    page.records_when(&format!("the speakers {expected:?}"), |records| {
        let mut names: Vec<&str> = records.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
        names.sort_unstable();
        names == expected
    })
    .await
    .map(drop)
}
