//! The formats that the project goes out in: what each is for, and what it cannot hold.

use web_sys::HtmlInputElement;
use yew::{Callback, Event, Html, Properties, TargetCast, component, html, use_callback, use_memo, use_state_eq};

use super::modal::Modal;
use crate::domain::exchange::Texts;
use crate::domain::exchange::format::Format;
use crate::domain::exchange::records::Records;
use crate::domain::exchange::records::feature::Loss;
use crate::web::files;
use crate::web::store::{use_dispatcher, use_snapshot};
use crate::web::ui::Action;

/// A format; nothing for the project's own.
type Choice = Option<Format>;

/// The formats, what is lost in the chosen one, and the way to have the file.
#[component]
pub(super) fn ExportDialog() -> Html {
    let dispatcher = use_dispatcher();
    let snapshot = use_snapshot();
    let choice = use_state_eq(Choice::default);
    let texts = use_state_eq(Texts::default);
    let records = use_memo(snapshot.revision, |_| Records::of(&snapshot.project));
    let losses = choice.map(|format| format.losses(&records)).unwrap_or_default();
    let choose = use_callback(choice.setter(), |chosen, choice| choice.set(chosen));
    let with_texts = use_callback(texts.setter(), |event: Event, texts| {
        let is_on = event.target_unchecked_into::<HtmlInputElement>().checked();
        texts.set(if is_on { Texts::Included } else { Texts::LeftOut });
    });
    let export = use_callback((dispatcher, *choice, *texts), |_, (dispatcher, choice, texts)| {
        dispatcher.ui(Action::Close);
        match choice {
            Some(format) => files::export_other(dispatcher, *format),
            None => files::export_own(dispatcher, *texts),
        }
    });
    let is = |format: Choice| *choice == format;
    html! {
        <Modal title="Export" class="wide export-formats">
            <fieldset>
                <legend class="visually-hidden">{ "Format" }</legend>
                <FormatRow
                    name="Counterpoint"
                    purpose="merges exactly with colleagues' work; W3C Web Annotations"
                    format={None::<Format>}
                    is_chosen={is(None)}
                    choose={choose.clone()}
                />
                { for Format::ALL.into_iter().map(|format| html! {
                    <FormatRow
                        key={format.id()}
                        name={format.name()}
                        purpose={format.purpose()}
                        format={Some(format)}
                        is_chosen={is(Some(format))}
                        choose={choose.clone()}
                    />
                }) }
            </fieldset>
            if choice.is_none() {
                <label class="check">
                    <input type="checkbox" checked={*texts == Texts::Included} onchange={with_texts} />
                    <span>
                        { "with the articles' texts" }
                        <small class="muted">{ "Without them, whoever opens the file must have the articles." }</small>
                    </span>
                </label>
            } else {
                <Losses {losses} />
            }
            <footer>
                <button type="button" class="button primary" onclick={export} autofocus=true>{ "Export" }</button>
            </footer>
        </Modal>
    }
}

#[derive(PartialEq, Properties)]
struct FormatRowProps {
    name: &'static str,
    purpose: &'static str,
    format: Choice,
    is_chosen: bool,
    choose: Callback<Choice>,
}

/// A format that can be chosen.
#[component]
fn FormatRow(props: &FormatRowProps) -> Html {
    let onchange = use_callback((props.choose.clone(), props.format), |_, (choose, format)| choose.emit(*format));
    html! {
        <label class="check" data-format={props.format.map_or("jsonld", Format::id)}>
            <input type="radio" name="format" checked={props.is_chosen} {onchange} />
            <span>
                { props.name }
                <small class="muted">{ props.purpose }</small>
            </span>
        </label>
    }
}

#[derive(PartialEq, Properties)]
struct LossesProps {
    losses: Vec<Loss>,
}

/// What the chosen format cannot hold of this project.
#[component]
fn Losses(props: &LossesProps) -> Html {
    html! {
        <div class="losses" role="status">
            if props.losses.is_empty() {
                <p class="small">{ "It holds all that this project has." }</p>
            } else {
                <p class="small">{ "It cannot hold:" }</p>
                <ul class="small">
                    { for props.losses.iter().map(|loss| html! { <li>{ loss.to_string() }</li> }) }
                </ul>
            }
        </div>
    }
}
