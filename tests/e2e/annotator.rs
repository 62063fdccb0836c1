//! What an annotator does, step by step: the steps that several tests take. They know the controls of the page.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::support::{Article, Page, Records, Span, until};

/// The field that asks who said a quote.
pub(crate) const SPEAKER: &str = "#quote-speaker";

/// Who is to be named as the speaker of a quote, and how.
#[derive(Clone, Copy)]
pub(crate) enum Who {
    /// Somebody new, by the words of the source: `W`, Enter.
    Source,
    /// Whoever is found first under these letters; somebody new where nobody is: `W`, letters, Enter.
    Typed(&'static str),
    /// The speaker with this number key.
    Number(&'static str),
    /// Nobody has to do anything: the source's words are a speaker's name.
    Known,
}

/// A quote to be marked. Phrases may have brackets around the words that are meant.
#[derive(Clone, Copy)]
pub(crate) struct Attribution {
    pub(crate) content: &'static str,
    /// Where the quote goes on after an interruption.
    pub(crate) fragment: Option<&'static str>,
    pub(crate) cue: &'static str,
    pub(crate) source: &'static str,
    pub(crate) who: Who,
    /// The speaker's name in the end.
    pub(crate) speaker: &'static str,
    /// What the quotation marks make of it.
    pub(crate) kind: &'static str,
}

impl Attribution {
    /// What most of them are. A base to build the others on.
    pub(crate) const INDIRECT: Self =
        Self { content: "", fragment: None, cue: "", source: "", who: Who::Known, speaker: "", kind: "indirect" };
}

/// The words of a phrase that are meant.
pub(crate) fn meant(phrase: &str) -> &str {
    phrase.split_once('[').and_then(|(_, rest)| rest.split_once(']')).map_or(phrase, |(words, _)| words)
}

impl Page {
    /// Shows these articles side by side, and nothing else, by clicks in the list.
    pub(crate) async fn show_articles(&self, articles: &[&Article]) -> Result<()> {
        let is_open = |article: &Article| format!("[data-open-article='{}'][aria-current]", article.id);
        let [first, rest @ ..] = articles else { return Ok(()) };
        while self.count(".column").await? > 1 {
            let columns = self.count(".column").await?;
            self.click(".column-bar [aria-label^='Close']").await?;
            until("a column to close", async || Ok((self.count(".column").await? < columns).then_some(()))).await?;
        }
        self.click(&format!("[data-open-article='{}']", first.id)).await?;
        self.wait_for(&first.element()).await?;
        for article in rest {
            self.click(&format!("li:has([data-open-article='{}']) .article-beside", article.id)).await?;
            self.wait_for(&is_open(article)).await?;
            self.wait_for(&article.element()).await?;
        }
        Ok(())
    }

    /// Opens everything that is folded away in an article.
    pub(crate) async fn unfold(&self, article: &Article) -> Result<()> {
        let closed = format!("{} .fold[aria-expanded=false]", article.element());
        until(&format!("no {closed}"), async || {
            if self.count(&closed).await? == 0 {
                return Ok(Some(()));
            }
            self.click(&closed).await?;
            Ok(None)
        })
        .await
    }

    /// Selects words with the mouse, and waits until the page has taken notice.
    pub(crate) async fn select(&self, article: &Article, phrase: &str) -> Result<()> {
        self.select_phrase(&article.element(), phrase).await?;
        self.wait_for(".selection-bar").await
    }

    /// Selects words and presses a key on them.
    pub(crate) async fn mark(&self, article: &Article, phrase: &str, key: &str) -> Result<()> {
        self.select(article, phrase).await?;
        self.press(key).await?;
        self.wait_until_gone(".selection-bar").await
    }

    /// Waits until the focus is on the element that `css` names.
    pub(crate) async fn wait_for_focus(&self, css: &str) -> Result<()> {
        until(&format!("the focus on {css}"), async || Ok(self.has_focus(css).await?.then_some(()))).await
    }

    /// Marks a quote with its source and cue, and says who said it.
    pub(crate) async fn attribute_words(&self, article: &Article, quote: &Attribution) -> Result<()> {
        self.mark(article, quote.content, "q").await?;
        self.mark(article, quote.source, "s").await?;
        self.mark(article, quote.cue, "c").await?;
        if let Some(fragment) = quote.fragment {
            self.mark(article, fragment, "a").await?;
        }
        match quote.who {
            Who::Source => self.name_speaker("").await,
            Who::Typed(letters) => self.name_speaker(letters).await,
            Who::Number(key) => self.press(key).await,
            Who::Known => Ok(()),
        }
    }

    /// Says who said the active quote: by some letters, or by none.
    pub(crate) async fn name_speaker(&self, letters: &str) -> Result<()> {
        self.press("w").await?;
        self.wait_for_focus(SPEAKER).await?;
        self.type_text(letters).await?;
        self.wait_for("[role=option][aria-selected=true]").await?;
        self.press("Enter").await?;
        self.wait_until_gone("[role=option]").await
    }

    /// Makes the quote that holds these words the active one, by a click on them.
    pub(crate) async fn pick(&self, article: &Article, phrase: &str) -> Result<()> {
        self.click_phrase(&article.element(), phrase).await?;
        self.wait_for("mark.active-content").await
    }

    /// Flags that two statements contradict each other: a click and `X` on one, then on the other.
    pub(crate) async fn contradict(&self, one: &Article, phrase: &str, other: &Article, against: &str) -> Result<()> {
        let links = self.records().await?.links.len();
        self.pick(one, phrase).await?;
        self.press("x").await?;
        self.wait_for_text(".notices", "Now press X").await?;
        self.pick(other, against).await?;
        self.press("x").await?;
        self.records_when("another contradiction", |records| records.links.len() == links + 1).await.map(drop)
    }

    /// Has a script mark the first of these words in an article as a quote, and returns the quote's id.
    pub(crate) async fn script_quote(&self, article: &Article, words: &str) -> Result<String> {
        let start = article.offset(words)?;
        let content = json!([{ "start": start, "end": start + words.encode_utf16().count() }]);
        self.perform(json!({ "edit": "addQuote", "attribution": { "article": article.id, "content": content } }))
            .await
    }

    /// Has a script make an edit, and returns the id of what it made; empty where it made nothing.
    pub(crate) async fn perform(&self, edit: Value) -> Result<String> {
        let made = self.call("perform", json!([edit])).await?;
        Ok(made["id"].as_str().unwrap_or_default().to_owned())
    }

    /// Has a script make one record of each sort in the project's own articles, with all that it can hold. Returns
    /// the ids of a quote, a speaker and a contradiction.
    pub(crate) async fn script_everything(&self) -> Result<[String; 3]> {
        let records = self.records().await?;
        let (courier, dispatch) = (records.article("tarnmoor")?, records.article("vessmark")?);
        let one = self.script_quote(courier, "It agreed in principle").await?;
        let other = self.script_quote(dispatch, "an unconditional ceasefire of 30 days").await?;
        let speaker = self.perform(json!({ "edit": "addSpeaker", "name": "Kyiv", "colour": 3 })).await?;
        let link = self.perform(json!({ "edit": "linkQuotes", "members": [one, other] })).await?;
        let start = courier.offset("Kyiv’s answer")?;
        let source = json!({ "start": start, "end": start + "Kyiv".len() });
        let relation = json!({ "kind": "contradicts", "differs": "condition" });
        for edit in [
            json!({ "edit": "markSpan", "quote": one, "role": "source", "span": source }),
            json!({ "edit": "assignSpeaker", "quote": one, "speaker": speaker }),
            json!({ "edit": "setSpeakerRole", "speaker": speaker, "role": "government" }),
            json!({ "edit": "setAliases", "speaker": speaker, "aliases": ["Ukraine"] }),
            json!({ "edit": "tagQuote", "quote": one, "tags": ["truce", "condition"] }),
            json!({ "edit": "noteQuote", "quote": other, "note": "Without any condition?" }),
            json!({ "edit": "setRelation", "link": link, "relation": relation }),
            json!({ "edit": "setRationale", "link": link, "rationale": "One has a condition." }),
            json!({ "edit": "setStatus", "link": link, "status": "resolved" }),
            json!({ "edit": "correctArticle", "article": dispatch.id, "correction": { "outlet": "The Dispatch" } }),
        ] {
            self.perform(edit).await?;
        }
        Ok([one, speaker, link])
    }

    /// Waits until the open row of the panel is the record's.
    pub(crate) async fn wait_for_row(&self, id: &str) -> Result<()> {
        self.wait_for(&format!(".row.open[data-row='{id}']")).await
    }

    /// Turns the panel to one of its lists.
    pub(crate) async fn turn_to(&self, list: &str) -> Result<()> {
        self.click(&format!("#panel-tab-{list}")).await?;
        self.wait_for(&format!("#panel-tab-{list}[aria-selected=true]")).await
    }

    /// Waits until the records are as `test` wants them, and returns them.
    pub(crate) async fn records_when(&self, what: &str, test: impl Fn(&Records) -> bool) -> Result<Records> {
        until(what, async || Ok(Some(self.records().await?).filter(|records| test(records)))).await
    }

    /// Checks that each open article's element has its text, character for character.
    pub(crate) async fn check_texts(&self) -> Result<()> {
        let records = self.records().await?;
        for article in &records.articles {
            if let [shown] = self.texts(&article.element()).await?.as_slice() {
                ensure!(shown == article.text(), "the text of “{}” is not shown as it is", article.title);
            }
        }
        Ok(())
    }

    /// What is selected in an article: its UTF-16 offsets. An empty one is the caret.
    pub(crate) async fn selected_offsets(&self, article: &Article) -> Result<(usize, usize)> {
        let read = "css => {
            const [root, selection] = [document.querySelector(css), getSelection()];
            const offset = (node, at) => {
                const range = document.createRange();
                range.setStart(root, 0);
                range.setEnd(node, at);
                return range.toString().length;
            };
            if (!root.contains(selection.anchorNode)) throw new Error('the caret is elsewhere');
            const { anchorNode, anchorOffset, focusNode, focusOffset } = selection;
            return [offset(anchorNode, anchorOffset), offset(focusNode, focusOffset)];
        }";
        self.run(read, json!([article.element()])).await
    }
}

/// Checks that a quote was marked just as the attribution says.
pub(crate) fn check_attribution(records: &Records, article: &Article, expected: &Attribution) -> Result<()> {
    let content: Vec<&str> = [expected.content].into_iter().chain(expected.fragment).map(meant).collect();
    let found = records.quotes.iter().find(|quote| {
        quote.article == article.id && quote.content.iter().map(|span| span.text.as_str()).eq(content.iter().copied())
    });
    let quote = found.with_context(|| format!("no quote has just the words {content:?}"))?;
    let words = |spans: &[Span]| spans.iter().map(|span| span.text.clone()).collect::<Vec<_>>();
    assert_eq!(words(&quote.cue), [meant(expected.cue)], "the cue of {content:?}");
    assert_eq!(words(&quote.source), [meant(expected.source)], "the source of {content:?}");
    assert_eq!(records.speaker_of(quote), Some(expected.speaker), "who said {content:?}");
    assert_eq!(quote.kind, expected.kind, "the kind of {content:?}");
    let text: Vec<u16> = article.text().encode_utf16().collect();
    for span in quote.content.iter().chain(&quote.cue).chain(&quote.source) {
        assert_eq!(String::from_utf16_lossy(&text[span.start..span.end]), span.text, "the offsets of {content:?}");
    }
    Ok(())
}
