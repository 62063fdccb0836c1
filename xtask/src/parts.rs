//! Takes the parts out of the page that was linked for a release: what a visit begins with, and what comes later.
//!
//! Where the page is cut, its source says: see `src/web/parts.rs`. What becomes of the parts is not known here.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::files;
use crate::functions;
use crate::imports;
use crate::sections::without_custom_sections;
use crate::step;
use crate::tools::{Tools, find_on_path};
use crate::workspace::{WASM, Workspace};

/// The name of the page's program, and of the module that a visit begins with.
const PROGRAM: &str = "counterpoint";

/// The script that starts what a visit begins with.
pub(crate) const START: &str = "counterpoint.js";

/// What a visit begins with.
pub(crate) const MAIN: &str = "counterpoint_bg.wasm";

/// What [`MAIN`] calls that of [`START`] which it imports.
const IMPORTED: &str = "./counterpoint_bg.js";

/// The script that fetches the parts that come later. The first one imports it.
pub(crate) const FETCHES: &str = "__wasm_split.js";

/// How [`FETCHES`] has the browser take a module from an answer of the host, and what it is to do instead: a host that
/// knows nothing of WebAssembly calls it something else, which browsers do not take.
const TAKES: (&str, &str) =
    ("WebAssembly.instantiateStreaming(src, imports)", "WebAssembly.instantiateStreaming(named(await src), imports)");

/// What [`TAKES`] needs.
const NAMED: &str = r#"
function named(answer) {
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
    const type = "application/wasm";
    return answer.headers.get("content-type") === type
        ? answer
        : new Response(answer.body, { headers: { "content-type": type } });
}
"#;

/// What the compiler may use of WebAssembly by itself, in the words of wasm-opt.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// A file that a release is made of.
pub(crate) struct Part {
    /// Its name. The files know each other by their names, and are to be in one folder.
    pub(crate) name: String,
    /// What is in it.
    pub(crate) bytes: Vec<u8>,
}

/// Takes the program apart that was linked last. `target/parts` then has the parts with the names of their functions,
/// to look at.
///
/// # Errors
/// Where there is no such program, or a tool fails.
pub(crate) fn take_out(workspace: &Workspace, tools: &Tools) -> Result<Vec<Part>> {
    let linked = workspace.target().join(WASM).join("release").join(PROGRAM).with_extension("wasm");
    let folder = workspace.target().join("parts");
    files::make_empty(&folder)?;
    step::run(tools.command(workspace, "wasm-split-cli")?.args(["--out-name", PROGRAM]).arg(linked).arg(&folder))?;
    // What is left of the program has to be joined to the browser, as trunk does with the whole.
    let rest = folder.join(PROGRAM).with_extension("wasm");
    let mut join = tools.command(workspace, "wasm-bindgen")?;
    // The linker's exports are what the other parts import.
    join.args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--out-name", PROGRAM, "--out-dir"]);
    join.arg(&folder).arg(&rest);
    step::run(&mut join)?;
    fs::remove_file(&rest).with_context(|| format!("cannot remove {}", rest.display()))?;

    let optimiser = find_on_path("wasm-opt").map(|folder| folder.join("wasm-opt"));
    if optimiser.is_none() {
        eprintln!(
            "    There is no wasm-opt here (of binaryen): the parts stay a tenth larger, before they are compressed."
        );
    }
    let names = files::names_in(&folder)?;
    let parts = names.into_iter().map(|name| finished(&folder, name, optimiser.as_deref()));
    with_short_imports(parts.collect::<Result<_>>()?)
}

/// The `parts`, with short names for what [`MAIN`] imports from [`START`].
fn with_short_imports(mut parts: Vec<Part>) -> Result<Vec<Part>> {
    let place = |name| parts.iter().position(|part| part.name == name).with_context(|| format!("there is no {name}"));
    let (main, start) = (place(MAIN)?, place(START)?);
    let script = str::from_utf8(&parts[start].bytes).with_context(|| format!("{START} is no text"))?;
    let (module, script) =
        imports::shortened(&parts[main].bytes, script, IMPORTED).with_context(|| format!("in {MAIN} or {START}"))?;
    parts[main].bytes = module;
    parts[start].bytes = script.into_bytes();
    Ok(parts)
}

/// The part `name`, as browsers are to get it.
fn finished(folder: &Path, name: String, optimiser: Option<&Path>) -> Result<Part> {
    let path = folder.join(&name);
    let read = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let bytes = if name == FETCHES {
        taking_any_answer(&String::from_utf8(read)?)?.into_bytes()
    } else if path.extension() == Some(OsStr::new("wasm")) {
        let module = without_custom_sections(&read).with_context(|| format!("in {}", path.display()))?;
        let module = match optimiser {
            Some(optimiser) => without_custom_sections(&optimised(&module, folder, optimiser)?)?,
            None => module,
        };
        functions::ordered(&module).with_context(|| format!("in {}", path.display()))?
    } else {
        read
    };
    Ok(Part { name, bytes })
}

/// `module`, made smaller. Files on the way are in `folder`.
fn optimised(module: &[u8], folder: &Path, optimiser: &Path) -> Result<Vec<u8>> {
    let (large, small) = (folder.join("large"), folder.join("small"));
    fs::write(&large, module).with_context(|| format!("cannot write {}", large.display()))?;
    step::run(Command::new(optimiser).arg("-Oz").args(FEATURES).arg(&large).arg("--output").arg(&small))?;
    let module = fs::read(&small).with_context(|| format!("cannot read {}", small.display()))?;
    for file in [large, small] {
        fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))?;
    }
    Ok(module)
}

/// `script`, which fetches parts, taking them from an answer of any type.
fn taking_any_answer(script: &str) -> Result<String> {
    let (takes, takes_any) = TAKES;
    ensure!(script.contains(takes), "{FETCHES} has no `{takes}`: wasm-split-cli writes it otherwise now");
    Ok(script.replace(takes, takes_any) + NAMED)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_taken_from_an_answer_of_any_type() {
        let script = "return async (imports) => (WebAssembly.instantiateStreaming(src, imports));";
        let taking = taking_any_answer(script).expect("it takes parts");
        let (line, rest) = taking.split_at(taking.find('\n').expect("there are more lines"));
        assert_eq!(line, "return async (imports) => (WebAssembly.instantiateStreaming(named(await src), imports));");
        assert_eq!(rest, NAMED);
        let message = taking_any_answer("load(src)").expect_err("it takes none").to_string();
        assert!(message.contains("has no `WebAssembly.instantiateStreaming"), "{message}");
    }
}
