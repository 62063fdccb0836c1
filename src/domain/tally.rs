//! The numbers beside each article in the list of articles: its quotes, what is still open, what a search finds.
//!
//! Nothing here changes a project or knows of the page.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use memchr::memmem::Finder;

use super::annotation::{Link, Status};
use super::id::ArticleId;
use super::project::Project;
use super::search::{Query, Trail};
use super::text::Text;

/// The numbers of one article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Its quotes.
    pub quotes: usize,
    /// The open contradictions that a quote of it is in.
    pub open: usize,
}

/// The numbers of every article of the project.
#[must_use]
pub fn tally(project: &Project) -> BTreeMap<ArticleId, Tally> {
    let mut tallies: BTreeMap<ArticleId, Tally> = project
        .articles()
        .into_iter()
        .map(|(id, _)| (id.clone(), Tally { quotes: project.count_in(id), open: 0 }))
        .collect();
    let is_open = |link: &Link| link.is_contradiction() && link.status == Status::Open;
    for (id, _) in project.links().into_iter().filter(|(_, link)| is_open(link)) {
        let members = project.members(id);
        let quotes = members.iter().filter_map(|member| project.quote(member));
        let articles: BTreeSet<&ArticleId> = quotes.map(|quote| &quote.attribution.article).collect();
        for article in articles {
            tallies.entry(article.clone()).or_default().open += 1;
        }
    }
    tallies
}

/// The paragraphs that a search finds: for whoever shows their numbers while a person types.
#[derive(Clone, Debug, Default)]
pub struct FoundParagraphs {
    /// By article, each with the text that was looked at.
    found: Trail<HashMap<ArticleId, (Text, Vec<usize>)>>,
}

impl FoundParagraphs {
    /// How many paragraphs of each article hold every word of the query; nothing where nothing is searched for.
    ///
    /// Costs the letters of the paragraphs that the last query found which this one narrows, and those of all where there
    /// is none. A text never changes, so that an edit costs no look at any.
    pub fn count(&mut self, project: &Project, query: &Query) -> BTreeMap<ArticleId, usize> {
        if query.is_empty() {
            self.found.clear();
            return BTreeMap::new();
        }
        let words = query.finders();
        let wider = self.found.wider(query);
        let mut found = HashMap::new();
        for (id, _) in project.articles() {
            let Some(text) = project.text(id) else { continue };
            let before = wider.map(|(known, found)| (known, found.get(id)));
            let here = match before {
                Some((known, Some((of, here)))) if of == text && known == query => here.clone(),
                Some((_, Some((of, here)))) if of == text => narrowed(text, &words, here.iter().copied()),
                _ => narrowed(text, &words, 0..text.paragraphs().len()),
            };
            found.insert(id.clone(), (text.clone(), here));
        }
        let count = |id: &ArticleId| found.get(id).map_or(0, |(_, here)| here.len());
        let counts = project.articles().into_iter().map(|(id, _)| (id.clone(), count(id))).collect();
        self.found.push(query.clone(), found);
        counts
    }
}

/// Those of the paragraphs, by number, that hold every word.
fn narrowed(text: &Text, words: &[Finder<'_>], paragraphs: impl ExactSizeIterator<Item = usize>) -> Vec<usize> {
    let hold = |letters: &str| words.iter().all(|word| word.find(letters.as_bytes()).is_some());
    // Most articles have none of what is rare.
    if paragraphs.len() == 0 || !hold(text.small()) {
        return Vec::new();
    }
    paragraphs.filter(|&number| hold(text.small_slice(text.paragraphs()[number]))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::annotation::{Attribution, Relation};
    use crate::domain::edit::Edit;
    use crate::domain::id::{AnnotatorId, LinkId, QuoteId, Timestamp};
    use crate::domain::session::{Intent, Session};
    use crate::domain::text::{Span, Text};

    /// Two articles, `a` with two quotes and `b` with one; a link of all three quotes and one inside `a`.
    fn session() -> (Session, ArticleId, ArticleId) {
        let mut session = Session::new(AnnotatorId::from("me"), 1);
        let mut send = |intent| session.update(intent, Timestamp(1)).expect("the fixture fits").made;
        let mut add = |text: &str| send(Intent::AddArticle(Text::new(text), "a.txt".to_owned())).expect("an article");
        let a = ArticleId::from(add("The envoy waited nine hours.\n\nNobody waited, he said.\n"));
        let b = ArticleId::from(add("The envoy walked straight in.\n"));
        let quote = |id: &str, article: &ArticleId, start| Edit::AddQuote {
            quote: QuoteId::from(id),
            attribution: Attribution {
                article: article.clone(),
                content: vec![Span::new(start, start + 3)],
                ..Attribution::default()
            },
        };
        let link = |id: &str, members: &[&str]| Edit::LinkQuotes {
            link: LinkId::from(id),
            relation: Relation::default(),
            members: members.iter().map(|&member| QuoteId::from(member)).collect(),
        };
        for edit in [
            quote("q1", &a, 0),
            quote("q2", &a, 4),
            quote("q3", &b, 0),
            link("l1", &["q1", "q2", "q3"]),
            link("l2", &["q1", "q2"]),
        ] {
            session.update(Intent::Perform(edit), Timestamp(2)).expect("the fixture fits");
        }
        (session, a, b)
    }

    #[test]
    fn a_contradiction_counts_once_in_each_article_that_it_touches_while_it_is_open() {
        let (mut session, a, b) = session();
        assert_eq!(tally(session.project())[&a], Tally { quotes: 2, open: 2 });
        assert_eq!(tally(session.project())[&b], Tally { quotes: 1, open: 1 });
        let resolve = Edit::SetStatus { link: LinkId::from("l1"), status: Status::Resolved };
        session.update(Intent::Perform(resolve), Timestamp(3)).expect("the link is there");
        assert_eq!(tally(session.project())[&a], Tally { quotes: 2, open: 1 });
        assert_eq!(tally(session.project())[&b], Tally { quotes: 1, open: 0 });
    }

    #[test]
    fn a_search_counts_the_paragraphs_that_hold_every_word() {
        let (session, a, b) = session();
        let check = |typed, in_a, in_b| {
            let found = FoundParagraphs::default().count(session.project(), &Query::new(typed));
            assert_eq!((found.get(&a), found.get(&b)), (in_a, in_b), "{typed:?}");
        };
        check("waited", Some(&2), Some(&0));
        check("ENVOY straight", Some(&0), Some(&1));
        check("  ", None, None);
    }
}
