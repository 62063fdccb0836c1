//! Counterpoint itself: projects put into the page, and where things are in it.

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::bench::Bench;
use crate::devtools::Devtools;
use crate::hand::Place;

/// True once nothing is being saved any more and all of it is saved.
pub(crate) const IS_SAVED: &str = "document.querySelector('output[data-save]')?.dataset.save === 'saved'";

/// True once the application has started.
const HAS_STARTED: &str = "Boolean(window.counterpoint)";

/// Some words in view of the open article that no mark covers, further down where there are none: where they begin and
/// end on the screen.
const PLAIN_WORDS: &str = r"(() => {
    const scroller = document.querySelector('.sheet-scroll');
    const { top, bottom } = scroller.getBoundingClientRect();
    const range = document.createRange();
    const words = node => [...node.data.matchAll(/\b[a-z]{2,} [a-z]{2,}\b/g)].map(({ index, 0: { length } }) => {
        range.setStart(node, index);
        range.setEnd(node, index + length);
        return range.getClientRects();
    });
    const isInView = box => box.top > top + 60 && box.bottom < bottom - 120;
    for (let turn = 0; turn < 50; turn++) {
        for (const paragraph of document.querySelectorAll('article .paragraph')) {
            const box = paragraph.getBoundingClientRect();
            if (box.bottom < top || box.top > bottom) continue;
            const plain = [...paragraph.childNodes].filter(node => node.nodeType === Node.TEXT_NODE);
            const found = plain.flatMap(words).find(boxes => boxes.length === 1 && isInView(boxes[0]));
            if (!found) continue;
            const y = (found[0].top + found[0].bottom) / 2;
            return [[found[0].left + 1, y], [found[0].right - 1, y]];
        }
        scroller.scrollTop += 300;
    }
    throw new Error('there are no plain words');
})()";

/// Some marks in view: the middle of the first line of each.
const MARKS: &str = "(() => {
    const scroll = document.querySelector('.sheet-scroll').getBoundingClientRect();
    return [...document.querySelectorAll('article mark')]
        .map(mark => mark.getClientRects()[0])
        .filter(box => box && box.top > scroll.top + 60 && box.bottom < scroll.bottom - 120)
        .map(box => [(box.left + box.right) / 2, (box.top + box.bottom) / 2]);
})()";

/// The expression that is true once an article is shown with a mark in it.
pub(crate) fn is_marked(article: &str) -> String {
    format!("document.querySelector(\"article[data-article='{article}'] mark\") !== null")
}

impl Bench {
    /// Puts a project into the page, in the place of all that the browser keeps of it.
    pub(crate) async fn put_in(&mut self, backup: &str) -> Result<()> {
        self.empty().await?;
        let page = self.address("")?;
        self.tab.go_to(&page).await?;
        self.tab.ready().await?;
        let arguments = json!(["bench.counterpoint.json", backup]);
        self.tab.evaluate(&format!("counterpoint.importFile(...{arguments})")).await.context("not put in")?;
        self.tab.until(IS_SAVED).await?;
        self.tab.at_rest().await.map(drop)
    }

    /// Has the browser keep nothing of the page.
    pub(crate) async fn empty(&mut self) -> Result<()> {
        self.leave().await?;
        let all = json!({ "origin": self.origin()?, "storageTypes": "all" });
        self.tab.call("Storage.clearDataForOrigin", all).await.map(drop)
    }
}

impl Devtools {
    /// Waits until the application has started and its articles are there.
    pub(crate) async fn ready(&mut self) -> Result<()> {
        self.until(HAS_STARTED).await?;
        self.evaluate("counterpoint.ready").await.map(drop)
    }

    /// Brings the middle of the open article into view.
    pub(crate) async fn go_to_middle(&mut self) -> Result<()> {
        let middle = "(() => {
            const scroll = document.querySelector('.sheet-scroll');
            scroll.scrollTop = scroll.scrollHeight / 2;
        })()";
        self.evaluate(middle).await?;
        self.at_rest().await.map(drop)
    }

    /// Where some words that no mark covers begin and end on the screen.
    pub(crate) async fn plain_words(&mut self) -> Result<(Place, Place)> {
        serde_json::from_value(self.evaluate(PLAIN_WORDS).await?).context("two places")
    }

    /// Where some marks are on the screen.
    pub(crate) async fn marks(&mut self) -> Result<Vec<Place>> {
        serde_json::from_value(self.evaluate(MARKS).await?).context("places")
    }

    /// Selects words by dragging over them, and waits until the page offers what can be done with them.
    pub(crate) async fn select(&mut self, (from, to): (Place, Place)) -> Result<()> {
        self.drag(from, to).await?;
        self.until("document.querySelector('.selection-bar') !== null").await
    }

    /// The middle of the first element that `css` names, on the screen.
    pub(crate) async fn middle_of(&mut self, css: &str) -> Result<Place> {
        let middle = "(css => {
            const { left, right, top, bottom } = document.querySelector(css).getBoundingClientRect();
            return [(left + right) / 2, (top + bottom) / 2];
        })";
        let middle: Value = self.evaluate(&format!("{middle}({})", json!(css))).await?;
        serde_json::from_value(middle).context("a place")
    }
}
