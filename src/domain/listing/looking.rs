//! Whether a search finds a quote: in its own words, in what is said of it, in the names of who said it.
//!
//! What many quotes share is looked at once: an article's text and names, a speaker's names.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use memchr::memmem::Finder;

use crate::domain::annotation::Quote;
use crate::domain::id::{ArticleId, SpeakerId};
use crate::domain::project::Project;
use crate::domain::search::Query;
use crate::domain::text::Text;

/// A look for quotes of one state of a project. It is quickest where the quotes of an article come one after the other.
pub(super) struct Look<'a> {
    project: &'a Project,
    query: &'a Query,
    words: Vec<Word<'a>>,
    article: Option<Here<'a>>,
}

/// A word of the query.
struct Word<'a> {
    finder: Finder<'a>,
    /// The ids of the speakers who have it in a name: gathered where it stands in no other place of a quote.
    speakers: OnceCell<BTreeSet<&'a SpeakerId>>,
}

/// The article that is looked at.
struct Here<'a> {
    id: ArticleId,
    text: Option<&'a Text>,
    /// Where each word stands in the article.
    places: Vec<Stands>,
}

/// Where a word stands in an article.
#[derive(Clone, Copy)]
enum Stands {
    /// In its outlet or its title, so that it is found with every quote.
    Above,
    /// In its text.
    Within,
    /// In neither.
    Nowhere,
}

impl<'a> Look<'a> {
    pub(super) fn new(project: &'a Project, query: &'a Query) -> Self {
        let words = query.finders().into_iter().map(|finder| Word { finder, speakers: OnceCell::new() });
        Self { project, query, words: words.collect(), article: None }
    }

    /// True where every word of the query stands in a span, a tag or the note of the quote, in a name of its speaker, in
    /// the article's outlet or title.
    pub(super) fn finds(&mut self, quote: &Quote) -> bool {
        self.go_to(&quote.attribution.article);
        let Some(here) = &self.article else { return false };
        // Raw, since white space in them parts no word of a query from another.
        let spans =
            || quote.attribution.marks().map(|(.., span)| here.text.map_or("", |text| text.small_slice(span)));
        let noted = || quote.tags.iter().chain([&quote.note]).map(String::as_str);
        self.words.iter().zip(&here.places).enumerate().all(|(number, (word, place))| match place {
            Stands::Above => true,
            Stands::Within if spans().any(|span| word.finder.find(span.as_bytes()).is_some()) => true,
            _ if self.query.finds_word(number, noted()) => true,
            _ => quote.speaker.as_ref().is_some_and(|speaker| self.speakers(number, word).contains(speaker)),
        })
    }

    fn speakers<'b>(&self, number: usize, word: &'b Word<'a>) -> &'b BTreeSet<&'a SpeakerId> {
        let has_it = |names: &[String]| self.query.finds_word(number, names.iter().map(String::as_str));
        word.speakers.get_or_init(|| {
            let known = self.project.known_speakers();
            known.filter(|(_, speaker)| has_it(&self.project.names(speaker))).map(|(id, _)| id).collect()
        })
    }

    fn go_to(&mut self, article: &ArticleId) {
        if self.article.as_ref().is_some_and(|here| here.id == *article) {
            return;
        }
        let text = self.project.text(article);
        let above = self.project.article(article).map_or(["", ""], |article| [article.outlet(), article.title()]);
        let small = text.map_or("", Text::small);
        let place = |(number, word): (usize, &Word<'_>)| {
            if self.query.finds_word(number, above) {
                Stands::Above
            } else if word.finder.find(small.as_bytes()).is_some() {
                Stands::Within
            } else {
                Stands::Nowhere
            }
        };
        let places = self.words.iter().enumerate().map(place).collect();
        self.article = Some(Here { id: article.clone(), text, places });
    }
}
