//! The model and everything that can be said about it without a browser.
//!
//! Dependencies run one way: text <- article <- annotation <- project <- edit <- session. Below annotation stand also
//! id, record and order, which use nothing here, dismissal, which names places in texts, and anchor, which finds spans again and
//! knows text alone. quotation and snap,
//! which say what spans of a text are, serve edit and session; history and replica, which know a project and its writes,
//! and command, a list of names, serve session.
//! journal knows ids and bytes alone: how updates are kept so that none is lost. shelf, the list of projects, knows ids
//! and words alone.
//! segment, search, listing, tally, reminder and the formats of exchange read a project and change nothing. backup keeps
//! the bytes of a replica and the texts in one file; it borrows from exchange how moments are written and texts proved.
//! merging tells what a replica or a file would change in a project, before it does; for a file of another program,
//! exchange tells it what that would set. revising brings quotes over to another text of their article: it asks anchor
//! where they are there, and makes writes.
//! suggest proposes quotes in a text, and pairs of statements that may contradict each other; it changes nothing.
//! wording names the texts that people type, and the edits that set them.
//! intake makes texts of files, asks article what their lines are, and knows a backup when it sees one; keys spells
//! commands; address spells which project a page shows and what a session has in view of it.
//!
//! No file here may use a web crate, read a clock, draw a random number, or do input or output.

pub mod address;
pub mod anchor;
pub mod annotation;
pub mod article;
pub mod backup;
pub mod command;
pub mod dismissal;
pub mod edit;
pub mod exchange;
pub mod history;
pub mod id;
pub mod intake;
pub mod journal;
pub mod keys;
pub mod listing;
pub mod merging;
pub mod order;
pub mod project;
pub mod quotation;
pub mod record;
pub mod reminder;
pub mod replica;
pub mod revising;
pub mod search;
pub mod segment;
pub mod session;
pub mod shelf;
pub mod snap;
pub mod suggest;
pub mod tally;
pub mod text;
pub mod wording;
