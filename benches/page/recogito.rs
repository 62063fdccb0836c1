//! The best peer: Recogito's text annotator, from npm, drawing with the browser's own highlights.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};
use counterpoint::domain::text::Text;
use serde_json::{Value, json};

use crate::document::Document;
use crate::fixtures::project_dir;
use crate::floor::{STYLE, escaped, paragraphs};

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
    window.shown = true;
});";

/// The program's text.
pub(crate) fn program() -> Result<Vec<u8>> {
    let path: PathBuf = project_dir().join(PROGRAM);
    fs::read(&path).with_context(|| format!("there is no {}: `cargo xtask bench page` installs it", path.display()))
}

/// The page of a document, which fetches `program` and `annotations`.
pub(crate) fn page(document: &Document, program: &str, annotations: &str) -> String {
    let text = &document.text;
    let article = document.articles().iter().map(|text| format!("<p>{}</p>", escaped(text))).collect::<String>();
    let start = START.replace("ANNOTATIONS", annotations);
    format!(
        "<!doctype html><html lang=en><meta charset=utf-8><title>Recogito</title><style>{STYLE}</style>\
         <body><article id=article style='white-space: pre-wrap'>{article}</article><script>{BUNDLED}</script><script src='{program}'></script>\
         <script>{start}</script></body></html>"
    )
}

/// The spans of a document as the annotator takes them.
pub(crate) fn annotations(document: &Document) -> Value {
    let spans = document.spans();
    spans
        .into_iter()
        .enumerate()
        .map(|(number, (span, role))| {
            let body = json!([{ "id": format!("body-{number}"), "purpose": "tagging", "value": role.name() }]);
            annotation(&format!("span-{number}"), &document.text, span.start, span.end, &body)
        })
        .collect()
}

/// Words of a text, in bytes, as an annotation.
pub(crate) fn annotation(id: &str, text: &Text, start: usize, end: usize, bodies: &Value) -> Value {
    let selector = json!([{
        "quote": &text.as_str()[start..end],
        "start": text.utf16(start).0,
        "end": text.utf16(end).0,
    }]);
    json!({ "id": id, "bodies": bodies, "target": { "annotation": id, "selector": selector } })
}
