//! The model and everything that can be said about it without a browser.
//!
//! Dependencies run one way: text <- annotation <- project <- edit <- history <- session. `segment` and the
//! formats of `exchange` read a project and change nothing. No file here may use a web crate, read a clock, draw a
//! random number, or do input or output.

pub mod address;
pub mod annotation;
pub mod article;
pub mod command;
pub mod edit;
pub mod exchange;
pub mod history;
pub mod id;
pub mod intake;
pub mod keys;
pub mod listing;
pub mod project;
pub mod quotation;
pub mod record;
pub mod replica;
pub mod search;
pub mod segment;
pub mod session;
pub mod snap;
pub mod tally;
pub mod text;
