//! A command and its key, which can be set anew by pressing another.

use web_sys::FocusEvent;
use yew::{AttrValue, Html, KeyboardEvent, Properties, component, html, use_callback, use_state_eq};

use super::super::super::keys::draw;
use crate::domain::command::Command;
use crate::domain::keys::check;
use crate::web::hooks::settings::{Change, use_settings};
use crate::web::hooks::shortcuts;

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// The command.
    pub(super) command: Command,
    /// The name of its key; empty where it has none.
    pub(super) name: AttrValue,
    /// True where a person has set it.
    pub(super) is_set: bool,
}

/// Where setting a key stands.
#[derive(Clone, Debug, PartialEq)]
enum Stage {
    /// Nothing was asked for.
    Idle,
    /// The next stroke is the new key.
    Listening,
    /// The key cannot be set, for this reason.
    Refused(AttrValue),
    /// The key has another command, which would lose it.
    Taken(String, Command),
}

/// A command and its key.
#[component]
pub(super) fn KeyRow(props: &Props) -> Html {
    let settings = use_settings();
    let stage = use_state_eq(|| Stage::Idle);
    let command = props.command;
    let onclick = use_callback(stage.setter(), |_, stage| stage.set(Stage::Listening));
    let onblur = {
        let stage = stage.clone();
        move |_: FocusEvent| {
            if *stage == Stage::Listening {
                stage.set(Stage::Idle);
            }
        }
    };
    let onkeydown = {
        let (stage, settings) = (stage.clone(), settings.clone());
        move |event: KeyboardEvent| {
            let Some(key) = shortcuts::name(&event).filter(|_| *stage == Stage::Listening) else { return };
            event.prevent_default();
            stage.set(match (key.as_str(), check(&key), settings.keys().holder(&key)) {
                ("Escape", ..) => Stage::Idle,
                (_, Err(reason), _) => Stage::Refused(format!("Not set: {reason}.").into()),
                (_, Ok(()), Some(holder)) if holder != command => Stage::Taken(key, holder),
                (_, Ok(()), _) => {
                    settings.change(Change::Give(command, key));
                    Stage::Idle
                }
            });
        }
    };
    let reset = use_callback((settings.clone(), command), |_, (settings, command)| {
        settings.change(Change::Give(*command, command.default_key().to_owned()));
    });
    let give = {
        let (stage, settings) = (stage.clone(), settings);
        move |_| {
            if let Stage::Taken(key, _) = &*stage {
                settings.change(Change::Give(command, key.clone()));
            }
            stage.set(Stage::Idle);
        }
    };
    let leave = use_callback(stage.setter(), |_, stage| stage.set(Stage::Idle));
    let label = format!("{}: set another key", command.label());
    html! {
        <li class="key-row">
            <span>{ command.label() }</span>
            if props.is_set {
                <button type="button" class="button quiet small" onclick={reset} aria-label={format!("{}: reset", command.label())}>
                    { "reset" }
                </button>
            }
            <button type="button" class="button key" aria-label={label} {onclick} {onblur} {onkeydown}>
                if *stage == Stage::Listening {
                    { "Press a key" }
                } else if props.name.is_empty() {
                    <span class="muted">{ "none" }</span>
                } else {
                    { draw(&props.name) }
                }
            </button>
            <p class="problem" role="status">
                { match &*stage {
                    Stage::Idle | Stage::Listening => Html::default(),
                    Stage::Refused(reason) => html! { { reason } },
                    Stage::Taken(key, holder) => html! {
                        <>
                            { draw(key) }{ format!(" gives “{}”.", holder.label()) }
                            <button type="button" class="button small" onclick={give}>{ "Take it from there" }</button>
                            <button type="button" class="button small" onclick={leave}>{ "Leave it" }</button>
                        </>
                    },
                } }
            </p>
        </li>
    }
}
