//! One outlet quotes another: "quoted somebody as saying", "was quoted as saying". Who speaks is whom it quotes.
//!
//! A model that has seen little of it takes the outlet for the speaker, so its labels are mended here as well.

use std::ops::Range;

use super::super::label::Label;
use super::super::lexicon::Sort;
use super::super::token::{Quoted, Unit, word_hash};
use super::Rules;

/// "quoted" stands at most this far before "as saying".
const FAR: usize = 16;

/// Labels anew what stands around each "as saying", and leaves other labels alone.
pub(in super::super) fn mend(unit: &Unit, labels: &mut [Label]) {
    let (r#as, saying, quoted) = (word_hash("as"), word_hash("saying"), word_hash("quoted"));
    for sentence in &unit.sentences {
        for at in sentence.clone().skip(2) {
            let is_here = unit.tokens[at].word == saying
                && unit.tokens[at - 1].word == r#as
                && unit.tokens[at].quoted == Quoted::No;
            let floor = sentence.start.max(at.saturating_sub(FAR));
            let Some(verb) = (floor..at).rev().find(|&verb| is_here && unit.tokens[verb].word == quoted) else {
                continue;
            };
            relabel(unit, labels, sentence, &(verb..at + 1));
        }
    }
}

/// Labels the source, the cue that ends with `phrase`, which begins with "quoted", and the content.
fn relabel(unit: &Unit, labels: &mut [Label], sentence: &Range<usize>, phrase: &Range<usize>) {
    let rules = Rules::new(unit, |_| false);
    let from = phrase.end - 2;
    let mut end = from;
    if phrase.start + 1 == from {
        end = phrase.start;
        while end > sentence.start && rules.sorts[end - 1] == Some(Sort::Helping) {
            end -= 1;
        }
    }
    let Some(source) = rules.name_ending(sentence, end) else { return };
    let Some(content) = rules.content_after(sentence, phrase.end - 1, Sort::Saying) else { return };
    let start = source.start.min(phrase.start);
    let clear = start..content.end.max(phrase.end);
    // A part that reaches into what is labelled anew goes as a whole.
    let before = labels[..start].iter().rposition(|label| label.is_outside() || label.may_begin());
    if labels[start] == Label::BeforeOn || labels[start] == Label::AfterOn {
        labels[before.unwrap_or(start)..start].fill(Label::Outside);
    }
    labels[clear.clone()].fill(Label::Between);
    let rest = labels[clear.end..].iter_mut().take_while(|label| !label.may_begin());
    rest.for_each(|label| *label = Label::Outside);
    labels[source].fill(Label::SourceBefore);
    labels[from] = Label::Cue;
    labels[from + 1] = Label::CueOn;
    labels[content.clone()].fill(Label::AfterOn);
    labels[content.start] = Label::After;
}
