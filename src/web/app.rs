//! The composition root: makes the dispatcher, opens storage, fetches the corpus, and lays out the page.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::{
    Callback, ContextProvider, Html, component, hook, html, use_effect_with, use_memo, use_reducer, use_state,
    use_state_eq,
};

use super::components::desk::Desk;
use super::components::dialogs::{self, Dialogs};
use super::components::hints::Hints;
use super::components::notices::Notices;
use super::components::panel::Panel;
use super::components::rail::Rail;
use super::components::topbar::Topbar;
use super::components::trailing::Trailing;
use super::hooks::settings::SettingsProvider;
use super::parts::{Part, part, use_part};
use super::projects::{Projects, Shown};
use super::store::{Dispatcher, Snapshot};
use super::suggesting::Suggester;
use super::typing::use_handing_over;
use super::ui::{Action, Pane, Ui};
use super::{address, api, browser, corpus, files, hooks, rescue};
use crate::domain::journal::Safety;
use crate::domain::shelf::{DEFAULT, FIRST};

/// The whole page.
#[component]
pub(crate) fn App() -> Html {
    let ui = use_reducer(Ui::default);
    let published = use_state(|| None::<Snapshot>);
    let safety = use_state_eq(|| None::<Safety>);
    let dispatcher = {
        let (ui, published, safety) = (ui.dispatcher(), published.setter(), safety.setter());
        use_memo((), move |()| {
            let publish = Callback::from(move |snapshot| published.set(Some(snapshot)));
            let ui = Callback::from(move |action| ui.dispatch(action));
            let kept = Callback::from(move |kept| safety.set(Some(kept)));
            let dispatcher = Dispatcher::new(hooks::settings::annotator(), publish, ui, kept);
            rescue::watch(&dispatcher);
            dispatcher
        })
    };
    let dispatcher = (*dispatcher).clone();
    let snapshot = (*published).clone().unwrap_or_else(|| dispatcher.snapshot());
    let listed = use_state(|| None::<Shown>);
    let projects = {
        let (dispatcher, listed) = (dispatcher.clone(), listed.setter());
        use_memo((), move |()| Projects::new(&dispatcher, Callback::from(move |shown| listed.set(Some(shown)))))
    };
    let projects = Rc::clone(&projects);
    let shown = (*listed).clone().unwrap_or_else(|| projects.shown());
    use_start(&dispatcher, &projects);
    use_title(&shown);
    address::use_address(&dispatcher, &snapshot, shown.named(), ui.is_ready);

    let state: Rc<Ui> = Rc::new((*ui).clone());
    html! {
        <ContextProvider<Dispatcher> context={dispatcher}>
            <ContextProvider<Snapshot> context={snapshot}>
                <ContextProvider<Rc<Ui>> context={Rc::clone(&state)}>
                    <ContextProvider<Option<Safety>> context={*safety}>
                        <ContextProvider<Shown> context={shown}>
                            <SettingsProvider>
                                <Page pane={state.pane} />
                            </SettingsProvider>
                        </ContextProvider<Shown>>
                    </ContextProvider<Option<Safety>>>
                </ContextProvider<Rc<Ui>>>
            </ContextProvider<Snapshot>>
        </ContextProvider<Dispatcher>>
    }
}

#[derive(PartialEq, yew::Properties)]
struct PageProps {
    pane: Pane,
}

/// What stands around the text.
#[derive(Clone, Copy)]
struct Frame {
    topbar: fn() -> Html,
    rail: fn() -> Html,
    hints: fn() -> Html,
}

thread_local! {
    static FRAME: Part<Frame> = const { Part::new(|| Box::pin(part_of_frame())) };
}

part! {
    frame: fn part_of_frame() -> Frame {
        Frame { topbar: || html! { <Topbar /> }, rail: || html! { <Rail /> }, hints: || html! { <Hints /> } }
    }
}

/// The parts of the page, which read for themselves what they show. The text comes first, and what stands around it as
/// soon as it has come; so with each change.
#[component]
fn Page(props: &PageProps) -> Html {
    let frame = use_part(&FRAME, true, |_| ());
    hooks::shortcuts::use_shortcuts();
    hooks::incoming::use_incoming();
    use_handing_over();
    let pane = match props.pane {
        Pane::Articles => "articles",
        Pane::Texts => "texts",
        Pane::Records => "records",
    };
    html! {
        <div class="app" data-pane={pane}>
            <Trailing>
                { for frame.map(|frame| (frame.topbar)()) }
                { for frame.map(|frame| (frame.rail)()) }
            </Trailing>
            <Desk />
            <Trailing>
                <Panel />
                { for frame.map(|frame| (frame.hints)()) }
            </Trailing>
            <Notices />
            <Dialogs />
            <Suggester />
        </div>
    }
}

/// Once, when the page starts: the project is decided, then storage, so that what a person did comes before what the
/// corpus brings.
#[hook]
fn use_start(dispatcher: &Dispatcher, projects: &Rc<Projects>) {
    let (dispatcher, projects) = (dispatcher.clone(), Rc::clone(projects));
    use_effect_with((), move |()| {
        let ready = api::install();
        spawn_local(async move {
            let keeper = projects.begin().await;
            keeper.open().await;
            if let Some(ledger) = dispatcher.ledger() {
                ledger.measure(&keeper);
            }
            let start = address::start(&dispatcher);
            if projects.has_corpus() {
                corpus::fetch(&dispatcher).await;
            }
            address::finish(&dispatcher, start);
            dispatcher.ui(Action::Ready);
            projects.settle();
            ready.keep(&dispatcher).await;
            // While the network is there: work may have to be handed out when it is not. What cannot be fetched is told of
            // when it is wanted.
            let _ = files::part::come().await;
            let _ = dialogs::come().await;
        });
    });
}

/// The page's title names the project, unless that is the first one and nobody has named it.
#[hook]
fn use_title(shown: &Shown) {
    let name = (!shown.current.is_empty()).then(|| shown.shelf.name(&shown.current));
    let name = name.filter(|name| shown.current != DEFAULT || name != FIRST);
    use_effect_with(name, |name| {
        let title = name.as_ref().map_or_else(|| "Counterpoint".to_owned(), |name| format!("{name} – Counterpoint"));
        browser::document().set_title(&title);
    });
}
