//! Opening a document.

use anyhow::Result;

use crate::application::is_marked;
use crate::bench::Bench;
use crate::devtools::Devtools;
use crate::floor;
use crate::measures::{LARGE, MIDDLE, readable};
use crate::recogito;
use crate::subject::Subject;
use crate::table::{Figure, Goal, Row, Table};
use crate::time::Series;

/// Measures it. The three take turns, so that what else the machine does falls on all of them.
pub(crate) async fn measure(bench: &mut Bench, subject: &Subject, table: &mut Table) -> Result<()> {
    let Subject { size, article, .. } = subject;
    eprintln!("    {size}: {} spans, {} characters", subject.spans, subject.characters);
    bench.put_in(&subject.backup).await?;
    let is_shown = is_marked(article);
    let entry = format!("[data-open-article='{article}']");
    let [mut floor, mut peer, mut start, mut open] = [const { Series::new() }; 4];
    for round in bench.rounds() {
        let name = |what: &str| format!("{size}-{what}");
        floor.take(round, bench.time_opening(round, &name("floor"), &subject.floor, floor::IS_SHOWN).await?);
        peer.take(round, bench.time_opening(round, &name("recogito"), &subject.peer, recogito::IS_SHOWN).await?);
        start.take(round, bench.time_opening(round, &name("start"), &subject.page, &is_shown).await?);

        bench.leave().await?;
        let elsewhere = bench.address(&subject.elsewhere)?;
        bench.tab.go_to(&elsewhere).await?;
        bench.tab.ready().await?;
        let entry = bench.tab.middle_of(&entry).await?;
        let click = async |tab: &mut Devtools| {
            tab.click(entry).await?;
            tab.until(&is_shown).await
        };
        open.take(round, bench.time_doing(round, &name("open"), click, &is_shown).await?);
    }
    let [floor, peer, start, open] = [floor, peer, start, open].map(|series| series.median());
    let size = readable(*size);
    let time = |measure: String, page: f64, floor: f64, peer: f64| {
        Row::new(measure).floor(Figure::Time(floor)).peer(Figure::Time(peer)).page(Figure::Time(page))
    };
    let row = time(format!("open a document of {size} spans in the running page"), open.rest, floor.rest, peer.rest);
    table.add(match subject.size {
        LARGE => row.goal(Goal::OfBoth(1.0, 0.3)),
        MIDDLE => row.goal(Goal::OfFloor(1.2)),
        _ => row,
    });
    table.add(time(format!("… until it is shown, {size}"), open.painted, floor.painted, peer.painted));
    table.add(time(format!("… with the start of the whole page, {size}"), start.rest, floor.rest, peer.rest));
    table.add(time(format!("… until it is shown, {size}"), start.painted, floor.painted, peer.painted));
    Ok(())
}
