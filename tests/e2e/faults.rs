//! The promise: an edit that the page called saved survives anything short of clearing the browser's data, and an edit
//! that could not be saved is never called saved.
//!
//! One file a family of faults. Each tells its figure, which `cargo xtask test e2e faults` shows for passing tests too:
//! `fault: NAME: N edits, L lost`.

use std::collections::BTreeSet;
use std::io::Write;

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use crate::support::{Article, Page, Records, until};

mod closed;
mod corrupted;
mod cost;
mod kill;
mod lost;
mod missing;
mod quota;
mod stale;
mod tabs;

const COURIER: &str = "tarnmoor";

/// A file of the site that runs no program: who is there changes what is kept, and nobody hears of it.
const ELSEWHERE: &str = "articles/index.json";

/// Gets ready to make edits: speakers named `name 1`, `name 2` and so on, and every fifth a quote of that id.
///
/// `edits.run(count, lead, start)` makes edits until there are `count`, one a task, never more than `lead` beyond those
/// that the page has called saved, and none before the time `start`. `edits.made` is their number, `edits.saved` the
/// number of them up to which the page has shown `saved`.
const EDITS: &str = "(name, article) => {
    const output = () => document.querySelector('output[data-save]');
    const { text } = counterpoint.project().articles.find(({ id }) => id === article);
    const words = [...text.matchAll(/[a-z]{3,}/g)].map(({ index, 0: word }) => [index, index + word.length]);
    const edits = window.edits = { made: 0, saved: 0, refused: [], done: null };
    new MutationObserver(() => {
        if (output()?.dataset.save === 'saved') {
            edits.saved = edits.made;
            edits.wake?.();
        }
    }).observe(document.body, { subtree: true, attributeFilter: ['data-save'] });
    const edit = number => {
        const id = `${name}-${number}`;
        if (number % 5) return { edit: 'addSpeaker', speaker: id, name: `${name} ${number}` };
        const [start, end] = words[number / 5 % words.length];
        return { edit: 'addQuote', quote: id, attribution: { article, content: [{ start, end }] } };
    };
    edits.one = () => {
        counterpoint.perform(edit(edits.made + 1)).catch(error => edits.refused.push(error.message));
        edits.made++;
    };
    edits.run = (count, lead, start = 0) => edits.done = new Promise(done => {
        const { port1, port2 } = new MessageChannel();
        const next = () => {
            edits.wake = null;
            port2.postMessage(null);
        };
        port1.onmessage = () => {
            if (Date.now() < start) return next();
            if (edits.made >= count) return done();
            if (edits.made - edits.saved >= lead) return void (edits.wake = next);
            edits.one();
            next();
        };
        next();
    });
}";

/// More edits than any test makes.
const MANY: usize = 1_000_000;

impl Page {
    /// Gets ready to make edits under a name, with [`EDITS`].
    async fn prepare_edits(&self, name: &str, article: &Article) -> Result<()> {
        self.act(EDITS, json!([name, article.id])).await
    }

    /// Makes edits until there are `count`, as fast as the page takes them.
    async fn make_edits(&self, count: usize) -> Result<()> {
        self.act("(count, lead) => edits.run(count, lead)", json!([count, MANY])).await?;
        let refused: Vec<String> = self.run("() => edits.refused", json!([])).await?;
        ensure!(refused.is_empty(), "edits were refused: {refused:?}");
        Ok(())
    }

    /// Up to which of the edits the page has called them saved.
    async fn called_saved(&self) -> Result<usize> {
        self.run("() => edits.saved", json!([])).await
    }

    /// Waits for a save state.
    async fn wait_for_state(&self, state: &str) -> Result<()> {
        self.wait_for(&format!("output[data-save={state}]")).await
    }

    /// How many of the first `count` edits that were made under `name` are missing, from the project or, where they
    /// are quotes, from the text in which they were made and which is open.
    async fn missing_edits(&self, name: &str, count: usize) -> Result<usize> {
        let records = self.records().await?;
        let there = ids(&records);
        let quotes: BTreeSet<&str> = records.quotes.iter().map(|quote| quote.id.as_str()).collect();
        let marked: Vec<String> = self
            .run(
                "() => [...document.querySelectorAll('mark')].flatMap(mark => mark.dataset.records.split(' '))",
                json!([]),
            )
            .await?;
        let marked: BTreeSet<&str> = marked.iter().map(String::as_str).collect();
        let is_there = |id: &str| there.contains(id) && (!quotes.contains(id) || marked.contains(id));
        Ok((1..=count).filter(|number| !is_there(&format!("{name}-{number}"))).count())
    }

    /// The project, once nothing is being saved any more and the page calls all of it saved.
    async fn saved_project(&self) -> Result<Value> {
        until("all to be saved", async || Ok((self.saved().await? == "saved").then_some(()))).await?;
        self.project().await
    }
}

/// The ids of all quotes and speakers.
fn ids(records: &Records) -> BTreeSet<&str> {
    let quotes = records.quotes.iter().map(|quote| quote.id.as_str());
    quotes.chain(records.speakers.iter().map(|speaker| speaker.id.as_str())).collect()
}

/// Compares a project with what is there of it after a fault, tells the figure, and fails where a record is missing,
/// or is another than it was.
fn compare(name: &str, before: &Value, after: &Value) {
    let records = |project: &Value| -> Vec<Value> {
        ["articles", "quotes", "speakers", "links"]
            .iter()
            .flat_map(|kind| project[kind].as_array().cloned().unwrap_or_default())
            .collect()
    };
    let (before, after) = (records(before), records(after));
    tally(name, before.len(), before.iter().filter(|record| !after.contains(record)).count());
    assert_eq!(after.len(), before.len(), "{name}: nothing comes in that nobody made");
}

/// Tells how many edits a fault was tried on and how many it took, and fails where it took any.
fn tally(name: &str, edits: usize, lost: usize) {
    tell(&format!("fault: {name}: {edits} edits, {lost} lost"));
    assert_eq!(lost, 0, "{name}: edits were lost");
    assert!(edits > 0, "{name}: there was something to lose");
}

/// Tells a line to whoever runs the tests. The harness keeps what a passing test prints; this goes past it.
fn tell(line: &str) {
    // Whoever closed the stream does not want to be told.
    let _ = std::io::stderr().write_all(format!("{line}\n").as_bytes());
}
