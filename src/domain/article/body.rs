//! What each line of an article is: the header's word for its own, then the body line by line, then the trailing
//! block that is no report any more.

use super::RegionKind;
use super::caption::is_caption;
use super::furniture::{Furniture, Pitch, furniture};
use super::header::{Header, is_credit};
use super::line::{Ending, Line, next, previous};

/// So much has to speak for a trailing block before a summary under a headline in it counts as a teaser.
const SURE: usize = 4;

/// The kind of every line; nothing for the report itself and for blank lines.
pub(super) fn classify(lines: &[Line], header: &Header) -> Vec<Option<RegionKind>> {
    let mut kinds = vec![None; lines.len()];
    for &(index, kind) in &header.kinds {
        kinds[index] = Some(kind);
    }
    let notes: Vec<Note> = lines.iter().map(Note::of).collect();
    let end = trailing_block(lines, &notes, header.body);
    for (index, kind) in kinds.iter_mut().enumerate().skip(header.body) {
        if lines[index].is_blank() || *kind == Some(RegionKind::Byline) {
            continue;
        }
        if index >= end {
            *kind = Some(RegionKind::Boilerplate);
        } else if kind.is_none() {
            *kind = in_body(lines, &notes, index);
        }
    }
    kinds
}

/// What a line says of itself, read once.
#[derive(Clone, Copy, Debug)]
struct Note {
    furniture: Option<Furniture>,
    pitch: Pitch,
}

impl Note {
    fn of(line: &Line) -> Self {
        if line.is_blank() {
            return Self { furniture: None, pitch: Pitch { asks: 0, addresses: 0 } };
        }
        Self { furniture: furniture(line), pitch: Pitch::of(line) }
    }
}

/// What line number `index`, which has words, is in the body.
fn in_body(lines: &[Line], notes: &[Note], index: usize) -> Option<RegionKind> {
    let line = &lines[index];
    let (before, after) = (previous(lines, index), next(lines, index));
    let is_furniture = |other: Option<usize>| other.is_some_and(|other| notes[other].furniture.is_some());
    if notes[index].furniture.is_some() {
        return Some(RegionKind::Boilerplate);
    }
    if is_credit(line) {
        return Some(RegionKind::Byline);
    }
    if is_caption(line) {
        return Some(RegionKind::Caption);
    }
    if notes[index].pitch.is_strong() && !line.is_quoting() && (is_furniture(before) || is_furniture(after)) {
        return Some(RegionKind::Boilerplate);
    }
    // A heading leads to something, a teaser stands between paragraphs: both need the report after them.
    let leads = after.is_some_and(|after| lines[after].is_prose() || lines[after].is_quoting());
    if !line.is_headline_shaped() || line.is_quoting() || !leads {
        return None;
    }
    match line.words {
        1..=9 => Some(RegionKind::Heading),
        10..=20 if reads_as_headline(line) => Some(RegionKind::Boilerplate),
        _ => None,
    }
}

/// True for the wording of headlines, which the report's own lines do not share even where a full stop was lost:
/// capitals throughout, or the present tense right after the subject ("Ministry says …").
fn reads_as_headline(line: &Line) -> bool {
    let present = |word: &str| {
        word.len() > 3
            && word.ends_with('s')
            && word.chars().all(char::is_lowercase)
            && ![
                "this",
                "has",
                "was",
                "does",
                "his",
                "its",
                "across",
                "plus",
                "less",
                "always",
                "ministers",
                "officials",
                "talks",
                "forces",
            ]
            .contains(&word)
    };
    let says = line.look().split_whitespace().skip(1).take(2).any(present) && !line.text.contains(". ");
    says || line.capitalised() >= 0.75
}

/// The number of the line with which the trailing block begins: everything from there on is page furniture. The
/// number of lines where there is none.
///
/// A block begins with a line that usually follows a report, and holds to the end of the text only if every full
/// sentence in it is explained: as a pitch, or as a teaser under its headline. One that is not is the report going
/// on, and ends the attempt.
fn trailing_block(lines: &[Line], notes: &[Note], body: usize) -> usize {
    let opens = |index: usize| {
        let (line, note) = (&lines[index], notes[index]);
        note.furniture == Some(Furniture::After)
            || (note.furniture.is_some() && note.pitch.asks > 0)
            || (note.pitch.is_strong() && !line.is_quoting() && line.ending == Ending::Sentence)
    };
    let mut start = body + 1;
    while let Some(opener) = (start..lines.len()).find(|&index| opens(index)) {
        match first_unexplained(lines, notes, opener) {
            None => return opener,
            Some(report) => start = report + 1,
        }
    }
    lines.len()
}

/// The first line after `opener` that only the report explains.
fn first_unexplained(lines: &[Line], notes: &[Note], opener: usize) -> Option<usize> {
    let mut strength = 0;
    for index in opener..lines.len() {
        let (line, note) = (&lines[index], notes[index]);
        if note.furniture.is_some() {
            strength += 1;
        } else if note.pitch.is_weak() {
            strength += 2;
        } else if line.is_blank() || is_credit(line) || is_caption(line) {
        } else if line.is_prose() || line.is_quoting() && line.ending != Ending::Bare {
            match teaser(lines, notes, index) {
                Some(Teaser::Timed) => strength += 2,
                Some(Teaser::Headed) if strength >= SURE => {}
                _ => return Some(index),
            }
        }
    }
    None
}

/// A sentence under a headline of another article.
enum Teaser {
    /// With a reading time after it.
    Timed,
    /// With nothing but the headline.
    Headed,
}

fn teaser(lines: &[Line], notes: &[Note], index: usize) -> Option<Teaser> {
    let before = previous(lines, index)?;
    let after = next(lines, index);
    if lines[before].is_prose() || notes[before].furniture.is_some() || lines[before].words < 4 {
        return None;
    }
    match after {
        Some(after) if notes[after].furniture.is_some() => Some(Teaser::Timed),
        Some(after) if lines[after].is_prose() => None,
        _ => Some(Teaser::Headed),
    }
}
