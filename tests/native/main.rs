//! Laws and fixtures of the domain, on the host.

mod anchor;
mod comparing;
mod contradictions;
mod edits;
mod exchange;
mod journal;
mod jsonld;
mod merging;
mod regions;
mod replica;
mod search;
mod segment;
mod session;
mod shelf;
mod suggesting;
mod units;
mod uptake;
mod world;

#[path = "../support/mod.rs"]
mod fixtures;
