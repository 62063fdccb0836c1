//! Ending a browser as nothing should end it: with `kill -9`, all of it, amid a write where a test wants that.
//!
//! `kill` and `ps` do it, as they are on every system that these tests run on.

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::until;

/// What a browser leaves in its profile to say that it is running.
const LOCKS: [&str; 3] = ["SingletonLock", "SingletonSocket", "SingletonCookie"];

/// What every entry in a log of the browser's databases opens with: a checksum of 4 bytes, the length in 2, the least
/// significant first, and 1 that says that the entry is whole.
const HEADER: [u8; 7] = [1, 2, 3, 4, 100, 0, 1];

/// The log is cut in blocks of so many bytes, and no header reaches across two.
const BLOCK: u64 = 32 << 10;

/// Kills the browser on `profile`, whose first process is `first`, waits until all of it is gone, and makes the profile
/// one that another may be started on.
///
/// What is left of it would be in the way: Chromium throws local storage away where it finds it locked at its start and
/// a moment later not.
pub(super) async fn kill_browser(first: &str, profile: &Path) -> Result<()> {
    let path = profile.display().to_string();
    // A process that is ending has no command line any more while it still holds its files: it is known by its id.
    let mut known = BTreeSet::from([first.to_owned()]);
    known
        .extend(processes()?.into_iter().filter(|process| process.command.contains(&path)).map(|process| process.id));
    kill(first)?;
    until("the browser to be gone", async || {
        let mut is_left = false;
        for process in processes()? {
            if process.command.contains(&path) {
                kill(&process.id)?;
                known.insert(process.id.clone());
            }
            is_left |= known.contains(&process.id) && !process.has_ended();
        }
        Ok((!is_left).then_some(()))
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

/// Leaves the databases in `profile` as a browser does that is killed while it writes to them: with the head of an
/// entry at the end of the log, and nothing after it. To be called while no browser is running.
pub(super) fn tear_databases(profile: &Path) -> Result<()> {
    let ends = |path: &PathBuf, with: &str| path.extension().is_some_and(|extension| extension == with);
    let inside = |folder: &Path| -> Result<Vec<PathBuf>> {
        let entries = fs::read_dir(folder).with_context(|| format!("there is no {}", folder.display()))?;
        Ok(entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?)
    };
    let stores = inside(&profile.join("Default/IndexedDB"))?.into_iter().filter(|path| ends(path, "leveldb"));
    let mut logs = Vec::new();
    for store in stores {
        logs.extend(inside(&store)?.into_iter().filter(|path| ends(path, "log")));
    }
    ensure!(!logs.is_empty(), "the profile has no databases");
    for log in logs {
        let left = BLOCK - fs::metadata(&log)?.len() % BLOCK;
        let mut file = OpenOptions::new().append(true).open(&log)?;
        // Nothing begins in the last bytes of a block.
        let padding = if left <= HEADER.len() as u64 { left } else { 0 };
        file.write_all(&vec![0; usize::try_from(padding)?])?;
        file.write_all(&HEADER)?;
    }
    Ok(())
}

/// Kills a process. One that has ended already is as good.
fn kill(process: &str) -> Result<()> {
    let killed = Command::new("kill").args(["-9", process]).output().context("cannot run `kill`")?;
    drop(killed);
    Ok(())
}

/// A process, as `ps` tells of it.
struct Process {
    id: String,
    state: String,
    command: String,
}

impl Process {
    /// True where nothing is left but that its parent has not asked yet how it ended. An `l` says that threads of it
    /// are still there.
    fn has_ended(&self) -> bool {
        self.state.starts_with('Z') && !self.state.contains('l')
    }
}

/// All processes of this machine.
fn processes() -> Result<Vec<Process>> {
    let list = Command::new("ps").args(["-A", "-ww", "-o", "pid=", "-o", "stat=", "-o", "command="]).output();
    let list = list.context("cannot run `ps`, which comes with the package procps")?;
    let list = String::from_utf8_lossy(&list.stdout).into_owned();
    let process = |line: &str| {
        let (id, rest) = line.trim_start().split_once(char::is_whitespace)?;
        let (state, command) = rest.trim_start().split_once(char::is_whitespace)?;
        Some(Process { id: id.to_owned(), state: state.to_owned(), command: command.to_owned() })
    };
    Ok(list.lines().filter_map(process).collect())
}
