//! What the browser grants the page: whether it keeps the work until a person clears it, how much is used, how much
//! there may be.

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{StorageEstimate, StorageManager};

use crate::web::browser::window;

/// What the browser grants, as far as it says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Grant {
    /// True where the browser will not clear the work away by itself; nothing where it does not say.
    pub is_persistent: Option<bool>,
    /// Bytes in use.
    pub usage: Option<u64>,
    /// Bytes that may be used.
    pub quota: Option<u64>,
}

/// Asks the browser to keep the work until a person clears it. Some ask the person in turn.
pub async fn ask() -> Option<bool> {
    let asked = JsFuture::from(manager()?.persist().ok()?);
    asked.await.ok()?.as_bool()
}

/// What the browser grants now.
pub async fn grant() -> Grant {
    let Some(manager) = manager() else { return Grant::default() };
    let is_persistent = match manager.persisted() {
        Ok(asked) => JsFuture::from(asked).await.ok().and_then(|answer| answer.as_bool()),
        Err(_) => None,
    };
    let estimate = match manager.estimate() {
        Ok(asked) => JsFuture::from(asked).await.ok(),
        Err(_) => None,
    };
    let estimate = estimate.map(JsCast::unchecked_into::<StorageEstimate>);
    Grant {
        is_persistent,
        usage: estimate.as_ref().and_then(StorageEstimate::get_usage).map(whole),
        quota: estimate.as_ref().and_then(StorageEstimate::get_quota).map(whole),
    }
}

/// A number of bytes, which JavaScript gives as a fraction.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "no browser has room for 2^53 bytes")]
fn whole(bytes: f64) -> u64 {
    bytes as u64
}

/// The browser's storage manager, which pages on an unsafe address have none of.
fn manager() -> Option<StorageManager> {
    let manager = Reflect::get(&window().navigator(), &"storage".into()).ok()?;
    manager.dyn_into().ok()
}
