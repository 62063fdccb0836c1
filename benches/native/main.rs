//! Measures the domain natively, on generated projects of 1,000 to 100,000 quotes, and prints how its costs grow.
//!
//! `cargo xtask bench native [FILTER]`. What stands here is what a person waits for: opening a project, marking a quote,
//! looking at a paragraph, searching, taking a file. It knows the domain alone; the page is measured in a browser.

mod anchor;
mod exchange;
mod growth;
mod importing;
mod replica;
mod search;
mod segment;
mod session;
mod words;
mod world;

use std::time::Duration;

/// How long one measure at one size is repeated.
const PATIENCE: Duration = Duration::from_secs(2);

fn main() {
    divan::Divan::default().max_time(PATIENCE).config_with_args().main();
    growth::print();
}
