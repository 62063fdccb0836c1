//! A page in a tab: going there, waiting, reading what it shows, and the page's interface for scripts.
//!
//! What needs a pointer, keys or files is in the modules beside this one. A selector that names several elements means
//! the first of them.

use std::rc::Rc;

use anyhow::{Context, Result, anyhow};
use fantoccini::elements::Element;
use fantoccini::wd::WindowHandle;
use fantoccini::{Client, Locator};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use url::Url;

use super::driver::Session;
use super::until;

/// A page in a tab of the browser.
///
/// Commands to pages go one after the other: do not join futures of two pages.
pub(crate) struct Page {
    pub(super) session: Rc<Session>,
    tab: WindowHandle,
}

/// Going somewhere.
impl Page {
    pub(super) async fn current(session: Rc<Session>) -> Result<Self> {
        let tab = session.current_tab().await?;
        Ok(Self { session, tab })
    }

    pub(super) async fn new_tab(session: Rc<Session>) -> Result<Self> {
        let tab = session.new_tab().await?;
        Ok(Self { session, tab })
    }

    /// What names the tab, to the Chrome DevTools Protocol as well.
    pub(crate) fn target(&self) -> String {
        self.tab.clone().into()
    }

    /// Opens an address in this tab, and waits until it is loaded; the application may still be starting.
    pub(crate) async fn go_to(&self, address: Url) -> Result<()> {
        self.browser().await?.goto(address.as_str()).await.with_context(|| format!("cannot open {address}"))
    }

    /// Loads the page again.
    pub(crate) async fn reload(&self) -> Result<()> {
        Ok(self.browser().await?.refresh().await?)
    }

    /// Presses the browser's back button.
    pub(crate) async fn back(&self) -> Result<()> {
        Ok(self.browser().await?.back().await?)
    }

    /// From the next load on, has the browser run `script` before any of the page's own.
    pub(crate) async fn before_loading(&self, script: &str) -> Result<()> {
        self.browser().await?;
        let script = json!({ "source": script });
        self.session.devtools("Page.addScriptToEvaluateOnNewDocument", script).await.map(drop)
    }

    /// Ends the page's process at once, as a crash would. The tab is of no more use: open another.
    pub(crate) async fn crash(self) -> Result<()> {
        self.browser().await?;
        let crash = self.session.devtools("Page.crash", json!({})).await;
        anyhow::ensure!(crash.is_err(), "the page did not crash");
        Ok(())
    }

    /// Closes the tab.
    pub(crate) async fn close(self) -> Result<()> {
        Ok(self.browser().await?.close_window().await?)
    }

    /// What the address bar holds.
    pub(crate) async fn address(&self) -> Result<Url> {
        Ok(self.browser().await?.current_url().await?)
    }

    /// The title of the tab.
    pub(crate) async fn title(&self) -> Result<String> {
        Ok(self.browser().await?.title().await?)
    }
}

/// Waiting for what should appear.
impl Page {
    /// Waits until `css` names an element that can be seen.
    pub(crate) async fn wait_for(&self, css: &str) -> Result<()> {
        until(&format!("{css} to be seen"), async || Ok(self.is_seen(css).await?.then_some(()))).await
    }

    /// Waits until `css` names no element that can be seen.
    pub(crate) async fn wait_until_gone(&self, css: &str) -> Result<()> {
        until(&format!("{css} to be gone"), async || Ok((!self.is_seen(css).await?).then_some(()))).await
    }

    /// Waits until the text of an element that `css` names has `part` in it.
    pub(crate) async fn wait_for_text(&self, css: &str, part: &str) -> Result<()> {
        until(&format!("{part:?} in {css}"), async || {
            Ok(self.texts(css).await?.iter().any(|text| text.contains(part)).then_some(()))
        })
        .await
    }

    /// Waits until nothing is being saved any more, and returns the save state: `saved`, `local` or `failed`.
    pub(crate) async fn saved(&self) -> Result<String> {
        until("the work to be saved", async || {
            let state = self.attribute("output[data-save]", "data-save").await?;
            Ok(state.filter(|state| state != "saving"))
        })
        .await
    }

    /// Whether `css` names an element that can be seen, in the window or beyond its edges.
    async fn is_seen(&self, css: &str) -> Result<bool> {
        let is_seen = "css => [...document.querySelectorAll(css)].some(element =>
            element.getClientRects().length > 0
                && element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))";
        self.run(is_seen, json!([css])).await
    }

    /// The first element that `css` names and that can be seen, once there is one.
    pub(super) async fn visible(&self, css: &str) -> Result<Element> {
        until(&format!("{css} to be seen"), async || {
            for element in self.browser().await?.find_all(Locator::Css(css)).await? {
                if element.is_displayed().await? {
                    return Ok(Some(element));
                }
            }
            Ok(None)
        })
        .await
    }
}

/// Reading what it shows.
impl Page {
    /// The text content of each element that `css` names, white space as it is.
    pub(crate) async fn texts(&self, css: &str) -> Result<Vec<String>> {
        self.run("css => [...document.querySelectorAll(css)].map(element => element.textContent)", json!([css])).await
    }

    /// The text content of the element that `css` names.
    pub(crate) async fn text(&self, css: &str) -> Result<String> {
        self.texts(css).await?.into_iter().next().with_context(|| format!("nothing matches {css}"))
    }

    /// How many elements `css` names.
    pub(crate) async fn count(&self, css: &str) -> Result<usize> {
        self.run("css => document.querySelectorAll(css).length", json!([css])).await
    }

    /// An attribute of the element that `css` names, if it has it.
    pub(crate) async fn attribute(&self, css: &str, name: &str) -> Result<Option<String>> {
        self.run(
            "(css, name) => {
                const element = document.querySelector(css);
                if (!element) throw new Error(`nothing matches ${css}`);
                return element.getAttribute(name);
            }",
            json!([css, name]),
        )
        .await
    }

    /// What is selected, as the browser would copy it.
    pub(crate) async fn selection(&self) -> Result<String> {
        self.run("() => getSelection().toString()", json!([])).await
    }

    /// Whether the focus is on, or within, the element that `css` names.
    pub(crate) async fn has_focus(&self, css: &str) -> Result<bool> {
        self.run("css => document.activeElement?.closest(css) != null", json!([css])).await
    }
}

/// The page's interface for scripts.
impl Page {
    /// Waits until the application has started and its articles are there.
    pub(crate) async fn ready(&self) -> Result<()> {
        until("window.counterpoint", async || {
            Ok(self.run::<bool>("() => Boolean(window.counterpoint)", json!([])).await?.then_some(()))
        })
        .await?;
        self.act("() => window.counterpoint.ready", json!([])).await
    }

    /// All records, as `window.counterpoint.project()` gives them.
    pub(crate) async fn project(&self) -> Result<Value> {
        self.call("project", json!([])).await
    }

    /// Calls a method of `window.counterpoint`, and awaits what it promises. An error of the page is an error here.
    pub(crate) async fn call(&self, method: &str, arguments: Value) -> Result<Value> {
        self.ready().await?;
        let call = "(method, given) => window.counterpoint[method](...given)";
        self.run(call, json!([method, arguments])).await.with_context(|| format!("counterpoint.{method} failed"))
    }

    /// Runs a JavaScript function in the page with a list of arguments, and awaits what it promises.
    pub(crate) async fn run<T: DeserializeOwned>(&self, function: &str, arguments: Value) -> Result<T> {
        let Value::Array(arguments) = arguments else {
            return Err(anyhow!("arguments are a list"));
        };
        let script = format!("return ({function})(...arguments)");
        let answer = self.browser().await?.execute(&script, arguments).await?;
        serde_json::from_value(answer).with_context(|| format!("an unexpected answer of {function}"))
    }

    /// Runs a JavaScript function as [`Self::run`] does, for what it does and not for what it returns.
    pub(crate) async fn act(&self, function: &str, arguments: Value) -> Result<()> {
        self.run(&format!("async (...given) => {{ await ({function})(...given); return null; }}"), arguments).await
    }

    /// The browser, with this page as the one that commands go to.
    pub(super) async fn browser(&self) -> Result<&Client> {
        self.session.on_tab(&self.tab).await
    }
}
