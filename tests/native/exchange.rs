//! The formats: what goes out, and what comes back.

mod claim_review;
mod csv;
mod dossier;
mod outgoing;
