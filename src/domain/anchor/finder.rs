//! A text made ready for anchors to be found in it, and the decision between the places that come up.

use std::cell::OnceCell;
use std::ops::Range;

use super::candidate::{Candidate, Comparison};
use super::folded::{Folded, SPACE, Symbol};
use super::index::{Index, Places};
use super::{ACCEPT, ASK, Anchor, Found, share};
use crate::domain::order;
use crate::domain::text::{Span, Text};

/// How many bytes of an anchor's context are read on either side.
const MOST_CONTEXT: usize = 256;

/// How many places of the very same words are looked at.
const SAME_WORDS: usize = 64;

/// How many places of similar words are looked at.
const SIMILAR: usize = 8;

/// How far apart the groups of one place may be, in symbols, for what was put in or taken out between them.
const TOGETHER: usize = 16;

/// How much more must agree, in symbols of context, for a place to have no rival.
const TELLS_APART: f64 = 4.0;

/// How much of a score is the nearness to the old place.
const NEARNESS: f64 = 0.02;

/// The likeness of words that differ in nothing but case, white space, quotation marks and dashes.
const TYPOGRAPHY: f64 = 0.99;

/// A text in which any number of anchors can be found.
#[derive(Debug)]
pub struct Finder {
    text: Text,
    folded: Folded,
    index: OnceCell<Index>,
}

/// What is known of a place beside the anchor.
#[derive(Clone, Copy)]
pub(super) struct Hint<'a> {
    /// The byte near which the words are expected.
    pub(super) near: Option<usize>,
    /// Where the words lie if nothing but them was changed.
    pub(super) aligned: Option<Span>,
    /// Tells places that are known to be other words of the old text.
    pub(super) is_taken: &'a dyn Fn(Span) -> bool,
}

/// Of which places it is known that none was overlooked.
#[derive(Clone, Copy)]
struct Searched {
    same_words: bool,
    similar_words: bool,
}

/// A candidate with its bytes.
struct Place {
    span: Span,
    candidate: Candidate,
    is_taken: bool,
}

impl Finder {
    /// Makes a text ready.
    #[must_use]
    pub fn new(text: &Text) -> Self {
        Self { text: text.clone(), folded: Folded::new(text.as_str()), index: OnceCell::new() }
    }

    /// Finds an anchor: where it was, else the only place with the same words and context, else the place that fits
    /// best and has no rival.
    #[must_use]
    pub fn find(&self, anchor: &Anchor) -> Found {
        self.find_with(anchor, Hint { near: anchor.start, aligned: None, is_taken: &|_| false })
    }

    pub(super) fn find_with(&self, anchor: &Anchor, hint: Hint<'_>) -> Found {
        if let Some(span) = hint.near.and_then(|near| self.unchanged(anchor, near))
            && !(hint.is_taken)(span)
        {
            return same_words(anchor, span);
        }
        let (prefix, suffix) = nearest_context(anchor);
        let whole = Folded::new(&[prefix, &anchor.exact, suffix].concat());
        let exact = whole.range_of(Span::new(prefix.len(), prefix.len() + anchor.exact.len()));
        // White space alone is everywhere, and one run of it is like another.
        if whole.symbols()[exact.clone()].iter().all(|&symbol| symbol == SPACE) {
            return Found::Lost;
        }
        let comparison = Comparison::new(self.folded.symbols(), whole.symbols(), &exact);
        let near = hint.near.map(|near| self.folded.symbol_at(near));
        let decision = Decision { finder: self, anchor, hint };

        let wholes = self.places(whole.symbols(), near);
        if !wholes.starts.is_empty() {
            let ranges = wholes.starts.iter().map(|start| start + exact.start..start + exact.end);
            let places = decision.places(ranges.filter_map(|range| comparison.weigh(range)));
            return decision.among_equals(&places, wholes.complete);
        }
        let same = self.places(&whole.symbols()[exact.clone()], near);
        let votes = self.index().vote(whole.symbols(), TOGETHER, SIMILAR);
        let most = votes.starts.first().map_or(0, |&(_, count)| count);
        let near = near.and_then(|near| isize::try_from(near).ok());
        let likely = votes.starts.iter().filter(|&&(_, count)| count * 4 >= most);
        let likely = likely.map(|&(start, _)| start.saturating_add_unsigned(exact.start));
        let aligned = hint.aligned.map(|span| self.folded.range_of(span)).filter(|range| !range.is_empty());
        let ranges = same.starts.iter().map(|&start| start..start + exact.len()).chain(aligned);
        let candidates = ranges.filter_map(|range| comparison.weigh(range));
        let candidates = candidates.chain(likely.chain(near).flat_map(|start| comparison.near(start)));
        let searched = Searched {
            same_words: wholes.complete && (same.complete || !votes.blind),
            similar_words: wholes.complete && !votes.blind,
        };
        decision.among(decision.places(candidates), searched)
    }

    /// The words at byte `start`, if they and those around them are the anchor's.
    fn unchanged(&self, anchor: &Anchor, start: usize) -> Option<Span> {
        let span = Span::new(start, start.checked_add(anchor.exact.len())?);
        let is_same = self.text.get(span)? == anchor.exact
            && self.text.as_str()[..span.start].ends_with(&anchor.prefix)
            && self.text.as_str()[span.end..].starts_with(&anchor.suffix);
        (is_same && self.text.check(span).is_ok()).then_some(span)
    }

    fn places(&self, pattern: &[Symbol], near: Option<usize>) -> Places {
        self.index().find(self.folded.symbols(), pattern, near.unwrap_or(0), SAME_WORDS)
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(self.folded.symbols()))
    }

    /// The bytes of a range of symbols; just those of the anchor's words where they are among them.
    fn span(&self, range: &Range<usize>, exact: &str) -> Option<Span> {
        let around = self.folded.span(range)?;
        let inside = self.text.slice(around).find(exact).map(|at| around.start + at);
        let inside = inside.map(|start| Span::new(start, start + exact.len()));
        inside.filter(|&span| self.text.check(span).is_ok()).or(Some(around))
    }
}

/// The choice between the places of one anchor.
struct Decision<'a> {
    finder: &'a Finder,
    anchor: &'a Anchor,
    hint: Hint<'a>,
}

impl Decision<'_> {
    fn places(&self, candidates: impl Iterator<Item = Candidate>) -> Vec<Place> {
        let place = |candidate: Candidate| {
            let span = self.finder.span(&candidate.range, &self.anchor.exact)?;
            Some(Place { span, candidate, is_taken: (self.hint.is_taken)(span) })
        };
        candidates.filter_map(place).collect()
    }

    /// Decides between places that have the same words and the same context: nearest first.
    fn among_equals(&self, places: &[Place], complete: bool) -> Found {
        let mut free = places.iter().filter(|place| !place.is_taken);
        match (free.next(), free.next()) {
            (Some(only), None) if complete => self.accept(only),
            (Some(place), _) => self.ask(place),
            (None, _) => places.first().map_or(Found::Lost, |place| self.ask(place)),
        }
    }

    /// Decides between places of which some fit better than others.
    fn among(&self, mut places: Vec<Place>, searched: Searched) -> Found {
        order::sort_by(&mut places, |one, other| {
            let evidence = other.candidate.evidence.total_cmp(&one.candidate.evidence);
            evidence.then_with(|| self.away(one.span).cmp(&self.away(other.span)))
        });
        let mut free = places.iter().filter(|place| !place.is_taken);
        if let Some(best) = free.next() {
            let enough = best.candidate.evidence - TELLS_APART;
            let has_rival = free.any(|rival| !rival.span.overlaps(best.span) && rival.candidate.evidence > enough);
            let is_aligned = self.hint.aligned == Some(best.span);
            let is_searched = if best.candidate.likeness < 1.0 {
                searched.similar_words || is_aligned
            } else {
                searched.same_words
            };
            if is_searched && !has_rival && best.candidate.has_ends && self.score(best) >= ACCEPT {
                return self.accept(best);
            }
        }
        places.first().map_or(Found::Lost, |place| self.ask(place))
    }

    fn accept(&self, place: &Place) -> Found {
        if self.finder.text.slice(place.span) == self.anchor.exact {
            same_words(self.anchor, place.span)
        } else {
            Found::Changed { span: place.span, score: self.score(place) }
        }
    }

    fn ask(&self, place: &Place) -> Found {
        let score = self.score(place);
        if score >= ASK { Found::Unsure { span: place.span, score } } else { Found::Lost }
    }

    fn score(&self, place: &Place) -> f64 {
        let length = self.finder.text.len();
        let nearness = self.away(place.span).map_or(1.0, |away| 1.0 - share(away, length));
        let is_same = self.finder.text.slice(place.span) == self.anchor.exact;
        let likeness = if is_same { 1.0 } else { place.candidate.likeness.min(TYPOGRAPHY) };
        likeness * ((1.0 - NEARNESS) * place.candidate.support + NEARNESS * nearness)
    }

    /// How many bytes a place lies from where it is expected.
    fn away(&self, span: Span) -> Option<usize> {
        self.hint.near.map(|near| near.abs_diff(span.start))
    }
}

fn same_words(anchor: &Anchor, span: Span) -> Found {
    if anchor.start == Some(span.start) { Found::Kept(span) } else { Found::Moved(span) }
}

/// The prefix and suffix of an anchor, no longer than is read.
fn nearest_context(anchor: &Anchor) -> (&str, &str) {
    let (prefix, suffix) = (&anchor.prefix, &anchor.suffix);
    let start = prefix.ceil_char_boundary(prefix.len().saturating_sub(MOST_CONTEXT));
    (&prefix[start..], &suffix[..suffix.floor_char_boundary(MOST_CONTEXT)])
}
