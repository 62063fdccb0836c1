//! Small pieces that many parts of the panel are made of: lines of a row, a labelled fact, focus, time.

use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, FocusOptions, HtmlElement};
use yew::{AttrValue, Html, KeyboardEvent, TargetCast, html};

use crate::domain::annotation::{Difference, Kind, Origin, Relation, Status};
use crate::domain::id::Timestamp;
use crate::domain::listing::{Statement, Who};
use crate::domain::session::COLOURS;
use crate::web::browser::window;
use crate::web::components::icon::{Icon, Sign};
use crate::web::selection::article_element;
use crate::web::store::{Dispatcher, Snapshot};

/// The number by which the stylesheet knows a speaker's colour.
pub(super) fn colour(number: u8) -> String {
    (number % COLOURS).to_string()
}

/// The first line of a row: who said it, and at its end what `aside` adds.
pub(super) fn who(who: Option<&Who>, aside: Html) -> Html {
    let name = match who {
        Some(who) => html! { <>
            <span class="dot" data-colour={colour(who.colour)}></span>
            <span class="row-name">{ AttrValue::from(who.name.clone()) }</span>
        </> },
        None => {
            html! { <><span class="dot unknown"></span><span class="row-name unknown">{ "Who said it?" }</span></> }
        }
    };
    html! { <span class="row-who">{ name }<span class="row-aside">{ aside }</span></span> }
}

/// How a quote was taken over and whether it is contradicted, for the end of a row's first line.
pub(super) fn standing(statement: &Statement) -> Html {
    html! { <>
        if statement.contradicted {
            <span class="clash-text row-clash" title="Contradicted">
                <Icon sign={Sign::Clash} /><span class="visually-hidden">{ "contradicted, " }</span>
            </span>
        }
        { statement.kind.name() }
    </> }
}

/// A field of a record with its name: `id` is the field's own.
pub(super) fn fact(id: &'static str, label: &'static str, field: Html) -> Html {
    html! { <div class="fact"><label class="fact-name" for={id}>{ label }</label><div class="fact-field">{ field }</div></div> }
}

/// Several fields under one name, which is a group for screen readers.
pub(super) fn fact_group(id: &'static str, label: &'static str, fields: Html) -> Html {
    html! {
        <div class="fact" role="group" aria-labelledby={id}>
            <span class="fact-name" {id}>{ label }</span>
            <div class="fact-field">{ fields }</div>
        </div>
    }
}

/// A kind as a choice names it.
pub(super) const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Direct => "Direct",
        Kind::Mixed => "Mixed",
        Kind::Indirect => "Indirect",
        Kind::Narration => "Narration by the outlet",
    }
}

/// A status as a choice names it.
pub(super) const fn status(status: Status) -> &'static str {
    match status {
        Status::Open => "Open",
        Status::Resolved => "Resolved",
        Status::Dismissed => "Dismissed",
    }
}

/// How a relation is named in a row: "Contradiction · denial".
pub(super) fn relation(relation: Relation) -> String {
    match relation {
        Relation::Contradicts(Difference::Other) => "Contradiction".to_owned(),
        Relation::Contradicts(difference) => format!("Contradiction · {}", difference.name()),
        Relation::Corroborates => "Corroboration".to_owned(),
        Relation::SameWords => "Same words".to_owned(),
    }
}

/// The name of the stylesheet's tone for a relation.
pub(super) const fn tone(relation: Relation) -> &'static str {
    match relation {
        Relation::Contradicts(_) => "clash",
        Relation::Corroborates | Relation::SameWords => "agreement",
    }
}

/// The foot of the details: who made a record and when it was made and last changed, and what takes it away.
pub(super) fn foot(snapshot: &Snapshot, origin: Option<&Origin>, modified: Option<Timestamp>, delete: Html) -> Html {
    let made = origin.map(|origin| {
        let creator = match snapshot.project.annotator(&origin.creator) {
            _ if origin.creator == snapshot.me => "you",
            Some(name) => name,
            None => "a colleague",
        };
        let (made, changed) = (time(origin.created), modified.map(time));
        let changed = changed.filter(|changed| *changed != made).map(|changed| format!(", changed {changed}"));
        format!("By {creator}, {made}{}", changed.unwrap_or_default())
    });
    html! { <div class="details-foot"><p class="origin">{ made.unwrap_or_default() }</p>{ delete }</div> }
}

thread_local! {
    /// Writes moments as the reader's own language does. Making one costs more than all the rest of a row.
    static FORMAT: js_sys::Intl::DateTimeFormat = {
        let options = js_sys::Object::new();
        for (part, style) in [("dateStyle", "medium"), ("timeStyle", "short")] {
            // Setting a property of a plain object cannot fail.
            let _ = js_sys::Reflect::set(&options, &part.into(), &style.into());
        }
        let language = window().navigator().language().unwrap_or_else(|| "en".to_owned());
        js_sys::Intl::DateTimeFormat::new(&js_sys::Array::of1(&language.into()), &options)
    };
}

/// A moment as the reader's own language writes it.
fn time(at: Timestamp) -> String {
    // Milliseconds since 1970 stay far below 2^53.
    #[expect(clippy::cast_precision_loss, reason = "see above")]
    let date = JsValue::from_f64(at.0 as f64);
    let written = FORMAT.with(|format| format.format().call1(&JsValue::UNDEFINED, &date));
    written.ok().and_then(|written| written.as_string()).unwrap_or_default()
}

/// Gives an element the focus, if it is there, and scrolls nothing.
pub(super) fn focus(element: Option<Element>) {
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        // An element that cannot take the focus leaves it where it is.
        let _ = element.focus_with_options(&options);
    }
}

/// Goes back to the text, where the keys are commands again.
pub(super) fn back_to_text(dispatcher: &Dispatcher) {
    let snapshot = dispatcher.snapshot();
    focus(snapshot.view.columns.focused().and_then(article_element));
}

/// Leaves the field that a key was pressed in, and goes back to the text.
pub(super) fn leave(event: &KeyboardEvent, dispatcher: &Dispatcher) {
    if let Some(field) = event.target_dyn_into::<HtmlElement>() {
        // Leaving a field that has no focus changes nothing.
        let _ = field.blur();
    }
    back_to_text(dispatcher);
}
