//! What one edit writes to local storage, and how soon it is there.

use anyhow::{Result, ensure};
use serde::Deserialize;

use crate::application::is_marked;
use crate::bench::Bench;
use crate::measures::readable;
use crate::subject::Subject;
use crate::table::{Figure, Goal, Row, Table};
use crate::time::median;

/// How many edits are looked at.
const EDITS: usize = 20;

/// Notes when a key goes down, and what the page then writes to local storage, until each writing returns.
const WATCH: &str = "(() => {
    window.keys = [];
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function (key, value) {
        setItem.call(this, key, value);
        window.keys.at(-1)?.writes.push({ key, units: key.length + value.length, at: performance.now() });
    };
    addEventListener('keydown', event => {
        window.keys.push({ key_at: event.timeStamp, told_at: performance.now(), writes: [] });
    }, { capture: true });
})()";

#[derive(Deserialize)]
struct Press {
    /// When the browser had the key.
    key_at: f64,
    /// When the page was told.
    told_at: f64,
    writes: Vec<Write>,
}

#[derive(Deserialize)]
struct Write {
    key: String,
    units: u32,
    at: f64,
}

/// Measures it: quotes are marked and deleted again.
pub(crate) async fn measure(bench: &mut Bench, subject: &Subject, table: &mut Table) -> Result<()> {
    bench.put_in(&subject.backup).await?;
    bench.leave().await?;
    let address = bench.address(&subject.page)?;
    bench.tab.go_to(&address).await?;
    bench.tab.ready().await?;
    bench.tab.until(&is_marked(&subject.article)).await?;
    bench.tab.at_rest().await?;
    bench.tab.evaluate(WATCH).await?;
    for _ in 0..EDITS / 2 {
        let words = bench.tab.plain_words().await?;
        bench.tab.select(words).await?;
        for key in ["q", "Backspace"] {
            bench.tab.key(key).await?;
            bench.tab.next_frame().await?;
        }
        bench.tab.at_rest().await?;
    }
    let keys: Vec<Press> = serde_json::from_value(bench.tab.evaluate("keys").await?)?;
    ensure!(keys.len() == EDITS, "{} keys were pressed", keys.len());
    let mut updates = Vec::new();
    for key in &keys {
        let update = key.writes.iter().find(|write| write.key.contains("/update/"));
        updates.extend(update.map(|update| (update.units, update.at - key.key_at, update.at - key.told_at)));
    }
    ensure!(updates.len() == EDITS, "each edit is written: {} of {EDITS} were", updates.len());
    let all = keys.iter().map(|key| f64::from(key.writes.iter().map(|write| write.units).sum::<u32>()));
    let of = |figure: fn(&(u32, f64, f64)) -> f64| median(updates.iter().map(figure).collect());
    let size = readable(subject.size);
    let row = |measure: &str, figure| Row::new(format!("one edit at {size} spans: {measure}")).page(figure);
    let (kilobyte, millisecond) = (Goal::AtMost(Figure::Bytes(1_000.0)), Goal::AtMost(Figure::Time(1.0)));
    table.add(row("written to local storage", Figure::Bytes(of(|update| f64::from(update.0)))).goal(kilobyte));
    table.add(row("all that is written there meanwhile", Figure::Bytes(median(all.collect()))));
    table.add(
        row("from the page's first listener until it is there", Figure::Time(of(|update| update.2)))
            .goal(millisecond),
    );
    table.add(row("from the key until it is there", Figure::Time(of(|update| update.1))));
    Ok(())
}
