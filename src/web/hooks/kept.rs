//! What the browser keeps, for the components that tell of it: they know no store.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::{Callback, hook, use_callback, use_effect_with, use_state_eq};

use crate::web::storage::grant::{ask, grant};
use crate::web::storage::local::LocalStorage;
use crate::web::store::{use_dispatcher, use_safety};

pub(crate) use crate::web::storage::grant::Grant;

/// What the browser grants the page, and the way to ask it to keep the work until a person clears it.
#[hook]
pub(crate) fn use_grant() -> (Grant, Callback<()>) {
    let dispatcher = use_dispatcher();
    let safety = use_safety();
    let granted = use_state_eq(Grant::default);
    {
        let granted = granted.setter();
        use_effect_with(safety, move |_| spawn_local(async move { granted.set(grant().await) }));
    }
    let on_ask = use_callback((dispatcher, granted.setter()), |(), (dispatcher, granted)| {
        let (dispatcher, granted) = (dispatcher.clone(), granted.clone());
        spawn_local(async move {
            if ask().await != Some(true) {
                dispatcher.say(
                    "The browser makes no such promise yet. Most give it to pages that are visited often, bookmarked \
                     or installed.",
                );
            }
            granted.set(grant().await);
        });
    });
    (*granted, on_ask)
}

/// How much of local storage is in use by whomever, in UTF-16 code units; nothing where the browser gives the page
/// none.
#[hook]
pub(crate) fn use_local_units() -> Option<u64> {
    // What is said of the stores changes when they do: then it is measured again.
    let _ = use_safety();
    let keeper = use_dispatcher().keeper()?;
    keeper.local().map(LocalStorage::measure).map(|units| units as u64)
}

/// True where the browser gives the page a database, whether that answers or not.
#[hook]
pub(crate) fn use_has_database() -> bool {
    use_dispatcher().keeper().is_none_or(|keeper| keeper.has_database())
}

/// What could not be read and was set aside: where it stood, and what it holds.
#[hook]
pub(crate) fn use_aside() -> Rc<Vec<(String, String)>> {
    let dispatcher = use_dispatcher();
    let entries = use_state_eq(|| Rc::new(Vec::new()));
    let found = entries.setter();
    use_effect_with((), move |()| {
        if let Some(keeper) = dispatcher.keeper() {
            spawn_local(async move { found.set(Rc::new(keeper.aside().await)) });
        }
    });
    Rc::clone(&entries)
}
