//! The articles and speakers that a file of ours lists.

use std::collections::BTreeMap;

use serde_json::Value;

use super::place::Proof;
use super::read::Reader;
use super::words;
use crate::domain::exchange::harmless::web_address;
use crate::domain::exchange::json::list;
use crate::domain::exchange::jsonld::prove;
use crate::domain::exchange::jsonld::vocabulary::member;
use crate::domain::exchange::records::{Article, Speaker};
use crate::domain::id::is_valid;
use crate::domain::text::{Text, shorten};

/// What the IRIs of our records begin with.
const OURS: &str = "urn:counterpoint:";

/// The id that an IRI of ours names, or the whole IRI where it is another's.
pub(super) fn id_of<'a>(iri: &'a str, record: &str) -> &'a str {
    let id = iri.strip_prefix(OURS).and_then(|rest| rest.strip_prefix(record)?.strip_prefix(':'));
    id.filter(|id| is_valid(id)).unwrap_or(iri)
}

/// What a file says of an article.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Stated {
    /// It is at hand, under this number.
    Here(usize, Proof),
    /// It is not; that was told.
    Missing,
}

/// The articles and the speakers that files name, by their IRIs.
#[derive(Debug, Default)]
pub(super) struct Declared {
    pub(super) articles: BTreeMap<String, Stated>,
    pub(super) speakers: BTreeMap<String, usize>,
}

impl Reader<'_, '_> {
    /// Takes in what a collection lists.
    pub(super) fn declare(&mut self, collection: &Value) {
        for article in list(collection.get(member::ARTICLES)) {
            let iri = words(article, "id");
            if matches!(self.declared.articles.get(iri), None | Some(Stated::Missing)) {
                let stated = self.article(article);
                self.declared.articles.insert(iri.to_owned(), stated);
            }
        }
        for speaker in list(collection.get(member::SPEAKERS)) {
            self.speaker(speaker);
        }
    }

    fn article(&mut self, stated: &Value) -> Stated {
        let (iri, title) = (words(stated, "id"), words(stated, "dc:title"));
        let id = id_of(iri, "article");
        let told = shorten(if title.is_empty() { iri } else { title }, 60);
        let address = web_address(words(stated, "dc:source")).unwrap_or_default();
        if address.is_empty() && !words(stated, "dc:source").is_empty() {
            self.refuse(format!("the address of the article “{told}” is left out: it is neither http nor https"));
        }
        let carried = stated.get(member::TEXT).map(|text| prove(id.into(), text.clone()));
        let text = match carried {
            Some(Ok((_, text))) => Some(Text::new(text)),
            Some(Err(reason)) => {
                self.refuse(reason.to_string());
                None
            }
            None => None,
        };
        if let Some(text) = text.or_else(|| self.places.text(id).cloned()) {
            let known = |name| words(stated, name).to_owned();
            let article = Article {
                file: String::new(),
                text,
                title: title.to_owned(),
                outlet: known("dc:publisher"),
                byline: known("dc:creator"),
                date: known("dc:date"),
                address: address.to_owned(),
                language: known("language"),
            };
            return Stated::Here(self.places.add(self.records, id, article), Proof::Hash);
        }
        if let Some(number) = self.places.by_address(self.records, address, title) {
            return Stated::Here(number, Proof::Name);
        }
        let at = if address.is_empty() { String::new() } else { format!(", {}", shorten(address, 200)) };
        self.refuse(format!("the article “{told}”{at} is not at hand: open it and read the file again"));
        Stated::Missing
    }

    /// The number of a speaker, who is added where they are new and have a name.
    pub(super) fn speaker(&mut self, stated: &Value) -> Option<usize> {
        let (iri, name) = (words(stated, "id"), words(stated, "name"));
        let key = if iri.is_empty() { format!("name {name}") } else { iri.to_owned() };
        if let Some(number) = self.declared.speakers.get(&key) {
            return Some(*number);
        }
        if name.trim().is_empty() {
            self.refuse(format!("the speaker “{}” has no name and is left out", shorten(iri, 60)));
            return None;
        }
        let aliases = list(stated.get("counterpoint:aliases")).iter().filter_map(Value::as_str);
        let speaker = Speaker {
            id: id_of(iri, "speaker").to_owned(),
            name: name.to_owned(),
            aliases: aliases.filter(|alias| *alias != name).map(str::to_owned).collect(),
            role: words(stated, "counterpoint:role").to_owned(),
            made: self.made(stated),
        };
        self.records.speakers.push(speaker);
        let number = self.records.speakers.len() - 1;
        self.declared.speakers.insert(key, number);
        Some(number)
    }
}
