//! The shared document: every field of every record under a flat key, in one CRDT map.
//!
//! Every copy of a project is a replica, and loading is merging: an update may be applied twice, or before one that
//! it builds on, and replicas that hold the same updates hold the same fields. Values that this version cannot read
//! stay in the document untouched. This file knows the keys and bytes; what the fields mean is `project.rs`.
//!
//! Updates leave and enter under a seal: most damaged updates would decode, change other fields than were meant, and
//! spread to every replica, where nothing could take them out again.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use sha2::{Digest, Sha256};
use thiserror::Error;
use yrs::block::ClientID;
use yrs::types::EntryChange;
use yrs::updates::decoder::Decode;
use yrs::updates::encoder::Encode;
use yrs::{
    Any, Doc, IdSet, Map, MapRef, Observable, Options, Out, ReadTxn, StateVector, Transact, TransactionMut, Update,
    merge_updates_v1,
};

use super::project::{Write, WriteError};

mod compare;
mod pieces;

pub use compare::{Apart, Comparing, values_apart};
pub(super) use pieces::pieces;

/// Bytes that are no update.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("these bytes are no update of a Counterpoint project: {0}")]
pub struct MergeError(String);

/// What a merge changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Merged {
    /// The fields that now hold another value.
    pub writes: Vec<Write>,
    /// Fields that this version cannot read; they stay in the document.
    pub unread: Vec<WriteError>,
    /// True where the document holds something that it did not hold before, be it no more than an unread field or
    /// what waits for an update that it builds on.
    pub is_news: bool,
}

/// What a replica held at one moment, to tell later what has come since.
#[derive(Clone, Debug, PartialEq)]
pub struct Held(StateVector);

/// An update, or a piece of one, that was read and is not taken in yet.
pub(super) struct Decoded(Update);

impl Decoded {
    /// Reads an update without its seal.
    ///
    /// # Errors
    /// The bytes are no update.
    pub(super) fn read(update: &[u8]) -> Result<Self, MergeError> {
        Update::decode_v1(update).map(Self).map_err(|error| MergeError(error.to_string()))
    }
}

/// A key with its value; nothing where it has none.
type Field = (Arc<str>, Option<Any>);

type Changes = Rc<RefCell<Vec<Field>>>;

/// One copy of a project's fields.
pub struct Replica {
    doc: Doc,
    fields: MapRef,
    /// What the transaction under way has changed.
    changes: Changes,
}

/// The name of what notes the changes.
const WATCH: &str = "changes";

/// The longest number that a client of a document can be named by: 53 bits.
const CLIENT_BITS: u64 = (1 << 53) - 1;

impl Replica {
    /// An empty replica. `client` must be drawn afresh at random for each: two that share a number corrupt
    /// each other. Only its lower 53 bits count.
    #[must_use]
    pub fn new(client: u64) -> Self {
        let client = ClientID::new(client & CLIENT_BITS);
        Self::with_options(Options::with_guid_and_client_id("counterpoint".into(), client))
    }

    fn with_options(options: Options) -> Self {
        let doc = Doc::with_options(options);
        let fields = doc.get_or_insert_map("fields");
        let replica = Self { doc, fields, changes: Changes::default() };
        replica.watch();
        replica
    }

    /// Has every change noted from now on.
    fn watch(&self) {
        let seen = Rc::clone(&self.changes);
        self.fields.observe(WATCH, move |transaction, event| {
            let keys = event.keys(transaction).iter();
            seen.borrow_mut().extend(keys.map(|(key, change)| (Arc::clone(key), value(change))));
        });
    }

    /// Sets fields in one transaction, and gives back the update that carries them to other replicas.
    pub fn commit(&mut self, writes: &[Write]) -> Vec<u8> {
        let update = self.write(writes).encode_update_v1();
        self.changes.borrow_mut().clear();
        seal(&update)
    }

    /// Likewise, where what it carries to other replicas is told together with what comes after it.
    pub(super) fn set(&mut self, writes: &[Write]) {
        drop(self.write(writes));
        self.changes.borrow_mut().clear();
    }

    fn write(&self, writes: &[Write]) -> TransactionMut<'_> {
        let mut transaction = self.doc.transact_mut();
        for write in writes {
            match write.encode() {
                Some(value) => {
                    self.fields.insert(&mut transaction, write.key(), value);
                }
                None => {
                    self.fields.remove(&mut transaction, &write.key());
                }
            }
        }
        transaction
    }

    /// Takes in what another replica holds.
    ///
    /// # Errors
    /// The bytes are no update, or damaged: nothing has changed then. Or they are an update that contradicts the
    /// document, as only another program could make one: what came before the contradiction stays in the document,
    /// as it would in any replica, and shows when that is next loaded.
    pub fn merge(&mut self, update: &[u8]) -> Result<Merged, MergeError> {
        self.take_in(unseal(update)?)
    }

    /// Likewise, without trying the seal: for an update that another hash has just proved to be as it was sealed.
    ///
    /// # Errors
    /// As [`Replica::merge`].
    pub fn merge_proved(&mut self, update: &[u8]) -> Result<Merged, MergeError> {
        self.take_in(update.get(SEAL..).ok_or_else(damaged)?)
    }

    fn take_in(&mut self, update: &[u8]) -> Result<Merged, MergeError> {
        let (merged, placed) = self.place(Decoded::read(update)?);
        placed.map(|()| merged)
    }

    /// Takes in what was read, and tells what has changed; and where it contradicts the document, what has changed before
    /// that, which stays.
    pub(super) fn place(&mut self, Decoded(update): Decoded) -> (Merged, Result<(), MergeError>) {
        let mut transaction = self.doc.transact_mut();
        let before = waiting(&transaction);
        // What changes in an empty document is all that it holds then, and noting it would take as long as the rest.
        let is_empty = transaction.state_vector().is_empty();
        if is_empty {
            self.fields.unobserve(WATCH);
        }
        let applied = transaction.apply_update(update);
        let is_news = transaction.has_changes() || waiting(&transaction) != before;
        drop(transaction);
        if is_empty {
            self.watch();
        }
        let changes = self.changes.take();
        let merged = if is_empty { self.fields() } else { read(changes) };
        (Merged { is_news, ..merged }, applied.map_err(|error| MergeError(error.to_string())))
    }

    /// Everything that this replica holds, as one update.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        self.since(&Held(StateVector::default()))
    }

    /// True where the values that an update sets have their place here, and none of them waits for another update.
    #[must_use]
    pub fn has_placed(&self, update: &[u8]) -> bool {
        let Ok(Ok(update)) = unseal(update).map(Update::decode_v1) else { return false };
        let held = self.doc.transact().state_vector();
        update.state_vector().iter().all(|(client, clock)| held.get(client) >= *clock)
    }

    /// What this replica holds now.
    #[must_use]
    pub fn held(&self) -> Held {
        Held(self.doc.transact().state_vector())
    }

    /// What this replica holds beyond what it, or another, held then: an update of the size of the difference, apart
    /// from the deletions, all of which it has.
    #[must_use]
    pub fn since(&self, held: &Held) -> Vec<u8> {
        seal(&self.unsealed_since(held))
    }

    /// Likewise, without the seal.
    pub(super) fn unsealed_since(&self, held: &Held) -> Vec<u8> {
        self.doc.transact().encode_state_as_update_v1(&held.0)
    }

    /// Every field that is set, and at their default those that cannot be read.
    #[must_use]
    pub fn fields(&self) -> Merged {
        let transaction = self.doc.transact();
        read(self.fields.iter(&transaction).map(|(key, value)| (key, any(value))).collect())
    }

    /// Every field with its value, in no order.
    fn values(&self) -> Vec<Field> {
        let transaction = self.doc.transact();
        self.fields.iter(&transaction).map(|(key, value)| (Arc::from(key), any(value))).collect()
    }
}

/// One update that says what all of these say.
///
/// # Errors
/// One of them is no update.
pub fn merge_updates(updates: &[Vec<u8>]) -> Result<Vec<u8>, MergeError> {
    let updates: Vec<_> = updates.iter().map(|update| unseal(update)).collect::<Result<_, _>>()?;
    merge_updates_v1(updates).map(|merged| seal(&merged)).map_err(|error| MergeError(error.to_string()))
}

/// True where the bytes are an update, whole and undamaged.
#[must_use]
pub fn is_update(sealed: &[u8]) -> bool {
    unseal(sealed).is_ok_and(|update| Update::decode_v1(update).is_ok())
}

/// How many bytes of its hash stand before an update.
const SEAL: usize = 4;

/// A Yjs update (v1) as replicas hand it on: the first bytes of its SHA-256, then the update.
#[must_use]
pub fn seal(update: &[u8]) -> Vec<u8> {
    [&Sha256::digest(update)[..SEAL], update].concat()
}

fn unseal(sealed: &[u8]) -> Result<&[u8], MergeError> {
    let (seal, update) = sealed.split_at_checked(SEAL).unwrap_or_default();
    if seal == &Sha256::digest(update)[..SEAL] { Ok(update) } else { Err(damaged()) }
}

fn damaged() -> MergeError {
    MergeError("they are damaged".to_owned())
}

/// The blocks and the deletions that the document has but cannot place before another update comes.
fn waiting(transaction: &impl ReadTxn) -> (Option<Vec<u8>>, Option<IdSet>) {
    let store = transaction.store();
    (store.pending_update().map(|pending| pending.update.encode_v1()), store.pending_ds().cloned())
}

fn value(change: &EntryChange) -> Option<Any> {
    match change {
        EntryChange::Inserted(value) | EntryChange::Updated(_, value) => any(value.clone()),
        EntryChange::Removed(_) => None,
    }
}

/// The plain value; nothing for a nested type, which no version of ours writes.
fn any(value: Out) -> Option<Any> {
    match value {
        Out::Any(any) => Some(any),
        _ => None,
    }
}

/// The fields in the order of their keys: the document gives them in none, and what follows should not depend on chance.
/// And so the fields of a record come one after the other.
fn sorted<Key: Ord>(mut fields: Vec<(Key, Option<Any>)>) -> Vec<(Key, Option<Any>)> {
    #[expect(clippy::disallowed_methods, reason = "there are as many as a project has, when it is opened")]
    fields.sort_by(|(one, _), (other, _)| one.cmp(other));
    fields
}

fn read<Key: AsRef<str> + Ord>(fields: Vec<(Key, Option<Any>)>) -> Merged {
    let mut merged = Merged { writes: Vec::with_capacity(fields.len()), ..Merged::default() };
    for (key, value) in sorted(fields) {
        merged.read(key.as_ref(), value);
    }
    merged
}

impl Merged {
    /// Reads a field. What cannot be read counts as absent, so that a session which saw the value change and one which
    /// opens the document later see the same.
    fn read(&mut self, key: &str, value: Option<Any>) {
        match Write::decode_after(self.writes.last(), key, value.as_ref()) {
            Ok(write) => self.writes.push(write),
            Err(error) => {
                self.writes.extend(value.and_then(|_| Write::decode(key, None).ok()));
                self.unread.push(error);
            }
        }
    }
}
