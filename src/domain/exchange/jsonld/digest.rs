//! Whether the annotations of a file are still those that its update was written with.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// What the digest covers beside the update: all that is drawn from it for other programs to read. The articles are
/// without their texts, which are named by their own hash.
pub(super) struct Drawn {
    pub(super) annotations: Value,
    pub(super) articles: Value,
    pub(super) speakers: Value,
}

/// The SHA-256 of the update and of what was drawn from it, in the form of W3C subresource integrity. White space
/// and the order of keys do not count, so a program that merely lays the file out anew leaves it valid.
pub(super) fn digest(update: &[u8], drawn: Drawn) -> String {
    let Drawn { annotations, articles, speakers } = drawn;
    let mut canonical = json!([annotations, articles, speakers]);
    canonical.sort_all_objects();
    in_words(Sha256::new().chain_update(Sha256::digest(update)).chain_update(canonical.to_string()))
}

/// A digest as it stands in the file.
pub(super) fn in_words(hash: Sha256) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(hash.finalize()))
}
