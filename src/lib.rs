//! Counterpoint: a browser-only annotator for news.
//!
//! People open several articles about one event, tag who said what, and flag where the accounts contradict
//! each other. [`domain`] is pure Rust: the model, the edits, the replica, the session.

pub mod domain;
