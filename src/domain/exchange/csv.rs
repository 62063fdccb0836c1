//! Tables for spreadsheets and statistics: `quotes.csv`, `speakers.csv` and `links.csv` (RFC 4180). They only go out.
//!
//! The tables hang together by `quote_id`, `speaker_id` and `link_id`. `links.csv` has a row for each quote of each
//! link, so that it can be pivoted. Several tags, or other names, stand in one cell with `; ` between them.
//!
//! - UTF-8 with a byte order mark, without which Excel reads the letters of another century; CR LF ends a row; every
//!   cell is in quotation marks, and line ends inside it are the article's own.
//! - Offsets are code points from the start of the article's text, the end exclusive. Python and R count so, which is
//!   where these tables are read by programs; a second pair in UTF-16 would differ from it only where an emoji stands,
//!   and would be mistaken for it everywhere else. `start_code_point` and `end_code_point` are the outer ends of the
//!   content; the columns `*_spans_code_points` have all its pieces, as JSON: `[[3,17],[30,41]]`.
//! - Moments are RFC 3339, in UTC.
//!
//! A spreadsheet runs a cell that starts with `=`, `+`, `-` or `@` as a formula, and the words come from strangers. Such
//! a cell is given an apostrophe in front (OWASP, "CSV Injection"); so is one that starts with a tab or a line end, one
//! in which white space, quotation marks or unseen characters come first, and one with a full-width sign. Where
//! semicolons or tabs divide cells, as in much of Europe, the inside of a cell can become the start of one; so what
//! follows a semicolon, a tab or a line end is treated alike. A program that wants the words exactly should take these
//! apostrophes off, or read them at the offsets.

use std::borrow::Cow;

use ::csv::{QuoteStyle, Terminator, WriterBuilder};

use super::harmless::is_unseen;
use super::moment::rfc3339;
use super::records::feature::Feature;
use super::records::{Article, Made, Quote, Records, Written};
use crate::domain::annotation::{Kind, Relation, Role};
use crate::domain::id::Timestamp;
use crate::domain::text::{CodePoint, Span};

/// The tables hold everything but the texts themselves; of an article without a quote they say nothing.
pub const HOLDS: &[Feature] = &Feature::ALL;

/// The byte order mark.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// The three tables. Each has its header, though no row may follow.
#[must_use]
pub fn write(records: &Records) -> Vec<Written> {
    vec![quotes(records), speakers(records), links(records)]
}

fn quotes(records: &Records) -> Written {
    let columns = [
        "quote_id",
        "article_title",
        "article_file",
        "outlet",
        "byline",
        "date",
        "address",
        "language",
        "content",
        "cue",
        "source",
        "kind",
        "speaker",
        "speaker_id",
        "tags",
        "note",
        "start_code_point",
        "end_code_point",
        "content_spans_code_points",
        "cue_spans_code_points",
        "source_spans_code_points",
        "annotator",
        "annotator_id",
        "created",
        "modified",
    ];
    let rows = records.quotes.iter().map(|quote| {
        let article = &records.articles[quote.article];
        let speaker = records.speaker_of(quote);
        let [annotator, annotator_id, created, modified] = made(records, &quote.made);
        let spans = |role| spans(article, quote.spans(role));
        [
            quote.id.clone(),
            article.title.clone(),
            article.file.clone(),
            article.outlet.clone(),
            article.byline.clone(),
            article.date.clone(),
            article.address.clone(),
            article.language.clone(),
            records.words(quote, Role::Content),
            records.words(quote, Role::Cue),
            records.words(quote, Role::Source),
            quote.kind.map_or("", Kind::name).to_owned(),
            speaker.map(|speaker| speaker.name.clone()).unwrap_or_default(),
            speaker.map(|speaker| speaker.id.clone()).unwrap_or_default(),
            quote.tags.join("; "),
            quote.note.clone(),
            offset(article, quote.content.first().map(|span| span.start)),
            offset(article, quote.content.iter().map(|span| span.end).max()),
            spans(Role::Content),
            spans(Role::Cue),
            spans(Role::Source),
            annotator,
            annotator_id,
            created,
            modified,
        ]
    });
    table("quotes.csv", columns, rows)
}

fn speakers(records: &Records) -> Written {
    let columns =
        ["speaker_id", "name", "other_names", "role", "quotes", "annotator", "annotator_id", "created", "modified"];
    let mut said = vec![0_usize; records.speakers.len()];
    for speaker in records.quotes.iter().filter_map(|quote| quote.speaker) {
        said[speaker] += 1;
    }
    let rows = records.speakers.iter().zip(said).map(|(speaker, said)| {
        let [annotator, annotator_id, created, modified] = made(records, &speaker.made);
        [
            speaker.id.clone(),
            speaker.name.clone(),
            speaker.aliases.join("; "),
            speaker.role.clone(),
            said.to_string(),
            annotator,
            annotator_id,
            created,
            modified,
        ]
    });
    table("speakers.csv", columns, rows)
}

fn links(records: &Records) -> Written {
    let columns = [
        "link_id",
        "relation",
        "difference",
        "status",
        "rationale",
        "member",
        "members",
        "quote_id",
        "content",
        "speaker",
        "speaker_id",
        "article_title",
        "article_file",
        "outlet",
        "date",
        "address",
        "annotator",
        "annotator_id",
        "created",
        "modified",
    ];
    let members = records.links.iter().flat_map(|link| link.members.iter().enumerate().map(move |of| (link, of)));
    let rows = members.map(|(link, (number, &member))| {
        let quote: &Quote = &records.quotes[member];
        let article = &records.articles[quote.article];
        let speaker = records.speaker_of(quote);
        let difference = match link.relation {
            Relation::Contradicts(difference) => difference.name(),
            Relation::Corroborates | Relation::SameWords => "",
        };
        let [annotator, annotator_id, created, modified] = made(records, &link.made);
        [
            link.id.clone(),
            link.relation.name().to_owned(),
            difference.to_owned(),
            link.status.name().to_owned(),
            link.rationale.clone(),
            (number + 1).to_string(),
            link.members.len().to_string(),
            quote.id.clone(),
            records.words(quote, Role::Content),
            speaker.map(|speaker| speaker.name.clone()).unwrap_or_default(),
            speaker.map(|speaker| speaker.id.clone()).unwrap_or_default(),
            article.title.clone(),
            article.file.clone(),
            article.outlet.clone(),
            article.date.clone(),
            article.address.clone(),
            annotator,
            annotator_id,
            created,
            modified,
        ]
    });
    table("links.csv", columns, rows)
}

/// The annotator's name and id, when the record was made, and when it was changed.
fn made(records: &Records, made: &Made) -> [String; 4] {
    let annotator = records.annotator_of(made);
    let moment = |moment: Option<Timestamp>| moment.map(rfc3339).unwrap_or_default();
    [
        annotator.map(|annotator| annotator.name.clone()).unwrap_or_default(),
        annotator.map(|annotator| annotator.id.clone()).unwrap_or_default(),
        moment(made.created),
        moment(made.modified),
    ]
}

/// A byte of the article's text in code points.
fn offset(article: &Article, byte: Option<usize>) -> String {
    byte.map(|byte| article.text.code_point(byte).0.to_string()).unwrap_or_default()
}

/// Spans in code points, as a JSON list of pairs; empty where there is none. Not `3-17`, which a spreadsheet takes
/// for a date.
fn spans(article: &Article, spans: &[Span]) -> String {
    let offset = |byte| {
        let CodePoint(offset) = article.text.code_point(byte);
        offset
    };
    let pairs: Vec<_> = spans.iter().map(|span| format!("[{},{}]", offset(span.start), offset(span.end))).collect();
    if pairs.is_empty() { String::new() } else { format!("[{}]", pairs.join(",")) }
}

fn table<const COLUMNS: usize>(
    name: &str,
    columns: [&str; COLUMNS],
    rows: impl Iterator<Item = [String; COLUMNS]>,
) -> Written {
    let mut writer =
        WriterBuilder::new().terminator(Terminator::CRLF).quote_style(QuoteStyle::Always).from_writer(MARK.to_vec());
    writer.write_record(columns).expect("a vector takes every row");
    for row in rows {
        let cells = row.iter().map(|cell| harmless(cell));
        writer.write_record(cells.map(Cow::into_owned)).expect("a vector takes every row of the header's length");
    }
    let bytes = writer.into_inner().map_err(|_| ()).expect("a vector takes every byte");
    Written { name: name.to_owned(), bytes }
}

/// The cell with an apostrophe before whatever a spreadsheet would run.
fn harmless(cell: &str) -> Cow<'_, str> {
    let within = cell.char_indices().filter(|(_, character)| is_divider(*character)).map(|(byte, _)| byte + 1);
    let starts_badly = cell.starts_with(['\t', '\r', '\n']);
    let starts = std::iter::once(0).chain(within);
    let bad: Vec<usize> = starts.filter(|&start| (start == 0 && starts_badly) || runs(&cell[start..])).collect();
    if bad.is_empty() {
        return Cow::Borrowed(cell);
    }
    let mut written = String::with_capacity(cell.len() + bad.len());
    let mut taken = 0;
    for start in bad {
        written.push_str(&cell[taken..start]);
        written.push('\'');
        taken = start;
    }
    written.push_str(&cell[taken..]);
    Cow::Owned(written)
}

/// True for a character after which a cell starts, if a spreadsheet takes it so. One byte each.
const fn is_divider(character: char) -> bool {
    matches!(character, ';' | '\t' | '\r' | '\n')
}

/// True where a spreadsheet would run what stands here at the start of a cell.
fn runs(cell: &str) -> bool {
    let is_passed_over = |character: char| {
        !is_divider(character) && (character.is_whitespace() || is_unseen(character) || character == '"')
    };
    let rest = cell.trim_start_matches(is_passed_over);
    rest.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula_for_any_spreadsheet() {
        let check = |cell, expected: &str| assert_eq!(harmless(cell), expected, "{cell:?}");
        check("", "");
        check("plain, “quoted” = sum", "plain, “quoted” = sum");
        check("=1+1", "'=1+1");
        check("+1", "'+1");
        check("-2+cmd|' /C calc'!A0", "'-2+cmd|' /C calc'!A0");
        check("@SUM(A1)", "'@SUM(A1)");
        check("\t=1", "'\t'=1");
        check("\rx", "'\rx");
        check("\nx", "'\nx");
        check("  =1", "'  =1");
        check("\u{a0}\u{feff}\u{202e}=1", "'\u{a0}\u{feff}\u{202e}=1");
        check("＝1", "'＝1");
        check("－1", "'－1");
        check("\"=1", "'\"=1");
        check("a;=1;b", "a;'=1;b");
        check("a; \"=1\"", "a;' \"=1\"");
        check("a\r\n-b", "a\r\n'-b");
        check("a - b", "a - b");
        check("e\u{301}; 👩‍👧;＠x", "e\u{301}; 👩‍👧;'＠x");
        check("'=1", "'=1");
    }

    #[test]
    fn a_cell_of_nothing_but_dividers_takes_linear_time() {
        let started = std::time::Instant::now();
        assert_eq!(harmless(&"; \n".repeat(300_000)).len(), 900_000);
        assert_eq!(harmless(&" ".repeat(900_000)).len(), 900_000);
        assert!(started.elapsed().as_secs() < 10);
    }
}
