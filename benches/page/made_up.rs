//! Articles that nobody wrote, for a machine without the corpus: sentences of random words, with quotes in them that
//! are as long and as frequent as in news. Always the same ones.

use counterpoint::domain::text::{Span, Text};

use crate::corpus::Attribution;
use crate::document::Document;

/// As many as the corpus has.
const ARTICLES: usize = 840;

/// Paragraphs an article.
const PARAGRAPHS: usize = 24;

const SYLLABLES: [&str; 12] = ["ba", "ren", "to", "mil", "sa", "ver", "ko", "lin", "du", "pas", "ei", "nor"];

/// All of them.
pub(crate) fn articles() -> Vec<Document> {
    let mut dice = Dice(0x5eed);
    (0..ARTICLES).map(|_| article(&mut dice)).collect()
}

fn article(dice: &mut Dice) -> Document {
    let mut text = String::new();
    let mut quotes = Vec::new();
    for _ in 0..PARAGRAPHS {
        let length = 12 + dice.below(16);
        sentence(&mut text, dice, length);
        text.push(' ');
        let source = put(&mut text, |text| words(text, dice, 2));
        text.push(' ');
        let cue = put(&mut text, |text| text.push_str("said"));
        text.push(' ');
        let content = put(&mut text, |text| {
            text.push('“');
            let length = 8 + dice.below(16);
            words(text, dice, length);
            text.push_str(".”");
        });
        text.push_str("\n\n");
        quotes.push(Attribution { content: vec![content], cue: vec![cue], source: vec![source] });
    }
    Document::new(Text::new(text), quotes)
}

/// Where it lies in the text, what `write` adds to it.
fn put(text: &mut String, write: impl FnOnce(&mut String)) -> Span {
    let start = text.len();
    write(text);
    Span::new(start, text.len())
}

fn sentence(text: &mut String, dice: &mut Dice, length: usize) {
    words(text, dice, length);
    text.push('.');
}

fn words(text: &mut String, dice: &mut Dice, count: usize) {
    for number in 0..count {
        if number > 0 {
            text.push(' ');
        }
        for _ in 0..=dice.below(3) {
            text.push_str(SYLLABLES[dice.below(SYLLABLES.len())]);
        }
    }
}

/// A linear congruential generator, with the multiplier and increment of Knuth's MMIX.
struct Dice(u64);

impl Dice {
    /// A number below `limit`.
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // The low bits of such numbers are hardly random.
        usize::try_from(self.0 >> 33).expect("31 bits fit") % limit
    }
}
