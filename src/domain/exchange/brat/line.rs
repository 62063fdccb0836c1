//! Texts on one line of an `.ann` file, and names with ids.

use std::borrow::Cow;
use std::fmt::Write;

/// True for what ends a line for brat, which reads line by line with Python's `codecs` (brat 1.3) or `open`: what
/// `str.splitlines` of Python knows as a line boundary.
pub(super) const fn is_line_end(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The text as one line that brat gives back: itself, or where it does not fit a line, has space at an end, or would be
/// read as quoted, in quotation marks with the escapes of JSON, of which there is one at least.
pub(super) fn to_line(text: &str) -> Cow<'_, str> {
    let is_plain = text.trim() == text && !text.chars().any(is_escaped) && !is_quoted(text) && !text.is_empty();
    if is_plain { Cow::Borrowed(text) } else { Cow::Owned(quoted(text)) }
}

/// The text that stands on a line. Words in quotation marks without an escape are those words, marks and all.
pub(super) fn from_line(line: &str) -> Cow<'_, str> {
    if !is_quoted(line) {
        return Cow::Borrowed(line);
    }
    serde_json::from_str(line).map_or(Cow::Borrowed(line), Cow::Owned)
}

fn is_escaped(character: char) -> bool {
    is_line_end(character) || character.is_control()
}

fn is_quoted(text: &str) -> bool {
    let inner = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    inner.is_some_and(|inner| inner.is_empty() || inner.contains('\\'))
}

fn quoted(text: &str) -> String {
    let mut line = String::from('"');
    for character in text.chars() {
        match character {
            '"' => line.push_str("\\\""),
            '\\' => line.push_str("\\\\"),
            '\n' => line.push_str("\\n"),
            // All of these are in the basic plane, so one escape does.
            _ if is_escaped(character) => escape(&mut line, character),
            _ => line.push(character),
        }
    }
    line.push('"');
    // Only space at an end brings a text without escapes here.
    match text.chars().next().filter(|_| !line.contains('\\')) {
        Some(first) if first.is_whitespace() => {
            let mut escaped = String::from('"');
            escape(&mut escaped, first);
            escaped + &line[1 + first.len_utf8()..]
        }
        Some(_) => {
            let last = text.chars().next_back().unwrap_or_default();
            line.truncate(line.len() - 1 - last.len_utf8());
            escape(&mut line, last);
            line + "\""
        }
        None => line,
    }
}

fn escape(line: &mut String, character: char) {
    write!(line, "\\u{:04x}", u32::from(character)).expect("a string takes all");
}

/// A name and an id as `Name [id]`. Where the id could not be told apart it is left out.
pub(super) fn to_named(name: &str, id: &str) -> String {
    let id = if id.contains(|character: char| matches!(character, '[' | ']') || character.is_whitespace()) {
        ""
    } else {
        id
    };
    match (name, id) {
        ("", id) => format!("[{id}]"),
        (name, "") if split_id(name).is_none() => name.to_owned(),
        (name, id) => format!("{name} [{id}]"),
    }
}

/// The name and the id, either of which may be empty.
pub(super) fn from_named(named: &str) -> (&str, &str) {
    split_id(named).unwrap_or((named, ""))
}

fn split_id(named: &str) -> Option<(&str, &str)> {
    let (name, id) = named.strip_suffix(']')?.rsplit_once('[')?;
    let name = if name.is_empty() { name } else { name.strip_suffix(' ')? };
    (!id.contains(|character: char| character == ']' || character.is_whitespace())).then_some((name, id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_back_from_one_line() {
        let check = |text: &str, line: &str| {
            assert_eq!(to_line(text), line);
            assert_eq!(from_line(line), text);
            assert!(!line.contains(is_line_end) && line.trim() == line, "{line:?}");
        };
        check("Plain words", "Plain words");
        check("He said “no” \\ \"yes\"", "He said “no” \\ \"yes\"");
        check("\"No\"", "\"No\"");
        check("one\r\ntwo\tthree", r#""one\u000d\ntwo\u0009three""#);
        check("\"a\nb\"", r#""\"a\nb\"""#);
        check(r#""\n""#, r#""\"\\n\"""#);
        check(" led", r#""\u0020led""#);
        check("trailed ", r#""trailed\u0020""#);
        check("\u{2028}\u{85}", r#""\u2028\u0085""#);
        check("", "\"\"");
        check("\"\"", r#""\"\"""#);
        check("e\u{301}👩‍👧 \u{202e}שלום", "e\u{301}👩‍👧 \u{202e}שלום");
    }

    #[test]
    fn words_that_only_look_quoted_stay_as_they_are() {
        let check = |line: &str| assert_eq!(from_line(line), line);
        check("\"Never again\"");
        check("\"C:\\new");
        check(r#""a\q""#);
        check("\"");
    }

    #[test]
    fn a_name_and_an_id_come_back() {
        let check = |name: &str, id: &str, written: &str| {
            assert_eq!(to_named(name, id), written);
            assert_eq!(from_named(written), (name, id));
        };
        check("Ira Voss", "s-1", "Ira Voss [s-1]");
        check("Ira Voss", "", "Ira Voss");
        check("", "4b22", "[4b22]");
        check("", "", "[]");
        check("Voss [sic]", "", "Voss [sic] []");
        check("Voss [sic]", "a", "Voss [sic] [a]");
        check("f[0]", "", "f[0]");
        assert_eq!(to_named("Voss", "a b"), "Voss");
    }
}
