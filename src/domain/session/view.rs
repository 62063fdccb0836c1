//! What is in view of a project: open articles, the active record, the selection, a contradiction begun.
//!
//! A view may name what is no longer there, since an address or another replica decides; `settle` lets go of it.

use serde::{Deserialize, Serialize};

use super::super::annotation::Role;
use super::super::dismissal::Place;
use super::super::id::{ArticleId, LinkId, QuoteId, SpeakerId};
use super::super::project::Project;
use super::super::text::Span;

/// How many articles can stand side by side.
pub(super) const MOST_COLUMNS: usize = 3;

/// The record that commands work on.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "record", content = "id")]
pub enum Active {
    /// A quote.
    Quote(QuoteId),
    /// A speaker.
    Speaker(SpeakerId),
    /// A link.
    Link(LinkId),
}

/// Words selected in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The article.
    pub article: ArticleId,
    /// The words, as they were selected: not snapped yet.
    pub span: Span,
}

/// A contradiction that waits for its next statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pending {
    /// The first statement is chosen.
    Quote(QuoteId),
    /// The link is there, and shall get another member.
    Link(LinkId),
}

/// The open articles from left to right, each once, and which of them has the focus.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    articles: Vec<ArticleId>,
    focused: usize,
}

impl Columns {
    /// The columns with these articles, the first of them focused. Repeated ones and those past the third are left out.
    #[must_use]
    pub fn new(articles: impl IntoIterator<Item = ArticleId>) -> Self {
        let mut columns = Self::default();
        for article in articles {
            if columns.articles.len() < MOST_COLUMNS && !columns.articles.contains(&article) {
                columns.articles.push(article);
            }
        }
        columns
    }

    /// The articles from left to right.
    #[must_use]
    pub fn articles(&self) -> &[ArticleId] {
        &self.articles
    }

    /// The article whose column has the focus.
    #[must_use]
    pub fn focused(&self) -> Option<&ArticleId> {
        self.articles.get(self.focused)
    }

    /// True where the article is open.
    #[must_use]
    pub fn contains(&self, article: &ArticleId) -> bool {
        self.articles.contains(article)
    }

    fn focus(&mut self, article: &ArticleId) -> bool {
        let found = self.articles.iter().position(|open| open == article);
        self.focused = found.unwrap_or(self.focused);
        found.is_some()
    }

    fn open(&mut self, article: ArticleId) {
        if self.focus(&article) {
            return;
        }
        match self.articles.get_mut(self.focused) {
            Some(place) => *place = article,
            None => self.articles.push(article),
        }
    }

    /// Puts an article in the place of another, where it is not open already.
    fn replace(&mut self, article: &ArticleId, by: ArticleId) {
        if self.articles.contains(&by) {
            return;
        }
        if let Some(place) = self.articles.iter_mut().find(|open| *open == article) {
            *place = by;
        }
    }

    fn open_beside(&mut self, article: ArticleId) {
        if self.focus(&article) {
            return;
        }
        if self.articles.len() < MOST_COLUMNS {
            self.focused = (self.focused + 1).min(self.articles.len());
            self.articles.insert(self.focused, article);
        } else {
            self.focused = (self.focused + 1) % MOST_COLUMNS;
            self.articles[self.focused] = article;
        }
    }

    fn retain(&mut self, keep: impl Fn(&ArticleId) -> bool) {
        let focused = self.focused().cloned();
        self.articles.retain(keep);
        self.focused = self.focused.min(self.articles.len().saturating_sub(1));
        if let Some(article) = focused {
            self.focus(&article);
        }
    }
}

/// What is in view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// The open articles.
    pub columns: Columns,
    /// The record that commands work on.
    pub active: Option<Active>,
    /// The span of the active quote whose ends the keys move: its role and its number among those of the role.
    pub span: Option<(Role, usize)>,
    /// The active suggestion, by where it stands. No record is active then.
    pub suggestion: Option<Place>,
    /// The words selected in the page.
    pub selection: Option<Selection>,
    /// A contradiction begun.
    pub pending: Option<Pending>,
    /// The place last clicked, which says what overlaps there.
    pub(super) pointer: Option<(ArticleId, usize)>,
    /// Grows each time the active record is to be brought into view.
    pub reveals: u64,
}

impl View {
    /// The active quote, if the active record is one.
    #[must_use]
    pub fn active_quote(&self) -> Option<&QuoteId> {
        match &self.active {
            Some(Active::Quote(quote)) => Some(quote),
            _ => None,
        }
    }

    /// The quotes that stand out: the active one, the members of the active link, and the first of a contradiction.
    #[must_use]
    pub fn highlighted(&self, project: &Project) -> Vec<QuoteId> {
        let mut quotes = match &self.active {
            Some(Active::Quote(quote)) => vec![quote.clone()],
            Some(Active::Link(link)) => project.members(link),
            _ => Vec::new(),
        };
        match &self.pending {
            Some(Pending::Quote(quote)) => quotes.push(quote.clone()),
            Some(Pending::Link(link)) => quotes.extend(project.members(link)),
            None => {}
        }
        quotes
    }

    pub(super) fn open(&mut self, article: ArticleId) {
        self.columns.open(article);
    }

    pub(super) fn replace(&mut self, article: &ArticleId, by: ArticleId) {
        self.columns.replace(article, by);
    }

    pub(super) fn open_beside(&mut self, article: ArticleId) {
        self.columns.open_beside(article);
    }

    pub(super) fn focus(&mut self, article: &ArticleId) {
        self.columns.focus(article);
    }

    pub(super) fn close(&mut self, article: &ArticleId) {
        self.columns.retain(|open| open != article);
    }

    /// Makes a record active and has it brought into view.
    pub(super) fn activate(&mut self, active: Active) {
        if self.active.as_ref() != Some(&active) {
            self.span = None;
        }
        self.active = Some(active);
        self.reveals += 1;
    }

    /// Makes a suggestion active, in the place of a record, and has it brought into view.
    pub(super) fn pick_suggestion(&mut self, place: Place) {
        self.active = None;
        self.span = None;
        self.suggestion = Some(place);
        self.reveals += 1;
    }

    pub(super) fn visit(&mut self, visited: Self, project: &Project) {
        let mut columns = visited.columns;
        columns.retain(|article| project.article(article).is_some());
        if !columns.articles.is_empty() {
            self.columns = columns;
        }
        self.active = visited.active;
        self.span = None;
        self.reveals += 1;
    }

    /// Names the active span by the number that `span` has now, if the quote still has it.
    pub(super) fn follow(&mut self, span: Span, project: &Project) {
        let (Some((role, _)), Some(quote)) = (self.span, self.active_quote().and_then(|id| project.quote(id))) else {
            return;
        };
        let number = quote.attribution.spans(role).iter().position(|known| *known == span);
        self.span = number.map(|number| (role, number)).or(self.span);
    }

    /// True where everything that the view names is there.
    pub(super) fn is_settled(&self, project: &Project) -> bool {
        self.columns.articles.iter().all(|article| project.article(article).is_some())
            && self.active.as_ref().is_none_or(|active| is_live(project, active))
            && self.pending.as_ref().is_none_or(|pending| is_pending(project, pending))
            && self.selection.as_ref().is_none_or(|selection| self.columns.contains(&selection.article))
            && self.span.is_none_or(|_| self.active_span(project).is_some())
    }

    /// Lets go of what is not there.
    pub(super) fn settle(&mut self, project: &Project) {
        self.columns.retain(|article| project.article(article).is_some());
        self.active = self.active.take().filter(|active| is_live(project, active));
        self.pending = self.pending.take().filter(|pending| is_pending(project, pending));
        self.selection = self.selection.take().filter(|selection| self.columns.contains(&selection.article));
        self.span = self.span.filter(|_| self.active_span(project).is_some());
    }

    /// The span whose ends can be dragged: the active one, or the content of the active quote where it is one piece.
    #[must_use]
    pub fn handled_span(&self, project: &Project) -> Option<(Role, usize, Span)> {
        if let Some((role, number)) = self.span {
            return self.active_span(project).map(|span| (role, number, span));
        }
        match project.quote(self.active_quote()?)?.attribution.content.as_slice() {
            [only] => Some((Role::Content, 0, *only)),
            _ => None,
        }
    }

    /// The span whose ends the keys move, where there is one.
    #[must_use]
    pub fn active_span(&self, project: &Project) -> Option<Span> {
        let (role, number) = self.span?;
        project.quote(self.active_quote()?)?.attribution.spans(role).get(number).copied()
    }
}

fn is_live(project: &Project, active: &Active) -> bool {
    match active {
        Active::Quote(id) => project.quote(id).is_some(),
        Active::Speaker(id) => project.speaker(id).is_some(),
        Active::Link(id) => project.link(id).is_some(),
    }
}

fn is_pending(project: &Project, pending: &Pending) -> bool {
    match pending {
        Pending::Quote(id) => project.quote(id).is_some(),
        Pending::Link(id) => project.link(id).is_some(),
    }
}
