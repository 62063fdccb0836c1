//! From relations and equivalences to links.

use std::collections::{BTreeMap, BTreeSet};

use super::line::{from_line, from_named};
use super::read::{Reader, Sheet};
use super::standoff::{Relation, Remark};
use super::vocabulary::{EQUIVALENCE, note, relation_of, status_of};
use crate::domain::annotation;
use crate::domain::exchange::records::{Link, Made};
use crate::domain::id::is_valid;
use crate::domain::text::shorten;

/// The links that are known.
#[derive(Default)]
pub(super) struct Links {
    /// Those that have an id, by article and id.
    by_id: BTreeMap<(usize, String), usize>,
    /// Link and member.
    members: BTreeSet<(usize, usize)>,
}

impl Reader {
    /// Takes in the relations of a file.
    pub(super) fn relations(&mut self, sheet: &mut Sheet) {
        for relation in std::mem::take(&mut sheet.standoff.relations) {
            let remarks = sheet.standoff.notes.remove(relation.id).unwrap_or_default();
            if let Err(reason) = self.relation(&relation, remarks, sheet) {
                self.unreads.line(sheet.file, relation.line, || reason);
            }
        }
    }

    fn relation(&mut self, relation: &Relation, remarks: Vec<Remark>, sheet: &Sheet) -> Result<(), String> {
        let kind = match relation_of(relation.kind) {
            Some(kind) => kind,
            None if relation.id == "*" && relation.kind == EQUIVALENCE => annotation::Relation::SameWords,
            None => return Err(format!("a relation of the type {} says nothing here", shorten(relation.kind, 20))),
        };
        let member = |id: &&str| match sheet.quotes.get(*id) {
            Some(Some(quote)) => Ok(*quote),
            Some(None) => Err(format!("{} relates {}, which is in several quotes", relation.id, shorten(id, 20))),
            None => Err(format!("{} relates {}, which is no quote", relation.id, shorten(id, 20))),
        };
        let members = relation.members.iter().map(member).collect::<Result<Vec<_>, _>>()?;
        if members.iter().all(|member| *member == members[0]) {
            return Err(format!("{} relates a quote to itself", shorten(relation.id, 20)));
        }
        let made = Made { by: sheet.annotator, ..Made::default() };
        let mut link = Link { relation: kind, made, ..Link::default() };
        for remark in remarks {
            let words = from_line(remark.words);
            match remark.kind {
                note::LINK if is_valid(&words) => link.id = words.into_owned(),
                note::ANNOTATOR_NOTES => link.rationale = words.into_owned(),
                note::STATUS if status_of(&words).is_some() => link.status = status_of(&words).unwrap_or_default(),
                note::ANNOTATOR => {
                    let (name, id) = from_named(&words);
                    link.made.by = self.annotator(name, id);
                }
                _ => self.unknown_note(sheet.file, remark.kind, remark.line),
            }
        }
        self.link(link, sheet.article, members);
        Ok(())
    }

    /// Adds a link, or its members to the one that has its id. What a link says stands on the first of its relations.
    fn link(&mut self, link: Link, article: usize, members: Vec<usize>) {
        let next = self.records.links.len();
        let number = match link.id.as_str() {
            "" => next,
            id => *self.links.by_id.entry((article, id.to_owned())).or_insert(next),
        };
        if number == next {
            self.records.links.push(link);
        }
        let new = members.into_iter().filter(|member| self.links.members.insert((number, *member)));
        self.records.links[number].members.extend(new);
    }
}
