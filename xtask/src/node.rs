//! The one JavaScript package that the tests need: axe-core, which checks a page for accessibility.

use std::fs;
use std::time::SystemTime;

use anyhow::{Context, Result, bail};

use crate::step::{self, step};
use crate::tools::find_on_path;
use crate::workspace::Workspace;

/// Where `package.json` and its lock are, and `node_modules` will be.
const FOLDER: &str = "tests/e2e";

/// Installs what the lock file names, unless that is done.
///
/// # Errors
/// Where npm is missing or fails.
pub(crate) fn ensure_packages(workspace: &Workspace) -> Result<()> {
    let folder = workspace.root().join(FOLDER);
    let modified = |file: &str| -> Option<SystemTime> { fs::metadata(folder.join(file)).ok()?.modified().ok() };
    // npm writes this file last, so it tells of a finished install.
    let installed = modified("node_modules/.package-lock.json");
    if installed.is_some() && installed >= modified("package-lock.json") {
        return Ok(());
    }
    if find_on_path("npm").is_none() {
        bail!("the end-to-end tests need axe-core from npm, and npm was not found: install Node.js 20 or later");
    }
    step("install axe-core", || {
        eprintln!(
            "    axe-core checks the page for accessibility. npm puts it into {FOLDER}/node_modules, in seconds."
        );
        // On Windows npm is a script, which only its shell can start.
        let mut npm = if cfg!(windows) {
            let mut shell = workspace.command("cmd");
            shell.args(["/C", "npm"]);
            shell
        } else {
            workspace.command("npm")
        };
        step::run(npm.args(["ci", "--no-audit", "--no-fund", "--prefix", FOLDER]))
            .context("npm could not install axe-core")
    })
}
