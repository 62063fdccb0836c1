//! Counterpoint itself: projects put into the page, and what a person does there, by keys and mouse.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::devtools::Devtools;
use crate::hand::Place;
use crate::loading::{Opening, median};

/// How often something is done whose time is taken, after a first time that does not count.
pub(crate) const TIMES: usize = 5;

/// Some words in view of the open article that no mark covers: where they begin and end on the screen.
const PLAIN_WORDS: &str = "(() => {
    const scroll = document.querySelector('.sheet-scroll').getBoundingClientRect();
    for (const paragraph of document.querySelectorAll('article .paragraph')) {
        const box = paragraph.getBoundingClientRect();
        if (box.bottom < scroll.top || box.top > scroll.bottom) continue;
        for (const node of paragraph.childNodes) {
            const found = node.nodeType === Node.TEXT_NODE && /\\b\\w{3,} \\w{3,}\\b/.exec(node.data);
            if (!found) continue;
            const range = document.createRange();
            range.setStart(node, found.index);
            range.setEnd(node, found.index + found[0].length);
            const [first, ...more] = range.getClientRects();
            if (more.length || first.top < scroll.top + 20 || first.bottom > scroll.bottom - 80) continue;
            const y = (first.top + first.bottom) / 2;
            return [[first.left + 1, y], [first.right - 1, y]];
        }
    }
    throw new Error('no plain words are in view');
})()";

/// Whether the words that are selected have their bar.
const IS_SELECTED: &str = "document.querySelector('.selection-bar') !== null";

/// The words of the active quote's content.
const ACTIVE: &str = "[...document.querySelectorAll('mark.active-content')].map(mark => mark.textContent).join('')";

/// The expression that is true once an article is shown with a mark in it.
pub(crate) fn is_marked(article: &str) -> String {
    format!("document.querySelector(\"article[data-article='{article}'] mark\") !== null")
}

/// What changing one span took: each the medians over all times.
pub(crate) struct Edits {
    pub(crate) select: Opening,
    pub(crate) add: Opening,
    pub(crate) move_end: Opening,
    pub(crate) assign: Opening,
    pub(crate) remove: Opening,
}

impl Devtools {
    /// Puts a project into the page of the host at `page`, in the place of what the browser keeps of it.
    pub(crate) async fn put_in(&mut self, page: &str, blank: &str, backup: &str) -> Result<()> {
        self.go_to(blank).await?;
        let origin = page.split("/desk").next().context("the page has a host")?;
        self.call("Storage.clearDataForOrigin", json!({ "origin": origin, "storageTypes": "all" })).await?;
        self.go_to(page).await?;
        self.until("Boolean(window.counterpoint)").await?;
        self.evaluate("counterpoint.ready").await?;
        let arguments = json!(["bench.counterpoint.json", backup]);
        self.evaluate(&format!("counterpoint.importFile(...{arguments})")).await?;
        self.until("document.querySelector('output[data-save]').dataset.save === 'saved'").await?;
        self.at_rest().await.map(drop)
    }

    /// Marks a quote in the article that is open, changes and deletes it, by keys, several times over.
    pub(crate) async fn time_edits(&mut self) -> Result<Edits> {
        let mut times: [Vec<Opening>; 5] = Default::default();
        for round in 0..=TIMES {
            let words = self.evaluate(PLAIN_WORDS).await?;
            let (from, to): (Place, Place) = serde_json::from_value(words)?;
            let select = self.time_doing(async |tab| tab.drag(from, to).await).await?;
            self.until(IS_SELECTED).await?;
            let mut shown = Vec::new();
            let mut edits = vec![select];
            for key in ["q", ".", "1", "Backspace"] {
                edits.push(self.time_doing(async |tab| tab.key(key).await).await?);
                shown.push(self.evaluate(ACTIVE).await?);
            }
            let [added, moved, assigned, removed] = shown.as_slice() else { unreachable!("there are four keys") };
            ensure!(added != "" && moved != added && assigned == moved && removed == "", "{shown:?} was to be seen");
            if round > 0 {
                times.iter_mut().zip(edits).for_each(|(times, time)| times.push(time));
            }
        }
        let [select, add, move_end, assign, remove] = times.map(|times| median(&times));
        Ok(Edits { select, add, move_end, assign, remove })
    }

    /// How many marks there are in the page.
    pub(crate) async fn marks(&mut self) -> Result<u64> {
        let count: Value = self.evaluate("document.querySelectorAll('mark').length").await?;
        count.as_u64().context("a number of marks")
    }
}
