//! The dialog that is open, if one is.

mod article;
mod backup;
mod carried;
mod export;
mod help;
mod import;
mod merge;
mod modal;
mod palette;
mod projects;
mod revise;
mod said;
mod settings;
mod storage;

use std::collections::BTreeSet;
use std::rc::Rc;

use yew::{AttrValue, Html, Properties, component, html};

use self::article::ArticleDialog;
use self::backup::BackupDialog;
use self::export::ExportDialog;
use self::help::Help;
use self::import::Import;
use self::merge::MergeDialog;
use self::palette::Palette;
use self::projects::ProjectsDialog;
use self::revise::ReviseDialog;
use self::settings::SettingsDialog;
use self::storage::StorageDialog;
use crate::web::store::use_ui;
use crate::web::ui::Dialog;

/// The dialog that is open, if one is.
#[component]
pub(crate) fn Dialogs() -> Html {
    let dialog = use_ui().dialog.clone();
    html! { <div class="dialogs"><Slot {dialog} /></div> }
}

/// Puts something into a set, or takes it out where it is in.
fn flip<Item: Ord>(set: &mut BTreeSet<Item>, item: Item) {
    if !set.remove(&item) {
        set.insert(item);
    }
}

#[derive(PartialEq, Properties)]
struct SlotProps {
    dialog: Option<Dialog>,
}

#[component]
fn Slot(props: &SlotProps) -> Html {
    match &props.dialog {
        None => Html::default(),
        Some(Dialog::Palette) => html! { <Palette /> },
        Some(Dialog::Help) => html! { <Help /> },
        Some(Dialog::Settings) => html! { <SettingsDialog /> },
        Some(Dialog::Projects) => html! { <ProjectsDialog /> },
        Some(Dialog::Storage) => html! { <StorageDialog /> },
        Some(Dialog::Backup(backup)) => html! { <BackupDialog backup={Rc::clone(backup)} /> },
        Some(Dialog::Merge(merging)) => {
            // What is opened anew is decided anew.
            html! { <MergeDialog key={merging.number()} merging={merging.clone()} /> }
        }
        Some(Dialog::Export) => html! { <ExportDialog /> },
        Some(Dialog::Import) => html! { <Import text={AttrValue::default()} /> },
        Some(Dialog::Paste(text)) => html! { <Import text={text.clone()} /> },
        Some(Dialog::Article(id)) => html! { <ArticleDialog key={id.as_str()} id={id.clone()} /> },
        Some(Dialog::Revise(id)) => html! { <ReviseDialog key={id.as_str()} id={id.clone()} /> },
    }
}
