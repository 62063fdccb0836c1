//! An article as it is read: its column, its paragraphs, what is folded away, and what stands over the text.

mod body;
pub(crate) mod caret;
pub(crate) mod column;
pub(crate) mod fold;
pub(crate) mod handles;
pub(crate) mod keys;
mod paragraph;
mod stretch;
