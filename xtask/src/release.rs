//! Builds the page for release: trunk builds it whole, then it is taken apart.
//!
//! Everything is made in a folder of its own first, so that nobody is served half a page.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::budget;
use crate::compressed;
use crate::files;
use crate::hash;
use crate::head;
use crate::page;
use crate::parts::{self, Part};
use crate::step::{self, step};
use crate::tools::Tools;
use crate::workspace::Workspace;

/// Builds the page for release into `dist/`, with compressed files beside the plain ones, and says how large it is.
pub(crate) fn dist(workspace: &Workspace) -> Result<()> {
    let folder = workspace.root().join("dist");
    build(workspace, &folder)?;
    let sizes = step("compress the files", || compressed::write_all(&folder))?;
    budget::print(&folder, &sizes)?;
    eprintln!("\ndist/ is ready: copy it to any static host, under any path.");
    Ok(())
}

/// Builds the page for release into `folder`, which is emptied first.
pub(crate) fn build(workspace: &Workspace, folder: &Path) -> Result<()> {
    let tools = Tools::for_release(workspace)?;
    let staging = workspace.target().join("page");
    files::make_empty(&staging)?;
    step("build the page for release", || {
        let mut trunk = page::trunk(workspace, &tools, "build")?;
        step::run(trunk.args(["--release", "--features", "split", "--dist"]).arg(&staging))
    })?;
    step("take the page apart", || put(&parts::take_out(workspace, &tools)?, &staging))?;
    files::make_empty(folder)?;
    files::copy_all(&staging, folder)
}

/// Puts the parts into the page that trunk has built in `page`, in place of the whole.
///
/// They are in one folder, with the hash of all of them in its name: they fit each other and no others.
fn put(parts: &[Part], page: &Path) -> Result<()> {
    let all: Vec<_> = parts.iter().flat_map(|part| [part.name.as_bytes(), &[0], &part.bytes].concat()).collect();
    let name = format!("page-{}", hash::digits(&all));
    let folder = page.join(&name);
    fs::create_dir(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    for part in parts {
        let path = folder.join(&part.name);
        fs::write(&path, &part.bytes).with_context(|| format!("cannot write {}", path.display()))?;
    }

    let index = page.join("index.html");
    let html = fs::read_to_string(&index).with_context(|| format!("cannot read {}", index.display()))?;
    let address = |part: &str| format!("./{name}/{part}");
    let links = head::links(&address(parts::START), &address(parts::FETCHES), &address(parts::MAIN));
    let (html, unused) = head::pointed_at(&html, &links)?;
    for file in unused {
        fs::remove_file(page.join(&file)).with_context(|| format!("cannot remove {file}"))?;
    }
    fs::write(&index, html).with_context(|| format!("cannot write {}", index.display()))
}
