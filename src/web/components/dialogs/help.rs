//! How the app is used, in a few steps, and the table of keys.

use yew::{Html, component, html};

use super::super::command_button::CommandButton;
use super::super::keys::draw;
use super::modal::Modal;
use crate::domain::command::{Command, Group};
use crate::web::hooks::settings::use_settings;

/// How a quote comes about.
const STEPS: [(&str, &str); 6] = [
    (
        "Select what was said",
        "with the mouse, by touch, or with Shift and the arrows, and press Quote. Its kind \
      follows from the quotation marks.",
    ),
    (
        "Mark who and how:",
        "select the words that name the source and press Source, then “said” or “according to” and \
      press Cue. Where a quote is interrupted, select the rest of it and press Fragment.",
    ),
    ("Say who said it:", "type a name, or press the number of a speaker who is already in the list."),
    (
        "Or have quotes suggested:",
        "press Suggest quotes, go through them with J and K, accept with Enter and reject with Backspace. \
      A suggestion is no quote before you accept it.",
    ),
    (
        "Flag what clashes:",
        "on a quote or a selection press Contradiction, then press it again on the other statement, \
      in the same article or in another.",
    ),
    (
        "Nothing needs saving.",
        "Each change is kept in this browser at once. Export writes everything to a file, which \
      Import merges into a colleague's work.",
    ),
];

/// How the app is used, and the table of keys as they are set.
#[component]
pub(super) fn Help() -> Html {
    let settings = use_settings();
    let key = |command| settings.keys().live(command).map_or_else(|| html! { { "—" } }, draw);
    html! {
        <Modal title="Help" class="help wide">
            <ol class="steps">
                { for STEPS.iter().map(|(lead, rest)| html! { <li><strong>{ *lead }</strong>{ " " }{ *rest }</li> }) }
            </ol>
            if !settings.keys().single {
                <p class="muted">
                    { "Keys of a single character are turned off: every command is also in the palette." }
                </p>
            }
            <div class="key-tables">
                { for Group::ALL.into_iter().map(|group| html! {
                    <table key={group.title()}>
                        <caption>{ group.title() }</caption>
                        <tbody>
                            { for Command::of(group).map(|command| html! {
                                <tr>
                                    <th scope="row">{ command.label() }</th>
                                    <td>{ key(command) }</td>
                                </tr>
                            }) }
                            if group == Group::Mark {
                                <tr>
                                    <th scope="row">{ "Said by the speaker with that number" }</th>
                                    <td><span class="keys"><kbd>{ "1" }</kbd>{ "–" }<kbd>{ "9" }</kbd></span></td>
                                </tr>
                            }
                        </tbody>
                    </table>
                }) }
            </div>
            <footer>
                <CommandButton command={Command::Settings} label="Set other keys" class="button">
                    { "Set other keys…" }
                </CommandButton>
            </footer>
        </Modal>
    }
}
