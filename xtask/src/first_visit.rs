//! What a first visit fetches before an article can be marked.
//!
//! The end-to-end tests compile this file too, to prove that it takes no more than this.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::Value;

use super::head;

/// The names of the files that a first visit to the release in `folder` fetches, the page itself first.
///
/// # Errors
/// Where the page or its list of articles cannot be read.
pub(crate) fn files(folder: &Path) -> Result<Vec<String>> {
    const PAGE: &str = "index.html";
    const ARTICLES: &str = "articles/index.json";

    let read = |name: &str| fs::read_to_string(folder.join(name)).with_context(|| format!("cannot read {name}"));
    let mut names = vec![PAGE.to_owned()];
    names.extend(head::files(&read(PAGE)?));
    names.push(ARTICLES.to_owned());
    let index: Value = serde_json::from_str(&read(ARTICLES)?).with_context(|| format!("{ARTICLES} is not JSON"))?;
    let articles = index["articles"].as_array().with_context(|| format!("{ARTICLES} has no list of articles"))?;
    for article in articles {
        let file = article["file"].as_str().with_context(|| format!("{ARTICLES} has an article without a file"))?;
        names.push(format!("articles/{file}"));
    }
    Ok(names)
}
