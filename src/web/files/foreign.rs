//! Files of other programs: read together, shown before anything changes, and taken like a colleague's.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::merge::{Merging, Opened, Sent, Unsure};
use crate::domain::annotation::Origin;
use crate::domain::exchange::adoption::adopt;
use crate::domain::exchange::known::Known;
use crate::domain::exchange::reader::Reader;
use crate::domain::exchange::records::{Reading, Source, Unread};
use crate::domain::merging::{Basis, Proposal, Record};
use crate::domain::project::Write;
use crate::domain::replica::Apart;
use crate::domain::text::counted;
use crate::web::browser::now;
use crate::web::store::Dispatcher;

/// What files of other programs would change, all of them together. `unread` is what could not be read before, and
/// `senders` is what is known of who sent some of them.
pub(super) fn open(
    dispatcher: &Dispatcher,
    foreign: Vec<(Reader, Vec<Source>)>,
    unread: &[Unread],
    senders: &[Sent],
) -> Merging {
    let mut opened = opened(dispatcher, foreign, unread);
    for file in &mut opened.files {
        if let Some(sender) = senders.iter().find(|sender| sender.name == file.name) {
            file.clone_from(sender);
        }
    }
    Merging::new(opened)
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
    for (reader, files) in foreign {
        opened.files.extend(files.iter().map(|file| Sent { name: file.name.clone(), by: None, saved: None }));
        let Reading { records, unread, unsure } = reader.read(&files, &Known::all(&after));
        opened.refused.extend(unread.iter().map(ToString::to_string));
        let adopted = adopt(&records, reader.holds(), &after, &stamp);
        opened.unsure.extend(unsure.into_iter().map(|unsure| Unsure {
            quote: adopted.quotes[unsure.quote].clone(),
            role: unsure.role,
            words: unsure.words,
            span: unsure.span,
        }));
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
    let news: BTreeSet<&Record> = opened.proposal.changes.iter().map(|change| &change.record).collect();
    let is_news = |unsure: &Unsure| news.contains(&Record::Quote(unsure.quote.clone()));
    opened.unsure = std::mem::take(&mut opened.unsure).into_iter().filter(is_news).collect();
    opened.find_others();
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
