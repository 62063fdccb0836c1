//! Laws of the formats that know people by their quotes alone: what goes out comes back.

use counterpoint::domain::exchange::records::Records;
use counterpoint::domain::exchange::records::feature::{Feature, only};
use counterpoint::domain::exchange::{citron, doccano, label_studio};
use proptest::prelude::proptest;

use super::records::records;
use super::seeds::cases::{CITRON, DOCCANO, Format, LABEL_STUDIO, sources};

proptest! {
    #[test]
    fn what_goes_out_to_label_studio_comes_back(records in records()) {
        check(&LABEL_STUDIO, &records, &by_quotes(&records, label_studio::HOLDS));
    }

    /// doccano makes ids of its own.
    #[test]
    fn what_goes_out_to_doccano_comes_back(records in records()) {
        let mut expected = by_quotes(&records, doccano::HOLDS);
        expected.quotes.iter_mut().for_each(|quote| quote.id.clear());
        check(&DOCCANO, &records, &expected);
    }

    /// Of quotes that begin at one place those with a cue come first, for the others are in a list of their own.
    #[test]
    fn what_goes_out_to_citron_comes_back(records in records()) {
        let mut sorted = records.clone();
        sorted.links.clear();
        sorted.quotes.sort_by_key(|quote| (quote.article, quote.content[0].start, quote.cue.is_empty()));
        check(&CITRON, &records, &by_quotes(&sorted, citron::HOLDS));
    }
}

fn check(format: &Format, records: &Records, expected: &Records) {
    let reading = (format.read)(&sources(&(format.write)(records)));
    assert_eq!(reading.unread, []);
    assert_eq!(&reading.records, expected);
}

/// What such a format holds of the records: speakers and annotators in the order of the quotes that name them, speakers
/// of one name as one, links by article, and no ids of speakers and links.
fn by_quotes(records: &Records, held: &[Feature]) -> Records {
    let mut left = only(records, held);
    let (mut speakers, mut annotators) = (Vec::new(), Vec::new());
    for quote in &mut left.quotes {
        let known = quote.speaker.map(|speaker| &left.speakers[speaker]);
        quote.speaker = known.map(|speaker| number_in(&mut speakers, speaker, |one, other| one.name == other.name));
        let known = quote.made.by.map(|by| &left.annotators[by]);
        quote.made.by = known.map(|annotator| number_in(&mut annotators, annotator, PartialEq::eq));
    }
    (left.speakers, left.annotators) = (speakers, annotators);
    left.speakers.iter_mut().for_each(|speaker| speaker.id.clear());
    left.links.iter_mut().for_each(|link| link.id.clear());
    let quotes = &left.quotes;
    left.links.sort_by_key(|link| quotes[link.members[0]].article);
    left
}

/// The number of a record in the list, at whose end it is put where there is none like it.
fn number_in<Record: Clone>(list: &mut Vec<Record>, record: &Record, is_like: fn(&Record, &Record) -> bool) -> usize {
    list.iter().position(|known| is_like(known, record)).unwrap_or_else(|| {
        list.push(record.clone());
        list.len() - 1
    })
}
