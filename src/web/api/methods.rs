//! The methods of `window.counterpoint`: a part that comes when the page is ready.

mod plain;

use js_sys::{Error, Object, Promise, Uint8Array};
use serde::Serialize;
use serde_json::Value;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::future_to_promise;

use super::set;
use crate::domain::edit::Edit;
use crate::domain::project::Project;
use crate::domain::quotation::kind_of;
use crate::domain::session::Intent;
use crate::web::files::part as files;
use crate::web::parts::part;
use crate::web::store::Dispatcher;

part! {
    scripting:
    /// Puts the methods into the interface.
    pub(super) fn add_methods(object: Object, dispatcher: Dispatcher) -> () {
        methods(&object, &dispatcher);
    }
}

fn methods(object: &Object, dispatcher: &Dispatcher) {
    let own = dispatcher.clone();
    method(object, "project", Closure::<dyn Fn() -> JsValue>::new(move || project(&own)));
    let own = dispatcher.clone();
    method(object, "perform", Closure::<dyn Fn(JsValue) -> Promise>::new(move |edit| answer(perform(&own, edit))));
    let own = dispatcher.clone();
    method(
        object,
        "importFile",
        Closure::<dyn Fn(String, JsValue) -> Promise>::new(move |name: String, contents| {
            answer_later(import_file(own.clone(), name, contents))
        }),
    );
    let own = dispatcher.clone();
    method(
        object,
        "exportFile",
        Closure::<dyn Fn(JsValue) -> Promise>::new(move |format: JsValue| {
            answer_later(export_file(own.clone(), format))
        }),
    );
}

fn method<F: ?Sized + wasm_bindgen::closure::WasmClosure>(object: &Object, name: &str, closure: Closure<F>) {
    // The interface lives as long as the page.
    set(object, name, &closure.into_js_value());
}

fn answer(result: Result<JsValue, String>) -> Promise {
    future_to_promise(std::future::ready(result.map_err(|message| Error::new(&message).into())))
}

fn answer_later(result: impl Future<Output = Result<JsValue, String>> + 'static) -> Promise {
    future_to_promise(async { result.await.map_err(|message| Error::new(&message).into()) })
}

fn to_js(value: &impl Serialize) -> Result<JsValue, String> {
    value.serialize(&Serializer::json_compatible()).map_err(|error| error.to_string())
}

fn project(dispatcher: &Dispatcher) -> JsValue {
    let snapshot = dispatcher.snapshot();
    // Records are made of text, numbers and lists, all of which have a plain form.
    to_js(&plain::plain(&snapshot.project)).unwrap_or_default()
}

/// Makes an edit: its spans are `{start, end}` in UTF-16 code units. Gives `{id}`, the id of what it made, or null.
fn perform(dispatcher: &Dispatcher, edit: JsValue) -> Result<JsValue, String> {
    let mut value: Value = serde_wasm_bindgen::from_value(edit).map_err(|error| format!("not an edit: {error}"))?;
    pairs(&mut value);
    let mut edit: Edit = serde_json::from_value(value.clone()).map_err(|error| format!("not an edit: {error}"))?;
    let project = dispatcher.snapshot().project;
    edit.spans_from_utf16(&project).map_err(|error| error.to_string())?;
    let_marks_decide(&mut edit, &value, &project);
    let outcome = dispatcher.try_send(Intent::Perform(edit)).map_err(|refusal| refusal.to_string())?;
    to_js(&serde_json::json!({ "id": outcome.made }))
}

/// Where a script says no kind for a new quote, the quotation marks say it, as they do for one marked by hand.
fn let_marks_decide(edit: &mut Edit, value: &Value, project: &Project) {
    match edit {
        Edit::AddQuote { attribution, .. } if value["attribution"].get("kind").is_none() => {
            if let Some(text) = project.text(&attribution.article) {
                attribution.kind = kind_of(text, &attribution.content);
            }
        }
        Edit::Together { edits, .. } => {
            for (number, edit) in edits.iter_mut().enumerate() {
                let_marks_decide(edit, &value["edits"][number], project);
            }
        }
        _ => {}
    }
}

/// Makes `[start, end]` of every `{start, end}`.
fn pairs(value: &mut Value) {
    match value {
        Value::Object(fields) => match (fields.get("start"), fields.get("end")) {
            (Some(start @ Value::Number(_)), Some(end @ Value::Number(_)))
                if fields.keys().all(|key| matches!(key.as_str(), "start" | "end" | "text")) =>
            {
                *value = Value::Array(vec![start.clone(), end.clone()]);
            }
            _ => fields.values_mut().for_each(pairs),
        },
        Value::Array(items) => items.iter_mut().for_each(pairs),
        _ => {}
    }
}

/// Takes in an article or an export, given as text or bytes. Gives `{article}`, its id, or `{merged}`, the number of
/// fields that changed.
async fn import_file(dispatcher: Dispatcher, name: String, contents: JsValue) -> Result<JsValue, String> {
    let bytes = match contents.as_string() {
        Some(text) => text.into_bytes(),
        None if contents.is_instance_of::<Uint8Array>() => Uint8Array::unchecked_from_js_ref(&contents).to_vec(),
        None if contents.is_instance_of::<js_sys::ArrayBuffer>() => Uint8Array::new(&contents).to_vec(),
        None => return Err("the contents must be a string, a Uint8Array or an ArrayBuffer".to_owned()),
    };
    let taking = files::take_in(dispatcher, name, bytes).await.map_err(|missing| missing.to_string())?;
    let taken = taking.await.map_err(|error| error.to_string())?;
    to_js(&taken)
}

/// Writes the project in a format. Gives `{name, mime, text}`.
async fn export_file(dispatcher: Dispatcher, format: JsValue) -> Result<JsValue, String> {
    let format = format.as_string().unwrap_or_else(|| "jsonld".to_owned());
    let written = files::export_as(dispatcher, format).await.map_err(|missing| missing.to_string())?;
    to_js(&written.map_err(|error| error.to_string())?)
}
