//! The parts of the page that come when they are needed.
//!
//! A release is cut into several WebAssembly modules at the functions that [`part!`] declares: what only they reach is
//! fetched when one of them is first called. The modules share one memory, so that
//! nothing changes for the code in them but that calling such a function is asynchronous, and fails where its module
//! cannot be fetched. Without the feature `split`, as in development, all is one module and the functions are called
//! directly.

use std::cell::Cell;
use std::future::Future;
use std::thread::LocalKey;

use futures_util::future::LocalBoxFuture;
use gloo::events::EventListener;
use gloo::utils::window;
use gloo_timers::future::TimeoutFuture;
use thiserror::Error;
use wasm_bindgen_futures::spawn_local;
use yew::{hook, use_effect_with, use_state};

use super::store::{Dispatcher, use_dispatcher};

/// A part could not be fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a part of this page could not be fetched. Look at your connection and try again.")]
pub(crate) struct Missing;

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for Missing {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

/// What could not be fetched is tried again after so long.
const AGAIN_MILLISECONDS: u32 = 10_000;

/// Declares a function with which a part begins: `part!(name: fn function(argument: Type) -> Result { … })`. It becomes
/// asynchronous, and gives [`Missing`] where the part cannot be fetched.
macro_rules! part {
    ($part:ident: $(#[$meta:meta])* $visibility:vis fn $name:ident($($argument:ident: $type:ty),* $(,)?) -> $result:ty $body:block) => {
        $(#[$meta])*
        #[cfg(feature = "split")]
        #[allow(unsafe_code, clippy::unnecessary_wraps, reason = "what is expanded links the part")]
        #[wasm_split_helpers::wasm_split($part, fallible)]
        $visibility fn $name($($argument: $type),*) -> Result<$result, $crate::web::parts::Missing> {
            let given: $result = $body;
            Ok(given)
        }

        $(#[$meta])*
        #[cfg(not(feature = "split"))]
        #[allow(clippy::unused_async, reason = "it waits only where its part has to be fetched")]
        $visibility async fn $name($($argument: $type),*) -> Result<$result, $crate::web::parts::Missing> {
            let given: $result = $body;
            Ok(given)
        }
    };
}
pub(crate) use part;

/// What a part gives to be called, once it has come.
pub(crate) struct Part<T: Copy + 'static> {
    come: Cell<Option<T>>,
    fetch: fn() -> LocalBoxFuture<'static, Result<T, Missing>>,
}

impl<T: Copy + 'static> Part<T> {
    /// The part that `fetch` fetches.
    pub(crate) const fn new(fetch: fn() -> LocalBoxFuture<'static, Result<T, Missing>>) -> Self {
        Self { come: Cell::new(None), fetch }
    }
}

/// Does `work`, which needs a part; says why where that cannot be fetched.
pub(crate) fn spawn(dispatcher: &Dispatcher, work: impl Future<Output = Result<(), Missing>> + 'static) {
    let dispatcher = dispatcher.clone();
    spawn_local(async move {
        if let Err(missing) = work.await {
            dispatcher.warn(missing.to_string());
        }
    });
}

/// What the part gives, once it has come; it is fetched when it is first wanted. Where that fails, `give_up` is to want it
/// no longer, so that it can be wanted anew; what is wanted still is tried again after a while.
#[hook]
pub(crate) fn use_part<T: Copy + 'static>(
    part: &'static LocalKey<Part<T>>,
    is_wanted: bool,
    give_up: fn(&Dispatcher),
) -> Option<T> {
    let come = use_state(|| part.with(|part| part.come.get()));
    let setter = come.setter();
    let fetch = move || -> LocalBoxFuture<'static, Result<(), Missing>> {
        Box::pin(async move {
            let given = part.with(|part| (part.fetch)()).await?;
            part.with(|part| part.come.set(Some(given)));
            setter.set(Some(given));
            Ok(())
        })
    };
    use_fetched(is_wanted && come.is_none(), Box::new(fetch), give_up);
    *come
}

/// Has something fetched while it is missing; as [`use_part`] does, of any type.
#[hook]
fn use_fetched(
    is_missing: bool,
    fetch: Box<dyn FnOnce() -> LocalBoxFuture<'static, Result<(), Missing>>>,
    give_up: fn(&Dispatcher),
) {
    let returns = use_state(|| 0_u32);
    let dispatcher = use_dispatcher();
    use_effect_with((is_missing, *returns), move |(is_missing, _)| {
        let listener = is_missing.then(|| {
            let work = fetch();
            let again = returns.clone();
            spawn_local(async move {
                if let Err(missing) = work.await {
                    if *again == 0 {
                        dispatcher.warn(missing.to_string());
                    }
                    give_up(&dispatcher);
                    TimeoutFuture::new(AGAIN_MILLISECONDS).await;
                    again.set(*again + 1);
                }
            });
            EventListener::once(&window(), "online", move |_| returns.set(*returns + 1))
        });
        move || drop(listener)
    });
}
