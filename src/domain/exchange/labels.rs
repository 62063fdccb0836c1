//! Labelled spans and the relations between them, as labelling programs keep them, and the quotes that they make.
//!
//! A content is a quote, or a part of one that is tied to its other parts. A cue or a source is the quote's to whose
//! content it is tied, in either direction; one that is tied to no content, but to a cue or source that is, goes with
//! that. A tie between two contents says by its words whether it joins parts of one quote or links two.

use std::collections::{BTreeMap, BTreeSet};

use super::records::{Link, Quote, Records};
use crate::domain::annotation::{Difference, Relation, Role, Status};
use crate::domain::order;
use crate::domain::text::{Span, shorten};

/// What a tie from a quote's first content to a further one is called.
pub(super) const FRAGMENT: &str = "fragment";

/// In so many quotes a cue or source can be that goes with another one. Without a bound a forged file would make as many
/// spans as it has relations, squared.
const MOST_SHARED: usize = 100;

/// A span with a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Label {
    /// The id that ties name it by.
    pub(super) id: String,
    /// Its role.
    pub(super) role: Role,
    /// Where it lies, in bytes.
    pub(super) span: Span,
}

/// A relation between two labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tie {
    /// The id of the label where it starts.
    pub(super) from: String,
    /// The id of the label where it ends.
    pub(super) to: String,
    /// What it is called; it may have several names, or none.
    pub(super) words: Vec<String>,
}

/// What labels and ties make.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Composition {
    /// The quotes in reading order, each with the id of its first content. Their article is for the caller to say.
    pub(super) quotes: Vec<Quote>,
    /// The links, their members being numbers of those quotes.
    pub(super) links: Vec<Link>,
    /// The numbers of the quotes that each label is part of.
    pub(super) quotes_of: Vec<Vec<usize>>,
    /// Why something is left out.
    pub(super) refused: Vec<String>,
}

impl Composition {
    /// Puts the quotes and links after those of the records.
    pub(super) fn append_to(self, records: &mut Records) {
        let before = records.quotes.len();
        records.quotes.extend(self.quotes);
        records.links.extend(self.links.into_iter().map(|mut link| {
            link.members.iter_mut().for_each(|member| *member += before);
            link
        }));
    }
}

/// The role that a label of this name marks; nothing for a name that is none of ours.
pub(super) fn role(name: &str) -> Option<Role> {
    match name.trim().to_lowercase().as_str() {
        "content" | "quote" => Some(Role::Content),
        "cue" => Some(Role::Cue),
        "source" | "speaker" => Some(Role::Source),
        _ => None,
    }
}

/// The name of a role where labels begin with a capital.
pub(super) const fn label(role: Role) -> &'static str {
    match role {
        Role::Content => "Content",
        Role::Cue => "Cue",
        Role::Source => "Source",
    }
}

/// The marks of a quote with role, number among those of the role, and span: the first content first.
pub(super) fn marks(quote: &Quote) -> impl Iterator<Item = (Role, usize, Span)> + '_ {
    Role::ALL
        .into_iter()
        .flat_map(|role| quote.spans(role).iter().enumerate().map(move |(number, &span)| (role, number, span)))
}

/// The words that a link's relation goes out with: what it is, and what the quotes differ in.
pub(super) fn words(relation: Relation) -> Vec<&'static str> {
    match relation {
        Relation::Contradicts(difference) => vec![relation.name(), difference.name()],
        _ => vec![relation.name()],
    }
}

/// The relation and the status that these words name, in any order; nothing where none of them is a relation.
fn relation(words: &[String]) -> Option<(Relation, Status)> {
    let words: Vec<String> =
        words.iter().flat_map(|words| words.split(':')).map(|word| word.trim().to_lowercase()).collect();
    let difference =
        Difference::ALL.into_iter().find(|difference| words.iter().any(|word| word == difference.name()));
    let status = Status::ALL.into_iter().find(|status| words.iter().any(|word| word == status.name()));
    let relation = words.iter().find_map(|word| match word.as_str() {
        "contradicts" | "contradiction" => Some(Relation::Contradicts(difference.unwrap_or_default())),
        "corroborates" | "corroboration" => Some(Relation::Corroborates),
        "same words" | "same-words" | "same_words" => Some(Relation::SameWords),
        _ => None,
    });
    relation.map(|relation| (relation, status.unwrap_or_default()))
}

/// An id or a name of a file's, for a sentence.
pub(super) fn told(id: &str) -> String {
    format!("“{}”", shorten(id, 40))
}

/// Makes quotes and links of labels and ties. Of labels with one id, ties mean the first.
pub(super) fn compose(labels: &[Label], ties: &[Tie]) -> Composition {
    let mut composer = Composer::new(labels);
    for tie in ties {
        composer.tie(tie);
    }
    composer.finish()
}

struct Composer<'a> {
    labels: &'a [Label],
    by_id: BTreeMap<&'a str, usize>,
    /// For each content one that is part of the same quote; the earliest one is its own.
    part_of: Vec<usize>,
    /// For each cue and source the contents that it is tied to.
    contents: Vec<Vec<usize>>,
    /// For each cue and source the cues and sources that it is tied to.
    beside: Vec<Vec<usize>>,
    links: Vec<(usize, usize, Relation, Status)>,
    refused: Vec<String>,
}

impl<'a> Composer<'a> {
    fn new(labels: &'a [Label]) -> Self {
        let mut by_id = BTreeMap::new();
        for (number, label) in labels.iter().enumerate() {
            by_id.entry(label.id.as_str()).or_insert(number);
        }
        let count = labels.len();
        Self {
            labels,
            by_id,
            part_of: (0..count).collect(),
            contents: vec![Vec::new(); count],
            beside: vec![Vec::new(); count],
            links: Vec::new(),
            refused: Vec::new(),
        }
    }

    fn tie(&mut self, tie: &Tie) {
        let [from, to] = [&tie.from, &tie.to].map(|id| self.by_id.get(id.as_str()).copied());
        let (Some(from), Some(to)) = (from, to) else {
            let unknown = if from.is_none() { &tie.from } else { &tie.to };
            let unknown = told(unknown);
            return self.refused.push(format!("a relation names {unknown}, which is no content, cue or source here"));
        };
        if from == to {
            return self.refused.push(format!("a relation ties {} to itself", told(&tie.from)));
        }
        match (self.labels[from].role, self.labels[to].role) {
            (Role::Content, Role::Content) => self.tie_contents(from, to, tie),
            (Role::Content, _) => self.contents[to].push(from),
            (_, Role::Content) => self.contents[from].push(to),
            _ => {
                self.beside[from].push(to);
                self.beside[to].push(from);
            }
        }
    }

    fn tie_contents(&mut self, from: usize, to: usize, tie: &Tie) {
        if let Some((relation, status)) = relation(&tie.words) {
            return self.links.push((from, to, relation, status));
        }
        let joins = |word: &String| {
            matches!(word.trim().to_lowercase().as_str(), FRAGMENT | "continues" | "continuation" | "same quote")
        };
        if tie.words.iter().any(joins) {
            let (from, to) = (self.first_part(from), self.first_part(to));
            self.part_of[from.max(to)] = from.min(to);
            return;
        }
        let called = if tie.words.is_empty() { "nothing".to_owned() } else { told(&tie.words.join(", ")) };
        let [from, to] = [&tie.from, &tie.to].map(|id| told(id));
        self.refused.push(format!(
            "the relation between the contents {from} and {to} is called {called}, which is neither “{FRAGMENT}” nor a \
             kind of link"
        ));
    }

    /// The earliest content of the quote that `content` is part of.
    fn first_part(&mut self, mut content: usize) -> usize {
        while self.part_of[content] != content {
            // Halving the way keeps it short for the next who asks.
            self.part_of[content] = self.part_of[self.part_of[content]];
            content = self.part_of[content];
        }
        content
    }

    fn finish(mut self) -> Composition {
        let mut spans: BTreeMap<usize, [BTreeSet<Span>; 3]> = BTreeMap::new();
        let mut owners: Vec<BTreeSet<usize>> = Vec::with_capacity(self.labels.len());
        for number in 0..self.labels.len() {
            let owned = self.first_contents(number);
            let label = &self.labels[number];
            if owned.is_empty() {
                let role = label.role.name();
                self.refused.push(format!("the {role} {} is tied to no content", told(&label.id)));
            }
            for &quote in &owned {
                spans.entry(quote).or_default()[label.role as usize].insert(label.span);
            }
            owners.push(owned);
        }
        let mut quotes: Vec<(usize, Quote)> = spans
            .into_iter()
            .map(|(first, [content, cue, source])| {
                let list = |spans: BTreeSet<Span>| spans.into_iter().collect::<Vec<_>>();
                (first, Quote { content: list(content), cue: list(cue), source: list(source), ..Quote::default() })
            })
            .collect();
        order::sort_by_key(&mut quotes, |(_, quote)| quote.content[0].start);
        let numbers: BTreeMap<usize, usize> =
            quotes.iter().enumerate().map(|(number, (first, _))| (*first, number)).collect();
        let links = std::mem::take(&mut self.links);
        let links = links.into_iter().filter_map(|link| self.link(link, &numbers)).collect();
        let quotes_of = owners.into_iter().map(|owned| owned.iter().map(|first| numbers[first]).collect()).collect();
        let labels = self.labels;
        let quotes =
            quotes.into_iter().map(|(first, quote)| Quote { id: labels[first].id.clone(), ..quote }).collect();
        Composition { quotes, links, quotes_of, refused: self.refused }
    }

    /// The first contents of the quotes that a label is part of.
    fn first_contents(&mut self, number: usize) -> BTreeSet<usize> {
        if self.labels[number].role == Role::Content {
            return [self.first_part(number)].into();
        }
        let mut contents = self.contents[number].clone();
        if contents.is_empty() {
            let beside = self.beside[number].iter().flat_map(|&beside| self.contents[beside].iter().copied());
            contents = beside.take(MOST_SHARED + 1).collect();
            if contents.len() > MOST_SHARED {
                contents.pop();
                let id = told(&self.labels[number].id);
                self.refused.push(format!("{id} goes with more than {MOST_SHARED} quotes; the others are left out"));
            }
        }
        contents.into_iter().map(|content| self.first_part(content)).collect()
    }

    fn link(
        &mut self,
        (from, to, relation, status): (usize, usize, Relation, Status),
        numbers: &BTreeMap<usize, usize>,
    ) -> Option<Link> {
        let members = [from, to].map(|content| numbers[&self.first_part(content)]);
        if members[0] == members[1] {
            let id = told(&self.labels[from].id);
            self.refused.push(format!("the link from {id} would link a quote to itself"));
            return None;
        }
        Some(Link { members: members.to_vec(), relation, status, ..Link::default() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Labels such as `a content 0 4`, and ties such as `a b fragment`.
    fn composed(labels: &[&str], ties: &[&str]) -> Composition {
        let label = |line: &&str| {
            let parts: Vec<&str> = line.split(' ').collect();
            let ends = [parts[2], parts[3]].map(|end| end.parse().expect("a test's offsets are numbers"));
            let role = role(parts[1]).expect("a test's roles are ours");
            Label { id: parts[0].to_owned(), role, span: Span::new(ends[0], ends[1]) }
        };
        let tie = |line: &&str| {
            let mut parts = line.splitn(3, ' ').map(str::to_owned);
            let mut next = || parts.next().unwrap_or_default();
            Tie { from: next(), to: next(), words: vec![next()] }
        };
        let labels: Vec<Label> = labels.iter().map(label).collect();
        compose(&labels, &ties.iter().map(tie).collect::<Vec<_>>())
    }

    /// The quotes as `id: contents / cues / sources` with the first byte of each span.
    fn told(composition: &Composition) -> Vec<String> {
        let starts = |spans: &[Span]| spans.iter().map(|span| span.start.to_string()).collect::<Vec<_>>().join(" ");
        let quotes = composition.quotes.iter();
        quotes
            .map(|quote| {
                let [content, cue, source] = [&quote.content, &quote.cue, &quote.source].map(|spans| starts(spans));
                format!("{}: {content} / {cue} / {source}", quote.id)
            })
            .collect()
    }

    #[test]
    fn ties_make_quotes_of_labels() {
        let check = |labels: &[&str], ties: &[&str], expected: &[&str]| {
            let composition = composed(labels, ties);
            assert_eq!(told(&composition), expected, "{labels:?}, {ties:?}");
            assert_eq!(composition.refused, [""; 0], "{labels:?}, {ties:?}");
        };
        check(&[], &[], &[]);
        check(&["b content 9 12", "a quote 0 4"], &[], &["a: 0 /  / ", "b: 9 /  / "]);
        // In either direction, whatever it is called
        check(&["a Content 0 4", "c CUE 5 7", "s Speaker 8 9"], &["c a cue", "a s says"], &["a: 0 / 5 / 8"]);
        // Parts of one quote, and a source that two quotes share
        check(
            &["a content 0 4", "s source 5 7", "b content 8 9", "c content 20 22"],
            &["a b fragment", "s b source", "c s source"],
            &["a: 0 8 /  / 5", "c: 20 /  / 5"],
        );
        // The source is tied to the cue alone, as where the cue is the head of the relation
        check(&["a content 0 4", "c cue 5 7", "s source 8 9"], &["c a content", "c s source"], &["a: 0 / 5 / 8"]);
        check(&["a content 0 4", "b content 0 4"], &[], &["a: 0 /  / ", "b: 0 /  / "]);
    }

    #[test]
    fn what_hangs_in_the_air_is_told() {
        let check = |labels: &[&str], ties: &[&str], expected: &str| {
            let refused = composed(labels, ties).refused;
            assert!(refused.len() == 1 && refused[0].contains(expected), "{refused:?} does not say {expected:?}");
        };
        check(&["c cue 0 4"], &[], "the cue “c” is tied to no content");
        check(&["s source 0 4"], &[], "the source “s” is tied to no content");
        check(&["a content 0 4"], &["a x cue"], "names “x”");
        check(&["a content 0 4"], &["a a fragment"], "to itself");
        check(&["a content 0 4", "b content 5 6"], &["a b knows"], "called “knows”");
        check(&["a content 0 4", "b content 5 6"], &["a b fragment", "b a contradicts"], "link a quote to itself");
    }

    #[test]
    fn a_tie_between_two_quotes_links_them() {
        let check = |words: &str, expected| {
            let composition = composed(&["b content 9 12", "a content 0 4"], &[&format!("b a {words}")]);
            let links: Vec<_> = composition.links.into_iter().map(|link| (link.relation, link.status)).collect();
            assert_eq!(links, [expected], "{words:?}");
        };
        check("contradicts", (Relation::Contradicts(Difference::Other), Status::Open));
        check("Contradicts: Number", (Relation::Contradicts(Difference::Number), Status::Open));
        check("corroborates", (Relation::Corroborates, Status::Open));
        check("resolved:same words", (Relation::SameWords, Status::Resolved));
        let members = composed(&["b content 9 12", "a content 0 4"], &["b a contradicts"]).links[0].members.clone();
        assert_eq!(members, [1, 0], "the quote that the relation starts at comes first");
    }

    #[test]
    fn a_source_in_too_many_quotes_is_told() {
        let labels: Vec<String> = (0..200).map(|number| format!("a{number} content {number} 300")).collect();
        let mut labels: Vec<&str> = labels.iter().map(String::as_str).collect();
        labels.extend(["c cue 0 300", "s source 0 300"]);
        let mut ties: Vec<String> = (0..200).map(|number| format!("c a{number} cue")).collect();
        ties.push("s c source".to_owned());
        let composition = composed(&labels, &ties.iter().map(String::as_str).collect::<Vec<_>>());
        assert_eq!(composition.quotes.iter().filter(|quote| quote.source.is_empty()).count(), 200 - MOST_SHARED);
        assert_eq!(composition.refused.len(), 1);
    }
}
