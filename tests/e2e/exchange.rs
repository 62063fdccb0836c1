//! Files of other programs: out in every format, with what is lost said before, and in again.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::support::{Corpus, Desk, Page, Upload, View, browse};

const COURIER: &str = "tarnmoor";

/// The steps that these tests take.
impl Page {
    /// Chooses a format in the list of formats, and has the file.
    async fn export_as(&self, desk: &Desk, format: &str) -> Result<(String, Vec<u8>)> {
        self.press("Control+Shift+s").await?;
        self.choose_format(format).await?;
        self.click_named("dialog.export-formats button", "Export").await?;
        self.wait_until_gone("dialog").await?;
        desk.handed_out(self).await
    }

    async fn choose_format(&self, format: &str) -> Result<()> {
        self.click(&format!("dialog.export-formats [data-format={format}] input")).await
    }

    async fn take(&self) -> Result<()> {
        self.wait_for("dialog.merge").await?;
        self.click("dialog.merge footer .primary").await?;
        self.wait_until_gone("dialog").await
    }
}

/// The words of the quotes, with cue and source.
fn words(project: &Value) -> Vec<String> {
    let quotes = project["quotes"].as_array().into_iter().flatten();
    let spans = |spans: &Value| -> Vec<String> {
        spans
            .as_array()
            .into_iter()
            .flatten()
            .map(|span| span["text"].as_str().unwrap_or_default().to_owned())
            .collect()
    };
    let all = quotes.map(|quote| ["content", "cue", "source"].map(|role| spans(&quote[role]).join("|")).join(" / "));
    let mut all: Vec<String> = all.collect();
    all.sort();
    all
}

#[tokio::test]
async fn every_format_goes_out_and_says_before_what_it_cannot_hold() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        page.script_everything().await?;
        page.press("Control+Shift+s").await?;
        page.wait_for("dialog.export-formats").await?;
        page.choose_format("citron").await?;
        page.wait_for_text("dialog.export-formats .losses", "It cannot hold").await?;
        page.wait_for_text("dialog.export-formats .losses li", "link").await?;
        for view in View::ALL {
            page.screenshot("export", view).await?;
            assert_eq!(page.axe().await?, [""; 0]);
        }
        page.set_view(View::DESK).await?;
        page.choose_format("csv").await?;
        page.wait_for_text("dialog.export-formats .losses", "It holds all that this project has").await?;
        page.press("Escape").await?;
        page.wait_until_gone("dialog").await?;

        let formats = [
            ("dossier", "-dossier.html", "<!DOCTYPE html>"),
            ("markdown", "-markdown.md", "#"),
            ("csv", "-csv.zip", "PK"),
            ("brat", "-brat.zip", "PK"),
            ("label-studio", "-label-studio.zip", "PK"),
            ("doccano", "-doccano.jsonl", "{"),
            ("citron", "-citron.", ""),
            ("webanno", "-webanno.", ""),
            ("claim-review", "-claim-review.json", "{"),
        ];
        for (name, ending, start) in formats {
            let (file, bytes) = page.export_as(desk, name).await?;
            assert!(file.contains(ending), "{name} is called {file}");
            assert!(!bytes.is_empty() && bytes.starts_with(start.as_bytes()), "{name} begins otherwise");
        }
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_folder_of_brat_files_comes_back_in_as_it_went_out() -> Result<()> {
    let (mut sent, mut kept) = (Upload::new("", ""), Value::Null);
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        page.script_everything().await?;
        kept = page.project().await?;
        let (name, bytes) = page.export_as(desk, "brat").await?;
        sent = Upload::new(&name, bytes);
        Ok(())
    })
    .await?;
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        page.ready().await?;
        let before = page.project().await?;
        page.drop_files("body", &[sent.clone()]).await?;
        page.wait_for_text("dialog.merge", "Another program wrote this").await?;
        assert_eq!(page.project().await?, before, "nothing comes before it is asked for");
        page.take().await?;
        assert_eq!(words(&page.project().await?), words(&kept));
        page.press("Control+z").await?;
        page.wait_for_text(".notices", "Undone: merge").await?;
        assert_eq!(page.project().await?["quotes"], before["quotes"], "one undo takes all of it back");
        page.press("Control+Shift+z").await?;
        page.wait_for_text(".notices", "Done again").await?;
        page.drop_files("body", &[sent]).await?;
        page.wait_for_text(".notices", "nothing in it is new here").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn work_from_label_studio_joins_the_article_and_what_cannot_be_read_is_listed() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        let records = page.records().await?;
        let courier = records.article(COURIER)?;
        let text = courier.text.clone().context("the article has its text")?;
        let start =
            text.chars().count() - text[text.find("Washington said less").context("the words")?..].chars().count();
        let region = |id: &str, start: usize, end: usize| {
            json!({ "id": id, "from_name": "label", "to_name": "text", "type": "labels",
                "value": { "start": start, "end": end, "labels": ["Content"] } })
        };
        let result = [region("a", start, start + 20), region("b", 9_999_999, 9_999_999 + 4)];
        let task = json!([{ "id": 1, "data": { "text": text }, "annotations": [{ "id": 1, "result": result }] }]);
        page.drop_files("body", &[Upload::new("tasks.json", task.to_string())]).await?;
        page.wait_for_text("dialog.merge .merge-counts", "1 new quote").await?;
        page.wait_for_text("dialog.merge .merge-left-out", "1 entry could not be read").await?;
        page.wait_for_text("dialog.merge .merge-left-out li", "tasks.json").await?;
        for view in View::ALL {
            page.screenshot("merge-foreign", view).await?;
            assert_eq!(page.axe().await?, [""; 0]);
        }
        page.set_view(View::DESK).await?;
        page.take().await?;
        assert_eq!(words(&page.project().await?), ["Washington said less /  / "]);
        assert_eq!(page.records().await?.articles.len(), records.articles.len(), "the article was known by its text");

        // What is made to hurt ends as a message, and nothing changes.
        let kept = page.project().await?;
        let deep = format!("[{{\"data\": {{}}, \"annotations\": {}", "[".repeat(100_000));
        for (name, hostile) in [("deep.json", deep.into_bytes()), ("bomb.zip", b"PK\x03\x04 not a zip".to_vec())] {
            page.drop_files("body", &[Upload::new(name, hostile)]).await?;
            page.wait_for_text("dialog.merge, .notices", name).await?;
            if page.count("dialog.merge").await? > 0 {
                page.press("Escape").await?;
                page.wait_until_gone("dialog").await?;
            }
            assert_eq!(page.project().await?, kept, "{name}");
        }

        // Among others it takes nothing of them along.
        let report =
            Upload::new("report.txt", "Harbour report\n\n“We will not sign,” the minister said on Monday.\n");
        page.drop_files("body", &[Upload::new("bomb.zip", b"PK\x03\x04 not a zip".to_vec()), report]).await?;
        page.wait_for_text(".notices", "“report.txt” was added").await?;
        page.wait_for_text(".notices", "bomb.zip").await?;
        Ok(())
    })
    .await
}
