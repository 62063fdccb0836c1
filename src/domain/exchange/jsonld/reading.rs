//! Reading a file in steps, so that the page can have its turn between them: however it is cut into steps, the same comes
//! of it.
//!
//! First the parts of the file are found, then each is read by itself: the update, which is hashed; the annotations, whose
//! canonical form is hashed with it; the articles, whose texts are proved; the speakers. It knows no clock: how much is a
//! step is for the caller to say.

use std::ops::Range;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};

use super::digest::in_words;
use super::node::Node;
use super::outline::{Outline, Part, Scanner, Unfit};
use super::read::{Incoming, RefusedText};
use super::vocabulary::{article_of, member};
use crate::domain::article::article_id;
use crate::domain::exchange::json::{LARGEST, without_mark};
use crate::domain::exchange::moment::from_rfc3339;
use crate::domain::id::ArticleId;

/// So many characters of base64 are decoded at once: a multiple of four, which stand for three bytes.
const DECODED: usize = 1 << 16;

/// A file that is being read.
pub struct Reading<Bytes> {
    bytes: Bytes,
    stage: Stage,
    /// The bytes of the parts that were read, those of the update twice.
    read: usize,
    incoming: Incoming,
}

enum Stage {
    /// The parts are being found.
    Finding(Scanner),
    /// The parts are being read.
    Parts(Parts),
    Done,
}

struct Parts {
    outline: Outline,
    /// What comes next.
    next: Next,
    /// The digest that the file has.
    promised: Option<String>,
    hash: Sha256,
}

/// What is read next: of a list the number of the element.
#[derive(Clone, Copy)]
enum Next {
    Rest(usize),
    Members,
    Update { decoded: usize },
    Hash { hashed: usize },
    Items(usize),
    Articles(usize),
    Speakers(usize),
    End,
}

impl<Bytes: AsRef<[u8]>> Reading<Bytes> {
    /// Begins to read a file. A mark of UTF-8 at its start is passed over.
    pub fn new(bytes: Bytes) -> Self {
        let mut rest = bytes.as_ref();
        while without_mark(rest).len() < rest.len() {
            rest = without_mark(rest);
        }
        let start = bytes.as_ref().len() - rest.len();
        Self { bytes, stage: Stage::Finding(Scanner::new(start)), read: 0, incoming: Incoming::default() }
    }

    /// How much of it is done, and how much there is, in no particular unit.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        let length = self.bytes.as_ref().len();
        let done = match &self.stage {
            // To find a part takes about a fourth of what it takes to read it.
            Stage::Finding(scanner) => scanner.at() / 4,
            Stage::Parts(_) => length / 4 + self.read,
            Stage::Done => length / 4 + length,
        };
        (done.min(length / 4 + length), length / 4 + length)
    }

    /// Reads on: a step for about `budget` bytes of the file. A single annotation or text is never divided. True where all
    /// of the file is read.
    ///
    /// # Errors
    /// The file is no JSON, no annotation collection, too large, or has an update that is not base64:
    /// [`from_jsonld`](super::from_jsonld) says which, and where. Nothing more can be read of it then.
    pub fn step(&mut self, budget: usize) -> Result<bool, Unfit> {
        let bytes = self.bytes.as_ref();
        match &mut self.stage {
            Stage::Finding(_) if bytes.len() > LARGEST => Err(Unfit),
            Stage::Finding(scanner) => {
                // A byte that is only passed over takes a fraction of the time.
                if scanner.step(bytes, budget.saturating_mul(4))? {
                    let outline = std::mem::replace(scanner, Scanner::new(0)).finish();
                    self.stage = Stage::Parts(Parts::new(outline));
                }
                Ok(false)
            }
            Stage::Parts(parts) => {
                let mut left = budget;
                loop {
                    let read = parts.step(bytes, &mut self.incoming)?;
                    self.read += read;
                    if matches!(parts.next, Next::End) {
                        let found = in_words(std::mem::take(&mut parts.hash).chain_update("]"));
                        let has_update = self.incoming.update.is_some();
                        self.incoming.digest_matches = has_update && parts.promised.as_ref() == Some(&found);
                        self.stage = Stage::Done;
                        return Ok(true);
                    }
                    match left.checked_sub(read.max(1)) {
                        Some(rest) if rest > 0 => left = rest,
                        _ => return Ok(false),
                    }
                }
            }
            Stage::Done => Ok(true),
        }
    }

    /// What the file holds, after the last step; and its bytes.
    #[must_use]
    pub fn finish(self) -> (Incoming, Bytes) {
        (self.incoming, self.bytes)
    }
}

impl Parts {
    fn new(outline: Outline) -> Self {
        Self { outline, next: Next::Rest(0), promised: None, hash: Sha256::new() }
    }

    /// Reads one part. How many bytes it has.
    fn step(&mut self, bytes: &[u8], incoming: &mut Incoming) -> Result<usize, Unfit> {
        match self.next {
            Next::Rest(number) => {
                let Some(range) = self.outline.rest.get(number) else { return Ok(self.go_on(Next::Members)) };
                node(bytes, range)?;
                self.next = Next::Rest(number + 1);
                Ok(range.len())
            }
            Next::Members => self.members(bytes, incoming),
            Next::Update { decoded } => self.decode(bytes, decoded, incoming),
            Next::Hash { hashed } => Ok(self.hash_update(hashed, incoming)),
            Next::Items(number) => {
                incoming.annotations = if let Part::List(items) = &self.outline.items { items.len() } else { 0 };
                let read = write(&mut self.hash, bytes, (&self.outline.items, number), "[", |_, _| ())?;
                self.next = if read.is_some() { Next::Items(number + 1) } else { Next::Articles(0) };
                Ok(read.unwrap_or_default())
            }
            Next::Articles(number) => {
                let take = |article: &mut Node<'_>, number| take_text(article, number, incoming);
                let read = write(&mut self.hash, bytes, (&self.outline.articles, number), ",", take)?;
                self.next = if read.is_some() { Next::Articles(number + 1) } else { Next::Speakers(0) };
                Ok(read.unwrap_or_default())
            }
            Next::Speakers(number) => {
                let read = write(&mut self.hash, bytes, (&self.outline.speakers, number), ",", |_, _| ())?;
                self.next = if read.is_some() { Next::Speakers(number + 1) } else { Next::End };
                Ok(read.unwrap_or_default())
            }
            Next::End => Ok(0),
        }
    }

    fn go_on(&mut self, next: Next) -> usize {
        self.next = next;
        0
    }

    /// Reads the members that are no lists, but for the update.
    fn members(&mut self, bytes: &[u8], incoming: &mut Incoming) -> Result<usize, Unfit> {
        let mut read = 0;
        let mut is_collection = false;
        for (name, range) in self.outline.members.iter().filter(|(name, _)| *name != member::UPDATE) {
            let value = node(bytes, range)?;
            read += range.len();
            match name.as_str() {
                "type" => is_collection = is_type(&value),
                "creator" => incoming.exporter = value.get("name").and_then(Node::text).map(str::to_owned),
                "created" => incoming.saved = value.text().and_then(from_rfc3339),
                member::DIGEST => self.promised = value.text().map(str::to_owned),
                _ => {}
            }
        }
        let has_update = self.outline.members.contains_key(member::UPDATE);
        self.next = if has_update { Next::Update { decoded: 0 } } else { Next::Items(0) };
        if is_collection { Ok(read) } else { Err(Unfit) }
    }

    /// Decodes some of the update. No character of base64 is escaped in JSON but the slash, which may be.
    fn decode(&mut self, bytes: &[u8], decoded: usize, incoming: &mut Incoming) -> Result<usize, Unfit> {
        let range = self.outline.members[member::UPDATE].clone();
        let quoted = &bytes[range.clone()];
        let update = incoming.update.get_or_insert_default();
        if decoded == 0 && quoted.contains(&b'\\') {
            let value = node(bytes, &range)?;
            *update = value.text().and_then(|text| BASE64_STANDARD.decode(text).ok()).ok_or(Unfit)?;
            self.next = Next::Hash { hashed: 0 };
            return Ok(range.len());
        }
        let encoded = quoted.strip_prefix(b"\"").and_then(|text| text.strip_suffix(b"\"")).ok_or(Unfit)?;
        let piece = &encoded[decoded..encoded.len().min(decoded + DECODED)];
        if decoded == 0 {
            update.reserve(encoded.len() / 4 * 3);
        }
        let before = update.len();
        BASE64_STANDARD.decode_vec(piece, update).map_err(|_| Unfit)?;
        let is_last = decoded + piece.len() == encoded.len();
        // What fills base64 up may stand at its end alone.
        if !is_last && update.len() - before != DECODED / 4 * 3 {
            return Err(Unfit);
        }
        let decoded = decoded + piece.len();
        self.next = if is_last { Next::Hash { hashed: 0 } } else { Next::Update { decoded } };
        Ok(piece.len())
    }

    fn hash_update(&mut self, hashed: usize, incoming: &Incoming) -> usize {
        let update = incoming.update.as_deref().unwrap_or_default();
        let piece = &update[hashed..update.len().min(hashed + DECODED)];
        self.hash.update(piece);
        let hashed = hashed + piece.len();
        self.next = Next::Hash { hashed };
        if hashed == update.len() {
            let hash = self.hash.finalize_reset();
            self.hash.update(hash);
            self.next = Next::Items(0);
        }
        piece.len()
    }
}

/// Hashes an element of a list, and what stands `before` the first one; after the last one, the end. How many bytes the
/// element has; nothing where there is none of this number.
fn write<'file>(
    hash: &mut Sha256,
    bytes: &'file [u8],
    (part, number): (&Part, usize),
    before: &str,
    mut look: impl FnMut(&mut Node<'file>, usize),
) -> Result<Option<usize>, Unfit> {
    let mut out = Vec::new();
    let is_list = matches!(part, Part::List(_));
    let range = part.ranges().get(number);
    if number == 0 {
        out.extend(before.bytes().chain(is_list.then_some(b'[')));
    }
    if let Some(range) = range {
        let mut value = node(bytes, range)?;
        if is_list {
            look(&mut value, number);
        }
        out.extend((number > 0).then_some(b','));
        value.write(&mut out);
    } else {
        out.extend(match part {
            Part::Missing => "null".bytes(),
            Part::Other(_) => "".bytes(),
            Part::List(_) => "]".bytes(),
        });
    }
    hash.update(&out);
    Ok(range.map(Range::len))
}

fn node<'file>(bytes: &'file [u8], range: &Range<usize>) -> Result<Node<'file>, Unfit> {
    Node::read(&bytes[range.clone()]).map_err(|_| Unfit)
}

/// Whether a value, or one of those in a list, is the type of a collection.
fn is_type(value: &Node<'_>) -> bool {
    const COLLECTION: &str = "AnnotationCollection";
    match value {
        Node::List(kinds) => kinds.iter().any(|kind| kind.text() == Some(COLLECTION)),
        value => value.text() == Some(COLLECTION),
    }
}

/// Takes the text out of an article, and proves it.
fn take_text(article: &mut Node<'_>, number: usize, incoming: &mut Incoming) {
    let Some(text) = article.remove(member::TEXT) else { return };
    let id = article.get("id").and_then(Node::text).and_then(article_of).map(ArticleId::from);
    let refused = match (id, text) {
        (None, _) => RefusedText::NoArticle(number + 1),
        (Some(id), Node::Text(text)) if article_id(&text) == id.as_str() => {
            return incoming.texts.push((id, text.into_owned()));
        }
        (Some(id), Node::Text(_)) => RefusedText::Changed(id),
        (Some(id), _) => RefusedText::NotText(id),
    };
    incoming.refused.push(refused);
}

#[cfg(test)]
mod tests;
