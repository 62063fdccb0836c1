//! The settings: who annotates, how selections snap, which keys give which commands.

mod key_row;
mod name;
mod snapping;

use web_sys::HtmlInputElement;
use yew::{Event, Html, TargetCast, component, html, use_callback};

use self::key_row::KeyRow;
use self::name::Name;
use self::snapping::Snapping;
use super::modal::Modal;
use crate::domain::command::Command;
use crate::web::hooks::settings::{Change, use_settings};
use crate::web::store::use_snapshot;

/// The settings, which hold as soon as they are made.
#[component]
pub(super) fn SettingsDialog() -> Html {
    let snapshot = use_snapshot();
    let settings = use_settings();
    let onsingle = use_callback(settings.clone(), |event: Event, settings| {
        settings.change(Change::Single(event.target_unchecked_into::<HtmlInputElement>().checked()));
    });
    let reset = use_callback(settings.clone(), |_, settings| settings.change(Change::ResetKeys));
    let keys = settings.keys();
    html! {
        <Modal title="Settings" class="settings">
            <Name me={snapshot.me.clone()} />
            <Snapping snap={settings.snap()} />
            <fieldset>
                <legend class="label">{ "Keys" }</legend>
                <label class="check">
                    <input type="checkbox" checked={keys.single} onchange={onsingle} />
                    <span>
                        { "Keys of a single character" }
                        <small class="muted">
                            { "Turn them off where they get in the way of a screen reader or of speech input. Every \
                               command stays in the palette." }
                        </small>
                    </span>
                </label>
                <ul class="key-list">
                    { for Command::all().map(|command| html! {
                        <KeyRow
                            key={command.label()}
                            {command}
                            name={keys.of(command).to_owned()}
                            is_set={keys.is_set(command)}
                        />
                    }) }
                </ul>
                <button type="button" class="button" onclick={reset} disabled={keys.are_first()}>
                    { "Reset all keys" }
                </button>
            </fieldset>
        </Modal>
    }
}
