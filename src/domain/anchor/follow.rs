//! Every span of a text, found again in its revision: by what nobody touched where that tells, else one by one.

use std::ops::Range;

use imara_diff::{Algorithm, Diff, Hunk, InternedInput, Token};
use unicode_segmentation::UnicodeSegmentation;

use super::candidate::LONGEST;
use super::finder::Hint;
use super::{ACCEPT, ASK, Anchor, Finder, Found, share};
use crate::domain::text::{Span, Text};

/// A stretch of so many characters that are not white space is no chance.
const NO_CHANCE: usize = 32;

/// A unit that stands so often in two texts is common.
const COMMON: usize = 8;

/// How much looking along runs of common units is worth it: about a second's work. News does not come near it.
const MOST_REPETITION: usize = 1 << 28;

/// Finds every span of `old` in `new`, in the order given. A span that cannot stand in `old` is lost.
///
/// The two texts are compared line by line, and changed lines word by word. A span within a stretch that is the same
/// in both is kept or moved, even where its words occur elsewhere as well, if the stretch has a line that is the only
/// one of its kind in each text, or at least 32 characters that are not white space. The other spans are found as
/// [`find`](super::find) does, from where the stretches around them lead, and they never take a place that belongs to
/// such a stretch. Where it cannot be said which of several same words were taken out, nothing is accepted.
#[must_use]
pub fn follow(old: &Text, new: &Text, spans: &[Span]) -> Vec<Found> {
    let revision = Revision { new, stretches: stretches(old, new) };
    let mut finder = None;
    spans
        .iter()
        .map(|&span| {
            let Ok(anchor) = Anchor::new(old, span) else { return Found::Lost };
            let certain =
                revision.certain(span).map(|to| if to == span { Found::Kept(to) } else { Found::Moved(to) });
            certain.unwrap_or_else(|| revision.find(finder.get_or_insert_with(|| Finder::new(new)), &anchor, span))
        })
        .collect()
}

/// Bytes that are the same in both texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stretch {
    /// First byte in the old text.
    old: usize,
    /// First byte in the new one.
    new: usize,
    /// Length in bytes.
    len: usize,
    /// So many bytes at the start might as well be those before the change that comes before.
    loose_start: usize,
    /// So many bytes at the end might as well be those after the change that comes after.
    loose_end: usize,
    /// False where the words may be the same by chance.
    is_sure: bool,
}

impl Stretch {
    const fn old_span(&self) -> Span {
        Span::new(self.old, self.old + self.len)
    }

    const fn new_span(&self) -> Span {
        Span::new(self.new, self.new + self.len)
    }

    /// Where a byte of the old text is in the new one.
    const fn lead(&self, byte: usize) -> usize {
        self.new + (byte - self.old)
    }

    /// True where `span` has a byte that can lie nowhere else.
    const fn holds(&self, span: Span) -> bool {
        span.end > self.old + self.loose_start && span.start < self.old + self.len - self.loose_end
    }
}

struct Revision<'a> {
    new: &'a Text,
    /// In the order of both texts, without overlap.
    stretches: Vec<Stretch>,
}

impl Revision<'_> {
    /// Where a span lies that nobody touched.
    fn certain(&self, span: Span) -> Option<Span> {
        let first = self.stretches.partition_point(|stretch| stretch.old + stretch.len <= span.start);
        // A change can be shifted over the next stretch at most, so that it is the first or the second.
        (first..self.stretches.len().min(first + 2)).find_map(|number| self.certain_in(number, span))
    }

    /// Where a span lies that has something in stretch `number` which can lie nowhere else. It may go on to where
    /// the change beside the stretch is, if that might as well be further off.
    fn certain_in(&self, number: usize, span: Span) -> Option<Span> {
        let stretch = &self.stretches[number];
        let before = number.checked_sub(1).map_or(0, |number| self.stretches[number].loose_end);
        let after = self.stretches.get(number + 1).map_or(0, |stretch| stretch.loose_start);
        let is_within = stretch.old <= span.start + before && span.end <= stretch.old_span().end + after;
        if !is_within || !stretch.is_sure || !stretch.holds(span) {
            return None;
        }
        let to = Span::new(span.start + stretch.new - stretch.old, span.end + stretch.new - stretch.old);
        self.new.check(to).is_ok().then_some(to)
    }

    fn find(&self, finder: &Finder, anchor: &Anchor, span: Span) -> Found {
        let aligned = self.aligned(span);
        let is_taken = |place: Span| self.is_taken(place);
        let near = Some(self.expected(span.start));
        let found = finder.find_with(anchor, Hint { near, aligned, is_taken: &is_taken });
        let is_too_long = || anchor.exact.graphemes(true).nth(LONGEST).is_some();
        match aligned {
            Some(to) if found == Found::Lost && is_too_long() => self.aligned_score(span, to),
            _ => found,
        }
    }

    /// What becomes of words too long to be compared: both ends are known, and how much between them is unchanged.
    fn aligned_score(&self, from: Span, to: Span) -> Found {
        match share(self.unchanged(from), from.len().max(to.len())) {
            score @ ACCEPT.. => Found::Changed { span: to, score },
            score @ ASK.. => Found::Unsure { span: to, score },
            _ => Found::Lost,
        }
    }

    /// The stretch that has byte `byte` of the old text.
    fn from(&self, byte: usize) -> Option<&Stretch> {
        let after = self.stretches.partition_point(|stretch| stretch.old <= byte);
        self.stretches[..after].last().filter(|stretch| byte < stretch.old + stretch.len)
    }

    /// Where the ends of a span lead to, where both are in stretches that are sure.
    fn aligned(&self, span: Span) -> Option<Span> {
        let sure = |byte| self.from(byte).filter(|stretch| stretch.is_sure);
        let (first, last) = (sure(span.start)?, sure(span.end - 1)?);
        let to = Span::new(first.lead(span.start), last.lead(span.end - 1) + 1);
        self.new.check(to).is_ok().then_some(to)
    }

    /// How many bytes of a span are in stretches.
    fn unchanged(&self, span: Span) -> usize {
        let first = self.stretches.partition_point(|stretch| stretch.old + stretch.len <= span.start);
        let touching = self.stretches[first..].iter().map_while(|stretch| stretch.old_span().intersection(span));
        touching.map(Span::len).sum()
    }

    /// About where a byte of the old text is in the new one.
    fn expected(&self, byte: usize) -> usize {
        let after = self.stretches.partition_point(|stretch| stretch.old <= byte);
        let before = self.stretches[..after].last();
        let (old, new) = before.map_or((0, 0), |stretch| (stretch.old_span().end, stretch.new_span().end));
        if let Some(stretch) = before.filter(|stretch| byte < stretch.old + stretch.len) {
            return stretch.lead(byte);
        }
        let end = self.stretches.get(after).map_or(self.new.len(), |stretch| stretch.new);
        (new + (byte - old)).min(end)
    }

    /// True for a place in the new text that is sure to have been another in the old one.
    fn is_taken(&self, place: Span) -> bool {
        let after = self.stretches.partition_point(|stretch| stretch.new <= place.start);
        self.stretches[..after].last().is_some_and(|stretch| stretch.is_sure && stretch.new_span().contains(place))
    }
}

/// What is the same in two texts, in order.
fn stretches(old: &Text, new: &Text) -> Vec<Stretch> {
    let lines = Units::new(lines(old, Span::new(0, old.len())), lines(new, Span::new(0, new.len())));
    let mut found = Vec::new();
    lines.pieces(|piece| match piece {
        Piece::Same(stretch) => found.push(stretch),
        Piece::Changed { before, after } => {
            Units::new(words(old, before), words(new, after)).pieces(|piece| {
                if let Piece::Same(stretch) = piece {
                    found.push(Stretch { is_sure: false, ..stretch });
                }
            });
        }
    });
    joined(old, found)
}

/// Stretches with nothing between them made one, and sure where they are long.
fn joined(old: &Text, stretches: Vec<Stretch>) -> Vec<Stretch> {
    let mut joined: Vec<Stretch> = Vec::new();
    for next in stretches {
        match joined.last_mut() {
            Some(last) if last.old + last.len == next.old && last.new + last.len == next.new => {
                last.len += next.len;
                last.loose_end = next.loose_end;
                last.is_sure |= next.is_sure;
            }
            _ => joined.push(next),
        }
    }
    for stretch in &mut joined {
        let mut letters = old.slice(stretch.old_span()).chars().filter(|letter| !letter.is_whitespace());
        stretch.is_sure |= letters.nth(NO_CHANCE - 1).is_some();
    }
    joined
}

/// The lines in `span`, which starts and ends with one.
fn lines(text: &Text, span: Span) -> Vec<(Span, &str)> {
    let lines = text.paragraphs()[text.paragraphs_of(span)].iter();
    lines.map(|&line| (line, text.slice(line))).collect()
}

/// The words in `span`, each with the white space after it; marks of punctuation are words.
fn words(text: &Text, span: Span) -> Vec<(Span, &str)> {
    let mut words: Vec<Span> = Vec::new();
    for (at, word) in text.slice(span).split_word_bound_indices() {
        let end = span.start + at + word.len();
        match words.last_mut() {
            Some(last) if word.chars().all(char::is_whitespace) => last.end = end,
            _ => words.push(Span::new(span.start + at, end)),
        }
    }
    words.into_iter().map(|span| (span, text.slice(span))).collect()
}

/// Two texts cut into units that are compared whole.
struct Units<'a> {
    old: Vec<(Span, &'a str)>,
    new: Vec<(Span, &'a str)>,
    input: InternedInput<&'a str>,
}

enum Piece {
    /// The same units, as many as there are in a row.
    Same(Stretch),
    /// Units that others took the place of, in bytes; neither is empty.
    Changed { before: Span, after: Span },
}

impl<'a> Units<'a> {
    fn new(old: Vec<(Span, &'a str)>, new: Vec<(Span, &'a str)>) -> Self {
        let mut input = InternedInput::default();
        input.update_before(old.iter().map(|&(_, words)| words));
        input.update_after(new.iter().map(|&(_, words)| words));
        Self { old, new, input }
    }

    /// Hands out the pieces in order; none where the texts repeat themselves so much that comparing would not end.
    fn pieces(&self, mut take: impl FnMut(Piece)) {
        if self.repetition() > MOST_REPETITION {
            return;
        }
        let diff = Diff::compute(Algorithm::Histogram, &self.input);
        let only = self.only_ones();
        let end = Change { before: self.old.len()..self.old.len(), after: self.new.len()..self.new.len() };
        let changes: Vec<Change> = diff.hunks().map(Change::from).chain([end]).collect();
        let mut last = Change { before: 0..0, after: 0..0 };
        for change in changes {
            let same = last.before.end..change.before.start;
            if !same.is_empty() {
                let units = &self.old[same.clone()];
                let loose_start = self.slides(&last, same.len(), Way::Down);
                let loose_end = self.slides(&change, same.len(), Way::Up);
                take(Piece::Same(Stretch {
                    old: bytes(units).start,
                    new: self.new[last.after.end].0.start,
                    len: bytes(units).len(),
                    loose_start: bytes(&units[..loose_start]).len(),
                    loose_end: bytes(&units[units.len() - loose_end..]).len(),
                    is_sure: self.input.before[same].iter().any(|token| only[index(token.0)]),
                }));
            }
            if !change.before.is_empty() && !change.after.is_empty() {
                let (before, after) = (&self.old[change.before.clone()], &self.new[change.after.clone()]);
                take(Piece::Changed { before: bytes(before), after: bytes(after) });
            }
            last = change;
        }
    }

    /// By how many units a change can be shifted with the same outcome: at most `most`.
    fn slides(&self, change: &Change, most: usize, way: Way) -> usize {
        let (tokens, range) = match (change.before.is_empty(), change.after.is_empty()) {
            (false, true) => (&self.input.before, &change.before),
            (true, false) => (&self.input.after, &change.after),
            _ => return 0,
        };
        let fits = |by: &usize| match way {
            Way::Up => tokens[range.start - 1 - by] == tokens[range.end - 1 - by],
            Way::Down => tokens[range.start + by] == tokens[range.end + by],
        };
        (0..most).take_while(fits).count()
    }

    /// What the library's preparation costs: it looks along every run of common units from each of them.
    fn repetition(&self) -> usize {
        let mut counts = vec![0_usize; index(self.input.interner.num_tokens())];
        let both = || self.input.before.iter().chain(&self.input.after).map(|token| index(token.0));
        for token in both() {
            counts[token] += 1;
        }
        let (mut run, mut cost) = (0_usize, 0_usize);
        for token in both() {
            run = if counts[token] >= COMMON { run + 1 } else { 0 };
            cost = cost.saturating_add(run);
        }
        cost
    }

    /// For each token whether it is more than white space and stands just once in either text.
    fn only_ones(&self) -> Vec<bool> {
        let count = |tokens: &[Token]| {
            let mut counts = vec![0_usize; index(self.input.interner.num_tokens())];
            for token in tokens {
                counts[index(token.0)] += 1;
            }
            counts
        };
        let (old, new) = (count(&self.input.before), count(&self.input.after));
        let is_only =
            |(number, (old, new))| (old, new) == (1, 1) && !self.input.interner[Token(number)].trim().is_empty();
        (0..).zip(old.into_iter().zip(new)).map(is_only).collect()
    }
}

/// Units that were taken out and units that were put in at the same place, by number.
struct Change {
    before: Range<usize>,
    after: Range<usize>,
}

impl From<Hunk> for Change {
    fn from(hunk: Hunk) -> Self {
        let range = |units: Range<u32>| index(units.start)..index(units.end);
        Self { before: range(hunk.before), after: range(hunk.after) }
    }
}

/// The way in which a change is shifted.
#[derive(Clone, Copy)]
enum Way {
    Up,
    Down,
}

/// From the first byte of the units to their last.
fn bytes(units: &[(Span, &str)]) -> Span {
    match (units.first(), units.last()) {
        (Some((first, _)), Some((last, _))) => Span::new(first.start, last.end),
        _ => Span::new(0, 0),
    }
}

fn index(number: u32) -> usize {
    usize::try_from(number).expect("a number of 32 bits is an index")
}
