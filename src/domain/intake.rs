//! What comes in as bytes or as text under a file's name: whether it can be an article, in which encoding it is, and
//! what kind of file.
//!
//! The browser decodes (its `TextDecoder` has the tables); this file only says as what. Nothing here may look into
//! what an article says (see `article`).

mod encoding;
mod markdown;
mod page;

use thiserror::Error;

use super::backup::is_backup;

pub use encoding::{Encoding, sniff};
pub use markdown::from_markdown;
pub use page::{Block, BlockKind, PageMeta, from_blocks};

/// The largest article, in bytes of the file, and of its text in UTF-8.
///
/// The longest reports are a few hundred kilobytes. All of a text is laid out at once, and a browser allows a page
/// about as much local storage as this: a longer one would be slow to read and could not be kept safe.
pub const LIMIT: usize = 5_000_000;

/// Why something that came in cannot be an article: what is wrong, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum IntakeError {
    /// No byte, or white space alone.
    #[error("there is no text in it. Choose a file with an article in it, or paste the article’s text.")]
    Empty,
    /// It is not text.
    #[error(
        "this is {what}, not text. Save the article as a text file (.txt), Markdown or a web page (.html), or copy its \
         text and paste it."
    )]
    Binary {
        /// What it is, with its article: "a PNG picture".
        what: &'static str,
    },
    /// It is more than [`LIMIT`].
    #[error(
        "this is {} megabytes long, and an article may be {} at most. Divide it into parts, or paste only the article.",
        megabytes(*.bytes), megabytes(*.limit)
    )]
    TooLarge {
        /// How long it is, in bytes.
        bytes: usize,
        /// How long it may be, in bytes.
        limit: usize,
    },
    /// It may be text, but in none of the encodings that are told apart.
    #[error(
        "the encoding of this text is not known. Open it in the program that it comes from and save it again as UTF-8."
    )]
    UnknownEncoding,
}

/// Millions of bytes with one decimal, rounded up so that what is over the limit never reads as the limit.
fn megabytes(bytes: usize) -> String {
    let tenths = bytes.div_ceil(100_000);
    if tenths.is_multiple_of(10) { format!("{}", tenths / 10) } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

/// The text of an article out of what was decoded or pasted: without a byte order mark at its start, otherwise
/// untouched, line ends included.
///
/// # Errors
/// It is empty or white space alone, longer than [`LIMIT`], or holds U+0000, which no text node can.
pub fn admit(text: &str) -> Result<&str, IntakeError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.len() > LIMIT {
        return Err(IntakeError::TooLarge { bytes: text.len(), limit: LIMIT });
    }
    if text.contains('\0') {
        return Err(IntakeError::Binary { what: "a file with zero characters in it" });
    }
    let is_nothing = |character: char| character.is_whitespace() || matches!(character, '\u{200b}' | '\u{feff}');
    if text.chars().all(is_nothing) {
        return Err(IntakeError::Empty);
    }
    Ok(text)
}

/// What kind of file a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text: taken as it is.
    Text,
    /// Markdown: see [`from_markdown`].
    Markdown,
    /// A web page: the browser's parser makes blocks of it, and [`from_blocks`] the article.
    Html,
    /// A file that Counterpoint or another annotator wrote.
    Export,
    /// Data of a kind that is not known: no article.
    Data,
    /// A whole project, as Counterpoint keeps it: see [`backup`](super::backup).
    Backup,
}

/// What kind of file `text` is, by the ending of its `name` and by how it begins. A pasted text has an empty name.
#[must_use]
pub fn format_of(name: &str, text: &str) -> Format {
    let (_, ending) = name.rsplit_once('.').unwrap_or_default();
    let ending = ending.to_ascii_lowercase();
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let is_named = |endings: &[&str]| endings.contains(&ending.as_str());
    let is_object = text.starts_with('{');
    if is_object && is_backup(text) {
        return Format::Backup;
    }
    if is_object && (is_named(&["json", "jsonld"]) || (name.is_empty() && text.contains("\"@context\""))) {
        return Format::Export;
    }
    if is_named(&["zip"]) || (is_named(&["json", "jsonl", "jsonld", "ndjson"]) && text.starts_with('[')) {
        return Format::Data;
    }
    if is_named(&["html", "htm", "xhtml"]) || begins_as_page(text) {
        return Format::Html;
    }
    if is_named(&["md", "markdown", "mdown"]) { Format::Markdown } else { Format::Text }
}

fn begins_as_page(text: &str) -> bool {
    let head: String = text.chars().take(15).map(|character| character.to_ascii_lowercase()).collect();
    ["<!doctype html", "<html>", "<html ", "<head>", "<body>", "<body "].iter().any(|tag| head.starts_with(tag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_in_as_it_is_but_for_a_byte_order_mark() {
        let check = |text: &str, expected| assert_eq!(admit(text), expected, "{text:?}");
        check("The quay.", Ok("The quay."));
        check("\u{feff}The quay.\r\n", Ok("The quay.\r\n"));
        check("a\rb\u{feff}", Ok("a\rb\u{feff}"));
        check("", Err(IntakeError::Empty));
        check(" \n\u{a0}\u{feff}", Err(IntakeError::Empty));
        check("a\0b", Err(IntakeError::Binary { what: "a file with zero characters in it" }));
        let long = "a".repeat(20_000_000);
        check(&long, Err(IntakeError::TooLarge { bytes: 20_000_000, limit: LIMIT }));
        check(&long[..LIMIT], Ok(&long[..LIMIT]));
    }

    #[test]
    fn an_error_says_what_is_wrong_and_what_to_do() {
        let check = |error: IntakeError, words: &[&str]| {
            let message = error.to_string();
            assert!(words.iter().all(|word| message.contains(word)), "{message}");
        };
        check(IntakeError::Empty, &["no text", "paste"]);
        check(IntakeError::Binary { what: "a PDF document" }, &["this is a PDF document", "Save the article as"]);
        check(IntakeError::TooLarge { bytes: 20_000_000, limit: LIMIT }, &["20 megabytes", "may be 5 at most"]);
        check(IntakeError::TooLarge { bytes: LIMIT + 1, limit: LIMIT }, &["5.1 megabytes"]);
        check(IntakeError::UnknownEncoding, &["encoding", "UTF-8"]);
    }

    #[test]
    fn a_format_is_told_by_name_and_content() {
        let check =
            |name: &str, text: &str, expected| assert_eq!(format_of(name, text), expected, "{name:?} {text:?}");
        check("a.txt", "The quay.", Format::Text);
        check("", "The quay.", Format::Text);
        check("a.md", "# The quay", Format::Markdown);
        check("a.tar.MARKDOWN", "# The quay", Format::Markdown);
        check("a.htm", "The quay.", Format::Html);
        check("a.txt", "\u{feff} <!DOCTYPE html><title>", Format::Html);
        check("", "<html lang=en>", Format::Html);
        check("a.txt", "<p> is a tag of HTML, the paper wrote.", Format::Text);
        check("a.jsonld", " {\"@context\": []}", Format::Export);
        check("a.JSON", "{}", Format::Export);
        check("", "{\"@context\": []}", Format::Export);
        check("", "{The quay}", Format::Text);
        check("a.counterpoint.json", "{\"counterpoint\":\"backup\"}", Format::Backup);
        check("renamed by the mail.txt", "\u{feff}{\n  \"counterpoint\": \"backup\" }", Format::Backup);
        check("a.json", "{\"counterpoint\": \"diary\", \"a\": \"backup\"}", Format::Export);
        check("a.txt", "In JSON: {\"counterpoint\":\"backup\"}", Format::Text);
        check("a.json", "The quay.", Format::Text);
        check("json", "{}", Format::Text);
        check("a.json", " [[[", Format::Data);
        check("a.txt", "[Editor's note]", Format::Text);
        check("a.zip", "PK not a zip", Format::Data);
    }
}
