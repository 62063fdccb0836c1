//! How fast the built page is, beside the floor and the best peer: one headless Chromium, one run, one table.
//!
//! `cargo xtask bench page [filter]` starts it. It reports; no figure makes it fail.

mod application;
mod brotli;
mod devtools;
mod document;
mod floor;
mod hand;
mod host;
mod loading;
mod made_up;
mod meter;
mod project;
mod recogito;

#[allow(dead_code, unused_imports, reason = "it is the trainer's; what is measured needs less of it")]
#[path = "../../trainer/src/corpus.rs"]
mod corpus;

#[allow(dead_code, unused_imports, reason = "it is the end-to-end tests'; not each of their verbs is needed here")]
#[path = "../../tests/e2e/support/mod.rs"]
mod support;

#[allow(dead_code, unused_imports, reason = "as above")]
#[path = "../../tests/support/mod.rs"]
mod fixtures;

use anyhow::Result;
use counterpoint::domain::text::Text;
use serde_json::json;

use crate::application::{TIMES, is_marked};
use crate::devtools::Devtools;
use crate::document::Document;
use crate::host::Host;
use crate::loading::{BLANK, BLANK_PAGE, Opening, median};
use crate::project::Project;
use crate::support::{Desk, built_page};

/// Pages that were left are gone: kept in case of a way back, they would be in the way of the next.
const ARGUMENTS: &[&str] = &["--disable-features=BackForwardCache"];

#[tokio::main]
async fn main() -> Result<()> {
    let host = Host::of_page(&built_page()?)?;
    host.offer(BLANK, BLANK_PAGE);
    host.offer("bench/recogito.js", recogito::program()?);
    let (_, articles) = document::articles()?;
    let desk = Desk::at(host.open().await?, ARGUMENTS).await?;
    let page = desk.open(BLANK).await?;
    let mut tab = Devtools::connect(&desk, &page).await?;
    tab.start_counting().await?;
    let address = |path: &str| anyhow::Ok(desk.site().address(path)?.to_string());
    let blank = address(BLANK)?;
    let show = |name: &str, time: Opening| println!("| {name} | {:.1} | {:.1} |", time.shown, time.rest);

    for size in [100, 1_000, 10_000] {
        let document = Document::of_spans(&articles, size);
        eprintln!("{size}: {} spans, {} characters", document.spans().len(), document.characters());
        let name = format!("bench/floor-{size}.html");
        host.offer(&name, floor::page(&document));
        let mut times = Vec::new();
        for round in 0..=TIMES {
            let time = tab.time_opening(&blank, &address(&name)?, "document.readyState === 'complete'").await?;
            if round > 0 {
                times.push(time);
            }
        }
        show(&format!("{size} floor open ({} marks)", tab.marks().await?), median(&times));

        let name = format!("bench/recogito-{size}.html");
        let annotations = format!("recogito-{size}.json");
        host.offer(&name, recogito::page(&document, "recogito.js", &annotations));
        host.offer(&format!("bench/{annotations}"), recogito::annotations(&document).to_string());
        let mut times = Vec::new();
        for round in 0..=TIMES {
            let time = tab.time_opening(&blank, &address(&name)?, "window.shown === true").await?;
            if round > 0 {
                times.push(time);
            }
        }
        show(&format!("{size} recogito open"), median(&times));
        eprintln!("{}", tab.evaluate("CSS.highlights.size").await?);
        let mut times = Vec::new();
        for round in 0..=TIMES {
            let annotation = recogito::annotation(&format!("new-{round}"), &document.text, 20, 40, &json!([]));
            let add = format!("annotator.addAnnotation({annotation})");
            let time = tab.time_doing(async |tab| tab.evaluate(&add).await.map(drop)).await?;
            if round > 0 {
                times.push(time);
            }
        }
        show(&format!("{size} recogito add"), median(&times));

        let mut project = Project::new();
        let id = project.add(&document, "document.txt", usize::MAX);
        let note = project.add_text(Text::new("A note of a few words."), "note.txt");
        eprintln!("{} quotes", project.quotes());
        tab.put_in(&address("")?, &blank, &project.backup()).await?;
        let mut times = Vec::new();
        for round in 0..=TIMES {
            let time =
                tab.time_opening(&blank, &address(&format!("#articles={id}"))?, &is_marked(id.as_str())).await?;
            if round > 0 {
                times.push(time);
            }
        }
        show(&format!("{size} counterpoint start ({} marks)", tab.marks().await?), median(&times));
        let edits = tab.time_edits().await?;
        show(&format!("{size} select"), edits.select);
        show(&format!("{size} add"), edits.add);
        show(&format!("{size} move end"), edits.move_end);
        show(&format!("{size} assign"), edits.assign);
        show(&format!("{size} remove"), edits.remove);
        let _ = note;
    }
    Ok(())
}
