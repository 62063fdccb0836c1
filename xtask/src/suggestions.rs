//! What the application proposes, on the command line: the package `bench` does the work, compiled when it is asked for.
//!
//! xtask itself knows nothing of the application, so that it stays quick to compile.

use std::path::Path;

use anyhow::Result;

use crate::step;
use crate::workspace::Workspace;

/// Prints the candidate contradictions of a folder of texts as JSON lines.
pub(crate) fn contradictions(workspace: &Workspace, folder: &Path) -> Result<()> {
    // The program runs in the root of the workspace, and the folder is named from where the person is.
    let folder = std::path::absolute(folder)?;
    step::run(program(workspace).arg("contradictions").arg(folder))
}

/// Prints how well contradictions are found.
pub(crate) fn contradictions_bench(workspace: &Workspace) -> Result<()> {
    step::run(program(workspace).args(["bench", "contradictions"]).arg(workspace.root()))
}

/// The program, optimised as the page is.
fn program(workspace: &Workspace) -> std::process::Command {
    let mut program = workspace.cargo();
    program.args(["run", "--quiet", "--release", "--package", "bench", "--"]);
    program
}
