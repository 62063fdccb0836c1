//! The lists of quotes, speakers and links: what stands in each row, under filters and a search.
//!
//! Entries hold just what a row shows, so that equal entries are equal rows and a change redraws only those that it
//! names. Nothing here changes a project or knows of the page.

mod looking;
mod quote_list;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::annotation::{Article, Kind, Link, Quote, Relation, Role, Speaker, Status};
use super::id::{ArticleId, LinkId, QuoteId, SpeakerId};
use super::project::Project;
use super::search::{Narrowed, Query};
use super::text::squeeze;
use looking::Look;

pub use quote_list::{QuoteList, QuoteRow};

/// Who said something, as a row shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// Their name.
    pub name: Rc<str>,
    /// The number of their colour.
    pub colour: u8,
}

/// A quote as a row shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The quote.
    pub quote: QuoteId,
    /// Who said it, where that is known.
    pub who: Option<Who>,
    /// How the words were taken over.
    pub kind: Kind,
    /// The words, on one line.
    pub words: Rc<str>,
    /// The outlet, or the article's title where the outlet is not known.
    pub outlet: Rc<str>,
    /// True where a contradiction that nobody dismissed has it.
    pub contradicted: bool,
}

/// Whose quotes a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Said {
    /// Everybody's.
    #[default]
    ByAnybody,
    /// Those that nobody is named for.
    ByNobody,
    /// One speaker's.
    By(SpeakerId),
}

/// Which quotes a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QuoteFilter {
    /// Whose.
    pub said: Said,
    /// Of which kind; of any where none is named.
    pub kind: Option<Kind>,
    /// With which tag; with any or none where none is named.
    pub tag: Option<String>,
    /// Only those that are contradicted.
    pub contradicted: bool,
}

impl QuoteFilter {
    /// How many of the filter's parts leave something out.
    #[must_use]
    pub fn count(&self) -> usize {
        let parts = [self.said != Said::ByAnybody, self.kind.is_some(), self.tag.is_some(), self.contradicted];
        parts.into_iter().filter(|&narrows| narrows).count()
    }

    fn lets_through(&self, project: &Project, id: &QuoteId, quote: &Quote) -> bool {
        let speaker = || project.speaker_of(quote).map(|(speaker, _)| speaker);
        let said = match &self.said {
            Said::ByAnybody => true,
            Said::ByNobody => speaker().is_none(),
            Said::By(wanted) => speaker() == Some(wanted),
        };
        said && self.kind.is_none_or(|kind| kind == quote.attribution.kind)
            && self.tag.as_ref().is_none_or(|tag| quote.tags.contains(tag))
            && (!self.contradicted || project.is_contradicted(id))
    }
}

/// A speaker as a row shows them.
#[derive(Clone, Debug, PartialEq)]
pub struct SpeakerEntry {
    /// The speaker.
    pub id: SpeakerId,
    /// What is known about them.
    pub speaker: Rc<Speaker>,
    /// How many quotes they said.
    pub quotes: usize,
    /// The number key that assigns them, 1 to 9.
    pub key: Option<usize>,
}

/// A link as a row shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkEntry {
    /// The link.
    pub id: LinkId,
    /// How its members bear on each other.
    pub relation: Relation,
    /// What became of it.
    pub status: Status,
    /// The statements, in the order in which they joined.
    pub members: Vec<Statement>,
}

/// What a speaker said in one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidIn {
    /// The article.
    pub article: ArticleId,
    /// Its outlet; empty where it is not known.
    pub outlet: Rc<str>,
    /// Its title.
    pub title: Rc<str>,
    /// What they said, in reading order.
    pub statements: Vec<Statement>,
}

/// What was found in a list of quotes.
pub type FoundQuotes = Narrowed<QuoteList, QuoteRow>;

/// The quotes of a list that a search finds. What their rows show, [`statement`] says. `known` is what it found before,
/// and spares most of the work while a person types on: then it costs the quotes that were found before the last letter.
#[must_use]
pub fn quotes(project: &Project, list: &QuoteList, query: &Query, known: &mut FoundQuotes) -> Rc<Vec<QuoteRow>> {
    let mut look = Look::new(project, query);
    let all = |before: Option<(&Project, &[QuoteRow])>| list.rows(project, before);
    known.rows(project, list, query, all, |(id, quote)| list.also.as_ref() == Some(id) || look.finds(quote))
}

/// A quote as a row shows it.
#[must_use]
pub fn statement(project: &Project, id: &QuoteId, quote: &Quote) -> Statement {
    let who = project
        .speaker_of(quote)
        .map(|(_, speaker)| Who { name: speaker.name.as_str().into(), colour: speaker.colour });
    Statement {
        quote: id.clone(),
        who,
        kind: quote.attribution.kind,
        words: squeeze(&project.words(quote, Role::Content)).into(),
        outlet: project.article(&quote.attribution.article).map_or("", |article| outlet_of(article)).into(),
        contradicted: project.is_contradicted(id),
    }
}

/// Every tag in use, in order.
#[must_use]
pub fn tags(project: &Project) -> Vec<String> {
    let tags: BTreeSet<&String> = project.quotes().flat_map(|(_, quote)| &quote.tags).collect();
    tags.into_iter().cloned().collect()
}

/// What was found in the list of speakers, in which one is left whatever is searched for.
pub type FoundSpeakers = Narrowed<Option<SpeakerId>, SpeakerEntry>;

/// The speakers that a search finds, by name; and `also` this one. `known` is what it found before: see [`quotes()`].
#[must_use]
pub fn speakers(
    project: &Project,
    query: &Query,
    also: Option<&SpeakerId>,
    known: &mut FoundSpeakers,
) -> Rc<Vec<SpeakerEntry>> {
    let finds = |SpeakerEntry { id, speaker, .. }: &SpeakerEntry| {
        let names = || project.names(id);
        Some(id) == also || query.finds(names().iter().map(String::as_str).chain([speaker.role.as_str()]))
    };
    known.rows(project, &also.cloned(), query, |_| all_speakers(project), finds)
}

fn all_speakers(project: &Project) -> Vec<SpeakerEntry> {
    let mut named: BTreeMap<&SpeakerId, usize> = BTreeMap::new();
    for speaker in project.quotes().filter_map(|(_, quote)| quote.speaker.as_ref()) {
        *named.entry(speaker).or_default() += 1;
    }
    // Mergers are followed once for each speaker, not for each quote.
    let mut counts: BTreeMap<&SpeakerId, usize> = BTreeMap::new();
    for (named, count) in named {
        if let Some((speaker, _)) = project.resolve(named) {
            *counts.entry(speaker).or_default() += count;
        }
    }
    let keys: BTreeMap<&SpeakerId, usize> =
        project.speakers_by_age().into_iter().map(|(id, _)| id).zip(1..=9).collect();
    let entry = |(id, speaker): (&SpeakerId, &Rc<Speaker>)| SpeakerEntry {
        id: id.clone(),
        speaker: Rc::clone(speaker),
        quotes: counts.get(id).copied().unwrap_or_default(),
        key: keys.get(id).copied(),
    };
    project.speakers().into_iter().map(entry).collect()
}

/// All that a speaker said, by article.
#[must_use]
pub fn said(project: &Project, speaker: &SpeakerId) -> Vec<SaidIn> {
    let mut found: Vec<SaidIn> = Vec::new();
    for (id, quote) in project.said_by(speaker) {
        let Some(article) = project.article(&quote.attribution.article) else { continue };
        let statement = statement(project, id, quote);
        match found.last_mut().filter(|last| last.article == quote.attribution.article) {
            Some(last) => last.statements.push(statement),
            None => found.push(SaidIn {
                article: quote.attribution.article.clone(),
                outlet: article.outlet().into(),
                title: article.title().into(),
                statements: vec![statement],
            }),
        }
    }
    found
}

/// What was found in the list of links of one status or any, in which one is left whatever is searched for.
pub type FoundLinks = Narrowed<(Option<Status>, Option<LinkId>), Rc<LinkEntry>>;

/// The links of one status, or of any, that a search finds, oldest first; and `also` this one. `known` is what it found
/// before: see [`quotes()`].
#[must_use]
pub fn links(
    project: &Project,
    status: Option<Status>,
    query: &Query,
    also: Option<&LinkId>,
    known: &mut FoundLinks,
) -> Rc<Vec<Rc<LinkEntry>>> {
    let all = |_: Option<(&Project, &[Rc<LinkEntry>])>| {
        let is_listed = |(id, link): &(&LinkId, &Rc<Link>)| {
            Some(*id) == also || status.is_none_or(|status| status == link.status)
        };
        let links = project.links().into_iter().filter(is_listed);
        links.map(|(id, link)| Rc::new(entry(project, id, link))).collect()
    };
    let finds = |entry: &Rc<LinkEntry>| {
        Some(&entry.id) == also || project.any_link(&entry.id).is_some_and(|link| is_link_found(link, entry, query))
    };
    known.rows(project, &(status, also.cloned()), query, all, finds)
}

/// The links that a quote is in, as rows show them.
#[must_use]
pub fn links_of(project: &Project, quote: &QuoteId) -> Vec<Rc<LinkEntry>> {
    project.links_of(quote).map(|(id, link)| Rc::new(entry(project, id, link))).collect()
}

/// The outlet, or the title where the outlet is not known.
#[must_use]
pub fn outlet_of(article: &Article) -> &str {
    if article.outlet().is_empty() { article.title() } else { article.outlet() }
}

fn entry(project: &Project, id: &LinkId, link: &Link) -> LinkEntry {
    let members = project.members(id);
    let members = members.iter().filter_map(|member| Some(statement(project, member, project.quote(member)?)));
    LinkEntry { id: id.clone(), relation: link.relation, status: link.status, members: members.collect() }
}

fn is_link_found(link: &Link, entry: &LinkEntry, query: &Query) -> bool {
    let differs = match link.relation {
        Relation::Contradicts(difference) => difference.name(),
        _ => "",
    };
    let own = [link.relation.name(), differs, link.status.name(), link.rationale.as_str()];
    let members = entry
        .members
        .iter()
        .flat_map(|member| [&*member.words, &*member.outlet, member.who.as_ref().map_or("", |who| &*who.name)]);
    query.finds(own.into_iter().chain(members))
}

#[cfg(test)]
mod tests;
