//! Suggested quotes: decided upon with one key each, remembered, and never annotations before that.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::fixtures::shared_dir;
use crate::support::{Corpus, Page, View, browse};

/// Whether the active suggestion can be seen.
const IN_VIEW: &str = "() => {
    const mark = document.querySelector('mark.active-content');
    const column = mark?.closest('.sheet-scroll');
    if (!column) return false;
    const [seen, there] = [column.getBoundingClientRect(), mark.getBoundingClientRect()];
    return there.top >= seen.top && there.top < seen.bottom;
}";

/// The steps that these tests take.
impl Page {
    /// How many suggestions are left in the article with the focus.
    async fn left(&self) -> Result<usize> {
        let text = self.text(".suggestions header p").await?;
        if text.contains("Nothing left") {
            return Ok(0);
        }
        text.split(' ').next().and_then(|count| count.parse().ok()).with_context(|| format!("“{text}” has no number"))
    }

    async fn suggested(&self) -> Result<usize> {
        self.press("g").await?;
        self.wait_for_text(".suggestions header", "left").await?;
        self.left().await
    }

    /// The words that are marked as suggested.
    async fn marked(&self) -> Result<Vec<String>> {
        self.texts("mark.suggested-content").await
    }

    async fn quote_count(&self) -> Result<usize> {
        Ok(self.project().await?["quotes"].as_array().map_or(0, Vec::len))
    }
}

#[tokio::test]
async fn each_suggestion_takes_one_key_and_what_was_rejected_stays_so() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        page.ready().await?;
        let all = page.suggested().await?;
        assert!(all > 4, "{all} suggestions");
        assert_eq!(page.quote_count().await?, 0, "a suggestion is no annotation");
        page.wait_for("mark.suggested-content").await?;
        page.press("j").await?;
        page.wait_for(".suggestion .suggestion-words").await?;
        for view in View::ALL {
            page.screenshot("suggestions", view).await?;
            assert_eq!(page.axe().await?, [""; 0]);
        }
        page.set_view(View::DESK).await?;
        let words = page.text(".suggestion .suggestion-words").await?;
        // An interrupted one has several marks.
        let rejected = words.split(" … ").next().unwrap_or_default().to_owned();
        assert!(page.run::<bool>(IN_VIEW, json!([])).await?, "the suggestion is in view");
        let marked = page.marked().await?;
        assert!(marked.contains(&rejected), "{rejected:?} in {marked:?}");
        page.press("Backspace").await?;
        // What was pressed before is not pressed again.
        page.click(".article-row.focused .article-open").await?;
        page.press("j").await?;
        page.press("Enter").await?;
        assert_eq!(page.quote_count().await?, 1);
        page.saved().await?;
        page.reload().await?;
        page.ready().await?;
        page.suggested().await?;
        let kept = page.project().await?["quotes"][0]["content"][0]["text"].clone();
        assert_ne!(kept, Value::from(rejected.as_str()));
        let marked = page.marked().await?;
        assert!(!marked.contains(&rejected), "what was rejected stays so");
        assert!(!marked.iter().any(|words| kept == words.as_str()), "what is quoted is not suggested");

        // Undo brings a rejected one back, and goes to it.
        page.press("j").await?;
        let second = page.text(".suggestion .suggestion-words").await?;
        page.press("Backspace").await?;
        assert_ne!(page.text(".suggestion .suggestion-words").await?, second);
        page.press("Control+z").await?;
        page.wait_for_text(".notices", "Undone: reject suggestion").await?;
        page.wait_for_text(".suggestion .suggestion-words", &second).await?;

        // Many at once are one step, and how many is said before.
        let label = page.text(".suggestions > .suggestion-deeds button").await?;
        let many: usize = label.split(' ').nth(1).and_then(|count| count.parse().ok()).context("a number")?;
        page.click(".suggestions > .suggestion-deeds button").await?;
        assert_eq!(page.quote_count().await?, 1 + many);
        page.press("Control+z").await?;
        page.wait_for_text(".notices", "Undone: accept").await?;
        assert_eq!(page.quote_count().await?, 1);

        page.press("g").await?;
        page.wait_until_gone("mark.suggested-content").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_whole_article_is_annotated_with_the_keyboard() -> Result<()> {
    let Some(articles) = shared_dir().map(|shared| shared.join("articles")) else { return Ok(()) };
    browse(Corpus::Folder(articles), async |desk| {
        let page = desk.open("").await?;
        page.ready().await?;
        let all = page.suggested().await?;
        let mut keys = 1;
        page.press("j").await?;
        keys += 1;
        let mut were_in_view = true;
        while page.left().await? > 0 {
            were_in_view &= page.run::<bool>(IN_VIEW, json!([])).await?;
            page.press("Enter").await?;
            keys += 1;
            if keys > 3 * all + 10 {
                bail!("{} are left after {keys} keys", page.left().await?);
            }
        }
        let records = page.records().await?;
        let with_speaker = records.quotes.iter().filter(|quote| quote.speaker.is_some()).count();
        println!("suggestions: {all} in an article, {keys} keys, {with_speaker} with a speaker");
        // What was accepted may teach that there is more.
        assert!(records.quotes.len() >= all, "{} of {all}", records.quotes.len());
        assert_eq!(keys, records.quotes.len() + 2, "one key for each, one to begin and one to go to the first");
        assert!(were_in_view, "each is in view before it is decided upon");
        assert!(with_speaker * 2 > all, "{with_speaker} of {all} have a speaker");
        assert_eq!(page.left().await?, 0);
        page.wait_for_text(".suggestions", "Nothing left to decide").await?;
        page.wait_for_text(".article-row.focused", "all decided").await?;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn candidate_contradictions_are_linked_and_dismissed_with_one_key() -> Result<()> {
    browse(Corpus::Shipped, async |desk| {
        let page = desk.open("").await?;
        page.ready().await?;
        page.click_named(".panel [role=tab]", "Contradictions").await?;
        page.click_named(".panel button", "Look for contradictions").await?;
        page.wait_for(".candidate .candidate-reason").await?;
        let pairs = async || -> Result<usize> {
            let text = page.text(".suggestions header p").await?;
            text.split(' ').next().and_then(|count| count.parse().ok()).with_context(|| format!("“{text}”"))
        };
        for view in View::ALL {
            page.screenshot("candidates", view).await?;
            assert_eq!(page.axe().await?, [""; 0]);
        }
        page.set_view(View::DESK).await?;
        let before = pairs().await?;
        assert!(before > 10, "{before} pairs");
        page.act("() => document.querySelector('.candidate').focus()", json!([])).await?;
        page.press("Enter").await?;
        page.wait_for_text(".panel [role=tab][aria-selected=true]", "1").await?;
        assert_eq!((page.quote_count().await?, pairs().await?), (2, before - 1));
        let dismissed = page.text(".candidate:focus").await?;
        page.press("Backspace").await?;
        assert_eq!((page.quote_count().await?, pairs().await?), (2, before - 2));
        page.saved().await?;
        page.reload().await?;
        page.ready().await?;
        page.click_named(".panel [role=tab]", "Contradictions").await?;
        page.click_named(".panel button", "Look for contradictions").await?;
        page.wait_for(".candidate .candidate-reason").await?;
        assert_eq!(page.project().await?["links"].as_array().map(Vec::len), Some(1));
        let reasons = page.texts(".candidate").await?;
        assert!(!reasons.contains(&dismissed), "what was dismissed stays so");
        Ok(())
    })
    .await
}
