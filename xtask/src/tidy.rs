//! Tidiness: the rules of the house that no other tool checks, as a table.
//!
//! Each rule reads one Rust file at a time and knows it by its path from the root, with `/` between folders.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

/// A file fits one reading.
const LONGEST_FILE: usize = 450;

/// A rule: where it holds, and what in a file breaks it.
struct Rule {
    /// The rule, as a sentence.
    says: &'static str,
    /// The folder it holds in; empty for everywhere.
    within: &'static str,
    /// Whether it leaves unit tests alone: what follows `#[cfg(test)]`, and files named `tests.rs`.
    spares_tests: bool,
    /// The number, from 1, of the line of a text that breaks it.
    broken_at: fn(&str) -> Option<usize>,
}

const RULES: [Rule; 5] = [
    Rule {
        says: "a file opens with `//!`: what it owns, what it must not know",
        within: "",
        spares_tests: false,
        broken_at: |text| (!text.starts_with("//!")).then_some(1),
    },
    Rule {
        says: "a file fits one reading: 450 lines at most",
        within: "",
        spares_tests: false,
        broken_at: |text| (text.lines().count() > LONGEST_FILE).then_some(LONGEST_FILE + 1),
    },
    Rule {
        says: "the domain knows no web crate and nothing of crate::web",
        within: "src/domain/",
        spares_tests: false,
        broken_at: |text| {
            first_code_line(text, |line| {
                line.contains("crate::web")
                    || words(line).any(|word| {
                        ["yew", "web_sys", "js_sys", "wasm_bindgen", "serde_wasm_bindgen", "wasm_bindgen_futures"]
                            .contains(&word)
                            || word.starts_with("gloo")
                    })
            })
        },
    },
    Rule {
        says: "the domain has no clock, no randomness and no I/O: they are handed in",
        within: "src/domain/",
        spares_tests: true,
        broken_at: |text| {
            first_code_line(text, |line| {
                ["std::fs", "std::net", "std::env"].iter().any(|part| line.contains(part))
                    || words(line).any(|word| ["Instant", "SystemTime", "getrandom"].contains(&word))
            })
        },
    },
    Rule {
        says: "a test waits for what should appear, it never sleeps",
        within: "tests/",
        spares_tests: false,
        broken_at: |text| {
            // Who puts another clock in its place does not wait for it.
            let waits = |line: &str| words(line).any(|word| word == "sleep") || line.contains("setTimeout(");
            first_code_line(text, waits)
        },
    },
];

/// Checks every Rust file of the workspace that lives under `root`.
///
/// # Errors
/// Where a rule is broken; the message lists each place.
pub(crate) fn run(root: &Path) -> Result<()> {
    let mut broken = Vec::new();
    for folder in ["src", "tests", "benches", "bench/src", "trainer/src", "xtask/src"] {
        visit(root, folder, &mut |path, text| broken.extend(findings(path, text)))?;
    }
    if !broken.is_empty() {
        bail!("{} broken:\n{}", if broken.len() == 1 { "a rule is" } else { "rules are" }, broken.join("\n"));
    }
    Ok(())
}

/// What is wrong with the file at `path`, a line each.
fn findings<'a>(path: &'a str, text: &'a str) -> impl Iterator<Item = String> + 'a {
    RULES.iter().filter(move |rule| path.starts_with(rule.within)).filter_map(move |rule| {
        let line = (rule.broken_at)(if rule.spares_tests { without_tests(path, text) } else { text })?;
        Some(format!("  {path}:{line}: {}", rule.says))
    })
}

/// Hands each Rust file under `folder`, a path from `root`, to `look`, in the order of their names.
fn visit(root: &Path, folder: &str, look: &mut dyn FnMut(&str, &str)) -> Result<()> {
    let directory = root.join(folder);
    if !directory.is_dir() {
        return Ok(());
    }
    let mut entries = fs::read_dir(&directory)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .with_context(|| format!("cannot list {folder}"))?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let name = entry.file_name();
        let path = format!("{folder}/{}", name.to_string_lossy());
        if entry.path().is_dir() {
            if name != "node_modules" {
                visit(root, &path, look)?;
            }
        } else if entry.path().extension() == Some(OsStr::new("rs")) {
            let text = fs::read_to_string(entry.path()).with_context(|| format!("cannot read {path}"))?;
            look(&path, &text);
        }
    }
    Ok(())
}

/// What of a file is compiled into the application.
fn without_tests<'a>(path: &str, text: &'a str) -> &'a str {
    if path.ends_with("/tests.rs") {
        return "";
    }
    text.find("#[cfg(test)]\nmod ").map_or(text, |tests| &text[..tests])
}

/// The first line, from 1, that is not a comment and that `breaks` the rule.
fn first_code_line(text: &str, breaks: impl Fn(&str) -> bool) -> Option<usize> {
    let line = text.lines().position(|line| !line.trim_start().starts_with("//") && breaks(line))?;
    Some(line + 1)
}

/// The identifiers and keywords of a line.
fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|character: char| !character.is_alphanumeric() && character != '_').filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_holds_where_it_says() {
        let check = |path: &str, text: &str, expected: &[&str]| {
            let found: Vec<String> = findings(path, text).collect();
            assert_eq!(found.len(), expected.len(), "{path}: {text:?} gives {found:?}");
            for (finding, part) in found.iter().zip(expected) {
                assert!(finding.contains(part), "{finding:?} does not say {part:?}");
            }
        };
        let long = "//! Long.\n".to_owned() + &"\n".repeat(LONGEST_FILE);
        let fitting = "//! Fits.\n".to_owned() + &"\n".repeat(LONGEST_FILE - 1);

        check("src/lib.rs", "//! The map.\n", &[]);
        check("src/lib.rs", "use yew::Html;\n", &["src/lib.rs:1: a file opens with"]);
        check("src/lib.rs", &long, &["src/lib.rs:451: a file fits one reading"]);
        check("src/lib.rs", &fitting, &[]);
        check("src/web/app.rs", "//! The app.\nuse yew::Html;\n", &[]);
        check("src/domain/text.rs", "//! Text.\n// Not yew.\nuse yewel::Ring;\n", &[]);
        check("src/domain/text.rs", "//! Text.\nuse yew::Html;\n", &["text.rs:2: the domain knows no web crate"]);
        check(
            "src/domain/text.rs",
            "//! Text.\nuse gloo_timers::x;\n",
            &["text.rs:2: the domain knows no web crate"],
        );
        check(
            "src/domain/text.rs",
            "//! Text.\nuse crate::web::app;\n",
            &["text.rs:2: the domain knows no web crate"],
        );
        check(
            "src/domain/text.rs",
            "//! Text.\nstd::time::Instant::now();\n",
            &["text.rs:2: the domain has no clock"],
        );
        check("src/domain/text.rs", "//! Text.\n#[cfg(test)]\nmod tests { use std::fs; }\n", &[]);
        check("src/domain/text/tests.rs", "//! Tests.\nuse std::fs;\n", &[]);
        check("tests/e2e/open.rs", "//! Opens.\nsleep(SECOND).await;\n", &["open.rs:2: a test waits"]);
        check("tests/e2e/open.rs", "//! Opens.\nlet asleep = true; // sleepy\n", &[]);
    }
}
