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

use yew::{AttrValue, Html, component, html};

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
use crate::web::parts::{Part, part, use_part};
use crate::web::store::use_ui;
use crate::web::ui::{Action, Dialog};

thread_local! {
    static PART: Part<fn(&Dialog) -> Html> = const { Part::new(|| Box::pin(part_of_dialogs())) };
}

part! {
    dialogs:
    /// Nothing but that the part has come.
    pub(crate) fn come() -> () {}
}

part! { dialogs: fn part_of_dialogs() -> fn(&Dialog) -> Html { shown } }

/// The dialog that is open, if one is.
#[component]
pub(crate) fn Dialogs() -> Html {
    let dialog = use_ui().dialog.clone();
    let shown = use_part(&PART, dialog.is_some(), |dispatcher| dispatcher.ui(Action::Close));
    let is_coming = dialog.is_some() && shown.is_none();
    html! { <div class="dialogs" aria-busy={is_coming.then_some("true")}>{ for dialog.as_ref().zip(shown).map(|(dialog, shown)| shown(dialog)) }</div> }
}

/// Puts something into a set, or takes it out where it is in.
fn flip<Item: Ord>(set: &mut BTreeSet<Item>, item: Item) {
    if !set.remove(&item) {
        set.insert(item);
    }
}

fn shown(dialog: &Dialog) -> Html {
    match dialog {
        Dialog::Palette => html! { <Palette /> },
        Dialog::Help => html! { <Help /> },
        Dialog::Settings => html! { <SettingsDialog /> },
        Dialog::Projects => html! { <ProjectsDialog /> },
        Dialog::Storage => html! { <StorageDialog /> },
        Dialog::Backup(backup) => html! { <BackupDialog backup={Rc::clone(backup)} /> },
        Dialog::Merge(merging) => {
            // What is opened anew is decided anew.
            html! { <MergeDialog key={merging.number()} merging={merging.clone()} /> }
        }
        Dialog::Export => html! { <ExportDialog /> },
        Dialog::Import => html! { <Import text={AttrValue::default()} /> },
        Dialog::Paste(text) => html! { <Import text={text.clone()} /> },
        Dialog::Article(id) => html! { <ArticleDialog key={id.as_str()} id={id.clone()} /> },
        Dialog::Revise(id) => html! { <ReviseDialog key={id.as_str()} id={id.clone()} /> },
    }
}
