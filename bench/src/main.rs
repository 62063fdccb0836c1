//! Measures the domain on fixtures and prints what it proposes. Run by `cargo xtask`, which knows the words for people.
//!
//! Reads the command line and hands over. Nothing here is part of the application.

mod listing;
mod ranking;
mod speed;
mod stories;
mod table;

use std::path::Path;

use anyhow::{Result, bail};

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["contradictions", folder] => listing::print(Path::new(folder)),
        ["bench", "contradictions", root] => table::print(Path::new(root)),
        _ => bail!("usage: bench contradictions DIR, or bench bench contradictions ROOT"),
    }
}
