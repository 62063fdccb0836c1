//! The seeds of the fuzz targets, on any toolchain: they go through the readers as the targets would send them.

#[path = "../../../fuzz/cases.rs"]
pub(super) mod cases;

use std::fs;
use std::path::PathBuf;

use counterpoint::domain::exchange::archive::{ArchiveError, unpack};
use counterpoint::domain::exchange::records::Reading;

use self::cases::{BRAT, CITRON, DOCCANO, LABEL_STUDIO};
use crate::fixtures::project_dir;

fn seed(target: &str, name: &str) -> Vec<u8> {
    let path: PathBuf = project_dir().join("fuzz/seeds").join(target).join(name);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every seed of a target is in the table of its test.
fn check_complete(target: &str, seeds: &[&str]) {
    let entries = fs::read_dir(project_dir().join("fuzz/seeds").join(target)).expect("the seeds are there");
    let mut found: Vec<String> = entries
        .map(|entry| entry.expect("the folder can be read").file_name().to_string_lossy().into_owned())
        .collect();
    found.sort();
    assert_eq!(found, seeds);
}

#[test]
fn brat_seeds_come_in() {
    let seeds = [
        ("awkward-names", [4, 4, 1, 0, 1, 4]),
        ("copies-in-folders", [1, 4, 0, 0, 2, 0]),
        ("damaged", [1, 1, 0, 0, 0, 29]),
        ("every-character", [1, 23, 0, 0, 0, 0]),
        ("ours", [1, 2, 1, 1, 1, 0]),
        ("plain", [1, 2, 0, 0, 0, 0]),
        ("raw-lines-and-roles", [1, 2, 1, 0, 2, 2]),
    ];
    check_readings("brat", &seeds, |data| cases::check(&BRAT, &cases::files(data)));
}

#[test]
fn citron_seeds_come_in() {
    let seeds = [
        ("annotator.json", [1, 1, 0, 1, 0, 0]),
        ("damaged.json", [1, 1, 0, 0, 0, 10]),
        ("extracted.json", [1, 1, 0, 1, 0, 0]),
        ("no-text.json", [0, 0, 0, 0, 0, 1]),
        ("ours.json", [1, 2, 0, 2, 0, 0]),
        ("plain.json", [1, 2, 0, 1, 0, 0]),
    ];
    check_readings("citron", &seeds, |data| cases::check(&CITRON, &[cases::file(&CITRON, data)]));
}

#[test]
fn doccano_seeds_come_in() {
    let seeds = [
        ("damaged.jsonl", [2, 2, 0, 0, 0, 15]),
        ("labels.jsonl", [1, 2, 0, 0, 0, 0]),
        ("list.json", [2, 2, 0, 0, 0, 0]),
        ("relations.jsonl", [2, 2, 1, 0, 0, 0]),
    ];
    check_readings("doccano", &seeds, |data| cases::check(&DOCCANO, &[cases::file(&DOCCANO, data)]));
}

#[test]
fn label_studio_seeds_come_in() {
    let seeds = [
        ("completions.json", [1, 1, 0, 0, 1, 2]),
        ("damaged.json", [2, 1, 0, 0, 1, 16]),
        ("min.json", [0, 0, 0, 0, 0, 1]),
        ("page.json", [1, 1, 0, 0, 0, 1]),
        ("plain.json", [1, 2, 1, 1, 1, 0]),
        ("utf-16.json", [1, 2, 0, 0, 1, 0]),
    ];
    check_readings("label_studio", &seeds, |data| cases::check(&LABEL_STUDIO, &[cases::file(&LABEL_STUDIO, data)]));
}

#[test]
fn w3c_seeds_come_in() {
    let seeds = [
        ("damaged.json", [1, 1, 0, 0, 0, 5]),
        ("hypothesis.json", [1, 1, 0, 0, 2, 0]),
        ("lines.jsonl", [1, 2, 0, 0, 0, 3]),
        ("plain.json", [1, 2, 0, 0, 0, 0]),
        ("recogito.json", [1, 1, 0, 0, 0, 0]),
        ("unsure.json", [1, 1, 0, 0, 0, 0]),
    ];
    check_readings("w3c", &seeds, cases::w3c);
    assert_eq!(cases::w3c(&seed("w3c", "unsure.json")).unsure.len(), 1);
}

/// Each seed of a target with the numbers of articles, quotes, links, speakers, annotators, and things unread.
fn check_readings(target: &str, seeds: &[(&str, [usize; 6])], read: fn(&[u8]) -> Reading) {
    check_complete(target, &seeds.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    for (name, expected) in seeds {
        let reading = read(&seed(target, name));
        let records = &reading.records;
        let counts = [
            records.articles.len(),
            records.quotes.len(),
            records.links.len(),
            records.speakers.len(),
            records.annotators.len(),
            reading.unread.len(),
        ];
        assert_eq!(counts, *expected, "{target}, {name}: {:#?}", reading.unread);
    }
}

#[test]
fn archive_seeds_come_in_or_end_as_a_message() {
    // (seed, files, left out); nothing where the whole is refused.
    let seeds = [
        ("bomb.zip", None),
        ("cut.zip", None),
        ("empty.zip", Some((0, 0))),
        ("encrypted.zip", Some((1, 1))),
        ("flipped.zip", Some((1, 1))),
        ("names.zip", Some((2, 4))),
        ("plain.zip", Some((2, 0))),
    ];
    check_complete("archive", &seeds.map(|(name, _)| name));
    for (name, expected) in seeds {
        let bytes = seed("archive", name);
        cases::archive(&bytes);
        let unpacked = unpack(&bytes);
        let counts = unpacked.as_ref().ok().map(|unpacked| (unpacked.files.len(), unpacked.unread.len()));
        assert_eq!(counts, expected, "{name}: {unpacked:?}");
        assert_eq!(matches!(unpacked, Err(ArchiveError::Bomb(_))), name == "bomb.zip", "{name}");
    }
}
