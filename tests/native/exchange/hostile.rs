//! Files that were damaged or forged, for every format that comes in.

use counterpoint::domain::exchange::records::Reading;
use proptest::prelude::{Just, Strategy, any, proptest};

use super::records::records;
use super::seeds::cases::{self, BRAT, CITRON, DOCCANO, Format, LABEL_STUDIO, check_sound, sources};

const FORMATS: [Format; 4] = [BRAT, CITRON, DOCCANO, LABEL_STUDIO];

/// A file names so many unread things at the most, one by one and in one more line.
const MOST_UNREAD: usize = 201;

proptest! {
    #[test]
    fn no_bytes_fell_a_reader(bytes in bytes()) {
        for format in &FORMATS {
            check(&cases::check(format, &[cases::file(format, bytes.clone())]), 1);
        }
    }

    #[test]
    fn no_damage_to_a_file_fells_a_reader(records in records(), damage in damage()) {
        for format in &FORMATS {
            let mut files = sources(&(format.write)(&records));
            for file in &mut files {
                file.bytes = damaged(std::mem::take(&mut file.bytes), &damage);
            }
            check(&cases::check(format, &files), files.len());
        }
    }
}

#[test]
fn a_forged_file_is_refused_and_no_more() {
    for bytes in forged() {
        for format in &FORMATS {
            let told = bytes.len();
            let reading = (format.read)(&[cases::file(format, bytes.clone())]);
            check(&reading, 1);
            assert!(reading.records.articles.is_empty(), "{}: {told} bytes", format.file);
        }
    }
}

/// Files made to hurt: deep, many, large, empty, in no known coding, and of nothing.
pub(super) fn forged() -> impl Iterator<Item = Vec<u8>> {
    let deep = ["[", "{\"text\":"].map(|open| open.repeat(100_000));
    let many = ["[{},", "{}\n"].map(|one| one.repeat(50_000));
    let large = vec![b' '; 100 << 20];
    let files = deep.into_iter().chain(many).map(String::into_bytes);
    files.chain([large, Vec::new(), b"\xff\xfe{}".to_vec(), b"null".to_vec()])
}

pub(super) fn check(reading: &Reading, files: usize) {
    check_sound(&reading.records);
    assert!(reading.unread.len() <= files * MOST_UNREAD, "{} things of {files} files", reading.unread.len());
}

/// What may become of a file on its way: each of the dice changes a byte, cuts something out, doubles it, cuts the
/// rest off, or puts a number or a word of JSON in its place.
pub(super) fn damage() -> impl Strategy<Value = Vec<[u32; 3]>> {
    proptest::collection::vec(any::<[u32; 3]>(), 1..6)
}

/// The file after that.
pub(super) fn damaged(mut bytes: Vec<u8>, damage: &[[u32; 3]]) -> Vec<u8> {
    const TOKENS: [&str; 13] = [
        "null",
        "-1",
        "7",
        "1e999",
        "[]",
        "{}",
        "\"\"",
        "99999999999999999999",
        "\"\\ud800\"",
        ",",
        "\u{feff}",
        "0.5",
        "\"__proto__\"",
    ];
    for &[what, at, length] in damage {
        let at = at as usize % bytes.len().max(1);
        let end = (at + length as usize % 40).min(bytes.len());
        let token = TOKENS[length as usize % TOKENS.len()].bytes();
        match what % 5 {
            0 if at < bytes.len() => bytes[at] = length.to_le_bytes()[0],
            1 => drop(bytes.drain(at..end)),
            2 => drop(bytes.splice(at..at, bytes[at..end].to_vec())),
            3 => bytes.truncate(at),
            _ => {
                // A number, where there is one, or whatever stands there.
                let is_digit = |byte: &u8| byte.is_ascii_digit();
                let number = bytes[at..].iter().position(is_digit).map_or(at, |found| at + found);
                let past = bytes[number..]
                    .iter()
                    .position(|byte| !is_digit(byte))
                    .map_or(bytes.len(), |found| number + found);
                drop(bytes.splice(number..past, token));
            }
        }
    }
    bytes
}

/// Any bytes, mostly of a file's own signs.
pub(super) fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let free = proptest::collection::vec(any::<u8>(), 0..300);
    let signs =
        proptest::collection::vec(proptest::sample::select(b"[]{}\",:0129 \\untextdaspl\n_".to_vec()), 0..300);
    proptest::prop_oneof![Just(Vec::new()), free, signs]
}
