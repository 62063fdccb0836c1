//! What everything is measured in: one host, one browser, one tab, and how times are taken there.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::devtools::Devtools;
use crate::host::Host;
use crate::support::{Desk, Page};
use crate::time::{Round, Time};

/// The empty page, below the host's own path.
const BLANK: &str = "bench/blank.html";

/// What it is. It lays itself out so often that its metrics are known from those of the page after it: the browser
/// counts anew for each page.
const BLANK_PAGE: &str = "<!doctype html><html lang=en><title>Blank</title><body><script>
for (let width = 0; width < 500; width++) {
    document.body.style.width = `${width}px`;
    document.body.getBoundingClientRect();
}
</script>";

/// No page that has just begun has laid itself out so often.
const LAYOUTS: f64 = 400.0;

/// Pages that were left are gone: kept in case of a way back, they would be in the way of the next.
const ARGUMENTS: &[&str] = &["--disable-features=BackForwardCache"];

/// The moment at which a page's elements show what was done.
const SEEN: &str = "bench-seen";

/// Notes that moment for a trace, the next time that elements change and `is_seen` is true.
fn watch(is_seen: &str) -> String {
    let changes = "{ attributes: true, characterData: true, childList: true, subtree: true }";
    format!(
        "new MutationObserver((_, observer) => {{
            if (!({is_seen})) return;
            observer.disconnect();
            performance.mark('{SEEN}');
        }}).observe(document, {changes})"
    )
}

/// One host, one browser, one tab.
pub(crate) struct Bench {
    /// What is served.
    pub(crate) host: Host,
    /// The line to the tab.
    pub(crate) tab: Devtools,
    desk: Desk,
    /// Where profiles go, where they are wanted.
    profiles: Option<PathBuf>,
}

impl Bench {
    /// Starts the host and the browser.
    pub(crate) async fn set_up(host: Host, profiles: Option<PathBuf>) -> Result<Self> {
        host.offer(BLANK, BLANK_PAGE);
        let desk = Desk::at(host.open().await?, ARGUMENTS).await?;
        let page = desk.open(BLANK).await?;
        let tab = Self::line_to(&desk, &page).await?;
        Ok(Self { host, tab, desk, profiles })
    }

    /// Quits the browser and starts it again, as on another day: what it keeps of the site is there, and nothing of what
    /// it has done is in its memory.
    pub(crate) async fn restart(&mut self) -> Result<()> {
        self.desk.restart_browser().await?;
        let page = self.desk.open(BLANK).await?;
        self.tab = Self::line_to(&self.desk, &page).await?;
        Ok(())
    }

    async fn line_to(desk: &Desk, page: &Page) -> Result<Devtools> {
        let host = desk.browser().devtools.as_deref().context("chromedriver does not tell where DevTools are")?;
        let mut tab = Devtools::connect(host, &page.target()).await?;
        tab.start_counting().await?;
        Ok(tab)
    }

    /// The address of a path of the host.
    pub(crate) fn address(&self, path: &str) -> Result<String> {
        Ok(self.desk.site().address(path)?.to_string())
    }

    /// The host's origin.
    pub(crate) fn origin(&self) -> Result<String> {
        Ok(self.desk.site().address("")?.origin().ascii_serialization())
    }

    /// The id of the browser's first process.
    pub(crate) fn process(&self) -> Option<&str> {
        self.desk.browser().process.as_deref()
    }

    /// The browser's name and version.
    pub(crate) async fn browser(&mut self) -> Result<String> {
        let version = self.tab.call("Browser.getVersion", json!({})).await?;
        Ok(version["product"].as_str().unwrap_or("an unknown browser").to_owned())
    }

    /// Whether profiles are wanted.
    pub(crate) fn is_profiled(&self) -> bool {
        self.profiles.is_some()
    }

    /// The rounds of everything that is timed.
    pub(crate) fn rounds(&self) -> impl Iterator<Item = Round> + use<> {
        Round::all(self.profiles.is_some())
    }

    /// Those of what is timed frame by frame as well.
    pub(crate) fn traced_rounds(&self) -> impl Iterator<Item = Round> + use<> {
        Round::with_traced(self.profiles.is_some())
    }

    /// Goes to the empty page.
    pub(crate) async fn leave(&mut self) -> Result<()> {
        let blank = self.address(BLANK)?;
        self.tab.go_to(&blank).await?;
        self.tab.until("document.readyState === 'complete'").await
    }

    /// Times the opening of a page, from an empty one, until `is_shown`, a JavaScript expression, is true. `name` is that
    /// of the profile.
    pub(crate) async fn time_opening(
        &mut self,
        round: Round,
        name: &str,
        path: &str,
        is_shown: &str,
    ) -> Result<Time> {
        self.leave().await?;
        self.tab.tidy_up().await?;
        self.tab.at_rest().await?;
        ensure!(self.tab.metric("LayoutCount").await? >= LAYOUTS, "the empty page has laid itself out");
        self.start_profile(round).await?;
        let address = self.address(path)?;
        self.tab.go_to(&address).await?;
        ensure!(self.tab.metric("LayoutCount").await? < LAYOUTS, "the browser counts anew for each page");
        self.tab.until(is_shown).await?;
        let painted = self.tab.painted().await?;
        let rest = self.tab.at_rest().await?;
        self.keep_profile(round, name).await?;
        Ok(Time { frame: None, painted, rest })
    }

    /// Times what `act` does in the page that is open, until it is painted and until the page is at rest again. What
    /// it does has to be seen once it is painted: `is_seen`, a JavaScript expression, is true then. In a round that is
    /// traced the first frame after that is looked for, where elements of the page changed for it. `name` is that of the
    /// profile.
    pub(crate) async fn time_doing(
        &mut self,
        round: Round,
        name: &str,
        act: impl AsyncFnOnce(&mut Devtools) -> Result<()>,
        is_seen: &str,
    ) -> Result<Time> {
        self.tab.tidy_up().await?;
        self.start_profile(round).await?;
        if round == Round::Traced && is_seen != "true" {
            let seen = self.tab.evaluate(is_seen).await?;
            ensure!(seen == false, "{name} is seen before it is done: {is_seen}");
        }
        if round == Round::Traced {
            self.tab.evaluate(&watch(is_seen)).await?;
        }
        let before = self.tab.at_rest().await?;
        if round == Round::Traced {
            self.tab.start_trace().await?;
        }
        act(&mut self.tab).await?;
        let painted = self.tab.painted().await?;
        let frame = match round {
            Round::Traced => self.tab.end_trace().await?.until_frame_after(SEEN),
            _ => None,
        };
        if round == Round::WarmUp {
            let seen = self.tab.evaluate(is_seen).await?;
            ensure!(seen == true, "{name} is not seen once it is painted: {is_seen}");
        }
        let rest = self.tab.at_rest().await?;
        self.keep_profile(round, name).await?;
        Ok(Time { frame, painted: painted - before, rest: rest - before })
    }

    async fn start_profile(&mut self, round: Round) -> Result<()> {
        if round == Round::Profiled { self.tab.start_profile().await } else { Ok(()) }
    }

    async fn keep_profile(&mut self, round: Round, name: &str) -> Result<()> {
        match &self.profiles {
            Some(folder) if round == Round::Profiled => self.tab.keep_profile(folder, name).await,
            _ => Ok(()),
        }
    }

    /// Ends the profile that was begun, and keeps it.
    pub(crate) async fn keep(&mut self, name: &str) -> Result<()> {
        self.keep_profile(Round::Profiled, name).await
    }
}
