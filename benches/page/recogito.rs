//! The best peer: Recogito's text annotator, from npm, drawing with the browser's own highlights.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use counterpoint::domain::annotation::Role;
use counterpoint::domain::text::Span;
use serde_json::{Value, json};

use crate::document::Document;
use crate::fixtures::project_dir;
use crate::floor::{STYLE, escaped};

/// The package, whole and without imports, from the root of the checkout.
const PROGRAM: &str = "benches/page/node_modules/@recogito/text-annotator/dist/text-annotator.umd.js";

/// The package asks whether it is being developed, which what bundles it would have answered.
const BUNDLED: &str = "window.process = { env: { NODE_ENV: 'production' } };";

/// Starts the annotator with all annotations of a document.
const START: &str = "
fetch('ANNOTATIONS').then(answer => answer.json()).then(annotations => {
    const article = document.getElementById('article');
    window.annotator = RecogitoJS.createTextAnnotator(article, { renderer: 'CSS_HIGHLIGHTS' });
    annotator.setAnnotations(annotations);
    window.isShown = true;
});";

/// True once all annotations are set.
pub(crate) const IS_SHOWN: &str = "window.isShown === true";

/// Annotates the words in the middle of the window, moves the end of the annotation, and removes it.
pub(crate) const EDITS: &str = "(() => {
    const article = document.getElementById('article');
    const middle = document.caretPositionFromPoint(innerWidth / 2, innerHeight / 2);
    const before = document.createRange();
    before.setStart(article, 0);
    before.setEnd(middle.offsetNode, middle.offset);
    const start = before.toString().length, text = article.textContent;
    const annotation = (length, range) => {
        const selector = [{ quote: text.slice(start, start + length), start, end: start + length, range }];
        return { id: 'new', bodies: [], target: { annotation: 'new', selector } };
    };
    return {
        add: () => annotator.addAnnotation(annotation(20)),
        change() {
            const range = annotator.getAnnotationById('new').target.selector[0].range.cloneRange();
            range.setEnd(range.endContainer, range.endOffset + 1);
            annotator.updateAnnotation(annotation(21, range));
        },
        remove: () => annotator.removeAnnotation('new'),
        count: () => Number(annotator.getAnnotationById('new') !== undefined && CSS.highlights.has('_new')),
    };
})()";

/// The program's text.
pub(crate) fn program() -> Result<Vec<u8>> {
    let path: PathBuf = project_dir().join(PROGRAM);
    fs::read(&path).with_context(|| format!("there is no {}: `cargo xtask bench page` installs it", path.display()))
}

/// The page of a document, which fetches `program` and `annotations`. Each article is one paragraph, and so one node:
/// the annotator looks for each span from the first node on, and is slower by far where each line is one.
pub(crate) fn page(document: &Document, program: &str, annotations: &str) -> String {
    let paragraph = |text| format!("<p style='white-space: pre-wrap'>{}</p>", escaped(text));
    let article: String = document.articles().map(paragraph).collect();
    let start = START.replace("ANNOTATIONS", annotations);
    format!(
        "<!doctype html><html lang=en><meta charset=utf-8><title>Recogito</title><style>{STYLE}</style>\
         <body><article id=article>{article}</article><script>{BUNDLED}</script><script src='{program}'></script>\
         <script>{start}</script></body></html>"
    )
}

/// The spans of a document as the annotator takes them.
pub(crate) fn annotations(document: &Document) -> Value {
    let text = &document.text;
    let annotation = |(number, (span, role)): (usize, (Span, Role))| {
        let id = format!("span-{number}");
        let selector = json!([{
            "quote": text.slice(span),
            "start": text.utf16(span.start).0,
            "end": text.utf16(span.end).0,
        }]);
        let body =
            json!({ "id": format!("body-{number}"), "annotation": id, "purpose": "tagging", "value": role.name() });
        json!({ "id": id, "bodies": [body], "target": { "annotation": id, "selector": selector } })
    };
    document.spans().into_iter().enumerate().map(annotation).collect()
}
