//! The JavaScript packages that tests and benchmarks need, from npm.

use std::fs;
use std::time::SystemTime;

use anyhow::{Context, Result, bail};

use crate::step::{self, step};
use crate::tools::find_on_path;
use crate::workspace::Workspace;

/// What is needed from npm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packages {
    /// axe-core, which checks a page for accessibility.
    Axe,
    /// The annotator that the page is compared with.
    Peer,
}

impl Packages {
    /// Where `package.json` and its lock are, and `node_modules` will be.
    const fn folder(self) -> &'static str {
        match self {
            Self::Axe => "tests/e2e",
            Self::Peer => "benches/page",
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Axe => "axe-core",
            Self::Peer => "Recogito's text annotator",
        }
    }

    const fn purpose(self) -> &'static str {
        match self {
            Self::Axe => "It checks the page for accessibility.",
            Self::Peer => "The page is compared with it.",
        }
    }
}

/// Installs what the lock file names, unless that is done.
///
/// # Errors
/// Where npm is missing or fails.
pub(crate) fn ensure_packages(workspace: &Workspace, packages: Packages) -> Result<()> {
    let (folder, name) = (packages.folder(), packages.name());
    let path = workspace.root().join(folder);
    let modified = |file: &str| -> Option<SystemTime> { fs::metadata(path.join(file)).ok()?.modified().ok() };
    // npm writes this file last, so it tells of a finished install.
    let installed = modified("node_modules/.package-lock.json");
    if installed.is_some() && installed >= modified("package-lock.json") {
        return Ok(());
    }
    if find_on_path("npm").is_none() {
        bail!("{name} is needed from npm, and npm was not found: install Node.js 20 or later");
    }
    step(&format!("install {name}"), || {
        eprintln!("    {} npm puts it into {folder}/node_modules, in seconds.", packages.purpose());
        // On Windows npm is a script, which only its shell can start.
        let mut npm = if cfg!(windows) {
            let mut shell = workspace.command("cmd");
            shell.args(["/C", "npm"]);
            shell
        } else {
            workspace.command("npm")
        };
        step::run(npm.args(["ci", "--no-audit", "--no-fund", "--prefix", folder]))
            .with_context(|| format!("npm could not install {name}"))
    })
}
