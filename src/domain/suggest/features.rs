//! What the model looks at when it labels a token: words around it, how they are written, quotation, and the likely
//! cues of its sentence. A feature is a number, a hash; the words themselves are kept nowhere.
//!
//! A model is trained for the features as they are numbered here: whoever changes them trains it again. This file must
//! not know what the features weigh.

use super::token::{Quoted, Shape, Token, Unit, ascii_hash};

/// How likely a word is a cue, from 0 for hardly to 7 for almost always.
pub type Likelihood = u8;

/// From this likelihood on, a word is taken for a likely cue by the features around it.
const LIKELY: Likelihood = 3;

/// The kinds of places between two tokens that transitions tell apart.
pub const PLACES: usize = SHAPES * 4;

/// The kinds of tokens that transitions tell apart.
pub const SHAPES: usize = 10;

/// Words that open or part clauses.
const PARTING: [u32; 10] = [
    ascii_hash("that"),
    ascii_hash("but"),
    ascii_hash("and"),
    ascii_hash("who"),
    ascii_hash("which"),
    ascii_hash("because"),
    ascii_hash("as"),
    ascii_hash("while"),
    ascii_hash("after"),
    ascii_hash("when"),
];

/// Stands for a token beyond the unit, or for one that is not there.
const NONE: u32 = 15;

/// The features of one token at a time.
#[derive(Debug)]
pub struct Features<'a> {
    unit: &'a Unit,
    is_first: bool,
    likelihood: Vec<Likelihood>,
    around: Vec<Around>,
    quotations: Vec<u32>,
}

/// What stands around a token in its sentence, in numbers of tokens.
#[derive(Clone, Copy, Debug, Default)]
struct Around {
    /// The likely cue at or before it.
    left: Option<usize>,
    /// The likely cue at or after it.
    right: Option<usize>,
    /// The last word or sign before it that opens or parts clauses.
    opened: Option<usize>,
    /// The next one after it.
    closed: Option<usize>,
    /// How many of these the sentence has up to it.
    parts: usize,
    /// How many words with capitals stand right before it.
    capitals_before: usize,
    /// How many stand right after it.
    capitals_after: usize,
}

impl<'a> Features<'a> {
    /// Looks over `unit`; `is_first` is true for the first one of an article, and `likelihood` tells for the hash of a
    /// word how likely it is a cue.
    #[must_use]
    pub fn new(unit: &'a Unit, is_first: bool, likelihood: impl Fn(u32) -> Likelihood) -> Self {
        let likely = |token: &Token| if token.is_word() { likelihood(token.word) } else { 0 };
        let mut features = Self {
            unit,
            is_first,
            likelihood: unit.tokens.iter().map(likely).collect(),
            around: vec![Around::default(); unit.tokens.len()],
            quotations: Vec::new(),
        };
        features.look_around();
        features.quotations = unit.quotations.iter().map(|range| quotation(&unit.tokens[range.clone()])).collect();
        features
    }

    fn look_around(&mut self) {
        let tokens = &self.unit.tokens;
        for sentence in &self.unit.sentences {
            let mut seen = Around::default();
            for at in sentence.clone() {
                seen.left = if self.likelihood[at] >= LIKELY { Some(at) } else { seen.left };
                let opened = seen.opened;
                if parts(&tokens[at]) {
                    seen.opened = Some(at);
                    seen.parts += 1;
                }
                self.around[at] = Around { opened, ..seen };
                seen.capitals_before = if tokens[at].is_capital() { (seen.capitals_before + 1).min(6) } else { 0 };
            }
            let mut seen = Around::default();
            for at in sentence.clone().rev() {
                seen.right = if self.likelihood[at] >= LIKELY { Some(at) } else { seen.right };
                let around = &mut self.around[at];
                (around.right, around.closed, around.capitals_after) = (seen.right, seen.closed, seen.capitals_after);
                seen.closed = if parts(&tokens[at]) { Some(at) } else { seen.closed };
                seen.capitals_after = if tokens[at].is_capital() { (seen.capitals_after + 1).min(6) } else { 0 };
            }
        }
    }

    /// The number of the place before token `at`, below [`PLACES`].
    #[must_use]
    pub fn place(&self, at: usize) -> usize {
        let before = if at == 0 { Shape::Break } else { self.unit.tokens[at - 1].shape };
        before as usize * 4 + self.unit.tokens[at].quoted as usize
    }

    /// Gives each feature of token `at` to `emit`.
    pub fn each(&self, at: usize, mut emit: impl FnMut(u32)) {
        self.nearby(at, &mut Series { number: 0, emit: &mut emit });
        self.in_sentence(at, &mut Series { number: 100, emit: &mut emit });
        self.by_cues(at, &mut Series { number: 200, emit: &mut emit });
    }

    /// The words around a token and how they are written.
    fn nearby(&self, at: usize, series: &mut Series<impl FnMut(u32)>) {
        let word = |offset| self.token(at, offset).map_or(1, |token| token.word);
        let shape = |offset| self.token(at, offset).map_or(NONE, |token| token.shape as u32);
        let quoted = |offset| self.token(at, offset).map_or(NONE, |token| token.quoted as u32);
        let likely = |offset| self.place_of(at, offset).map_or(NONE, |place| u32::from(self.likelihood[place]));
        let token = &self.unit.tokens[at];
        series.put(0, 0);
        for offset in -4..=4 {
            series.put(word(offset), 0);
        }
        for offset in -2..=1 {
            series.put(word(offset), word(offset + 1));
        }
        series.put(word(-1), word(1));
        for offset in -2..=0 {
            series.put(mix(0, word(offset), word(offset + 1)), word(offset + 2));
        }
        for offset in -2..=2 {
            series.put(shape(offset), likely(offset));
        }
        let shapes = shape(-1) * 256 + shape(0) * 16 + shape(1);
        series.put(shapes, 0);
        series.put(shape(-2) * 4096 + shapes, shape(2));
        for offset in -1..=1 {
            series.put(self.token(at, offset).map_or(1, |token| token.suffix), 0);
        }
        series.put(token.prefix, 0);
        series.put(token.ending, shape(0));
        series.put(likely(-1) * 256 + likely(0) * 16 + likely(1), 0);
        let marks = quoted(-1) * 16 + quoted(0) * 4 + quoted(1);
        series.put(marks, shape(0));
        for offset in -1..=1 {
            series.put(quoted(0), word(offset));
        }
        if token.is_quoted() {
            let kind = self.quotations[usize::from(token.quotation)];
            series.put(kind, marks);
            series.put(kind, likely(-1));
        }
    }

    /// Where a token stands in its sentence, and its sentence among others.
    fn in_sentence(&self, at: usize, series: &mut Series<impl FnMut(u32)>) {
        let tokens = &self.unit.tokens;
        let sentence = self.unit.sentence(at);
        let token = &tokens[at];
        let (start, end) = (near(at - sentence.start), near(sentence.end - at));
        let quoted = token.quoted as u32;
        series.put(start, 0);
        series.put(end, 0);
        series.put(start, token.word);
        series.put(start, token.shape as u32);
        series.put(tokens[sentence.start].word, start);
        let is_quoted = |at: usize| u32::from(tokens[at].is_quoted());
        let ends = is_quoted(sentence.start) * 2 + is_quoted(sentence.end - 1);
        series.put(ends, quoted);
        series.put(u32::from(self.is_first) * 2 + u32::from(at == 0), quoted);
        let earlier = sentence.start.checked_sub(1).map_or(2, is_quoted);
        series.put(earlier * 16 + ends * 4 + quoted, start);
        // The run of capitals that it stands in or beside, and what stands around that.
        let Around { capitals_before, capitals_after, .. } = self.around[at];
        let (before, after) = (number(capitals_before), number(capitals_after));
        series.put(before * 16 + token.shape as u32, 0);
        if capitals_before > 0 || token.is_capital() {
            let outside = at.checked_sub(capitals_before + 1).filter(|&place| place >= sentence.start);
            series.put(outside.map_or(1, |place| tokens[place].word), before);
        }
        let beyond = Some(at + capitals_after + 1).filter(|&place| place < sentence.end).unwrap_or(at);
        let run = after * 2 + u32::from(token.is_capital());
        series.skip_to(120);
        series.put(tokens[beyond].word, run);
        series.put(u32::from(self.likelihood[beyond]), run);
    }

    /// The likely cues of a token's sentence, and the clause that it stands in.
    fn by_cues(&self, at: usize, series: &mut Series<impl FnMut(u32)>) {
        let tokens = &self.unit.tokens;
        let token = &tokens[at];
        let Around { left, right, opened, closed, parts, .. } = self.around[at];
        let first = self.unit.sentence(at).start;
        let second = left.and_then(|left| left.checked_sub(1)).filter(|&before| before >= first);
        let second = second.and_then(|before| self.around[before].left);
        let distance = |place: Option<usize>| place.map_or(NONE, |place| near(place.abs_diff(at)));
        let strength = |place: Option<usize>| place.map_or(NONE, |place| u32::from(self.likelihood[place]));
        let word = |place: Option<usize>| place.map_or(1, |place| tokens[place].word);
        let beside = |place: Option<usize>, offset| {
            place.and_then(|place| self.token(place, offset)).map_or(1, |token| token.word)
        };
        let between = |place: Option<usize>| {
            place.map_or(NONE, |place| number(self.around[place].parts.abs_diff(parts).min(3)))
        };
        let shape = token.shape as u32;
        let before = self.token(at, -1).map_or(NONE, |token| token.shape as u32);
        let quoted = |offset| self.token(at, offset).map_or(NONE, |token| token.quoted as u32);
        let strengths = strength(left) * 16 + strength(right);
        series.put(distance(left), strength(left));
        series.put(distance(right), strength(right));
        series.put(strengths, quoted(-1) * 16 + quoted(0) * 4 + quoted(1));
        series.put(word(left), 0);
        series.put(word(right), 0);
        series.put(word(left), beside(left, 1));
        series.put(word(left), distance(left));
        series.put(word(right), distance(right));
        series.put(word(left), shape);
        series.put(between(left) * 16 + distance(left), strength(left));
        series.put(between(right) * 16 + distance(right), strength(right));
        series.put(between(left) * 16 + between(right), strengths);
        series.put(beside(left, 1), distance(left));
        series.put(beside(right, -1), distance(right));
        series.put(word(opened), distance(opened));
        series.put(word(closed), distance(closed));
        series.put(beside(opened, 1), distance(opened));
        series.put(word(opened), word(left));
        series.put(beside(closed, 1), distance(closed));
        series.put(strengths, before * 16 + shape);
        series.put(word(second), strength(left));
        series.put(strength(second), strengths);
        series.put(word(left), word(right));
        let sides = u32::from(left.is_some()) + u32::from(right.is_some()) * 2;
        series.put(token.word, sides + 4 * quoted(0));
    }

    fn place_of(&self, at: usize, offset: isize) -> Option<usize> {
        at.checked_add_signed(offset).filter(|&place| place < self.unit.tokens.len())
    }

    fn token(&self, at: usize, offset: isize) -> Option<&Token> {
        self.place_of(at, offset).map(|place| &self.unit.tokens[place])
    }
}

/// Features in a row, each numbered, so that the same values in two places are two features.
struct Series<'a, Emit: FnMut(u32)> {
    number: u32,
    emit: &'a mut Emit,
}

impl<Emit: FnMut(u32)> Series<'_, Emit> {
    fn put(&mut self, one: u32, other: u32) {
        self.number += 1;
        (self.emit)(mix(self.number, one, other));
    }

    /// Goes on from `number`, where what stands before may be missing.
    const fn skip_to(&mut self, number: u32) {
        self.number = number;
    }
}

/// What a quotation is like: how long, whether it begins with a capital, whether it is closed, and how it ends.
fn quotation(tokens: &[Token]) -> u32 {
    let words = tokens.iter().filter(|token| token.is_word()).count();
    let capital = tokens.iter().find(|token| token.is_word()).is_some_and(Token::is_capital);
    let closed = tokens.last().is_some_and(|last| last.quoted == Quoted::Close);
    let length = [2, 4, 7, 13].into_iter().filter(|&least| words >= least).count();
    let ends = match tokens.iter().rev().nth(usize::from(closed)).map(|token| token.shape) {
        Some(Shape::Comma) => 1,
        Some(Shape::Stop) => 2,
        _ => 0,
    };
    number(length) * 16 + u32::from(capital) * 8 + u32::from(closed) * 4 + ends
}

/// True for what opens or parts clauses.
fn parts(token: &Token) -> bool {
    match token.shape {
        Shape::Comma | Shape::Sign | Shape::Mark | Shape::Stop => true,
        Shape::Lower => PARTING.contains(&token.word),
        _ => false,
    }
}

/// A distance in tokens, from 0 to 8.
fn near(distance: usize) -> u32 {
    match distance {
        0..=4 => number(distance),
        5..=6 => 5,
        7..=10 => 6,
        11..=20 => 7,
        _ => 8,
    }
}

/// A small number.
fn number(small: usize) -> u32 {
    u32::try_from(small).unwrap_or(u32::MAX)
}

fn mix(number: u32, one: u32, other: u32) -> u32 {
    let mut hash = number.wrapping_mul(0x9e37_79b1) ^ one.wrapping_mul(0x85eb_ca77).rotate_left(13);
    hash = (hash ^ other.wrapping_mul(0xc2b2_ae3d)).rotate_left(17).wrapping_mul(0x27d4_eb2f);
    hash ^= hash >> 15;
    hash = hash.wrapping_mul(0x1656_67b1).wrapping_add(number);
    hash ^ hash >> 13
}
