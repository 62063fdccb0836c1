//! A snapshot: everything at one moment as one update, and the names of the entries that it makes up for.
//!
//! As bytes: the SHA-256 of the rest; the length of the names as four bytes, the least significant first; the names,
//! each ended by a line feed; the update.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::EntryName;
use crate::domain::order;

const HASH: usize = 32;
const LENGTH: usize = 4;

/// Everything that a replica held at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    /// The entries whose content it holds, of those that the store held when it was written.
    pub covers: BTreeSet<EntryName>,
    /// Everything, as one sealed update.
    pub whole: Vec<u8>,
}

impl Snapshot {
    /// The snapshot as a store keeps it.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let names: String = self.covers.iter().flat_map(|name| [name.as_str(), "\n"]).collect();
        let length = u32::try_from(names.len()).expect("a store is compacted long before its names fill 4 GB");
        let body = [&length.to_le_bytes()[..], names.as_bytes(), &self.whole].concat();
        [&Sha256::digest(&body)[..], &body].concat()
    }

    /// The snapshot that these bytes are; nothing where they are damaged. What it says is `whole` is as it was when it was
    /// made: the hash covers it.
    #[must_use]
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        let (hash, body) = bytes.split_at_checked(HASH)?;
        if hash != &Sha256::digest(body)[..] {
            return None;
        }
        let (length, rest) = body.split_first_chunk::<LENGTH>()?;
        let (names, whole) = rest.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
        let covers = order::set(std::str::from_utf8(names).ok()?.lines().map(EntryName::from));
        Some(Self { covers, whole: whole.to_vec() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snapshot_comes_back_whole_and_with_any_byte_changed_not_at_all() {
        let covers = ["000000001-1", "000000002-1", "5f3a-1"].map(EntryName::from).into();
        let snapshot = Snapshot { covers, whole: vec![1, 2, 3, 255] };
        let bytes = snapshot.encode();
        assert_eq!(Snapshot::decode(&bytes), Some(snapshot));
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x10;
            assert_eq!(Snapshot::decode(&damaged), None, "byte {at}");
            assert_eq!(Snapshot::decode(&bytes[..at]), None, "cut off at {at}");
        }
    }

    #[test]
    fn a_snapshot_may_be_empty() {
        let empty = Snapshot { covers: BTreeSet::new(), whole: Vec::new() };
        assert_eq!(Snapshot::decode(&empty.encode()), Some(empty));
    }
}
