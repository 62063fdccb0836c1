//! The speakers and annotators of a file that names them again and again: each becomes one record.

use std::collections::BTreeMap;

use super::records::{Annotator, Records, Speaker};

/// Who has been named so far.
#[derive(Debug, Default)]
pub(super) struct People {
    speakers: BTreeMap<String, usize>,
    annotators: BTreeMap<String, usize>,
}

impl People {
    /// The number of the speaker of this name, who is added to the records where they are new; nothing for no name.
    pub(super) fn speaker(&mut self, records: &mut Records, name: &str) -> Option<usize> {
        if name.trim().is_empty() {
            return None;
        }
        let number = *self.speakers.entry(name.to_owned()).or_insert_with(|| {
            records.speakers.push(Speaker { name: name.to_owned(), ..Speaker::default() });
            records.speakers.len() - 1
        });
        Some(number)
    }

    /// The number of the annotator of this id, who is added to the records where they are new; nothing for no id. The
    /// first name that comes with the id is theirs.
    pub(super) fn annotator(&mut self, records: &mut Records, id: &str, name: &str) -> Option<usize> {
        if id.is_empty() {
            return None;
        }
        let number = *self.annotators.entry(id.to_owned()).or_insert_with(|| {
            records.annotators.push(Annotator { id: id.to_owned(), name: String::new() });
            records.annotators.len() - 1
        });
        let annotator = &mut records.annotators[number];
        if annotator.name.is_empty() {
            name.clone_into(&mut annotator.name);
        }
        Some(number)
    }
}
