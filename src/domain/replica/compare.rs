//! What two replicas have changed apart, since they last held the same.
//!
//! A document knows of each change which changes its author had seen, but keeps no old values. So both copies are cut
//! back to the changes that they have in common, and each is then seen to catch up with the other.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use yrs::updates::decoder::Decode;
use yrs::updates::encoder::{Encoder, EncoderV1};
use yrs::{IdSet, ReadTxn, Snapshot, StateVector, Transact, Update};

use super::{MergeError, Replica, read, unseal};
use crate::domain::project::{Project, Write};

/// What two replicas have changed apart: fields, with the values that they have now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Apart {
    /// What this replica has changed and the other has not seen.
    pub ours: Vec<Write>,
    /// What the other has changed and this replica has not seen.
    pub theirs: Vec<Write>,
}

impl Replica {
    /// Compares this replica with the one that `update` holds, and changes nothing. Takes time in both, not in the
    /// difference. Fields that this version cannot read are left out.
    ///
    /// # Errors
    /// The bytes are no update, or damaged.
    pub fn compare(&self, update: &[u8]) -> Result<Apart, MergeError> {
        let ours = Self::past_of(unseal(&self.encode())?)?;
        let theirs = Self::past_of(unseal(update)?)?;
        let common = common(&ours.doc.transact().state_vector(), &theirs.doc.transact().state_vector());
        Ok(Apart {
            ours: ours.changed_since(&theirs.as_of(&common)?)?,
            theirs: theirs.changed_since(&ours.as_of(&common)?)?,
        })
    }

    /// A copy that can be cut back. It writes nothing, and so needs no number of its own.
    fn past_of(update: &[u8]) -> Result<Self, MergeError> {
        let copy = Self::with_options(yrs::Options { skip_gc: true, ..yrs::Options::default() });
        copy.apply(update)?;
        copy.changes.take();
        Ok(copy)
    }

    fn apply(&self, update: &[u8]) -> Result<(), MergeError> {
        let refuse = |error: &dyn std::fmt::Display| MergeError(error.to_string());
        let update = Update::decode_v1(update).map_err(|error| refuse(&error))?;
        self.doc.transact_mut().apply_update(update).map_err(|error| refuse(&error))
    }

    /// The changes up to `then`, as an update without its seal. What has been replaced since has lost its value, and
    /// only that it was there is in it.
    fn as_of(&self, then: &StateVector) -> Result<Vec<u8>, MergeError> {
        let mut encoder = EncoderV1::new();
        let snapshot = Snapshot::new(then.clone(), IdSet::default());
        let transaction = self.doc.transact();
        let cut = transaction.encode_state_from_snapshot(&snapshot, &mut encoder);
        cut.map_err(|error| MergeError(error.to_string()))?;
        Ok(encoder.to_vec())
    }

    /// The fields that change when a document that holds `past` hears of everything here, as they are here.
    fn changed_since(&self, past: &[u8]) -> Result<Vec<Write>, MergeError> {
        let then = Self::past_of(past)?;
        then.apply(&self.doc.transact().encode_state_as_update_v1(&StateVector::default()))?;
        let keys: BTreeSet<Arc<str>> = then.changes.take().into_iter().map(|(key, _)| key).collect();
        let transaction = self.doc.transact();
        let value = |key: &str| yrs::Map::get(&self.fields, &transaction, key).and_then(|value| super::any(&value));
        Ok(read(keys.into_iter().map(|key| (Arc::clone(&key), value(&key))).collect()).writes)
    }
}

/// What `project` has otherwise than the replica that `update` holds, of the records that are in this replica. It tells of
/// a file that was merged before, and undone or changed since, what could be had of it once more: everything in it has
/// been seen, so that [`Replica::compare`] finds no news. What is set here counts as a change of ours.
///
/// # Errors
/// The bytes are no update, or damaged.
pub fn values_apart(project: &Project, update: &[u8]) -> Result<Apart, MergeError> {
    let theirs = Replica::past_of(unseal(update)?)?.fields().writes;
    let mut file = Project::default();
    file.write_all(theirs.iter().cloned());
    let ours = project.writes();
    let known: BTreeSet<_> = theirs.iter().map(Write::record).collect();
    let shared = ours.iter().filter(|write| known.contains(&write.record()));
    let mut fields: BTreeMap<String, Write> = BTreeMap::new();
    fields.extend(theirs.iter().chain(shared).map(|write| (write.key(), file.current(write))));
    let mut apart = Apart::default();
    for theirs in fields.into_values() {
        let here = project.current(&theirs);
        // What somebody is called now is newer than what the file says.
        let is_old_name = matches!(here, Write::Annotator(..)) && here.encode().is_some();
        if here != theirs && !is_old_name {
            apart.ours.extend(here.encode().is_some().then_some(here));
            apart.theirs.push(theirs);
        }
    }
    Ok(apart)
}

/// What both have seen.
fn common(one: &StateVector, other: &StateVector) -> StateVector {
    let shared = one.iter().map(|(client, clock)| (*client, (*clock).min(other.get(client))));
    shared.filter(|(_, clock)| *clock > 0).collect()
}
