//! Laws of the format: what goes out comes back, and no file fells the reader.

use counterpoint::domain::exchange::citron::{HOLDS, read, write};
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
        check(&read(&file("a.json", bytes)));
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
    check_hostile(read, "a.json");
}

/// Of quotes that begin at one place those with a cue come first, for the others are in a list of their own.
fn expected(records: &Records) -> Records {
    let mut sorted = records.clone();
    sorted.links.clear();
    sorted.quotes.sort_by_key(|quote| (quote.article, quote.content[0].start, quote.cue.is_empty()));
    by_quotes(&sorted, HOLDS)
}
