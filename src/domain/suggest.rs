//! Proposals: what a person may want to mark or to check. They read a project and are never edits.

pub mod contradictions;
