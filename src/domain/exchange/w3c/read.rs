//! Files as annotations, and annotations as quotes.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::declared::{Declared, Stated, id_of};
use super::links::{answered, is_link};
use super::place::{Placed, Places, Proof};
use super::selector::spans;
use super::{has_type, named, one_or_many, words};
use crate::domain::annotation::Role;
use crate::domain::exchange::harmless::web_address;
use crate::domain::exchange::json;
use crate::domain::exchange::known::Known;
use crate::domain::exchange::people::People;
use crate::domain::exchange::records::{Place, Quote, Reading, Records, Source, Unsure};
use crate::domain::exchange::refusals::Refusals;
use crate::domain::order;
use crate::domain::text::shorten;

/// So deep may lists of annotations lie in each other.
const DEEPEST: usize = 4;

/// So many lines of a file that has one annotation a line are read.
const MOST_LINES: usize = 1_000_000;

/// So many spans of one annotation are read.
const MOST_SPANS: usize = 1000;

pub(super) fn read(files: &[Source], known: &[Known<'_>]) -> Reading {
    let mut reading = Reading::default();
    let mut reader = Reader {
        records: &mut reading.records,
        places: Places::new(known),
        people: People::default(),
        declared: Declared::default(),
        quotes: BTreeMap::new(),
        seen: BTreeSet::new(),
        unsure: Vec::new(),
        refusals: Refusals::of(""),
        place: None,
    };
    for file in files {
        reader.refusals = Refusals::of(&file.name);
        reader.place = None;
        // Two files may each tell of one annotation; what differs between them is for others to settle.
        reader.seen.clear();
        reader.file(&file.bytes);
        let refusals = std::mem::replace(&mut reader.refusals, Refusals::of(""));
        reading.unread.extend(refusals.finish());
    }
    reading.unsure = std::mem::take(&mut reader.unsure);
    in_reading_order(&mut reading);
    reading
}

/// Reads files into records.
pub(super) struct Reader<'a, 'k> {
    pub(super) records: &'a mut Records,
    pub(super) places: Places<'k>,
    pub(super) people: People,
    pub(super) declared: Declared,
    /// The numbers of the quotes, and of those that an answer was added to, by the ids in the files.
    pub(super) quotes: BTreeMap<String, usize>,
    seen: BTreeSet<String>,
    unsure: Vec<Unsure>,
    refusals: Refusals,
    /// The annotation that is being read.
    pub(super) place: Option<Place>,
}

/// The annotations of a file.
struct Found<'v> {
    annotations: Vec<(Place, &'v Value)>,
    /// The number of the last one.
    count: usize,
    /// What the numbers count.
    place: fn(usize) -> Place,
}

impl Found<'_> {
    fn counting(place: fn(usize) -> Place) -> Self {
        Self { annotations: Vec::new(), count: 0, place }
    }

    fn next(&mut self) -> Place {
        self.count += 1;
        (self.place)(self.count)
    }
}

impl Reader<'_, '_> {
    /// Tells that something of the present annotation could not be read.
    pub(super) fn refuse(&mut self, reason: impl Into<String>) {
        self.refusals.push(self.place, reason);
    }

    fn file(&mut self, bytes: &[u8]) {
        match json::parse(bytes) {
            Ok(file) => {
                let mut found = Found::counting(Place::Record);
                self.collect(&file, &mut found, DEEPEST);
                self.annotations(&found.annotations);
            }
            Err(reason) => match self.lines(bytes) {
                Some(lines) => {
                    let mut found = Found::counting(Place::Line);
                    for (number, line) in &lines {
                        found.count = number - 1;
                        self.collect(line, &mut found, 0);
                    }
                    self.annotations(&found.annotations);
                }
                None => self.refuse(reason),
            },
        }
    }

    /// The values of a file that has one a line; nothing where its first line is none.
    fn lines(&mut self, bytes: &[u8]) -> Option<Vec<(usize, Value)>> {
        let text = json::without_mark(json::checked(bytes).ok()?);
        let mut values = Vec::new();
        for (number, line) in text.split(|byte| *byte == b'\n').enumerate() {
            if line.trim_ascii().is_empty() {
                continue;
            }
            if number > MOST_LINES {
                self.refusals.push(Some(Place::Line(number + 1)), "no more lines than a million are read");
                break;
            }
            match json::parse(line) {
                Ok(value) => values.push((number + 1, value)),
                Err(_) if values.is_empty() => return None,
                Err(reason) => self.refusals.push(Some(Place::Line(number + 1)), reason),
            }
        }
        Some(values)
    }

    /// Finds the annotations in a value, and takes in what lists of ours declare.
    fn collect<'v>(&mut self, value: &'v Value, found: &mut Found<'v>, deepest: usize) {
        if value.get("target").is_some() {
            let place = found.next();
            found.annotations.push((place, value));
            return;
        }
        self.declare(value);
        let lists = ["items", "annotations", "rows", "@graph"].map(|name| value.get(name));
        let first = value.get("first").filter(|first| first.is_object());
        let is_list = value.is_array() || first.is_some() || lists.iter().any(Option::is_some);
        if !is_list || deepest == 0 {
            self.place = Some(found.next());
            let kind = json::kind_of(Some(value));
            self.refuse(format!("this is {kind}, and not an annotation: it has no target"));
            self.place = None;
            return;
        }
        let is_elsewhere = |name| value.get(name).is_some_and(|page| !named(page).is_empty());
        if is_elsewhere("next") || (is_elsewhere("first") && first.is_none()) {
            self.refuse("more annotations are on pages that are not in the file");
        }
        for list in std::iter::once(Some(value).filter(|value| value.is_array())).chain(lists).flatten() {
            for annotation in one_or_many(Some(list)) {
                self.collect(annotation, found, deepest - 1);
            }
        }
        if let Some(first) = first {
            self.collect(first, found, deepest - 1);
        }
    }

    fn annotations(&mut self, annotations: &[(Place, &Value)]) {
        let (mut links, mut answers) = (Vec::new(), Vec::new());
        for &(place, annotation) in annotations {
            self.place = Some(place);
            let id = words(annotation, "id");
            if !id.is_empty() && !self.seen.insert(id.to_owned()) {
                let told = shorten(id, 60);
                self.refuse(format!("the id “{told}” is that of an annotation before; this one is left out"));
                continue;
            }
            let of = answered(annotation);
            if is_link(annotation) {
                links.push((place, annotation));
            } else if !of.is_empty() {
                answers.push((place, annotation, of));
            } else {
                self.quote(annotation);
            }
        }
        for (place, annotation) in links {
            self.link(annotation, place);
        }
        order::sort_by(&mut answers, |(_, one, _), (_, other, _)| words(one, "created").cmp(words(other, "created")));
        for (place, annotation, of) in answers {
            self.answer(annotation, &of, place);
        }
    }

    fn quote(&mut self, annotation: &Value) {
        if annotation.get("type").is_some() && !has_type(annotation, "Annotation") {
            return self.refuse("this has a target, but its type is not “Annotation”");
        }
        let targets = one_or_many(annotation.get("target"));
        let described: Vec<_> = targets.iter().map(|target| (target, spans(target))).collect();
        if described.iter().all(|(_, spans)| spans.is_empty()) {
            return self
                .refuse("this annotates no words: it is a note on a whole page, or says where in XPath alone");
        }
        let mut article = None;
        let mut quote = Quote::default();
        let mut unsure = Vec::new();
        let described =
            described.into_iter().flat_map(|(target, spans)| spans.into_iter().map(move |it| (target, it)));
        for (target, span) in described.take(MOST_SPANS) {
            let Some((number, proof)) = self.article_of(annotation, target) else { return };
            if *article.get_or_insert(number) != number {
                self.refuse("words in another article are left out: a quote stands in one");
                continue;
            }
            let role = role(target);
            match self.places.find(self.records, number, &span, proof) {
                Ok(Placed::At(place)) => quote.spans_mut(role).push(place),
                Ok(Placed::Perhaps(place, score)) => {
                    quote.spans_mut(role).push(place);
                    let words = span.exact.to_owned();
                    unsure.push(Unsure { quote: self.records.quotes.len(), role, words, span: place, score });
                }
                Err(reason) => self.refuse(reason),
            }
        }
        if quote.content.is_empty() {
            return self.refuse("the quote is left out: nothing of its content was found");
        }
        for role in Role::ALL {
            order::sort(quote.spans_mut(role));
            quote.spans_mut(role).dedup();
        }
        quote.article = article.unwrap_or_default();
        self.read_bodies(annotation, &mut quote);
        quote.made = self.made(annotation);
        let id = words(annotation, "id");
        id_of(id, "quote").clone_into(&mut quote.id);
        if !id.is_empty() {
            self.quotes.insert(id.to_owned(), self.records.quotes.len());
        }
        self.unsure.extend(unsure);
        self.records.quotes.push(quote);
    }

    /// The number of the article that a target is in. Where it is not at hand, that is told.
    fn article_of(&mut self, annotation: &Value, target: &Value) -> Option<(usize, Proof)> {
        let source = target.get("source").or_else(|| target.get("id")).map(named).unwrap_or_default();
        let source = if source.is_empty() { words(annotation, "uri") } else { source };
        match self.declared.articles.get(source).filter(|_| !source.is_empty()) {
            Some(Stated::Here(number, proof)) => return Some((*number, *proof)),
            Some(Stated::Missing) => {
                self.refuse("the quote is left out: its article is not at hand");
                return None;
            }
            None => {}
        }
        let title = annotation.get("document").and_then(|document| one_or_many(document.get("title")).first());
        let title = title.and_then(Value::as_str).unwrap_or_default();
        if let Some(number) = self.places.by_id(self.records, id_of(source, "article")) {
            return Some((number, Proof::Hash));
        }
        if let Some(number) = self.places.by_address(self.records, source, title) {
            return Some((number, Proof::Name));
        }
        if source.is_empty() && title.is_empty() {
            let only = self.places.only(self.records);
            if only.is_none() {
                self.refuse("it does not say which article it annotates: open that article alone and read it again");
            }
            return only.map(|number| (number, Proof::Name));
        }
        let told = match web_address(source) {
            Some(address) => shorten(address, 200),
            None if title.is_empty() => "which has no address of the web".to_owned(),
            None => format!("“{}”", shorten(title, 60)),
        };
        self.refuse(format!("its article, {told}, is not at hand: open it, or give an open article that address (D), and read the file again"
        ));
        None
    }
}

/// The role that a target's style class names; the content where none does.
fn role(target: &Value) -> Role {
    let classes = one_or_many(target.get("styleClass")).iter().filter_map(Value::as_str);
    let mut roles = classes.filter_map(|class| Role::ALL.into_iter().find(|role| role.name() == class));
    roles.next().unwrap_or(Role::Content)
}

/// Puts the quotes into reading order, and what numbers them with them.
fn in_reading_order(reading: &mut Reading) {
    let quotes = std::mem::take(&mut reading.records.quotes);
    let mut order: Vec<(usize, Quote)> = quotes.into_iter().enumerate().collect();
    order::sort_by_key(&mut order, |(_, quote)| (quote.article, quote.content[0].start));
    let mut numbers = vec![0; order.len()];
    for (new, (old, _)) in order.iter().enumerate() {
        numbers[*old] = new;
    }
    reading.records.quotes = order.into_iter().map(|(_, quote)| quote).collect();
    for member in reading.records.links.iter_mut().flat_map(|link| &mut link.members) {
        *member = numbers[*member];
    }
    for unsure in &mut reading.unsure {
        unsure.quote = numbers[unsure.quote];
    }
    order::sort_by_key(&mut reading.unsure, |unsure| (unsure.quote, unsure.role, unsure.span));
}
