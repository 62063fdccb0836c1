//! Keys, as a person presses them: whatever has the focus gets them.

use std::iter;

use anyhow::{Context, Result};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;

use super::page::Page;

impl Page {
    /// Presses and releases a key, with modifiers before it: `"q"`, `"?"`, `"Enter"`, `"Control+z"`,
    /// `"Shift+ArrowRight"`. Keys have the names of the web's `KeyboardEvent.key`; space is `"Space"`.
    pub(crate) async fn press(&self, chord: &str) -> Result<()> {
        self.press_times(chord, 1).await
    }

    /// Presses a key several times, as [`Self::press`] does once.
    pub(crate) async fn press_times(&self, chord: &str, times: usize) -> Result<()> {
        // A final plus is the key itself.
        let (modifiers, key) = match chord.strip_suffix('+') {
            Some(modifiers) => (modifiers.trim_end_matches('+'), "+"),
            None => chord.rsplit_once('+').unwrap_or(("", chord)),
        };
        let modifiers: Vec<char> =
            modifiers.split('+').filter(|name| !name.is_empty()).map(code).collect::<Result<_>>()?;
        let key = code(key)?;
        let down = modifiers.iter().map(|&value| KeyAction::Down { value });
        let strokes = iter::repeat_n([KeyAction::Down { value: key }, KeyAction::Up { value: key }], times).flatten();
        let up = modifiers.iter().rev().map(|&value| KeyAction::Up { value });
        self.strike(down.chain(strokes).chain(up)).await.with_context(|| format!("cannot press {chord}"))
    }

    /// Types `text` into whatever has the focus; a line break is the Enter key.
    pub(crate) async fn type_text(&self, text: &str) -> Result<()> {
        let strokes = text.chars().flat_map(|character| {
            let value = if character == '\n' { char::from(Key::Enter) } else { character };
            [KeyAction::Down { value }, KeyAction::Up { value }]
        });
        self.strike(strokes).await
    }

    /// Clicks into the field that `css` names, and types `text` in place of what it holds.
    pub(crate) async fn fill(&self, css: &str, text: &str) -> Result<()> {
        self.click(css).await?;
        self.press("Control+a").await?;
        if text.is_empty() { self.press("Delete").await } else { self.type_text(text).await }
    }

    /// Presses Tab until the focus is on, or within, the element that `css` names: the way of those without a pointer.
    ///
    /// # Errors
    /// Where `presses` are not enough.
    pub(crate) async fn tab_to(&self, css: &str, presses: usize) -> Result<()> {
        for _ in 0..presses {
            if self.has_focus(css).await? {
                return Ok(());
            }
            self.press("Tab").await?;
        }
        anyhow::ensure!(self.has_focus(css).await?, "Tab did not reach {css} in {presses} presses");
        Ok(())
    }

    async fn strike(&self, actions: impl Iterator<Item = KeyAction>) -> Result<()> {
        let keys = actions.fold(KeyActions::new("keyboard".to_owned()), InputSource::then);
        Ok(self.browser().await?.perform_actions(keys).await?)
    }
}

/// The character by which WebDriver knows a key.
fn code(name: &str) -> Result<char> {
    let key = match name {
        "Control" => Key::Control,
        "Shift" => Key::Shift,
        "Alt" => Key::Alt,
        "Meta" => Key::Meta,
        "Enter" => Key::Enter,
        "Escape" => Key::Escape,
        "Tab" => Key::Tab,
        "Space" => return Ok(' '),
        "Backspace" => Key::Backspace,
        "Delete" => Key::Delete,
        "ArrowLeft" => Key::Left,
        "ArrowRight" => Key::Right,
        "ArrowUp" => Key::Up,
        "ArrowDown" => Key::Down,
        "Home" => Key::Home,
        "End" => Key::End,
        "PageUp" => Key::PageUp,
        "PageDown" => Key::PageDown,
        "F6" => Key::F6,
        "F10" => Key::F10,
        _ => {
            let mut characters = name.chars();
            let only = characters.next().filter(|_| characters.as_str().is_empty());
            return only.with_context(|| format!("there is no key named {name:?}"));
        }
    };
    Ok(key.into())
}
