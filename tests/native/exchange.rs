//! Laws of the formats: what goes out comes back, and nothing that comes in does harm.

mod brat;
mod citron;
mod claim_review;
mod csv;
mod doccano;
mod dossier;
mod drawn;
mod label_studio;
mod outgoing;
mod records;
mod seeds;
mod webanno;
