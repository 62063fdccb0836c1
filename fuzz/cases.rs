//! What the fuzz targets do with bytes, and what has to hold whatever these are. The native tests do it with the seeds.
#![allow(dead_code, reason = "each target uses one case of these")]

use std::collections::BTreeSet;

use counterpoint::domain::exchange::archive::unpack;
use counterpoint::domain::exchange::known::Known;
use counterpoint::domain::exchange::records::{Reading, Records, Source, Written};
use counterpoint::domain::exchange::{brat, citron, doccano, label_studio, w3c};
use counterpoint::domain::text::Text;

/// A format that comes in and goes out.
pub(crate) struct Format {
    /// What a file of it may be called.
    pub(crate) file: &'static str,
    pub(crate) read: fn(&[Source]) -> Reading,
    pub(crate) write: fn(&Records) -> Vec<Written>,
}

pub(crate) const BRAT: Format = Format { file: "a.ann", read: brat::read, write: brat::write };
pub(crate) const CITRON: Format = Format { file: "a.json", read: citron::read, write: citron::write };
pub(crate) const DOCCANO: Format = Format { file: "all.jsonl", read: doccano::read, write: doccano::write };
pub(crate) const LABEL_STUDIO: Format =
    Format { file: "tasks.json", read: label_studio::read, write: label_studio::write };

/// Several files in one: each begins with a line `=== NAME`.
pub(crate) fn files(data: &[u8]) -> Vec<Source> {
    let mut files: Vec<Source> = Vec::new();
    for line in data.split_inclusive(|byte| *byte == b'\n') {
        match (line.strip_prefix(b"=== "), files.last_mut()) {
            (Some(name), _) => {
                let name = String::from_utf8_lossy(name).trim().to_owned();
                files.push(Source { name, bytes: Vec::new() });
            }
            (None, Some(file)) => file.bytes.extend_from_slice(line),
            (None, None) => {}
        }
    }
    files
}

/// Reads brat files, and what they are written as.
pub(crate) fn brat(data: &[u8]) {
    check(&BRAT, &files(data));
}

/// Reads a file of Citron's, and what it is written as.
pub(crate) fn citron(data: &[u8]) {
    check(&CITRON, &[file(&CITRON, data)]);
}

/// Reads a file of doccano's, and what it is written as.
pub(crate) fn doccano(data: &[u8]) {
    check(&DOCCANO, &[file(&DOCCANO, data)]);
}

/// Reads a file of Label Studio's, and what it is written as.
pub(crate) fn label_studio(data: &[u8]) {
    check(&LABEL_STUDIO, &[file(&LABEL_STUDIO, data)]);
}

/// Reads Web Annotations, beside one article that is open.
pub(crate) fn w3c(data: &[u8]) -> Reading {
    let text = Text::new(REPORT);
    let known = Known { id: "0", title: "Report", address: "https://example.org/ferry", file: "", text: &text };
    let reading = w3c::read(&[Source { name: "a.json".to_owned(), bytes: data.to_vec() }], &[known]);
    check_sound(&reading.records);
    assert!(reading.unsure.iter().all(|unsure| unsure.quote < reading.records.quotes.len()));
    reading
}

/// The article that is open beside Web Annotations.
pub(crate) const REPORT: &str = "Report 0. The envoy said “Nobody waited,” and the ferry 🚢 left at 5.\n";

/// Unpacks an archive, and reads the brat files in it.
pub(crate) fn archive(data: &[u8]) {
    if let Ok(unpacked) = unpack(data) {
        let names: BTreeSet<&str> = unpacked.files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names.len(), unpacked.files.len(), "two files have one name");
        assert!(
            names.iter().all(|name| !name.starts_with('/') && !name.split('/').any(|part| part == "..")),
            "{names:?}"
        );
        check(&BRAT, &unpacked.files);
    }
}

/// Reads files: the records are sound, and of as many as before once they have been written and read again.
pub(crate) fn check(format: &Format, files: &[Source]) -> Reading {
    let reading = (format.read)(files);
    check_sound(&reading.records);
    let again = (format.read)(&sources(&(format.write)(&reading.records))).records;
    check_sound(&again);
    let counts = |records: &Records| (records.quotes.len(), records.links.len(), records.speakers.len());
    assert_eq!(counts(&again), counts(&reading.records));
    reading
}

/// One file of these bytes.
pub(crate) fn file(format: &Format, bytes: impl Into<Vec<u8>>) -> Source {
    Source { name: format.file.to_owned(), bytes: bytes.into() }
}

/// What goes out as what comes in.
pub(crate) fn sources(written: &[Written]) -> Vec<Source> {
    written.iter().map(|file| Source { name: file.name.clone(), bytes: file.bytes.clone() }).collect()
}

/// What holds of whatever was read, by any format.
pub(crate) fn check_sound(records: &Records) {
    let Records { articles, annotators, speakers, quotes, links } = records;
    assert!(annotators.iter().all(|annotator| !annotator.id.is_empty()));
    for quote in quotes {
        let text = &articles[quote.article].text;
        assert!(!quote.content.is_empty(), "{quote:?}");
        for spans in [&quote.content, &quote.cue, &quote.source] {
            assert!(spans.is_sorted_by(|one, other| one < other), "{spans:?}");
            assert!(spans.iter().all(|span| text.check(*span).is_ok()), "{spans:?}");
        }
        assert!(quote.speaker.is_none_or(|speaker| speaker < speakers.len()), "{quote:?}");
        assert!(quote.made.by.is_none_or(|by| by < annotators.len()), "{quote:?}");
    }
    assert!(quotes.is_sorted_by_key(|quote| (quote.article, quote.content[0].start)), "quotes out of order");
    for link in links {
        let members: BTreeSet<_> = link.members.iter().collect();
        assert!(members.len() > 1 && members.len() == link.members.len(), "{link:?}");
        assert!(link.members.iter().all(|member| *member < quotes.len()), "{link:?}");
        assert!(link.made.by.is_none_or(|by| by < annotators.len()), "{link:?}");
    }
}
