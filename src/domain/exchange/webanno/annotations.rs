//! One annotator's quotes of one article as annotations: spans with features, and relations between them.

use std::collections::BTreeMap;

use crate::domain::annotation::{Relation, Role};
use crate::domain::exchange::labels::{self, FRAGMENT};
use crate::domain::exchange::records::{Link, Quote, Records};
use crate::domain::text::Span;

/// A feature's value; nothing for a feature without one.
pub(super) type Value = Option<String>;

/// The features of a mark: role, kind, speaker, tags, note.
pub(super) const MARK_FEATURES: usize = 5;

/// What one annotator made of an article.
#[derive(Debug, Default)]
pub(super) struct Annotations {
    /// The marks: their spans, in bytes, and their features.
    pub(super) marks: Vec<(Span, [Value; MARK_FEATURES])>,
    /// What ties cues, sources and fragments to the first content.
    pub(super) attributions: Vec<Arrow<1>>,
    /// The links.
    pub(super) comparisons: Vec<Arrow<4>>,
}

/// A relation from one mark to another, with its features.
#[derive(Debug)]
pub(super) struct Arrow<const FEATURES: usize> {
    /// The number of the mark where it starts.
    pub(super) from: usize,
    /// The number of the mark where it ends.
    pub(super) to: usize,
    /// Its features.
    pub(super) features: [Value; FEATURES],
}

impl Annotations {
    /// The annotations of the quotes that this annotator made in this article.
    pub(super) fn of(records: &Records, article: usize, annotator: Option<usize>) -> Self {
        let mut annotations = Self::default();
        let mut first_contents = BTreeMap::new();
        let quotes = records.quotes.iter().enumerate();
        for (number, quote) in quotes.filter(|(_, quote)| quote.article == article && quote.made.by == annotator) {
            first_contents.insert(number, annotations.marks.len());
            annotations.quote(records, quote);
        }
        annotations.comparisons = records.links.iter().filter_map(|link| compared(link, &first_contents)).collect();
        annotations
    }

    fn quote(&mut self, records: &Records, quote: &Quote) {
        let first = self.marks.len();
        for (role, number, span) in labels::marks(quote) {
            let mark = self.marks.len();
            self.marks.push((span, features(records, quote, role)));
            let (from, to, label) = match (role, number) {
                (Role::Content, 0) => continue,
                (Role::Content, _) => (first, mark, FRAGMENT),
                _ => (mark, first, role.name()),
            };
            self.attributions.push(Arrow { from, to, features: [value(label)] });
        }
    }
}

fn features(records: &Records, quote: &Quote, role: Role) -> [Value; MARK_FEATURES] {
    if role != Role::Content {
        return [value(role.name()), None, None, None, None];
    }
    let speaker = quote.speaker.map(|speaker| records.speakers[speaker].name.as_str());
    [
        value(role.name()),
        quote.kind.and_then(|kind| value(kind.name())),
        speaker.and_then(value),
        value(&quote.tags.join(", ")),
        value(&quote.note),
    ]
}

fn value(value: &str) -> Value {
    (!value.is_empty()).then(|| value.to_owned())
}

/// The arrow of a link whose two quotes are both here.
fn compared(link: &Link, first_contents: &BTreeMap<usize, usize>) -> Option<Arrow<4>> {
    let &[one, other] = link.members.as_slice() else { return None };
    let difference = match link.relation {
        Relation::Contradicts(difference) => value(difference.name()),
        _ => None,
    };
    let features = [value(link.relation.name()), difference, value(link.status.name()), value(&link.rationale)];
    Some(Arrow { from: *first_contents.get(&one)?, to: *first_contents.get(&other)?, features })
}
