//! What waits until all quotes are known: links between them, and answers to them.

use serde_json::Value;

use super::bodies::{bodies, comment};
use super::declared::id_of;
use super::read::Reader;
use super::{has_type, named, one_or_many, words};
use crate::domain::annotation::{Difference, Relation, Status};
use crate::domain::exchange::json::{id, list};
use crate::domain::exchange::records::{Link, Place, Quote};
use crate::domain::text::shorten;

const MEMBERS: &str = "counterpoint:members";

/// So many quotes of one link are read.
const MOST_MEMBERS: usize = 1000;

/// True for a link of ours.
pub(super) fn is_link(annotation: &Value) -> bool {
    bodies(annotation).any(|body| body.get(MEMBERS).is_some())
}

/// What an annotation answers, the nearest first; empty for one that answers nothing.
pub(super) fn answered(annotation: &Value) -> Vec<String> {
    let references = one_or_many(annotation.get("references"));
    if !references.is_empty() {
        return references.iter().rev().take(MOST_MEMBERS).map(|one| id(Some(one))).collect();
    }
    let is_reply = one_or_many(annotation.get("motivation")).iter().any(|motivation| motivation == "replying");
    let targets = one_or_many(annotation.get("target")).iter().filter(|target| target.get("selector").is_none());
    if !is_reply {
        return Vec::new();
    }
    let name = |target| match named(target) {
        "" => words(target, "source"),
        name => name,
    };
    targets.map(name).filter(|name| !name.is_empty()).take(MOST_MEMBERS).map(str::to_owned).collect()
}

impl Reader<'_, '_> {
    /// Reads a link. Its members must have been read.
    pub(super) fn link(&mut self, annotation: &Value, place: Place) {
        self.place = Some(place);
        let Some(body) = bodies(annotation).find(|body| body.get(MEMBERS).is_some()) else { return };
        let mut members = Vec::new();
        for member in list(body.get(MEMBERS)).iter().take(MOST_MEMBERS) {
            let iri = named(member);
            match self.quotes.get(iri) {
                Some(number) if members.contains(number) => {}
                Some(number) => members.push(*number),
                None => self.refuse(format!("the link’s quote “{}” is not among those read", shorten(iri, 60))),
            }
        }
        if members.len() < 2 {
            return self.refuse("a link is left out: fewer than two of its quotes could be read");
        }
        let difference = words(body, "counterpoint:difference");
        let difference = Difference::ALL.into_iter().find(|one| one.name() == difference);
        let relation = if has_type(body, "counterpoint:Corroboration") {
            Relation::Corroborates
        } else if has_type(body, "counterpoint:SameWords") {
            Relation::SameWords
        } else {
            Relation::Contradicts(difference.unwrap_or_default())
        };
        let status = words(body, "counterpoint:status");
        let status = Status::ALL.into_iter().find(|one| one.name() == status).unwrap_or_default();
        let link = Link {
            id: id_of(words(annotation, "id"), "link").to_owned(),
            members,
            relation,
            rationale: words(body, "counterpoint:rationale").to_owned(),
            status,
            made: self.made(annotation),
        };
        self.records.links.push(link);
    }

    /// Adds an answer to the note of what it answers. Answers to answers go where these went.
    pub(super) fn answer(&mut self, annotation: &Value, of: &[String], place: Place) {
        self.place = Some(place);
        let Some(&quote) = of.iter().find_map(|id| self.quotes.get(id)) else {
            return self.refuse("an answer is left out: what it answers is not among the quotes that were read");
        };
        let mut said = Quote::default();
        self.read_bodies(annotation, &mut said);
        if !said.tags.is_empty() {
            self.refuse("the tags of an answer are left out");
        }
        let by = self.made(annotation).by.map(|by| &self.records.annotators[by]);
        let who = by.map(|by| if by.name.is_empty() { &by.id } else { &by.name });
        let said = match who {
            Some(who) if !said.note.is_empty() => format!("{who}: {}", said.note),
            _ => said.note,
        };
        comment(&mut self.records.quotes[quote].note, &said);
        let name = words(annotation, "id");
        if !name.is_empty() {
            self.quotes.entry(name.to_owned()).or_insert(quote);
        }
    }
}
