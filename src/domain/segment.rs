//! Overlapping spans made into flat runs, a paragraph at a time, as the page draws them.
//!
//! Runs of a paragraph are its text in order, without gap or overlap. Equal runs compare equal, so that a change
//! redraws the paragraphs that it touches and no others. They are made when they are asked for, from the project's own
//! index of where quotes stand: a change of a project costs nothing here, and a paragraph costs what is marked in it,
//! however much is marked elsewhere. Nothing here knows of the page.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::annotation::{Quote, Role};
use super::id::{ArticleId, QuoteId, SpeakerId};
use super::order;
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

/// A span over a paragraph, before the paragraph is cut into runs.
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

/// All that is marked in one article, of which any paragraph can be had as runs. Making it costs the suggestions that
/// are left, and nothing for the quotes; a clone of the project in it shares everything with the project.
#[derive(Clone, Debug)]
pub struct Marks {
    project: Project,
    article: ArticleId,
    text: Text,
    active: Vec<QuoteId>,
    /// By the number of the paragraph that they touch; one over several paragraphs comes several times.
    suggested: Vec<(usize, Proposed)>,
}

/// A span of a suggestion.
#[derive(Clone, Copy, Debug)]
struct Proposed {
    span: Span,
    role: Role,
    number: usize,
    /// The first byte of the suggestion's content, which names it.
    start: usize,
    active: bool,
}

impl Marks {
    /// What is marked in an article whose text is at hand, with the spans of the `active` quotes made to stand out.
    #[must_use]
    pub fn of(project: &Project, article: &ArticleId, active: &[QuoteId], suggested: Suggested<'_>) -> Option<Self> {
        let text = project.text(article)?.clone();
        let suggested = proposed(&text, suggested);
        Some(Self { project: project.clone(), article: article.clone(), text, active: active.to_vec(), suggested })
    }

    /// The article's text, whose paragraphs these are the marks of.
    #[must_use]
    pub const fn text(&self) -> &Text {
        &self.text
    }

    /// The runs of the paragraph with this number; none where the text has no such paragraph.
    #[must_use]
    pub fn runs(&self, paragraph: usize) -> Runs {
        let Some(&span) = self.text.paragraphs().get(paragraph) else { return Runs::default() };
        let mut wholes = Vec::new();
        for (id, quote) in self.project.quotes_over(&self.article, span) {
            self.add_marks(&mut wholes, id, quote, span);
        }
        let first = self.suggested.partition_point(|(number, _)| *number < paragraph);
        let here = self.suggested[first..].iter().take_while(|(number, _)| *number == paragraph);
        wholes.extend(here.map(|(_, proposed)| proposed.whole()));
        runs(span, wholes).into()
    }

    /// Adds those spans of a quote that touch the paragraph.
    fn add_marks(&self, wholes: &mut Vec<Whole>, id: &QuoteId, quote: &Quote, paragraph: Span) {
        let speaker = self.project.speaker_of(quote);
        let contradicted = self.project.is_contradicted(id);
        let active = self.active.contains(id);
        let marks = quote.attribution.marks().filter(|(.., span)| span.overlaps(paragraph));
        // Another version may have written spans that do not fit; the text must come out whole all the same.
        for (role, number, span) in marks.filter(|(.., span)| self.text.get(*span).is_some()) {
            let is_label = role == Role::Source && number + 1 == quote.attribution.source.len();
            let label = speaker.filter(|_| is_label && span.end <= paragraph.end);
            let mark = Mark {
                quote: id.clone(),
                role,
                number,
                contradicted,
                active,
                colour: speaker.map(|(_, speaker)| speaker.colour),
                label: label.map(|(id, speaker)| short_name(id, &speaker.name)),
                suggested: false,
            };
            wholes.push(Whole { span, mark });
        }
    }
}

/// The runs of every paragraph of an article: see [`Marks`], which makes them one at a time.
#[must_use]
pub fn segment(project: &Project, article: &ArticleId, active: &[QuoteId], suggested: Suggested<'_>) -> Vec<Runs> {
    let marks = Marks::of(project, article, active, suggested);
    marks
        .into_iter()
        .flat_map(|marks| (0..marks.text.paragraphs().len()).map(move |number| marks.runs(number)))
        .collect()
}

/// What the marks of a suggestion are named by, which has no record: the first byte of its content.
#[must_use]
pub fn suggestion_id(start: usize) -> QuoteId {
    QuoteId::from(format!("suggestion-{start}"))
}

/// The spans of suggestions, by the paragraphs that they touch.
fn proposed(text: &Text, suggested: Suggested<'_>) -> Vec<(usize, Proposed)> {
    let mut all = Vec::new();
    for suggestion in suggested.left {
        let start = suggestion.content.first().map_or(0, |span| span.start);
        let active = suggested.active == Some(suggestion);
        for (role, spans) in
            [(Role::Content, &suggestion.content), (Role::Cue, &suggestion.cue), (Role::Source, &suggestion.source)]
        {
            for (number, &span) in spans.iter().enumerate().filter(|(_, span)| text.get(**span).is_some()) {
                let proposed = Proposed { span, role, number, start, active };
                all.extend(text.paragraphs_of(span).map(|paragraph| (paragraph, proposed)));
            }
        }
    }
    order::sort_by_key(&mut all, |(paragraph, _)| *paragraph);
    all
}

impl Proposed {
    fn whole(&self) -> Whole {
        let mark = Mark {
            quote: suggestion_id(self.start),
            role: self.role,
            number: self.number,
            contradicted: false,
            active: self.active,
            colour: None,
            label: None,
            suggested: true,
        };
        Whole { span: self.span, mark }
    }
}

/// The last word of a name, which is what a reader needs to tell people apart.
fn short_name(id: &SpeakerId, name: &str) -> Rc<str> {
    name.split_whitespace().next_back().unwrap_or(id.as_str()).into()
}

/// Cuts a paragraph wherever a span begins or ends in it.
fn runs(paragraph: Span, mut wholes: Vec<Whole>) -> Vec<Run> {
    order::sort_by(&mut wholes, |one, other| {
        (one.span.len(), one.mark.role, &one.mark.quote).cmp(&(other.span.len(), other.mark.role, &other.mark.quote))
    });
    // Every span by its number in that order, so that those over a run come in it.
    let mut beginning: Vec<(usize, usize)> = Vec::new();
    let mut ending: Vec<(usize, usize)> = Vec::new();
    for (number, Whole { span, .. }) in wholes.iter().enumerate() {
        beginning.push((span.start.max(paragraph.start), number));
        ending.push((span.end.min(paragraph.end), number));
    }
    order::sort(&mut beginning);
    order::sort(&mut ending);
    let ends = [paragraph.start, paragraph.end].into_iter();
    let mut cuts: Vec<usize> = ends.chain(beginning.iter().chain(&ending).map(|(at, _)| *at)).collect();
    order::sort(&mut cuts);
    cuts.dedup();
    let (mut beginning, mut ending) = (beginning.into_iter().peekable(), ending.into_iter().peekable());
    let mut covering = BTreeSet::new();
    let pieces = cuts.windows(2).map(|cuts| {
        let (start, end) = (cuts[0], cuts[1]);
        while let Some((_, number)) = ending.next_if(|(at, _)| *at <= start) {
            covering.remove(&number);
        }
        while let Some((_, number)) = beginning.next_if(|(at, _)| *at <= start) {
            covering.insert(number);
        }
        Run { span: Span::new(start, end), marks: covering.iter().map(|&number| wholes[number].over(end)).collect() }
    });
    pieces.collect()
}

impl Whole {
    /// The mark over a run that ends at this byte.
    fn over(&self, end: usize) -> Mark {
        Mark { label: self.mark.label.clone().filter(|_| self.span.end == end), ..self.mark.clone() }
    }
}
