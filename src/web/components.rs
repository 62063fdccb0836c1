//! What people see, from the whole to its parts. Components read snapshots, send intents, and do nothing else.

pub(crate) mod column_bar;
pub(crate) mod command_button;
pub(crate) mod desk;
pub(crate) mod dialogs;
pub(crate) mod hints;
pub(crate) mod icon;
pub(crate) mod keys;
pub(crate) mod notices;
pub(crate) mod panel;
pub(crate) mod project_button;
pub(crate) mod rail;
pub(crate) mod reader;
pub(crate) mod topbar;
pub(crate) mod trailing;
mod window;
