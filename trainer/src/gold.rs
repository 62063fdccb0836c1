//! What annotated spans make of tokens: the labels that a model is to learn. It must not know how it learns.

use std::ops::Range;

use counterpoint::domain::suggest::label::Label;
use counterpoint::domain::suggest::token::{Shape, Unit};
use counterpoint::domain::text::Span;

use crate::corpus::Attribution;

/// The labels of a unit's tokens. Where parts of two attributions cover a token, content goes first: attributions
/// inside attributions are rare in the corpus, and a chain has one label a token.
pub(crate) fn labels(unit: &Unit, attributions: &[Attribution]) -> Vec<Label> {
    let mut labels = vec![Label::Outside; unit.tokens.len()];
    let tokens_of = |span: &Span| {
        let from = |byte| unit.tokens.partition_point(|token| token.span.start < byte);
        from(span.start)..from(span.end)
    };
    for attribution in attributions {
        let spans = attribution.content.iter().chain(&attribution.cue).chain(&attribution.source);
        let ranges = spans.map(tokens_of).filter(|range| !range.is_empty());
        let hull = ranges.reduce(|one, other| one.start.min(other.start)..one.end.max(other.end));
        labels[hull.unwrap_or(0..0)].fill(Label::Between);
    }
    for attribution in attributions {
        let source = |span: &Span| if follows(attribution, span) { Label::SourceAfter } else { Label::SourceBefore };
        for span in &attribution.source {
            labels[tokens_of(span)].fill(source(span));
        }
        for span in &attribution.cue {
            put(&mut labels, tokens_of(span), Label::Cue, Label::CueOn);
        }
    }
    for attribution in attributions {
        contents(unit, &mut labels, attribution, tokens_of);
    }
    labels
}

fn contents(unit: &Unit, labels: &mut [Label], attribution: &Attribution, tokens_of: impl Fn(&Span) -> Range<usize>) {
    let mut last: Option<(usize, Label)> = None;
    for span in &attribution.content {
        let range = tokens_of(span);
        if range.is_empty() {
            continue;
        }
        let (first, on) = if follows(attribution, span) {
            (Label::After, Label::AfterOn)
        } else {
            (Label::Before, Label::BeforeOn)
        };
        // Fragments with nothing but the end of a paragraph between them are one.
        let joined = last.filter(|&(end, label)| {
            label == on && unit.tokens[end..range.start.max(end)].iter().all(|token| token.shape == Shape::Break)
        });
        if let Some((end, _)) = joined {
            labels[end..range.start.max(end)].fill(on);
        }
        put(labels, range.clone(), if joined.is_some() { on } else { first }, on);
        last = Some((range.end, on));
    }
}

/// True where `span` stands after the cue.
fn follows(attribution: &Attribution, span: &Span) -> bool {
    attribution.cue.first().is_some_and(|cue| cue.start < span.start)
}

fn put(labels: &mut [Label], range: Range<usize>, first: Label, on: Label) {
    for (number, at) in range.enumerate() {
        labels[at] = if number == 0 { first } else { on };
    }
}

#[cfg(test)]
mod tests {
    use counterpoint::domain::suggest::token::{groups, units};
    use counterpoint::domain::text::Text;

    use super::*;

    /// The labels of the words of a text whose contents, cues and sources are given as words that occur once, a letter a
    /// label: as in the tests of linking.
    fn letters(source: &str, content: &[&str], cue: &str, speaker: &str) -> String {
        let text = Text::new(source);
        let span = |words: &str| {
            let start = source.find(words).expect("the words are there");
            Span::new(start, start + words.len())
        };
        let attribution = Attribution {
            content: content.iter().map(|words| span(words)).collect(),
            cue: vec![span(cue)],
            source: vec![span(speaker)],
        };
        let units = groups(&text, &[]).into_iter().flat_map(|group| units(&text, group));
        let labels = units.flat_map(|unit| labels(&unit, std::slice::from_ref(&attribution)));
        let letter = |label| match label {
            Label::Outside => '.',
            Label::Between => '-',
            Label::Cue => 'K',
            Label::CueOn => 'k',
            Label::SourceBefore => 's',
            Label::SourceAfter => 'z',
            Label::Before => 'B',
            Label::BeforeOn => 'b',
            Label::After => 'A',
            Label::AfterOn => 'a',
        };
        labels.map(letter).collect()
    }

    #[test]
    fn spans_become_labels_that_look_towards_the_cue() {
        let check = |source, content: &[&str], cue, speaker, expected: &str| {
            assert_eq!(letters(source, content, cue, speaker), expected, "{source:?}");
        };
        check("Yes. Lind said that it fell.", &["that it fell"], "said", "Lind", "..sKAaa.");
        check(
            "“Go,” Lind said. “Now.”",
            &["“Go,”", "“Now.”"],
            "said",
            "Lind",
            "Bbbb sK-Aaaa".replace(' ', "").as_str(),
        );
        check("It fell, has said Ada Lind.", &["It fell"], "has said", "Ada Lind", "Bb-Kkzz.");
        // Fragments in two lines that belong together are one.
        check("Lind said:\n“Go.\n“Now.”", &["“Go.", "“Now.”"], "said", "Lind", "sK--Aaaaaaaa");
    }
}
