//! The floor: the same text with the same marks as a page without any program. No annotator can be faster than the
//! browser is at showing that.

use std::fmt::Write;

use counterpoint::domain::annotation::Role;
use counterpoint::domain::segment::{Runs, Suggested, segment};
use counterpoint::domain::text::Text;

use crate::document::Document;
use crate::project::Project;

/// The looks of an article and its marks in the page, and nothing else.
pub(crate) const STYLE: &str = "
body { margin: 0; background: #fffdf8; color: #23211c; }
article { max-width: 66ch; margin: 26px auto 40vh; font: 1.0625rem/1.62 Charter, Georgia, 'Noto Serif', serif; }
p { margin: 0 0 0.75em; }
mark { color: inherit; background: none; border-radius: 3px; padding: 1px 0; box-decoration-break: clone; cursor: pointer; }
mark.content { background: #fbe9b7; }
mark.cue { text-decoration: underline dotted #3f6fb5 2px; text-underline-offset: 4px; }
mark.source { text-decoration: underline solid #8c8574 2px; text-underline-offset: 4px; }
";

/// The page of a document.
pub(crate) fn page(document: &Document) -> String {
    let mut project = Project::new();
    let id = project.add(document, "floor.txt", usize::MAX);
    let runs = segment(project.session().project(), &id, &[], Suggested::default());
    let article = paragraphs(&document.text, |html, number| marked(html, &document.text, &runs[number]));
    format!(
        "<!doctype html><html lang=en><meta charset=utf-8><title>Floor</title><style>{STYLE}</style>\
         <body><article id=article>{article}</article></body></html>"
    )
}

/// The paragraphs of a text, each written by `write`. Blank lines belong to the paragraph before them, as they do to
/// nobody's eye: the text comes out whole, in no more nodes than it needs.
pub(crate) fn paragraphs(text: &Text, write: impl Fn(&mut String, usize)) -> String {
    let mut html = String::new();
    for (number, &span) in text.paragraphs().iter().enumerate() {
        if number == 0 || !text.slice(span).trim().is_empty() {
            html.push_str("<p>");
        }
        write(&mut html, number);
    }
    html
}

fn marked(html: &mut String, text: &Text, runs: &Runs) {
    for run in runs.iter() {
        let words = escaped(text.slice(run.span));
        if run.marks.is_empty() {
            html.push_str(&words);
            continue;
        }
        let has = |role| run.marks.iter().any(|mark| mark.role == role);
        let classes: Vec<&str> = Role::ALL.into_iter().filter(|&role| has(role)).map(Role::name).collect();
        let _ = write!(html, "<mark class='{}'>{words}</mark>", classes.join(" "));
    }
}

/// A text as HTML.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}
