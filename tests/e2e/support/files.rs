//! Files and text that come from outside the page: chosen, dropped or pasted.

use std::path::Path;

use anyhow::{Context, Result};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use fantoccini::Locator;
use serde_json::{Value, json};

use super::page::Page;
use super::until;

/// A file that is not on any disk.
#[derive(Clone)]
pub(crate) struct Upload {
    /// Its name, with the ending.
    pub(crate) name: String,
    /// What is in it.
    pub(crate) bytes: Vec<u8>,
}

impl Upload {
    /// A file of that name and content.
    pub(crate) fn new(name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.to_owned(), bytes: bytes.into() }
    }
}

impl Page {
    /// Chooses files in the file input that `css` names; the input itself may be hidden behind a button.
    pub(crate) async fn choose_files(&self, css: &str, files: &[&Path]) -> Result<()> {
        let paths = files
            .iter()
            .map(|file| {
                let file = file.canonicalize().with_context(|| format!("there is no {}", file.display()))?;
                Ok(file.to_str().context("the path of a chosen file is Unicode")?.to_owned())
            })
            .collect::<Result<Vec<_>>>()?;
        let input = until(&format!("the file input {css}"), async || {
            Ok(self.browser().await?.find_all(Locator::Css(css)).await?.into_iter().next())
        })
        .await?;
        Ok(input.send_keys(&paths.join("\n")).await?)
    }

    /// Drops files onto the element that `css` names, with all the events that a drag has.
    pub(crate) async fn drop_files(&self, css: &str, files: &[Upload]) -> Result<()> {
        self.wait_for(css).await?;
        let files: Vec<Value> = files
            .iter()
            .map(|file| json!({ "name": file.name, "data": BASE64_STANDARD.encode(&file.bytes) }))
            .collect();
        let act = "(css, files) => {
            const transfer = new DataTransfer();
            for (const { name, data } of files) {
                const bytes = Uint8Array.from(atob(data), character => character.charCodeAt(0));
                transfer.items.add(new File([bytes], name));
            }
            const target = document.querySelector(css);
            for (const type of ['dragenter', 'dragover', 'drop']) {
                const event = { bubbles: true, cancelable: true, composed: true, dataTransfer: transfer };
                target.dispatchEvent(new DragEvent(type, event));
            }
        }";
        self.act(act, json!([css, files])).await
    }

    /// Pastes `text` into whatever has the focus, as from a clipboard that holds it as `mime`.
    ///
    /// Where the page leaves the paste to the browser, a text field gets the text.
    pub(crate) async fn paste(&self, mime: &str, text: &str) -> Result<()> {
        let act = "(mime, text) => {
            const transfer = new DataTransfer();
            transfer.setData(mime, text);
            const event = { bubbles: true, cancelable: true, composed: true, clipboardData: transfer };
            const target = document.activeElement ?? document.body;
            const unhandled = target.dispatchEvent(new ClipboardEvent('paste', event));
            if (unhandled && mime === 'text/plain') document.execCommand('insertText', false, text);
        }";
        self.act(act, json!([mime, text])).await
    }
}
