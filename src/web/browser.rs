//! The few things that every adapter asks of the browser: window, document, time, chance.

use crate::domain::id::Timestamp;

/// The page's window.
pub(crate) fn window() -> web_sys::Window {
    gloo::utils::window()
}

/// The page's document.
pub(crate) fn document() -> web_sys::Document {
    gloo::utils::document()
}

/// The time by the browser's clock.
pub(crate) fn now() -> Timestamp {
    // The clock gives whole milliseconds, far below 2^53, and never before 1970 on a machine that can load this page.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "see above")]
    let now = js_sys::Date::now() as u64;
    Timestamp(now)
}

/// A moment as the reader's clock and the page's language write it: "24 November 2026 at 13:05".
pub(crate) fn moment(at: Timestamp) -> String {
    written(at, &[("dateStyle", "long"), ("timeStyle", "short")])
}

/// The minute by the reader's clock and time zone, as names of files have it: `yyyy-mm-dd-hhmm`.
pub(crate) fn minute() -> String {
    let now = js_sys::Date::new_0();
    let day = format!("{:04}-{:02}-{:02}", now.get_full_year(), now.get_month() + 1, now.get_date());
    format!("{day}-{:02}{:02}", now.get_hours(), now.get_minutes())
}

/// The day of a moment, likewise.
pub(crate) fn day(at: Timestamp) -> String {
    written(at, &[("dateStyle", "long")])
}

fn written(at: Timestamp, styles: &[(&str, &str)]) -> String {
    let options = js_sys::Object::new();
    for &(style, value) in styles {
        // Setting a property of a plain object cannot fail.
        let _ = js_sys::Reflect::set(&options, &style.into(), &value.into());
    }
    // Milliseconds below 2^53 are exact; a greater number is no date, which the browser says in its own words.
    #[expect(clippy::cast_precision_loss, reason = "see above")]
    let date = js_sys::Date::new(&(at.0 as f64).into());
    date.to_locale_string("en-GB", &options).into()
}

/// A number that no other session draws.
pub(crate) fn random() -> u64 {
    let mut bytes = [0; 8];
    if getrandom::fill(&mut bytes).is_err() {
        // Without the browser's source of chance, the clock and the page's own randomness have to do.
        bytes = (js_sys::Math::random() * js_sys::Date::now()).to_bits().to_le_bytes();
    }
    u64::from_le_bytes(bytes)
}

/// What a failed browser call says, as text.
pub(crate) fn reason(error: &wasm_bindgen::JsValue) -> String {
    use wasm_bindgen::JsCast;
    error
        .dyn_ref::<js_sys::Error>()
        .map(|error| String::from(error.message()))
        .or_else(|| error.as_string())
        .unwrap_or_else(|| format!("{error:?}"))
}
