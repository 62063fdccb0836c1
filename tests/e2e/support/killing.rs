//! Ending a browser as nothing should end it: with `kill -9`, all of it.
//!
//! `kill` and `ps` do it, as they are on every system that these tests run on.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::until;

/// What a browser leaves in its profile to say that it is running.
const LOCKS: [&str; 3] = ["SingletonLock", "SingletonSocket", "SingletonCookie"];

/// Kills a process. One that has ended already is as good.
pub(super) fn kill(process: &str) -> Result<()> {
    let killed = Command::new("kill").args(["-9", process]).output().context("cannot run `kill`")?;
    drop(killed);
    Ok(())
}

/// Kills whatever is left of the browser on `profile`, waits until all of it is gone, and makes the profile one that
/// another may be started on.
pub(super) async fn clear_away(profile: &Path) -> Result<()> {
    until("the browser to be gone", async || {
        let left = processes(profile)?;
        left.iter().try_for_each(|process| kill(process))?;
        Ok(left.is_empty().then_some(()))
    })
    .await?;
    for lock in LOCKS {
        match fs::remove_file(profile.join(lock)) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(error).with_context(|| format!("cannot remove {lock}"));
            }
            _ => {}
        }
    }
    Ok(())
}

/// The ids of the processes that were started with `profile` on their command line.
fn processes(profile: &Path) -> Result<Vec<String>> {
    let profile = profile.display().to_string();
    let list = Command::new("ps").args(["-A", "-ww", "-o", "pid=", "-o", "command="]).output();
    let list = list.context("cannot run `ps`, which comes with the package procps")?;
    let list = String::from_utf8_lossy(&list.stdout).into_owned();
    let ours = list.lines().filter(|line| line.contains(&profile));
    Ok(ours.filter_map(|line| line.split_whitespace().next().map(str::to_owned)).collect())
}
