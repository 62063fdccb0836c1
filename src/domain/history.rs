//! Undo and redo of one person's own edits.
//!
//! Undo is a new change: it puts back, field by field, what the edit replaced. A field that somebody else has
//! changed since no longer holds what the edit wrote, and is left alone. So is a record that the edit made and on
//! which somebody else has built since: without it, their work would be out of sight.

use super::project::{Project, Write};

/// How many edits can be undone.
const DEPTH: usize = 1000;

/// One stay of a person in a field. What is typed there is kept again and again, and is one edit all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay(pub u64);

/// One edit as it was made: each field that it set, once, with what it replaced.
#[derive(Clone, Debug, PartialEq)]
struct Step {
    name: String,
    changes: Vec<Change>,
    /// The stay that goes on, where the edit is being typed.
    stay: Option<Stay>,
}

/// A field that an edit set, and what it replaced.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Change {
    before: Write,
    after: Write,
}

impl Change {
    /// A field as it was set in the project `before`.
    pub(super) fn new(before: &Project, after: Write) -> Self {
        Self { before: before.current(&after), after }
    }

    /// True where the field was set to what it was.
    pub(super) fn is_none(&self) -> bool {
        self.before == self.after
    }

    /// What puts the field back.
    pub(super) const fn before(&self) -> &Write {
        &self.before
    }
}

/// What undoing or redoing a step amounts to.
#[derive(Clone, Debug, PartialEq)]
pub struct Revision {
    /// The name of the edit.
    pub name: String,
    /// The writes to make. Empty where somebody else has changed all of it since.
    pub writes: Vec<Write>,
    /// How many fields were left alone, because somebody else has changed them since.
    pub kept: usize,
}

/// The edits that can be undone and those that can be made again.
#[derive(Clone, Debug, Default)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
}

impl History {
    /// Remembers an edit. `before` is the project that its `writes` were made in, each of another field.
    pub fn record(&mut self, name: &str, before: &Project, writes: &[Write]) {
        self.remember_in(None, name, changes(before, writes));
    }

    /// Likewise, where the changes are known, each of another field.
    pub(super) fn remember(&mut self, name: &str, changes: Vec<Change>) {
        self.remember_in(None, name, changes);
    }

    /// Remembers an edit as [`Self::record`] does, made while a person stays in a field. It goes on with the last edit
    /// where that was made in the same stay and is as it was left: one undo takes both back. Where they come to nothing
    /// together, neither is remembered.
    pub fn record_typing(&mut self, stay: Stay, name: &str, before: &Project, writes: &[Write]) {
        let last = self.done.last_mut().filter(|step| step.stay == Some(stay) && step.goes_on_with(before, writes));
        let Some(step) = last else { return self.remember_in(Some(stay), name, changes(before, writes)) };
        self.undone.clear();
        for change in &mut step.changes {
            if let Some(after) = writes.iter().find(|write| write.is_of_same_field(&change.after)) {
                change.after = after.clone();
            }
        }
        if step.comes_to_nothing() {
            self.done.pop();
        }
    }

    fn remember_in(&mut self, stay: Option<Stay>, name: &str, changes: Vec<Change>) {
        self.undone.clear();
        if self.done.len() == DEPTH {
            self.done.remove(0);
        }
        self.done.push(Step { name: name.to_owned(), changes, stay });
    }

    /// The name of the edit that undo would take back.
    #[must_use]
    pub fn undo_name(&self) -> Option<&str> {
        self.done.last().map(|step| step.name.as_str())
    }

    /// The name of the edit that redo would make again.
    #[must_use]
    pub fn redo_name(&self) -> Option<&str> {
        self.undone.last().map(|step| step.name.as_str())
    }

    /// Takes the last edit back.
    pub fn undo(&mut self, project: &Project) -> Option<Revision> {
        let step = self.done.pop()?;
        let revision = step.revise(project, |change| (&change.after, &change.before));
        // What is typed from now on is another edit, also once this one is made again.
        self.undone.push(Step { stay: None, ..step });
        Some(revision)
    }

    /// Makes the edit that was last taken back again.
    pub fn redo(&mut self, project: &Project) -> Option<Revision> {
        let step = self.undone.pop()?;
        let revision = step.revise(project, |change| (&change.before, &change.after));
        self.done.push(step);
        Some(revision)
    }
}

/// What `writes`, each of another field, change of the project `before`.
fn changes(before: &Project, writes: &[Write]) -> Vec<Change> {
    writes.iter().map(|after| Change::new(before, after.clone())).collect()
}

impl Step {
    /// True where the writes set the fields that the step set, and nobody has changed those since.
    fn goes_on_with(&self, before: &Project, writes: &[Write]) -> bool {
        let is_as_left = |write: &Write| {
            let mut changes = self.changes.iter().map(|change| &change.after);
            let known = changes.find(|after| after.is_of_same_field(write));
            known.is_some_and(|after| write.is_time_of_change() || before.current(write) == *after)
        };
        writes.len() == self.changes.len() && writes.iter().all(is_as_left)
    }

    fn comes_to_nothing(&self) -> bool {
        self.changes.iter().all(|change| change.after.is_time_of_change() || change.before == change.after)
    }

    fn revise(&self, project: &Project, direction: fn(&Change) -> (&Write, &Write)) -> Revision {
        let (mut writes, mut kept) = (Vec::new(), 0);
        let built_on: Vec<&Write> = if self.is_built_on(project) { self.made().collect() } else { Vec::new() };
        for change in &self.changes {
            let (expected, replacement) = direction(change);
            let is_free = !built_on.iter().any(|made| change.after.is_of_same_record(made));
            if is_free && project.current(expected) == *expected {
                writes.push(replacement.clone());
            } else if !expected.is_time_of_change() {
                kept += 1;
            }
        }
        if writes.iter().all(Write::is_time_of_change) {
            writes.clear();
        }
        Revision { name: self.name.clone(), writes, kept }
    }

    /// What says that a record was made, for each record that the step made.
    fn made(&self) -> impl Iterator<Item = &Write> {
        let made = self.changes.iter().filter(|change| change.after.is_origin() && change.before.encode().is_none());
        made.map(|change| &change.after)
    }

    /// True where a record that the step made has fields, or is referred to by fields, that the step did not write.
    fn is_built_on(&self, project: &Project) -> bool {
        let is_own = |write: &Write| write.is_time_of_change() || self.changes.iter().any(|it| it.after == *write);
        let mut present = self.made().filter(|made| project.current(made) == **made);
        present.any(|made| !project.bearing_on(made).iter().all(is_own))
    }
}
