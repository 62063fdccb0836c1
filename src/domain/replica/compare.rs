//! What two replicas have changed apart, since they last held the same.
//!
//! A document knows of each change which changes its author had seen, but keeps no old values. So both copies are cut
//! back to the changes that they have in common, and each is then seen to catch up with the other.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::vec;

use yrs::updates::decoder::Decode;
use yrs::updates::encoder::{Encoder, EncoderV1};
use yrs::{IdSet, Observable, ReadTxn, Snapshot, StateVector, Transact, Update};

use super::pieces::pieces;
use super::{Field, Held, MergeError, Merged, Replica, WATCH, read, sorted, unseal};
use crate::domain::project::{Project, Write};

/// What two replicas have changed apart: fields, with the values that they have now.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Apart {
    /// What this replica has changed and the other has not seen.
    pub ours: Vec<Write>,
    /// What the other has changed and this replica has not seen.
    pub theirs: Vec<Write>,
}

/// A comparison that is under way: however it is cut into steps, the same comes of it.
pub struct Comparing {
    theirs: Replica,
    ours: StateVector,
    pieces: vec::IntoIter<Vec<u8>>,
    /// What they hold, once all of it is taken in and where all of it is news.
    fields: Option<vec::IntoIter<Field>>,
    read: Merged,
    /// So many fields are read at a step.
    at_once: usize,
    all: usize,
}

/// About so many bytes of an update are a field.
const FIELD: usize = 128;

impl Comparing {
    /// Begins to compare a replica that holds `ours` with the one that `update` holds, of which about `size` bytes are
    /// taken in, or read, at a step.
    ///
    /// # Errors
    /// The bytes are damaged.
    pub fn new(ours: &Held, update: &[u8], size: usize) -> Result<Self, MergeError> {
        let pieces = pieces(update, size)?.into_iter();
        let theirs = Replica::past();
        theirs.fields.unobserve(WATCH);
        let (all, ours) = (pieces.len(), ours.0.clone());
        let at_once = (size / FIELD).max(1);
        Ok(Self { theirs, ours, pieces, fields: None, read: Merged::default(), at_once, all })
    }

    /// How much of how much is done.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        let read = self.read.writes.len();
        let share = |left: usize| self.all * read / (read + left).max(1);
        // Taking in is one half of it, reading the other.
        let share = self.fields.as_ref().map_or(0, |fields| share(fields.len()));
        (self.all - self.pieces.len() + share, 2 * self.all)
    }

    /// Goes on. True where nothing is left but to finish.
    ///
    /// # Errors
    /// The bytes are no update.
    pub fn step(&mut self) -> Result<bool, MergeError> {
        if let Some(piece) = self.pieces.next() {
            self.theirs.apply(&piece)?;
            return Ok(false);
        }
        if !common(&self.ours, &self.theirs.doc.transact().state_vector()).is_empty() {
            return Ok(true);
        }
        let fields = self.fields.get_or_insert_with(|| sorted(self.theirs.values()).into_iter());
        for (key, value) in fields.by_ref().take(self.at_once) {
            self.read.read(&key, value);
        }
        Ok(fields.len() == 0)
    }

    /// Compares with `ours` what was taken in.
    ///
    /// # Errors
    /// The updates contradict each other.
    pub fn finish(self, ours: &Replica) -> Result<Apart, MergeError> {
        let theirs = self.theirs;
        let common = common(&ours.doc.transact().state_vector(), &theirs.doc.transact().state_vector());
        if self.fields.is_some_and(|left| left.len() == 0) && common.is_empty() {
            // Neither has seen anything of the other: all that they hold was changed apart.
            return Ok(Apart { ours: ours.fields().writes, theirs: self.read.writes });
        }
        let ours = Replica::past_of(unseal(&ours.encode())?)?;
        Ok(Apart {
            ours: ours.changed_since(&theirs.as_of(&common)?)?,
            theirs: theirs.changed_since(&ours.as_of(&common)?)?,
        })
    }
}

impl Replica {
    /// Compares this replica with the one that `update` holds, and changes nothing. Takes time in both, not in the
    /// difference; [`Comparing`] does it in steps. Fields that this version cannot read are left out.
    ///
    /// # Errors
    /// The bytes are no update, or damaged.
    pub fn compare(&self, update: &[u8]) -> Result<Apart, MergeError> {
        let mut comparing = Comparing::new(&self.held(), update, usize::MAX)?;
        while !comparing.step()? {}
        comparing.finish(self)
    }

    /// An empty copy that can be cut back. It writes nothing, and so needs no number of its own.
    fn past() -> Self {
        Self::with_options(yrs::Options { skip_gc: true, ..yrs::Options::default() })
    }

    /// A copy of what an update without its seal holds.
    fn past_of(update: &[u8]) -> Result<Self, MergeError> {
        let copy = Self::past();
        // What it begins with is no change.
        copy.fields.unobserve(WATCH);
        copy.apply(update)?;
        copy.watch();
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
        let value = |key: &str| yrs::Map::get(&self.fields, &transaction, key).and_then(super::any);
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
