//! Contradictions to check: pairs of statements that may not both be true.

mod statement;

pub use statement::{Origin, Statement, of_text, statements};
