//! What is known about an article, as members of a JSON object: how the formats carry it that let an object have
//! members of any name.

use serde_json::{Map, Value};

use super::file_name::without_folders;
use super::harmless::web_address;
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
    if !without_folders(&file).is_empty() {
        without_folders(&file).clone_into(&mut article.file);
    }
    article.title = known(TITLE);
    article.outlet = known(OUTLET);
    article.byline = known(BYLINE);
    article.date = known(DATE);
    article.language = known(LANGUAGE);
    let address = known(ADDRESS);
    web_address(&address).unwrap_or_default().clone_into(&mut article.address);
    if article.address.is_empty() && !address.is_empty() {
        refuse("the article's address is left out: it is no address of the web (http or https)".to_owned());
    }
}

/// The name of an article that has none: its file's, with its number there.
pub(super) fn default_name(file: &str, number: usize) -> String {
    let name = without_folders(file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    format!("{stem} {number}.txt")
}
