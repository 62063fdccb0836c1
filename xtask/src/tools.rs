//! The build's own tools: which ones, in which version, and how they get onto this machine.
//!
//! A tool on `PATH` is used when it is of the right version. Otherwise it is built once into a cache folder, apart
//! from what the user installed, where every checkout finds it.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::step::{self, step};
use crate::workspace::{WASM, Workspace, cargo};

/// 0.22 asks for a newer Rust than this project does.
const TRUNK_VERSION: &str = "0.21.14";

/// Takes apart what `wasm_split_helpers` of `Cargo.lock` has marked.
const WASM_SPLIT_VERSION: &str = "0.2.4";

/// How a program tells that it is the one that is wanted.
#[derive(Clone, Copy)]
enum Sign {
    /// It names its version, wherever it is.
    Version,
    /// It does not know its version: it is in the cache folder that was made for that version, and runs.
    Folder,
}

/// A program that `cargo install` can build.
struct Tool {
    package: &'static str,
    /// What the package installs and we use. The first names the tool.
    binaries: &'static [&'static str],
    version: String,
    sign: Sign,
    install_arguments: &'static [&'static str],
    purpose: &'static str,
    /// Roughly how long building it takes on two cores.
    minutes: u32,
}

impl Tool {
    fn trunk() -> Self {
        Self {
            package: "trunk",
            binaries: &["trunk"],
            version: TRUNK_VERSION.to_owned(),
            sign: Sign::Version,
            // Without its features trunk cannot download: it needs no TLS library, and all that it uses is here.
            install_arguments: &["--no-default-features"],
            purpose: "builds and serves the page",
            minutes: 8,
        }
    }

    /// The glue between WebAssembly and the browser has to be of the very version that the page links.
    fn wasm_bindgen(workspace: &Workspace) -> Result<Self> {
        Ok(Self {
            package: "wasm-bindgen-cli",
            binaries: &["wasm-bindgen", "wasm-bindgen-test-runner"],
            version: workspace.locked_version("wasm-bindgen")?,
            sign: Sign::Version,
            install_arguments: &[],
            purpose: "joins the WebAssembly and the browser, in the version of Cargo.lock",
            minutes: 3,
        })
    }

    fn wasm_split() -> Self {
        Self {
            package: "wasm_split_cli_support",
            binaries: &["wasm-split-cli"],
            version: WASM_SPLIT_VERSION.to_owned(),
            sign: Sign::Folder,
            install_arguments: &["--features", "build-binary"],
            purpose: "takes a release apart into what a visit begins with and what comes when it is needed",
            minutes: 2,
        }
    }

    /// The folder of the tool's binaries; builds them where there is none.
    fn ensure(&self) -> Result<PathBuf> {
        let own = cache_folder()?.join(format!("{}-{}", self.binaries[0], self.version));
        let own_binaries = own.join("bin");
        if let (Sign::Version, Some(folder)) = (self.sign, find_on_path(self.binaries[0]))
            && self.is_in(&folder)
        {
            return Ok(folder);
        }
        if !self.is_in(&own_binaries) {
            step(&format!("install {} {}", self.package, self.version), || self.install(&own))?;
        }
        if !self.is_in(&own_binaries) {
            bail!("{} {} was installed but does not run from {}", self.package, self.version, own_binaries.display());
        }
        Ok(own_binaries)
    }

    fn is_in(&self, folder: &Path) -> bool {
        self.binaries.iter().all(|binary| {
            let ask = |option| step::read(Command::new(folder.join(binary_name(binary))).arg(option));
            match self.sign {
                Sign::Version => {
                    ask("--version").is_ok_and(|answer| answer.split_whitespace().any(|word| word == self.version))
                }
                Sign::Folder => ask("--help").is_ok(),
            }
        })
    }

    fn install(&self, folder: &Path) -> Result<()> {
        let Self { package, version, purpose, minutes, .. } = self;
        eprintln!("    It {purpose}.");
        eprintln!(
            "    Building it takes about {minutes} minutes on two cores, once. It goes into {}.",
            folder.display()
        );
        let install = || {
            let mut command = Command::new(cargo());
            command
                .args(["install", package, "--version", version, "--root"])
                .arg(folder)
                .args(self.install_arguments);
            command
        };
        if let Err(error) = step::run(install().arg("--locked")) {
            eprintln!("    {error:#}");
            eprintln!("    Trying again without --locked: a registry may lack a version that its lock file names.");
            step::run(&mut install())?;
        }
        Ok(())
    }
}

/// The tools that are ready for use.
pub(crate) struct Tools {
    folders: Vec<PathBuf>,
    /// The program that runs compiled tests in a browser.
    pub(crate) test_runner: PathBuf,
}

impl Tools {
    /// What building the page takes: the wasm32 target, wasm-bindgen and trunk.
    pub(crate) fn for_page(workspace: &Workspace) -> Result<Self> {
        let mut tools = Self::for_browser_tests(workspace)?;
        tools.folders.push(Tool::trunk().ensure()?);
        Ok(tools)
    }

    /// What building a release takes: what the page takes, and the program that takes it apart.
    pub(crate) fn for_release(workspace: &Workspace) -> Result<Self> {
        let mut tools = Self::for_page(workspace)?;
        tools.folders.push(Tool::wasm_split().ensure()?);
        Ok(tools)
    }

    /// What compiling tests for a browser takes: the wasm32 target and wasm-bindgen.
    pub(crate) fn for_browser_tests(workspace: &Workspace) -> Result<Self> {
        ensure_wasm_target(workspace)?;
        let wasm_bindgen = Tool::wasm_bindgen(workspace)?.ensure()?;
        let test_runner = wasm_bindgen.join(binary_name("wasm-bindgen-test-runner"));
        Ok(Self { folders: vec![wasm_bindgen], test_runner })
    }

    /// `program`, one of the tools, run in the root of the workspace.
    pub(crate) fn command(&self, workspace: &Workspace, program: &str) -> Result<Command> {
        let mut command = workspace.command(program);
        command.env("PATH", self.path()?);
        Ok(command)
    }

    /// `PATH` with the tools in front.
    fn path(&self) -> Result<OsString> {
        let inherited = env::var_os("PATH").unwrap_or_default();
        let folders = self.folders.iter().cloned().chain(env::split_paths(&inherited));
        env::join_paths(folders).context("a folder of the tools cannot be on PATH")
    }
}

/// Adds the wasm32 target through rustup where the compiler has none.
pub(crate) fn ensure_wasm_target(workspace: &Workspace) -> Result<()> {
    let library = step::read(workspace.command("rustc").args(["--print", "target-libdir", "--target", WASM]))?;
    if Path::new(&library).is_dir() {
        return Ok(());
    }
    step("add the wasm32 target", || {
        eprintln!("    The page is compiled for {WASM}. Fetching its standard library takes about a minute.");
        rustup(workspace, &["target", "add", WASM])
    })
}

/// Adds rustfmt and clippy through rustup where a minimal toolchain lacks them.
pub(crate) fn ensure_lint_components(workspace: &Workspace) -> Result<()> {
    for (component, subcommand) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if step::read(workspace.cargo().args([subcommand, "--version"])).is_err() {
            step(&format!("add {component}"), || rustup(workspace, &["component", "add", component]))?;
        }
    }
    Ok(())
}

fn rustup(workspace: &Workspace, arguments: &[&str]) -> Result<()> {
    step::run(workspace.command("rustup").args(arguments))
        .context("where Rust is not managed by rustup, add what is missing the way it was installed")
}

/// The folder on `PATH` that has `binary`.
pub(crate) fn find_on_path(binary: impl AsRef<OsStr>) -> Option<PathBuf> {
    let file = binary_name(binary);
    env::split_paths(&env::var_os("PATH")?).find(|folder| folder.join(&file).is_file())
}

fn binary_name(binary: impl AsRef<OsStr>) -> PathBuf {
    Path::new(binary.as_ref()).with_extension(env::consts::EXE_EXTENSION)
}

/// The platform's folder for what can be made again.
fn cache_folder() -> Result<PathBuf> {
    let variable = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = if cfg!(windows) {
        variable("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        variable("HOME").map(|home| home.join("Library/Caches"))
    } else {
        variable("XDG_CACHE_HOME").or_else(|| variable("HOME").map(|home| home.join(".cache")))
    };
    Ok(folder.context("no cache folder: set HOME (LOCALAPPDATA on Windows)")?.join("counterpoint"))
}
