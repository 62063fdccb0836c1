//! Files of other programs: read together, shown before anything changes, and taken like a colleague's.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::merge::{Merging, Opened, Sent};
use crate::domain::annotation::Origin;
use crate::domain::exchange::adoption::adopt;
use crate::domain::exchange::brat;
use crate::domain::exchange::reader::Reader;
use crate::domain::exchange::records::{Reading, Source, Unread};
use crate::domain::merging::{Basis, Proposal};
use crate::domain::project::{Project, Write};
use crate::domain::replica::Apart;
use crate::domain::text::counted;
use crate::web::browser::now;
use crate::web::store::Dispatcher;

/// What files of other programs would change, all of them together. `unread` is what could not be read before.
pub(super) fn open(dispatcher: &Dispatcher, foreign: Vec<(Reader, Vec<Source>)>, unread: &[Unread]) -> Merging {
    Merging::new(opened(dispatcher, foreign, unread))
}

/// As [`open`], before it is shown.
pub(super) fn opened(dispatcher: &Dispatcher, foreign: Vec<(Reader, Vec<Source>)>, unread: &[Unread]) -> Opened {
    let snapshot = dispatcher.snapshot();
    let stamp = Origin { creator: snapshot.me.clone(), created: now() };
    let mut before = snapshot.project;
    let mut opened = Opened { foreign: foreign.clone(), revision: snapshot.revision, ..Opened::default() };
    opened.refused.extend(unread.iter().map(ToString::to_string));
    let mut apart = Apart::default();
    // Each format finds the project as the ones before it leave it.
    let mut after = before.clone();
    for (reader, mut files) in foreign {
        opened.files.extend(files.iter().map(|file| Sent { name: file.name.clone(), by: None, saved: None }));
        if reader == Reader::Brat {
            files.extend(texts_of(&before, &files));
        }
        let Reading { records, unread, .. } = reader.read(&files);
        opened.refused.extend(unread.iter().map(ToString::to_string));
        let adopted = adopt(&records, reader.holds(), &after, &stamp);
        for (article, text) in adopted.texts {
            before.add_text(article.clone(), text.clone());
            after.add_text(article.clone(), text.clone());
            opened.texts.push((article, text));
        }
        after.write_all(adopted.apart.theirs.iter().cloned());
        apart.ours.extend(adopted.apart.ours);
        apart.theirs.extend(adopted.apart.theirs);
    }
    let differing = keep_the_first(&mut apart.theirs);
    if differing > 0 {
        let fields = counted(differing, "field differs", "fields differ");
        opened
            .refused
            .push(format!("{fields} between the files; the first file counts. Open the others by themselves."));
    }
    opened.proposal = Proposal::new(&before, &apart, Basis::Values);
    opened.before = before;
    opened
}

/// Where files set one field to several values, leaves the first, and tells how many such fields there are.
fn keep_the_first(writes: &mut Vec<Write>) -> usize {
    let mut first: BTreeMap<String, Write> = BTreeMap::new();
    let mut differing = BTreeSet::new();
    writes.retain(|write| match first.entry(write.key()) {
        Entry::Vacant(free) => {
            free.insert(write.clone());
            true
        }
        Entry::Occupied(taken) => {
            if taken.get() != write && !write.is_time_of_change() {
                differing.insert(write.key());
            }
            false
        }
    });
    differing.len()
}

/// The texts of articles that are here and that annotations without a text belong to, by the names of their files.
fn texts_of(project: &Project, files: &[Source]) -> Vec<Source> {
    let named =
        |ending: &'static str| files.iter().map(|file| file.name.as_str()).filter(move |name| has(name, ending));
    let lonely: Vec<&str> =
        named(".ann").filter(|ann| !named(".txt").any(|text| brat::annotates(ann, text))).collect();
    let articles = project.articles().into_iter().filter_map(|(id, article)| {
        let name = article.detected.file.as_str();
        let is_wanted = lonely.iter().any(|ann| brat::annotates(ann, name));
        let text = project.text(id).filter(|_| is_wanted)?;
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        Some(Source { name: format!("{stem}.txt"), bytes: text.as_str().as_bytes().to_vec() })
    });
    articles.collect()
}

fn has(name: &str, ending: &str) -> bool {
    name.to_ascii_lowercase().ends_with(ending)
}
