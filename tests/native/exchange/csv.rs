//! The tables: what a spreadsheet or a program reads from them.

use std::collections::BTreeMap;
use std::time::Instant;

use ::csv::ReaderBuilder;
use counterpoint::domain::exchange::csv::write;
use counterpoint::domain::exchange::records::{Records, Written};

use super::outgoing::{file, hostile, many, sample};

/// The rows of a table by the names of their columns. Every row has as many cells as the header.
fn rows(written: &[Written], name: &str) -> Vec<BTreeMap<String, String>> {
    let text = file(written, name);
    let text = text.strip_prefix('\u{feff}').expect("a table starts with a byte order mark");
    assert!(text.ends_with("\"\r\n"), "a row ends with CR LF");
    let mut reader = ReaderBuilder::new().flexible(false).from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.expect("a row is as long as the header")).collect()
}

#[test]
fn a_quote_is_a_row_with_its_article_and_speaker() {
    let written = write(&sample());
    let rows = rows(&written, "quotes.csv");
    assert_eq!(rows.len(), 7);
    let check = |row: usize, column: &str, expected: &str| assert_eq!(rows[row][column], expected, "{column}");
    check(1, "quote_id", "lost");
    check(1, "article_title", "Ferry talks stall again");
    check(1, "outlet", "The Ledger");
    check(1, "byline", "By Lea Ortiz");
    check(1, "date", "2025-03-16");
    check(1, "address", "https://ledger.example/ferry?a=1&b=2");
    check(1, "language", "en");
    let content = "“The quay is lost,” [...] “unless the city pays for new piles before the winter.”";
    check(1, "content", content);
    check(1, "cue", "said");
    check(1, "source", "harbour master Ada Lind");
    check(1, "kind", "direct");
    check(1, "speaker", "Ada Lind");
    check(1, "speaker_id", "lind");
    check(1, "annotator", "Mia Berg");
    check(1, "annotator_id", "mia");
    check(1, "created", "2025-11-21T04:40:00Z");
    check(1, "modified", "");
    check(0, "tags", "waiting; protocol");
    check(0, "note", "Check the log of the pilot station.\nThe sailors are not named.");
    check(0, "speaker", "");
    check(4, "modified", "2025-11-22T05:40:00Z");
    check(4, "annotator", "");
    check(6, "content", "“איש לא חיכה”");
}

#[test]
fn offsets_are_code_points_of_the_text() {
    let records = sample();
    for (row, quote) in rows(&write(&records), "quotes.csv").iter().zip(&records.quotes) {
        let text: Vec<char> = records.articles[quote.article].text.as_str().chars().collect();
        let spans: Vec<[usize; 2]> =
            serde_json::from_str(&row["content_spans_code_points"]).expect("a list of pairs");
        let words: Vec<String> = spans.iter().map(|&[start, end]| text[start..end].iter().collect()).collect();
        assert_eq!(words.join(" [...] "), row["content"]);
        assert_eq!(row["start_code_point"], spans[0][0].to_string());
        assert_eq!(row["end_code_point"], spans[spans.len() - 1][1].to_string());
        assert_eq!(row["cue_spans_code_points"].is_empty(), quote.cue.is_empty());
    }
}

#[test]
fn speakers_are_counted_and_a_silent_one_is_there() {
    let written = write(&sample());
    let rows = rows(&written, "speakers.csv");
    let told: Vec<_> = rows.iter().map(|row| [&row["name"], &row["quotes"], &row["other_names"]]).collect();
    assert_eq!(told[0], ["Ada Lind", "2", "the harbour master; Lind"]);
    assert_eq!(told[3], ["Nobody Yet", "0", ""]);
}

#[test]
fn a_link_has_a_row_for_each_of_its_quotes() {
    let written = write(&sample());
    let rows = rows(&written, "links.csv");
    let told: Vec<_> = rows
        .iter()
        .map(|row| {
            ["link_id", "member", "members", "quote_id", "relation", "difference", "status"].map(|of| &*row[of])
        })
        .collect();
    assert_eq!(
        told[..5],
        [
            ["wait", "1", "3", "waited", "contradicts", "time", "open"],
            ["wait", "2", "3", "met", "contradicts", "time", "open"],
            ["wait", "3", "3", "denied", "contradicts", "time", "open"],
            ["debt", "1", "2", "owes", "contradicts", "number", "resolved"],
            ["debt", "2", "2", "debt", "contradicts", "number", "resolved"],
        ]
    );
    assert_eq!(told[5], ["empty", "1", "2", "nobody", "corroborates", "", "open"]);
    assert_eq!(rows[1]["content"], "Every crew was met within the hour");
    assert_eq!(rows[1]["article_title"], "Minister: no delay at the quay");
    assert_eq!(rows[1]["speaker"], "Tom Wey");
}

/// Tries the tables as a spreadsheet may take them: with commas, semicolons or tabs between the cells, and white space
/// and quotation marks of no account.
#[test]
fn no_cell_of_hostile_records_is_a_formula_whatever_divides_cells() {
    let written = write(&hostile());
    for table in &written {
        for delimiter in [b',', b';', b'\t'] {
            let mut reader = ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .delimiter(delimiter)
                .from_reader(&table.bytes[3..]);
            let cells = reader
                .byte_records()
                .flat_map(|row| row.expect("the table is in memory").iter().map(<[u8]>::to_vec).collect::<Vec<_>>());
            let mut count = 0;
            for cell in cells {
                let cell = String::from_utf8(cell).expect("the table is UTF-8");
                for line in cell.lines() {
                    let start = line.trim_start_matches(|sign: char| sign.is_whitespace() || sign == '"');
                    assert!(!start.starts_with(['=', '+', '-', '@']), "{}: {line:?} in {cell:?}", table.name);
                }
                count += 1;
            }
            assert!(count > 10, "{} has cells", table.name);
        }
    }
    assert_eq!(rows(&written, "quotes.csv").len(), 7);
    assert_eq!(rows(&written, "links.csv").len(), 11);
}

#[test]
fn without_records_there_are_the_headers() {
    let written = write(&Records::default());
    let names: Vec<&str> = written.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["quotes.csv", "speakers.csv", "links.csv"]);
    for name in names {
        assert_eq!(file(&written, name).lines().count(), 1);
        assert_eq!(rows(&written, name).len(), 0);
    }
}

#[test]
fn ten_thousand_quotes_take_no_time() {
    let started = Instant::now();
    assert_eq!(rows(&write(&many(10_000)), "quotes.csv").len(), 10_000);
    assert!(started.elapsed().as_secs() < 20);
}
