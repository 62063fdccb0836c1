//! Bringing in a colleague's file, as a person does: choose it, look at what it would change, take that.

use std::time::Instant;

use anyhow::{Context, Result};
use serde_json::json;
use tempfile::TempDir;

use crate::application::IS_SAVED;
use crate::bench::Bench;
use crate::devtools::Devtools;
use crate::document::Document;
use crate::measures::readable;
use crate::measures::starting::large;
use crate::table::{Figure, Goal, Row, Table};
use crate::time::median;

/// How many quotes the file has.
const QUOTES: usize = 10_000;

/// How often it is brought in and timed, after a first time. It takes its time.
const TIMES: usize = 3;

/// Where files are chosen.
const FILES: &str = "#import-files";

/// True once the page shows what the file would change.
const IS_LISTED: &str = "document.querySelector('dialog.merge footer .primary') !== null";

/// True once that is done.
const IS_TAKEN: &str = "document.querySelector('dialog') === null";

/// Counts the frames in which the page shows how far it is.
const WATCH: &str = "(() => {
    window.progress = 0;
    const look = () => {
        const shown = document.querySelector('progress, [role=progressbar]');
        if (shown?.checkVisibility()) window.progress++;
        requestAnimationFrame(look);
    };
    look();
})()";

/// What bringing it in takes.
struct Import {
    /// By the clock, until what it would change is shown, and from then until it is taken and shown; in milliseconds.
    clock: [f64; 2],
    /// Of the main thread, for both together.
    main: f64,
}

/// Measures it.
pub(crate) async fn measure(bench: &mut Bench, articles: &[Document], table: &mut Table) -> Result<()> {
    let folder = TempDir::new()?;
    let file = folder.path().join("colleague.jsonld");
    let project = large(articles, articles.len(), QUOTES);
    let text = project.export();
    std::fs::write(&file, &text)?;
    let file = file.to_str().context("the folder for temporary files is Unicode")?;
    let size = Figure::Bytes(f64::from(u32::try_from(text.len())?));
    let name = format!("import a file of {} quotes ({size})", readable(project.quotes()));

    let mut imports = Vec::new();
    for round in 0..=TIMES {
        let import = bring_in(bench, file).await?;
        if round > 0 {
            imports.push(import);
        }
    }
    // Once more, to look at the tasks and for progress.
    prepare(bench).await?;
    bench.tab.evaluate(WATCH).await?;
    bench.tab.start_trace().await?;
    take(&mut bench.tab, file).await?;
    let tasks = bench.tab.end_trace().await?.tasks();
    let frames = bench.tab.evaluate("progress").await?;
    if bench.is_profiled() {
        prepare(bench).await?;
        bench.tab.start_profile().await?;
        take(&mut bench.tab, file).await?;
        bench.keep("import").await?;
    }

    let of = |figure: fn(&Import) -> f64| Figure::Time(median(imports.iter().map(figure).collect()));
    let second = Goal::AtMost(Figure::Time(1_000.0));
    table.add(Row::new(format!("{name}: by the clock")).page(of(|import| import.clock.iter().sum())).goal(second));
    table.add(Row::new("… until what it changes is listed").page(of(|import| import.clock[0])));
    table.add(Row::new("… until that is taken and shown").page(of(|import| import.clock[1])));
    table.add(Row::new("… of the main thread").page(of(|import| import.main)));
    let remark = if frames == 0 { "no progress was shown" } else { "progress was shown" };
    let longest = Row::new("… the longest task").page(Figure::Time(tasks.longest));
    table.add(longest.goal(Goal::AtMost(Figure::Time(50.0))).remark(remark));
    table.add(Row::new("… tasks over 50 ms").page(Figure::Count(tasks.long)));
    Ok(())
}

/// Brings the file into the page as it comes, and takes the time.
async fn bring_in(bench: &mut Bench, file: &str) -> Result<Import> {
    prepare(bench).await?;
    let before = bench.tab.at_rest().await?;
    let clock = take(&mut bench.tab, file).await?;
    bench.tab.until(IS_SAVED).await?;
    Ok(Import { clock, main: bench.tab.at_rest().await? - before })
}

/// Opens a page that has nothing but what it comes with, and its dialog for files.
async fn prepare(bench: &mut Bench) -> Result<()> {
    bench.empty().await?;
    let address = bench.address("")?;
    bench.tab.go_to(&address).await?;
    bench.tab.ready().await?;
    bench.tab.key("i").await?;
    bench.tab.until(&format!("document.querySelector('{FILES}') !== null")).await?;
    bench.tab.tidy_up().await?;
    bench.tab.at_rest().await.map(drop)
}

/// Chooses the file, and merges what it has: by the clock, how long either takes.
async fn take(tab: &mut Devtools, file: &str) -> Result<[f64; 2]> {
    let input = json!({ "expression": format!("document.querySelector('{FILES}')") });
    let input = tab.call("Runtime.evaluate", input).await?["result"]["objectId"].take();
    let begin = Instant::now();
    tab.call("DOM.setFileInputFiles", json!({ "files": [file], "objectId": input })).await?;
    tab.until(IS_LISTED).await?;
    tab.next_frame().await?;
    let listed = begin.elapsed();
    let button = tab.middle_of("dialog.merge footer .primary").await?;
    let begin = Instant::now();
    tab.click(button).await?;
    tab.until(IS_TAKEN).await?;
    tab.next_frame().await?;
    Ok([listed, begin.elapsed()].map(|time| time.as_secs_f64() * 1_000.0))
}
