//! Where what a file annotates is: which of the articles, and where in it.

use std::collections::BTreeMap;

use super::selector::Described;
use crate::domain::anchor::{Anchor, Finder, Found};
use crate::domain::exchange::known::{Catalogue, Known};
use crate::domain::exchange::offsets::Unit;
use crate::domain::exchange::records::{Article, Records};
use crate::domain::text::{Span, Text, shorten, squeeze};

/// So many bytes of text are read to look for spans that do not stand where the files say, in all files together: some
/// seconds' work. Each span costs a reading of its article, and a forged file could hold a million.
const MOST_SEARCHED: u64 = 4 << 30;

/// Where a span is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Placed {
    /// Here.
    At(Span),
    /// Perhaps here, with the score.
    Perhaps(Span, f64),
}

/// The articles that are at hand: those of the open project and those that the files carry.
pub(super) struct Places<'a> {
    known: &'a [Known<'a>],
    /// Which numbers of the records have which hash.
    ids: BTreeMap<String, usize>,
    catalogue: Catalogue,
    finders: BTreeMap<usize, Finder>,
    searched: u64,
}

impl<'a> Places<'a> {
    pub(super) fn new(known: &'a [Known<'a>]) -> Self {
        let (ids, finders) = (BTreeMap::new(), BTreeMap::new());
        Self { known, catalogue: Catalogue::new(known), ids, finders, searched: 0 }
    }

    /// The number of the article with this hash among the records, where it is at hand.
    pub(super) fn by_id(&mut self, records: &mut Records, id: &str) -> Option<usize> {
        if let Some(number) = self.ids.get(id) {
            return Some(*number);
        }
        let known = self.known.iter().find(|known| known.id == id)?;
        Some(self.take(records, known))
    }

    /// The number of the article of this address, or else of this title, among the records.
    pub(super) fn by_address(&mut self, records: &mut Records, address: &str, title: &str) -> Option<usize> {
        let known = self.catalogue.find(address, title)?;
        Some(self.take(records, &self.known[known]))
    }

    /// The only article at hand, for files that do not name the one they annotate.
    pub(super) fn only(&mut self, records: &mut Records) -> Option<usize> {
        match (self.known, records.articles.len()) {
            ([known], 0) => Some(self.take(records, known)),
            ([known], 1) => (self.ids.get(known.id) == Some(&0)).then_some(0),
            ([], 1) => Some(0),
            _ => None,
        }
    }

    fn take(&mut self, records: &mut Records, known: &Known<'_>) -> usize {
        let article = Article {
            title: known.title.to_owned(),
            address: known.address.to_owned(),
            text: known.text.clone(),
            ..Article::default()
        };
        self.add(records, known.id, article)
    }

    /// The number of the article that has this hash, which is added where it is new.
    pub(super) fn add(&mut self, records: &mut Records, id: &str, article: Article) -> usize {
        *self.ids.entry(id.to_owned()).or_insert_with(|| {
            records.articles.push(article);
            records.articles.len() - 1
        })
    }

    /// The text of the open project that has this hash.
    pub(super) fn text(&self, id: &str) -> Option<&Text> {
        self.known.iter().find(|known| known.id == id).map(|known| known.text)
    }

    /// Where the span is in article number `article`.
    ///
    /// # Errors
    /// It is nowhere; the words say why, as part of a sentence.
    pub(super) fn find(
        &mut self,
        records: &Records,
        article: usize,
        described: &Described<'_>,
        proof: Proof,
    ) -> Result<Placed, String> {
        let text = &records.articles[article].text;
        if described.exact.is_empty() {
            return without_words(text, described, proof);
        }
        let told = || shorten(&squeeze(described.exact), 60);
        let start = start(text, described);
        if let Some(place) = start.and_then(|start| standing(text, described, start, proof)) {
            return Ok(Placed::At(place));
        }
        if self.searched >= MOST_SEARCHED {
            return Err(format!("the words “{}” are not looked for: too many are not where they should be", told()));
        }
        let anchor = Anchor {
            exact: described.exact.to_owned(),
            prefix: described.prefix.to_owned(),
            suffix: described.suffix.to_owned(),
            start,
        };
        let found = self.finders.entry(article).or_insert_with(|| Finder::new(text)).find(&anchor);
        self.searched += u64::try_from(text.len()).unwrap_or(u64::MAX);
        match found {
            Found::Unsure { span, score } => Ok(Placed::Perhaps(span, score)),
            found => found
                .accepted()
                .map(Placed::At)
                .ok_or_else(|| format!("the words “{}” are not in the article", told())),
        }
    }
}

/// Whether the text of an article is the very one that a file was made with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Proof {
    /// Its hash says so.
    Hash,
    /// Its address or its title alone say so.
    Name,
}

/// The place that offsets alone give. They prove nothing about another text than the one that they count in.
fn without_words(text: &Text, described: &Described<'_>, proof: Proof) -> Result<Placed, String> {
    let span = match (described.ends, described.bytes) {
        (Some((start, end)), _) => described.unit.unwrap_or(Unit::CodePoints).span(text, start, end)?,
        (None, Some((start, end))) => {
            let span = Span::new(start, end);
            text.check(span).map_err(|error| error.to_string())?;
            span
        }
        (None, None) => return Err("nothing says where its words are".to_owned()),
    };
    Ok(if proof == Proof::Hash { Placed::At(span) } else { Placed::Perhaps(span, 0.0) })
}

/// The place where the words stand at `start`, in the very text or between the words that the file tells. Of another text,
/// words alone prove nothing: they may stand there by chance.
fn standing(text: &Text, described: &Described<'_>, start: usize, proof: Proof) -> Option<Span> {
    let is_told = !described.prefix.is_empty() && !described.suffix.is_empty();
    if proof == Proof::Name && !is_told {
        return None;
    }
    let place = Span::new(start, start.checked_add(described.exact.len())?);
    let (before, after) = (text.as_str().get(..start)?, text.as_str().get(place.end..)?);
    let is_same = text.get(place) == Some(described.exact)
        && before.ends_with(described.prefix)
        && after.starts_with(described.suffix);
    (is_same && text.check(place).is_ok()).then_some(place)
}

/// The byte at which the words should begin. The W3C counts code points and browsers count UTF-16; where the words stand
/// at one of the two, that is meant.
fn start(text: &Text, described: &Described<'_>) -> Option<usize> {
    let Some((start, _)) = described.ends else { return described.bytes.map(|(start, _)| start) };
    let units = match described.unit {
        Some(Unit::Utf16) => [Unit::Utf16, Unit::CodePoints],
        _ => [Unit::CodePoints, Unit::Utf16],
    };
    let bytes = units.map(|unit| unit.byte_before(text, start));
    let stands = |byte: &usize| text.as_str()[*byte..].starts_with(described.exact);
    bytes.into_iter().flatten().find(stands).or(bytes[0]).or(bytes[1])
}
