//! Builds the page for release: trunk builds it whole, then it is taken apart, and told what it consists of.
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
use crate::styles;
use crate::tools::Tools;
use crate::worker;
use crate::workspace::Workspace;

/// Has the browser keep the page: see there.
const OFFLINE: &str = "offline.js";

/// All styles of a release.
const STYLE: &str = "style.css";

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
    step("take the page apart", || {
        let mut parts = parts::take_out(workspace, &tools)?;
        let offline = workspace.root().join(OFFLINE);
        let bytes = fs::read(&offline).with_context(|| format!("cannot read {}", offline.display()))?;
        parts.push(Part { name: OFFLINE.to_owned(), bytes });
        parts.push(Part { name: STYLE.to_owned(), bytes: style(&staging)?.into_bytes() });
        put(&parts, &staging)
    })?;
    worker::write(&staging)?;
    files::make_empty(folder)?;
    files::copy_all(&staging, folder)
}

/// The stylesheets of the page that trunk has built in `page`, as one.
fn style(page: &Path) -> Result<String> {
    let index = page.join("index.html");
    let html = fs::read_to_string(&index).with_context(|| format!("cannot read {}", index.display()))?;
    let read = |name: &String| fs::read_to_string(page.join(name)).with_context(|| format!("cannot read {name}"));
    Ok(styles::joined(&head::styles(&html).iter().map(read).collect::<Result<Vec<_>>>()?))
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
    let (html, unused) = head::pointed_at(&html, &links, &address(STYLE), &address(OFFLINE))?;
    for file in unused {
        fs::remove_file(page.join(&file)).with_context(|| format!("cannot remove {file}"))?;
    }
    fs::write(&index, html).with_context(|| format!("cannot write {}", index.display()))
}

#[cfg(test)]
mod tests {
    use crate::head;

    const BUILT: &str = "<!doctype html>
<head>
    <!-- <link> -->
    <link rel=\"icon\" href=\"data:image/svg+xml,%3Csvg\">
    <link rel=\"stylesheet\" href=\"./base-1.css\" integrity=\"sha384-x\"/>
    <link rel=\"stylesheet\" href=\"./last-1.css\" integrity=\"sha384-z\"/>
    <script src=\"./start-2.js\" integrity=\"sha384-y\" type=\"module\"></script>
<link rel=\"modulepreload\" href=\"./program-3.js\" crossorigin=\"anonymous\"><link rel=\"preload\" \
                         href=\"./program-3_bg.wasm\" as=\"fetch\" type=\"application/wasm\"></head>
<body></body>";

    #[test]
    fn the_files_that_a_page_names_are_found() {
        let files = ["base-1.css", "last-1.css", "start-2.js", "program-3.js", "program-3_bg.wasm"];
        assert_eq!(head::files(BUILT), files);
        assert_eq!(head::styles(BUILT), files[..2]);
        assert_eq!(head::files("<body>href=\"a.css\" src=\"b.js\"</body>"), <[&str; 0]>::default());
    }

    #[test]
    fn a_page_is_pointed_at_other_files() {
        let links = head::links("./page/start.js", "./page/more.js", "./page/main.wasm");
        let pointed_at = |page| head::pointed_at(page, &links, "./page/all.css", "./page/last.js");
        let (page, unused) = pointed_at(BUILT).expect("trunk's links are there");
        assert_eq!(unused, ["program-3.js", "program-3_bg.wasm", "base-1.css", "last-1.css"]);
        assert_eq!(
            head::files(&page),
            ["page/all.css", "start-2.js", "page/start.js", "page/more.js", "page/main.wasm", "page/last.js"]
        );
        assert!(page.ends_with("<script type=\"module\" src=\"./page/last.js\"></script>\n</head>\n<body></body>"));
        // They cannot be there twice, and a page without them was not built with a program.
        assert!(pointed_at(&page).is_err());
        assert!(pointed_at("<head></head>").is_err());
    }
}
