//! The Yew shell: what a browser adds to the domain.
//!
//! `store` holds the session and hands out snapshots of it; components read snapshots and send intents. The
//! adapters (`storage`, `selection`, `corpus`, `files`, `address`, `api`) speak domain types and know no component.
//! Every browser call that can fail ends as a notice, never as a panic. Where a panic comes all the same, `rescue` hands
//! the work over to a script that needs none of this.

mod address;
mod api;
mod app;
mod background;
mod browser;
mod components;
mod contradicting;
mod corpus;
mod files;
pub mod hooks;
mod parts;
mod projects;
mod rescue;
mod selection;
pub mod storage;
pub mod store;
mod suggesting;
pub(crate) mod typing;
pub mod ui;

/// Mounts the app in the page.
pub fn start() {
    rescue::install();
    match browser::document().get_element_by_id("app") {
        Some(root) => {
            root.set_text_content(None);
            yew::Renderer::<app::App>::with_root(root).render();
        }
        None => gloo::console::error!("the page has no element with the id 'app' to mount Counterpoint in"),
    }
}
