//! Which projects are open, in whichever tab: each tab holds a lock that says so for as long as it lives.
//!
//! A browser without locks says that none is open.

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::web::browser::window;

#[wasm_bindgen]
extern "C" {
    /// A `LockManager`, which web-sys counts as unstable.
    type Locks;

    #[wasm_bindgen(method, catch)]
    fn request(this: &Locks, name: &str, options: &Object, held: &Function) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, catch)]
    fn query(this: &Locks) -> Result<Promise, JsValue>;
}

/// Says, from now on, that this tab has a project open.
pub fn show(project: &str) {
    let Some(locks) = locks() else { return };
    let options = Object::new();
    // Setting a property of a plain object cannot fail.
    let _ = Reflect::set(&options, &"mode".into(), &"shared".into());
    let held = Closure::<dyn Fn() -> Promise>::new(|| Promise::new(&mut |_, _| {})).into_js_value();
    // Without the lock, a project that is open may be cleared away elsewhere, and is then written again from here.
    let _ = locks.request(&name(project), &options, held.unchecked_ref());
}

/// True where a tab has the project open.
pub async fn is_shown(project: &str) -> bool {
    let Some(Ok(asked)) = locks().map(|locks| locks.query()) else { return false };
    let Ok(told) = JsFuture::from(asked).await else { return false };
    let held = Reflect::get(&told, &"held".into()).ok().and_then(|held| held.dyn_into::<Array>().ok());
    let named = |lock: &JsValue| Reflect::get(lock, &"name".into()).ok()?.as_string();
    held.is_some_and(|held| held.iter().any(|lock| named(&lock).as_ref() == Some(&name(project))))
}

fn name(project: &str) -> String {
    format!("counterpoint/{project}")
}

fn locks() -> Option<Locks> {
    let locks = Reflect::get(&window().navigator(), &"locks".into()).ok()?;
    locks.is_object().then(|| locks.unchecked_into())
}
