//! The commands that measure how fast the application is. They build and run what measures, and know nothing of it.

use anyhow::Result;

use crate::step;
use crate::workspace::Workspace;

/// Prints how long the domain takes on this machine, by the number of quotes: all that is measured, or what has `filter`
/// in its name.
pub(crate) fn native(workspace: &Workspace, filter: Option<&str>) -> Result<()> {
    let mut command = workspace.cargo();
    command.args(["bench", "--profile", "native", "--package", "bench", "--bench", "native", "--"]);
    step::run(command.args(filter))
}
