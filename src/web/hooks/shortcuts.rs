//! Keys to commands: one listener on the window.
//!
//! A stroke that a field, an open dialog or a focused control has a use for is left to it, and the browser keeps
//! every stroke that gives no command.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};
use yew::{hook, use_effect_with};

use super::commands;
use super::settings::{Settings, use_settings};
use crate::domain::command::Command;
use crate::domain::keys::{Stroke, number};
use crate::domain::session::Intent;
use crate::web::browser::{document, window};
use crate::web::store::{Dispatcher, use_dispatcher};
use crate::web::ui::Action;

/// Where text is typed, or letters choose.
const FIELDS: &str = "input:not([type='radio'], [type='checkbox']), textarea, select, \
                      [contenteditable]:not([contenteditable='false'])";

/// What Enter and Space press.
const CONTROLS: &str = "button, a[href], summary, [role='button'], [role='tab'], [role='option'], [role='menuitem']";

/// Gives commands for keys, as long as the component lives.
#[hook]
pub(crate) fn use_shortcuts() {
    let deps = (use_dispatcher(), use_settings().current());
    use_effect_with(deps, |(dispatcher, settings)| {
        let (dispatcher, settings) = (dispatcher.clone(), settings.clone());
        let options = EventListenerOptions::enable_prevent_default();
        let listener = EventListener::new_with_options(&window(), "keydown", options, move |event| {
            if let Some(event) = event.dyn_ref::<KeyboardEvent>()
                && !event.default_prevented()
                && !event.is_composing()
                && handle(&dispatcher, &settings, event)
            {
                event.prevent_default();
            }
        });
        move || drop(listener)
    });
}

/// What a stroke falls on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ground {
    /// The page, with nothing that wants the stroke.
    Page,
    /// A field.
    Field,
    /// The palette.
    Palette,
    /// Another dialog.
    Dialog,
}

impl Ground {
    fn of(event: &KeyboardEvent) -> Self {
        let open = document().query_selector("dialog[open], .dialogs[aria-busy]").ok().flatten();
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        match open {
            Some(dialog) if dialog.class_list().contains("palette") => Self::Palette,
            Some(_) => Self::Dialog,
            None if target.is_some_and(|target| is_within(&target, FIELDS)) => Self::Field,
            None => Self::Page,
        }
    }

    /// True where the command may be given from here.
    fn lets(self, command: Command, modified: bool) -> bool {
        match self {
            Self::Page => true,
            Self::Field => {
                modified
                    && matches!(command, Command::Palette | Command::Export | Command::ExportAs | Command::Settings)
            }
            Self::Palette | Self::Dialog => modified && command == Command::Export,
        }
    }
}

/// Does what the stroke says; true where it said something.
fn handle(dispatcher: &Dispatcher, settings: &Settings, event: &KeyboardEvent) -> bool {
    let Some(key) = name(event) else { return false };
    let modified = event.ctrl_key() || event.meta_key();
    let ground = Ground::of(event);
    if let Some(number) = number(&key).filter(|_| settings.keys.single && ground == Ground::Page) {
        if !event.repeat() {
            dispatcher.send(Intent::AssignNumber(number));
        }
        return true;
    }
    let Some(command) = settings.keys.command(&key) else { return false };
    if matches!(key.as_str(), "Enter" | " ") && is_on_control(event) {
        return false;
    }
    if command == Command::Accept && dispatcher.snapshot().view.suggestion.is_none() {
        return false;
    }
    if ground == Ground::Palette && command == Command::Palette {
        dispatcher.ui(Action::Close);
        return true;
    }
    if !ground.lets(command, modified) {
        return false;
    }
    if !event.repeat() || may_repeat(command) {
        commands::run(dispatcher, command);
    }
    true
}

/// The name of the stroke's key. A character that is written with `AltGr`, which some systems tell as Ctrl and Alt
/// together, is that character and nothing else.
pub(crate) fn name(event: &KeyboardEvent) -> Option<String> {
    let writes = event.get_modifier_state("AltGraph");
    let (key, code) = (event.key(), event.code());
    let stroke = Stroke {
        key: &key,
        code: &code,
        shift: event.shift_key(),
        modifier: !writes && (event.ctrl_key() || event.meta_key()),
        alt: !writes && event.alt_key(),
    };
    stroke.name()
}

fn is_on_control(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| is_within(&target, CONTROLS))
}

fn is_within(element: &Element, selector: &str) -> bool {
    element.closest(selector).is_ok_and(|found| found.is_some())
}

/// True for a command that a key held down gives again and again.
const fn may_repeat(command: Command) -> bool {
    matches!(
        command,
        Command::NextQuote
            | Command::PreviousQuote
            | Command::CycleOverlapping
            | Command::CycleSpan
            | Command::StartEarlier
            | Command::StartLater
            | Command::EndEarlier
            | Command::EndLater
            | Command::NextArticle
            | Command::PreviousArticle
            | Command::NextColumn
            | Command::Undo
            | Command::Redo
    )
}
