//! Two people in two browsers annotate the same articles and send each other files: with what they changed apart, with
//! a conflict, with a deletion, in part.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::support::{Corpus, Desk, Page, Upload, View, browse, until};

const COURIER: &str = "tarnmoor";
const LEDGER: &str = "harbour";

/// The steps that these tests take.
impl Page {
    /// Says who annotates here.
    async fn go_by(&self, name: &str) -> Result<()> {
        self.press("Control+,").await?;
        self.fill("#your-name", name).await?;
        self.press("Tab").await?;
        self.press("Escape").await?;
        self.wait_until_gone("dialog").await
    }

    /// The project as a file.
    async fn file(&self, name: &str) -> Result<Upload> {
        let file = self.call("exportFile", json!([])).await?;
        Ok(Upload::new(name, file["text"].as_str().context("the file is text")?.to_owned()))
    }

    /// Opens a file that a colleague sent, up to the preview.
    async fn receive(&self, file: Upload) -> Result<()> {
        self.drop_files("body", &[file]).await?;
        self.wait_for("dialog.merge").await
    }

    async fn merge(&self) -> Result<()> {
        self.click("dialog.merge footer .primary").await?;
        self.wait_until_gone("dialog").await
    }

    async fn quote(&self, file: &str, words: &str) -> Result<String> {
        let records = self.records().await?;
        self.script_quote(records.article(file)?, words).await
    }

    async fn note(&self, quote: &str, note: &str) -> Result<()> {
        self.perform(json!({ "edit": "noteQuote", "quote": quote, "note": note })).await.map(drop)
    }

    async fn note_of(&self, quote: &str) -> Result<String> {
        let quotes = self.records().await?.quotes;
        Ok(quotes.into_iter().find(|it| it.id == quote).context("the quote is there")?.note)
    }
}

/// Two browsers with the same articles, each with somebody of their own.
async fn two_people(work: impl AsyncFnOnce(&Page, &Page) -> Result<()>) -> Result<()> {
    browse(Corpus::Shipped, async |one: &mut Desk| {
        let ines = one.open("").await?;
        ines.ready().await?;
        ines.go_by("Ines").await?;
        browse(Corpus::Shipped, async |other: &mut Desk| {
            let omar = other.open("").await?;
            omar.ready().await?;
            omar.go_by("Omar").await?;
            work(&ines, &omar).await
        })
        .await
    })
    .await
}

/// What the two projects have, without what differs by nature: when who opened an article.
async fn same(ines: &Page, omar: &Page) -> Result<()> {
    assert_eq!(ines.project().await?, omar.project().await?);
    Ok(())
}

#[tokio::test]
async fn what_two_did_apart_is_shown_and_both_end_equal() -> Result<()> {
    two_people(async |ines, omar| {
        ines.quote(COURIER, "Washington said less").await?;
        omar.quote(COURIER, "It agreed in principle").await?;
        omar.quote(LEDGER, "agreed to continue working").await?;

        let before = ines.project().await?;
        ines.receive(omar.file("omar.jsonld").await?).await?;
        ines.wait_for_text("dialog.merge .merge-files", "omar.jsonld: by Omar, written").await?;
        ines.wait_for_text("dialog.merge .merge-counts", "2 new quotes").await?;
        ines.wait_for_text("dialog.merge .merge-change", "It agreed in principle").await?;
        assert_eq!(ines.project().await?, before, "nothing comes before it is asked for");
        for view in View::ALL {
            ines.screenshot("merge", view).await?;
            assert_eq!(ines.axe().await?, [""; 0]);
        }
        ines.set_view(View::DESK).await?;
        ines.merge().await?;
        ines.wait_for_text(".notices", "“omar.jsonld” was merged: 2 new quotes. Undo takes all of it back").await?;
        let merged = ines.project().await?;
        assert_eq!(merged["quotes"].as_array().map(Vec::len), Some(3));
        let of_omar = merged["quotes"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|quote| quote["creator"] != before["quotes"][0]["creator"]);
        assert_eq!(of_omar.count(), 2, "who marked a quote stays who they were");

        ines.press("Control+z").await?;
        ines.wait_for_text(".notices", "Undone: merge “omar.jsonld”").await?;
        assert_eq!(ines.project().await?["quotes"], before["quotes"], "one undo takes all of it back");
        ines.press("Control+Shift+z").await?;
        ines.wait_for_text(".notices", "Done again").await?;
        assert_eq!(ines.project().await?["quotes"], merged["quotes"]);

        omar.receive(ines.file("ines.jsonld").await?).await?;
        omar.merge().await?;
        same(ines, omar).await?;
        ines.drop_files("body", &[omar.file("omar-2.jsonld").await?]).await?;
        ines.wait_for_text(".notices", "“omar-2.jsonld” was merged: nothing in it is new here").await?;
        ines.saved().await?;
        ines.reload().await?;
        same(ines, omar).await
    })
    .await
}

#[tokio::test]
async fn a_conflict_is_decided_side_by_side_and_a_deletion_deletes() -> Result<()> {
    two_people(async |ines, omar| {
        let noted = ines.quote(COURIER, "Washington said less").await?;
        let dropped = ines.quote(COURIER, "It agreed in principle").await?;
        omar.receive(ines.file("ines.jsonld").await?).await?;
        omar.merge().await?;
        ines.note(&noted, "less than what?").await?;
        omar.note(&noted, "less than Moscow").await?;
        omar.perform(json!({ "edit": "deleteQuote", "quote": dropped })).await?;

        ines.receive(omar.file("omar.jsonld").await?).await?;
        ines.wait_for_text("dialog.merge .merge-conflicts h3", "1 field changed on both sides").await?;
        ines.wait_for_text("dialog.merge .merge-counts", "1 deleted quote").await?;
        ines.wait_for_text(".merge-side.chosen", "less than Moscow").await?;
        for view in View::ALL {
            ines.screenshot("merge-conflict", view).await?;
            assert_eq!(ines.axe().await?, [""; 0]);
        }
        ines.set_view(View::DESK).await?;
        ines.click_named("dialog.merge button", "Keep all yours").await?;
        ines.wait_for_text(".merge-side.chosen", "less than what?").await?;
        ines.merge().await?;
        assert_eq!(ines.note_of(&noted).await?, "less than what?");
        assert_eq!(ines.records().await?.quotes.len(), 1, "a colleague's deletion deletes");

        // What was decided holds for the other, too.
        omar.receive(ines.file("ines-2.jsonld").await?).await?;
        assert_eq!(omar.count(".merge-conflict").await?, 0);
        omar.merge().await?;
        same(ines, omar).await
    })
    .await
}

#[tokio::test]
async fn several_files_are_opened_together_and_taken_in_part() -> Result<()> {
    two_people(async |ines, omar| {
        omar.quote(COURIER, "It agreed in principle").await?;
        let first = omar.file("first.jsonld").await?;
        omar.quote(LEDGER, "agreed to continue working").await?;
        let second = omar.file("second.jsonld").await?;

        ines.drop_files("body", &[second.clone(), first.clone()]).await?;
        ines.wait_for_text("dialog.merge h2", "Merge 2 files").await?;
        ines.wait_for_text("dialog.merge .merge-counts", "2 new quotes").await?;
        let title = ines.records().await?.article(COURIER)?.title.clone();
        ines.click_named("dialog.merge .check", &title).await?;
        ines.wait_for_text("dialog.merge footer", "Merge 1 change").await?;
        ines.merge().await?;
        ines.wait_for_text(".notices", "2 files were merged: 1 new quote").await?;
        let words: Value = ines.project().await?["quotes"][0]["content"][0]["text"].clone();
        assert_eq!(words, "agreed to continue working");

        // The rest comes when the files are opened again.
        ines.receive(first).await?;
        ines.merge().await?;
        assert_eq!(ines.project().await?["quotes"], omar.project().await?["quotes"]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn what_another_tab_changes_meanwhile_is_looked_at_once_more() -> Result<()> {
    let mut file = Upload::new("", "");
    let (mut noted, mut start) = (String::new(), Upload::new("", ""));
    browse(Corpus::Shipped, async |desk| {
        let omar = desk.open("").await?;
        noted = omar.quote(COURIER, "Washington said less").await?;
        start = omar.file("start.jsonld").await?;
        omar.note(&noted, "less than Moscow").await?;
        file = omar.file("omar.jsonld").await?;
        Ok(())
    })
    .await?;
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        page.ready().await?;
        page.receive(start).await?;
        page.merge().await?;
        let other = desk.open_tab("").await?;
        other.ready().await?;
        page.receive(file).await?;
        assert_eq!(page.count(".merge-conflict").await?, 0);
        other.note(&noted, "less than what?").await?;
        page.wait_for_text(".panel", "Washington said less").await?;
        until("the other tab's note", async || Ok((page.note_of(&noted).await? == "less than what?").then_some(())))
            .await?;
        page.click("dialog.merge footer .primary").await?;
        page.wait_for_text("dialog.merge .merge-conflicts h3", "1 field changed on both sides").await?;
        assert_eq!(page.note_of(&noted).await?, "less than what?", "nothing was written over unseen");
        page.click_named("dialog.merge button", "Keep all yours").await?;
        page.merge().await?;
        assert_eq!(page.note_of(&noted).await?, "less than what?");
        Ok(())
    })
    .await
}

#[tokio::test]
async fn reading_is_stopped_inside_a_file_and_nothing_has_changed() -> Result<()> {
    two_people(async |ines, omar| {
        omar.quote(COURIER, "It agreed in principle").await?;
        let file = omar.file("omar.jsonld").await?;
        let text = omar.call("exportFile", json!([])).await?["text"].clone();
        let before = ines.project().await?;
        // Much to read, of which nothing is taken; and it is stopped as soon as some of it is read.
        let act = "text => {
            const stop = () => {
                const read = document.querySelector('.loading progress')?.value ?? 0;
                if (read > 0) document.querySelector('.loading button')?.click();
            };
            new MutationObserver(stop).observe(document.body, { subtree: true, childList: true, attributes: true });
            const long = text.replace('{', () => '{\"pad\":[' + '[0],'.repeat(6_000_000) + '0],');
            const transfer = new DataTransfer();
            transfer.items.add(new File([long], 'long.jsonld'));
            for (const type of ['dragenter', 'dragover', 'drop']) {
                const event = { bubbles: true, cancelable: true, composed: true, dataTransfer: transfer };
                document.body.dispatchEvent(new DragEvent(type, event));
            }
        }";
        ines.act(act, json!([text])).await?;
        ines.wait_for_text(".notices", "“long.jsonld” was not taken in.").await?;
        ines.wait_for_text(".notices", "Reading was stopped after 0 of 1 files.").await?;
        assert_eq!(ines.count("dialog").await?, 0);
        assert_eq!(ines.project().await?, before, "nothing of it has come");

        ines.reload().await?;
        ines.ready().await?;
        ines.receive(file).await?;
        ines.merge().await?;
        assert_eq!(ines.project().await?["quotes"], omar.project().await?["quotes"]);
        Ok(())
    })
    .await
}

#[tokio::test]
async fn of_a_long_list_of_changes_the_rows_near_the_view_are_made_and_all_can_be_reached() -> Result<()> {
    two_people(async |ines, omar| {
        let article = omar.records().await?.article(COURIER)?.id.clone();
        for number in 0..120 {
            let span = json!([{ "start": 3 * number, "end": 3 * number + 2 }]);
            let attribution = json!({ "article": article, "content": span });
            omar.perform(json!({ "edit": "addQuote", "attribution": attribution })).await?;
        }
        ines.receive(omar.file("omar.jsonld").await?).await?;
        ines.wait_for_text("dialog.merge .merge-counts", "120 new quotes").await?;
        let made = ines.count("dialog.merge .merge-change").await?;
        assert!((1..120).contains(&made), "{made} rows are made");
        let last = "() => {
            const list = document.querySelector('dialog.merge .merge-groups');
            list.lastElementChild.scrollIntoView();
        }";
        ines.act(last, json!([])).await?;
        ines.wait_for("dialog.merge .merge-groups > :last-child .merge-change").await?;
        ines.merge().await?;
        assert_eq!(ines.project().await?["quotes"].as_array().map(Vec::len), Some(120));
        Ok(())
    })
    .await
}
