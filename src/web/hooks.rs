//! Hooks that tie the page's events to the store.

pub(crate) mod back_up;
pub(crate) mod commands;
pub(crate) mod draft;
pub(crate) mod focus;
pub(crate) mod incoming;
pub(crate) mod kept;
pub(crate) mod look;
pub(crate) mod near;
pub(crate) mod refocus;
pub mod renders;
pub(crate) mod resize;
pub(crate) mod reveal;
pub(crate) mod selecting;
pub(crate) mod settings;
pub(crate) mod shortcuts;
pub(crate) mod steady;
