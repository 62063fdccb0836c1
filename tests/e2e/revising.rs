//! Articles whose text is another one: a newer text is pasted, a colleague's file has another, a file of another program
//! tells only the words.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::support::{Corpus, Desk, Page, Upload, View, browse};

/// An article, and what became of it a day later: a paragraph more, a number, and one quote gone.
const OLD: &str = "Ferry strike enters its second day\n\n“We will wait as long as it takes,” the envoy told \
    reporters.\n\nThe union said that nine hours of talks were enough for everybody at the quay.\n\n“Nobody asked the \
    passengers about any of it,” said Mia Holt, who runs the café at pier four.\n";
const NEW: &str = "Ferry strike enters its second day\n\nCrews met at noon on Friday and talked for an hour.\n\n“We \
    will wait as long as it takes,” the envoy told reporters.\n\nThe union said that ten hours of talks were enough for \
    everybody at the quay.\n";

/// The words that are quoted in the old text.
const QUOTED: [&str; 3] =
    ["We will wait as long as it takes", "nine hours of talks were enough", "Nobody asked the passengers"];

impl Page {
    async fn add_text(&self, name: &str, text: &str) -> Result<()> {
        self.ready().await?;
        self.drop_files("body", &[Upload::new(name, text)]).await?;
        self.wait_for_text(".notices", "was added").await
    }

    /// The words of the quotes of the article whose file is called so.
    async fn quoted(&self, text: &str) -> Result<Vec<String>> {
        let project = self.project().await?;
        let articles = project["articles"].as_array().into_iter().flatten();
        let id = articles.filter(|article| article["text"] == text).find_map(|article| article["id"].as_str());
        let quotes =
            project["quotes"].as_array().into_iter().flatten().filter(|quote| quote["article"].as_str() == id);
        let words = quotes.map(|quote| quote["content"][0]["text"].as_str().unwrap_or_default().to_owned());
        Ok(words.collect())
    }
}

/// A browser with the text and quotes in it.
async fn with_text(
    text: &str,
    quoted: &[&str],
    work: impl AsyncFnOnce(&mut Desk, &Page) -> Result<()>,
) -> Result<()> {
    browse(Corpus::Shipped, async |desk: &mut Desk| {
        let page = desk.open("").await?;
        page.add_text("ferry.txt", text).await?;
        let records = page.records().await?;
        for words in quoted {
            page.script_quote(records.article("ferry")?, words).await?;
        }
        work(desk, &page).await
    })
    .await
}

/// The project of somebody who quotes these words of a text, as a file.
async fn file_of(text: &str, quoted: &[&str]) -> Result<String> {
    let mut file = String::new();
    with_text(text, quoted, async |_, page| {
        let exported = page.call("exportFile", json!([])).await?;
        exported["text"].as_str().context("the file is text")?.clone_into(&mut file);
        Ok(())
    })
    .await?;
    Ok(file)
}

#[tokio::test]
async fn an_article_that_was_updated_keeps_its_quotes() -> Result<()> {
    with_text(OLD, &QUOTED, async |_, page| {
        page.press("u").await?;
        page.fill("#revise-text", OLD).await?;
        page.click_named("dialog.revise button", "Compare").await?;
        page.wait_for_text("dialog.revise .problem", "has this very text already").await?;
        page.fill("#revise-text", NEW).await?;
        page.click_named("dialog.revise button", "Compare").await?;
        page.wait_for_text("dialog.revise .merge-counts", "3 quotes: 1 moved, 1 changed, 1 lost").await?;
        page.wait_for_text("dialog.revise [data-fate=changed] ins", "ten hours of talks were enough").await?;
        page.wait_for_text("dialog.revise [data-fate=lost]", "Nobody asked the passengers").await?;
        for view in View::ALL {
            page.screenshot("revise", view).await?;
            assert_eq!(page.axe().await?, [""; 0]);
        }
        page.set_view(View::DESK).await?;
        assert_eq!(page.quoted(OLD).await?.len(), 3, "nothing comes before it is asked for");
        page.click_named("dialog.revise button", "Update, and bring 2 quotes over").await?;
        page.wait_for_text(".notices", "1 quote stays with the earlier text").await?;
        assert_eq!(page.quoted(NEW).await?, [QUOTED[0], "ten hours of talks were enough"]);
        assert_eq!(page.quoted(OLD).await?, [QUOTED[2]], "what is lost stays with its text");
        page.wait_for_text(".rail", "(earlier text)").await?;
        page.wait_for_text("main", "Crews met at noon").await?;
        page.press("Control+z").await?;
        page.wait_for_text(".notices", "Undone: update the text").await?;
        page.wait_for_text("main", "Nobody asked the passengers").await?;
        assert_eq!(page.quoted(OLD).await?, QUOTED);
        assert_eq!(page.quoted(NEW).await?, [""; 0]);
        page.press("Control+Shift+z").await?;
        page.wait_for_text(".notices", "Done again").await?;
        page.saved().await?;
        page.reload().await?;
        page.ready().await?;
        assert_eq!(page.quoted(NEW).await?.len(), 2);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_colleague_with_a_newer_text_brings_their_quotes() -> Result<()> {
    let theirs = ["Crews met at noon on Friday", "everybody at the quay"];
    let first = file_of(NEW, &theirs[1..]).await?;
    let second = file_of(NEW, &theirs).await?;
    with_text(OLD, &QUOTED[..1], async |_, page| {
        page.drop_files("body", &[Upload::new("omar.jsonld", first.clone())]).await?;
        page.wait_for_text("dialog.merge .merge-other", "comes in another text than yours").await?;
        page.wait_for_text("dialog.merge .merge-other", "1 moved").await?;
        for view in View::ALL {
            page.screenshot("merge-other-text", view).await?;
            assert_eq!(page.axe().await?, [""; 0]);
        }
        page.set_view(View::DESK).await?;
        page.click("dialog.merge footer .primary").await?;
        page.wait_until_gone("dialog").await?;
        assert_eq!(page.quoted(OLD).await?, [QUOTED[0], theirs[1]]);
        assert_eq!(page.quoted(NEW).await?, [""; 0], "the other text is not in the list");
        page.drop_files("body", &[Upload::new("omar.jsonld", first)]).await?;
        page.wait_for_text(".notices", "nothing in it is new here").await?;

        // Somebody else has a quote that our text lacks: it comes with its own text, or all go to that.
        page.drop_files("body", &[Upload::new("mia.jsonld", second)]).await?;
        page.wait_for_text("dialog.merge .merge-other .merge-fates", "1 moved, 1 lost").await?;
        page.click_named("dialog.merge .merge-other .check", "Take their text").await?;
        page.wait_for_text("dialog.merge .merge-other .merge-fates", "2 moved").await?;
        page.click("dialog.merge footer .primary").await?;
        page.wait_until_gone("dialog").await?;
        assert_eq!(page.quoted(NEW).await?.len(), 4);
        assert_eq!(page.quoted(OLD).await?, [""; 0]);
        page.press("Control+z").await?;
        page.wait_for_text(".notices", "Undone: merge").await?;
        assert_eq!(page.quoted(OLD).await?, [QUOTED[0], theirs[1]]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn without_its_text_a_file_finds_the_article_by_its_title() -> Result<()> {
    let mut sent = String::new();
    with_text(NEW, &["everybody at the quay", "Crews met at noon on Friday"], async |desk, page| {
        page.press("Control+Shift+s").await?;
        page.click_named("dialog.export-formats .check", "with the articles' texts").await?;
        page.click_named("dialog.export-formats footer button", "Export").await?;
        page.wait_until_gone("dialog").await?;
        let (_, bytes) = desk.handed_out(page).await?;
        sent = String::from_utf8(bytes)?;
        Ok(())
    })
    .await?;
    assert!(!sent.contains("Mia Holt") && !sent.contains("counterpoint:text"));
    with_text(OLD, &[], async |_, page| {
        page.drop_files("body", &[Upload::new("omar.jsonld", sent)]).await?;
        page.wait_for_text("dialog.merge .merge-other .merge-fates", "1 moved, 1 lost").await?;
        page.click("dialog.merge footer .primary").await?;
        page.wait_until_gone("dialog").await?;
        assert_eq!(page.quoted(OLD).await?, ["everybody at the quay"]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_file_that_another_program_changed_is_compared_by_its_values() -> Result<()> {
    let sent = file_of(OLD, &QUOTED[..1]).await?;
    let mut edited: Value = serde_json::from_str(&sent)?;
    let added = json!({ "type": "TextualBody", "purpose": "commenting", "value": "Added elsewhere." });
    edited["first"]["items"][0]["body"].as_array_mut().context("bodies are a list")?.push(added);
    with_text(OLD, &[], async |_, page| {
        page.drop_files("body", &[Upload::new("edited.jsonld", edited.to_string())]).await?;
        page.wait_for_text("dialog.merge", "Another program wrote this, or changed it").await?;
        page.wait_for_text("dialog.merge .merge-files", "edited.jsonld: ").await?;
        page.click("dialog.merge footer .primary").await?;
        page.wait_until_gone("dialog").await?;
        let quotes = page.records().await?.quotes;
        assert_eq!(quotes.iter().map(|quote| quote.note.as_str()).collect::<Vec<_>>(), ["Added elsewhere."]);

        // Annotations of another program: what is sure comes in, and what is not is asked about.
        let annotation = |id: &str, exact: &str| {
            json!({ "@context": "http://www.w3.org/ns/anno.jsonld", "id": id, "type": "Annotation",
                "target": { "source": "https://example.org/a", "title": "x",
                    "selector": { "type": "TextQuoteSelector", "exact": exact } } })
        };
        let mut all = [
            annotation("a-1", "Nobody asked the passengers about any of it"),
            annotation("a-2", "The union told us that nine hours of talk was enough for most people at the quay"),
        ];
        for annotation in &mut all {
            annotation["document"] = json!({ "title": ["Ferry strike enters its second day"] });
        }
        page.drop_files("body", &[Upload::new("others.json", json!(all).to_string())]).await?;
        page.wait_for_text("dialog.merge .merge-unsure h3", "1 quote was not found word for word").await?;
        for view in View::ALL {
            page.screenshot("merge-unsure", view).await?;
            assert_eq!(page.axe().await?, [""; 0]);
        }
        page.set_view(View::DESK).await?;
        page.wait_for_text("dialog.merge footer", "Merge 1 change").await?;
        page.click_named("dialog.merge .merge-unsure .check", "This is the place").await?;
        page.wait_for_text("dialog.merge footer", "Merge 2 changes").await?;
        page.click("dialog.merge footer .primary").await?;
        page.wait_until_gone("dialog").await?;
        assert_eq!(page.quoted(OLD).await?.len(), 3);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_was_merged_and_undone_can_be_merged_once_more() -> Result<()> {
    let sent = Upload::new("omar.jsonld", file_of(OLD, &QUOTED[1..]).await?);
    with_text(OLD, &QUOTED[..1], async |_, page| {
        for reason in ["omar.jsonld", "merged before"] {
            page.drop_files("body", std::slice::from_ref(&sent)).await?;
            page.wait_for_text("dialog.merge", reason).await?;
            page.wait_for_text("dialog.merge .merge-counts", "2 ").await?;
            page.click("dialog.merge footer .primary").await?;
            page.wait_until_gone("dialog").await?;
            assert_eq!(page.quoted(OLD).await?.len(), 3);
            if reason == "omar.jsonld" {
                page.press("Control+z").await?;
                page.wait_for_text(".notices", "Undone: merge").await?;
                assert_eq!(page.quoted(OLD).await?.len(), 1);
            }
        }
        Ok(())
    })
    .await
}
