//! Adding articles: files picked, or a text pasted.

use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::{
    AttrValue, Event, Html, InputEvent, Properties, SubmitEvent, TargetCast, component, html, use_callback,
    use_state_eq,
};

use super::modal::Modal;
use crate::web::files;
use crate::web::store::use_dispatcher;
use crate::web::ui::{Action, Dialog, Pane};

/// What the picker offers at first. What a file really is, its content says.
const ACCEPTED: &str =
    ".txt,.text,.md,.markdown,.html,.htm,.jsonld,.json,.jsonl,.ann,.zip,text/plain,text/markdown,text/html";

#[derive(PartialEq, Properties)]
pub(super) struct Props {
    /// The text that was pasted into the page, if any.
    pub(super) text: AttrValue,
}

/// Adding articles, or a colleague's file.
#[component]
pub(super) fn Import(props: &Props) -> Html {
    let dispatcher = use_dispatcher();
    let title = use_state_eq(AttrValue::default);
    let text = use_state_eq(|| props.text.clone());
    let problem = use_state_eq(|| None::<AttrValue>);

    let onpick = use_callback(dispatcher.clone(), |event: Event, dispatcher| {
        let picker: HtmlInputElement = event.target_unchecked_into();
        if let Some(files) = picker.files().filter(|files| files.length() > 0) {
            dispatcher.ui(Action::Close);
            files::take_in_all(dispatcher, files::listed(&files));
        }
    });
    let ontitle = use_callback(title.setter(), |event: InputEvent, title| {
        title.set(event.target_unchecked_into::<HtmlInputElement>().value().into());
    });
    let ontext = use_callback((text.setter(), problem.setter()), |event: InputEvent, (text, problem)| {
        text.set(event.target_unchecked_into::<HtmlTextAreaElement>().value().into());
        problem.set(None);
    });
    let onsubmit = {
        let (title, text, problem) = (title.clone(), text.clone(), problem.setter());
        let dialog = if props.text.is_empty() { Dialog::Import } else { Dialog::Paste(props.text.clone()) };
        move |event: SubmitEvent| {
            event.prevent_default();
            let (dispatcher, title, text) = (dispatcher.clone(), title.clone(), text.clone());
            let problem = problem.clone();
            let dialog = dialog.clone();
            spawn_local(async move {
                match files::take_in_text(&dispatcher, &title, &text).await {
                    Ok(_) => {
                        dispatcher.say("The text was added.");
                        // Another may have waited to be opened.
                        dispatcher.ui(Action::Leave(dialog));
                        dispatcher.ui(Action::Turn(Pane::Texts));
                    }
                    Err(error) => problem.set(Some(format!("Not added: {error}").into())),
                }
            });
        }
    };
    let is_pasted = !props.text.is_empty();
    html! {
        <Modal title={if is_pasted { "Add the pasted text" } else { "Add articles" }} class="import">
            if !is_pasted {
                <section>
                    <label class="label" for="import-files">{ "Files" }</label>
                    <input id="import-files" class="files" type="file" multiple=true autofocus=true accept={ACCEPTED} onchange={onpick} />
                    <p class="muted small">
                        { "Text, Markdown or web pages, several at once; files that colleagues exported, and backups; work \
                           from brat (with its texts, or zipped), Label Studio, doccano, Citron, Hypothesis and other makers of \
                           W3C annotations. You can also drop \
                           files anywhere on the page. Nothing leaves this browser." }
                    </p>
                </section>
            }
            <form {onsubmit}>
                <label class="label" for="import-text">{ "Text" }</label>
                <textarea
                    id="import-text"
                    class="field"
                    rows="8"
                    placeholder="Paste an article here"
                    autofocus={is_pasted}
                    value={(*text).clone()}
                    oninput={ontext}
                    aria-describedby="import-problem"
                />
                <label class="label" for="import-title">{ "Title " }<span class="muted">{ "if the text has none" }</span></label>
                <input id="import-title" class="field" value={(*title).clone()} oninput={ontitle} autocomplete="off" />
                <p id="import-problem" class="problem" role="alert">{ (*problem).clone() }</p>
                <footer>
                    <button type="submit" class="button primary" disabled={text.trim().is_empty()}>
                        { "Add this text" }
                    </button>
                </footer>
            </form>
        </Modal>
    }
}
