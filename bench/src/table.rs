//! The table of `cargo xtask bench contradictions`.

use std::path::Path;

use anyhow::Result;

use crate::ranking::{Method, figures};
use crate::speed::{STEP, measure};
use crate::stories::{Half, Label, read_stories};

/// Prints the figures of every method on both halves of the stories of the project at `root`, and the speed.
pub(crate) fn print(root: &Path) -> Result<()> {
    let stories = read_stories(root)?;
    println!(
        "Recall and reciprocal rank, in percent. By statement: a statement's true partners among the others of its"
    );
    println!(
        "story. List: the true pairs of a story among all its pairs. Last: how often a hard pair is above a true one.\n"
    );
    println!("| half | method | recall@5 | recall@10 | MRR | list@20 | list@50 | list@100 | hard above true |");
    println!("|---|---|---|---|---|---|---|---|---|");
    for half in [Half::Tune, Half::Report] {
        for method in Method::ALL {
            let figures = figures(method, stories.iter().filter(|story| story.half == half));
            let row = [
                figures.recall_at_5,
                figures.recall_at_10,
                figures.reciprocal_rank,
                figures.list_at_20,
                figures.list_at_50,
                figures.list_at_100,
                figures.hard_above_true,
            ];
            let row: Vec<String> = row.iter().map(|figure| format!("{:.1}", figure * 100.0)).collect();
            println!("| {half:?} | {} | {} |", method.name(), row.join(" | "));
        }
    }
    println!();
    for half in [Half::Tune, Half::Report] {
        let of_half = || stories.iter().filter(|story| story.half == half);
        let pairs = |label| of_half().flat_map(|story| &story.pairs).filter(|pair| pair.2 == label).count();
        let statements: usize = of_half().map(|story| story.statements.len()).sum();
        println!(
            "{half:?}: {} stories, {statements} statements, {} true pairs, {} hard ones",
            of_half().count(),
            pairs(Label::True),
            pairs(Label::Hard),
        );
    }
    println!();
    for count in [1_000, 20_000] {
        let speed = measure(&stories, count);
        println!(
            "{} statements: {:.2} s, {:.0} a second, {} comparisons, the longest step of {STEP} statements {:.1} ms",
            speed.statements,
            speed.seconds,
            f64::from(u32::try_from(count)?) / speed.seconds,
            speed.compared,
            speed.longest,
        );
    }
    Ok(())
}

/// The root of the checkout that is being tested: asked for now, since checkouts may share a target folder.
#[cfg(test)]
pub(crate) fn project_dir() -> std::path::PathBuf {
    let own = std::env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR for tests");
    Path::new(&own).with_file_name("")
}
