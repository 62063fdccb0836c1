//! The one adapter between places in the page and places in a text: DOM nodes and UTF-16 offsets on one side, bytes
//! on the other.
//!
//! An article's element holds the article's text character for character, and each paragraph in it says at which
//! byte it starts (`data-start`). Nothing else in the shell knows how the page splits a text into nodes.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node, Range};

use super::browser::{document, window};
use crate::domain::id::ArticleId;
use crate::domain::project::Project;
use crate::domain::session::Selection;
use crate::domain::text::{Span, Text, Utf16};

/// What the caret moves by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// What a reader sees as one character.
    Character,
    /// A word.
    Word,
    /// A line on the screen.
    Line,
    /// To the end of a line on the screen.
    LineBoundary,
    /// A paragraph.
    Paragraph,
}

impl Unit {
    const fn name(self) -> &'static str {
        match self {
            Self::Character => "character",
            Self::Word => "word",
            Self::Line => "line",
            Self::LineBoundary => "lineboundary",
            Self::Paragraph => "paragraph",
        }
    }
}

/// The words selected in an article, if there are any. A selection that leaves the article in which it began counts
/// up to that article's end.
pub(crate) fn read(project: &Project) -> Option<Selection> {
    let selection = window().get_selection().ok().flatten().filter(|selection| !selection.is_collapsed())?;
    let article = article_of(&selection.anchor_node()?)?;
    let (id, text) = text_of(project, &article)?;
    let range = selection.get_range_at(0).ok()?;
    let start = end_in(&article, text, &range, End::Start)?;
    let end = end_in(&article, text, &range, End::End)?;
    (start < end).then(|| Selection { article: id, span: Span::new(start, end) })
}

/// Where the caret stands in an article: a collapsed selection.
pub(crate) fn caret() -> Option<(Element, Range)> {
    let selection = window().get_selection().ok().flatten().filter(web_sys::Selection::is_collapsed)?;
    let article = article_of(&selection.anchor_node()?)?;
    Some((article, selection.get_range_at(0).ok()?))
}

/// Where a span begins and ends, as carets would stand there.
pub(crate) fn ends_on_screen(
    article: &Element,
    text: &Text,
    span: Span,
) -> Option<(web_sys::DomRect, web_sys::DomRect)> {
    let range = range_of(article, text, span)?;
    Some((caret_rect(&range, false)?, caret_rect(&range, true)?))
}

/// Draws a range as selected, in the place of the one that was drawn before, though the browser does not select it. One
/// that cannot draw words without marking them up draws nothing.
pub(crate) fn draw(range: Option<&Range>) {
    let get = |of: &JsValue, name: &str| js_sys::Reflect::get(of, &name.into()).ok().filter(JsValue::is_truthy);
    let page: JsValue = window().into();
    let Some(drawn) = get(&page, "CSS").and_then(|css| get(&css, "highlights")) else { return };
    let call = |name: &str, arguments: &js_sys::Array| {
        let function = get(&drawn, name).and_then(|function| function.dyn_into::<js_sys::Function>().ok());
        // A browser that has the map has its methods, and none of them fails.
        function.map(|function| function.apply(&drawn, arguments))
    };
    let name = JsValue::from("chosen");
    let highlight = range.and_then(|range| {
        let class = get(&page, "Highlight")?.dyn_into::<js_sys::Function>().ok()?;
        js_sys::Reflect::construct(&class, &js_sys::Array::of1(range)).ok()
    });
    match highlight {
        Some(highlight) => call("set", &js_sys::Array::of2(&name, &highlight)),
        None => call("delete", &js_sys::Array::of1(&name)),
    };
}

/// The article's element, where it is open.
pub(crate) fn article_element(id: &ArticleId) -> Option<Element> {
    document().query_selector(&format!("article[data-article=\"{id}\"]")).ok().flatten()
}

/// Where an article's element shows the first line of a span, marked or not, in CSS pixels of the window.
pub(crate) fn first_line(article: &Element, text: &Text, span: Span) -> Option<web_sys::DomRect> {
    let rects = range_of(article, text, span)?.get_client_rects().filter(|rects| rects.length() > 0)?;
    // Where a line is broken at the first character, the browser also tells of the end of the line before.
    let drawn = (0..rects.length()).filter_map(|number| rects.item(number)).find(|rect| rect.width() > 0.0);
    drawn.or_else(|| rects.item(0))
}

/// The element that scrolls an article's text.
pub(crate) fn scroll_of(element: &Element) -> Option<Element> {
    element.closest(".sheet-scroll").ok().flatten()
}

/// The byte at which an element inside an article's text begins.
pub(crate) fn byte_of_element(project: &Project, element: &Element) -> Option<(ArticleId, usize)> {
    let article = article_of(element)?;
    let (id, text) = text_of(project, &article)?;
    Some((id, byte_of(&article, text, element, 0)?))
}

/// The byte under a point of the window, in CSS pixels.
pub(crate) fn byte_at_point(project: &Project, x: f32, y: f32) -> Option<(ArticleId, usize)> {
    let (node, offset) = caret_from_point(x, y)?;
    let article = article_of(&node)?;
    let (id, text) = text_of(project, &article)?;
    Some((id, byte_of(&article, text, &node, offset)?))
}

/// The range of the page that shows a span.
pub(crate) fn range_of(article: &Element, text: &Text, span: Span) -> Option<Range> {
    let range = document().create_range().ok()?;
    let (node, offset) = place_of(article, text, span.start, End::Start)?;
    range.set_start(&node, offset).ok()?;
    let (node, offset) = place_of(article, text, span.end, End::End)?;
    range.set_end(&node, offset).ok()?;
    Some(range)
}

/// Selects a span in the page; an empty one puts the caret there.
pub(crate) fn select(article: &Element, text: &Text, span: Span) {
    let Some(range) = range_of(article, text, span) else { return };
    let Some(selection) = window().get_selection().ok().flatten() else { return };
    // Neither call can fail for a range of this document.
    let _ = selection.remove_all_ranges();
    let _ = selection.add_range(&range);
}

/// Lets go of selected words. The caret stays at their end.
pub(crate) fn collapse() {
    if let Some(selection) = window().get_selection().ok().flatten().filter(|selection| selection.range_count() > 0) {
        // Collapsing a selection that has a range cannot fail.
        let _ = selection.collapse_to_end();
    }
}

/// Moves the caret in `article`, or extends the selection, by one unit. Where there is no caret yet, it is put
/// where the text begins to be in view.
pub(crate) fn move_caret(article: &Element, extends: bool, forward: bool, unit: Unit) {
    let Some(selection) = window().get_selection().ok().flatten() else { return };
    let is_here = selection.anchor_node().is_some_and(|node| article.contains(Some(&node)));
    if !is_here {
        put_caret_in_view(article, &selection);
        return;
    }
    let alter = if extends { "extend" } else { "move" };
    let direction = if forward { "forward" } else { "backward" };
    let before = (selection.focus_node(), selection.focus_offset());
    // A browser that cannot move by this unit leaves the selection as it is.
    let _ = selection.modify(alter, direction, unit.name());
    let left = selection.focus_node().is_none_or(|node| !article.contains(Some(&node)));
    if left && let (Some(node), offset) = before {
        let _ = if extends {
            selection.extend_with_offset(&node, offset)
        } else {
            selection.collapse_with_offset(Some(&node), offset)
        };
    }
}

/// Puts the caret at the first paragraph that is in view.
fn put_caret_in_view(article: &Element, selection: &web_sys::Selection) {
    let top = scroll_of(article).map_or(0.0, |scroll| scroll.get_bounding_client_rect().top());
    let in_view = |within: &Element, selector: &str| -> Vec<Element> {
        let Ok(found) = within.query_selector_all(selector) else { return Vec::new() };
        let elements = (0..found.length()).filter_map(|number| found.item(number)?.dyn_into::<Element>().ok());
        let here = elements.skip_while(|element| {
            let rect = element.get_bounding_client_rect();
            rect.height() <= 4.0 || rect.bottom() <= top + 8.0
        });
        // The first may have nothing in view but the space below its last line.
        here.take(2).collect()
    };
    // Only the paragraphs of the stretch in view are asked: asking the others would have the browser lay them out.
    let mut paragraphs =
        in_view(article, ".stretch").into_iter().flat_map(|stretch| in_view(&stretch, "[data-start]"));
    if let Some(paragraph) = paragraphs.next() {
        let _ = selection.collapse_with_offset(Some(&paragraph), 0);
    }
}

/// The end of the selection that the arrows move, as a caret would stand there.
pub(crate) fn moving_end() -> Option<web_sys::DomRect> {
    let selection = window().get_selection().ok().flatten()?;
    let range = document().create_range().ok()?;
    range.set_start(&selection.focus_node()?, selection.focus_offset()).ok()?;
    range.collapse_with_to_start(true);
    caret_rect(&range, false)
}

/// The rectangle of a range's start or end, as a caret would stand there, in CSS pixels of the window.
pub(crate) fn caret_rect(range: &Range, at_end: bool) -> Option<web_sys::DomRect> {
    let point = range.clone_range();
    point.collapse_with_to_start(!at_end);
    let rects = point.get_client_rects().filter(|rects| rects.length() > 0);
    if let Some(rects) = rects {
        return rects.item(rects.length() - 1);
    }
    // An empty line has no caret of its own: its element says where it is.
    let node = point.start_container().ok()?;
    let element = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element())?;
    Some(element.get_bounding_client_rect())
}

#[derive(Clone, Copy, PartialEq)]
enum End {
    Start,
    End,
}

fn end_in(article: &Element, text: &Text, range: &Range, end: End) -> Option<usize> {
    let (node, offset) = match end {
        End::Start => (range.start_container().ok()?, range.start_offset().ok()?),
        End::End => (range.end_container().ok()?, range.end_offset().ok()?),
    };
    if article.contains(Some(&node)) {
        return byte_of(article, text, &node, offset);
    }
    Some(if end == End::Start { 0 } else { text.len() })
}

fn article_of(node: &Node) -> Option<Element> {
    let element = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element())?;
    element.closest("article[data-article]").ok().flatten()
}

fn text_of<'a>(project: &'a Project, article: &Element) -> Option<(ArticleId, &'a Text)> {
    let id = ArticleId::from(article.get_attribute("data-article")?);
    let text = project.text(&id)?;
    Some((id, text))
}

/// The byte of the text at a place of the page: the units from the start of its paragraph, or of the article.
fn byte_of(article: &Element, text: &Text, node: &Node, offset: u32) -> Option<usize> {
    let element = node.dyn_ref::<Element>().cloned().or_else(|| node.parent_element())?;
    let paragraph = element.closest("[data-start]").ok().flatten().filter(|found| article.contains(Some(found)));
    let from = paragraph.as_ref().unwrap_or(article);
    let start: usize =
        paragraph.as_ref().and_then(|found| found.get_attribute("data-start")?.parse().ok()).unwrap_or(0);
    let range = document().create_range().ok()?;
    range.set_start(from, 0).ok()?;
    range.set_end(node, offset).ok()?;
    let units = usize::try_from(range.to_string().length()).ok()?;
    text.byte_of_utf16(Utf16(text.utf16(start).0 + units))
}

/// The text node and the UTF-16 offset in it at which a byte of the text stands. Between two nodes, what starts there
/// stands in the second and what ends there in the first, so that neither is drawn at the far end of another line.
fn place_of(article: &Element, text: &Text, byte: usize, end: End) -> Option<(Node, u32)> {
    let paragraph = text.paragraphs().get(text.paragraph_at(byte))?;
    let element = article.query_selector(&format!("[data-start=\"{}\"]", paragraph.start)).ok().flatten()?;
    let mut left = u32::try_from(text.utf16(byte).0 - text.utf16(paragraph.start).0).ok()?;
    // 4 is NodeFilter.SHOW_TEXT.
    let walker = document().create_tree_walker_with_what_to_show(&element, 4).ok()?;
    let mut last = None;
    while let Some(node) = walker.next_node().ok().flatten() {
        let length = node.dyn_ref::<web_sys::CharacterData>().map_or(0, web_sys::CharacterData::length);
        if left < length || (left == length && end == End::End) {
            return Some((node, left));
        }
        left -= length;
        last = Some((node, length));
    }
    last.or_else(|| Some((element.into(), 0)))
}

/// What the browser takes a point to mean. Older ones only know `caretRangeFromPoint`.
fn caret_from_point(x: f32, y: f32) -> Option<(Node, u32)> {
    let document: JsValue = document().into();
    let call = |name: &str| -> Option<JsValue> {
        let function: js_sys::Function = js_sys::Reflect::get(&document, &name.into()).ok()?.dyn_into().ok()?;
        function.call2(&document, &x.into(), &y.into()).ok().filter(JsValue::is_object)
    };
    if let Some(position) = call("caretPositionFromPoint") {
        let position: web_sys::CaretPosition = position.unchecked_into();
        return Some((position.offset_node()?, position.offset()));
    }
    let range: Range = call("caretRangeFromPoint")?.unchecked_into();
    Some((range.start_container().ok()?, range.start_offset().ok()?))
}
