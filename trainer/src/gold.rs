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
