//! A text made easy to compare: a symbol a grapheme cluster, with what only typography changes taken out.
//!
//! Folding knows no language. It does not decompose characters: a letter with an accent of its own and the same
//! letter with a combining accent are two symbols.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use crate::domain::text::Span;

/// A grapheme cluster, folded: a character's number, or a number past all characters for a cluster of several.
pub(super) type Symbol = u64;

/// The symbol of white space.
pub(super) const SPACE: Symbol = ' ' as Symbol;

/// The symbols of a text and the bytes that each stands for.
#[derive(Debug, Default)]
pub(super) struct Folded {
    symbols: Vec<Symbol>,
    /// In bytes. A run of white space is one symbol; what is never seen has none, so that gaps are left.
    spans: Vec<Span>,
}

impl Folded {
    /// Folds a text.
    pub(super) fn new(text: &str) -> Self {
        let mut folded = Self::default();
        for (start, cluster) in text.grapheme_indices(true) {
            let span = Span::new(start, start + cluster.len());
            match symbol(cluster) {
                Some(SPACE) if folded.symbols.last() == Some(&SPACE) => {
                    if let Some(run) = folded.spans.last_mut() {
                        run.end = span.end;
                    }
                }
                Some(symbol) => {
                    folded.symbols.push(symbol);
                    folded.spans.push(span);
                }
                None => {}
            }
        }
        folded
    }

    pub(super) fn symbols(&self) -> &[Symbol] {
        &self.symbols
    }

    /// The bytes of a range of symbols; nothing for an empty range.
    pub(super) fn span(&self, range: &Range<usize>) -> Option<Span> {
        let spans = self.spans.get(range.clone())?;
        Some(Span::new(spans.first()?.start, spans.last()?.end))
    }

    /// The number of the first symbol that ends after `byte`.
    pub(super) fn symbol_at(&self, byte: usize) -> usize {
        self.spans.partition_point(|span| span.end <= byte)
    }

    /// The symbols that have a byte in `span`.
    pub(super) fn range_of(&self, span: Span) -> Range<usize> {
        let start = self.symbol_at(span.start);
        start..self.spans.partition_point(|symbol| symbol.start < span.end).max(start)
    }
}

/// The symbol of a cluster; none for what is never seen, such as a soft hyphen or a mark of direction.
fn symbol(cluster: &str) -> Option<Symbol> {
    if cluster.chars().all(char::is_whitespace) {
        return Some(SPACE);
    }
    let mut letters = cluster.chars();
    let first = letters.next()?;
    if letters.next().is_none() {
        if is_unseen(first) {
            return None;
        }
        let mut lower = plain(first).to_lowercase();
        if let (Some(letter), None) = (lower.next(), lower.next()) {
            return Some(Symbol::from(u32::from(letter)));
        }
    }
    // FNV-1a, with the highest bit set so that no character has the number.
    let letters = cluster.chars().flat_map(|letter| plain(letter).to_lowercase());
    let hash = letters.fold(0xcbf2_9ce4_8422_2325, |hash: u64, letter| {
        (hash ^ u64::from(u32::from(letter))).wrapping_mul(0x0100_0000_01b3)
    });
    Some(hash | 1 << 63)
}

/// The character that typography makes another of.
const fn plain(letter: char) -> char {
    match letter {
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '`' | '´' => '\'',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        _ => letter,
    }
}

const fn is_unseen(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_makes_no_difference_and_letters_do() {
        let check = |one: &str, other: &str, expected| {
            assert_eq!(Folded::new(one).symbols() == Folded::new(other).symbols(), expected, "{one:?} {other:?}");
        };
        check("“It’s over”", "\"It's over\"", true);
        check("He SAID", "he said", true);
        check("one\r\n\r\ntwo", "one two", true);
        check("one\u{a0}two – three", "one two - three", true);
        check("co\u{ad}operate\u{200b}", "cooperate", true);
        check("Straße", "strase", false);
        check("e\u{301}", "e", false);
        check("👩‍👧", "👩", false);
        check("nine", "line", false);
    }

    #[test]
    fn symbols_and_bytes_convert_both_ways() {
        let folded = Folded::new("a  👩‍👧\r\nb");
        assert_eq!(folded.symbols().len(), 5);
        let check = |range: Range<usize>, start, end| {
            assert_eq!(folded.span(&range), Some(Span::new(start, end)), "{range:?}");
            assert_eq!(folded.range_of(Span::new(start, end)), range);
        };
        check(0..1, 0, 1);
        check(1..2, 1, 3);
        check(2..3, 3, 14);
        check(2..5, 3, 17);
        assert_eq!(folded.span(&(2..2)), None);
        assert_eq!(folded.span(&(4..9)), None);
        assert_eq!(folded.range_of(Span::new(2, 3)), 1..2, "half a run of white space is the run");
    }
}
