//! Where the parts of a file lie: found in steps, byte by byte, before any of them is read.
//!
//! A file of ten thousand quotes is one value of 34 megabytes, and reading it at once would hold up the page. Here it is
//! cut into its annotations, articles, speakers and other members, each of which can be read by itself. Whether a part is
//! JSON is not known here: it says where it would end if it is.

use std::collections::BTreeMap;
use std::ops::Range;

use super::vocabulary::member;

/// The file is no JSON, or none that is ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unfit;

/// How deep values may be nested, as for any file: see [`json::parse`](crate::domain::exchange::json::parse).
const DEEPEST: usize = 127;

/// The parts of a file, as ranges of its bytes.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Outline {
    /// The members of the collection, but for those below. Of several of one name the last one counts.
    pub(super) members: BTreeMap<String, Range<usize>>,
    /// The annotations: the items of the first page.
    pub(super) items: Part,
    pub(super) articles: Part,
    pub(super) speakers: Part,
    /// What says nothing, and must be JSON all the same.
    pub(super) rest: Vec<Range<usize>>,
}

/// What should be a list.
#[derive(Debug, Default, PartialEq)]
pub(super) enum Part {
    #[default]
    Missing,
    /// It is something else.
    Other(Range<usize>),
    /// Its elements.
    List(Vec<Range<usize>>),
}

impl Part {
    /// The parts of it, to be read.
    pub(super) fn ranges(&self) -> &[Range<usize>] {
        match self {
            Self::Missing => &[],
            Self::Other(whole) => std::slice::from_ref(whole),
            Self::List(elements) => elements,
        }
    }
}

/// What the values are that are looked into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Collection,
    FirstPage,
    Items,
    Articles,
    Speakers,
}

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    Value,
    /// After an opening bracket, where nothing may follow but a closing one.
    FirstOrEnd,
    Name,
    Colon,
    CommaOrEnd,
    End,
}

/// Finds the parts of a file.
#[derive(Debug)]
pub(super) struct Scanner {
    at: usize,
    next: Next,
    /// What is being looked into, outermost first.
    within: Vec<Place>,
    /// The name of the member whose value comes next.
    name: String,
    /// The value that is being passed over.
    passed: Option<Passed>,
    outline: Outline,
}

/// A value that is being passed over.
#[derive(Debug)]
struct Passed {
    start: usize,
    /// How many brackets are open in it.
    depth: usize,
    is_in_text: bool,
}

impl Scanner {
    /// Begins at a byte.
    pub(super) fn new(start: usize) -> Self {
        Self {
            at: start,
            next: Next::Value,
            within: Vec::new(),
            name: String::new(),
            passed: None,
            outline: Outline::default(),
        }
    }

    /// How far it has come, in bytes.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Looks at about `budget` bytes more. True where it has come to the end.
    pub(super) fn step(&mut self, bytes: &[u8], budget: usize) -> Result<bool, Unfit> {
        let limit = self.at.saturating_add(budget).min(bytes.len());
        while self.at < limit {
            if self.passed.is_some() {
                self.pass(bytes, limit)?;
                continue;
            }
            match (self.next, bytes[self.at]) {
                (_, b' ' | b'\n' | b'\r' | b'\t') => self.at += 1,
                (Next::Value, byte) => self.begin(byte)?,
                (Next::FirstOrEnd | Next::CommaOrEnd, b']' | b'}') => self.close(bytes[self.at])?,
                (Next::FirstOrEnd, byte) if self.is_in_list() => self.begin(byte)?,
                (Next::FirstOrEnd | Next::Name, b'"') => self.name(bytes)?,
                (Next::Colon, b':') => self.go_on(Next::Value),
                (Next::CommaOrEnd, b',') => self.go_on(if self.is_in_list() { Next::Value } else { Next::Name }),
                _ => return Err(Unfit),
            }
        }
        match (self.at < bytes.len(), self.next) {
            (true, _) => Ok(false),
            (false, Next::End) => Ok(true),
            (false, _) => Err(Unfit),
        }
    }

    /// What was found, after the last step.
    pub(super) fn finish(self) -> Outline {
        self.outline
    }

    fn go_on(&mut self, next: Next) {
        self.at += 1;
        self.next = next;
    }

    fn is_in_list(&self) -> bool {
        matches!(self.within.last(), Some(Place::Items | Place::Articles | Place::Speakers))
    }

    /// Begins a value: looks into it, or passes over it.
    fn begin(&mut self, byte: u8) -> Result<(), Unfit> {
        let place = match (self.within.last(), self.name.as_str(), byte) {
            (None, _, b'{') => Place::Collection,
            (None, ..) => return Err(Unfit),
            (Some(Place::Collection), "first", b'{') => Place::FirstPage,
            (Some(Place::FirstPage), "items", b'[') => Place::Items,
            (Some(Place::Collection), member::ARTICLES, b'[') => Place::Articles,
            (Some(Place::Collection), member::SPEAKERS, b'[') => Place::Speakers,
            _ => {
                self.passed = Some(Passed { start: self.at, depth: 0, is_in_text: false });
                return Ok(());
            }
        };
        self.forget(place);
        if let Some(list) = self.list(place) {
            *list = Part::List(Vec::new());
        }
        self.within.push(place);
        self.go_on(Next::FirstOrEnd);
        Ok(())
    }

    /// Of several members of one name only the last one counts.
    fn forget(&mut self, place: Place) {
        let place = if place == Place::FirstPage { Place::Items } else { place };
        let old = self.list(place).map(std::mem::take);
        self.outline.rest.extend(old.iter().flat_map(Part::ranges).cloned());
    }

    fn list(&mut self, place: Place) -> Option<&mut Part> {
        match place {
            Place::Items => Some(&mut self.outline.items),
            Place::Articles => Some(&mut self.outline.articles),
            Place::Speakers => Some(&mut self.outline.speakers),
            Place::Collection | Place::FirstPage => None,
        }
    }

    fn close(&mut self, byte: u8) -> Result<(), Unfit> {
        if (byte == b']') != self.is_in_list() || self.within.pop().is_none() {
            return Err(Unfit);
        }
        self.go_on(if self.within.is_empty() { Next::End } else { Next::CommaOrEnd });
        Ok(())
    }

    /// Reads the name of a member.
    fn name(&mut self, bytes: &[u8]) -> Result<(), Unfit> {
        let start = self.at;
        self.at += 1;
        loop {
            match bytes.get(self.at).ok_or(Unfit)? {
                b'\\' => self.at += 2,
                b'"' => break,
                _ => self.at += 1,
            }
        }
        self.go_on(Next::Colon);
        self.name = serde_json::from_slice(&bytes[start..self.at]).map_err(|_| Unfit)?;
        Ok(())
    }

    /// Goes on over a value, and notes it where it ends.
    fn pass(&mut self, bytes: &[u8], limit: usize) -> Result<(), Unfit> {
        let Some(Passed { start, mut depth, mut is_in_text }) = self.passed.take() else { return Ok(()) };
        let deepest = DEEPEST - self.within.len();
        while self.at < limit {
            if is_in_text {
                let rest = &bytes[self.at..limit];
                let Some(length) = end_of_words(rest) else {
                    self.at = limit;
                    break;
                };
                is_in_text = rest[length] == b'\\';
                self.at += length + if is_in_text { 2 } else { 1 };
                if !is_in_text && depth == 0 {
                    return self.note(start..self.at);
                }
                continue;
            }
            match bytes[self.at] {
                b'"' => is_in_text = true,
                b'{' | b'[' if depth == deepest => return Err(Unfit),
                b'{' | b'[' => depth += 1,
                b',' | b'}' | b']' | b' ' | b'\n' | b'\r' | b'\t' if depth == 0 => return self.note(start..self.at),
                b'}' | b']' => {
                    depth -= 1;
                    if depth == 0 {
                        self.at += 1;
                        return self.note(start..self.at);
                    }
                }
                _ => {}
            }
            self.at += 1;
        }
        self.passed = Some(Passed { start, depth, is_in_text });
        Ok(())
    }

    /// Notes the value that has ended.
    fn note(&mut self, range: Range<usize>) -> Result<(), Unfit> {
        self.next = Next::CommaOrEnd;
        if range.is_empty() {
            return Err(Unfit);
        }
        let place = match (self.within.last(), self.name.as_str()) {
            (Some(place @ (Place::Items | Place::Articles | Place::Speakers)), _) => {
                if let Some(Part::List(elements)) = self.list(*place) {
                    elements.push(range);
                }
                return Ok(());
            }
            (Some(Place::Collection), "first") => {
                self.forget(Place::FirstPage);
                self.outline.rest.push(range);
                return Ok(());
            }
            (Some(Place::FirstPage), "items") => Place::Items,
            (Some(Place::Collection), member::ARTICLES) => Place::Articles,
            (Some(Place::Collection), member::SPEAKERS) => Place::Speakers,
            (Some(Place::Collection), _) => {
                let name = std::mem::take(&mut self.name);
                self.outline.rest.extend(self.outline.members.insert(name, range));
                return Ok(());
            }
            _ => {
                self.outline.rest.push(range);
                return Ok(());
            }
        };
        self.forget(place);
        if let Some(part) = self.list(place) {
            *part = Part::Other(range);
        }
        Ok(())
    }
}

/// Where the first quotation mark or backslash is. Eight bytes are looked at together: most of a file is words.
fn end_of_words(bytes: &[u8]) -> Option<usize> {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    let has = |word: u64, byte: u8| {
        let zero_there = word ^ (ONES * u64::from(byte));
        zero_there.wrapping_sub(ONES) & !zero_there & (ONES << 7) != 0
    };
    let (words, _) = bytes.as_chunks::<8>();
    let ends = |word: &&[u8; 8]| {
        let word = u64::from_ne_bytes(**word);
        has(word, b'"') || has(word, b'\\')
    };
    let passed = 8 * words.iter().take_while(|word| !ends(word)).count();
    let place = bytes[passed..].iter().position(|byte| matches!(byte, b'"' | b'\\'))?;
    Some(passed + place)
}
