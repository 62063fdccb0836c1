//! The pointer, moved and pressed where things are on the screen: a mouse, or a finger.
//!
//! A phrase is found in the text content of an element, brought into view, and met at its first and last characters.
//! Where its words stand more than once, those around them tell which are meant: in `who [said] so` only those in
//! brackets are.

use std::time::Duration;

use anyhow::Result;
use fantoccini::actions::{InputSource, MOUSE_BUTTON_LEFT, MouseActions, PointerAction, TouchActions};
use serde::Deserialize;
use serde_json::json;

use super::page::Page;
use super::until;

/// Longer than any browser's threshold for a long press, in milliseconds.
const LONG_PRESS: u32 = 900;

/// Brings two phrases into view, and returns where the first begins and the last ends; selects all that if asked to.
///
/// Where the pointer would meet something else there, a bar that lies over the text for one, it says so.
const LOCATE: &str = r"
(css, first, last, select) => {
    const root = document.querySelector(css);
    if (!root) throw new Error(`nothing matches ${css}`);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const nodes = [];
    let text = '';
    while (walker.nextNode()) {
        nodes.push({ node: walker.currentNode, start: text.length });
        text += walker.currentNode.data;
    }
    const place = offset => {
        const { node, start } = nodes.findLast(({ start }) => start <= offset);
        return { node, offset: offset - start };
    };
    const rectangle = at => {
        const { node, offset } = place(at);
        const range = document.createRange();
        range.setStart(node, offset);
        range.setEnd(node, offset + 1);
        return range.getBoundingClientRect();
    };
    const find = (phrase, from) => {
        const [, before, words, after] = /^(.*)\[(.*)\](.*)$/s.exec(phrase) ?? [phrase, '', phrase, ''];
        const context = text.indexOf(before + words + after, from);
        if (context < 0) throw new Error(`there is no '${phrase}' in ${css}`);
        const start = context + before.length;
        return { context, start, last: start + words.length - 1 };
    };
    const { context, start } = find(first, 0);
    const end = find(last, context).last;

    for (let box = root; box; box = box.parentElement) {
        const whole = box === document.scrollingElement;
        if (!whole && !/auto|scroll/.test(getComputedStyle(box).overflowY)) continue;
        const top = whole ? 0 : box.getBoundingClientRect().top;
        const middle = (rectangle(start).top + rectangle(end).bottom) / 2;
        box.scrollBy({ top: middle - top - box.clientHeight / 2, behavior: 'instant' });
    }
    const point = (offset, side, phrase) => {
        const { left, right, top, bottom, width } = rectangle(offset);
        const inset = Math.min(1, width / 4);
        const at = { x: side === 'left' ? left + inset : right - inset, y: (top + bottom) / 2 };
        const met = document.elementFromPoint(at.x, at.y);
        if (!met) throw new Error(`'${phrase}' does not fit into the window`);
        if (!root.contains(met)) throw new Error(`'${phrase}' is covered by ${met.outerHTML.slice(0, 200)}`);
        if (!met.contains(place(offset).node)) throw new Error(`'${phrase}' is not shown`);
        return at;
    };
    if (select) {
        const [anchor, focus] = [place(start), place(end)];
        getSelection().setBaseAndExtent(anchor.node, anchor.offset, focus.node, focus.offset + 1);
    }
    return { from: point(start, 'left', first), to: point(end, 'right', last) };
}";

/// A place in the window, in CSS pixels from its top left corner.
#[derive(Clone, Copy, Deserialize)]
struct Point {
    x: f64,
    y: f64,
}

/// Where a stretch of text begins and ends on the screen.
#[derive(Deserialize)]
struct Stretch {
    from: Point,
    to: Point,
}

impl Stretch {
    fn middle(&self) -> Point {
        Point { x: f64::midpoint(self.from.x, self.to.x), y: f64::midpoint(self.from.y, self.to.y) }
    }
}

/// With a mouse.
impl Page {
    /// Clicks the first visible element that `css` names, once it is there and nothing covers it.
    pub(crate) async fn click(&self, css: &str) -> Result<()> {
        until(&format!("{css} to be clicked"), async || {
            self.visible(css).await?.click().await?;
            Ok(Some(()))
        })
        .await
    }

    /// Clicks the first visible element of those that `css` names that has `name` in its text or its label.
    pub(crate) async fn click_named(&self, css: &str, name: &str) -> Result<()> {
        const MARK: &str = "data-test-named";
        let mark = "(css, name, mark) => {
            document.querySelector(`[${mark}]`)?.removeAttribute(mark);
            const named = element => [element.textContent, element.ariaLabel, element.title, element.value]
                .some(text => typeof text === 'string' && text.includes(name));
            const found = [...document.querySelectorAll(css)]
                .find(element => named(element) && element.checkVisibility());
            found?.setAttribute(mark, '');
            return Boolean(found);
        }";
        until(&format!("{css} named {name:?} to be clicked"), async || {
            if !self.run::<bool>(mark, json!([css, name, MARK])).await? {
                return Ok(None);
            }
            self.visible(&format!("[{MARK}]")).await?.click().await?;
            Ok(Some(()))
        })
        .await
    }

    /// Chooses the option that reads `label` in the select that `css` names.
    pub(crate) async fn choose(&self, css: &str, label: &str) -> Result<()> {
        Ok(self.visible(css).await?.select_by_label(label).await?)
    }

    /// Double-clicks the element that `css` names.
    pub(crate) async fn double_click(&self, css: &str) -> Result<()> {
        let middle = self.middle_of(css).await?;
        self.mouse([to(middle), DOWN, UP, DOWN, UP]).await
    }

    /// Moves the pointer onto the element that `css` names, and leaves it there.
    pub(crate) async fn hover(&self, css: &str) -> Result<()> {
        let middle = self.middle_of(css).await?;
        self.mouse([to(middle)]).await
    }

    /// Drags from the middle of one element to the middle of another.
    pub(crate) async fn drag(&self, from: &str, to_css: &str) -> Result<()> {
        let (from, onto) = (self.middle_of(from).await?, self.middle_of(to_css).await?);
        self.mouse([to(from), DOWN, gliding(onto), UP]).await
    }

    /// Selects `phrase` in the text of the element that `css` names, by dragging over it.
    pub(crate) async fn select_phrase(&self, css: &str, phrase: &str) -> Result<()> {
        self.select_through(css, phrase, phrase).await
    }

    /// Selects from the beginning of one phrase to the end of a later one, by dragging: over paragraphs, too.
    pub(crate) async fn select_through(&self, css: &str, first: &str, last: &str) -> Result<()> {
        let stretch = self.locate(css, first, last).await?;
        self.mouse([to(stretch.from), DOWN, gliding(stretch.middle()), gliding(stretch.to), UP]).await
    }

    /// Drags from the element that `handle` names to the end of `phrase`: moves the end of a span, for one.
    pub(crate) async fn drag_to_phrase(&self, handle: &str, css: &str, phrase: &str) -> Result<()> {
        // The phrase first: finding it may scroll.
        let target = self.locate(css, phrase, phrase).await?.to;
        let handle = self.rectangle_middle(handle).await?;
        self.mouse([to(handle), DOWN, gliding(target), UP]).await
    }

    /// Clicks on the first character of `phrase` in the element that `css` names.
    ///
    /// Two such clicks in quick succession are a double click, as they would be by hand.
    pub(crate) async fn click_phrase(&self, css: &str, phrase: &str) -> Result<()> {
        let start = self.locate(css, phrase, phrase).await?.from;
        self.mouse([to(start), DOWN, UP]).await
    }

    /// Double-clicks on the first character of `phrase`, which selects a word.
    pub(crate) async fn double_click_phrase(&self, css: &str, phrase: &str) -> Result<()> {
        let start = self.locate(css, phrase, phrase).await?.from;
        self.mouse([to(start), DOWN, UP, DOWN, UP]).await
    }

    async fn mouse<const N: usize>(&self, actions: [PointerAction; N]) -> Result<()> {
        let mouse = actions.into_iter().fold(MouseActions::new("mouse".to_owned()), InputSource::then);
        Ok(self.browser().await?.perform_actions(mouse).await?)
    }
}

/// With a finger. [`super::View::PHONE`] makes the browser one that is touched.
impl Page {
    /// Taps the element that `css` names.
    pub(crate) async fn tap(&self, css: &str) -> Result<()> {
        let middle = self.middle_of(css).await?;
        self.finger([to(middle), DOWN, UP]).await
    }

    /// Taps on the first character of `phrase` in the element that `css` names.
    pub(crate) async fn tap_phrase(&self, css: &str, phrase: &str) -> Result<()> {
        let start = self.locate(css, phrase, phrase).await?.from;
        self.finger([to(start), DOWN, UP]).await
    }

    /// Selects `phrase` by touch: a long press on it, and the selection's handles dragged to its ends.
    ///
    /// The press is real. Headless Chromium has no handles, so the selection is then set as they would set it: the page
    /// sees the selection change, and no pointer with it.
    pub(crate) async fn touch_select_phrase(&self, css: &str, phrase: &str) -> Result<()> {
        let Point { x, y } = self.locate(css, phrase, phrase).await?.from;
        let press = json!({ "x": x, "y": y, "duration": LONG_PRESS, "gestureSourceType": "touch" });
        self.session.devtools("Input.synthesizeTapGesture", press).await?;
        self.act(LOCATE, json!([css, phrase, phrase, true])).await
    }

    async fn finger<const N: usize>(&self, actions: [PointerAction; N]) -> Result<()> {
        let finger = actions.into_iter().fold(TouchActions::new("finger".to_owned()), InputSource::then);
        Ok(self.browser().await?.perform_actions(finger).await?)
    }
}

impl Page {
    async fn locate(&self, css: &str, first: &str, last: &str) -> Result<Stretch> {
        until(&format!("{first:?} in {css}"), async || Ok(Some(self.run(LOCATE, json!([css, first, last])).await?)))
            .await
    }

    /// Waits for the element, and brings it into view.
    async fn middle_of(&self, css: &str) -> Result<Point> {
        self.wait_for(css).await?;
        let reveal = "css => document.querySelector(css).scrollIntoView({ block: 'nearest', behavior: 'instant' })";
        self.act(reveal, json!([css])).await?;
        self.rectangle_middle(css).await
    }

    async fn rectangle_middle(&self, css: &str) -> Result<Point> {
        let middle = "css => {
            const { left, right, top, bottom } = document.querySelector(css).getBoundingClientRect();
            return { x: (left + right) / 2, y: (top + bottom) / 2 };
        }";
        self.run(middle, json!([css])).await
    }
}

const DOWN: PointerAction = PointerAction::Down { button: MOUSE_BUTTON_LEFT };
const UP: PointerAction = PointerAction::Up { button: MOUSE_BUTTON_LEFT };

fn to(Point { x, y }: Point) -> PointerAction {
    PointerAction::MoveTo { duration: Some(Duration::ZERO), x, y }
}

/// As a hand does, with stops on the way.
fn gliding(Point { x, y }: Point) -> PointerAction {
    PointerAction::MoveTo { duration: Some(Duration::from_millis(60)), x, y }
}
