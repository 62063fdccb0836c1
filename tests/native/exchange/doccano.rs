//! Laws of the format: what goes out comes back, and no file fells the reader.

use counterpoint::domain::exchange::doccano::{HOLDS, read, write};
use counterpoint::domain::exchange::records::Records;
use proptest::prelude::{prop_assert_eq, proptest};

use super::drawn::{by_quotes, bytes, check, check_hostile, damage, damaged, file, records, sources};

proptest! {
    #[test]
    fn what_goes_out_comes_back(records in records()) {
        let reading = read(&sources(write(&records)));
        prop_assert_eq!(&reading.unread, &[]);
        prop_assert_eq!(&reading.records, &expected(&records));
    }

    #[test]
    fn never_panics_on_any_bytes(bytes in bytes()) {
        check(&read(&file("all.jsonl", bytes)));
    }

    #[test]
    fn never_panics_on_a_damaged_file(records in records(), damage in damage()) {
        let mut files = sources(write(&records));
        for file in &mut files {
            file.bytes = damaged(std::mem::take(&mut file.bytes), &damage);
        }
        check(&read(&files));
    }
}

#[test]
fn a_hostile_file_is_refused_and_no_more() {
    check_hostile(read, "all.jsonl");
}

/// doccano makes ids of its own.
fn expected(records: &Records) -> Records {
    let mut left = by_quotes(records, HOLDS);
    left.quotes.iter_mut().for_each(|quote| quote.id.clear());
    left
}
