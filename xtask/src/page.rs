//! Builds the page with trunk, and serves it. `Trunk.toml` has what holds for plain `trunk` too. What a release is made
//! of besides is in [`crate::release`].

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::cli::ServeOptions;
use crate::corpus;
use crate::step::{self, step};
use crate::tools::Tools;
use crate::worker;
use crate::workspace::Workspace;

/// Names a folder of articles to serve; carries `--articles` through trunk to [`finish`].
const ARTICLES: &str = "COUNTERPOINT_ARTICLES";

/// Builds the page, serves it on 127.0.0.1 and rebuilds on change, until interrupted.
pub(crate) fn serve(workspace: &Workspace, options: &ServeOptions) -> Result<()> {
    let articles = options.articles.as_deref().map(readable_corpus).transpose()?;
    let tools = Tools::for_page(workspace)?;
    let mut trunk = trunk(workspace, &tools, "serve")?;
    trunk.args(["--address", "127.0.0.1", "--port", &options.port.to_string()]);
    if options.open {
        trunk.arg("--open");
    }
    if options.release {
        trunk.arg("--release");
    }
    if let Some(folder) = articles {
        trunk.env(ARTICLES, &folder).arg("--watch").arg(workspace.root()).arg("--watch").arg(folder);
    }
    eprintln!("\nThe page will be on http://127.0.0.1:{}/ (the first build takes a minute or two)", options.port);
    step("serve the page", || step::become_program(&mut trunk))
}

/// Finishes the page that trunk has just built, in trunk's staging folder. `Trunk.toml` calls this after each build.
pub(crate) fn finish() -> Result<()> {
    let staging = env::var_os("TRUNK_STAGING_DIR").map(PathBuf::from);
    let staging = staging.context("TRUNK_STAGING_DIR is not set: trunk calls `finish-page`, after a build")?;
    if let Some(folder) = env::var_os(ARTICLES) {
        corpus::stage(Path::new(&folder), &staging.join("articles"))?;
    }
    worker::write_retired(&staging)?;
    let page = staging.join("index.html");
    let html = fs::read_to_string(&page).with_context(|| format!("cannot read {}", page.display()))?;
    if let Some((html, script)) = split_reload_script(&html) {
        fs::write(staging.join("reload.js"), script).context("cannot write reload.js")?;
        fs::write(&page, html).with_context(|| format!("cannot write {}", page.display()))?;
    }
    Ok(())
}

/// Moves the script by which `trunk serve` reloads the page from the page into a file, `reload.js`: the page's policy
/// allows no inline script. Trunk fills in the address only while serving HTML, so that is done here.
///
/// Returns the page and the script, or nothing where the page has no such script, as in a release.
fn split_reload_script(html: &str) -> Option<(String, String)> {
    const OPEN: &str = "<script>";
    const CLOSE: &str = "</script>";

    let address = html.find("'{{__TRUNK_ADDRESS__}}'")?;
    let start = html[..address].rfind(OPEN)?;
    let end = address + html[address..].find(CLOSE)?;
    let script = html[start + OPEN.len()..end]
        .replace("'{{__TRUNK_ADDRESS__}}'", "window.location.host")
        .replace("{{__TRUNK_WS_BASE__}}", "/");
    let page = format!("{}<script src=\"reload.js\">{}", &html[..start], &html[end..]);
    Some((page, script))
}

/// The absolute path of a folder of articles, checked before anything is built.
fn readable_corpus(folder: &Path) -> Result<PathBuf> {
    let absolute = folder.canonicalize().with_context(|| format!("there is no folder {}", folder.display()))?;
    let names = corpus::articles_in(&absolute)?;
    eprintln!("Serving {} articles of {}", names.len(), folder.display());
    Ok(absolute)
}

/// A command of trunk.
pub(crate) fn trunk(workspace: &Workspace, tools: &Tools, command: &str) -> Result<Command> {
    let mut trunk = tools.command(workspace, "trunk")?;
    trunk.args([command, "--skip-version-check"]);
    // Trunk reads NO_COLOR as `true` or `false`; by custom, any value means no colour.
    if env::var_os("NO_COLOR").is_some() {
        trunk.env("NO_COLOR", "true");
    }
    Ok(trunk)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_of_articles_is_checked_first() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let check = |name: &str, part: &str| {
            let error = readable_corpus(&folder.path().join(name)).expect_err(name);
            assert!(format!("{error:#}").contains(part), "{name}: {error:#}");
        };
        fs::write(folder.path().join(".hidden.txt"), "").expect("a file can be written");
        fs::write(folder.path().join("picture.png"), "").expect("a file can be written");
        check("nowhere", "there is no folder");
        check("picture.png", "cannot read the folder of articles");
        check("", "no file ends in .txt, .md, .html, .htm");
    }

    #[test]
    fn the_articles_and_an_index_are_staged() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let served = folder.path().join("served");
        for name in ["100% #2.txt", "Küste.HTML", "note.md", "picture.png"] {
            fs::write(folder.path().join(name), name).expect("a file can be written");
        }
        fs::create_dir(&served).expect("a folder can be made");
        fs::write(served.join("of-before.txt"), "").expect("a file can be written");

        corpus::stage(folder.path(), &served).expect("the folder has articles");
        let index = fs::read_to_string(served.join("index.json")).expect("there is an index");
        assert_eq!(index, r#"{"articles":[{"file":"100% #2.txt"},{"file":"Küste.HTML"},{"file":"note.md"}]}"#);
        assert_eq!(fs::read_to_string(served.join("100% #2.txt")).expect("it was copied"), "100% #2.txt");
        assert!(!served.join("of-before.txt").exists());
    }

    #[test]
    fn the_reload_script_becomes_a_file() {
        let html = "<body><script src=\"a.js\"></script><script>const a = '{{__TRUNK_ADDRESS__}}' + \
                    '{{__TRUNK_WS_BASE__}}';</script></body>";
        let (page, script) = split_reload_script(html).expect("there is a script");
        assert_eq!(page, "<body><script src=\"a.js\"></script><script src=\"reload.js\"></script></body>");
        assert_eq!(script, "const a = window.location.host + '/';");
    }

    #[test]
    fn a_page_without_it_stays_as_it_is() {
        assert_eq!(split_reload_script("<body><script>start()</script></body>"), None);
    }
}
