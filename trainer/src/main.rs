//! Trains the model of suggestions and measures suggestions: what `cargo xtask train`, `suggest` and `bench` run.
//!
//! It is a program of its own, so that `xtask`, which is compiled before anything else, need not know the
//! application. Reading a corpus is in [`corpus`], what its spans make of tokens in [`gold`], training in [`examples`],
//! [`crf`] and [`training`], and what is written for a judge in [`predictions`].

mod corpus;
mod crf;
mod examples;
mod gold;
mod predictions;
mod training;

use std::env;
use std::path::Path;

use anyhow::{Result, bail};

fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["train", corpus, model] => training::run(Path::new(corpus), Path::new(model)),
        ["suggest", texts, "--rules"] => predictions::write(Path::new(texts), None),
        ["suggest", texts, model] => predictions::write(Path::new(texts), Some(Path::new(model))),
        _ => bail!("this program is run by `cargo xtask train | suggest | bench`"),
    }
}
