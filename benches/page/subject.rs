//! One document as each of the three shows it: pages of the floor and of the peer, and a project for the page.

use anyhow::Result;
use counterpoint::domain::text::Text;

use crate::document::Document;
use crate::host::Host;
use crate::project::Project;
use crate::{floor, recogito};

/// One document as each of the three shows it.
pub(crate) struct Subject {
    /// How many spans were asked for.
    pub(crate) size: usize,
    /// How many it has.
    pub(crate) spans: usize,
    /// How many characters.
    pub(crate) characters: usize,
    /// The path of the floor's page.
    pub(crate) floor: String,
    /// The path of the peer's.
    pub(crate) peer: String,
    /// The path of the page where it has the document open.
    pub(crate) page: String,
    /// The path of the page where it has only a short article open.
    pub(crate) elsewhere: String,
    /// The id of its article.
    pub(crate) article: String,
    /// The project, as a file.
    pub(crate) backup: String,
}

impl Subject {
    /// Makes a document of that many spans, and has the host offer what shows it.
    pub(crate) fn offer(host: &Host, articles: &[Document], size: usize) -> Result<Self> {
        let document = Document::of_spans(articles, size);
        let [floor, peer] = ["floor", "recogito"].map(|name| format!("bench/{name}-{size}.html"));
        let annotations = format!("annotations-{size}.json");
        host.offer(&floor, floor::page(&document));
        host.offer(&peer, recogito::page(&document, "recogito.js", &annotations));
        host.offer(&format!("bench/{annotations}"), recogito::annotations(&document).to_string());
        host.offer("bench/recogito.js", recogito::program()?);
        let mut project = Project::new();
        let article = project.add(&document, "document.txt", usize::MAX);
        let note = project.add_text(Text::new("A note of a few words.\n"), "note.txt");
        Ok(Self {
            size,
            spans: document.spans().len(),
            characters: document.characters(),
            floor,
            peer,
            page: format!("#articles={article}"),
            elsewhere: format!("#articles={note}"),
            article: article.to_string(),
            backup: project.backup(),
        })
    }
}
