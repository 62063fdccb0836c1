//! The formats: what goes out, and what comes back.

mod csv;
mod dossier;
mod outgoing;
