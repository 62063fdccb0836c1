//! What the palette offers, and which of it answers to what was typed.

use yew::AttrValue;

use crate::domain::command::{Command, Group};
use crate::domain::order;
use crate::domain::project::Project;
use crate::domain::search::Query;
use crate::domain::session::{Active, Intent};
use crate::web::ui::Pane;

/// Something to be chosen.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Choice {
    /// A command.
    Command(Command),
    /// A place to go to, and the part of the page in which it is.
    Go(Intent, Pane),
}

/// A line of the palette.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    /// What it says.
    pub(super) label: AttrValue,
    /// What it belongs to.
    pub(super) group: &'static str,
    /// What choosing it does.
    pub(super) choice: Choice,
}

/// The entries that hold every word that was typed, those whose label begins with it first.
pub(super) fn matching(project: &Project, typed: &str) -> Vec<Entry> {
    let query = Query::new(typed);
    let mut found: Vec<Entry> =
        entries(project).filter(|entry| query.finds([entry.label.as_str(), entry.group])).collect();
    let typed = typed.trim().to_lowercase();
    // The sort is stable: among equals the order of the table stays.
    order::sort_by_cached_key(&mut found, |entry| {
        let label = entry.label.to_lowercase();
        let starts_a_word = label.split_whitespace().any(|word| word.starts_with(&typed));
        (!label.starts_with(&typed), !starts_a_word)
    });
    found
}

fn entries(project: &Project) -> impl Iterator<Item = Entry> {
    let commands = Group::ALL.into_iter().flat_map(|group| {
        Command::of(group).map(move |command| Entry {
            label: command.label().into(),
            group: group.title(),
            choice: Choice::Command(command),
        })
    });
    let articles = project.articles().into_iter().map(|(id, article)| Entry {
        label: article.title().to_owned().into(),
        group: "Article",
        choice: Choice::Go(Intent::Open(id.clone()), Pane::Texts),
    });
    let speakers = project.speakers().into_iter().map(|(id, speaker)| Entry {
        label: speaker.name.clone().into(),
        group: "Speaker",
        choice: Choice::Go(Intent::Activate(Active::Speaker(id.clone())), Pane::Records),
    });
    commands.chain(articles).chain(speakers)
}
