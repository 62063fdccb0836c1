//! The browser that tests run in: Chromium and its driver.
//!
//! `CHROMEDRIVER` and `CHROME` name them; else the driver is the first on `PATH`, and finds its own browser.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use crate::step::{self, step};
use crate::tools::find_on_path;
use crate::workspace::Workspace;

/// Names under which systems install the browser.
const BROWSERS: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// Where macOS keeps it, off `PATH`.
const MAC_BROWSER: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

const HOW_TO_INSTALL: &str = "\
Install Chromium (or Chrome) and the chromedriver of the same version:
  Debian           apt-get install chromium chromium-driver
  Ubuntu           snap install chromium
  Fedora           dnf install chromium chromedriver
  Arch             pacman -S chromium
  macOS            brew install --cask google-chrome chromedriver
or set CHROME and CHROMEDRIVER to where they are";

/// A browser and the program that drives it.
pub(crate) struct Browser {
    /// The driver's program.
    pub(crate) driver: PathBuf,
    /// The browser's program.
    pub(crate) browser: PathBuf,
}

impl Browser {
    /// Finds both, or installs them from the system's packages where that needs no password.
    ///
    /// # Errors
    /// Where they are missing and cannot be installed here; the message names the packages.
    pub(crate) fn ensure() -> Result<Self> {
        if let Some(found) = Self::find()? {
            return Ok(found);
        }
        if !can_install() {
            bail!("the tests need a browser, and none was found.\n{HOW_TO_INSTALL}");
        }
        step("install Chromium and its driver", || {
            eprintln!("    The tests run in a real browser. This installs the packages chromium and chromium-driver");
            eprintln!("    with apt-get, about 100 MB to download and a minute or two.");
            step::run(Command::new("apt-get").arg("update"))?;
            step::run(
                Command::new("apt-get")
                    .args(["install", "--yes", "--no-install-recommends", "chromium", "chromium-driver"])
                    .env("DEBIAN_FRONTEND", "noninteractive"),
            )
        })
        .context(HOW_TO_INSTALL)?;
        Self::find()?.with_context(|| format!("the packages are installed, but no browser is.\n{HOW_TO_INSTALL}"))
    }

    fn find() -> Result<Option<Self>> {
        let driver = named_by("CHROMEDRIVER")?.or_else(|| on_path("chromedriver"));
        let browser = named_by("CHROME")?
            .or_else(|| BROWSERS.into_iter().find_map(on_path))
            .or_else(|| Some(PathBuf::from(MAC_BROWSER)).filter(|path| path.is_file()));
        Ok(driver.zip(browser).map(|(driver, browser)| Self { driver, browser }))
    }

    /// Writes the capabilities of `webdriver.json`, with this browser in them, for the runner of browser tests.
    pub(crate) fn write_capabilities(&self, workspace: &Workspace) -> Result<PathBuf> {
        let source = workspace.root().join("webdriver.json");
        let text = fs::read_to_string(&source).with_context(|| format!("cannot read {}", source.display()))?;
        let mut capabilities: Value =
            serde_json::from_str(&text).with_context(|| format!("{} is not JSON", source.display()))?;
        capabilities["goog:chromeOptions"]["binary"] = self.browser.display().to_string().into();
        let target = workspace.target().join("webdriver.json");
        fs::create_dir_all(workspace.target())?;
        fs::write(&target, capabilities.to_string()).with_context(|| format!("cannot write {}", target.display()))?;
        Ok(target)
    }
}

fn named_by(variable: &str) -> Result<Option<PathBuf>> {
    let Some(path) = env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from) else {
        return Ok(None);
    };
    if !path.is_file() {
        bail!("{variable} names {}, which is not a file", path.display());
    }
    Ok(Some(path))
}

fn on_path(binary: &str) -> Option<PathBuf> {
    find_on_path(binary).map(|folder| folder.join(binary).with_extension(env::consts::EXE_EXTENSION))
}

/// Whether packages can be installed without asking anyone: on Debian's kin, as root.
fn can_install() -> bool {
    let root = step::read(Command::new("id").arg("-u")).is_ok_and(|user| user == "0");
    root && Path::new("/usr/bin/apt-get").is_file()
}
