//! What is known about an article, as members of a JSON object: how the formats carry it that let an object have
//! members of any name.

use serde_json::{Map, Value};

use super::records::Article;

/// The members' names. They are also what a program shows beside the text.
const FILE: &str = "file";
const TITLE: &str = "title";
const OUTLET: &str = "outlet";
const BYLINE: &str = "byline";
const DATE: &str = "date";
const ADDRESS: &str = "address";
const LANGUAGE: &str = "language";

/// Puts what is known about the article into `members`; what is not known has no member.
pub(super) fn write(article: &Article, members: &mut Map<String, Value>) {
    let known = [
        (FILE, &article.file),
        (TITLE, &article.title),
        (OUTLET, &article.outlet),
        (BYLINE, &article.byline),
        (DATE, &article.date),
        (ADDRESS, &article.address),
        (LANGUAGE, &article.language),
    ];
    for (name, value) in known.into_iter().filter(|(_, value)| !value.is_empty()) {
        members.insert(name.to_owned(), Value::String(value.clone()));
    }
}

/// Reads into `article` what `members` say about it. Why its address was left out is handed to `refuse`.
pub(super) fn read(members: &Map<String, Value>, article: &mut Article, mut refuse: impl FnMut(String)) {
    let known = |name| members.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let file = known(FILE);
    if let Some(name) = file.rsplit(['/', '\\']).next().filter(|name| !name.is_empty()) {
        name.clone_into(&mut article.file);
    }
    article.title = known(TITLE);
    article.outlet = known(OUTLET);
    article.byline = known(BYLINE);
    article.date = known(DATE);
    article.language = known(LANGUAGE);
    article.address = known(ADDRESS);
    if !article.address.is_empty() && !is_web(&article.address) {
        refuse("the article's address is left out: it is neither http nor https".to_owned());
        article.address = String::new();
    }
}

/// True for an http or https address.
fn is_web(address: &str) -> bool {
    let scheme = address.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https")) && !address.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_come_in() {
        let check = |address: &str, kept| assert_eq!(is_web(address), kept, "{address:?}");
        check("https://example.org/dam?a=1", true);
        check("HTTP://example.org", true);
        check("javascript:alert(1)", false);
        check("javascript://example.org/%0aalert(1)", false);
        check("java\nscript:http://", false);
        check("https://example.org/\u{0}", false);
        check("example.org", false);
        check("data:text/html,x", false);
    }
}
