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

/// True once the page is there.
pub(crate) const IS_SHOWN: &str = "document.readyState === 'complete'";

/// Wraps words in the middle of the window in a mark, changes its looks, and unwraps them.
pub(crate) const EDITS: &str = "(() => {
    const walker = document.createTreeWalker(document.getElementById('article'), NodeFilter.SHOW_TEXT);
    walker.currentNode = document.caretPositionFromPoint(innerWidth / 2, innerHeight / 2).offsetNode;
    while (!(walker.currentNode.length >= 40)) walker.nextNode();
    const node = walker.currentNode;
    let mark;
    return {
        add() {
            const range = document.createRange();
            range.setStart(node, 10);
            range.setEnd(node, 30);
            mark = document.createElement('mark');
            mark.className = 'content new';
            range.surroundContents(mark);
        },
        change() {
            mark.append(mark.nextSibling.splitText(1).previousSibling);
        },
        remove() {
            const parent = mark.parentNode;
            mark.replaceWith(...mark.childNodes);
            parent.normalize();
        },
        count: () => document.querySelectorAll('mark.new').length,
    };
})()";

/// The page of a document.
pub(crate) fn page(document: &Document) -> String {
    let mut project = Project::new();
    let id = project.add(document, "floor.txt", usize::MAX);
    let runs = segment(project.session().project(), &id, &[], Suggested::default());
    let text = &document.text;
    let mut article = String::new();
    for (number, (&paragraph, runs)) in text.paragraphs().iter().zip(&runs).enumerate() {
        // Blank lines belong to the paragraph before them, where nobody sees them: the text comes out whole.
        if number == 0 || !text.slice(paragraph).trim().is_empty() {
            article.push_str("<p>");
        }
        marked(&mut article, text, runs);
    }
    format!(
        "<!doctype html><html lang=en><meta charset=utf-8><title>Floor</title><style>{STYLE}</style>\
         <body><article id=article>{article}</article></body></html>"
    )
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
