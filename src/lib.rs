//! Counterpoint: a browser-only annotator for news.
//!
//! People open several articles about one event, tag who said what, and flag where the accounts contradict
//! each other. The crate has two floors:
//!
//! - [`domain`] is pure Rust: the model, the edits, the replica, the session. It has no web crate, no clock, no
//!   randomness and no input or output; time and a random number are handed in. It is tested natively.
//! - `web` is the Yew shell: it draws what the session says, turns what people do into intents, and carries
//!   bytes to and from storage. It exists only on wasm32.
//!
//! Invariants that hold everywhere:
//!
//! - An article's text is never altered. Its id is the hash of the text.
//! - A [span](domain::text::Span) is in bytes, on boundaries of grapheme clusters. Other units exist only
//!   where bytes meet the outside, and are converted in [`domain::text`] alone.
//! - Every copy is a replica and loading is merging: see [`domain::replica`].
//! - Nothing but [`Session::update`](domain::session::Session::update) changes the project, and an
//!   [`Uptake`](domain::session::Uptake), which owns the session while it takes a file in.

#![cfg_attr(not(test), warn(clippy::disallowed_methods))]

pub mod domain;

#[cfg(target_arch = "wasm32")]
pub mod web;
