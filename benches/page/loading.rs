//! How a page is opened and timed: from an empty one of the same host, until it shows what it is asked for, and until
//! it is at rest.

use anyhow::{Result, ensure};

use crate::devtools::Devtools;

/// The empty page, below the host's own path.
pub(crate) const BLANK: &str = "bench/blank.html";

/// What it is. It lays itself out so often that its metrics are known from those of the page after it: the browser
/// counts anew for each page.
pub(crate) const BLANK_PAGE: &str = "<!doctype html><html lang=en><title>Blank</title><body><script>
for (let width = 0; width < 500; width++) document.body.offsetWidth - (document.body.style.width = width + 'px').length;
</script>";

/// No page that has just begun has laid itself out so often.
const LAYOUTS: f64 = 400.0;

/// What opening took, in milliseconds of the main thread.
#[derive(Clone, Copy)]
pub(crate) struct Opening {
    /// Until what was asked for was there, and the page answered again.
    pub(crate) shown: f64,
    /// Until the page had nothing more to do.
    pub(crate) rest: f64,
}

impl Devtools {
    /// Opens `address` from the page at `blank`, until `is_shown`, a JavaScript expression, is true.
    pub(crate) async fn time_opening(&mut self, blank: &str, address: &str, is_shown: &str) -> Result<Opening> {
        self.go_to(blank).await?;
        self.tidy_up().await?;
        self.at_rest().await?;
        ensure!(self.metric("LayoutCount").await? >= LAYOUTS, "the blank page has not laid itself out so often");
        self.go_to(address).await?;
        ensure!(self.metric("LayoutCount").await? < LAYOUTS, "the browser did not begin to count anew");
        self.until(is_shown).await?;
        self.painted().await?;
        let shown = self.main_thread().await?;
        let rest = self.at_rest().await?;
        Ok(Opening { shown, rest })
    }

    /// Does something on the page that is open, until that is painted and until the page is at rest again.
    pub(crate) async fn time_doing(&mut self, act: impl AsyncFnOnce(&mut Self) -> Result<()>) -> Result<Opening> {
        self.tidy_up().await?;
        let before = self.at_rest().await?;
        act(self).await?;
        self.painted().await?;
        let shown = self.main_thread().await?;
        let rest = self.at_rest().await?;
        Ok(Opening { shown: shown - before, rest: rest - before })
    }
}

/// The middle one of some times, by each of their figures.
pub(crate) fn median(times: &[Opening]) -> Opening {
    let middle = |of: fn(&Opening) -> f64| {
        let mut figures: Vec<f64> = times.iter().map(of).collect();
        figures.sort_by(f64::total_cmp);
        figures[figures.len() / 2]
    };
    Opening { shown: middle(|time| time.shown), rest: middle(|time| time.rest) }
}
