//! Waiting: for something to become true, with a deadline. The only place where the tests let time pass.

use std::time::Duration;

use anyhow::{Result, anyhow};
use tokio::time::{Instant, MissedTickBehavior, interval};

/// How long anything may take before a test calls it missing. Generous, for a busy machine.
const PATIENCE: Duration = Duration::from_secs(15);

/// How often to look.
const INTERVAL: Duration = Duration::from_millis(40);

/// Asks `probe` until it has an answer, and returns that.
///
/// An error of the probe counts as "not yet": a page that is just changing may fail to answer.
///
/// # Errors
/// When the time is up; the message says `what` was awaited, and the last error of the probe.
pub(crate) async fn until<T>(what: &str, mut probe: impl AsyncFnMut() -> Result<Option<T>>) -> Result<T> {
    let deadline = Instant::now() + PATIENCE;
    let mut ticks = interval(INTERVAL);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let answer = probe().await;
        match answer {
            Ok(Some(found)) => return Ok(found),
            _ if Instant::now() < deadline => {}
            Ok(None) => return Err(anyhow!("waited {} s for {what}", PATIENCE.as_secs())),
            Err(error) => return Err(error.context(format!("waited {} s for {what}", PATIENCE.as_secs()))),
        }
    }
}
