//! The numbers beside each article in the list of articles: its quotes, what is still open, what a search finds.
//!
//! Nothing here changes a project or knows of the page.

use std::collections::{BTreeMap, BTreeSet};

use super::annotation::{Link, Status};
use super::id::ArticleId;
use super::project::Project;
use super::search::Query;

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

/// How many paragraphs of each article a search finds; nothing where nothing is searched for.
#[must_use]
pub fn found(project: &Project, query: &Query) -> BTreeMap<ArticleId, usize> {
    if query.is_empty() {
        return BTreeMap::new();
    }
    let count = |id: &ArticleId| {
        let text = project.text(id)?;
        Some(text.paragraphs().iter().filter(|&&paragraph| query.finds([text.slice(paragraph)])).count())
    };
    project.articles().into_iter().map(|(id, _)| (id.clone(), count(id).unwrap_or_default())).collect()
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
            let found = found(session.project(), &Query::new(typed));
            assert_eq!((found.get(&a), found.get(&b)), (in_a, in_b), "{typed:?}");
        };
        check("waited", Some(&2), Some(&0));
        check("ENVOY straight", Some(&0), Some(&1));
        check("  ", None, None);
    }
}
