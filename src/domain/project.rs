//! All records of a project, how they refer to each other, and the one way to change them: [`Project::write_all`].
//!
//! A project is a view of the replica's fields and is cheap to clone: its maps share what did not change. It holds
//! whatever a replica may hold, deleted and half-arrived records among it; what people see are the live ones, and
//! every reader here gives those. It must not know of history, storage or the screen.

mod bearing;
mod layout;
mod making;
mod write;

use std::rc::Rc;

use imbl::ordmap::DiffItem;
use imbl::{OrdMap, OrdSet};

use super::annotation::{Annotator, Article, Link, Origin, Quote, Role, Speaker, Status};
use super::dismissal::{Dismissed, Place};
use super::id::{AnnotatorId, ArticleId, LinkId, QuoteId, SpeakerId, Timestamp};
use super::order;
use super::text::{Span, Text};
use layout::Layout;

pub use write::{Write, WriteError};

/// All records, the texts they stand on, and three indexes that are derived from them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Project {
    articles: OrdMap<ArticleId, Rc<Article>>,
    quotes: OrdMap<QuoteId, Rc<Quote>>,
    speakers: OrdMap<SpeakerId, Rc<Speaker>>,
    links: OrdMap<LinkId, Rc<Link>>,
    members: OrdMap<(LinkId, QuoteId), Timestamp>,
    annotators: OrdMap<AnnotatorId, Rc<Annotator>>,
    texts: OrdMap<ArticleId, Text>,
    /// Where the live quotes of an article stand, in the project or not.
    layouts: OrdMap<ArticleId, Layout>,
    /// The links that a quote is a member of, live or not.
    memberships: OrdSet<(QuoteId, LinkId)>,
    /// What people said no to.
    dismissals: OrdMap<Dismissed, Origin>,
    /// The speakers who were merged into another, deleted or not.
    merged: OrdSet<SpeakerId>,
}

impl Project {
    /// True for a clone of this project in which nothing was written since, in neither. Where it is false the two may
    /// still be equal. Costs nothing.
    #[must_use]
    pub fn is_same_state(&self, other: &Self) -> bool {
        self.articles.ptr_eq(&other.articles)
            && self.quotes.ptr_eq(&other.quotes)
            && self.speakers.ptr_eq(&other.speakers)
            && self.links.ptr_eq(&other.links)
            && self.members.ptr_eq(&other.members)
            && self.annotators.ptr_eq(&other.annotators)
            && self.texts.ptr_eq(&other.texts)
            && self.dismissals.ptr_eq(&other.dismissals)
    }

    /// The ids of the quotes that were written, or are gone, since an `earlier` state of this project; nothing where an
    /// article was written too, in which quotes may have come or gone. Costs the quotes that were written and the logarithm
    /// of the others, where the one state came of the other.
    pub(super) fn quotes_since(&self, earlier: &Self) -> Option<Vec<QuoteId>> {
        let id = |item| match item {
            DiffItem::Add(id, _) | DiffItem::Remove(id, _) | DiffItem::Update { new: (id, _), .. } => {
                QuoteId::clone(id)
            }
        };
        self.articles.ptr_eq(&earlier.articles).then(|| earlier.quotes.diff(&self.quotes).map(id).collect())
    }

    /// Adds the text of an article. Texts are named by their hash, so adding one twice changes nothing.
    pub fn add_text(&mut self, id: ArticleId, text: Text) {
        self.texts.entry(id).or_insert(text);
    }
}

/// What people see: live records only.
impl Project {
    /// The articles, in the order in which they were added.
    #[must_use]
    pub fn articles(&self) -> Vec<(&ArticleId, &Rc<Article>)> {
        let mut articles: Vec<_> = self.articles.iter().filter(|(_, article)| article.is_live()).collect();
        order::sort_by_key(&mut articles, |(id, article)| {
            (article.origin.as_ref().map(|origin| origin.created), *id)
        });
        articles
    }

    /// One article of the project.
    #[must_use]
    pub fn article(&self, id: &ArticleId) -> Option<&Rc<Article>> {
        self.articles.get(id).filter(|article| article.is_live())
    }

    /// True where the project has ever held this article, taken out since or not.
    #[must_use]
    pub fn has_known(&self, id: &ArticleId) -> bool {
        self.articles.get(id).is_some_and(|article| article.origin.is_some())
    }

    /// An article's text, where it is at hand.
    #[must_use]
    pub fn text(&self, id: &ArticleId) -> Option<&Text> {
        self.texts.get(id)
    }

    /// Every text that is at hand, its article in the project or not.
    pub fn texts(&self) -> impl Iterator<Item = (&ArticleId, &Text)> {
        self.texts.iter()
    }

    /// A live quote of an article that is in the project.
    #[must_use]
    pub fn quote(&self, id: &QuoteId) -> Option<&Rc<Quote>> {
        let quote = self.quotes.get(id).filter(|quote| quote.is_live())?;
        self.article(&quote.attribution.article).map(|_| quote)
    }

    /// The quotes of every article of the project, by article and in reading order.
    pub fn quotes(&self) -> impl Iterator<Item = (&QuoteId, &Rc<Quote>)> {
        self.articles().into_iter().flat_map(|(article, _)| self.quotes_in(article))
    }

    /// The words of a quote's spans of one role, joined with an ellipsis where they are interrupted.
    #[must_use]
    pub fn words(&self, quote: &Quote, role: Role) -> String {
        let text = self.text(&quote.attribution.article);
        let pieces = quote.attribution.spans(role).iter().map(|&span| text.map_or("", |text| text.slice(span)));
        pieces.collect::<Vec<_>>().join(" … ")
    }

    /// A live speaker.
    #[must_use]
    pub fn speaker(&self, id: &SpeakerId) -> Option<&Rc<Speaker>> {
        self.resolve(id).filter(|(found, _)| *found == id).map(|(_, speaker)| speaker)
    }

    /// The live speakers, by name.
    #[must_use]
    pub fn speakers(&self) -> Vec<(&SpeakerId, &Rc<Speaker>)> {
        let mut speakers: Vec<_> = self.live_speakers().collect();
        order::sort_by_cached_key(&mut speakers, |(id, speaker)| (speaker.name.to_lowercase(), (*id).clone()));
        speakers
    }

    /// The speakers in the order in which they were added, which is the order of the number keys.
    #[must_use]
    pub fn speakers_by_age(&self) -> Vec<(&SpeakerId, &Rc<Speaker>)> {
        let mut speakers: Vec<_> = self.live_speakers().collect();
        order::sort_by_key(&mut speakers, |(id, speaker)| {
            (speaker.origin.as_ref().map(|origin| origin.created), *id)
        });
        speakers
    }

    fn live_speakers(&self) -> impl Iterator<Item = (&SpeakerId, &Rc<Speaker>)> {
        self.speakers.iter().filter(|(id, _)| self.speaker(id).is_some())
    }

    /// The live speaker that `id` stands for, mergers followed. Where mergers made on two replicas run in a circle,
    /// the one with the least id stands for all of it.
    #[must_use]
    pub fn resolve(&self, id: &SpeakerId) -> Option<(&SpeakerId, &Rc<Speaker>)> {
        let mut seen: Vec<(&SpeakerId, &Rc<Speaker>)> = Vec::new();
        let mut next = id;
        loop {
            let known = self.speakers.get_key_value(next)?;
            if let Some(circle) = seen.iter().position(|(id, _)| *id == next) {
                return seen.drain(circle..).filter(|(_, speaker)| speaker.exists()).min_by_key(|(id, _)| *id);
            }
            match &known.1.merged {
                None => return Some(known).filter(|(_, speaker)| speaker.exists()),
                Some(into) => next = into,
            }
            seen.push(known);
        }
    }

    /// Every id that a live speaker is known by, their own and those that were merged into it, with their own.
    pub(crate) fn known_speakers(&self) -> impl Iterator<Item = (&SpeakerId, &SpeakerId)> {
        self.speakers.keys().filter_map(|id| Some((id, self.resolve(id)?.0)))
    }

    /// Who said a quote, mergers followed.
    #[must_use]
    pub fn speaker_of(&self, quote: &Quote) -> Option<(&SpeakerId, &Rc<Speaker>)> {
        self.resolve(quote.speaker.as_ref()?)
    }

    /// The speakers that were merged into `into`, directly or not.
    #[must_use]
    pub fn merged_into(&self, into: &SpeakerId) -> Vec<(&SpeakerId, &Rc<Speaker>)> {
        let merged = self.merged.iter().filter_map(|id| self.speakers.get_key_value(id));
        let live = merged.filter(|(id, speaker)| *id != into && !speaker.deleted);
        live.filter(|(id, _)| self.resolve(id).is_some_and(|(found, _)| found == into)).collect()
    }

    /// A live speaker's name and every other name they go by, those of merged speakers among them.
    #[must_use]
    pub fn names(&self, id: &SpeakerId) -> Vec<String> {
        let own = self.speakers.get(id).into_iter();
        let all = own.chain(self.merged_into(id).into_iter().map(|(_, speaker)| speaker));
        let mut names: Vec<String> = Vec::new();
        for name in all.flat_map(|speaker| std::iter::once(&speaker.name).chain(&speaker.aliases)) {
            if !names.contains(name) {
                names.push(name.clone());
            }
        }
        names
    }

    /// The quotes that a live speaker said, by article and in reading order.
    #[must_use]
    pub fn said_by(&self, id: &SpeakerId) -> Vec<(&QuoteId, &Rc<Quote>)> {
        self.quotes().filter(|(_, quote)| self.speaker_of(quote).is_some_and(|(speaker, _)| speaker == id)).collect()
    }

    /// A live link: not deleted, and with two live members or more.
    #[must_use]
    pub fn link(&self, id: &LinkId) -> Option<&Rc<Link>> {
        let link = self.links.get(id).filter(|link| link.origin.is_some() && !link.deleted)?;
        (self.members(id).len() >= 2).then_some(link)
    }

    /// The live links, oldest first.
    #[must_use]
    pub fn links(&self) -> Vec<(&LinkId, &Rc<Link>)> {
        let mut links: Vec<_> = self.links.iter().filter(|(id, _)| self.link(id).is_some()).collect();
        order::sort_by_key(&mut links, |(id, link)| (link.origin.as_ref().map(|origin| origin.created), *id));
        links
    }

    /// The live members of a link, in the order in which they joined.
    #[must_use]
    pub fn members(&self, link: &LinkId) -> Vec<QuoteId> {
        let live = self.all_members(link).filter(|(quote, _)| self.quote(quote).is_some());
        let mut members: Vec<_> = live.map(|(quote, since)| (since, quote)).collect();
        order::sort(&mut members);
        members.into_iter().map(|(_, quote)| quote.clone()).collect()
    }

    /// The members of a link, live or not, and since when they are.
    fn all_members(&self, link: &LinkId) -> impl Iterator<Item = (&QuoteId, Timestamp)> {
        let first = (link.clone(), QuoteId::default());
        let members = self.members.range(first..).take_while(move |((of, _), _)| of == link);
        members.map(|((_, quote), &since)| (quote, since))
    }

    /// The links that a quote is a member of, live or not.
    fn all_links_of<'a>(&'a self, quote: &QuoteId) -> impl Iterator<Item = &'a LinkId> + use<'a> {
        let quote = quote.clone();
        let memberships = self.memberships.range((quote.clone(), LinkId::default())..);
        memberships.take_while(move |(of, _)| *of == quote).map(|(_, link)| link)
    }

    /// The live links that a quote is a member of.
    pub fn links_of<'a>(&'a self, quote: &QuoteId) -> impl Iterator<Item = (&'a LinkId, &'a Rc<Link>)> {
        self.all_links_of(quote).filter_map(|id| Some((id, self.link(id)?)))
    }

    /// True where a contradiction that nobody dismissed has the quote.
    #[must_use]
    pub fn is_contradicted(&self, quote: &QuoteId) -> bool {
        self.links_of(quote).any(|(_, link)| link.is_contradiction() && link.status != Status::Dismissed)
    }

    /// Whether somebody said no to this, or to mostly the same words.
    #[must_use]
    pub fn is_dismissed(&self, proposed: &Dismissed) -> bool {
        self.dismissed_beside(proposed).any(|known| known.covers(proposed))
    }

    /// Where somebody said no to suggested quotes of an article.
    pub fn dismissed_in<'a>(&'a self, article: &ArticleId) -> impl Iterator<Item = &'a Place> {
        let anywhere = Dismissed::Quote(Place { article: article.clone(), span: Span::new(0, 0) });
        self.dismissed_beside(&anywhere).filter_map(|dismissed| match dismissed {
            Dismissed::Quote(place) => Some(place),
            Dismissed::Pair(..) => None,
        })
    }

    /// What was dismissed of the same sort whose first place is in the same article.
    fn dismissed_beside<'a>(&'a self, proposed: &Dismissed) -> impl Iterator<Item = &'a Dismissed> + use<'a> {
        let article = proposed.first().article.clone();
        let start = |article: &ArticleId| Place { article: article.clone(), span: Span::new(0, 0) };
        let first = match proposed {
            Dismissed::Quote(_) => Dismissed::Quote(start(&article)),
            Dismissed::Pair(..) => Dismissed::Pair(start(&article), start(&ArticleId::default())),
        };
        let sort = std::mem::discriminant(&first);
        let beside = self.dismissals.range(first..).map(|(dismissed, _)| dismissed);
        beside.take_while(move |known| std::mem::discriminant(*known) == sort && known.first().article == article)
    }

    /// The name of an annotator; nothing where they gave none.
    #[must_use]
    pub fn annotator(&self, id: &AnnotatorId) -> Option<&str> {
        self.annotators.get(id).map(|annotator| annotator.name.as_str()).filter(|name| !name.is_empty())
    }
}

/// Records as they are, live or not: for edits, which must see what they change.
impl Project {
    /// An article that is known, in the project or not.
    pub(crate) fn any_article(&self, id: &ArticleId) -> Option<&Rc<Article>> {
        self.articles.get(id)
    }

    /// A quote that exists, deleted or not.
    pub(crate) fn any_quote(&self, id: &QuoteId) -> Option<&Rc<Quote>> {
        self.quotes.get(id)
    }

    /// A speaker that exists, merged, deleted or not.
    pub(crate) fn any_speaker(&self, id: &SpeakerId) -> Option<&Rc<Speaker>> {
        self.speakers.get(id)
    }

    /// A link that exists, deleted or not, whatever its members.
    pub(crate) fn any_link(&self, id: &LinkId) -> Option<&Rc<Link>> {
        self.links.get(id)
    }
}
