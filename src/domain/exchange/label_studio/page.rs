//! A page's text as its `HyperText` regions count it: what a browser's text nodes hold, and a character for each `BR`.
//!
//! This is no parser of HTML. What it reads otherwise than a browser, a region's own words bring to light.

/// The text of a page.
pub(super) fn rendered(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let read = if rest.starts_with('&') { reference(rest, &mut text) } else { tag(rest, &mut text) };
        rest = &rest[read..];
    }
    text.push_str(rest);
    text
}

/// Reads a tag or a comment, and gives its length in bytes, with that of what a browser shows nothing of. A `<` that
/// opens neither is text.
fn tag(rest: &str, text: &mut String) -> usize {
    let past = |end: &str| rest.find(end).map_or(rest.len(), |at| at + end.len());
    if rest.starts_with("<!--") {
        return past("-->");
    }
    let name = rest[1..].trim_start_matches('/');
    if !name.starts_with(|first: char| first.is_ascii_alphabetic() || matches!(first, '!' | '?')) {
        text.push('<');
        return 1;
    }
    let name = name.split(|letter: char| !letter.is_ascii_alphanumeric()).next().unwrap_or_default();
    match name.to_ascii_lowercase().as_str() {
        "br" => text.push('\n'),
        "script" if !rest.starts_with("</") => return past("</script>"),
        "style" if !rest.starts_with("</") => return past("</style>"),
        _ => {}
    }
    past(">")
}

/// Reads a character reference, and gives its length in bytes. One that is not known is text.
fn reference(rest: &str, text: &mut String) -> usize {
    // No reference that is known here is longer.
    const LONGEST: usize = 10;
    let end = rest.char_indices().take(LONGEST).find(|(_, letter)| *letter == ';').map(|(at, _)| at);
    let character = end.and_then(|end| match &rest[1..end] {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "nbsp" => Some('\u{a0}'),
        "mdash" => Some('—'),
        "ndash" => Some('–'),
        "lsquo" => Some('‘'),
        "rsquo" => Some('’'),
        "ldquo" => Some('“'),
        "rdquo" => Some('”'),
        "hellip" => Some('…'),
        name => {
            let number = name.strip_prefix('#')?;
            let number = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            number.ok().and_then(char::from_u32)
        }
    });
    text.push(character.unwrap_or('&'));
    if character.is_some() { end.map_or(1, |end| end + 1) } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::rendered;

    #[test]
    fn a_page_is_what_its_text_nodes_hold() {
        let check = |html: &str, expected: &str| assert_eq!(rendered(html), expected, "{html:?}");
        check("", "");
        check("plain, 3 < 4 & 5 > 4", "plain, 3 < 4 & 5 > 4");
        check("<p>“Rain,”<br/>she <b class='x'>said</b>.</p>\n<p>😀</p>", "“Rain,”\nshe said.\n😀");
        check("a&amp;b&#39;c&#x1F600;d&nbsp;e&unknown;f&", "a&b'c😀d\u{a0}e&unknown;f&");
        check("<!-- <p>no</p> -->yes<script>no()</script><style>p{}</style>", "yes");
        check("cut <p class=", "cut ");
        check("<!doctype html><html>x</html>", "x");
    }
}
