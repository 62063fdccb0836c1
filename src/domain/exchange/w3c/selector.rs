//! What a target says of a span, in whatever way its program says it.

use serde_json::Value;

use super::one_or_many;
use crate::domain::exchange::offsets::{Unit, offset};

/// So many selectors may refine each other.
const DEEPEST: usize = 8;

/// What is known of one span.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Described<'a> {
    /// The words; empty where they are not given.
    pub(super) exact: &'a str,
    /// The words before.
    pub(super) prefix: &'a str,
    /// The words after.
    pub(super) suffix: &'a str,
    /// Where it starts and ends.
    pub(super) ends: Option<(usize, usize)>,
    /// What these count; nothing where the words must tell.
    pub(super) unit: Option<Unit>,
    /// Where it starts and ends in bytes.
    pub(super) bytes: Option<(usize, usize)>,
}

impl Described<'_> {
    /// True where nothing says where the span is.
    fn is_empty(&self) -> bool {
        self.exact.is_empty() && self.ends.is_none() && self.bytes.is_none()
    }
}

/// The spans of a target. The selectors of the W3C all tell of one span; each of Recogito's own is another one.
pub(super) fn spans(target: &Value) -> Vec<Described<'_>> {
    let mut spans = Vec::new();
    let mut whole = Described::default();
    for selector in one_or_many(target.get("selector")) {
        if selector.get("type").is_none() && (selector.get("quote").is_some() || selector.get("start").is_some()) {
            let exact = selector.get("quote").and_then(Value::as_str).unwrap_or_default();
            spans.push(Described { exact, ends: ends(selector), unit: Some(Unit::Utf16), ..Described::default() });
        } else {
            describe(selector, &mut whole, DEEPEST);
        }
    }
    spans.push(whole);
    spans.retain(|span| !span.is_empty());
    spans
}

/// Adds what one selector says. What refines it is nearer to the span, so its words go before.
fn describe<'a>(selector: &'a Value, known: &mut Described<'a>, deepest: usize) {
    let words = |name| selector.get(name).and_then(Value::as_str).unwrap_or_default();
    match words("type") {
        "TextQuoteSelector" => {
            (known.exact, known.prefix, known.suffix) = (words("exact"), words("prefix"), words("suffix"));
        }
        "TextPositionSelector" => known.ends = ends(selector),
        "DataPositionSelector" => known.bytes = ends(selector),
        "FragmentSelector" if known.ends.is_none() => {
            known.ends = characters(words("value"));
            known.unit = known.ends.map(|_| Unit::CodePoints);
        }
        _ => {}
    }
    if deepest > 0 {
        for finer in one_or_many(selector.get("refinedBy")) {
            describe(finer, known, deepest - 1);
        }
    }
}

fn ends(selector: &Value) -> Option<(usize, usize)> {
    offset(selector.get("start")).zip(offset(selector.get("end")))
}

/// The ends that a fragment of plain text gives in characters, `char=12,20` (RFC 5147).
fn characters(fragment: &str) -> Option<(usize, usize)> {
    let (start, end) = fragment.strip_prefix("char=")?.split(';').next()?.split_once(',')?;
    start.parse().ok().zip(end.parse().ok())
}
