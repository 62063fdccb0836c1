//! The developer's commands, run as `cargo xtask <command>`.
//!
//! Reads the command line and hands over. What each command needs from the machine is in [`tools`], [`browser`] and
//! [`node`]; how the page is built is in [`page`], and what a release is made of in [`release`]; how fast it is,
//! [`benching`] measures, and how fast the domain is, [`measuring`]; what it proposes is trained, asked for and measured
//! in [`suggesting`]; what the gate demands is in [`lint`], [`tidy`] and [`suites`].
//! Nothing here knows what the application does.

mod benching;
mod browser;
mod budget;
mod cli;
mod compressed;
mod corpus;
mod files;
mod first_visit;
mod functions;
mod hash;
mod head;
mod imports;
mod lint;
mod measuring;
mod node;
mod page;
mod parts;
mod release;
mod sections;
mod step;
mod styles;
mod suggesting;
mod suites;
mod tidy;
mod tools;
mod worker;
mod workspace;

use std::process::ExitCode;

use anyhow::Result;

use crate::cli::{Benchmark, Command};
use crate::workspace::Workspace;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let command = Command::parse(lexopt::Parser::from_env())?;
    if command == Command::Help {
        print!("{}", cli::HELP);
        return Ok(());
    }
    let workspace = Workspace::find()?;
    match command {
        Command::Help => Ok(()),
        Command::Serve(options) => page::serve(&workspace, &options),
        Command::Dist => release::dist(&workspace),
        Command::Lint => lint::run(&workspace),
        Command::Test(selection) => suites::run(&workspace, &selection),
        Command::Train(corpus) => suggesting::train(&workspace, &corpus),
        Command::Suggest(options) => suggesting::suggest(&workspace, &options),
        Command::Contradictions(folder) => suggesting::contradictions(&workspace, &folder),
        Command::Bench(Benchmark::Page(options)) => benching::page(&workspace, &options),
        Command::Bench(Benchmark::Suggest) => suggesting::bench_suggestions(&workspace),
        Command::Bench(Benchmark::Contradictions) => suggesting::bench_contradictions(&workspace),
        Command::Bench(Benchmark::Native(filter)) => measuring::native(&workspace, filter.as_deref()),
        Command::FinishPage => page::finish(),
    }
}
