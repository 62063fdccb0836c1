//! Keys: how a stroke is named, and which command it gives.
//!
//! A key's name is what the keyboard event calls it, with `Mod+` before it for Ctrl or Cmd: `q`, `Z`, `<`,
//! `Backspace`, `Mod+k`. Letters are told by what they write and not by where they stand, so that the keys are the
//! same on every layout; only where a layout writes another script does the place of the key decide.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::command::Command;

/// What comes before the name of a key that is pressed with Ctrl or Cmd.
const MODIFIER: &str = "Mod+";

/// A key as the keyboard event tells it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Stroke<'a> {
    /// What the key writes, or its name.
    pub key: &'a str,
    /// Where it stands on the keyboard, by the name that the place has on a US layout.
    pub code: &'a str,
    /// Shift is held.
    pub shift: bool,
    /// Ctrl or Cmd is held.
    pub modifier: bool,
    /// Alt or Option is held, other than to write a character.
    pub alt: bool,
}

impl Stroke<'_> {
    /// The key's name; nothing for a stroke that can give no command.
    #[must_use]
    pub fn name(&self) -> Option<String> {
        if self.alt || self.key.is_empty() || matches!(self.key, "Shift" | "Control" | "Alt" | "Meta" | "Dead") {
            return None;
        }
        let mut letters = self.key.chars();
        let key = match (letters.next(), letters.next()) {
            (Some(letter), None) => self.written(letter).to_string(),
            _ => self.key.to_owned(),
        };
        Some(if self.modifier { format!("{MODIFIER}{key}") } else { key })
    }

    /// What the key writes, whatever the script of the layout, and whether caps lock is on or not.
    fn written(&self, letter: char) -> char {
        let letter = if is_of_other_script(letter) { self.at_place().unwrap_or(letter) } else { letter };
        match letter {
            _ if !letter.is_ascii_alphabetic() => letter,
            _ if self.shift => letter.to_ascii_uppercase(),
            _ => letter.to_ascii_lowercase(),
        }
    }

    /// What a US layout writes at the place of the key.
    fn at_place(&self) -> Option<char> {
        if let Some(letter) = self.code.strip_prefix("Key") {
            return letter.chars().next();
        }
        let (plain, shifted) = match self.code {
            "Comma" => (',', '<'),
            "Period" => ('.', '>'),
            "Slash" => ('/', '?'),
            "BracketLeft" => ('[', '{'),
            "BracketRight" => (']', '}'),
            "Backslash" => ('\\', '|'),
            _ => return None,
        };
        Some(if self.shift { shifted } else { plain })
    }
}

/// True for a letter that no Latin layout writes.
fn is_of_other_script(letter: char) -> bool {
    letter.is_alphabetic() && letter > '\u{24f}'
}

/// True for a key that is a single character, pressed alone: what WCAG 2.1.4 asks to be able to turn off.
#[must_use]
pub fn is_single(key: &str) -> bool {
    key.chars().count() == 1
}

/// Why a key cannot be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    /// The page cannot be used without it.
    #[error("this key is needed to get about the page")]
    Reserved,
    /// It stands for a speaker.
    #[error("the keys 1 to 9 are the speakers'")]
    Speaker,
}

/// Checks that a command may be given by `key`.
///
/// # Errors
/// The key has another meaning that it cannot lose.
pub fn check(key: &str) -> Result<(), Unusable> {
    match key {
        "Tab" | "Enter" | " " | "Home" | "End" | "PageUp" | "PageDown" | "Unidentified" | "Process" => {
            Err(Unusable::Reserved)
        }
        _ if key.starts_with("Arrow") => Err(Unusable::Reserved),
        _ if number(key).is_some() => Err(Unusable::Speaker),
        _ => Ok(()),
    }
}

/// The speaker's number that a key stands for, 1 to 9.
#[must_use]
pub fn number(key: &str) -> Option<usize> {
    key.parse().ok().filter(|number| is_single(key) && (1..=9).contains(number))
}

/// Which key gives which command.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Keys {
    /// Whether keys of a single character give commands.
    pub single: bool,
    /// What a person has set; the empty name for a command that has lost its key to another.
    set: BTreeMap<Command, String>,
}

impl Default for Keys {
    fn default() -> Self {
        Self { single: true, set: BTreeMap::new() }
    }
}

impl Keys {
    /// The key of a command; empty where it has none.
    #[must_use]
    pub fn of(&self, command: Command) -> &str {
        self.set.get(&command).map_or_else(|| command.default_key(), String::as_str)
    }

    /// The command that has this key, whether keys of a single character are on or not.
    #[must_use]
    pub fn holder(&self, key: &str) -> Option<Command> {
        Command::all().find(|&command| self.of(command) == key)
    }

    /// The command that pressing the key gives. Some keys that people know from elsewhere stand in for others, unless
    /// they are taken.
    #[must_use]
    pub fn command(&self, key: &str) -> Option<Command> {
        if is_single(key) && !self.single {
            return None;
        }
        let stands_in = || match key {
            "Delete" => self.holder("Backspace"),
            "Mod+y" => Some(Command::Redo),
            _ => None,
        };
        self.holder(key).or_else(stands_in)
    }

    /// The command's key, where pressing it gives the command as things stand.
    #[must_use]
    pub fn live(&self, command: Command) -> Option<&str> {
        Some(self.of(command)).filter(|key| !key.is_empty() && (self.single || !is_single(key)))
    }

    /// True where a person has given the command another key, or none.
    #[must_use]
    pub fn is_set(&self, command: Command) -> bool {
        self.set.contains_key(&command)
    }

    /// True where every command has its first key.
    #[must_use]
    pub fn are_first(&self) -> bool {
        self.set.is_empty()
    }

    /// Gives a command a key, and takes it from the command that had it.
    pub fn give(&mut self, command: Command, key: &str) {
        if let Some(other) = self.holder(key).filter(|&other| other != command) {
            self.set.insert(other, String::new());
        }
        if command.default_key() == key {
            self.set.remove(&command);
        } else {
            self.set.insert(command, key.to_owned());
        }
    }

    /// Gives every command its first key again.
    pub fn reset(&mut self) {
        self.set.clear();
    }
}

/// A keyboard's way of writing the names of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lettering {
    /// Ctrl, Shift.
    Words,
    /// ⌘, ⇧: a Mac's.
    Signs,
}

/// The keys to press together for `key`, as they are lettered on the keyboard: `Ctrl`, `Shift`, `Z`.
#[must_use]
pub fn caps(key: &str, lettering: Lettering) -> Vec<String> {
    let (modifier, shift) = match lettering {
        Lettering::Words => ("Ctrl", "Shift"),
        Lettering::Signs => ("⌘", "⇧"),
    };
    let mut caps = Vec::new();
    let bare = key.strip_prefix(MODIFIER).filter(|bare| !bare.is_empty());
    if bare.is_some() {
        caps.push(modifier.to_owned());
    }
    let bare = bare.unwrap_or(key);
    if is_single(bare) && bare.chars().all(char::is_uppercase) {
        caps.push(shift.to_owned());
    }
    match bare {
        "" => {}
        "Escape" => caps.push("Esc".to_owned()),
        _ if is_single(bare) => caps.push(bare.to_uppercase()),
        _ => caps.push(bare.to_owned()),
    }
    caps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stroke_is_named_by_what_it_writes() {
        let check = |key, code, shift, modifier, expected: Option<&str>| {
            let stroke = Stroke { key, code, shift, modifier, alt: false };
            assert_eq!(stroke.name().as_deref(), expected, "{stroke:?}");
        };
        check("q", "KeyQ", false, false, Some("q"));
        check("Q", "KeyQ", true, false, Some("Q"));
        check("?", "Slash", true, false, Some("?"));
        check("Backspace", "Backspace", false, false, Some("Backspace"));
        check("k", "KeyK", false, true, Some("Mod+k"));
        // A French keyboard has its A where a US one has Q, and writes its digits with Shift.
        check("a", "KeyQ", false, false, Some("a"));
        check("1", "Digit1", true, false, Some("1"));
        check("é", "Digit2", false, false, Some("é"));
        // With Cmd held, a Mac tells a small letter even with Shift; caps lock tells a capital without.
        check("z", "KeyZ", true, true, Some("Mod+Z"));
        check("Q", "KeyQ", false, false, Some("q"));
        // Another script: the place decides.
        check("й", "KeyQ", false, false, Some("q"));
        check("Я", "KeyZ", true, true, Some("Mod+Z"));
        check("б", "Comma", false, false, Some(","));
        check("Б", "Comma", true, false, Some("<"));
        check("ש", "KeyA", false, false, Some("a"));
        check("Shift", "ShiftLeft", true, false, None);
        check("Dead", "Quote", false, false, None);
        check("", "", false, false, None);
    }

    #[test]
    fn alt_belongs_to_the_browser() {
        assert_eq!(Stroke { key: "q", alt: true, ..Stroke::default() }.name(), None);
    }

    #[test]
    fn every_key_of_the_table_gives_its_command() {
        let keys = Keys::default();
        for command in Command::all() {
            assert_eq!(keys.command(command.default_key()), Some(command));
            // Enter presses what has the focus; it accepts a suggestion where nothing has.
            assert_eq!(check(command.default_key()).is_ok(), command != Command::Accept);
        }
        assert_eq!(keys.command("Delete"), Some(Command::Delete));
        assert_eq!(keys.command("Mod+y"), Some(Command::Redo));
        assert_eq!(keys.command("y"), None);
    }

    #[test]
    fn without_single_keys_the_others_stay() {
        let keys = Keys { single: false, ..Keys::default() };
        let check = |key, expected| assert_eq!(keys.command(key), expected, "{key}");
        check("q", None);
        check("?", None);
        check("Mod+k", Some(Command::Palette));
        check("Escape", Some(Command::Escape));
        assert_eq!(keys.live(Command::MarkQuote), None);
        assert_eq!(keys.live(Command::Undo), Some("Mod+z"));
    }

    #[test]
    fn a_key_has_one_command() {
        let mut keys = Keys::default();
        keys.give(Command::MarkQuote, "x");
        assert_eq!(keys.command("x"), Some(Command::MarkQuote));
        assert_eq!(keys.of(Command::Contradict), "");
        assert_eq!(keys.live(Command::Contradict), None);
        assert_eq!(keys.command("q"), None);
        keys.give(Command::Contradict, "x");
        assert!(!keys.is_set(Command::Contradict), "its first key is not one that was set");
        assert_eq!(keys.of(Command::MarkQuote), "");
        assert!(!keys.are_first());
        keys.reset();
        assert!(keys.are_first());
    }

    #[test]
    fn some_keys_cannot_be_set() {
        let check = |key, expected| assert_eq!(super::check(key), expected, "{key:?}");
        check("Tab", Err(Unusable::Reserved));
        check("ArrowLeft", Err(Unusable::Reserved));
        check("7", Err(Unusable::Speaker));
        check("0", Ok(()));
        check("Mod+1", Ok(()));
        check("F2", Ok(()));
    }

    #[test]
    fn what_is_kept_can_be_read_again() {
        let mut keys = Keys::default();
        keys.give(Command::NextQuote, "F2");
        let kept = serde_json::to_string(&keys).expect("keys are plain data");
        assert_eq!(serde_json::from_str::<Keys>(&kept).ok(), Some(keys));
        assert_eq!(serde_json::from_str::<Keys>("{}").ok(), Some(Keys::default()));
    }

    #[test]
    fn keys_are_shown_as_they_are_lettered() {
        let check = |key, lettering, expected: &str| assert_eq!(caps(key, lettering).join(" "), expected, "{key}");
        check("q", Lettering::Words, "Q");
        check("Q", Lettering::Words, "Shift Q");
        check("Mod+k", Lettering::Words, "Ctrl K");
        check("Mod+Z", Lettering::Signs, "⌘ ⇧ Z");
        check("Mod+,", Lettering::Words, "Ctrl ,");
        check("+", Lettering::Words, "+");
        check("Escape", Lettering::Words, "Esc");
        check("", Lettering::Words, "");
    }
}
