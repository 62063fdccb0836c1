//! Labels made into attributions: which content, cue and source belong together.
//!
//! Labels say which way to look, so linking looks no further than the next cue. This file must not know who labelled.

use std::ops::Range;

use super::label::Label;
use super::token::Unit;
use crate::domain::order;

/// An attribution in a unit, in numbers of tokens.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Link {
    /// What was said, in order; never empty.
    pub content: Vec<Range<usize>>,
    /// The cue, where there is one.
    pub cue: Option<Range<usize>>,
    /// Who said it, where the unit tells.
    pub source: Option<Range<usize>>,
}

impl Link {
    /// The first token of the content.
    #[must_use]
    pub fn start(&self) -> usize {
        self.content.first().map_or(0, |range| range.start)
    }

    /// Every stretch of tokens, whatever part it plays.
    pub fn parts(&self) -> impl Iterator<Item = &Range<usize>> {
        self.content.iter().chain(&self.cue).chain(&self.source)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Cue,
    SourceBefore,
    SourceAfter,
    Before,
    After,
}

#[derive(Debug)]
struct Chunk {
    part: Part,
    range: Range<usize>,
}

/// The attributions of a unit with these labels, in the order of their contents. Takes time linear in the unit.
#[must_use]
pub fn link(unit: &Unit, labels: &[Label]) -> Vec<Link> {
    let chunks = chunks(labels);
    let cues: Vec<usize> = (0..chunks.len()).filter(|&number| chunks[number].part == Part::Cue).collect();
    let mut links: Vec<Link> = (cues.iter().enumerate())
        .map(|(number, &cue)| {
            let around = Around {
                previous: number.checked_sub(1).map(|before| cues[before]),
                cue,
                next: cues.get(number + 1).copied().unwrap_or(chunks.len()),
            };
            let source = around.source(unit, &chunks).map(|source| chunks[source].range.clone());
            Link { content: Vec::new(), cue: Some(chunks[cue].range.clone()), source }
        })
        .collect();
    let mut alone = Vec::new();
    for (number, chunk) in chunks.iter().enumerate() {
        // Cues before this chunk.
        let before = cues.partition_point(|&cue| cue < number);
        let owner = match chunk.part {
            Part::Before => Some(before),
            Part::After => before.checked_sub(1),
            _ => continue,
        };
        match owner.and_then(|owner| links.get_mut(owner)) {
            Some(link) => link.content.push(chunk.range.clone()),
            None => alone.push(Link { content: vec![chunk.range.clone()], ..Link::default() }),
        }
    }
    links.retain(|link| !link.content.is_empty());
    links.append(&mut alone);
    order::sort_by_key(&mut links, Link::start);
    links
}

/// A cue and its neighbours, in numbers of chunks.
struct Around {
    previous: Option<usize>,
    cue: usize,
    next: usize,
}

impl Around {
    /// The source of the cue: the one after it, else the nearest before it in its sentence, which it may share with an
    /// earlier cue.
    fn source(&self, unit: &Unit, chunks: &[Chunk]) -> Option<usize> {
        let sentence = |chunk: &Chunk| unit.tokens[chunk.range.start].sentence;
        let here = sentence(&chunks[self.cue]);
        let is_near = |&number: &usize| sentence(&chunks[number]) == here;
        let own = self.previous.map_or(0, |previous| previous + 1);
        let before = |from: usize| {
            let mut near =
                (from..self.cue).rev().take_while(|number| is_near(number) || chunks[*number].part == Part::Before);
            near.find(|number| chunks[*number].part == Part::SourceBefore && is_near(number))
        };
        let after = (self.cue + 1..self.next).find(|&number| chunks[number].part == Part::SourceAfter);
        let shared = || {
            (0..self.cue)
                .rev()
                .take_while(is_near)
                .find(|&number| matches!(chunks[number].part, Part::SourceBefore | Part::SourceAfter))
        };
        after.or_else(|| before(own)).or_else(shared)
    }
}

/// Runs of tokens that play one part together.
fn chunks(labels: &[Label]) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    for (at, label) in labels.iter().enumerate() {
        let part = match label {
            Label::Outside | Label::Between => continue,
            Label::Cue | Label::CueOn => Part::Cue,
            Label::SourceBefore => Part::SourceBefore,
            Label::SourceAfter => Part::SourceAfter,
            Label::Before | Label::BeforeOn => Part::Before,
            Label::After | Label::AfterOn => Part::After,
        };
        let begins = matches!(label, Label::Cue | Label::Before | Label::After);
        match chunks.last_mut().filter(|last| !begins && last.part == part && last.range.end == at) {
            Some(last) => last.range.end = at + 1,
            None => chunks.push(Chunk { part, range: at..at + 1 }),
        }
    }
    chunks
}

#[cfg(test)]
mod tests {
    use super::super::token::units;
    use super::*;
    use crate::domain::text::Text;

    /// The links of words that are labelled with one letter each: `.` outside, `k` cue, `s` source before its cue, `z`
    /// after it, `B` and `b` content before its cue, `A` and `a` after it. `|` ends a sentence.
    fn links(labels: &str) -> Vec<String> {
        let words: String = labels.chars().map(|letter| if letter == '|' { ". Xx " } else { "xx " }).collect();
        let unit = units(&Text::new(words.trim()), 0..1).remove(0);
        let mut labelled = Vec::new();
        for letter in labels.chars() {
            labelled.push(match letter {
                'k' => Label::Cue,
                's' => Label::SourceBefore,
                'z' => Label::SourceAfter,
                'B' => Label::Before,
                'b' => Label::BeforeOn,
                'A' => Label::After,
                'a' => Label::AfterOn,
                _ => Label::Outside,
            });
            if letter == '|' {
                labelled.push(Label::Outside);
            }
        }
        let spell = |range: &Range<usize>| format!("{}-{}", range.start, range.end);
        let links = link(&unit, &labelled).into_iter().map(|link| {
            let content: Vec<_> = link.content.iter().map(spell).collect();
            let part = |part: &Option<Range<usize>>| part.as_ref().map(spell).unwrap_or_default();
            format!("{} cue {} source {}", content.join(" "), part(&link.cue), part(&link.source))
        });
        links.collect()
    }

    #[test]
    fn parts_are_linked_the_way_that_their_labels_look() {
        let check = |labels: &str, expected: &[&str]| assert_eq!(links(labels), expected, "{labels}");
        check("skAaa", &["2-5 cue 1-2 source 0-1"]);
        check("Bbskz", &["0-2 cue 3-4 source 4-5"]);
        check("Bb.sk.Aa", &["0-2 6-8 cue 4-5 source 3-4"]);
        // A source that two cues share
        check("skAa.kAa", &["2-4 cue 1-2 source 0-1", "6-8 cue 5-6 source 0-1"]);
        check("skAa.skAa", &["2-4 cue 1-2 source 0-1", "7-9 cue 6-7 source 5-6"]);
        // Nobody in the sentence of the cue
        check("skAa|.kAa", &["2-4 cue 1-2 source 0-1", "8-10 cue 7-8 source "]);
        // Contents without a cue, and a cue without content
        check("Aa.", &["0-2 cue  source "]);
        check("..Bb", &["2-4 cue  source "]);
        check("sk..", &[]);
    }
}
