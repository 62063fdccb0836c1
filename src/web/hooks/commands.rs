//! Commands to deeds: what concerns the page is done here, the rest goes to the session.
//!
//! Keys, the palette, the menu and every button that stands for a command come through [`run`], so that a command
//! does the same wherever it is given.

use super::selecting;
use crate::domain::command::Command;
use crate::domain::id::ArticleId;
use crate::domain::session::{Active, Intent, Refusal, View};
use crate::web::files::part;
use crate::web::parts;
use crate::web::store::Dispatcher;
use crate::web::typing::{self, Moment};
use crate::web::ui::{Action, Dialog, Field, Tab};

/// Does what `command` says.
pub(crate) fn run(dispatcher: &Dispatcher, command: Command) {
    // What is half typed came before: an export has it too.
    typing::hand_over(Moment::Pause);
    let view = dispatcher.snapshot().view;
    match command {
        Command::Search => dispatcher.ui(Action::Want(Field::Search)),
        Command::Palette => dispatcher.ui(Action::Open(Dialog::Palette)),
        Command::Help => dispatcher.ui(Action::Open(Dialog::Help)),
        Command::Settings => dispatcher.ui(Action::Open(Dialog::Settings)),
        Command::Projects => dispatcher.ui(Action::Open(Dialog::Projects)),
        Command::Import => dispatcher.ui(Action::Open(Dialog::Import)),
        Command::Export => parts::spawn(dispatcher, part::export(dispatcher.clone())),
        Command::ExportAs => dispatcher.ui(Action::Open(Dialog::Export)),
        Command::EditArticle => about_article(dispatcher, &view, Dialog::Article),
        Command::ReviseArticle => about_article(dispatcher, &view, Dialog::Revise),
        Command::ChooseSpeaker => want(dispatcher, &view, Field::Speaker),
        Command::EditNote => want(dispatcher, &view, Field::Note),
        Command::EditTags => want(dispatcher, &view, Field::Tags),
        _ => {
            // A quick hand gives the command before the browser has told of the selection.
            selecting::tell(dispatcher);
            let selected = dispatcher.snapshot().view.selection.clone();
            dispatcher.send(Intent::Command(command));
            if let Some(used) = selected.filter(|_| dispatcher.snapshot().view.selection.is_none()) {
                selecting::use_up(dispatcher, used);
            }
        }
    }
}

/// Opens a dialog about the article with the focus.
fn about_article(dispatcher: &Dispatcher, view: &View, dialog: fn(ArticleId) -> Dialog) {
    match view.columns.focused() {
        Some(article) => dispatcher.ui(Action::Open(dialog(article.clone()))),
        None => dispatcher.say("Open an article first."),
    }
}

/// Asks for a field of the active record, where that record has it.
fn want(dispatcher: &Dispatcher, view: &View, field: Field) {
    let tab = match (&view.active, field) {
        (Some(Active::Quote(_)), _) => Tab::Quotes,
        (Some(Active::Link(_)), Field::Note) => Tab::Links,
        _ => return dispatcher.refuse(&Refusal::NoQuote),
    };
    dispatcher.ui(Action::Show(tab));
    dispatcher.ui(Action::Want(field));
}
