//! The keys that give a command, as they are lettered on the reader's keyboard.

use yew::{AttrValue, Html, Properties, component, html};

use crate::domain::command::Command;
use crate::domain::keys::{Keys as Bindings, Lettering, caps};
use crate::web::browser::window;
use crate::web::hooks::settings::use_settings;

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    /// The command.
    pub(crate) command: Command,
}

/// The keys that give the command as things stand; nothing where none do.
#[component]
pub(crate) fn Keys(props: &Props) -> Html {
    let settings = use_settings();
    settings.keys().live(props.command).map(draw).unwrap_or_default()
}

/// A key by its name, as one keycap for each key to press.
pub(crate) fn draw(key: &str) -> Html {
    html! {
        <span class="keys">{ for caps(key, lettering()).into_iter().map(|cap| html! { <kbd>{ cap }</kbd> }) }</span>
    }
}

/// What a control says of itself when it is pointed at: its words, and the keys that give the same command.
pub(crate) fn titled(words: &str, command: Command, keys: &Bindings) -> AttrValue {
    match keys.live(command) {
        Some(key) => format!("{words} ({})", caps(key, lettering()).join(" ")).into(),
        None => words.to_owned().into(),
    }
}

/// How keyboards of this system write the names of keys. Browsers take their time to tell, so that they are asked once.
fn lettering() -> Lettering {
    thread_local! {
        static LETTERING: Lettering = {
            // What the browser tells of the system is not exact, but only the names of keys hang on it.
            let system = window().navigator().platform().unwrap_or_default();
            let is_apple = ["Mac", "iPhone", "iPad"].iter().any(|name| system.starts_with(name));
            if is_apple { Lettering::Signs } else { Lettering::Words }
        };
    }
    LETTERING.with(|lettering| *lettering)
}
