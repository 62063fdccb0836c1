//! Archives (zip), in which a folder's files come in and go out as one file.
//!
//! Nothing here knows what is in the files. An archive that comes in may be made to do harm: what it unpacks to is
//! counted while it is unpacked, not believed, and names that lead out of a folder are refused.

use std::collections::BTreeSet;
use std::io::{Cursor, Read, Write};

use thiserror::Error;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

use super::records::{Source, Unread, Written};
use crate::domain::text::shorten;

/// So many files and folders an archive may have.
pub const MOST_ENTRIES: usize = 20_000;

/// So many bytes all files of an archive may unpack to.
pub const MOST_BYTES: usize = 256 << 20;

/// So many times its packed size a file may unpack to, from a mebibyte on. Annotations with many like lines reach 30;
/// what is made to fill a memory comes near 1,000, which is as far as the format goes.
const MOST_GROWTH: usize = 200;

/// A file smaller than this is never taken for a bomb.
const HARMLESS: usize = 1 << 20;

/// Why an archive cannot be read or written.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ArchiveError {
    /// It is damaged, or no archive.
    #[error(
        "this is no zip archive that can be read: {0}. Unpack it with another program and choose the files in it"
    )]
    Unreadable(String),
    /// It has more than [`MOST_ENTRIES`].
    #[error("the archive has {0} files and folders; no more than {MOST_ENTRIES} are read. Divide it into parts")]
    TooMany(usize),
    /// It unpacks to more than [`MOST_BYTES`].
    #[error("the archive unpacks to more than {} megabytes, and so much is not read. Divide it into parts", MOST_BYTES >> 20)]
    TooLarge,
    /// A file unpacks to far more than a file of text would.
    #[error(
        "the file “{0}” in the archive unpacks to more than {MOST_GROWTH} times its size, as no text does: nothing is read"
    )]
    Bomb(String),
    /// It could not be written.
    #[error("the archive could not be written: {0}")]
    Unwritable(String),
}

/// What was in an archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unpacked {
    /// The files, in the archive's order, each with its folders.
    pub files: Vec<Source>,
    /// The files that are left out, with the reason.
    pub unread: Vec<Unread>,
}

/// True for bytes that begin as an archive does, an empty one too.
#[must_use]
pub fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// The files in an archive. Folders are in their names alone, and what macOS and Windows add is left out without a word.
///
/// # Errors
/// It is no archive, or larger than the limits here. A file that is encrypted, damaged or badly named is left out alone.
pub fn unpack(bytes: &[u8]) -> Result<Unpacked, ArchiveError> {
    unpack_within(bytes, MOST_ENTRIES, MOST_BYTES)
}

fn unpack_within(bytes: &[u8], most_entries: usize, most_bytes: usize) -> Result<Unpacked, ArchiveError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| ArchiveError::Unreadable(told(&error)))?;
    if archive.len() > most_entries {
        return Err(ArchiveError::TooMany(archive.len()));
    }
    let mut unpacked = Unpacked::default();
    if archive.has_duplicate_names() {
        let reason = "there are several files of one name in the archive; one of each is read".to_owned();
        unpacked.unread.push(Unread { file: String::new(), place: None, reason });
    }
    let (mut names, mut left) = (BTreeSet::new(), most_bytes);
    for number in 0..archive.len() {
        let name = match archive.by_index_data(number).and_then(|entry| Ok(entry.name()?.into_owned())) {
            Ok(name) => name,
            Err(error) => {
                let file = format!("file {} of the archive", number + 1);
                unpacked.unread.push(Unread {
                    file,
                    place: None,
                    reason: format!("its name cannot be read: {}", told(&error)),
                });
                continue;
            }
        };
        if name.ends_with(['/', '\\']) || is_litter(&name) {
            continue;
        }
        match entry(&mut archive, number, &name, &mut names, &mut left)? {
            Ok(file) => unpacked.files.push(file),
            Err(reason) => unpacked.unread.push(Unread { file: shorten(&name, 200), place: None, reason }),
        }
    }
    Ok(unpacked)
}

/// A file of an archive, or why it alone is left out.
fn entry(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    number: usize,
    name: &str,
    names: &mut BTreeSet<String>,
    left: &mut usize,
) -> Result<Result<Source, String>, ArchiveError> {
    let safe = match safe_name(name) {
        Ok(safe) => safe,
        Err(reason) => return Ok(Err(reason)),
    };
    let is_encrypted = archive.by_index_data(number).is_ok_and(|entry| entry.encrypted());
    if is_encrypted {
        return Ok(
            Err("it is encrypted; unpack the archive with its password and choose the files in it".to_owned()),
        );
    }
    let mut file = match archive.by_index(number) {
        Ok(file) => file,
        Err(error) => return Ok(Err(format!("it cannot be unpacked: {}", told(&error)))),
    };
    if file.is_symlink() {
        return Ok(Err("it only points at another file".to_owned()));
    }
    if !names.insert(safe.clone()) {
        return Ok(Err("there is another file of this name in the archive".to_owned()));
    }
    let packed = usize::try_from(file.compressed_size()).unwrap_or(usize::MAX);
    let most = packed.saturating_mul(MOST_GROWTH).max(HARMLESS);
    let (mut bytes, mut chunk) = (Vec::new(), vec![0; 1 << 16]);
    loop {
        let read = match file.read(&mut chunk) {
            Ok(0) => return Ok(Ok(Source { name: safe, bytes })),
            Ok(read) => read,
            Err(error) => return Ok(Err(format!("it is damaged: {error}"))),
        };
        *left = left.checked_sub(read).ok_or(ArchiveError::TooLarge)?;
        bytes.extend_from_slice(&chunk[..read]);
        if bytes.len() > most {
            return Err(ArchiveError::Bomb(shorten(name, 80)));
        }
    }
}

/// The name with `/` between folders, where it stays in the folder that the archive is unpacked to.
fn safe_name(name: &str) -> Result<String, String> {
    let name = name.replace('\\', "/");
    let is_drive =
        name.as_bytes().get(1) == Some(&b':') && name.starts_with(|first: char| first.is_ascii_alphabetic());
    if name.starts_with('/') || is_drive {
        return Err("its name begins at the root of a disk".to_owned());
    }
    if name.contains(char::is_control) {
        return Err("its name has control characters in it".to_owned());
    }
    let parts: Vec<&str> = name.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    if parts.is_empty() || parts.contains(&"..") {
        return Err("its name leads out of the archive".to_owned());
    }
    Ok(parts.join("/"))
}

/// What the file managers of macOS and Windows leave in a folder.
fn is_litter(name: &str) -> bool {
    let mut parts = name.split(['/', '\\']);
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    parts.any(|part| part == "__MACOSX") || [".DS_Store", "Thumbs.db", "desktop.ini"].contains(&last)
}

/// An archive of these files. The same files give the same bytes: times are those of the format's first day.
///
/// # Errors
/// Two files have one name.
pub fn pack(files: &[Written]) -> Result<Vec<u8>, ArchiveError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .system(System::Unix)
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let failed = |error: ZipError| ArchiveError::Unwritable(told(&error));
    for file in files {
        archive.start_file(&file.name, options).map_err(failed)?;
        archive.write_all(&file.bytes).map_err(|error| failed(error.into()))?;
    }
    Ok(archive.finish().map_err(failed)?.into_inner())
}

/// The library's words, as part of a sentence.
fn told(error: &ZipError) -> String {
    shorten(error.to_string().trim_end_matches('.'), 120)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(name: &str, words: &str) -> Written {
        Written { name: name.to_owned(), bytes: words.as_bytes().to_vec() }
    }

    fn packed(files: &[(&str, &str)]) -> Vec<u8> {
        let files: Vec<_> = files.iter().map(|(name, words)| written(name, words)).collect();
        pack(&files).expect("the names differ")
    }

    fn unpacked(bytes: &[u8]) -> (Vec<String>, Vec<String>) {
        let unpacked = unpack(bytes).expect("it is an archive");
        let names = unpacked.files.into_iter().map(|file| file.name).collect();
        (names, unpacked.unread.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn files_come_back_with_their_folders_and_the_bytes_are_always_the_same() {
        let files = [("a/שלום 👩‍👧.txt", "e\u{301}\r\n"), ("a/b/c.ann", ""), ("d.txt", "d")];
        let bytes = packed(&files);
        assert!(is_archive(&bytes));
        assert_eq!(bytes, packed(&files));
        let found = unpack(&bytes).expect("it was just written");
        let expected = files.map(|(name, words)| Source { name: name.to_owned(), bytes: words.as_bytes().to_vec() });
        assert_eq!((found.files, found.unread), (expected.to_vec(), vec![]));
        assert_eq!(unpacked(&packed(&[])), (vec![], vec![]));
    }

    #[test]
    fn two_files_of_one_name_are_not_written() {
        let error = pack(&[written("a.txt", "a"), written("a.txt", "b")]).expect_err("one would hide the other");
        assert!(matches!(error, ArchiveError::Unwritable(_)), "{error}");
    }

    #[test]
    fn names_that_lead_elsewhere_are_refused_and_litter_is_left_out_silently() {
        let files = [
            ("../a.txt", ""),
            ("a/../../b.txt", ""),
            ("/etc/c.txt", ""),
            ("C:\\d.txt", ""),
            ("e\u{7}.txt", ""),
            ("f\\g.txt", ""),
            ("./h//i.txt", ""),
            ("f/g.txt", ""),
            ("__MACOSX/f/._g.txt", ""),
            ("f/.DS_Store", ""),
            ("Thumbs.db", ""),
        ];
        let (names, unread) = unpacked(&packed(&files));
        assert_eq!(names, ["f/g.txt", "h/i.txt"]);
        let expected = [
            "../a.txt: its name leads out of the archive",
            "a/../../b.txt: its name leads out of the archive",
            "/etc/c.txt: its name begins at the root of a disk",
            "C:\\d.txt: its name begins at the root of a disk",
            "e\u{7}.txt: its name has control characters in it",
            "f/g.txt: there is another file of this name in the archive",
        ];
        assert_eq!(unread, expected);
    }

    #[test]
    fn folders_are_no_files() {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        archive.add_directory("folder", SimpleFileOptions::default()).expect("the name is new");
        let bytes = archive.finish().expect("memory takes all").into_inner();
        assert_eq!(unpacked(&bytes), (vec![], vec![]));
    }

    #[test]
    fn what_would_fill_the_memory_ends_as_a_message() {
        let zeros = "0".repeat(8 << 20);
        let error = unpack(&packed(&[("bomb.txt", &zeros)])).expect_err("it grows a thousand times");
        assert!(error.to_string().contains("“bomb.txt”"), "{error}");
        let three = packed(&[("a.txt", "12345"), ("b.txt", "12345"), ("c.txt", "")]);
        assert_eq!(unpack_within(&three, 2, 10), Err(ArchiveError::TooMany(3)));
        assert_eq!(unpack_within(&three, 3, 9), Err(ArchiveError::TooLarge));
        assert_eq!(unpack_within(&three, 3, 10).map(|unpacked| unpacked.files.len()), Ok(3));
    }

    #[test]
    fn damage_costs_the_file_that_it_is_in_and_what_is_no_archive_is_told() {
        let mut bytes = packed(&[("a.txt", "some words and some more words"), ("b.txt", "others")]);
        bytes[36] ^= 0xff;
        let (names, unread) = unpacked(&bytes);
        assert_eq!(names, ["b.txt"]);
        assert!(unread.len() == 1 && unread[0].starts_with("a.txt: it is damaged"), "{unread:?}");
        for bytes in [&b""[..], b"PK\x03\x04", b"PK\x05\x06", b"The quay.", &bytes[..bytes.len() / 2]] {
            assert!(matches!(unpack(bytes), Err(ArchiveError::Unreadable(_))), "{bytes:?}");
        }
    }

    #[test]
    fn an_encrypted_file_is_named_and_the_others_come_in() {
        let mut bytes = packed(&[("a.txt", "words"), ("b.txt", "others")]);
        // The flag for encryption, in the file's own header and in the directory at the end.
        let directory = bytes.windows(4).position(|window| window == b"PK\x01\x02").expect("there is a directory");
        bytes[6] |= 1;
        bytes[directory + 8] |= 1;
        let (names, unread) = unpacked(&bytes);
        assert_eq!(names, ["b.txt"]);
        assert!(unread[0].starts_with("a.txt: it is encrypted"), "{unread:?}");
    }
}
