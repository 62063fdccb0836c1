//! JSON files as they come in: bounded, in UTF-8, with or without a byte order mark.

use serde_json::Value;

use super::jsonld::name_of;

/// The largest file that is read, in bytes.
pub(super) const LARGEST: usize = 64 << 20;

/// The file as a JSON value. Values nested deeper than 127 are refused, as any parser without bounds would be felled
/// by them.
///
/// # Errors
/// The file is too large or no JSON; the words say so, with line and column.
pub(super) fn parse(bytes: &[u8]) -> Result<Value, String> {
    serde_json::from_slice(without_mark(checked(bytes)?)).map_err(|error| format!("this is not JSON: {error}"))
}

/// The bytes, where they are not too many.
///
/// # Errors
/// They are.
pub(super) fn checked(bytes: &[u8]) -> Result<&[u8], String> {
    let most = LARGEST >> 20;
    if bytes.len() > LARGEST {
        Err(format!("the file is too large: no more than {most} MB are read"))
    } else {
        Ok(bytes)
    }
}

/// The bytes without the mark of UTF-8 at their start.
pub(super) fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes)
}

/// The elements of a list; none where there is no list.
pub(super) fn list(value: Option<&Value>) -> &[Value] {
    value.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

/// A text, or a number as text: what an id may be. Empty for anything else.
pub(super) fn id(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// What a member is, in words: for a sentence that says that it should be something else.
pub(super) fn kind_of(value: Option<&Value>) -> &'static str {
    value.map_or("missing", name_of)
}
