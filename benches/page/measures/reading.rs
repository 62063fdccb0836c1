//! What a reader of a large document does: search, point at marks, scroll.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::application::is_marked;
use crate::bench::Bench;
use crate::devtools::Devtools;
use crate::measures::{first_frame, readable};
use crate::subject::Subject;
use crate::table::{Figure, Goal, Row, Table};
use crate::time::Series;
use crate::trace::Tasks;
use crate::{floor, recogito};

/// What a key, a move or a click may take, in milliseconds.
const GOAL: Goal = Goal::AtMost(Figure::Time(8.0));

/// No task may take longer while the document is scrolled, in milliseconds.
const LONGEST: Goal = Goal::AtMost(Figure::Time(50.0));

/// The letters that are searched for, one by one.
const LETTERS: [&str; 4] = ["p", "r", "e", "s"];

/// How fast is scrolled, in CSS pixels a second: some thirty windows.
const SPEED: u32 = 30_000;

/// In how many gestures at most.
const GESTURES: usize = 10;

/// True while the mouse is over a mark.
const IS_HOVERED: &str = "document.querySelector('article mark:hover') !== null";

/// True while a quote is picked.
const IS_PICKED: &str =
    "document.querySelector('article :is(.active-content, .active-cue, .active-source)') !== null";

/// What the list of quotes says of what was searched for.
const SUMMARY: &str = "document.querySelector('.panel .summary').textContent";

/// Measures it.
pub(crate) async fn measure(bench: &mut Bench, subject: &Subject, table: &mut Table) -> Result<()> {
    bench.put_in(&subject.backup).await?;
    let size = readable(subject.size);
    open(bench, &subject.page, &is_marked(&subject.article)).await?;
    let row = |what: &str, time: f64| Row::new(format!("{what} at {size} spans")).page(Figure::Time(time));

    bench.tab.go_to_middle().await?;
    let [hover, click] = pointing(bench).await?;
    table.add(row("hover over a mark", hover.painted).goal(GOAL));
    table.add(first_frame(format!("click on a mark at {size} spans"), &click).goal(GOAL));
    table.add(row("… and 100 ms more,", click.painted).goal(GOAL));
    table.add(row("… until at rest,", click.rest));
    let [first, later] = searching(bench).await?;
    for (what, time) in [("first keystroke", first), ("next keystrokes", later)] {
        table.add(first_frame(format!("{what} in search at {size} spans"), &time).goal(GOAL));
        table.add(row("… until at rest,", time.rest).goal(GOAL));
    }

    let mut scrolled = Vec::new();
    for (path, is_shown, scroller) in [
        (&subject.floor, floor::IS_SHOWN, "document.scrollingElement"),
        (&subject.peer, recogito::IS_SHOWN, "document.scrollingElement"),
        (&subject.page, &is_marked(&subject.article), "document.querySelector('.sheet-scroll')"),
    ] {
        open(bench, path, is_shown).await?;
        scrolled.push(scroll(&mut bench.tab, scroller).await?);
    }
    let [floor, peer, page] = scrolled.as_slice() else { unreachable!("three pages were scrolled") };
    let figures = |measure: String, of: fn(&Scrolled) -> Figure| {
        Row::new(measure).floor(of(floor)).peer(of(peer)).page(of(page))
    };
    let measure = format!("scroll through {size} spans: the longest task");
    table.add(figures(measure, |scrolled| Figure::Time(scrolled.tasks.longest)).goal(LONGEST));
    table.add(figures("… tasks over 50 ms".to_owned(), |scrolled| Figure::Count(scrolled.tasks.long)));
    table.add(figures("… all of it".to_owned(), |scrolled| Figure::Time(scrolled.main)));
    let jump =
        figures("jump from the start to the middle: all of it".to_owned(), |scrolled| Figure::Time(scrolled.jump));
    table.add(jump);
    Ok(())
}

async fn open(bench: &mut Bench, path: &str, is_shown: &str) -> Result<()> {
    bench.leave().await?;
    let address = bench.address(path)?;
    bench.tab.go_to(&address).await?;
    bench.tab.until(is_shown).await?;
    bench.tab.at_rest().await.map(drop)
}

/// Moves the mouse over marks and clicks on them, each time from beside the text.
async fn pointing(bench: &mut Bench) -> Result<[crate::time::Time; 2]> {
    let [mut hover, mut click] = [const { Series::new() }; 2];
    let mut marks = bench.tab.marks().await?.into_iter().cycle();
    let (beside, _) = bench.tab.plain_words().await?;
    for round in bench.traced_rounds() {
        let mark = marks.next().context("no mark is in view")?;
        bench.tab.move_to(beside).await?;
        hover.take(round, bench.time_doing(round, "hover", async |tab| tab.move_to(mark).await, IS_HOVERED).await?);
        click.take(round, bench.time_doing(round, "click", async |tab| tab.click(mark).await, IS_PICKED).await?);
        // Once to let go of the span, once of the quote.
        for _ in 0..2 {
            bench.tab.key("Escape").await?;
        }
        bench.tab.at_rest().await?;
    }
    Ok([hover.median(), click.median()])
}

/// Types a word into the search field: the first letter, and the median of the others.
async fn searching(bench: &mut Bench) -> Result<[crate::time::Time; 2]> {
    let [mut first, mut later] = [const { Series::new() }; 2];
    for round in bench.traced_rounds() {
        bench.tab.key("/").await?;
        for (number, letter) in LETTERS.into_iter().enumerate() {
            let name = format!("search-{}", number + 1);
            let is_found = format!("{SUMMARY}.includes('“{}”')", LETTERS[..=number].concat());
            let time = bench.time_doing(round, &name, async |tab| tab.key(letter).await, &is_found).await?;
            (if number == 0 { &mut first } else { &mut later }).take(round, time);
        }
        // Once to empty the field, once to leave it.
        for _ in 0..2 {
            bench.tab.key("Escape").await?;
        }
        bench.tab.at_rest().await?;
    }
    Ok([first.median(), later.median()])
}

/// What scrolling takes.
struct Scrolled {
    tasks: Tasks,
    main: f64,
    jump: f64,
}

/// Scrolls until the end, and then jumps from the start to the middle.
async fn scroll(tab: &mut Devtools, scroller: &str) -> Result<Scrolled> {
    let left = format!(
        "(({{ scrollHeight, scrollTop, clientHeight }}) => scrollHeight - scrollTop - clientHeight)({scroller})"
    );
    tab.tidy_up().await?;
    let before = tab.at_rest().await?;
    tab.start_trace().await?;
    // What comes into view may turn out to be higher than it was thought to be.
    for _ in 0..GESTURES {
        let far = tab.evaluate(&left).await?.as_f64().context("a number of pixels")?;
        if far < 2.0 {
            break;
        }
        let gesture = json!({ "x": 700, "y": 450, "yDistance": -far, "speed": SPEED, "gestureSourceType": "mouse" });
        tab.call("Input.synthesizeScrollGesture", gesture).await?;
    }
    let main = tab.at_rest().await? - before;
    let tasks = tab.end_trace().await?.tasks();
    ensure!(tab.evaluate(&left).await?.as_f64().is_some_and(|left| left < 2.0), "the end was not reached");
    tab.evaluate(&format!("{scroller}.scrollTop = 0")).await?;
    tab.tidy_up().await?;
    let before = tab.at_rest().await?;
    let _: Value = tab.evaluate(&format!("{scroller}.scrollTop = {scroller}.scrollHeight / 2")).await?;
    let jump = tab.at_rest().await? - before;
    Ok(Scrolled { tasks, main, jump })
}
