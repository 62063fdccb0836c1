//! What would change, heading by heading: an article, the speakers, the links.

use std::ops::Range;
use std::rc::Rc;

use yew::{Html, Properties, component, html, use_memo};

use super::change_row::ChangeRow;
use super::stretches::use_stretches;
use crate::domain::merging::{Decisions, Heading};
use crate::web::files::Merging;

/// About how high a heading and a row are, in CSS pixels.
const HEIGHTS: [usize; 2] = [38, 27];

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// What was opened.
    pub(super) merging: Merging,
    /// What was decided so far.
    pub(super) decisions: Decisions,
}

/// A line of the list.
#[derive(Clone, PartialEq)]
enum Line {
    Heading(Heading),
    /// The number of a change.
    Change(usize),
}

/// All changes, of which those near the view are made. Those that are left out are struck through.
#[component]
pub(super) fn Groups(props: &Props) -> Html {
    let ways = &props.decisions.ways;
    let lines = use_memo((props.merging.clone(), ways.clone()), |(merging, _)| lines(merging, &props.decisions));
    let stretches = use_stretches(Rc::clone(&lines), lines.len());
    let height = |rows: Range<usize>| {
        let heights = lines[rows].iter().map(|line| HEIGHTS[usize::from(matches!(line, Line::Change(_)))]);
        heights.sum()
    };
    html! {
        <div class="merge-groups" ref={&stretches.list}>
            { stretches.each(|rows| sections(props, &lines[rows]), height) }
        </div>
    }
}

/// The headings with what is under each. What is not to be seen for itself has no line, and neither has a heading with
/// nothing under it.
fn lines(merging: &Merging, decisions: &Decisions) -> Vec<Line> {
    let order: Vec<_> = merging.before.articles().into_iter().map(|(id, _)| id.clone()).collect();
    let mut lines = Vec::new();
    for (heading, changes) in merging.proposal.groups(&order) {
        let seen = changes.into_iter().filter(|(_, change)| !merging.is_passing(change, decisions));
        let changes: Vec<Line> = seen.map(|(number, _)| Line::Change(number)).collect();
        if !changes.is_empty() {
            lines.push(Line::Heading(heading));
            lines.extend(changes);
        }
    }
    lines
}

/// A stretch of the list: a section for each heading. The first one may go on from the stretch before.
fn sections(props: &Props, lines: &[Line]) -> Html {
    let sections = lines.chunk_by(|_, next| matches!(next, Line::Change(_))).map(|section| {
        let (heading, changes) = match section.split_first() {
            Some((Line::Heading(heading), changes)) => (Some(title(&props.merging, heading)), changes),
            _ => (None, section),
        };
        let class = if heading.is_some() { "merge-group" } else { "merge-group continued" };
        html! {
            <section {class}>
                if let Some(heading) = heading { <h3>{ heading }</h3> }
                <ul>{ for changes.iter().map(|line| row(props, line)) }</ul>
            </section>
        }
    });
    sections.collect()
}

fn row(props: &Props, line: &Line) -> Html {
    let Line::Change(number) = *line else { return Html::default() };
    let proposal = &props.merging.proposal;
    let is_taken = proposal.takes(&props.decisions, &proposal.changes[number]);
    html! { <ChangeRow key={number} merging={props.merging.clone()} {number} {is_taken} /> }
}

fn title(merging: &Merging, heading: &Heading) -> String {
    match heading {
        Heading::Article(id) => {
            let article = merging.proposal.after.article(id).or_else(|| merging.before.article(id));
            article.map_or_else(|| "An article that is not here".to_owned(), |article| article.title().to_owned())
        }
        Heading::Speakers => "Speakers".to_owned(),
        Heading::Links => "Contradictions and other links".to_owned(),
    }
}
