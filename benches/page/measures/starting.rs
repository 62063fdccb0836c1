//! A large project: the start of the page, and the memory that it takes.

use std::fs;

use anyhow::{Context, Result};

use crate::bench::Bench;
use crate::document::Document;
use crate::measures::readable;
use crate::project::Project;
use crate::table::{Figure, Goal, Row, Table};
use crate::time::Series;

/// How many articles there are, and how many quotes in all.
const ARTICLES: usize = 1_000;
const QUOTES: usize = 20_000;

/// True once the words of some article are in the page.
pub(crate) const IS_SHOWN: &str = "(document.querySelector('article[data-article]')?.textContent.length ?? 0) > 100";

/// The bytes of the application's own memory. The glue gives what it has started, if it is asked to start it again.
const OWN_MEMORY: &str = "import(document.querySelector('link[rel=modulepreload]').href)
    .then(glue => glue.default())
    .then(({ memory }) => memory.buffer.byteLength)";

/// Measures it.
pub(crate) async fn measure(bench: &mut Bench, articles: &[Document], table: &mut Table) -> Result<()> {
    let project = large(articles, ARTICLES, QUOTES);
    let name = format!("{} articles, {} quotes", readable(ARTICLES), readable(project.quotes()));
    bench.put_in(&project.backup()).await?;
    drop(project);
    let mut start = Series::new();
    for round in bench.rounds() {
        start.take(round, bench.time_opening(round, "project-start", "", IS_SHOWN).await?);
    }
    let start = start.median();
    let most = Goal::AtMost(Figure::Time(400.0));
    table.add(
        Row::new(format!("start with {name}: until an article is shown"))
            .page(Figure::Time(start.painted))
            .goal(most),
    );
    table.add(Row::new("… until at rest").page(Figure::Time(start.rest)));

    bench.restart().await?;
    bench.leave().await?;
    let empty = bench.memory()?;
    let address = bench.address("")?;
    bench.tab.go_to(&address).await?;
    bench.tab.until(IS_SHOWN).await?;
    bench.tab.ready().await?;
    bench.tab.at_rest().await?;
    let before_tidying = bench.memory()?;
    bench.tab.tidy_up().await?;
    bench.tab.at_rest().await?;
    let most = Goal::AtMost(Figure::Bytes(150e6));
    let row = |measure: &str, bytes: f64| Row::new(format!("memory with it: {measure}")).page(Figure::Bytes(bytes));
    if let Some(((all, empty), before)) = bench.memory()?.zip(empty).zip(before_tidying) {
        table.add(row("all of the page's process", all).goal(most));
        table.add(row("… before garbage is collected", before));
        table.add(row("… of that with an empty page", empty));
    }
    let own = bench.tab.evaluate(OWN_MEMORY).await?.as_f64().context("a number of bytes")?;
    table.add(row("WebAssembly", own));
    let heap = bench.tab.metric("JSHeapUsedSize").await?;
    table.add(row("JavaScript's heap", heap));
    Ok(())
}

/// A project of so many articles, with so many quotes in all. Where there are not as many articles, some come twice,
/// with another first line.
pub(crate) fn large(articles: &[Document], count: usize, most: usize) -> Project {
    let mut project = Project::new();
    for number in 0..count {
        let left = most - project.quotes();
        let article = &articles[number % articles.len()];
        let file = format!("article-{number}.txt");
        if number < articles.len() {
            project.add(article, &file, left);
        } else {
            project.add(&article.again(number), &file, left);
        }
    }
    project
}

impl Bench {
    /// The bytes that the largest of the browser's processes for pages has for itself alone, as Linux tells them;
    /// nothing where the system does not.
    fn memory(&self) -> Result<Option<f64>> {
        let Some(browser) = self.process().filter(|_| cfg!(target_os = "linux")) else { return Ok(None) };
        let mut most: Option<f64> = None;
        for entry in fs::read_dir("/proc").context("there is no /proc")? {
            let folder = entry?.path();
            // A process may end while it is looked at.
            let read = |file: &str| fs::read_to_string(folder.join(file)).unwrap_or_default();
            let line = read("cmdline");
            if line.contains("--type=renderer") && is_descendant(&read("stat"), browser) {
                let own = private(&read("smaps_rollup"));
                most = most.map_or(Some(own), |most| Some(most.max(own)));
            }
        }
        Ok(most)
    }
}

/// Whether a process, by its `/proc/ID/stat`, comes from another.
fn is_descendant(stat: &str, ancestor: &str) -> bool {
    let parent = |stat: &str| stat.rsplit(')').next()?.split_whitespace().nth(1).map(str::to_owned);
    let mut of = parent(stat);
    while let Some(id) = of.filter(|id| id != "0") {
        if id == ancestor {
            return true;
        }
        of = fs::read_to_string(format!("/proc/{id}/stat")).ok().and_then(|stat| parent(&stat));
    }
    false
}

/// The private bytes in a `/proc/ID/smaps_rollup`.
fn private(rollup: &str) -> f64 {
    let kilobytes = |line: &str| line.split_whitespace().nth(1)?.parse::<f64>().ok();
    let lines = rollup.lines().filter(|line| line.starts_with("Private_") || line.starts_with("SwapPss"));
    lines.filter_map(kilobytes).sum::<f64>() * 1_024.0
}
