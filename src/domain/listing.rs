//! The lists of quotes, speakers and links: what stands in each row, under filters and a search.
//!
//! Entries hold just what a row shows, so that equal entries are equal rows and a change redraws only those that it
//! names. Nothing here changes a project or knows of the page.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::annotation::{Article, Kind, Link, Quote, Relation, Role, Speaker, Status};
use super::id::{ArticleId, LinkId, QuoteId, SpeakerId};
use super::project::Project;
use super::search::Query;
use super::text::squeeze;

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

/// The quotes of `articles` in order, or of all articles where none are named, that filter and search let through;
/// and `also` this one, so that what a person works on never leaves the list under their hands. What their rows show,
/// [`statement`] says.
#[must_use]
pub fn quotes(
    project: &Project,
    articles: Option<&[ArticleId]>,
    filter: &QuoteFilter,
    query: &Query,
    also: Option<&QuoteId>,
) -> Vec<QuoteId> {
    let is_listed = |(id, quote): &(&QuoteId, &Rc<Quote>)| {
        Some(*id) == also || (filter.lets_through(project, id, quote) && is_found(project, quote, query))
    };
    match articles {
        Some(articles) => {
            let quotes = articles.iter().flat_map(|article| project.quotes_in(article));
            quotes.filter(is_listed).map(|(id, _)| id.clone()).collect()
        }
        None => project.quotes().filter(is_listed).map(|(id, _)| id.clone()).collect(),
    }
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

/// The speakers that a search finds, by name; and `also` this one.
#[must_use]
pub fn speakers(project: &Project, query: &Query, also: Option<&SpeakerId>) -> Vec<SpeakerEntry> {
    let mut counts: BTreeMap<&SpeakerId, usize> = BTreeMap::new();
    for (_, quote) in project.quotes() {
        if let Some((speaker, _)) = project.speaker_of(quote) {
            *counts.entry(speaker).or_default() += 1;
        }
    }
    let keys: BTreeMap<&SpeakerId, usize> =
        project.speakers_by_age().into_iter().map(|(id, _)| id).zip(1..=9).collect();
    let listed = project.speakers().into_iter().filter(|(id, speaker)| {
        let names = || project.names(id);
        query.is_empty()
            || Some(*id) == also
            || query.finds(names().iter().map(String::as_str).chain([speaker.role.as_str()]))
    });
    let entry = |(id, speaker): (&SpeakerId, &Rc<Speaker>)| SpeakerEntry {
        id: id.clone(),
        speaker: Rc::clone(speaker),
        quotes: counts.get(id).copied().unwrap_or_default(),
        key: keys.get(id).copied(),
    };
    listed.map(entry).collect()
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

/// The links of one status, or of any, that a search finds, oldest first; and `also` this one.
#[must_use]
pub fn links(project: &Project, status: Option<Status>, query: &Query, also: Option<&LinkId>) -> Vec<Rc<LinkEntry>> {
    let entries = project.links().into_iter().map(|(id, link)| (link, entry(project, id, link)));
    let listed = entries.filter(|(link, entry)| {
        let is_of_status = status.is_none_or(|status| status == link.status);
        Some(&entry.id) == also || (is_of_status && is_link_found(link, entry, query))
    });
    listed.map(|(_, entry)| Rc::new(entry)).collect()
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

fn is_found(project: &Project, quote: &Quote, query: &Query) -> bool {
    if query.is_empty() {
        return true;
    }
    // Raw, since white space in them parts no word of a query from another.
    let text = project.text(&quote.attribution.article);
    let words = quote.attribution.marks().filter_map(|(.., span)| text?.get(span));
    let names = project.speaker_of(quote).map(|(speaker, _)| project.names(speaker)).unwrap_or_default();
    let article = project.article(&quote.attribution.article);
    let article = article.map_or(["", ""], |article| [article.outlet(), article.title()]);
    let own = names.iter().chain(&quote.tags).chain([&quote.note]).map(String::as_str);
    query.finds(words.chain(own).chain(article))
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
