//! What records hold, made harmless for where it goes: addresses that a page may link to, and words without the
//! characters that nobody sees.
//!
//! Escaping is each format's own business.

use std::borrow::Cow;

/// The address, where a page may link to it: one of the web, `http` or `https`, with a host and without a character
/// that no address has (RFC 3986, section 2). Letters beyond ASCII are left to the browser.
#[must_use]
pub fn web_address(address: &str) -> Option<&str> {
    let address = address.trim();
    let (scheme, rest) = address.split_once("://")?;
    let is_web = ["http", "https"].iter().any(|web| scheme.eq_ignore_ascii_case(web));
    let is_foreign =
        |character: char| character.is_whitespace() || is_unseen(character) || "<>\"\\^`{|}".contains(character);
    let has_host = !rest.is_empty() && !rest.starts_with(['/', '?', '#']);
    (is_web && has_host && !rest.contains(is_foreign)).then_some(address)
}

/// The words without control characters, tabs and line ends apart, and without the characters that turn the direction
/// of what follows (UAX #9: embeddings, overrides, isolates): on paper these could make words read as others. Right-to-
/// left words are laid out well without them.
#[must_use]
pub fn without_controls(words: &str) -> Cow<'_, str> {
    let is_meant = |character: char| !is_control(character) && !turns_direction(character);
    if words.chars().all(is_meant) {
        return Cow::Borrowed(words);
    }
    Cow::Owned(words.chars().filter(|&character| is_meant(character)).collect())
}

/// True for a character that leaves no trace on the screen: a control, or one of Unicode's format characters.
#[must_use]
pub fn is_unseen(character: char) -> bool {
    character.is_control()
        || turns_direction(character)
        || matches!(character, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}')
        || matches!(character, '\u{2060}'..='\u{2064}' | '\u{206a}'..='\u{206f}' | '\u{feff}')
}

fn is_control(character: char) -> bool {
    character.is_control() && !matches!(character, '\t' | '\n' | '\r')
}

/// True for a character that turns the direction of what follows it.
pub(super) const fn turns_direction(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_linked_to() {
        let check = |address, expected| assert_eq!(web_address(address), expected, "{address:?}");
        check("https://example.org/a?b=c&d#e", Some("https://example.org/a?b=c&d#e"));
        check(" HTTP://example.org ", Some("HTTP://example.org"));
        check("https://приклад.example/новини", Some("https://приклад.example/новини"));
        check("javascript:alert(1)", None);
        check("javascript://example.org/%0aalert(1)", None);
        check("data:text/html,x", None);
        check("java\nscript://x", None);
        check("https://", None);
        check("https:///path", None);
        check("https://example.org/a b", None);
        check("https://example.org/\"onclick=", None);
        check("https://example.org/\u{202e}gro", None);
        check("example.org", None);
        check("", None);
    }

    #[test]
    fn what_nobody_sees_is_left_out_and_the_rest_stays() {
        let check = |words, expected: &str| assert_eq!(without_controls(words), expected);
        check("שלום e\u{301} 👩‍👧\r\n\tx", "שלום e\u{301} 👩‍👧\r\n\tx");
        check("a\u{0}b\u{202e}c\u{2066}d\u{2069}\u{7f}", "abcd");
    }
}
