//! What tests on the host share, whichever suite they are in: where the shared fixtures are.

use std::env;
use std::path::PathBuf;

/// The root of the checkout that is being tested: asked for now, since checkouts may share a target folder.
///
/// # Panics
/// Where the test was not started by cargo.
pub(crate) fn project_dir() -> PathBuf {
    env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR for tests").into()
}

/// The folder of fixtures that are too large, or not ours, to be in the project: `../shared` from its root.
///
/// Where it is missing, this says so and the test that asked has nothing to do: it returns early. On CI that would
/// hide a broken set-up, so there a missing folder is a failure.
///
/// # Panics
/// With `CI=true`, where the folder is missing.
pub(crate) fn shared_dir() -> Option<PathBuf> {
    let folder = project_dir().join("../shared");
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(
        env::var("CI").as_deref() != Ok("true"),
        "CI has to provide the shared fixtures, but there is no {}",
        folder.display()
    );
    let test = std::thread::current().name().unwrap_or("a test").to_owned();
    eprintln!("{test}: SKIPPED, because its fixtures are missing: there is no {}", folder.display());
    None
}
