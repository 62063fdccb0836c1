//! The static gate: everything that is checked without running the application.

use anyhow::Result;

use crate::step::{self, step};
use crate::tidy;
use crate::tools;
use crate::workspace::{WASM, Workspace};

/// A cargo command of the gate.
struct Check {
    name: &'static str,
    arguments: &'static [&'static str],
}

/// The bins and tests that a target names are those that compile for it: the host never sees the web shell, wasm32
/// never sees the WebDriver harness.
const CHECKS: [Check; 6] = [
    Check { name: "formatting", arguments: &["fmt", "--all", "--check"] },
    Check {
        name: "clippy on the host",
        arguments: &["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"],
    },
    // Not among all targets, since a plain `cargo test` leaves these tests out.
    Check {
        name: "clippy on the end-to-end tests",
        arguments: &["clippy", "--workspace", "--test", "e2e", "--", "--deny", "warnings"],
    },
    Check {
        name: "clippy on wasm32",
        arguments: &[
            "clippy",
            "--package",
            "counterpoint",
            "--lib",
            "--bins",
            "--test",
            "browser",
            "--target",
            WASM,
            "--",
            "--deny",
            "warnings",
        ],
    },
    Check { name: "rustdoc on the host", arguments: &["doc", "--workspace", "--no-deps"] },
    Check {
        name: "rustdoc on wasm32",
        arguments: &["doc", "--package", "counterpoint", "--no-deps", "--target", WASM],
    },
];

/// Runs every check, and stops at the first that fails.
pub(crate) fn run(workspace: &Workspace) -> Result<()> {
    tools::ensure_wasm_target(workspace)?;
    tools::ensure_lint_components(workspace)?;
    step("tidiness", || tidy::run(workspace.root()))?;
    for Check { name, arguments } in CHECKS {
        step(name, || step::run(workspace.cargo().args(arguments).env("RUSTDOCFLAGS", "--deny warnings")))?;
    }
    Ok(())
}
