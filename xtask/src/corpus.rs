//! Any folder of articles, made into what the page fetches: the files, and an `index.json` that names them.
//!
//! The end-to-end tests compile this file too, to serve a folder the way `cargo xtask serve --articles` does. It knows
//! nothing of what an article is.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde_json::json;

/// The endings of file names that are articles, in lower case.
const ENDINGS: [&str; 4] = ["txt", "md", "html", "htm"];

/// The names of the articles in `folder`, sorted; its subfolders and hidden files are left alone.
///
/// # Errors
/// Where `folder` cannot be read, has no article, or has one whose name is not Unicode: the index could not name it.
pub(crate) fn articles_in(folder: &Path) -> Result<Vec<String>> {
    let entries =
        fs::read_dir(folder).with_context(|| format!("cannot read the folder of articles {}", folder.display()))?;
    let mut names = Vec::new();
    for entry in entries {
        let path = entry.with_context(|| format!("cannot list {}", folder.display()))?.path();
        if !is_article(&path) {
            continue;
        }
        match path.file_name().and_then(OsStr::to_str) {
            Some(name) => names.push(name.to_owned()),
            None => bail!("the name of {} is not Unicode: rename it", path.display()),
        }
    }
    if names.is_empty() {
        bail!("there is no article in {}: no file ends in .{}", folder.display(), ENDINGS.join(", ."));
    }
    names.sort();
    Ok(names)
}

/// Copies the articles of `folder` into `served`, which is emptied first, and writes the index beside them.
///
/// # Errors
/// As [`articles_in`], and where a file cannot be read or written.
pub(crate) fn stage(folder: &Path, served: &Path) -> Result<()> {
    let names = articles_in(folder)?;
    if served.exists() {
        fs::remove_dir_all(served).with_context(|| format!("cannot empty {}", served.display()))?;
    }
    fs::create_dir_all(served).with_context(|| format!("cannot make {}", served.display()))?;
    for name in &names {
        // Read and write, not copy: a read-only original is served, not its permissions.
        let source: PathBuf = folder.join(name);
        let bytes = fs::read(&source).with_context(|| format!("cannot read {}", source.display()))?;
        fs::write(served.join(name), bytes).with_context(|| format!("cannot copy {}", source.display()))?;
    }
    let files: Vec<_> = names.iter().map(|name| json!({ "file": name })).collect();
    fs::write(served.join("index.json"), json!({ "articles": files }).to_string()).context("cannot write index.json")
}

fn is_article(path: &Path) -> bool {
    let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default().to_lowercase();
    !hidden && ENDINGS.contains(&ending.as_str()) && path.is_file()
}
