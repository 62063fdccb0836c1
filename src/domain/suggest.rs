//! Proposals of quotes: content, cue and source, and the speaker behind them. A suggestion is never an annotation.
//!
//! A [`Finder`] reads an article a step at a time, each short enough that a page stays alive, by rules alone or with a
//! [`Model`]. The same text, regions, knowledge and model always give the same suggestions. Nothing here knows of
//! a project: what it holds is handed in as [`Known`], and what comes out changes nothing.

pub mod chain;
pub mod contradictions;
pub mod features;
mod finder;
pub mod label;
mod lexicon;
mod link;
mod model;
mod name;
mod people;
mod rules;
pub mod token;

use super::annotation::Kind;
use super::article::Region;
use super::text::{Span, Text};

pub use finder::{Finder, Path, Step};
pub use link::{Link, link};
pub use model::{FEATURE_BITS, Model, ModelError, Parts};
pub use people::{Person, Voice};

/// A quote that a person may accept. All spans lie in the article's report, on boundaries of grapheme clusters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What was said: one span or more, in order and disjoint.
    pub content: Vec<Span>,
    /// The words that attribute it; empty where there are none.
    pub cue: Vec<Span>,
    /// The words that name the speaker; empty where there are none.
    pub source: Vec<Span>,
    /// How the words were taken over.
    pub kind: Kind,
    /// How sure the suggestion is, in per cent.
    pub confidence: u8,
    /// Who speaks, where that could be told.
    pub speaker: Option<Voice>,
}

/// What the project knows that helps to suggest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Its speakers, and after them whoever was suggested in other articles.
    pub speakers: Vec<Person>,
    /// Words that it used as cues, as they stand in a text.
    pub cues: Vec<String>,
}

impl Known {
    /// Takes note of the speaker of a suggestion, so that another article finds them under the same name.
    pub fn meet(&mut self, voice: &Voice) {
        let is_known = |person: &Person| person.names.contains(&voice.name);
        if !self.speakers.iter().any(is_known) {
            self.speakers.push(Person { id: voice.id.clone(), names: vec![voice.name.clone()] });
        }
    }
}

/// Reads the whole of `text` at once: every suggestion, in reading order. See [`Finder`] for a step at a time.
#[must_use]
pub fn suggest(text: &Text, regions: &[Region], known: &Known, path: Path) -> Vec<Suggestion> {
    let mut finder = Finder::new(text, regions, known);
    let mut all = Vec::new();
    while let Step::More(found) = finder.step(path) {
        all.extend(found);
    }
    all
}
