//! The command that measures how fast the domain is. It builds and runs what measures, and knows nothing of it.

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
