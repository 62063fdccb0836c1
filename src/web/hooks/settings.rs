//! What this browser remembers about its reader: who they are, their keys, how their selections snap.
//!
//! None of it is part of a project. It is kept in local storage as JSON; what cannot be read there is put aside, not
//! overwritten.

use std::rc::Rc;

use serde::{Deserialize, Serialize};
use yew::{
    ContextProvider, Html, Properties, Reducible, UseReducerHandle, component, hook, html, use_context,
    use_effect_with, use_mut_ref, use_reducer_eq,
};

use crate::domain::command::Command;
use crate::domain::id::{AnnotatorId, Mint, is_valid};
use crate::domain::keys::Keys;
use crate::domain::session::Intent;
use crate::domain::snap::Snap;
use crate::web::browser::{random, window};
use crate::web::store::use_dispatcher;

const ANNOTATOR: &str = "counterpoint/annotator";
const SETTINGS: &str = "counterpoint/settings";
const UNREAD: &str = "counterpoint/settings-unread";

/// Who annotates in this browser: the id that it has kept, or a new one.
pub(crate) fn annotator() -> AnnotatorId {
    let area = area();
    let kept = area.as_ref().and_then(|area| area.get_item(ANNOTATOR).ok().flatten());
    if let Some(id) = kept.filter(|id| is_valid(id)) {
        return id.into();
    }
    let id: AnnotatorId = Mint::new(random()).mint();
    // Where the browser keeps nothing, the next visit counts as somebody else's.
    let _ = area.map(|area| area.set_item(ANNOTATOR, id.as_str()));
    id
}

/// What a person has set.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(crate) struct Settings {
    /// Which key gives which command.
    pub(crate) keys: Keys,
    /// How selections snap.
    pub(crate) snap: Snap,
}

/// A change of the settings.
pub(crate) enum Change {
    /// Keys of a single character give commands, or no longer do.
    Single(bool),
    /// A command is given by another key, which its old holder loses.
    Give(Command, String),
    /// Every command is given by its first key.
    ResetKeys,
    /// Selections snap otherwise.
    Snap(Snap),
}

impl Reducible for Settings {
    type Action = Change;

    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        let mut settings = (*self).clone();
        match change {
            Change::Single(single) => settings.keys.single = single,
            Change::Give(command, key) => settings.keys.give(command, &key),
            Change::ResetKeys => settings.keys.reset(),
            Change::Snap(snap) => settings.snap = snap,
        }
        Rc::new(settings)
    }
}

/// The settings, and the way to change them.
#[derive(Clone, PartialEq)]
pub(crate) struct SettingsHandle(UseReducerHandle<Settings>);

impl SettingsHandle {
    /// The settings as they stand.
    pub(crate) fn current(&self) -> Settings {
        (*self.0).clone()
    }

    /// The keys as they stand.
    pub(crate) fn keys(&self) -> &Keys {
        &self.0.keys
    }

    /// How selections snap.
    pub(crate) fn snap(&self) -> Snap {
        self.0.snap
    }

    /// Makes a change, which is kept at once.
    pub(crate) fn change(&self, change: Change) {
        self.0.dispatch(change);
    }
}

/// The settings.
///
/// # Panics
/// Outside the app.
#[hook]
pub(crate) fn use_settings() -> SettingsHandle {
    use_context().expect("every component stands inside the app, which provides the settings")
}

/// What reads the settings.
#[derive(PartialEq, Properties)]
pub(crate) struct ProviderProps {
    /// The components that do.
    pub(crate) children: Html,
}

/// Provides the settings, keeps them, and tells the session how selections snap.
#[component]
pub(crate) fn SettingsProvider(props: &ProviderProps) -> Html {
    let dispatcher = use_dispatcher();
    let settings = use_reducer_eq(load);
    let kept = use_mut_ref(|| (*settings).clone());
    {
        let dispatcher = dispatcher.clone();
        use_effect_with((*settings).clone(), move |settings| {
            if *kept.borrow() != *settings && !keep(settings) {
                dispatcher.say("This browser does not keep the settings: they hold until the page is closed.");
            }
            *kept.borrow_mut() = settings.clone();
        });
    }
    use_effect_with(settings.snap, move |&snap| dispatcher.send(Intent::SetSnap(snap)));
    html! {
        <ContextProvider<SettingsHandle> context={SettingsHandle(settings)}>
            { props.children.clone() }
        </ContextProvider<SettingsHandle>>
    }
}

fn area() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

fn load() -> Settings {
    let Some(area) = area() else { return Settings::default() };
    let Some(kept) = area.get_item(SETTINGS).ok().flatten() else { return Settings::default() };
    serde_json::from_str(&kept).unwrap_or_else(|error| {
        gloo::console::warn!(format!("The settings kept under {UNREAD} could not be read: {error}"));
        // Where even this is refused, the settings stay where they are until a person changes one.
        let _ = area.set_item(UNREAD, &kept);
        Settings::default()
    })
}

/// Writes the settings; false where the browser refuses.
fn keep(settings: &Settings) -> bool {
    let written = serde_json::to_string(settings).ok();
    written.zip(area()).is_some_and(|(written, area)| area.set_item(SETTINGS, &written).is_ok())
}
