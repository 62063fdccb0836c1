//! How fast the built page is, beside the floor and the best peer: one headless Chromium, one run, one table.
//!
//! `cargo xtask bench page [filter]` starts it. It reports; no figure makes it fail. Times are those of the page's main
//! thread ([`meter`]), medians over some rounds ([`time`]), of what a person or a script does there ([`measures`]).

mod application;
mod bench;
mod brotli;
mod devtools;
mod document;
mod floor;
mod hand;
mod host;
mod made_up;
mod measures;
mod meter;
mod profile;
mod project;
mod recogito;
mod subject;
mod table;
mod time;
mod trace;

#[allow(dead_code, unused_imports, reason = "it is the trainer's; what is measured needs less of it")]
#[path = "../../trainer/src/corpus.rs"]
mod corpus;

#[allow(dead_code, unused_imports, reason = "it is the end-to-end tests'; not each of their verbs is needed here")]
#[path = "../../tests/e2e/support/mod.rs"]
mod support;

#[allow(dead_code, reason = "as above")]
#[path = "../../tests/support/mod.rs"]
mod fixtures;

use std::env;
use std::path::PathBuf;

use anyhow::Result;

use crate::bench::Bench;
use crate::document::Origin;
use crate::host::Host;
use crate::table::Table;

/// Names a folder for profiles of what is measured.
const PROFILES: &str = "COUNTERPOINT_PROFILES";

#[tokio::main]
async fn main() -> Result<()> {
    // Cargo adds an option of its own.
    let filter = env::args().skip(1).find(|argument| !argument.starts_with('-')).unwrap_or_default();
    let profiles = env::var_os(PROFILES).filter(|folder| !folder.is_empty()).map(PathBuf::from);
    eprintln!("==> the page, compressed");
    let host = Host::of_page(&support::built_page()?)?;
    let (origin, articles) = document::articles()?;
    let mut bench = Bench::set_up(host, profiles).await?;
    let mut table = Table::default();
    let outcome = measures::run(&mut bench, &articles, &filter, &mut table).await;
    let texts = match origin {
        Origin::Corpus => "texts and attributions of PolNeAR's train set",
        Origin::MadeUp => "made-up texts, since ../shared/polnear is missing",
    };
    println!("{}, {texts}\n", bench.browser().await?);
    println!("{table}");
    outcome
}
