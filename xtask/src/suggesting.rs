//! The commands around what the application proposes, quotes and contradictions to check: train the model, print the
//! proposals of a folder of texts, and how good and fast they are.
//!
//! The packages `trainer` and `bench` do the work, compiled when it is asked for, so that xtask stays quick to compile.
//! Nothing here knows what a quote is.

use std::fs::{self, File};
use std::path::{Path, absolute};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::cli::{SuggestOptions, Way};
use crate::step::{self, step};
use crate::workspace::Workspace;

/// Where the model is kept, from the root of the workspace.
const MODEL: &str = "models/quotes.bin";

/// The rows of the judge's report that are printed: its name for them, the type of quote, and what it is called here.
const ROWS: [(&str, &str, &str); 4] = [
    ("detect50", "direct", "direct, detect50"),
    ("content_partial", "all", "all, content_partial"),
    ("content_exact_lax", "all", "all, content_exact_lax"),
    ("joint50_src_ov", "all", "all, joint50_src_ov"),
];

/// Trains the model on the corpus in `corpus`.
pub(crate) fn train(workspace: &Workspace, corpus: &Path) -> Result<()> {
    let corpus = absolute(corpus)?;
    step("train the model for suggestions", || {
        step::run(trainer(workspace).arg("train").arg(corpus).arg(workspace.root().join(MODEL)))
    })
}

/// Writes the suggestions for a folder of texts to the standard output.
pub(crate) fn suggest(workspace: &Workspace, options: &SuggestOptions) -> Result<()> {
    step::run(&mut suggesting(workspace, &absolute(&options.texts)?, options.way))
}

/// Prints what the judge in `../shared/quotes` says of the suggestions for the development texts, and how fast they
/// were made, by rules and with the model.
pub(crate) fn bench_suggestions(workspace: &Workspace) -> Result<()> {
    let shared = workspace.root().join("../shared");
    let (judge, texts) = (shared.join("quotes/score.py"), shared.join("polnear/dev/text"));
    if !judge.is_file() || !texts.is_dir() {
        bail!("there is no judge or no text for it: {} and {} are needed", judge.display(), texts.display());
    }
    let folder = workspace.target().join("tmp");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let mut columns = Vec::new();
    for (way, name) in [(Way::Rules, "rules"), (Way::Model, "model")] {
        let predictions = folder.join(format!("suggestions-{name}.jsonl"));
        let out = File::create(&predictions).with_context(|| format!("cannot write {}", predictions.display()))?;
        eprintln!("{name}:");
        step::run(suggesting(workspace, &texts, way).stdout(out))?;
        let gold = shared.join("quotes/gold_dev.jsonl");
        let report = step::read(Command::new("python3").arg(&judge).arg(gold).arg(&predictions).arg(&texts))?;
        columns.push(report);
    }
    println!("| F1 on PolNeAR dev | rules | model |\n|---|---|---|");
    for (metric, kind, name) in ROWS {
        let cells: Vec<_> = columns.iter().map(|report| f1(report, metric, kind).unwrap_or("-")).collect();
        println!("| {name} | {} |", cells.join(" | "));
    }
    let cells: Vec<_> = columns.iter().map(|report| overlap(report).unwrap_or("-")).collect();
    println!("| source, overlap given content | {} |", cells.join(" | "));
    let size = fs::metadata(workspace.root().join(MODEL)).context("there is no model")?.len();
    println!("\nThe model is {size} bytes, as it is fetched.");
    Ok(())
}

/// Prints the candidate contradictions of a folder of texts as JSON lines.
pub(crate) fn contradictions(workspace: &Workspace, folder: &Path) -> Result<()> {
    // The program runs in the root of the workspace, and the folder is named from where the person is.
    step::run(bench(workspace).arg("contradictions").arg(absolute(folder)?))
}

/// Prints how well contradictions are found.
pub(crate) fn bench_contradictions(workspace: &Workspace) -> Result<()> {
    step::run(bench(workspace).args(["bench", "contradictions"]).arg(workspace.root()))
}

/// The figure after `F` for a type of quote in the row of a metric.
fn f1<'a>(report: &'a str, metric: &str, kind: &str) -> Option<&'a str> {
    let row = report.lines().find_map(|line| line.strip_prefix(metric).filter(|rest| rest.starts_with(' ')))?;
    let cell = row.split('|').find(|cell| cell.split_whitespace().next() == Some(kind))?;
    cell.split_whitespace().skip_while(|&word| word != "F").nth(1)
}

/// How often a source overlaps where the content was found, of all quotes.
fn overlap(report: &str) -> Option<&str> {
    let row = report.lines().find(|line| line.starts_with("given content") && line.contains(" all "))?;
    row.split_whitespace().skip_while(|&word| word != "overlap").nth(1)
}

fn suggesting(workspace: &Workspace, texts: &Path, way: Way) -> Command {
    let mut command = trainer(workspace);
    command.arg("suggest").arg(texts);
    match way {
        Way::Rules => command.arg("--rules"),
        Way::Model => command.arg(workspace.root().join(MODEL)),
    };
    command
}

/// What trains and suggests, optimised for this machine's time.
fn trainer(workspace: &Workspace) -> Command {
    let mut command = workspace.cargo();
    command.args(["run", "--quiet", "--profile", "native", "--package", "trainer", "--"]);
    command
}

/// What finds contradictions and measures that, optimised as the page is.
fn bench(workspace: &Workspace) -> Command {
    let mut command = workspace.cargo();
    command.args(["run", "--quiet", "--release", "--package", "bench", "--"]);
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_taken_from_the_judges_report() {
        let report = "content_exact      all P 1.0 R 2.0 F 3.0 (p1 g1)\n\
            detect50           all P 1.0 R 2.0 F 4.5 (p1 g1) | direct P 1.0 R 2.0 F 94.7 (p1 g1)\n\
            given content Dice>=.5  all      n 5 source exact 1.0 overlap 86.9 tokenF 1 cue exact 1 overlap 2.0";
        assert_eq!(f1(report, "detect50", "direct"), Some("94.7"));
        assert_eq!(f1(report, "detect50", "all"), Some("4.5"));
        assert_eq!(f1(report, "content", "all"), None);
        assert_eq!(overlap(report), Some("86.9"));
    }
}
