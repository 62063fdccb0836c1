//! Laws of the formats: what goes out comes back, and nothing that comes in does harm.

mod brat;
mod claim_review;
mod csv;
mod dossier;
mod hostile;
mod outgoing;
mod records;
mod round_trips;
mod seeds;
mod w3c;
mod webanno;
