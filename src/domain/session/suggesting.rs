//! Suggested quotes that wait for a person: which are left, which one is active, and what becomes of it.
//!
//! A suggestion is no record until it is accepted. What was rejected is remembered in the project; what has been quoted
//! already is not suggested.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::pointing::Direction;
use super::{COLOURS, Refusal, Session};
use crate::domain::annotation::{Attribution, Role};
use crate::domain::article::{RegionKind, kind_at};
use crate::domain::dismissal::{Dismissed, Place};
use crate::domain::edit::Edit;
use crate::domain::id::{ArticleId, QuoteId, SpeakerId, Timestamp};
use crate::domain::order;
use crate::domain::project::Project;
use crate::domain::session::{Active, Outcome, next_colour};
use crate::domain::suggest::{Known, Person, Suggestion};
use crate::domain::text::{Span, counted};

#[cfg(test)]
mod tests;

/// The suggestions that were made, if any are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggestions {
    are_wanted: bool,
    /// By article, in reading order.
    made: BTreeMap<ArticleId, Rc<[Suggestion]>>,
    /// The one whose ends a person moved: where it was, and where it is.
    edited: Option<(Place, Place)>,
}

impl Suggestions {
    /// True while suggestions are wanted.
    #[must_use]
    pub const fn are_wanted(&self) -> bool {
        self.are_wanted
    }

    /// How many suggestions were made for the article, decided upon or not; nothing where it was not read yet.
    #[must_use]
    pub fn count_made(&self, article: &ArticleId) -> Option<usize> {
        self.made.get(article).map(|made| made.len())
    }

    /// Those of an article that nobody has decided upon, in reading order.
    #[must_use]
    pub fn left(&self, project: &Project, article: &ArticleId) -> Vec<&Suggestion> {
        let Some(made) = self.made.get(article) else { return Vec::new() };
        let quoted = Quoted::of(project, article);
        let dismissed: Vec<&Place> = project.dismissed_in(article).collect();
        let regions = project.article(article).map(|article| article.regions()).unwrap_or_default();
        let is_folded = |byte| kind_at(regions, byte).is_some_and(RegionKind::folded);
        let is_left = |suggestion: &&Suggestion| {
            let place = place_of(article, suggestion);
            let is_dismissed = dismissed.iter().any(|known| known.is_mostly(&place));
            !quoted.covers(place.span) && !is_dismissed && !is_folded(place.span.start)
        };
        made.iter().filter(is_left).collect()
    }

    /// How many of an article are left that are at least so sure, in per cent.
    #[must_use]
    pub fn count_above(&self, project: &Project, article: &ArticleId, confidence: u8) -> usize {
        self.left(project, article).into_iter().filter(|suggestion| suggestion.confidence >= confidence).count()
    }

    /// The suggestion at a place.
    #[must_use]
    pub fn at(&self, place: &Place) -> Option<&Suggestion> {
        self.made.get(&place.article)?.iter().find(|suggestion| extent(suggestion) == place.span)
    }
}

/// Where a suggestion stands: from the first byte of its content to the last.
pub(super) fn place_of(article: &ArticleId, suggestion: &Suggestion) -> Place {
    Place { article: article.clone(), span: extent(suggestion) }
}

fn extent(suggestion: &Suggestion) -> Span {
    let start = suggestion.content.first().map_or(0, |span| span.start);
    Span::new(start, suggestion.content.last().map_or(start, |span| span.end))
}

/// What a project knows that helps to suggest: its speakers with their other names, and the words that it has for cues.
#[must_use]
pub fn known(project: &Project) -> Known {
    let speakers =
        project.speakers().into_iter().map(|(id, _)| Person { id: Some(id.clone()), names: project.names(id) });
    let cues: BTreeSet<String> = project.quotes().map(|(_, quote)| project.words(quote, Role::Cue)).collect();
    Known { speakers: speakers.collect(), cues: cues.into_iter().filter(|cue| !cue.is_empty()).collect() }
}

/// The stretches of an article that are quoted, sorted by their starts.
struct Quoted {
    spans: Vec<Span>,
    longest: usize,
}

impl Quoted {
    fn of(project: &Project, article: &ArticleId) -> Self {
        let quotes = project.quotes_in(article).filter_map(|(_, quote)| {
            let content = &quote.attribution.content;
            Some(Span::new(content.first()?.start, content.last()?.end))
        });
        let mut spans: Vec<Span> = quotes.collect();
        order::sort(&mut spans);
        let longest = spans.iter().map(|span| span.len()).max().unwrap_or_default();
        Self { spans, longest }
    }

    /// True where a quote has more than half of a span, or the span more than half of a quote.
    fn covers(&self, span: Span) -> bool {
        let first = self.spans.partition_point(|quoted| quoted.start + self.longest < span.start);
        let near = self.spans[first..].iter().take_while(|quoted| quoted.start < span.end);
        near.filter_map(|quoted| Some((quoted, quoted.intersection(span)?.len())))
            .any(|(quoted, shared)| shared * 2 > span.len().min(quoted.len()))
    }
}

impl Session {
    /// Takes in what was suggested for an article, in the place of what was suggested before.
    pub(super) fn suggest(&mut self, article: ArticleId, made: Vec<Suggestion>) -> Outcome {
        if self.suggestions.are_wanted {
            let made = self.with_active(&article, made);
            Rc::make_mut(&mut self.suggestions).made.insert(article, made.into());
            self.settle();
        }
        Outcome::default()
    }

    /// What was made, with the active suggestion in the place of the one that is mostly the same: what a person looks at,
    /// and may have edited, does not change under their hands.
    fn with_active(&mut self, article: &ArticleId, mut made: Vec<Suggestion>) -> Vec<Suggestion> {
        let Some((place, active)) = self.active_suggestion().filter(|(place, _)| place.article == *article) else {
            return made;
        };
        let original = match &self.suggestions.edited {
            Some((original, now)) if *now == place => original.clone(),
            _ => place.clone(),
        };
        let is_same = |it: &Suggestion| {
            let other = place_of(article, it);
            other.is_mostly(&original) || other.is_mostly(&place)
        };
        made.retain(|it| !is_same(it));
        let at = made.partition_point(|it| extent(it).start < place.span.start);
        made.insert(at, active);
        made
    }

    /// Has suggestions made from now on, or forgets them.
    pub(super) fn toggle_suggesting(&mut self) -> Outcome {
        let are_wanted = !self.suggestions.are_wanted;
        self.suggestions = Rc::new(Suggestions { are_wanted, ..Suggestions::default() });
        self.settle();
        Outcome::default()
    }

    /// The suggestions that are left in the open articles, or where there are none the quotes, from left to right and in
    /// reading order: a hand that rejects one after the other must not come upon a quote.
    fn stops(&self) -> Vec<Stop> {
        let open = self.view.columns.articles();
        let suggestions = open.iter().flat_map(|article| {
            let left = self.suggestions.left(&self.project, article).into_iter();
            left.map(|suggestion| Stop::Suggestion(place_of(article, suggestion)))
        });
        let stops: Vec<Stop> = suggestions.collect();
        // A contradiction that was begun waits for a quote.
        if !stops.is_empty() && self.view.pending.is_none() {
            return stops;
        }
        let quotes = open.iter().flat_map(|article| self.project.quotes_in(article));
        quotes.map(|(id, _)| Stop::Quote(id.clone())).collect()
    }

    /// The shortest suggestion that has `byte` of an article in its content.
    pub(super) fn suggested_at(&self, article: &ArticleId, byte: usize) -> Option<Place> {
        let left = self.suggestions.left(&self.project, article).into_iter();
        let here = left.filter(|it| it.content.iter().any(|span| span.start <= byte && byte < span.end));
        here.map(|suggestion| place_of(article, suggestion)).min_by_key(|place| place.span.len())
    }

    /// Makes a suggestion the active one.
    pub(super) fn activate_suggestion(&mut self, place: Place) -> Outcome {
        self.look(|view| {
            view.focus(&place.article);
            view.pick_suggestion(place);
        })
    }

    /// The active suggestion, and where it is.
    pub(super) fn active_suggestion(&self) -> Option<(Place, Suggestion)> {
        let place = self.view.suggestion.clone()?;
        let suggestion = self.suggestions.at(&place)?.clone();
        Some((place, suggestion))
    }

    /// Accepts the active suggestion, said by `speaker` where one is given, and goes to the next.
    pub(super) fn accept(&mut self, speaker: Option<SpeakerId>, now: Timestamp) -> Result<Outcome, Refusal> {
        let (place, suggestion) = self.active_suggestion().ok_or(Refusal::NoSuggestion)?;
        let mut newcomers = BTreeMap::new();
        let (_, mut edits) = self.quote_of_suggestion(&place.article, &suggestion, &mut newcomers);
        if let Some(speaker) = speaker {
            edits.retain(|edit| !matches!(edit, Edit::AddSpeaker { .. }));
            for edit in &mut edits {
                if let Edit::AssignSpeaker { speaker: said_by, .. } = edit {
                    *said_by = Some(speaker.clone());
                }
            }
            if let [Edit::AddQuote { quote, .. }] = edits.as_slice() {
                let quote = quote.clone();
                edits.push(Edit::AssignSpeaker { quote, speaker: Some(speaker) });
            }
        }
        let outcome = self.perform(Edit::Together { name: "accept suggestion".to_owned(), edits }, now)?;
        self.go_on_from(&place);
        Ok(outcome)
    }

    /// Rejects the active suggestion for good, and goes to the next.
    pub(super) fn reject(&mut self, now: Timestamp) -> Result<Outcome, Refusal> {
        let (place, _) = self.active_suggestion().ok_or(Refusal::NoSuggestion)?;
        let original = match &self.suggestions.edited {
            Some((original, edited)) if *edited == place => Some(original.clone()),
            _ => None,
        };
        let places = original.into_iter().chain([place.clone()]);
        let edits = places.map(|place| Edit::Dismiss { dismissed: Dismissed::Quote(place) }).collect();
        let outcome = self.perform(Edit::Together { name: "reject suggestion".to_owned(), edits }, now)?;
        self.go_on_from(&place);
        Ok(outcome)
    }

    /// Accepts every suggestion of an article that is at least so sure, as one step.
    pub(super) fn accept_above(
        &mut self,
        article: &ArticleId,
        confidence: u8,
        now: Timestamp,
    ) -> Result<Outcome, Refusal> {
        let left = self.suggestions.left(&self.project, article).into_iter();
        let chosen: Vec<Suggestion> = left.filter(|it| it.confidence >= confidence).cloned().collect();
        if chosen.is_empty() {
            return Err(Refusal::NoSuggestion);
        }
        let mut newcomers = BTreeMap::new();
        let mut edits = Vec::new();
        for suggestion in &chosen {
            edits.extend(self.quote_of_suggestion(article, suggestion, &mut newcomers).1);
        }
        let name = format!("accept {}", counted(chosen.len(), "suggestion", "suggestions"));
        self.perform(Edit::Together { name, edits }, now)
    }

    /// Changes the spans of the active suggestion. It stays a suggestion.
    pub(super) fn reshape_suggestion(&mut self, place: &Place, changed: &Suggestion) -> Outcome {
        let moved = place_of(&place.article, changed);
        let suggestions = Rc::make_mut(&mut self.suggestions);
        let original = match suggestions.edited.take() {
            Some((original, now)) if now == *place => original,
            _ => place.clone(),
        };
        suggestions.edited = Some((original, moved.clone()));
        let all = &mut suggestions.made;
        if let Some(made) = all.get_mut(&place.article) {
            let replaced =
                made.iter().map(|old| if extent(old) == place.span { changed.clone() } else { old.clone() });
            *made = replaced.collect();
        }
        self.look(|view| view.pick_suggestion(moved))
    }

    /// The edits that make a quote of a suggestion. `newcomers` are the speakers whom the edits before have added.
    fn quote_of_suggestion(
        &mut self,
        article: &ArticleId,
        suggestion: &Suggestion,
        newcomers: &mut BTreeMap<String, SpeakerId>,
    ) -> (QuoteId, Vec<Edit>) {
        let quote: QuoteId = self.mint.mint();
        let attribution = Attribution {
            article: article.clone(),
            content: suggestion.content.clone(),
            cue: suggestion.cue.clone(),
            source: suggestion.source.clone(),
            kind: suggestion.kind,
        };
        let mut edits = vec![Edit::AddQuote { quote: quote.clone(), attribution }];
        if let Some(voice) = &suggestion.speaker {
            let by_id = voice.id.clone().filter(|id| self.project.speaker(id).is_some());
            let namesake = || {
                let speakers = self.project.speakers().into_iter();
                let mut same = speakers.filter(|(id, _)| self.project.names(id).contains(&voice.name));
                same.next().map(|(id, _)| id.clone())
            };
            let known = by_id.or_else(namesake).or_else(|| newcomers.get(&voice.name).cloned());
            let speaker = known.unwrap_or_else(|| {
                let speaker: SpeakerId = self.mint.mint();
                let others = u8::try_from(newcomers.len() % usize::from(COLOURS)).unwrap_or_default();
                let colour = (next_colour(&self.project) + others) % COLOURS;
                newcomers.insert(voice.name.clone(), speaker.clone());
                edits.push(Edit::AddSpeaker { speaker: speaker.clone(), name: voice.name.clone(), colour });
                speaker
            });
            edits.push(Edit::AssignSpeaker { quote: quote.clone(), speaker: Some(speaker) });
        }
        (quote, edits)
    }

    /// The one that comes after a place in its article, or else the first that is left there.
    fn next_suggestion(&self, place: &Place) -> Option<Place> {
        let left = self.suggestions.left(&self.project, &place.article).into_iter();
        let left: Vec<Place> = left.map(|suggestion| place_of(&place.article, suggestion)).collect();
        let others: Vec<&Place> = left.iter().filter(|other| *other != place).collect();
        others.iter().find(|other| other.span > place.span).or(others.first()).map(|place| (*place).clone())
    }

    /// Goes to the suggestion after the one that was decided upon.
    fn go_on_from(&mut self, place: &Place) {
        if let Some(next) = self.next_suggestion(place) {
            self.activate_suggestion(next);
        }
    }

    /// Every suggestion that is left in the open articles.
    pub(super) fn all_left(&self) -> BTreeSet<Place> {
        let of_article = |article: &ArticleId| {
            let left = self.suggestions.left(&self.project, article).into_iter();
            left.map(|suggestion| place_of(article, suggestion)).collect::<Vec<_>>()
        };
        order::set(self.view.columns.articles().iter().flat_map(of_article))
    }

    /// Goes to the next or previous suggestion of the open articles, or quote where no suggestion is left. From a record
    /// it goes to the suggestions after it.
    pub(super) fn step(&mut self, direction: Direction) -> Result<Outcome, Refusal> {
        let stops = self.stops();
        if stops.is_empty() {
            return Err(Refusal::NoQuote);
        }
        let is_here = |stop: &Stop| match stop {
            Stop::Quote(id) => self.view.active_quote() == Some(id),
            Stop::Suggestion(place) => self.view.suggestion.as_ref() == Some(place),
        };
        let at = stops.iter().position(is_here).or_else(|| self.stop_before_active(&stops, direction));
        Ok(match stops[direction.step(at, stops.len())].clone() {
            Stop::Quote(quote) => self.activate(Active::Quote(quote)),
            Stop::Suggestion(place) => self.activate_suggestion(place),
        })
    }

    /// The place among the stops from which a step goes on that leaves the active quote.
    fn stop_before_active(&self, stops: &[Stop], direction: Direction) -> Option<usize> {
        let quote = self.project.quote(self.view.active_quote()?)?;
        let is_after = |stop: &Stop| match stop {
            Stop::Suggestion(place) => {
                place.article == quote.attribution.article && place.span.start > quote.attribution.start()
            }
            Stop::Quote(_) => false,
        };
        let after = stops.iter().position(is_after)?;
        match direction {
            Direction::Next => after.checked_sub(1),
            Direction::Previous => Some(after),
        }
    }
}

/// Where J and K stop.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Stop {
    Quote(QuoteId),
    Suggestion(Place),
}
