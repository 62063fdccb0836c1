//! A web page to an article's text: the browser's own parser makes the tree, and a walk over it collects the blocks.
//!
//! The parsed document is inert: no script of it runs and nothing that it names is loaded. What surrounds the report
//! on a page (navigation, forms, asides) is left out; what remains of page furniture the domain finds by its wording.

use wasm_bindgen::JsCast;
use web_sys::{Document, DomParser, Element, HtmlMetaElement, Node, SupportedType};

use super::FileError;
use crate::domain::intake::{Block, BlockKind, PageMeta, from_blocks};
use crate::web::browser::reason;

/// Elements that hold no word of a report.
const SKIPPED: [&str; 26] = [
    "script", "style", "nav", "aside", "form", "footer", "noscript", "template", "svg", "math", "head", "iframe",
    "object", "embed", "video", "audio", "canvas", "map", "button", "input", "select", "textarea", "dialog", "menu",
    "progress", "meter",
];

/// Elements that begin and end a block.
const BLOCKS: [&str; 34] = [
    "address",
    "article",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "thead",
    "tfoot",
    "tr",
    "ul",
];

/// A page's `article` or `main` is taken for all of the report only where it has so many characters.
const WHOLE_REPORT: usize = 400;

/// The text of the article on a page.
pub(super) fn article_text(source: &str) -> Result<String, FileError> {
    let unparsable = |error| FileError::Unparsable(reason(&error));
    let parser = DomParser::new().map_err(unparsable)?;
    let page = parser.parse_from_string(source, SupportedType::TextHtml).map_err(unparsable)?;
    let mut walk = Walk::default();
    if let Some(root) = root(&page) {
        walk.visit(&root, BlockKind::Paragraph);
    }
    walk.finish(BlockKind::Paragraph);
    Ok(from_blocks(&meta(&page), &walk.blocks))
}

/// The element that holds the report: the longest article, the main part, or all of the page.
fn root(page: &Document) -> Option<Element> {
    let length = |element: &Element| element.text_content().map_or(0, |text| text.len());
    let longest = |selector| all(page, selector).into_iter().max_by_key(length);
    let parts = ["article", "main, [role='main']"].into_iter().filter_map(longest);
    parts.into_iter().find(|part| length(part) >= WHOLE_REPORT).or_else(|| page.body().map(Into::into))
}

/// What the page says about itself in its head and in its marked-up parts.
fn meta(page: &Document) -> PageMeta {
    let text =
        |selector: &str| all(page, selector).first().and_then(|element| element.text_content()).unwrap_or_default();
    let attribute = |selector: &str, name: &str| {
        all(page, selector).first().and_then(|element| element.get_attribute(name)).unwrap_or_default()
    };
    let content = |names: &[&str]| names.iter().find_map(|name| property(page, name)).unwrap_or_default();
    let is_name = |author: &String| !author.trim().is_empty() && !author.contains("://");
    let authors = [content(&["author"]), content(&["article:author"]), text("[rel='author'], [itemprop='author']")];
    PageMeta {
        title: first([content(&["og:title"]), text("h1"), text("title")]),
        site: content(&["og:site_name", "application-name"]),
        author: authors.into_iter().find(is_name).unwrap_or_default(),
        date: first([content(&["article:published_time", "date"]), attribute("time[datetime]", "datetime")]),
        address: first([attribute("link[rel~='canonical']", "href"), content(&["og:url"])]),
    }
}

fn first<const N: usize>(candidates: [String; N]) -> String {
    candidates.into_iter().find(|candidate| !candidate.trim().is_empty()).unwrap_or_default()
}

/// The content of the first `meta` element with this name or property.
fn property(page: &Document, name: &str) -> Option<String> {
    let found = all(page, &format!("meta[property='{name}'], meta[name='{name}']"));
    let contents = found.into_iter().filter_map(|meta| meta.dyn_into::<HtmlMetaElement>().ok());
    contents.map(|meta| meta.content()).find(|content| !content.trim().is_empty())
}

/// The elements of the page that answer to `selector`, in order.
fn all(page: &Document, selector: &str) -> Vec<Element> {
    // Every selector of this file is well formed, which is all that can fail.
    let Ok(found) = page.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|number| found.item(number)?.dyn_into().ok()).collect()
}

/// The blocks so far, and the text of the one that is being read.
#[derive(Default)]
struct Walk {
    blocks: Vec<Block>,
    text: String,
    /// Line breaks since the last word: two of them part paragraphs.
    breaks: usize,
}

impl Walk {
    /// Reads what is in `element`, as part of a block of this kind. Parsers nest no deeper than some hundred levels.
    fn visit(&mut self, element: &Element, kind: BlockKind) {
        let children = element.child_nodes();
        for child in (0..children.length()).filter_map(|number| children.item(number)) {
            match child.dyn_ref::<Element>() {
                Some(child) => self.enter(child, kind),
                None if child.node_type() == Node::TEXT_NODE => {
                    self.push(&child.node_value().unwrap_or_default(), kind);
                }
                None => {}
            }
        }
    }

    fn enter(&mut self, element: &Element, around: BlockKind) {
        let name = element.local_name();
        if SKIPPED.contains(&name.as_str()) || is_hidden(element) {
            return;
        }
        match name.as_str() {
            "br" => self.breaks += 1,
            // What a browser would draw around it is not in the text.
            "q" => {
                self.text.push('“');
                self.visit(element, around);
                self.text.push('”');
            }
            "td" | "th" => {
                self.visit(element, around);
                self.text.push(' ');
            }
            name if BLOCKS.contains(&name) => {
                let kind = kind_of(name, around);
                self.finish(around);
                self.visit(element, kind);
                self.finish(kind);
            }
            _ => self.visit(element, around),
        }
    }

    fn push(&mut self, text: &str, kind: BlockKind) {
        if !text.trim().is_empty() {
            match std::mem::take(&mut self.breaks) {
                0 => {}
                1 => self.text.push(' '),
                _ => self.finish(kind),
            }
        }
        self.text.push_str(text);
    }

    fn finish(&mut self, kind: BlockKind) {
        self.breaks = 0;
        let text = std::mem::take(&mut self.text);
        if !text.trim().is_empty() {
            self.blocks.push(Block::new(kind, text));
        }
    }
}

/// The kind of a block element. Paragraphs inside an item or a caption are still that.
fn kind_of(name: &str, around: BlockKind) -> BlockKind {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Heading,
        "li" => BlockKind::Item,
        "figcaption" | "caption" => BlockKind::Caption,
        _ => around,
    }
}

/// True for what a reader of the page would not have seen.
fn is_hidden(element: &Element) -> bool {
    let style = element.get_attribute("style").unwrap_or_default().replace(' ', "").to_ascii_lowercase();
    element.has_attribute("hidden")
        || element.get_attribute("aria-hidden").as_deref() == Some("true")
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}
