//! Where the project is on this machine, and how cargo is called in it.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::step;

/// The target that the page is compiled for.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// The checkout that the commands work on.
pub(crate) struct Workspace {
    root: PathBuf,
    target: PathBuf,
}

impl Workspace {
    /// Asks cargo for the folders, so that `CARGO_TARGET_DIR` and a user's configuration hold.
    pub(crate) fn find() -> Result<Self> {
        // Of this run, not of this program's compilation: checkouts may share a target folder.
        let own = env::var_os("CARGO_MANIFEST_DIR").context("start this as `cargo xtask`")?;
        let manifest = Path::new(&own).with_file_name("Cargo.toml");
        let answer = step::read(
            Command::new(cargo())
                .args(["metadata", "--no-deps", "--format-version", "1", "--manifest-path"])
                .arg(manifest),
        )?;
        let metadata: Value = serde_json::from_str(&answer).context("cargo metadata did not answer in JSON")?;
        let folder = |key: &str| metadata[key].as_str().map(PathBuf::from).with_context(|| format!("no `{key}`"));
        Ok(Self { root: folder("workspace_root")?, target: folder("target_directory")? })
    }

    /// The folder of the workspace's `Cargo.toml`.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The folder that cargo builds into.
    pub(crate) fn target(&self) -> &Path {
        &self.target
    }

    /// `program`, run in the root of the workspace.
    pub(crate) fn command(&self, program: impl Into<OsString>) -> Command {
        let mut command = Command::new(program.into());
        command.current_dir(&self.root);
        command
    }

    /// Cargo, run in the root of the workspace.
    pub(crate) fn cargo(&self) -> Command {
        self.command(cargo())
    }

    /// The version of `package` that `Cargo.lock` names.
    pub(crate) fn locked_version(&self, package: &str) -> Result<String> {
        let id = step::read(self.cargo().args(["pkgid", package]))?;
        let version = id.rsplit(['@', '#', ':']).next().unwrap_or_default();
        Ok(version.to_owned())
    }
}

/// The cargo that runs this program, or the first on `PATH`.
pub(crate) fn cargo() -> OsString {
    env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}
