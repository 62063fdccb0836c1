//! The service worker of a release: `worker.js`, told which files the release consists of and what is in them. Where the
//! page is no release, `retired.js` takes its place.
//!
//! What the workers do is not known here.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Map, Value};

use crate::files;
use crate::hash;

/// The name of the worker in a release, where `offline.js` looks for it.
const NAME: &str = "sw.js";

const SCRIPT: &str = include_str!("../../worker.js");
const RETIRED: &str = include_str!("../../retired.js");

/// Writes the worker of the release in `folder` into it.
///
/// # Errors
/// Where a file cannot be read or written.
pub(crate) fn write(folder: &Path) -> Result<()> {
    let mut kept = Map::new();
    for name in files::names_in(folder)? {
        if name != NAME {
            let bytes = fs::read(folder.join(&name)).with_context(|| format!("cannot read {name}"))?;
            kept.insert(name, Value::String(hash::integrity(&bytes)));
        }
    }
    let kept = serde_json::to_string_pretty(&kept)?;
    let version = hash::digits(kept.as_bytes());
    let worker = format!("const VERSION = \"{version}\";\nconst FILES = {kept};\n\n{SCRIPT}");
    fs::write(folder.join(NAME), worker).with_context(|| format!("cannot write {NAME}"))
}

/// Writes the worker of a page that is no release into `folder`: it ends those of releases.
///
/// # Errors
/// Where the file cannot be written.
pub(crate) fn write_retired(folder: &Path) -> Result<()> {
    fs::write(folder.join(NAME), RETIRED).with_context(|| format!("cannot write {NAME}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(folder: &Path) -> String {
        write(folder).expect("the files can be read");
        fs::read_to_string(folder.join(NAME)).expect("there is a worker")
    }

    #[test]
    fn the_worker_is_told_all_files_and_another_version_where_one_changes() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        fs::create_dir(folder.path().join("articles")).expect("a folder can be made");
        fs::write(folder.path().join("articles/100% Küste.txt"), "abc").expect("a file can be written");
        let first = written(folder.path());
        let told = "const FILES = {\n  \"articles/100% Küste.txt\": \
                    \"sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=\"\n};";
        assert!(first.contains(told), "{first}");
        assert!(first.ends_with(SCRIPT));
        assert_eq!(written(folder.path()), first);

        fs::write(folder.path().join("articles/100% Küste.txt"), "abd").expect("a file can be written");
        let version = |worker: &str| worker.lines().next().map(str::to_owned);
        assert_ne!(version(&written(folder.path())), version(&first));
    }
}
