//! Overlapping spans made into flat runs, a paragraph at a time, as the page draws them.
//!
//! Runs of a paragraph are its text in order, without gap or overlap. Equal runs compare equal, so that a change
//! redraws the paragraphs that it touches and no others. Nothing here knows of the page.

use std::rc::Rc;

use super::annotation::Role;
use super::id::{ArticleId, QuoteId, SpeakerId};
use super::project::Project;
use super::suggest::Suggestion;
use super::text::{Span, Text};

/// A stretch of a paragraph that is covered by the same spans throughout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Where it lies in the article's text, in bytes.
    pub span: Span,
    /// What covers it, the shortest span first; empty for plain text.
    pub marks: Vec<Mark>,
}

impl Run {
    /// The quotes that cover the run, each once, in the order of their first marks.
    pub fn records(&self) -> impl Iterator<Item = &QuoteId> {
        self.named(|mark| !mark.suggested)
    }

    /// The suggestions that cover the run, each once: see [`suggestion_id`].
    pub fn suggestions(&self) -> impl Iterator<Item = &QuoteId> {
        self.named(|mark| mark.suggested)
    }

    fn named(&self, is_wanted: fn(&Mark) -> bool) -> impl Iterator<Item = &QuoteId> {
        let is_first = |number: usize, quote: &QuoteId| !self.marks[..number].iter().any(|mark| mark.quote == *quote);
        let marks = self.marks.iter().enumerate().filter(move |(_, mark)| is_wanted(mark));
        marks.filter(move |(number, mark)| is_first(*number, &mark.quote)).map(|(_, mark)| &mark.quote)
    }
}

/// One quote's span over a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The quote.
    pub quote: QuoteId,
    /// The role of the span.
    pub role: Role,
    /// The number of the span among those of its role.
    pub number: usize,
    /// True where the quote is contradicted.
    pub contradicted: bool,
    /// True where the quote is active.
    pub active: bool,
    /// The number of the speaker's colour, where there is a speaker.
    pub colour: Option<u8>,
    /// The speaker's short name, on the run with which a source ends.
    pub label: Option<Rc<str>>,
    /// True where the quote is only suggested.
    pub suggested: bool,
}

/// The runs of one paragraph.
pub type Runs = Rc<[Run]>;

/// A span of the article before it is cut at paragraphs.
struct Whole {
    span: Span,
    mark: Mark,
}

/// What is suggested for an article, and which of it is active.
#[derive(Clone, Copy, Debug, Default)]
pub struct Suggested<'a> {
    /// The suggestions that are left.
    pub left: &'a [&'a Suggestion],
    /// The active one.
    pub active: Option<&'a Suggestion>,
}

/// The runs of every paragraph of an article, with the spans of the `active` quotes made to stand out.
#[must_use]
pub fn segment(project: &Project, article: &ArticleId, active: &[QuoteId], suggested: Suggested<'_>) -> Vec<Runs> {
    let Some(text) = project.text(article) else { return Vec::new() };
    let paragraphs = text.paragraphs();
    let mut by_paragraph: Vec<Vec<&Whole>> = vec![Vec::new(); paragraphs.len()];
    let mut wholes = wholes(project, article, text, active);
    wholes.extend(suggested_wholes(text, suggested));
    for whole in &wholes {
        for number in text.paragraphs_of(whole.span) {
            by_paragraph[number].push(whole);
        }
    }
    paragraphs.iter().zip(by_paragraph).map(|(&paragraph, wholes)| runs(paragraph, &wholes).into()).collect()
}

fn wholes(project: &Project, article: &ArticleId, text: &Text, active: &[QuoteId]) -> Vec<Whole> {
    let mut wholes = Vec::new();
    for (id, quote) in project.quotes_in(article) {
        let speaker = project.speaker_of(quote);
        let contradicted = project.is_contradicted(id);
        // Another version may have written spans that do not fit; the text must come out whole all the same.
        for (role, number, span) in quote.attribution.marks().filter(|(.., span)| text.get(*span).is_some()) {
            let is_label = role == Role::Source && number + 1 == quote.attribution.source.len();
            let label = speaker.filter(|_| is_label).map(|(id, speaker)| short_name(id, &speaker.name));
            let mark = Mark {
                quote: id.clone(),
                role,
                number,
                contradicted,
                active: active.contains(id),
                colour: speaker.map(|(_, speaker)| speaker.colour),
                label,
                suggested: false,
            };
            wholes.push(Whole { span, mark });
        }
    }
    wholes
}

/// What the marks of a suggestion are named by, which has no record: the first byte of its content.
#[must_use]
pub fn suggestion_id(start: usize) -> QuoteId {
    QuoteId::from(format!("suggestion-{start}"))
}

/// The spans of suggestions. They are named by where they stand.
fn suggested_wholes(text: &Text, suggested: Suggested<'_>) -> Vec<Whole> {
    let mut wholes = Vec::new();
    for suggestion in suggested.left {
        let quote = suggestion_id(suggestion.content.first().map_or(0, |span| span.start));
        for (role, spans) in
            [(Role::Content, &suggestion.content), (Role::Cue, &suggestion.cue), (Role::Source, &suggestion.source)]
        {
            for (number, &span) in spans.iter().enumerate().filter(|(_, span)| text.get(**span).is_some()) {
                let mark = Mark {
                    quote: quote.clone(),
                    role,
                    number,
                    contradicted: false,
                    active: suggested.active == Some(suggestion),
                    colour: None,
                    label: None,
                    suggested: true,
                };
                wholes.push(Whole { span, mark });
            }
        }
    }
    wholes
}

/// The last word of a name, which is what a reader needs to tell people apart.
fn short_name(id: &SpeakerId, name: &str) -> Rc<str> {
    name.split_whitespace().next_back().unwrap_or(id.as_str()).into()
}

fn runs(paragraph: Span, wholes: &[&Whole]) -> Vec<Run> {
    let mut cuts = vec![paragraph.start, paragraph.end];
    for whole in wholes {
        cuts.extend(
            [whole.span.start, whole.span.end]
                .into_iter()
                .filter(|&cut| paragraph.start < cut && cut < paragraph.end),
        );
    }
    cuts.sort_unstable();
    cuts.dedup();
    let pieces = cuts.windows(2).map(|pair| Span::new(pair[0], pair[1]));
    pieces.map(|span| Run { span, marks: marks(span, wholes) }).collect()
}

/// The marks over a run. It lies wholly inside or wholly outside each span, being cut at their ends.
fn marks(run: Span, wholes: &[&Whole]) -> Vec<Mark> {
    let mut covering: Vec<_> = wholes.iter().filter(|whole| whole.span.contains(run)).collect();
    covering.sort_by(|one, other| {
        (one.span.len(), one.mark.role, &one.mark.quote).cmp(&(other.span.len(), other.mark.role, &other.mark.quote))
    });
    let marks = covering.into_iter().map(|whole| {
        let ends_here = whole.span.end == run.end;
        Mark { label: whole.mark.label.clone().filter(|_| ends_here), ..whole.mark.clone() }
    });
    marks.collect()
}
