//! What the format escapes in values and in the text of a sentence.

/// A feature's value. A carriage return, at which a reader would end the line, becomes a line feed. A value that ends in a
/// backslash gets a space after it: INCEpTION takes a bar after a backslash for a part of the value, whatever stands
/// before both.
pub(super) fn value(value: &str) -> String {
    let value = value.replace("\r\n", "\n").replace('\r', "\n");
    let mut escaped = String::with_capacity(value.len());
    let mut letters = value.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\t' => escaped.push_str("\\t"),
            '\n' => escaped.push_str("\\n"),
            '\\' | '[' | ']' | '|' | '_' | ';' | '*' => escaped.extend(['\\', letter]),
            // The arrow of chains is one sign to the format.
            '-' if letters.peek() == Some(&'>') => escaped.push_str("\\-"),
            _ => escaped.push(letter),
        }
    }
    if escaped.ends_with('\\') {
        escaped.push(' ');
    }
    escaped
}

/// The text of a sentence, as the lines `#Text=` carry it.
pub(super) fn text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\t' => escaped.push_str("\\t"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\u{c}' => escaped.push_str("\\f"),
            '\u{8}' => escaped.push_str("\\b"),
            '\\' | '\u{0}'..='\u{7}' | '\u{e}'..='\u{1f}' => escaped.extend(['\\', letter]),
            _ => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_to_the_format_is_escaped() {
        let check = |plain: &str, in_value: &str, in_text: &str| {
            assert_eq!((value(plain).as_str(), text(plain).as_str()), (in_value, in_text), "{plain:?}");
        };
        check("", "", "");
        check("plain, “words” 😀", "plain, “words” 😀", "plain, “words” 😀");
        check("a_b*[1]|2;", "a\\_b\\*\\[1\\]\\|2\\;", "a_b*[1]|2;");
        check("a->b - c>", "a\\->b - c>", "a->b - c>");
        check("tab\tline\nend\\", "tab\\tline\\nend\\\\ ", "tab\\tline\\nend\\\\");
        check("a\r\nb\rc", "a\\nb\\nc", "a\\r\\nb\\rc");
    }
}
