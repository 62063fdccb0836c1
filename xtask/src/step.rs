//! A named step of a command: run, timed, and named when it fails.

use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail};

/// Runs `work` under a heading; an error is prefixed with the name of the step.
pub(crate) fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("\n==> {name}");
    let start = Instant::now();
    let result = work().with_context(|| format!("step `{name}` failed"))?;
    eprintln!("    {name}: done in {:.1} s", start.elapsed().as_secs_f32());
    Ok(result)
}

/// Runs `command`, whose output goes straight to the terminal.
///
/// # Errors
/// Where it cannot start, or ends with anything but success; both name the command line.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let line = command_line(command);
    let status = command.status().with_context(|| format!("`{line}` could not start"))?;
    if !status.success() {
        bail!("`{line}` ended with {status}");
    }
    Ok(())
}

/// Runs `command` in place of this program where the system can, so that a signal to stop reaches it; as [`run`] else.
pub(crate) fn become_program(command: &mut Command) -> Result<()> {
    #[cfg(unix)]
    {
        let line = command_line(command);
        let error = std::os::unix::process::CommandExt::exec(command);
        Err(error).with_context(|| format!("`{line}` could not start"))
    }
    #[cfg(not(unix))]
    run(command)
}

/// Runs `command` and returns what it printed, without the surrounding white space.
///
/// # Errors
/// As [`run`]; the message carries what the command wrote to its error output.
pub(crate) fn read(command: &mut Command) -> Result<String> {
    let line = command_line(command);
    let output = command.output().with_context(|| format!("`{line}` could not start"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("`{line}` ended with {}: {}", output.status, said.trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn command_line(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(|word| word.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failed_step_names_itself_and_its_command() {
        let error =
            step("check the check", || run(Command::new("rustc").arg("--no-such-option"))).expect_err("it fails");
        let message = format!("{error:#}");
        assert!(
            message.starts_with("step `check the check` failed: `rustc --no-such-option` ended with"),
            "{message}"
        );
    }
}
