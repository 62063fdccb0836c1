//! What annotations say about their targets, and who made them.

use serde_json::Value;

use super::declared::id_of;
use super::read::Reader;
use super::{has_type, named, one_or_many, words};
use crate::domain::annotation::Kind;
use crate::domain::exchange::moment::from_rfc3339;
use crate::domain::exchange::records::{Made, Quote};
use crate::domain::id::Timestamp;
use crate::domain::text::shorten;

/// What lies between two comments in one note.
const BETWEEN: &str = "\n\n";

/// So many tags of one annotation are read.
const MOST_TAGS: usize = 1000;

/// The bodies of an annotation, whatever its program calls them.
pub(super) fn bodies(annotation: &Value) -> impl Iterator<Item = &Value> {
    one_or_many(annotation.get("body")).iter().chain(one_or_many(annotation.get("bodies")))
}

/// Adds a comment to a note.
pub(super) fn comment(note: &mut String, words: &str) {
    if !note.is_empty() && !words.is_empty() {
        note.push_str(BETWEEN);
    }
    note.push_str(words);
}

/// Adds a tag. An annotation with many is forged; looking through them must not take for ever.
fn add_tag(tag: &str, quote: &mut Quote) {
    if quote.tags.len() < MOST_TAGS && !tag.trim().is_empty() && !quote.tags.iter().any(|known| known == tag) {
        quote.tags.push(tag.to_owned());
    }
}

impl Reader<'_, '_> {
    /// Puts into the quote what the annotation's bodies say.
    pub(super) fn read_bodies(&mut self, annotation: &Value, quote: &mut Quote) {
        for body in bodies(annotation) {
            self.body(body, quote);
        }
        comment(&mut quote.note, words(annotation, "bodyValue"));
        comment(&mut quote.note, words(annotation, "text"));
        for tag in one_or_many(annotation.get("tags")).iter().filter_map(Value::as_str) {
            add_tag(tag, quote);
        }
    }

    fn body(&mut self, body: &Value, quote: &mut Quote) {
        let is_speaker = |iri: &str| iri.starts_with("urn:counterpoint:speaker:");
        if is_speaker(named(body)) || has_type(body, "Person") || has_type(body, "Organization") {
            let speaker = match body {
                Value::String(iri) => self.named_speaker(iri),
                _ => self.speaker(body),
            };
            quote.speaker = quote.speaker.or(speaker);
            return;
        }
        let Some(value) = body.get("value").and_then(Value::as_str) else {
            let told = shorten(named(body), 60);
            return self.refuse(format!("the body “{told}” is left out: it has no words"));
        };
        let purpose = one_or_many(body.get("purpose")).iter().find_map(Value::as_str).unwrap_or_default();
        let kind = Kind::ALL.into_iter().find(|kind| kind.name() == value);
        match purpose {
            "classifying" if kind.is_some() && quote.kind.is_none() => quote.kind = kind,
            "tagging" | "classifying" => add_tag(value, quote),
            "" | "commenting" | "describing" | "replying" | "assessing" | "questioning" | "moderating" => {
                comment(&mut quote.note, value);
            }
            other => {
                let told = shorten(other, 40);
                self.refuse(format!("a body is left out: its purpose is “{told}”"));
            }
        }
    }

    fn named_speaker(&mut self, iri: &str) -> Option<usize> {
        let known = self.declared.speakers.get(iri).copied();
        if known.is_none() {
            let told = shorten(iri, 60);
            self.refuse(format!("a body names the speaker “{told}”, who is not in the file"));
        }
        known
    }

    /// Who made something, and when.
    pub(super) fn made(&mut self, stated: &Value) -> Made {
        let first = bodies(stated).next();
        let target = one_or_many(stated.get("target")).first();
        let places = [Some(stated), target, first];
        let stated = |names: &[&str]| {
            let members = places.into_iter().flatten();
            members.flat_map(|place| names.iter().filter_map(|name| place.get(*name))).find(|value| !value.is_null())
        };
        let moment = |names: &[&str]| stated(names).and_then(Value::as_str).and_then(from_rfc3339);
        let created: Option<Timestamp> = moment(&["created"]);
        let modified = moment(&["modified", "updated"]).filter(|modified| Some(*modified) != created);
        let by = stated(&["creator", "user"]).and_then(|who| one_or_many(Some(who)).first());
        let by = by.and_then(|who| self.annotator(who, places[0]));
        Made { by, created, modified }
    }

    fn annotator(&mut self, who: &Value, stated: Option<&Value>) -> Option<usize> {
        let name = ["name", "nickname"].map(|name| words(who, name)).into_iter().find(|name| !name.is_empty());
        let shown = stated.and_then(|stated| stated.get("user_info")).map(|user| words(user, "display_name"));
        let iri = named(who);
        // An account of Hypothesis is `acct:name@host`.
        let account = iri.strip_prefix("acct:").and_then(|account| account.split('@').next());
        let name = name.or(shown.filter(|name| !name.is_empty())).or(account).unwrap_or_default();
        let id = if iri.is_empty() { name } else { id_of(iri, "annotator") };
        self.people.annotator(self.records, id, name)
    }
}
