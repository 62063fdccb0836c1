//! Adding, changing and removing one span, in the middle of a document.

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use crate::application::is_marked;
use crate::bench::Bench;
use crate::devtools::Devtools;
use crate::measures::{first_frame, readable};
use crate::subject::Subject;
use crate::table::{Figure, Goal, Row, Table};
use crate::time::{Series, Time};
use crate::{floor, recogito};

/// What it may take, in milliseconds.
const GOAL: Goal = Goal::AtMost(Figure::Time(5.0));

/// The words of the active quote's content.
const ACTIVE: &str = "[...document.querySelectorAll('mark.active-content')].map(mark => mark.textContent).join('')";

/// What is done by hand in the page, and by a script in the others.
const STEPS: [(&str, &str); 3] =
    [("add", "add one span"), ("change", "change one span (move its end)"), ("remove", "remove one span")];

/// The keys that do it by hand, what each does, and whether the active quote's words are others then; where they are not,
/// it is said who said them.
const KEYS: [(&str, &str, bool); 4] =
    [("q", "add", true), (".", "change", true), ("1", "assign", false), ("Backspace", "remove", true)];

/// True once the row of the active quote says who said it.
const IS_SAID: &str = "!document.querySelector('.row.open .row-head').textContent.includes('Who said it?')";

/// True once words are selected and the page offers what can be done with them.
const IS_SELECTED: &str = "document.querySelector('.selection-bar') !== null";

/// Measures it.
pub(crate) async fn measure(bench: &mut Bench, subject: &Subject, table: &mut Table) -> Result<()> {
    let floor = by_script(bench, &subject.floor, floor::IS_SHOWN, floor::EDITS).await?;
    let peer = by_script(bench, &subject.peer, recogito::IS_SHOWN, recogito::EDITS).await?;
    let page = by_hand(bench, subject).await?;
    let size = readable(subject.size);
    let row = |measure: String, time: fn(&Time) -> f64, of: Time| Row::new(measure).page(Figure::Time(time(&of)));
    for (number, (_, measure)) in STEPS.iter().enumerate() {
        let both = |row: Row, time: fn(&Time) -> f64| {
            row.floor(Figure::Time(time(&floor[number]))).peer(Figure::Time(time(&peer[number])))
        };
        let shown = first_frame(format!("{measure}, of {size}"), &page.steps[number]).goal(GOAL);
        table.add(floor[number].frame.map_or(shown.clone(), |frame| shown.floor(Figure::Time(frame))));
        let painted = |time: &Time| time.painted;
        table
            .add(both(row(format!("… and 100 ms more, of {size}"), painted, page.steps[number]), painted).goal(GOAL));
        let rest = |time: &Time| time.rest;
        table.add(both(row(format!("… until at rest, of {size}"), rest, page.steps[number]), rest));
    }
    table.add(first_frame(format!("say who said it, of {size}"), &page.assign).goal(GOAL));
    let painted = |time: &Time| time.painted;
    table.add(row(format!("… and 100 ms more, of {size}"), painted, page.assign).goal(GOAL));
    table.add(row(format!("select the words by dragging, of {size}"), painted, page.select));
    table.add(row(format!("nothing, of {size}: what measuring takes"), painted, page.nothing));
    Ok(())
}

/// What it takes by hand.
struct Hand {
    /// Add, change, remove.
    steps: [Time; 3],
    assign: Time,
    select: Time,
    nothing: Time,
}

/// Marks a quote, changes it and deletes it, by mouse and keys, several times over.
async fn by_hand(bench: &mut Bench, subject: &Subject) -> Result<Hand> {
    bench.leave().await?;
    let address = bench.address(&subject.page)?;
    bench.tab.go_to(&address).await?;
    bench.tab.ready().await?;
    bench.tab.until(&is_marked(&subject.article)).await?;
    bench.tab.go_to_middle().await?;
    let mut series = [const { Series::new() }; 6];
    for round in bench.traced_rounds() {
        let name = |what: &str| format!("{}-{what}", subject.size);
        let nothing = bench.time_doing(round, &name("nothing"), async |_| Ok(()), "true").await?;
        series[0].take(round, nothing);
        let words = bench.tab.plain_words().await?;
        let select = async |tab: &mut Devtools| tab.drag(words.0, words.1).await;
        series[1].take(round, bench.time_doing(round, &name("select"), select, IS_SELECTED).await?);
        let mut before = String::new();
        for ((key, what, is_other), series) in KEYS.into_iter().zip(&mut series[2..]) {
            let is_seen = if is_other { format!("{ACTIVE} !== {}", json!(before)) } else { IS_SAID.to_owned() };
            let press = async |tab: &mut Devtools| tab.key(key).await;
            series.take(round, bench.time_doing(round, &name(what), press, &is_seen).await?);
            let now: String = serde_json::from_value(bench.tab.evaluate(ACTIVE).await?)?;
            ensure!((now != before) == is_other, "{what} makes “{now}” of “{before}”");
            before = now;
        }
        ensure!(before.is_empty(), "the quote is still there: “{before}”");
    }
    let [nothing, select, add, change, assign, remove] = series.map(|series| series.median());
    Ok(Hand { steps: [add, change, remove], assign, select, nothing })
}

/// Has a page do the same by its own script: `edits` comes to an object with a function for each step.
async fn by_script(bench: &mut Bench, path: &str, is_shown: &str, edits: &str) -> Result<[Time; 3]> {
    bench.leave().await?;
    let address = bench.address(path)?;
    bench.tab.go_to(&address).await?;
    bench.tab.until(is_shown).await?;
    bench.tab.evaluate("scrollTo(0, document.documentElement.scrollHeight / 2)").await?;
    bench.tab.at_rest().await?;
    bench.tab.evaluate(&format!("window.edits = {edits}; 0")).await?;
    let mut series = [const { Series::new() }; 3];
    for round in bench.traced_rounds() {
        for ((step, _), series) in STEPS.iter().zip(&mut series) {
            let act = async |tab: &mut Devtools| tab.evaluate(&format!("edits.{step}(); 0")).await.map(drop);
            series.take(round, bench.time_doing(round, &format!("script-{step}"), act, "true").await?);
            // The peer paints a little later.
            let count: Value = bench.tab.evaluate("edits.count()").await?;
            ensure!(count == i32::from(*step != "remove"), "{step}: {count} spans were to be seen");
        }
    }
    Ok(series.map(|series| series.median()))
}
