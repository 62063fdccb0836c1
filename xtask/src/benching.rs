//! The measuring of the built page: what it needs, and how it is run.
//!
//! `benches/page` does the work. It is compiled as the end-to-end tests are, whose harness it shares.

use std::env;
use std::path::{PathBuf, absolute};

use anyhow::Result;

use crate::browser::Browser;
use crate::cli::PageOptions;
use crate::node::{self, Packages};
use crate::release;
use crate::step::{self, step};
use crate::workspace::Workspace;

/// Names the folder of a page that is built already.
const BUILT: &str = "COUNTERPOINT_DIST";

/// Measures the page, and prints the table.
pub(crate) fn page(workspace: &Workspace, options: &PageOptions) -> Result<()> {
    let browser = Browser::ensure()?;
    node::ensure_packages(workspace, Packages::Peer)?;
    let built = if let Some(folder) = env::var_os(BUILT) {
        absolute(PathBuf::from(folder))?
    } else {
        let folder = workspace.target().join("e2e-dist");
        release::build(workspace, &folder)?;
        folder
    };
    step("measure the page", || {
        eprintln!("    It takes about ten minutes. Leave the machine alone meanwhile.");
        let mut bench = workspace.cargo();
        bench
            .args(["bench", "--quiet", "--package", "counterpoint", "--bench", "page", "--profile", "dev", "--"])
            .args(&options.filter)
            .env(BUILT, &built)
            .env("CHROMEDRIVER", &browser.driver)
            .env("CHROME", &browser.browser);
        if let Some(folder) = &options.profile {
            bench.env("COUNTERPOINT_PROFILES", absolute(folder)?);
        }
        step::run(&mut bench)
    })
}
