//! Quotes brought over from one text of an article to another: what became of each, and what is to be written.
//!
//! A text is never altered, so an article that was updated is another article, and so is a colleague's copy of it. Its
//! quotes follow as records: with the same ids, links, notes and creators, on spans of the other text. What is not found
//! there stays where it is, with the text that has it. Nothing is changed here.

use std::collections::{BTreeMap, BTreeSet};

use super::anchor::{Found, follow, words_after, words_before};
use super::annotation::{ArticleField, Attribution, Origin, QuoteField, Role};
use super::article::{Description, describe};
use super::dismissal::{Dismissed, Place};
use super::id::{ArticleId, QuoteId, Timestamp};
use super::order;
use super::project::{Project, Write};
use super::text::{Span, Text};

#[cfg(test)]
mod tests;

/// What became of a quote. Of several spans, the one that fared worst tells.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fate {
    /// The same words at the same place.
    Kept,
    /// The same words at another place.
    Moved,
    /// Words that are nearly the same, or a cue or a source that is gone.
    Changed,
    /// Perhaps here: a person must say.
    Unsure {
        /// How well the worst of its spans fits, from 0 to 1.
        score: f64,
    },
    /// Its words, or some of them, are nowhere.
    Lost,
}

/// A quote, and where it stands in the other text.
#[derive(Clone, Debug, PartialEq)]
pub struct Carried {
    /// The quote.
    pub quote: QuoteId,
    /// What became of it.
    pub fate: Fate,
    /// Its spans in the other text: sure, or where a person must say the likeliest. Nothing where it is lost.
    pub attribution: Option<Attribution>,
}

/// How many quotes fared how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fates {
    /// The same words at the same place.
    pub kept: usize,
    /// The same words at another place.
    pub moved: usize,
    /// Nearly the same words.
    pub changed: usize,
    /// A person must say.
    pub unsure: usize,
    /// Not there.
    pub lost: usize,
}

/// Every quote of one text of an article, looked for in another.
#[derive(Clone, Debug, PartialEq)]
pub struct Revision {
    /// The article that the quotes stand in.
    pub from: ArticleId,
    /// The article that they are to stand in.
    pub to: ArticleId,
    /// The quotes, in reading order.
    pub quotes: Vec<Carried>,
    /// Where suggestions were rejected: in the one text, and where that is sure in the other.
    pub rejected: Vec<(Span, Span)>,
}

/// A quote that did not simply come over, in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The quote.
    pub quote: QuoteId,
    /// What became of it.
    pub fate: Fate,
    /// Its content in the text that it stands in; empty where that text is not here.
    pub was: String,
    /// Its content in the other text; empty where it is lost.
    pub is: String,
    /// What stands before and after it there.
    pub context: (String, String),
}

/// Where a quote is, as a file tells that describes it by its words.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// Its spans in the other text.
    pub attribution: Attribution,
    /// How well the worst of its spans fits, where a person must say.
    pub unsure: Option<f64>,
}

impl Fates {
    /// In words: "3 kept, 1 moved, 1 lost"; what there is none of is not named.
    #[must_use]
    pub fn words(self) -> String {
        let Self { kept, moved, changed, unsure, lost } = self;
        let all = [(kept, "kept"), (moved, "moved"), (changed, "changed"), (unsure, "to check"), (lost, "lost")];
        let named = all.into_iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}"));
        named.collect::<Vec<_>>().join(", ")
    }
}

impl Revision {
    /// Looks for every live quote of `from` in the text of `to`. Nothing where one of the two texts is not here.
    #[must_use]
    pub fn new(project: &Project, from: &ArticleId, to: &ArticleId) -> Option<Self> {
        let (old, new) = (project.text(from)?, project.text(to)?);
        Some(Self::between(project, from, old, to, new))
    }

    /// Looks for every live quote of `from` in a text that the project need not have.
    #[must_use]
    pub fn between(project: &Project, from: &ArticleId, old: &Text, to: &ArticleId, new: &Text) -> Self {
        let quotes: Vec<_> = project.all_quotes_in(from).collect();
        let spans: Vec<Span> =
            quotes.iter().flat_map(|(_, quote)| quote.attribution.marks().map(|(_, _, span)| span)).collect();
        let mut found = follow(old, new, &spans).into_iter();
        let carried = quotes.into_iter().map(|(id, quote)| {
            let marks = quote.attribution.marks().map(|(role, _, _)| role).zip(&mut found).collect::<Vec<_>>();
            carry(id, to, &quote.attribution, &marks)
        });
        let quotes = carried.collect();
        let rejected: Vec<Span> = project.dismissed_in(from).map(|place| place.span).collect();
        let found = if rejected.is_empty() { Vec::new() } else { follow(old, new, &rejected) };
        let sure = rejected.into_iter().zip(found).filter_map(|(there, found)| Some((there, found.accepted()?)));
        Self { from: from.clone(), to: to.clone(), quotes, rejected: sure.collect() }
    }

    /// Places every live quote of `from` as a file tells, for the text of `from` is not here.
    #[must_use]
    pub fn told(project: &Project, from: &ArticleId, to: &ArticleId, told: &BTreeMap<QuoteId, Told>) -> Self {
        let carried = project.all_quotes_in(from).map(|(id, quote)| {
            let Some(Told { attribution, unsure }) = told.get(id) else { return lost(id) };
            let fate = match unsure {
                Some(score) => Fate::Unsure { score: *score },
                None if Attribution { article: from.clone(), ..attribution.clone() } == quote.attribution => {
                    Fate::Kept
                }
                None => Fate::Moved,
            };
            Carried { quote: id.clone(), fate, attribution: Some(attribution.clone()) }
        });
        Self { from: from.clone(), to: to.clone(), quotes: carried.collect(), rejected: Vec::new() }
    }

    /// How many quotes fared how.
    #[must_use]
    pub fn fates(&self) -> Fates {
        let mut fates = Fates::default();
        for carried in &self.quotes {
            *match carried.fate {
                Fate::Kept => &mut fates.kept,
                Fate::Moved => &mut fates.moved,
                Fate::Changed => &mut fates.changed,
                Fate::Unsure { .. } => &mut fates.unsure,
                Fate::Lost => &mut fates.lost,
            } += 1;
        }
        fates
    }

    /// The quotes that changed, are not sure or are lost, in words; those to be decided upon first.
    #[must_use]
    pub fn rows(&self, project: &Project) -> Vec<Row> {
        let text = project.text(&self.to);
        let rows = self.quotes.iter().filter(|carried| !matches!(carried.fate, Fate::Kept | Fate::Moved));
        let rows = rows.map(|Carried { quote, fate, attribution }| {
            let was = project.any_quote(quote).map(|quote| project.words(quote, Role::Content)).unwrap_or_default();
            let place = attribution.as_ref().zip(text);
            let (is, context) = place.map_or_else(Default::default, |(there, text)| {
                let words = there.content.iter().map(|&span| text.slice(span)).collect::<Vec<_>>().join(" … ");
                let end = there.content.last().map_or(0, |span| span.end);
                (words, around(text, Span::new(there.start(), end)))
            });
            Row { quote: quote.clone(), fate: *fate, was, is, context }
        });
        let mut rows: Vec<Row> = rows.collect();
        order::sort_by_key(&mut rows, |row| match row.fate {
            Fate::Unsure { .. } => 0,
            Fate::Lost => 1,
            _ => 2,
        });
        rows
    }

    /// The quotes that go over, where a person accepted these of the unsure ones.
    pub fn going<'a>(
        &'a self,
        accepted: &'a BTreeSet<QuoteId>,
    ) -> impl Iterator<Item = (&'a QuoteId, &'a Attribution)> {
        self.quotes.iter().filter_map(|carried| {
            let is_refused = matches!(carried.fate, Fate::Unsure { .. }) && !accepted.contains(&carried.quote);
            carried.attribution.as_ref().filter(|_| !is_refused).map(|attribution| (&carried.quote, attribution))
        })
    }

    /// What brings the quotes over, where a person accepted these of the unsure ones. The article that they leave goes
    /// out of the project where none stays, and stays or comes back where one does; the other one is there afterwards.
    #[must_use]
    pub fn writes(&self, project: &Project, accepted: &BTreeSet<QuoteId>, now: Timestamp) -> Vec<Write> {
        let mut staying: BTreeSet<&QuoteId> = project.all_quotes_in(&self.from).map(|(quote, _)| quote).collect();
        let mut writes = Vec::new();
        for (quote, attribution) in self.going(accepted) {
            // What is not there, or has gone elsewhere meanwhile, is not brought over.
            if staying.remove(quote) {
                writes.push(Write::Quote(quote.clone(), QuoteField::Attribution(attribution.clone())));
                writes.push(Write::Quote(quote.clone(), QuoteField::Modified(Some(now))));
            }
        }
        let is_known = |article| project.any_article(article).is_some_and(|article| article.origin.is_some());
        if is_known(&self.from) {
            writes.push(Write::Article(self.from.clone(), ArticleField::Deleted(staying.is_empty())));
        }
        if !writes.is_empty() {
            writes.push(Write::Article(self.to.clone(), ArticleField::Deleted(false)));
        }
        // What was rejected stays so, whatever text it is looked for in.
        for &(there, here) in &self.rejected {
            let rejected = |article: &ArticleId, span| Dismissed::Quote(Place { article: article.clone(), span });
            if let Write::Dismissal(_, by) = project.current(&Write::Dismissal(rejected(&self.from, there), None)) {
                writes.push(Write::Dismissal(rejected(&self.to, here), by));
            }
        }
        writes.retain(|write| project.current(write) != *write);
        writes
    }
}

/// What makes an article of a text that is a revision of `old`: what a person put right there is right here as well,
/// where the texts say the same; and what the new text does not tell, the old one does. Which lines are folded is read
/// off the new text.
#[must_use]
pub fn successor(project: &Project, old: &ArticleId, text: &Text, stamp: &Origin) -> (ArticleId, Vec<Write>) {
    let id = ArticleId::from(super::article::article_id(text.as_str()));
    let Some(article) = project.any_article(old) else { return (id, Vec::new()) };
    let detected = describe(text, &article.detected.file);
    let right = |put_right: &Option<String>, read: fn(&Description) -> &String| {
        let (then, now) = (read(&article.detected), read(&detected));
        let known = put_right.as_ref().filter(|_| then == now || now.is_empty());
        known.or_else(|| Some(then).filter(|_| now.is_empty() && !then.is_empty())).cloned()
    };
    let fields = [
        ArticleField::Origin(Some(stamp.clone())),
        ArticleField::Title(right(&article.title, |read| &read.title)),
        ArticleField::Outlet(right(&article.outlet, |read| &read.outlet)),
        ArticleField::Byline(right(&article.byline, |read| &read.byline)),
        ArticleField::Date(right(&article.date, |read| &read.date)),
        ArticleField::Address(right(&article.address, |read| &read.address)),
        ArticleField::Detected(detected.clone()),
    ];
    let is_known = project.any_article(&id).is_some_and(|known| known.origin.is_some());
    let fields = fields.into_iter().filter(|_| !is_known).map(|field| Write::Article(id.clone(), field));
    (id.clone(), fields.filter(|write| project.current(write) != *write).collect())
}

/// Some words before and after a span, each side cut between words.
#[must_use]
pub fn around(text: &Text, span: Span) -> (String, String) {
    let (before, after) = (words_before(text, span.start), words_after(text, span.end));
    let is_whole = before.len() == span.start;
    let start = before.find(char::is_whitespace).filter(|_| !is_whole);
    let before = start.map_or_else(|| before.to_owned(), |cut| format!("…{}", before[cut..].trim_start()));
    let is_whole = span.end + after.len() == text.len();
    let end = after.rfind(char::is_whitespace).filter(|_| !is_whole);
    let after = end.map_or_else(|| after.to_owned(), |cut| format!("{}…", after[..cut].trim_end()));
    (before, after)
}

fn lost(quote: &QuoteId) -> Carried {
    Carried { quote: quote.clone(), fate: Fate::Lost, attribution: None }
}

/// A quote on the places where its spans were found.
fn carry(quote: &QuoteId, to: &ArticleId, old: &Attribution, found: &[(Role, Found)]) -> Carried {
    let mut attribution = Attribution { article: to.clone(), kind: old.kind, ..Attribution::default() };
    let mut fate = Fate::Kept;
    for (role, found) in found {
        let of_span = match found {
            Found::Kept(_) => Fate::Kept,
            Found::Moved(_) => Fate::Moved,
            Found::Unsure { score, .. } => Fate::Unsure { score: *score },
            Found::Lost if *role == Role::Content => return lost(quote),
            // A cue or a source that is gone changes the quote, and does not take it away.
            Found::Changed { .. } | Found::Lost => Fate::Changed,
        };
        fate = worse(fate, of_span);
        attribution.spans_mut(*role).extend(found.place());
    }
    for role in Role::ALL {
        let spans = attribution.spans_mut(role);
        order::sort(spans);
        spans.dedup();
    }
    Carried { quote: quote.clone(), fate, attribution: Some(attribution) }
}

fn worse(one: Fate, other: Fate) -> Fate {
    let rank = |fate: &Fate| match fate {
        Fate::Kept => (0, 0.0),
        Fate::Moved => (1, 0.0),
        Fate::Changed => (2, 0.0),
        Fate::Unsure { score } => (3, -score),
        Fate::Lost => (4, 0.0),
    };
    if rank(&one) >= rank(&other) { one } else { other }
}
