//! The articles that are at hand when files come in, and which of them a file means.

use std::collections::{BTreeMap, BTreeSet};

use super::address::normal;
use crate::domain::id::ArticleId;
use crate::domain::project::Project;
use crate::domain::text::{Text, squeeze};

/// An article of the open project.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The hash of its text: see [`article_id`](crate::domain::article::article_id).
    pub id: &'a str,
    /// The headline; empty where it is not known.
    pub title: &'a str,
    /// Where it was published; empty where it is not known.
    pub address: &'a str,
    /// The name of the file that it came in; empty where it was pasted.
    pub file: &'a str,
    /// The text.
    pub text: &'a Text,
}

impl<'a> Known<'a> {
    /// The articles of a project whose texts are here.
    #[must_use]
    pub fn all(project: &'a Project) -> Vec<Self> {
        let articles = project.articles().into_iter().filter_map(|(id, article)| {
            let (title, address, file) = (article.title(), article.address(), article.detected.file.as_str());
            Some(Self { id: id.as_str(), title, address, file, text: project.text(id)? })
        });
        articles.collect()
    }
}

/// Which of several articles an address or a title names.
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    /// The number of the one of this address; nothing where several have it.
    addresses: BTreeMap<String, Option<usize>>,
    /// The number of the one of this title, and whether its address is known; nothing where several have it.
    titles: BTreeMap<String, Option<(usize, bool)>>,
}

impl Catalogue {
    /// The catalogue of these articles.
    #[must_use]
    pub fn new(known: &[Known<'_>]) -> Self {
        let mut catalogue = Self::default();
        for (number, article) in known.iter().enumerate() {
            if let Some(address) = normal(article.address) {
                catalogue.addresses.entry(address).and_modify(|of| *of = None).or_insert(Some(number));
            }
            let title = squeeze(article.title);
            if !title.is_empty() {
                let of = (number, normal(article.address).is_some());
                catalogue.titles.entry(title).and_modify(|of| *of = None).or_insert(Some(of));
            }
        }
        catalogue
    }

    /// The number of the one article of this address, or else of this title: two that have different addresses are two,
    /// as the mornings of a daily column are.
    #[must_use]
    pub fn find(&self, address: &str, title: &str) -> Option<usize> {
        let address = normal(address);
        let by_address = address.as_ref().and_then(|address| self.addresses.get(address).copied().flatten());
        by_address.or_else(|| {
            let (number, has_address) = self.titles.get(&squeeze(title)).copied().flatten()?;
            (address.is_none() || !has_address).then_some(number)
        })
    }
}

/// Which of `articles`, that a file brings with quotes, are other texts of articles that are in the project already, by
/// address or else by title: each with the one that is here.
#[must_use]
pub fn other_texts(before: &Project, after: &Project, articles: &BTreeSet<ArticleId>) -> Vec<(ArticleId, ArticleId)> {
    let known = Known::all(before);
    let catalogue = Catalogue::new(&known);
    let is_news = |id: &&ArticleId| before.article(id).is_none() && after.all_quotes_in(id).next().is_some();
    let others = articles.iter().filter(is_news).filter_map(|theirs| {
        let article = after.any_article(theirs)?;
        let ours = ArticleId::from(known[catalogue.find(article.address(), article.title())?].id);
        Some((theirs.clone(), ours))
    });
    others.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_known_by_its_address_or_else_by_its_title() {
        let text = Text::new("Rain.");
        let known = |title, address| Known { id: "0", title, address, file: "", text: &text };
        let all =
            [known("Rain", "https://www.example.org/rain"), known("Snow", ""), known("Wind", "x"), known("Wind", "")];
        let catalogue = Catalogue::new(&all);
        let check =
            |address, title, expected| assert_eq!(catalogue.find(address, title), expected, "{address} {title}");
        check("http://example.org/rain?utm_source=a", "Snow", Some(0));
        check("https://example.org/other", " Snow\n", Some(1));
        check("", "Wind", None);
        check("", "Rain", Some(0));
        check("https://example.org/other", "Rain", None);
        check("", "", None);
    }
}
