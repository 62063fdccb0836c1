//! brat files: what goes out comes back, brat itself finds no fault in it, and `PolNeAR` comes in whole.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Write as _, stderr};
use std::path::Path;

use anyhow::{Context, Result};
use counterpoint::domain::exchange::archive::{pack, unpack};
use counterpoint::domain::exchange::brat::{HOLDS, read, write};
use counterpoint::domain::exchange::records::feature::only;
use counterpoint::domain::exchange::records::{Records, Source, Written};
use proptest::prelude::*;

use super::records::{canonical, records};
use super::seeds::cases::{BRAT, check, check_sound, sources};
use crate::fixtures::shared_dir;

fn expected(records: &Records) -> Records {
    canonical(&only(records, HOLDS))
}

proptest! {
    #[test]
    fn what_goes_out_comes_back(records in records()) {
        let reading = read(&sources(&write(&records)));
        prop_assert_eq!(&reading.unread, &[]);
        prop_assert_eq!(canonical(&reading.records), expected(&records));
    }

    #[test]
    fn an_archive_carries_the_folders(records in records()) {
        let unpacked = unpack(&pack(&write(&records)).expect("the names differ")).expect("it was just written");
        prop_assert_eq!(&unpacked.unread, &[]);
        prop_assert_eq!(canonical(&read(&unpacked.files).records), expected(&records));
    }

    #[test]
    fn the_order_of_files_is_no_matter(records in records(), turn in 0..8_usize) {
        let mut files = sources(&write(&records));
        let count = files.len();
        files.rotate_left(turn % count);
        let reading = read(&files);
        prop_assert_eq!(&reading.unread, &[]);
        prop_assert_eq!(reading.records.quotes.len(), records.quotes.len());
    }

    #[test]
    fn brat_finds_no_fault(records in records()) {
        let files = write(&records);
        for file in files.iter().filter(|file| is_annotation(&file.name)) {
            let name = file.name.replace(".ann", ".txt");
            let text = files.iter().find(|file| file.name == name).expect("each .ann has its .txt");
            prop_assert_eq!(faults(text, file), Vec::<String>::new());
        }
    }

    #[test]
    fn never_panics_on_any_text_and_annotations(txt in any::<Vec<u8>>(), ann in any::<Vec<u8>>()) {
        check(&BRAT, &[source("a.txt", &txt), source("a.ann", &ann)]);
    }
}

fn is_annotation(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|ending| ending == "ann")
}

fn source(name: &str, bytes: &[u8]) -> Source {
    Source { name: name.to_owned(), bytes: bytes.to_vec() }
}

/// What brat 1.3 complains of when it opens a text (`server/src/annotation.py`, `verify_annotations.py`), bar spans of
/// nothing but line ends, which it cannot hold at all.
fn faults(text: &Written, ann: &Written) -> Vec<String> {
    let text: Vec<char> = std::str::from_utf8(&text.bytes).expect("it is UTF-8").chars().collect();
    let ann = std::str::from_utf8(&ann.bytes).expect("it is UTF-8");
    let ends = ['\n', '\r', '\u{b}', '\u{c}', '\u{1c}', '\u{1d}', '\u{1e}', '\u{85}', '\u{2028}', '\u{2029}'];
    let (mut ids, mut faults) = (BTreeSet::new(), Vec::new());
    let mut types = BTreeMap::new();
    for line in ann.split_terminator(ends) {
        let mut columns = line.splitn(3, '\t');
        let (id, data) = (columns.next().unwrap_or_default(), columns.next().unwrap_or_default());
        let words = columns.next();
        if !ids.insert(id) {
            faults.push(format!("duplicate id: {line}"));
        }
        let parts: Vec<&str> = data.split(' ').collect();
        let is_well_formed = match (id.chars().next(), parts.as_slice()) {
            (Some('T'), [kind, ..]) => {
                types.insert(id, *kind);
                let place = |part: &str| part.split_once(' ').map(|(start, end)| (number(start), number(end)));
                let places: Vec<_> = data[kind.len() + 1..].split(';').filter_map(place).collect();
                let apart = places.iter().enumerate().all(|(later, (start, end))| {
                    places[..later].iter().all(|(other_start, other_end)| !(end >= other_start && start < other_end))
                });
                let words_there: Vec<String> =
                    places.iter().map(|(start, end)| text[*start..*end].iter().collect()).collect();
                let words_there = words_there.join(" ");
                apart
                    && (words == Some(&words_there)
                        || words_there.chars().all(|letter| ends.contains(&letter) || letter == ' '))
            }
            (Some('E'), [head, arguments @ ..]) => {
                let (kind, trigger) = head.split_once(':').unwrap_or_default();
                types.insert(id, kind);
                let fits = |argument: &&str| {
                    let (role, target) = argument.split_once(':').unwrap_or_default();
                    types.get(target) == Some(&role.trim_end_matches(char::is_numeric))
                };
                types.get(trigger) == Some(&kind) && !arguments.is_empty() && arguments.iter().all(fits)
            }
            (Some('R'), [kind, one, other]) => {
                types.insert(id, *kind);
                let is_event = |part: &str, start| {
                    part.strip_prefix(start).is_some_and(|id| id.starts_with('E') && ids.contains(id))
                };
                is_event(one, "Arg1:") && is_event(other, "Arg2:")
            }
            (Some('A'), [_, target, value]) => ids.contains(target) && !value.is_empty(),
            (Some('#'), [_, target]) => ids.contains(target) && words.is_some_and(|words| words.trim() == words),
            _ => false,
        };
        if !is_well_formed {
            faults.push(line.to_owned());
        }
    }
    faults
}

fn number(digits: &str) -> usize {
    digits.parse().expect("offsets are numbers")
}

/// Every file under a folder with one of the endings, its name as from `root`.
fn collect(root: &Path, folder: &Path, files: &mut Vec<Source>) -> Result<()> {
    let mut entries: Vec<_> = fs::read_dir(folder)?.collect::<Result<_, _>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else {
            let name = path.strip_prefix(root)?.to_string_lossy().into_owned();
            files.push(Source { name, bytes: fs::read(&path)? });
        }
    }
    Ok(())
}

#[test]
fn polnear_comes_in_and_goes_out_and_comes_in_the_same() -> Result<()> {
    let Some(shared) = shared_dir() else { return Ok(()) };
    let root = shared.join("polnear");
    let mut files = Vec::new();
    collect(&root, &root, &mut files).context("cannot read PolNeAR")?;
    let annotations = files.iter().filter(|file| is_annotation(&file.name)).count();
    let first = read(&files);
    check_sound(&first.records);

    let again = read(&sources(&write(&first.records)));
    assert_eq!(again.unread, []);
    assert_eq!(canonical(&again.records), canonical(&first.records));

    let spans = first.records.quotes.iter().map(|quote| quote.content.len() + quote.cue.len() + quote.source.len());
    let (spans, events, unread) = (spans.sum::<usize>(), first.records.quotes.len(), first.unread.len());
    // Straight to the terminal: what a passing test prints is not shown.
    writeln!(stderr(), "brat: {annotations} files, {spans} spans, {events} events, {unread} unread")?;
    assert_eq!((annotations, first.records.articles.len(), first.records.annotators.len()), (1037, 928, 6));
    // Counted apart from this program: the events that have a content, and the different spans of each of their roles.
    assert_eq!((events, spans), (25_106, 77_913));
    Ok(())
}
