//! Time of the page's main thread: how much of it something takes.
//!
//! It is the processor's time that the thread gets for its tasks, scripts, styles, layout and painting among them, so
//! that it stays the same while the machine has other things to do. What other threads do, raster and compiling for
//! one, is not in it.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use tokio::time::sleep;

use crate::devtools::Devtools;

/// Until the next frame is painted, the one that shows what was just done.
const FRAME: &str = "new Promise(done => requestAnimationFrame(() => setTimeout(done)))";

/// How long after something was done the page has painted it, unless it is still busy. To ask for a frame would be
/// sooner, and would cost the page a frame that it may not need: 14 ms where there are 10,000 marks.
const PAINTING: Duration = Duration::from_millis(100);

/// How often the thread is asked whether it has come to rest.
const INTERVAL: Duration = Duration::from_millis(100);

/// What it may take between two answers while it is at rest: the asking, and a blinking caret; in milliseconds.
const ASKING: f64 = 1.5;

/// For how many answers in a row it has to be at rest.
const CALM: usize = 3;

/// How long anything may take until it has come to rest.
const PATIENCE: Duration = Duration::from_secs(90);

impl Devtools {
    /// Begins to count the main thread's time. It lasts for all pages of the tab.
    pub(crate) async fn start_counting(&mut self) -> Result<()> {
        self.call("Performance.enable", json!({ "timeDomain": "threadTicks" })).await.map(drop)
    }

    /// The main thread's time so far, in milliseconds.
    pub(crate) async fn main_thread(&mut self) -> Result<f64> {
        Ok(self.metric("TaskDuration").await? * 1_000.0)
    }

    /// One of the browser's own metrics of the page.
    pub(crate) async fn metric(&mut self, name: &str) -> Result<f64> {
        let answer = self.call("Performance.getMetrics", json!({})).await?;
        let metrics = answer["metrics"].as_array().context("there are no metrics")?;
        let metric = metrics.iter().find(|metric| metric["name"] == name);
        metric.and_then(|metric| metric["value"].as_f64()).with_context(|| format!("there is no metric {name}"))
    }

    /// Waits until what was just done is painted, and returns the main thread's time so far. It may be at work on
    /// something else by then, which counts.
    pub(crate) async fn painted(&mut self) -> Result<f64> {
        sleep(PAINTING).await;
        self.main_thread().await
    }

    /// Waits until what was just done is painted, as soon as it is, at the cost of a frame.
    pub(crate) async fn next_frame(&mut self) -> Result<()> {
        self.evaluate(FRAME).await.map(drop)
    }

    /// Waits until the page does nothing any more, and returns the main thread's time so far.
    pub(crate) async fn at_rest(&mut self) -> Result<f64> {
        let deadline = Instant::now() + PATIENCE;
        let (mut before, mut calm) = (self.main_thread().await?, 0);
        while calm < CALM {
            sleep(INTERVAL).await;
            let now = self.main_thread().await?;
            calm = if now - before <= ASKING { calm + 1 } else { 0 };
            before = now;
            if Instant::now() > deadline {
                bail!("the page does not come to rest within {} s", PATIENCE.as_secs());
            }
        }
        Ok(before)
    }

    /// Waits until an expression comes to `true`. An error counts as "not yet": the page may just be changing.
    pub(crate) async fn until(&mut self, expression: &str) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            match self.evaluate(expression).await {
                Ok(Value::Bool(true)) => return Ok(()),
                _ if Instant::now() < deadline => sleep(Duration::from_millis(20)).await,
                Ok(answer) => bail!("waited {} s for {expression}: {answer}", PATIENCE.as_secs()),
                Err(error) => return Err(error.context(format!("waited {} s", PATIENCE.as_secs()))),
            }
        }
    }

    /// Goes to an address, and waits until the browser has begun with the page there.
    pub(crate) async fn go_to(&mut self, address: &str) -> Result<()> {
        let answer = self.call("Page.navigate", json!({ "url": address })).await?;
        match answer["errorText"].as_str() {
            Some(error) => bail!("cannot open {address}: {error}"),
            None => Ok(()),
        }
    }

    /// Clears away what no page uses any more, so that it is not done in another's time.
    pub(crate) async fn tidy_up(&mut self) -> Result<()> {
        self.call("HeapProfiler.collectGarbage", json!({})).await.map(drop)
    }
}
