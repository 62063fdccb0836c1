//! The harness of the end-to-end tests: a site, a browser, and the verbs that a person has.
//!
//! [`browse`] gives a test a [`Desk`] of its own: the built page on a free port, under a sub-path, and a browser with a
//! fresh profile. The desk opens [`Page`]s, one a tab. Everything is cleared away at the end, after a panic too.
//!
//! The harness knows the page's contract with scripts (`window.counterpoint`, `data-save`) and none of its looks.

mod driver;
mod files;
#[path = "../../../xtask/src/first_visit.rs"]
mod first_visit;
#[path = "../../../xtask/src/head.rs"]
mod head;
mod keyboard;
mod killing;
mod look;
mod page;
mod pointer;
mod records;
mod site;
mod storage;
mod until;

use std::env;
use std::fs;
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::PathBuf;
use std::rc::Rc;
use std::thread;

use anyhow::{Context, Result, bail};
use futures_util::FutureExt;
use tempfile::TempDir;

pub(crate) use self::driver::Browser;
pub(crate) use self::files::Upload;
pub(crate) use self::look::View;
pub(crate) use self::page::Page;
pub(crate) use self::records::{Article, Records, Span};
pub(crate) use self::site::{Corpus, Site};
pub(crate) use self::until::until;

use self::driver::{Driver, Session};

/// Runs `test` at a desk of its own.
///
/// # Errors
/// Where the desk cannot be set up, the test fails, or the browser's console holds an error at its end. A failure
/// leaves a picture of the current tab among the screenshots.
pub(crate) async fn browse(corpus: Corpus, test: impl AsyncFnOnce(&mut Desk) -> Result<()>) -> Result<()> {
    let mut desk = Desk::set_up(&corpus).await?;
    let outcome = AssertUnwindSafe(test(&mut desk)).catch_unwind().await;
    let outcome = match outcome {
        Ok(Ok(())) => Ok(desk.complain_of_console().await),
        other => other,
    };
    if !matches!(outcome, Ok(Ok(()))) {
        desk.keep_evidence().await;
    }
    drop(desk);
    outcome.unwrap_or_else(|panic| resume_unwind(panic))
}

/// A site and a browser, for one test.
pub(crate) struct Desk {
    // Fields are dropped in this order: the browser quits before its profile is deleted and its site is gone.
    session: Rc<Session>,
    driver: Driver,
    site: Site,
    profile: TempDir,
}

impl Desk {
    async fn set_up(corpus: &Corpus) -> Result<Self> {
        Self::at(Site::start(&built_page()?, corpus).await?, &[]).await
    }

    /// A desk at a site that is there, with arguments for the browser besides those of `webdriver.json`.
    pub(crate) async fn at(site: Site, arguments: &'static [&'static str]) -> Result<Self> {
        let profile = TempDir::new().context("cannot make a folder for the browser's profile")?;
        fs::create_dir(profile.path().join(driver::DOWNLOADS))?;
        let mut driver = Driver::start(arguments)?;
        let session = Rc::new(driver.open_session(profile.path()).await?);
        Ok(Self { session, driver, site, profile })
    }

    /// The site, to make it fail or stall.
    pub(crate) fn site(&self) -> &Site {
        &self.site
    }

    /// What a first visit is said to fetch, by their paths on the site.
    pub(crate) fn first_visit(&self) -> Result<Vec<String>> {
        first_visit::files(&self.site.folder())
    }

    /// The browser that is running.
    pub(crate) fn browser(&self) -> &Browser {
        self.driver.browser()
    }

    /// Opens `path`, below the page's own, in the current tab; the empty path is the page itself.
    pub(crate) async fn open(&self, path: &str) -> Result<Page> {
        let page = Page::current(Rc::clone(&self.session)).await?;
        page.go_to(self.site.address(path)?).await?;
        Ok(page)
    }

    /// Opens `path` in a tab of its own, beside those that are there.
    pub(crate) async fn open_tab(&self, path: &str) -> Result<Page> {
        let page = Page::new_tab(Rc::clone(&self.session)).await?;
        page.go_to(self.site.address(path)?).await?;
        Ok(page)
    }

    /// Quits the browser and starts it again on the same profile, as after a night's sleep. Pages of before are gone.
    pub(crate) async fn restart_browser(&mut self) -> Result<()> {
        self.driver.close_session();
        self.session = Rc::new(self.driver.open_session(self.profile.path()).await?);
        Ok(())
    }

    /// Kills the browser, all of it and from one moment to the next, and starts it again on the same profile. Pages of
    /// before are gone.
    pub(crate) async fn kill_browser(&mut self) -> Result<()> {
        self.driver.kill_session(self.profile.path()).await?;
        self.session = Rc::new(self.driver.open_session(self.profile.path()).await?);
        Ok(())
    }

    /// Kills the browser as [`Self::kill_browser`] does, while it was writing to the page's databases.
    pub(crate) async fn kill_browser_amid_a_write(&mut self) -> Result<()> {
        self.driver.kill_session(self.profile.path()).await?;
        killing::tear_databases(self.profile.path())?;
        self.session = Rc::new(self.driver.open_session(self.profile.path()).await?);
        Ok(())
    }

    /// Waits until the page says that it has written a file, and returns its name and what is in it.
    pub(crate) async fn handed_out(&self, page: &Page) -> Result<(String, Vec<u8>)> {
        let name = until("the page to name the file", async || {
            let notices = page.texts(".notice").await?;
            let written = notices.iter().rev().find_map(|text| text.split_once("” was written to your downloads"));
            Ok(written.and_then(|(before, _)| Some(before.rsplit_once('“')?.1.to_owned())))
        })
        .await?;
        let contents = self.downloaded(&name).await?;
        Ok((name, contents))
    }

    /// Waits until the browser has downloaded `name`, and returns what is in it.
    pub(crate) async fn downloaded(&self, name: &str) -> Result<Vec<u8>> {
        let file = self.profile.path().join(driver::DOWNLOADS).join(name);
        // The browser takes the name with an empty file, until the whole one is moved there.
        let whole = async || Ok(fs::read(&file).ok().filter(|bytes| !bytes.is_empty()));
        until(&format!("the download {name}"), whole).await
    }

    /// The errors on the browser's console since the last call, violations of the page's policy among them.
    ///
    /// A test that provokes an error takes note of it with this; what is left at the end fails the test.
    pub(crate) async fn console_errors(&self) -> Result<Vec<String>> {
        self.session.console_errors().await
    }

    async fn complain_of_console(&self) -> Result<()> {
        let errors = self.console_errors().await?;
        if !errors.is_empty() {
            bail!("the browser's console has errors:\n  {}", errors.join("\n  "));
        }
        Ok(())
    }

    /// Best effort: the failure that led here is what has to be seen.
    async fn keep_evidence(&self) {
        let test = thread::current().name().unwrap_or("test").replace("::", "-");
        if let Ok(errors) = self.console_errors().await {
            for error in errors {
                eprintln!("console: {error}");
            }
        }
        match self.session.picture().await.and_then(|picture| look::keep(&format!("failed-{test}"), &picture)) {
            Ok(path) => eprintln!("the page at the time of the failure: {}", path.display()),
            Err(error) => eprintln!("no picture of the failure: {error:#}"),
        }
    }
}

/// The folder of the built page.
pub(crate) fn built_page() -> Result<PathBuf> {
    let folder = env::var_os("COUNTERPOINT_DIST")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_TARGET_TMPDIR"), "/../e2e-dist")), PathBuf::from);
    if !folder.join("index.html").is_file() {
        bail!("there is no built page in {}: `cargo xtask test e2e` builds it", folder.display());
    }
    Ok(folder)
}
