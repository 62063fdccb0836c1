//! The composition root: makes the dispatcher, opens storage, fetches the corpus, and lays out the page.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::{
    Callback, ContextProvider, Html, component, hook, html, use_effect_with, use_memo, use_reducer, use_state,
};

use super::components::desk::Desk;
use super::components::dialogs::Dialogs;
use super::components::hints::Hints;
use super::components::notices::Notices;
use super::components::panel::Panel;
use super::components::rail::Rail;
use super::components::topbar::Topbar;
use super::hooks::settings::SettingsProvider;
use super::storage::keeper::Keeper;
use super::store::{Dispatcher, Snapshot};
use super::ui::{Action, Pane, Ui};
use super::{address, api, corpus, hooks, rescue};

/// The project that this page keeps. One until there can be several.
const PROJECT: &str = "default";

/// The whole page.
#[component]
pub(crate) fn App() -> Html {
    let ui = use_reducer(Ui::default);
    let published = use_state(|| None::<Snapshot>);
    let dispatcher = {
        let (ui, published) = (ui.dispatcher(), published.setter());
        use_memo((), move |()| {
            let publish = Callback::from(move |snapshot| published.set(Some(snapshot)));
            let ui = Callback::from(move |action| ui.dispatch(action));
            let dispatcher = Dispatcher::new(hooks::settings::annotator(), publish, ui);
            rescue::watch(&dispatcher);
            dispatcher
        })
    };
    let dispatcher = (*dispatcher).clone();
    let snapshot = (*published).clone().unwrap_or_else(|| dispatcher.snapshot());
    use_start(&dispatcher);
    address::use_address(&dispatcher, &snapshot, ui.is_ready);

    let state: Rc<Ui> = Rc::new((*ui).clone());
    html! {
        <ContextProvider<Dispatcher> context={dispatcher}>
            <ContextProvider<Snapshot> context={snapshot}>
                <ContextProvider<Rc<Ui>> context={Rc::clone(&state)}>
                    <SettingsProvider>
                        <Page pane={state.pane} />
                    </SettingsProvider>
                </ContextProvider<Rc<Ui>>>
            </ContextProvider<Snapshot>>
        </ContextProvider<Dispatcher>>
    }
}

#[derive(PartialEq, yew::Properties)]
struct PageProps {
    pane: Pane,
}

/// The parts of the page, which read for themselves what they show.
#[component]
fn Page(props: &PageProps) -> Html {
    hooks::shortcuts::use_shortcuts();
    hooks::incoming::use_incoming();
    let pane = match props.pane {
        Pane::Articles => "articles",
        Pane::Texts => "texts",
        Pane::Records => "records",
    };
    html! {
        <div class="app" data-pane={pane}>
            <Topbar />
            <Rail />
            <Desk />
            <Panel />
            <Hints />
            <Notices />
            <Dialogs />
        </div>
    }
}

/// Once, when the page starts: storage first, so that what a person did comes before what the corpus brings.
#[hook]
fn use_start(dispatcher: &Dispatcher) {
    let dispatcher = dispatcher.clone();
    use_effect_with((), move |()| {
        let ready = api::install(&dispatcher);
        spawn_local(async move {
            let keeper = Keeper::begin(PROJECT, &dispatcher);
            dispatcher.attach(Rc::clone(&keeper));
            keeper.open().await;
            let start = address::start(&dispatcher);
            corpus::fetch(&dispatcher).await;
            address::finish(&dispatcher, start);
            dispatcher.ui(Action::Ready);
            ready.resolve();
        });
    });
}
