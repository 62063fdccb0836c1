//! What a dossier says, in order, before it is drawn: which links stand where, and what is told of each statement.
//!
//! This file must not know of HTML or Markdown; nothing here is escaped.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::excerpt::{Piece, excerpt};
use crate::domain::annotation::{Kind, Relation, Role, Status};
use crate::domain::exchange::moment::{day_in_words, in_words};
use crate::domain::exchange::records::feature::told;
use crate::domain::exchange::records::{Annotator, Article, Link, Made, Quote, Records, Speaker};
use crate::domain::id::Timestamp;
use crate::domain::text::{capitalised, counted};

/// A whole dossier.
pub(super) struct Outline<'a> {
    /// What it is about.
    pub(super) title: String,
    /// When it was made, in words.
    pub(super) made: String,
    /// How much is in it; empty where nothing is.
    pub(super) told: String,
    /// What it covers.
    pub(super) articles: &'a [Article],
    /// The links, by what became of them and how they bear.
    pub(super) groups: Vec<Group<'a>>,
    /// The speakers who are quoted, in the order of the records, with what they said.
    pub(super) voices: Vec<Voice<'a>>,
    /// Statements without a speaker.
    pub(super) unattributed: Vec<Rc<Statement<'a>>>,
    /// Speakers whom no statement is given to.
    pub(super) silent: Vec<&'a Speaker>,
    /// Everybody who marked something.
    pub(super) annotators: Vec<&'a str>,
}

/// Links that belong together.
pub(super) struct Group<'a> {
    /// A name for it, to link to: letters and hyphens.
    pub(super) id: &'static str,
    /// Its heading.
    pub(super) title: &'static str,
    /// The links, in the order of the records.
    pub(super) findings: Vec<Finding<'a>>,
}

/// A link.
pub(super) struct Finding<'a> {
    /// Who is linked: names, with commas.
    pub(super) who: String,
    /// What became of it.
    pub(super) status: Status,
    /// The statements.
    pub(super) statements: Vec<Rc<Statement<'a>>>,
    /// What is told of it: a name and a value each.
    pub(super) facts: Vec<(&'static str, String)>,
}

/// A speaker and what they said.
pub(super) struct Voice<'a> {
    /// The speaker.
    pub(super) speaker: &'a Speaker,
    /// Their statements, by article and in reading order.
    pub(super) statements: Vec<Rc<Statement<'a>>>,
}

/// A statement in its context.
pub(super) struct Statement<'a> {
    /// Who said it.
    pub(super) who: String,
    /// Their office; empty where it is not known.
    pub(super) office: &'a str,
    /// The words.
    pub(super) excerpt: Vec<Piece<'a>>,
    /// The article's language as a BCP 47 tag; empty where it is not known, or is no tag.
    pub(super) language: &'a str,
    /// The number of the article, from 1.
    pub(super) article: usize,
    /// To whom: the outlet, or the article's title.
    pub(super) outlet: &'a str,
    /// When; empty where it is not known.
    pub(super) date: String,
    /// What else is told of it: a name and a value each.
    pub(super) facts: Vec<(&'static str, String)>,
}

impl<'a> Outline<'a> {
    /// What the dossier of these records says.
    pub(super) fn of(records: &'a Records, saved: Timestamp) -> Self {
        let drawing = Drawing::of(records);
        let mut said: Vec<Vec<Rc<Statement>>> = records.speakers.iter().map(|_| Vec::new()).collect();
        let mut unattributed = Vec::new();
        for (quote, statement) in records.quotes.iter().zip(&drawing.statements) {
            let statement = Rc::clone(statement);
            match quote.speaker {
                Some(speaker) => said[speaker].push(statement),
                None => unattributed.push(statement),
            }
        }
        let voices = records.speakers.iter().zip(said).map(|(speaker, statements)| Voice { speaker, statements });
        let (voices, silent): (Vec<_>, Vec<_>) = voices.partition(|voice| !voice.statements.is_empty());
        Self {
            title: title(&records.articles),
            made: in_words(saved),
            told: told(records),
            articles: &records.articles,
            groups: drawing.groups(),
            voices,
            unattributed,
            silent: silent.into_iter().map(|voice| voice.speaker).collect(),
            annotators: records.annotators.iter().map(name_of).collect(),
        }
    }
}

/// The title, or the file's name where there is none.
pub(super) fn title_of(article: &Article) -> &str {
    if article.title.trim().is_empty() { &article.file } else { &article.title }
}

/// Who is quoted where no name is known.
const UNNAMED: &str = "Not named";

/// The speaker's name, or words for one who has none.
pub(super) fn spoken(speaker: &Speaker) -> &str {
    if speaker.name.trim().is_empty() { UNNAMED } else { &speaker.name }
}

/// The outlet, or the title where it is not known.
fn outlet_of(article: &Article) -> &str {
    if article.outlet.trim().is_empty() { title_of(article) } else { &article.outlet }
}

/// The date, in words where it is a day of the calendar.
pub(super) fn date_of(article: &Article) -> String {
    day_in_words(&article.date).unwrap_or_else(|| article.date.clone())
}

/// The parts that are there, with `between` between them.
pub(super) fn joined<'a>(parts: impl IntoIterator<Item = &'a str>, between: &str) -> String {
    let parts = parts.into_iter().filter(|part| !part.trim().is_empty());
    parts.collect::<Vec<_>>().join(between)
}

fn title(articles: &[Article]) -> String {
    match articles {
        [] => "Who said what".to_owned(),
        [article] => format!("Who said what in “{}”", title_of(article)),
        articles => format!("Who said what in {} articles", articles.len()),
    }
}

fn name_of(annotator: &Annotator) -> &str {
    if annotator.name.trim().is_empty() { &annotator.id } else { &annotator.name }
}

/// Draws an outline's parts from the records.
struct Drawing<'a> {
    records: &'a Records,
    /// A statement for each quote, in their order.
    statements: Vec<Rc<Statement<'a>>>,
}

impl<'a> Drawing<'a> {
    fn of(records: &'a Records) -> Self {
        let mut drawing = Self { records, statements: Vec::new() };
        drawing.statements = records.quotes.iter().map(|quote| Rc::new(drawing.statement(quote))).collect();
        drawing
    }

    fn groups(&self) -> Vec<Group<'a>> {
        let is_live = |link: &Link| link.status != Status::Dismissed;
        let contradicts = |link: &Link| is_live(link) && matches!(link.relation, Relation::Contradicts(_));
        let corroborates = |link: &Link| is_live(link) && link.relation == Relation::Corroborates;
        let is_same = |link: &Link| is_live(link) && link.relation == Relation::SameWords;
        let group = |id, title, belongs: &dyn Fn(&Link) -> bool| {
            let links = self.records.links.iter().filter(|link| belongs(link));
            Group { id, title, findings: links.map(|link| self.finding(link)).collect() }
        };
        vec![
            group("contradictions", "Contradictions", &contradicts),
            group("corroborations", "Corroborations", &corroborates),
            group("same-words", "Same words", &is_same),
            group("dismissed", "Dismissed", &|link| !is_live(link)),
        ]
    }

    fn finding(&self, link: &Link) -> Finding<'a> {
        let statements: Vec<_> = link.members.iter().map(|&member| Rc::clone(&self.statements[member])).collect();
        Finding { who: who(&statements), status: link.status, facts: self.link_facts(link), statements }
    }

    fn link_facts(&self, link: &Link) -> Vec<(&'static str, String)> {
        let mut facts = Vec::new();
        if link.status == Status::Dismissed {
            facts.push(("Was held to be", relation(link.relation).to_owned()));
        }
        if let Relation::Contradicts(difference) = link.relation {
            facts.push(("What differs", capitalised(difference.name())));
        }
        facts.extend((!link.rationale.trim().is_empty()).then(|| ("Why", link.rationale.clone())));
        let linked = self.by_and_when(&link.made);
        facts.extend((!linked.is_empty()).then_some(("Linked", linked)));
        facts
    }

    fn by_and_when(&self, made: &Made) -> String {
        let by = self.records.annotator_of(made).map(|annotator| format!("by {}", name_of(annotator)));
        let on = made.created.map(|moment| format!("on {}", in_words(moment)));
        let changed = made.modified.map(|moment| format!("changed on {}", in_words(moment)));
        let when = joined([on, changed].iter().flatten().map(String::as_str), ", ");
        joined([by.unwrap_or_default().as_str(), when.as_str()], " ")
    }

    fn statement(&self, quote: &Quote) -> Statement<'a> {
        let article = &self.records.articles[quote.article];
        let speaker = self.records.speaker_of(quote);
        let outlet = outlet_of(article);
        Statement {
            who: self.who(quote),
            office: speaker.map_or("", |speaker| &speaker.role),
            excerpt: excerpt(&article.text, &quote.content),
            language: language(article),
            article: quote.article + 1,
            outlet,
            date: date_of(article),
            facts: self.quote_facts(quote),
        }
    }

    /// The speaker's name; else the words that name the source; else the outlet, if it speaks in its own voice.
    fn who(&self, quote: &Quote) -> String {
        match self.records.speaker_of(quote) {
            Some(speaker) => spoken(speaker).to_owned(),
            None if !quote.source.is_empty() => format!("“{}”", self.records.words(quote, Role::Source)),
            None if quote.kind == Some(Kind::Narration) => {
                outlet_of(&self.records.articles[quote.article]).to_owned()
            }
            None => UNNAMED.to_owned(),
        }
    }

    fn quote_facts(&self, quote: &Quote) -> Vec<(&'static str, String)> {
        let quoted = |role| {
            let words = self.records.words(quote, role);
            if words.is_empty() { words } else { format!("“{words}”") }
        };
        let kind = match quote.kind {
            Some(Kind::Narration) => "narration, the outlet’s own voice",
            Some(kind) => kind.name(),
            None => "",
        };
        // Without a speaker, these words stand where else the name does.
        let source = if quote.speaker.is_some() { quoted(Role::Source) } else { String::new() };
        // Where one person marked everything, the foot of the dossier says so.
        let by = self.records.annotator_of(&quote.made).filter(|_| self.records.annotators.len() > 1);
        let facts = [
            ("Source", source),
            ("Cue", quoted(Role::Cue)),
            ("Kind", kind.to_owned()),
            ("Tags", joined(quote.tags.iter().map(String::as_str), ", ")),
            ("Marked by", by.map(name_of).unwrap_or_default().to_owned()),
            ("Note", quote.note.clone()),
        ];
        facts.into_iter().filter(|(_, value)| !value.trim().is_empty()).collect()
    }
}

/// The names of those who speak, each once; no more than three.
fn who(statements: &[Rc<Statement>]) -> String {
    let mut seen = BTreeSet::new();
    let names: Vec<&str> =
        statements.iter().map(|statement| statement.who.as_str()).filter(|&name| seen.insert(name)).collect();
    let others = names.len().saturating_sub(3);
    let others = if others == 0 { String::new() } else { counted(others, "other", "others") };
    joined(names.into_iter().take(3).chain([others.as_str()]), ", ")
}

const fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Contradicts(_) => "A contradiction",
        Relation::Corroborates => "A corroboration",
        Relation::SameWords => "The same words",
    }
}

/// The article's language, where it has the form of a BCP 47 tag.
fn language(article: &Article) -> &str {
    let is_tag = article.language.len() <= 35
        && article
            .language
            .split('-')
            .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    if is_tag { &article.language } else { "" }
}
