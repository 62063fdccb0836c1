//! How much a first visit may fetch, and the table of what it does.
//!
//! What belongs to a first visit is in [`first_visit`].

use std::fmt::Write;
use std::path::Path;

use anyhow::{Result, bail};

use crate::compressed::{self, Sizes};
use crate::first_visit;

/// What a first visit is to fetch at most one day, in bytes with Brotli.
const GOAL: usize = 330_000;

/// What it may fetch at most now: it is to be lowered with what it fetches, and not to be raised.
const BUDGET: usize = 472_000;

/// Fails where a first visit to the release in `folder` fetches more than it may.
///
/// # Errors
/// The message names the files and their sizes.
pub(crate) fn check(folder: &Path) -> Result<()> {
    let names = first_visit::files(folder)?;
    let sizes = compressed::sizes(folder, &names)?;
    let files: Vec<_> = names.into_iter().zip(sizes).collect();
    match within(&files, BUDGET) {
        Some(complaint) => bail!(complaint),
        None => Ok(()),
    }
}

/// Prints the sizes of all `files` of the release in `folder`, and those of a first visit together.
///
/// # Errors
/// Where it cannot be told what a first visit fetches.
pub(crate) fn print(folder: &Path, files: &[(String, Sizes)]) -> Result<()> {
    let names = first_visit::files(folder)?;
    let (first, others): (Vec<_>, Vec<_>) = files.iter().cloned().partition(|(name, _)| names.contains(name));
    print!("{}", table("the first visit", &first));
    print!("{}", table("all that may come later", &others));
    let bytes = total(&first).brotli;
    println!("\nA first visit takes {bytes} bytes with Brotli; the goal is {GOAL}, and the tests demand {BUDGET}.");
    Ok(())
}

/// What to say where `files` are over `budget`.
fn within(files: &[(String, Sizes)], budget: usize) -> Option<String> {
    let bytes = total(files).brotli;
    (bytes > budget).then(|| {
        let table = table("the first visit", files);
        format!("a first visit takes {bytes} bytes with Brotli, more than the budget of {budget}:\n{table}")
    })
}

fn total(files: &[(String, Sizes)]) -> Sizes {
    files.iter().fold(Sizes { plain: 0, gzip: 0, brotli: 0 }, |sum, (_, sizes)| Sizes {
        plain: sum.plain + sizes.plain,
        gzip: sum.gzip + sizes.gzip,
        brotli: sum.brotli + sizes.brotli,
    })
}

/// A table of `files`, the largest first, with their sum.
fn table(title: &str, files: &[(String, Sizes)]) -> String {
    let mut files = files.to_vec();
    files.sort_by_key(|(_, sizes)| std::cmp::Reverse(sizes.brotli));
    files.push(("together".to_owned(), total(&files)));
    let mut table = format!("\n{title:48} {:>10} {:>10} {:>10}\n", "bytes", "gzip", "Brotli");
    for (name, Sizes { plain, gzip, brotli }) in files {
        writeln!(table, "{name:48} {plain:>10} {gzip:>10} {brotli:>10}").expect("a string takes everything");
    }
    table
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn what_is_over_the_budget_is_named_with_its_size() {
        let file = |name: &str, brotli| (name.to_owned(), Sizes { plain: 4 * brotli, gzip: 2 * brotli, brotli });
        let files = [file("start.js", 10), file("main.wasm", 90)];
        assert_eq!(within(&files, 100), None);
        let complaint = within(&files, 99).expect("it is too much");
        for part in ["takes 100 bytes with Brotli", "budget of 99", "main.wasm", "360", "together", "400"] {
            assert!(complaint.contains(part), "{complaint}");
        }
        assert!(complaint.find("main.wasm") < complaint.find("start.js"), "the largest is first: {complaint}");
    }

    #[test]
    fn the_page_what_it_names_and_the_articles_are_fetched() {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let write =
            |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file can be written");
        write(
            "index.html",
            "<head><link rel=\"stylesheet\" href=\"./a.css\"><script src=\"./b.js\"></script></head>",
        );
        fs::create_dir(folder.path().join("articles")).expect("a folder can be made");
        write("articles/index.json", r#"{"articles": [{"file": "one.txt", "title": "One"}, {"file": "two.txt"}]}"#);
        let expected = ["index.html", "a.css", "b.js", "articles/index.json", "articles/one.txt", "articles/two.txt"];
        assert_eq!(first_visit::files(folder.path()).expect("the page can be read"), expected);

        write("articles/index.json", r#"{"articles": [{"title": "One"}]}"#);
        let message = first_visit::files(folder.path()).expect_err("it names no file").to_string();
        assert!(message.contains("an article without a file"), "{message}");
    }
}
