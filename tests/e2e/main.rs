//! The whole application, as a person meets it: the built page in a real browser, with real pointer and keys.
//!
//! `cargo xtask test e2e [filter]` builds the page and runs these. A test reads:
//!
//! ```ignore
//! #[tokio::test]
//! async fn a_marked_phrase_becomes_a_quote() -> Result<()> {
//!     browse(Corpus::Shipped, async |desk| {
//!         let page = desk.open("").await?;
//!         page.click("[data-open-article]").await?;
//!         page.select_phrase("[data-article]", "we will not sign").await?;
//!         page.press("q").await?;
//!         page.wait_for("mark[data-role=content]").await?;
//!         assert_eq!(page.project().await?["quotes"].as_array().map(Vec::len), Some(1));
//!         Ok(())
//!     })
//!     .await
//! }
//! ```
//!
//! [`support`] has the verbs, [`annotator`] the steps that several tests take. A test waits for what should appear
//! ([`support::until`]), never for time to pass; and it fails when the browser's console has an error, or the page's
//! policy was violated, that it did not take note of.

mod annotate;
mod annotator;
mod api;
mod ends;
mod exchange;
mod faults;
mod going;
mod harness;
mod intake;
mod keeping;
mod kept;
mod keyboard;
mod long;
mod merging;
mod offline;
mod opening;
mod parts;
mod people;
mod projects;
mod reading;
mod rescue;
mod revising;
mod selecting;
mod suggesting;
mod taking;
mod typing;
mod views;

#[allow(dead_code, reason = "the verbs are a vocabulary; no one text has to use all of its words")]
mod support;

#[allow(dead_code, reason = "as above")]
#[path = "../support/mod.rs"]
mod fixtures;
