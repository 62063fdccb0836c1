//! The tests: which suites there are, what each needs, and how it is run.

use anyhow::Result;

use crate::browser::Browser;
use crate::budget;
use crate::cli::{Selection, Suite};
use crate::node::{self, Packages};
use crate::release;
use crate::step::{self, step};
use crate::tools::Tools;
use crate::workspace::{WASM, Workspace};

/// How long the browser tests of one program may take together.
const BROWSER_TESTS_SECONDS: &str = "300";

/// Runs the selected suites, in the order of how soon they fail.
pub(crate) fn run(workspace: &Workspace, selection: &Selection) -> Result<()> {
    let filter = selection.filter.as_deref();
    for suite in [Suite::Native, Suite::Browser, Suite::EndToEnd] {
        if selection.suite.is_some_and(|only| only != suite) {
            continue;
        }
        match suite {
            Suite::Native => native(workspace, filter),
            Suite::Browser => browser(workspace, filter),
            Suite::EndToEnd => end_to_end(workspace, filter),
        }?;
    }
    Ok(())
}

fn native(workspace: &Workspace, filter: Option<&str>) -> Result<()> {
    step("native tests", || step::run(workspace.cargo().args(["test", "--workspace"]).args(filter)))
}

fn browser(workspace: &Workspace, filter: Option<&str>) -> Result<()> {
    let tools = Tools::for_browser_tests(workspace)?;
    let browser = Browser::ensure()?;
    let capabilities = browser.write_capabilities(workspace)?;
    step("browser tests", || {
        let mut tests = workspace.cargo();
        tests
            .args(["test", "--package", "counterpoint", "--test", "browser", "--target", WASM])
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", &tools.test_runner)
            .env("CHROMEDRIVER", &browser.driver)
            .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", &capabilities)
            .env("WASM_BINDGEN_TEST_TIMEOUT", BROWSER_TESTS_SECONDS);
        step::run(tests.args(filter))
    })
}

fn end_to_end(workspace: &Workspace, filter: Option<&str>) -> Result<()> {
    let browser = Browser::ensure()?;
    node::ensure_packages(workspace, Packages::Axe)?;
    let built = workspace.target().join("e2e-dist");
    release::build(workspace, &built)?;
    step("the first visit is within its budget", || budget::check(&built))?;
    step("end-to-end tests", || {
        let mut tests = workspace.cargo();
        tests
            .args(["test", "--package", "counterpoint", "--test", "e2e"])
            .env("COUNTERPOINT_DIST", &built)
            .env("CHROMEDRIVER", &browser.driver)
            .env("CHROME", &browser.browser);
        step::run(tests.args(filter))
    })
}
