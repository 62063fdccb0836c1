//! Labels made into attributions: which content, cue and source belong together.
//!
//! Labels say which way to look, so linking looks no further than the next cue. This file must not know who labelled.

use std::ops::Range;

use super::label::Label;
use super::token::Unit;

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
    links.sort_by_key(Link::start);
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
