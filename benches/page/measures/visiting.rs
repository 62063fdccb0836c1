//! What goes over the wire: on a first visit, and on the next.

use anyhow::{Context, Result};
use http::StatusCode;

use crate::bench::Bench;
use crate::host::Answer;
use crate::measures::starting::IS_SHOWN;
use crate::table::{Figure, Goal, Row, Table};

/// Measures it.
pub(crate) async fn measure(bench: &mut Bench, table: &mut Table) -> Result<()> {
    bench.empty().await?;
    bench.tab.call("Network.clearBrowserCache", serde_json::json!({})).await?;
    bench.restart().await?;
    let (early, all) = visit(bench).await?;
    let first = Row::new("first visit: bytes until an article can be marked (brotli)").page(bytes(&early)?);
    table.add(first.goal(Goal::AtMost(Figure::Bytes(330_000.0))));
    table.add(Row::new("… until at rest").page(bytes(&all)?));
    table.note(format!("First visit, in kB: {}.", listed(&early)));
    if all.len() > early.len() {
        table.note(format!("After that, until the page is at rest: {}.", listed(&all[early.len()..])));
    }
    bench.restart().await?;
    let (_, all) = visit(bench).await?;
    let second = Row::new("second visit: requests to the network").page(Figure::Count(all.len()));
    table.add(second.goal(Goal::AtMost(Figure::Count(0))));
    table.add(Row::new("… bytes").page(bytes(&all)?));
    if !all.is_empty() {
        table.note(format!("Second visit, in brackets what the browser had already: {}.", listed(&all)));
    }
    Ok(())
}

/// Opens the page: the answers until an article is shown, and all of them until it is at rest.
async fn visit(bench: &mut Bench) -> Result<(Vec<Answer>, Vec<Answer>)> {
    bench.leave().await?;
    bench.host.answers();
    let address = bench.address("")?;
    bench.tab.go_to(&address).await?;
    bench.tab.until(IS_SHOWN).await?;
    let early = bench.host.answers();
    bench.tab.ready().await?;
    let mut all = early.clone();
    // What else runs for the page, out of its sight, may fetch more.
    loop {
        bench.tab.at_rest().await?;
        let more = bench.host.answers();
        if more.is_empty() {
            return Ok((early, all));
        }
        all.extend(more);
    }
}

fn bytes(answers: &[Answer]) -> Result<Figure> {
    let bytes = answers.iter().map(|answer| answer.bytes).sum::<usize>();
    Ok(Figure::Bytes(f64::from(u32::try_from(bytes).context("fewer bytes than that")?)))
}

/// The files, the largest first; what the browser had already is in brackets.
fn listed(answers: &[Answer]) -> String {
    let mut answers: Vec<&Answer> = answers.iter().collect();
    answers.sort_by_key(|answer| std::cmp::Reverse(answer.bytes));
    let name = |answer: &&Answer| match answer.status {
        StatusCode::NOT_MODIFIED => format!("({})", answer.path),
        _ => format!("{} {:.1}", answer.path, f64::from(u32::try_from(answer.bytes).unwrap_or(u32::MAX)) / 1_000.0),
    };
    answers.iter().map(name).collect::<Vec<_>>().join(", ")
}
