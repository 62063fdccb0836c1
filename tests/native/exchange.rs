//! The formats: what goes out, and what comes back.

mod claim_review;
mod csv;
mod dossier;
mod outgoing;
//! Laws of the formats: what goes out comes back, what comes in never fells the program.
mod citron;
mod doccano;
mod drawn;
mod label_studio;
mod webanno;
//! The formats: what goes out comes back, and nothing that comes in does harm.
mod brat;
mod records;
mod seeds;
